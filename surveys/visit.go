package surveys

import "time"

// VisitState is where an assignment stands (mystery shopping: assignment, mission).
type VisitState string

// The stored states of a visit.
const (
	VisitDraft        VisitState = "draft"
	VisitOffered      VisitState = "offered"
	VisitApplied      VisitState = "applied"
	VisitDeclined     VisitState = "declined"
	VisitAssigned     VisitState = "assigned"
	VisitAcknowledged VisitState = "acknowledged"
	VisitInProgress   VisitState = "in_progress"
	VisitSubmitted    VisitState = "submitted"
	VisitWithdrawn    VisitState = "withdrawn"
	VisitExpired      VisitState = "expired"
	VisitCancelled    VisitState = "cancelled"
)

// ReportState is where a visit's report (检测报告) stands. "" = there is none yet.
type ReportState string

// The stored states of a report.
const (
	ReportNone           ReportState = ""
	ReportSubmitted      ReportState = "submitted"
	ReportInReview       ReportState = "in_review"
	ReportReturned       ReportState = "returned"
	ReportOnHold         ReportState = "on_hold"
	ReportRejected       ReportState = "rejected"
	ReportApproved       ReportState = "approved"
	ReportSecondApproved ReportState = "second_approved"
	ReportPublished      ReportState = "published"
	ReportAmended        ReportState = "amended"
	ReportRetracted      ReportState = "retracted"
)

// Visit (检测任务) is one assignment: location × auditor × checklist × window, ending in a report. It points to the
// current and the first published revision of its report and keeps both scores.
type Visit struct {
	OrgID          ID          `bun:"org_id,pk" json:"-"`
	ID             ID          `bun:"id,pk" json:"id"`
	ClientID       ID          `bun:"client_id" json:"client_id"`
	WaveID         ID          `bun:"wave_id" json:"wave_id"`
	InstrumentID   ID          `bun:"instrument_id" json:"instrument_id"`
	VersionID      ID          `bun:"version_id" json:"version_id"`
	LocationID     ID          `bun:"location_id" json:"location_id"`
	AuditorID      ID          `bun:"auditor_id" json:"-"` // user; zero = whoever holds the link. Never in reports.
	State          VisitState  `bun:"state" json:"state"`
	Report         ReportState `bun:"report_state" json:"report_state"`
	FromDay        int         `bun:"from_day" json:"from_day"` // window, yyyymmdd
	ToDay          int         `bun:"to_day" json:"to_day"`
	TokenHash      string      `bun:"token_hash" json:"-"` // SHA-256 of the link's secret; "" = no link
	ResponseID     ID          `bun:"response_id" json:"response_id"`
	Revision       int         `bun:"revision" json:"revision"`               // current; 0 = none
	FirstPublished int         `bun:"first_published" json:"first_published"` // revision; 0 = never
	Score          *float64    `bun:"score" json:"score"`                     // of the current revision, 0–100, unrounded
	FirstScore     *float64    `bun:"first_score" json:"first_score"`
	Verdict        string      `bun:"verdict" json:"verdict"` // pass | fail | "" (no score)
	Band           string      `bun:"band" json:"band"`
	VisitedDay     int         `bun:"visited_day" json:"visited_day"`
	Excluded       bool        `bun:"excluded_from_reports" json:"excluded_from_reports"`
	Payable        bool        `bun:"payable" json:"payable"`
	ScoreLocked    bool        `bun:"score_locked" json:"score_locked"`
	CreatedAt      time.Time   `bun:"created_at" json:"created_at"`
	UpdatedAt      time.Time   `bun:"updated_at" json:"updated_at"`
}

// Published reports whether the visit's report is one that clients see.
func (v *Visit) Published() bool {
	return (v.Report == ReportPublished || v.Report == ReportAmended) && !v.Excluded
}

// VisitEvent is one transition of a visit or of its report.
type VisitEvent struct {
	OrgID    ID        `bun:"org_id,pk" json:"-"`
	ID       ID        `bun:"id,pk" json:"id"`
	VisitID  ID        `bun:"visit_id" json:"visit_id"`
	At       time.Time `bun:"at" json:"at"`
	ActorID  ID        `bun:"actor_id" json:"actor_id"` // zero = the holder of the link, or the clock
	Action   string    `bun:"action" json:"action"`
	From     string    `bun:"from_state" json:"from"`
	To       string    `bun:"to_state" json:"to"`
	Reason   string    `bun:"reason" json:"reason,omitempty"`
	Revision int       `bun:"revision" json:"revision"`
}

// Evidence (佐证材料) is a stored photo: re-encoded, its EXIF kept apart, named by the SHA-256 of what was uploaded.
type Evidence struct {
	OrgID       ID        `bun:"org_id,pk" json:"-"`
	VisitID     ID        `bun:"visit_id,pk" json:"visit_id"`
	SHA         string    `bun:"sha,pk" json:"sha"` // of the uploaded bytes, hex
	BlobSHA     string    `bun:"blob_sha" json:"-"` // of the re-encoded bytes
	ContentType string    `bun:"content_type" json:"content_type"`
	Bytes       int64     `bun:"bytes" json:"bytes"`
	Width       int       `bun:"width" json:"width"`
	Height      int       `bun:"height" json:"height"`
	Exif        string    `bun:"exif" json:"-"` // original EXIF block, base64; "" when there was none
	CreatedAt   time.Time `bun:"created_at" json:"created_at"`
}
