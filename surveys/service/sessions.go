package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// How long a session lives: unused, and in all.
const (
	SessionIdle = time.Hour
	SessionLife = 12 * time.Hour
)

// touchEvery bounds how often the use of a session or a key is written down.
const touchEvery = time.Minute

// Credentials are what the sign-in page asks for.
type Credentials struct {
	Email    string
	Password string
	Org      string // code of the organisation; needed only by people with accounts in several
}

// SignIn checks the credentials and opens a session. token goes into the cookie and nowhere else; the database holds its
// hash. Whatever is wrong — address, password, organisation, disabled account — gives the same Unauthenticated error
// after the same time.
func (s *Service) SignIn(ctx context.Context, in Credentials) (token string, user *surveys.User, err error) {
	failed := surveys.E(surveys.Unauthenticated, "signin.failed")
	if len(in.Email) > 254 || len(in.Password) > 4*maxPassword || !surveys.Clean(in.Email+in.Org) {
		return "", nil, failed
	}
	found, err := s.candidate(ctx, strings.ToLower(strings.TrimSpace(in.Email)), strings.ToLower(strings.TrimSpace(in.Org)))
	if err != nil {
		return "", nil, err
	}
	same, err := samePassword(ctx, in.Password, found.PasswordHash)
	if err != nil {
		return "", nil, err
	}
	if !same || found.Disabled {
		return "", nil, failed
	}
	secret := randomToken()
	now := s.clock()
	session := &surveys.Session{OrgID: found.OrgID, TokenHash: hashToken(secret), UserID: found.ID, CreatedAt: now, SeenAt: now,
		ExpiresAt: now.Add(SessionLife)}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		// Disabling and a new password end all sessions: none may begin beside them.
		u, err := store.LockUser(ctx, db, surveys.Scope{Org: found.OrgID}, found.ID)
		if err != nil {
			return err
		}
		if u.Disabled || u.PasswordHash != found.PasswordHash {
			return failed
		}
		if err := store.DeleteDeadSessions(ctx, db, now, now.Add(-SessionIdle)); err != nil {
			return err
		}
		return store.InsertSession(ctx, db, session)
	})
	if err != nil {
		return "", nil, err
	}
	return compact(found.OrgID) + "." + secret, found, nil
}

// candidate returns the one user who may be meant; an empty user when there is none or when two organisations know the
// address and no code says which.
func (s *Service) candidate(ctx context.Context, email, orgCode string) (*surveys.User, error) {
	var org surveys.ID
	if orgCode != "" {
		o, err := store.FindOrgByCode(ctx, s.store.Read(), orgCode)
		if surveys.KindOf(err) == surveys.NotFound {
			return new(surveys.User), nil
		}
		if err != nil {
			return nil, err
		}
		org = o.ID
	}
	users, err := store.UsersToSignIn(ctx, s.store.Read(), email, org)
	if err != nil {
		return nil, err
	}
	if len(users) != 1 {
		return new(surveys.User), nil
	}
	return &users[0], nil
}

// SignOut ends the session of a cookie. A cookie that leads nowhere is no error.
func (s *Service) SignOut(ctx context.Context, token string) error {
	org, hash, ok := splitToken(token)
	if !ok {
		return nil
	}
	return s.store.InTx(ctx, func(ctx context.Context, db store.DB) error { return store.DeleteSession(ctx, db, org, hash) })
}

// ActorOfSession returns who a cookie's session belongs to. Unauthenticated when it is unknown, too old, unused too
// long, or its user was disabled.
func (s *Service) ActorOfSession(ctx context.Context, token string) (surveys.Actor, error) {
	gone := surveys.E(surveys.Unauthenticated, "error.unauthenticated")
	org, hash, ok := splitToken(token)
	if !ok {
		return surveys.Actor{}, gone
	}
	session, err := store.FindSession(ctx, s.store.Read(), org, hash)
	if surveys.KindOf(err) == surveys.NotFound {
		return surveys.Actor{}, gone
	}
	if err != nil {
		return surveys.Actor{}, err
	}
	now := s.clock()
	if !now.Before(session.ExpiresAt) || now.Sub(session.SeenAt) >= SessionIdle {
		return surveys.Actor{}, gone
	}
	actor, err := s.actorOf(ctx, org, session.UserID)
	if err != nil {
		return surveys.Actor{}, err
	}
	if now.Sub(session.SeenAt) >= touchEvery {
		s.touches.note(ctx, s.store, hash, func(ctx context.Context, db store.DB) error { return store.TouchSession(ctx, db, org, hash, now) })
	}
	return actor, nil
}

// actorOf resolves a user with what the grants say now. Unauthenticated when the user is gone or disabled.
func (s *Service) actorOf(ctx context.Context, org, user surveys.ID) (surveys.Actor, error) {
	db, scope := s.store.Read(), surveys.Scope{Org: org, AllClients: true}
	u, err := store.FindUser(ctx, db, scope, user)
	if surveys.KindOf(err) == surveys.NotFound || err == nil && u.Disabled {
		return surveys.Actor{}, surveys.E(surveys.Unauthenticated, "error.unauthenticated")
	}
	if err != nil {
		return surveys.Actor{}, err
	}
	granted, err := resolveGrants(ctx, db, scope, user)
	if err != nil {
		return surveys.Actor{}, err
	}
	return surveys.Actor{OrgID: org, UserID: user, Lang: u.Lang, Granted: granted}, nil
}

// hashToken is what the database keeps of a secret. A plain digest will do: the secret has 256 random bits.
func hashToken(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// compact writes an ID without hyphens.
func compact(id surveys.ID) string { return hex.EncodeToString(id[:]) }

func parseCompact(s string) (surveys.ID, bool) {
	var id surveys.ID
	if len(s) != 32 {
		return id, false
	}
	_, err := hex.Decode(id[:], []byte(s))
	return id, err == nil && !id.IsZero()
}

// splitToken reads a cookie: the organisation, and the hash of the secret.
func splitToken(token string) (org surveys.ID, hash string, ok bool) {
	head, secret, _ := strings.Cut(token, ".")
	org, ok = parseCompact(head)
	return org, hashToken(secret), ok && len(secret) == 43
}
