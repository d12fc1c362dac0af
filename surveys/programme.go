package surveys

import "time"

// Instrument is the authored document with its life: a draft that changes, and frozen versions (see Version).
type Instrument struct {
	OrgID     ID             `bun:"org_id,pk" json:"-"`
	ID        ID             `bun:"id,pk" json:"id"`
	ClientID  ID             `bun:"client_id" json:"client_id"`
	Kind      InstrumentKind `bun:"kind" json:"kind"`
	Code      string         `bun:"code" json:"code"` // unique in the organisation, over all kinds
	Title     Text           `bun:"title,type:json" json:"title"`
	State     string         `bun:"state" json:"state"` // draft | published | closed
	Mode      Mode           `bun:"mode" json:"mode"`   // survey: anonymous, confidential, identified
	Draft     Document       `bun:"draft,type:json" json:"-"`
	DraftRev  int64          `bun:"draft_rev" json:"draft_rev"`   // grows with every save; a save names the one it saw
	VersionID ID             `bun:"version_id" json:"version_id"` // latest published; zero when none
	CreatedAt time.Time      `bun:"created_at" json:"created_at"`
	UpdatedAt time.Time      `bun:"updated_at" json:"updated_at"`
}

// Mode is the honest promise to respondents about who can see whom.
type Mode string

// The modes.
const (
	Anonymous    Mode = "anonymous"    // no link to a person, ever; time rounded to the day
	Confidential Mode = "confidential" // known to the field team, never in results
	Identified   Mode = "identified"
)

// Version is a frozen document. Responses, visits and assessments point to a version, never to a draft.
type Version struct {
	OrgID        ID        `bun:"org_id,pk" json:"-"`
	ID           ID        `bun:"id,pk" json:"id"`
	InstrumentID ID        `bun:"instrument_id" json:"instrument_id"`
	Number       int       `bun:"number" json:"number"` // 1, 2, 3 … per instrument
	Document     Document  `bun:"document,type:json" json:"-"`
	Change       string    `bun:"change" json:"change"`             // first | cosmetic | additive | breaking
	SeriesBreak  bool      `bun:"series_break" json:"series_break"` // trends mark a break before it
	Notice       int       `bun:"notice_version" json:"notice_version"`
	PublishedAt  time.Time `bun:"published_at" json:"published_at"`
	PublishedBy  ID        `bun:"published_by" json:"published_by"`
}

// Programme (项目) is an undertaking for a client that uses one kind of instrument over waves.
type Programme struct {
	OrgID        ID             `bun:"org_id,pk" json:"-"`
	ID           ID             `bun:"id,pk" json:"id"`
	ClientID     ID             `bun:"client_id" json:"client_id"`
	Kind         InstrumentKind `bun:"kind" json:"kind"`
	Code         string         `bun:"code" json:"code"`
	Name         Text           `bun:"name,type:json" json:"name"`
	InstrumentID ID             `bun:"instrument_id" json:"instrument_id"`
	State        string         `bun:"state" json:"state"` // draft | active | closed | archived
}

// Wave (第N期) is a period of a programme; what trends compare. Code is unique in the organisation.
type Wave struct {
	OrgID       ID     `bun:"org_id,pk" json:"-"`
	ID          ID     `bun:"id,pk" json:"id"`
	ProgrammeID ID     `bun:"programme_id" json:"programme_id"`
	Code        string `bun:"code" json:"code"`
	Name        Text   `bun:"name,type:json" json:"name"`
	FromDay     int    `bun:"from_day" json:"from_day"` // yyyymmdd, included
	ToDay       int    `bun:"to_day" json:"to_day"`     // yyyymmdd, included
	State       string `bun:"state" json:"state"`       // planned | open | closing | closed | published
	Position    int    `bun:"position" json:"position"` // order within the programme
}

// Over reports whether the wave takes nothing new: it was closed, and its figures may have been printed.
func (w Wave) Over() bool { return w.State == "closed" || w.State == "published" }

// Channel (投放渠道) is how a survey reaches people. The code of its link is in public_codes.
type Channel struct {
	OrgID        ID        `bun:"org_id,pk" json:"-"`
	ID           ID        `bun:"id,pk" json:"id"`
	InstrumentID ID        `bun:"instrument_id" json:"instrument_id"`
	Kind         string    `bun:"kind" json:"kind"` // open | qr | test
	Code         string    `bun:"code" json:"code"` // of /s/{code}
	Name         Text      `bun:"name,type:json" json:"name"`
	LocationID   ID        `bun:"location_id" json:"location_id"` // zero = none
	TouchpointID ID        `bun:"touchpoint_id" json:"touchpoint_id"`
	StaffID      ID        `bun:"staff_id" json:"staff_id"`
	WaveID       ID        `bun:"wave_id" json:"wave_id"` // zero = the wave whose days hold the response
	Open         bool      `bun:"open" json:"open"`
	CreatedAt    time.Time `bun:"created_at" json:"created_at"`
}

// PublicCode leads from a public link to its organisation. It is the one table without org_id in its key. The code of a
// visit link is "v:" and the SHA-256 (hex) of its secret, so that the table gives no access.
type PublicCode struct {
	Code     string `bun:"code,pk" json:"code"`
	OrgID    ID     `bun:"org_id" json:"-"`
	Kind     string `bun:"kind" json:"kind"` // channel | visit
	TargetID ID     `bun:"target_id" json:"target_id"`
}
