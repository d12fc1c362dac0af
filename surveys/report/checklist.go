package report

import (
	"time"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// Checklist is the result of one wave of visits (神秘顾客检测): what the console shows, the API answers and the workbook
// 神秘顾客检测报告 prints. Own places are those of the client's own brands. No auditor is named anywhere in it. Visits are few
// by nature: figures under the low base are marked and never suppressed.
type Checklist struct {
	Header      ChecklistHeader   `json:"header"`
	Summary     ChecklistSummary  `json:"summary"`
	Sections    []SectionResult   `json:"sections"` // in the order of the checklist
	Bands       []BandCount       `json:"bands"`    // own visits, best band first
	Units       []LeagueRow       `json:"units"`    // in the order of the tree
	League      []LeagueRow       `json:"league"`   // own locations, best first; those without a score at the end
	HeatMap     HeatMap           `json:"heat_map"` // own locations × sections
	Items       []CheckResult     `json:"items"`    // in the order of the checklist
	Critical    []CriticalFinding `json:"critical"` // own visits, newest first
	Competitors *Competitors      `json:"competitors"`
	Visits      []VisitRow        `json:"visits"` // published ones, newest first
	Trend       []ChecklistPeriod `json:"trend"`  // waves up to this one, earliest first
	Methods     []Method          `json:"methods"`
}

// ChecklistHeader says what a checklist report is about.
type ChecklistHeader struct {
	Org          Ref              `json:"org"`
	Client       Ref              `json:"client"`
	Programme    Ref              `json:"programme"`
	Instrument   Ref              `json:"instrument"`
	Source       surveys.Text     `json:"source,omitempty"`
	Versions     []VersionRef     `json:"versions"`
	Wave         WaveRef          `json:"wave"`
	PreviousWave *WaveRef         `json:"previous_wave"`
	Waves        []WaveRef        `json:"waves"`     // all of the programme, earliest first
	Unit         *Ref             `json:"unit"`      // filter
	Location     *Ref             `json:"location"`  // filter
	FirstDay     int              `json:"first_day"` // of a published visit, yyyymmdd; 0 when there is none
	LastDay      int              `json:"last_day"`
	Scoring      *surveys.Scoring `json:"scoring"` // mode, NA policy, cap, pass mark, bands
	Whole        bool             `json:"whole"`   // false: the reader sees part of the places only
	AsOf         time.Time        `json:"as_of"`
	NotDerived   int64            `json:"not_yet_derived"`
}

// VisitCounts says what became of the visits of a wave.
type VisitCounts struct {
	Planned  int64 `json:"planned"`   // not cancelled, withdrawn or declined
	Done     int64 `json:"done"`      // a report arrived
	Valid    int64 `json:"valid"`     // published and not excluded: the base of the figures
	Excluded int64 `json:"excluded"`  // rejected, retracted, or set aside by a flag
	InReview int64 `json:"in_review"` // reported, not yet decided
	Expired  int64 `json:"expired"`
}

// ChecklistSummary is the head of the report.
type ChecklistSummary struct {
	Own           VisitCounts `json:"own"`
	Rivals        VisitCounts `json:"rivals"`
	Locations     int64       `json:"locations"`      // own, with a published visit
	Score         Comparison  `json:"score"`          // mean of the own locations, 0…100
	PassRate      Comparison  `json:"pass_rate"`      // own visits that passed, percent
	CriticalRate  Comparison  `json:"critical_rate"`  // own visits with a failed critical item, percent
	CriticalCount int64       `json:"critical_count"` // failed critical items over the own visits
	CriticalItems int64       `json:"critical_items"` // critical items of the checklist
	CriticalPrev  *int64      `json:"critical_previous"`
	// CriticalChange is the count less the one before; nil without a visit now or a wave before, or when a breaking version lies between.
	CriticalChange *int64 `json:"critical_change"`
}

// SectionResult is one section (环节): own places now and before, and every rival.
type SectionResult struct {
	Code    string        `json:"code"`
	Label   surveys.Text  `json:"label"`
	Weight  float64       `json:"weight"` // percent of the total, as authored
	Own     Comparison    `json:"own"`
	Rivals  []BrandFigure `json:"rivals"`
	Counted int           `json:"items"` // checks of the section that can score
}

// BrandFigure is a figure of one brand.
type BrandFigure struct {
	Brand  Ref            `json:"brand"`
	Figure surveys.Figure `json:"figure"`
}

// BandCount is how many own visits fall into a band (优秀, 良好, 合格, 不合格).
type BandCount struct {
	Code     string         `json:"code"`
	Label    surveys.Text   `json:"label"`
	Min      float64        `json:"min"`
	Tone     string         `json:"tone,omitempty"`
	Count    int64          `json:"count"`
	Share    surveys.Figure `json:"share"`
	Previous *int64         `json:"previous"`
}

// LeagueRow is a unit or a location in the ranking (排名表).
type LeagueRow struct {
	Ref
	Brand      *Ref             `json:"brand,omitempty"`
	Unit       *Ref             `json:"unit,omitempty"` // location: its unit; unit: the one above
	Level      int              `json:"level,omitempty"`
	Locations  int64            `json:"locations,omitempty"` // unit: with a published visit
	Visits     int64            `json:"visits"`
	Score      surveys.Figure   `json:"score"`
	Band       string           `json:"band,omitempty"` // code
	Sections   []surveys.Figure `json:"sections"`       // under Checklist.Sections
	Criticals  int64            `json:"criticals"`
	Failed     int64            `json:"failed"` // visits that did not pass
	Rank       int              `json:"rank"`   // 0: no score
	Of         int              `json:"of"`
	Tied       int              `json:"tied"` // others on the same rank
	RankBefore int              `json:"rank_before"`
	RankChange *int             `json:"rank_change"` // places gained
	Previous   *surveys.Figure  `json:"previous,omitempty"`
	Change     *float64         `json:"change"`
	Target     *TargetGap       `json:"target,omitempty"`
}

// CheckResult is one check over the own visits.
type CheckResult struct {
	Code       string          `json:"code"`
	Label      surveys.Text    `json:"label"`
	Section    string          `json:"section"`
	Touchpoint string          `json:"touchpoint,omitempty"`
	Weight     float64         `json:"weight"`
	Points     float64         `json:"points"` // that can be earned, weighted
	Critical   string          `json:"critical,omitempty"`
	Benchmark  bool            `json:"benchmark,omitempty"`
	Bonus      float64         `json:"bonus,omitempty"`
	Rate       surveys.Figure  `json:"rate"`          // 得分率, percent of the points that could be earned
	Loss       surveys.Figure  `json:"loss"`          // 失分率, percent
	Yes        int64           `json:"yes"`           // full points
	Part       int64           `json:"part"`          // some points
	No         int64           `json:"no"`            // none
	NA         int64           `json:"na"`            // not applicable
	Open       int64           `json:"open"`          // shown and left empty, or hidden by a rule
	Answers    []AnswerCount   `json:"answers"`       // every option
	Losing     int64           `json:"losing"`        // locations that lost points here
	LossRank   int             `json:"loss_rank"`     // 1 loses most; 0 without a rate
	Previous   *surveys.Figure `json:"previous_rate"` // score rate in the wave before
	Change     *Change         `json:"change,omitempty"`
}

// AnswerCount is one option of a check. A built-in option (yes, no, not applicable) has no label of its own.
type AnswerCount struct {
	Code  string       `json:"code"`
	Label surveys.Text `json:"label,omitempty"`
	Count int64        `json:"count"`
}

// CriticalFinding is a failed critical item (红线项) of a published own visit.
type CriticalFinding struct {
	VisitID  surveys.ID   `json:"visit_id"`
	Location Ref          `json:"location"`
	Unit     *Ref         `json:"unit,omitempty"`
	Day      int          `json:"day"`
	Item     string       `json:"item"`
	Label    surveys.Text `json:"label"`
	Section  string       `json:"section"`
	Effect   string       `json:"effect"`
	Value    float64      `json:"value,omitempty"`
	Note     string       `json:"note"` // the fact as the auditor wrote it
	Photos   []string     `json:"photos"`
}

// Competitors compares own and rival brands over the benchmark items that everybody answered (竞品对比).
type Competitors struct {
	Version   int              `json:"version"` // of the checklist that is compared
	Own       BrandStanding    `json:"own"`
	Rivals    []BrandStanding  `json:"rivals"`
	Best      string           `json:"best"`        // code of the best rival
	GapToBest *float64         `json:"gap_to_best"` // own − best rival; negative means behind
	Index     *float64         `json:"index"`       // 100 · own / mean of the rivals
	Items     []BenchmarkItem  `json:"items"`
	LeftOut   []BenchmarkLost  `json:"left_out"` // benchmark items that somebody never answered
	Sections  []BenchmarkStage `json:"sections"` // by section, over the common items
}

// BrandStanding is one brand in the comparison.
type BrandStanding struct {
	Brand     Ref            `json:"brand"`
	Visits    int64          `json:"visits"`
	Locations int64          `json:"locations"`
	Common    surveys.Figure `json:"common"` // over the common items
	Total     surveys.Figure `json:"total"`  // over the whole checklist, mean of locations
	Gap       *float64       `json:"gap"`    // own − this brand, over the common items
}

// BenchmarkItem is one common item: score rates by brand code, 0…100, and the visits behind each.
type BenchmarkItem struct {
	Code    string             `json:"code"`
	Label   surveys.Text       `json:"label"`
	Section string             `json:"section"`
	Own     float64            `json:"own"`
	Rivals  map[string]float64 `json:"rivals"`
	Gap     float64            `json:"gap"` // own − best rival
	N       map[string]int64   `json:"n"`   // visits whose answer counts, by brand code, the own one too
}

// BenchmarkLost is a benchmark item that cannot be compared.
type BenchmarkLost struct {
	Code  string       `json:"code"`
	Label surveys.Text `json:"label"`
}

// BenchmarkStage is one section over its common items: score rates by brand code, weighted by points.
type BenchmarkStage struct {
	Code   string             `json:"code"`
	Label  surveys.Text       `json:"label"`
	Items  int                `json:"items"`
	Own    float64            `json:"own"`
	Rivals map[string]float64 `json:"rivals"`
}

// VisitRow is one published visit, without its auditor.
type VisitRow struct {
	ID         surveys.ID `json:"id"`
	Location   Ref        `json:"location"`
	Unit       *Ref       `json:"unit,omitempty"`
	Brand      Ref        `json:"brand"`
	Own        bool       `json:"own"`
	Day        int        `json:"day"`
	State      string     `json:"state"` // published | amended
	Score      *float64   `json:"score"`
	FirstScore *float64   `json:"first_score"` // as first published
	Verdict    string     `json:"verdict"`
	Band       string     `json:"band"`
	Criticals  int        `json:"criticals"`
	Sections   []*float64 `json:"sections"` // under Checklist.Sections
	Photos     int        `json:"photos"`
	Version    int        `json:"version"`
}

// ChecklistPeriod is one wave of the trend.
type ChecklistPeriod struct {
	Wave      WaveRef        `json:"wave"`
	Current   bool           `json:"current,omitempty"`
	Break     bool           `json:"series_break,omitempty"`
	Visits    int64          `json:"visits"` // own, published
	Score     surveys.Figure `json:"score"`
	PassRate  surveys.Figure `json:"pass_rate"`
	Target    *TargetGap     `json:"target,omitempty"`
	Rivals    []BrandFigure  `json:"rivals"` // mean of the rival's locations
	Criticals int64          `json:"criticals"`
}

// MeasureVisit and MeasureSection are the measures of a checklist that targets name.
const (
	MeasureVisit   = "visit"
	MeasureSection = "section:" // followed by the section's code
)

// ScoredVisit is a visit with what its current report says. Detail is nil when the report is not needed.
type ScoredVisit struct {
	surveys.Visit
	Answers surveys.Answers
	Detail  *measure.VisitScore
}
