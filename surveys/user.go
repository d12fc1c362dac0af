package surveys

import "time"

// User signs in to the console or the auditor app.
type User struct {
	OrgID        ID        `bun:"org_id,pk" json:"-"`
	ID           ID        `bun:"id,pk" json:"id"`
	Email        string    `bun:"email" json:"email"` // lower case, unique in the organisation
	Name         string    `bun:"name" json:"name"`
	Lang         string    `bun:"lang" json:"lang"`
	PasswordHash string    `bun:"password_hash" json:"-"` // argon2id; "" = cannot sign in
	TOTP         []byte    `bun:"totp_sealed" json:"-"`   // sealed column
	Disabled     bool      `bun:"disabled" json:"disabled"`
	CreatedAt    time.Time `bun:"created_at" json:"created_at"`
}

// Role is data: a name and its verbs.
type Role struct {
	OrgID ID     `bun:"org_id,pk" json:"-"`
	ID    ID     `bun:"id,pk" json:"id"`
	Code  string `bun:"code" json:"code"`
	Name  Text   `bun:"name,type:json" json:"name"`
	Verbs []Verb `bun:"verbs,type:json" json:"verbs"`
}

// Grant gives a user a role for everything, one client, or one unit with all below it.
type Grant struct {
	OrgID    ID   `bun:"org_id,pk" json:"-"`
	ID       ID   `bun:"id,pk" json:"id"`
	UserID   ID   `bun:"user_id" json:"user_id"`
	RoleID   ID   `bun:"role_id" json:"role_id"`
	ClientID ID   `bun:"client_id" json:"client_id"` // zero = every client
	UnitID   ID   `bun:"unit_id" json:"unit_id"`     // zero = every unit of the client
	Personal bool `bun:"personal_data" json:"personal_data"`
}

// Session is a signed-in browser. The cookie holds organisation and secret; the row holds the hash of the secret.
type Session struct {
	OrgID     ID        `bun:"org_id,pk"`
	TokenHash string    `bun:"token_hash,pk"`
	UserID    ID        `bun:"user_id"`
	CreatedAt time.Time `bun:"created_at"`
	SeenAt    time.Time `bun:"seen_at"`
	ExpiresAt time.Time `bun:"expires_at"`
}

// APIKey lets a program act as a user with at most the verbs of one role. The key is shown once; the row holds its hash.
type APIKey struct {
	OrgID     ID         `bun:"org_id,pk" json:"-"`
	ID        ID         `bun:"id,pk" json:"id"`
	UserID    ID         `bun:"user_id" json:"user_id"`
	Name      string     `bun:"name" json:"name"`
	Prefix    string     `bun:"prefix" json:"prefix"` // first characters, to recognise it
	Hash      string     `bun:"hash" json:"-"`
	Verbs     []Verb     `bun:"verbs,type:json" json:"verbs"` // intersected with the user's
	ExpiresAt *time.Time `bun:"expires_at" json:"expires_at"`
	UsedAt    *time.Time `bun:"used_at" json:"used_at"`
	Revoked   bool       `bun:"revoked" json:"revoked"`
	CreatedAt time.Time  `bun:"created_at" json:"created_at"`
}

// AuditRow is written in the transaction of every administrative write. Seq and Hash stay empty until a job seals the
// rows into a chain.
type AuditRow struct {
	OrgID     ID        `bun:"org_id,pk" json:"-"`
	ID        ID        `bun:"id,pk" json:"id"`
	Seq       *int64    `bun:"seq" json:"seq"`
	At        time.Time `bun:"at" json:"at"`
	ActorID   ID        `bun:"actor_id" json:"actor_id"` // zero = system
	Verb      string    `bun:"verb" json:"verb"`
	Object    string    `bun:"object" json:"object"` // table name
	ObjectID  ID        `bun:"object_id" json:"object_id"`
	Before    string    `bun:"before_hash" json:"before_hash"`
	After     string    `bun:"after_hash" json:"after_hash"`
	RequestID string    `bun:"request_id" json:"request_id"`
	ChainHash string    `bun:"chain_hash" json:"-"`
}
