package surveys

import "time"

// ResponseState says how far a response came.
type ResponseState string

// The states of a response. Parts of the product that do not exist yet use the last two.
const (
	Started     ResponseState = "started"
	Partial     ResponseState = "partial"
	Completed   ResponseState = "completed"
	ScreenedOut ResponseState = "screened_out"
	OverQuota   ResponseState = "over_quota"
)

// Sources of a response. Test responses are in no figure.
const (
	SourcePage   = "page"
	SourceAPI    = "api"
	SourceImport = "import"
	SourceTest   = "test"
)

// Response (答卷) is one filled instrument version: a customer's answers or an auditor's report. A visit's report may
// have several revisions; SupersededBy names the revision that replaced this one (0 = current).
type Response struct {
	OrgID         ID             `bun:"org_id,pk" json:"-"`
	ID            ID             `bun:"id,pk" json:"id"`
	Revision      int            `bun:"revision,pk" json:"revision"` // from 1
	Kind          InstrumentKind `bun:"kind" json:"kind"`            // survey | checklist
	InstrumentID  ID             `bun:"instrument_id" json:"instrument_id"`
	VersionID     ID             `bun:"version_id" json:"version_id"`
	WaveID        ID             `bun:"wave_id" json:"wave_id"`
	ChannelID     ID             `bun:"channel_id" json:"channel_id"`
	LocationID    ID             `bun:"location_id" json:"location_id"`
	TouchpointID  ID             `bun:"touchpoint_id" json:"touchpoint_id"`
	StaffID       ID             `bun:"staff_id" json:"staff_id"`
	VisitID       ID             `bun:"visit_id" json:"visit_id"` // checklist
	Lang          string         `bun:"lang" json:"lang"`
	Mode          Mode           `bun:"mode" json:"mode"`
	Source        string         `bun:"source" json:"source"`
	ImportID      ID             `bun:"import_id" json:"import_id"`
	State         ResponseState  `bun:"state" json:"state"`
	Valid         bool           `bun:"valid" json:"valid"`
	InvalidReason string         `bun:"invalid_reason" json:"invalid_reason,omitempty"`
	Notice        int            `bun:"notice_version" json:"notice_version"`
	Seed          int64          `bun:"seed" json:"-"`
	BodyHash      string         `bun:"body_hash" json:"-"` // SHA-256 (hex) of what was sent; settles retries
	StartedAt     time.Time      `bun:"started_at" json:"started_at"`
	ReceivedAt    time.Time      `bun:"received_at" json:"received_at"`
	DurationMS    int64          `bun:"duration_ms" json:"duration_ms"`
	LocalDay      int            `bun:"local_day" json:"local_day"` // yyyymmdd in the location's zone
	SupersededBy  int            `bun:"superseded_by" json:"superseded_by"`
	Answers       Answers        `bun:"answers,type:json" json:"answers"`
}

// Counts reports whether the response is in figures. A checklist report counts when its visit is published, which the
// derivation looks up; this answers for the response alone.
func (r *Response) Counts() bool {
	return r.State == Completed && r.Valid && r.Source != SourceTest && r.SupersededBy == 0
}

// Draft holds unfinished answers of a response. The higher Sequence wins.
type Draft struct {
	OrgID      ID        `bun:"org_id,pk" json:"-"`
	ResponseID ID        `bun:"response_id,pk" json:"response_id"`
	Sequence   int64     `bun:"sequence" json:"sequence"`
	ChannelID  ID        `bun:"channel_id" json:"channel_id"`
	VisitID    ID        `bun:"visit_id" json:"visit_id"`
	VersionID  ID        `bun:"version_id" json:"version_id"`
	Lang       string    `bun:"lang" json:"lang"`
	Answers    Answers   `bun:"answers,type:json" json:"answers"`
	StartedAt  time.Time `bun:"started_at" json:"started_at"`
	UpdatedAt  time.Time `bun:"updated_at" json:"updated_at"`
	LocalDay   int       `bun:"local_day" json:"-"` // yyyymmdd, when and where it was begun; 0 for a visit
}

// AnswerRow is one derived row of a response: one per answered item, one per chosen option of a multi item.
type AnswerRow struct {
	OrgID        ID      `bun:"org_id,pk"`
	ResponseID   ID      `bun:"response_id,pk"`
	Item         string  `bun:"item,pk"`
	Row          string  `bun:"row,pk"`  // "" except for items with rows
	Code         string  `bun:"code,pk"` // option code; "" for numbers and texts
	InstrumentID ID      `bun:"instrument_id"`
	VersionID    ID      `bun:"version_id"`
	WaveID       ID      `bun:"wave_id"`
	LocationID   ID      `bun:"location_id"`
	TouchpointID ID      `bun:"touchpoint_id"` // item's own, else channel's
	LocalDay     int     `bun:"local_day"`
	Lang         string  `bun:"lang"`
	Num          float64 `bun:"num"` // scales and numbers; option position of choices
	Text         string  `bun:"text"`
}

// HistogramKey names one wide histogram row.
type HistogramKey struct {
	OrgID      ID     `bun:"org_id,pk"`
	VersionID  ID     `bun:"version_id,pk"`
	Item       string `bun:"item,pk"`
	Row        string `bun:"row,pk"`
	WaveID     ID     `bun:"wave_id,pk"`
	LocationID ID     `bun:"location_id,pk"`
	LocalDay   int    `bun:"local_day,pk"` // in histogram_months: yyyymm
}

// ItemAll is the item under which histograms count whole responses: every response in figures adds N = 1 and nothing
// else. It is the base of all figures, so that no summary has to count responses.
const ItemAll = ""

// Histogram counts the answers of one item: N answers, Sum and SumSq of the codes, C[i] answers equal to i (scales) or
// choosing the option at position i (choices; positions from 11 on are in the side table histogram_options).
type Histogram struct {
	HistogramKey
	N     int64 `bun:"n"`
	Sum   int64 `bun:"sum"`
	SumSq int64 `bun:"sum_sq"`
	C0    int64 `bun:"c0"`
	C1    int64 `bun:"c1"`
	C2    int64 `bun:"c2"`
	C3    int64 `bun:"c3"`
	C4    int64 `bun:"c4"`
	C5    int64 `bun:"c5"`
	C6    int64 `bun:"c6"`
	C7    int64 `bun:"c7"`
	C8    int64 `bun:"c8"`
	C9    int64 `bun:"c9"`
	C10   int64 `bun:"c10"`
}

// Import is one file of responses. Its responses are in no figure before State is visible.
type Import struct {
	OrgID        ID        `bun:"org_id,pk" json:"-"`
	ID           ID        `bun:"id,pk" json:"id"`
	InstrumentID ID        `bun:"instrument_id" json:"instrument_id"`
	FileName     string    `bun:"file_name" json:"file_name"`
	FileHash     string    `bun:"file_hash" json:"file_hash"`
	State        string    `bun:"state" json:"state"` // loading | visible
	Rows         int64     `bun:"file_rows" json:"rows"`
	Responses    int64     `bun:"responses" json:"responses"`
	CreatedBy    ID        `bun:"created_by" json:"created_by"`
	CreatedAt    time.Time `bun:"created_at" json:"created_at"`
}
