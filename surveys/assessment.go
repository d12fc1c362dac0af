package surveys

import "time"

// Assessment (测评) is a scorecard in use.
type Assessment struct {
	OrgID        ID        `bun:"org_id,pk" json:"-"`
	ID           ID        `bun:"id,pk" json:"id"`
	ClientID     ID        `bun:"client_id" json:"client_id"`
	InstrumentID ID        `bun:"instrument_id" json:"instrument_id"`
	VersionID    ID        `bun:"version_id" json:"version_id"`
	WaveID       ID        `bun:"wave_id" json:"wave_id"`
	Code         string    `bun:"code" json:"code"` // unique in the organisation
	Name         Text      `bun:"name,type:json" json:"name"`
	State        string    `bun:"state" json:"state"` // open | closed
	AssessedFrom int       `bun:"from_day" json:"from_day"`
	AssessedTo   int       `bun:"to_day" json:"to_day"`
	Assessors    string    `bun:"assessors" json:"assessors"`
	CreatedAt    time.Time `bun:"created_at" json:"created_at"`
	UpdatedAt    time.Time `bun:"updated_at" json:"updated_at"`
}

// LineKind names a line of an assessment.
type LineKind string

// The kinds of line. There is one of each, and any number of competitors.
const (
	LineCurrent         LineKind = "current"
	LineTarget          LineKind = "target"
	LineIndustryBest    LineKind = "industry_best"    // 行业标杆
	LineIndustryAverage LineKind = "industry_average" // 行业平均
	LineCompetitor      LineKind = "competitor"
)

// AssessmentLine is one line of an assessment. Industry and competitor lines carry source and date, which the methods
// sheet prints.
type AssessmentLine struct {
	OrgID        ID       `bun:"org_id,pk" json:"-"`
	ID           ID       `bun:"id,pk" json:"id"`
	AssessmentID ID       `bun:"assessment_id" json:"assessment_id"`
	Kind         LineKind `bun:"kind" json:"kind"`
	Name         Text     `bun:"name,type:json" json:"name"` // competitor's name
	BrandID      ID       `bun:"brand_id" json:"brand_id"`
	Source       string   `bun:"source" json:"source"`
	SourceDay    int      `bun:"source_day" json:"source_day"` // yyyymmdd; 0 = unknown
	Informants   int      `bun:"informants" json:"informants"` // independent sources behind the line
	Position     int      `bun:"position" json:"position"`
}

// Rating is what one line says of one indicator. Part 1 writes consensus rows (InformantID zero); informants come
// later without a new table.
type Rating struct {
	OrgID        ID        `bun:"org_id,pk" json:"-"`
	AssessmentID ID        `bun:"assessment_id,pk" json:"-"`
	LineID       ID        `bun:"line_id,pk" json:"line_id"`
	Item         string    `bun:"item,pk" json:"item"`
	InformantID  ID        `bun:"informant_id,pk" json:"informant_id"`
	Level        string    `bun:"level" json:"level"` // informant's level: senior | middle | front_line | "" (consensus)
	Score        *float64  `bun:"score" json:"score"` // 0…5; nil = not assessed, which is not 0
	Evidence     string    `bun:"evidence" json:"evidence"`
	Consensus    bool      `bun:"consensus" json:"consensus"`
	UpdatedAt    time.Time `bun:"updated_at" json:"updated_at"`
}
