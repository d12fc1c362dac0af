package report

import (
	"time"

	"touchstone/surveys"
)

// Satisfaction is the result of a survey in one wave: what the console shows, the API answers and the workbook 客户满意度报告
// prints.
type Satisfaction struct {
	Header     SatisfactionHeader `json:"header"`
	Tiles      []Tile             `json:"tiles"`      // those the survey has: index, t2b, nps, ces
	RankedBy   string             `json:"ranked_by"`  // measure of the first tile, which orders locations and units; "" without tiles
	Indicators []IndicatorRow     `json:"indicators"` // the tree, parents before children; the first row is the total
	Items      []ItemResult       `json:"items"`      // every scale and choice item
	Locations  []RankRow          `json:"locations"`  // best first; those not ranked at the end
	Units      []RankRow          `json:"units"`      // in the order of the tree
	HeatMap    HeatMap            `json:"heat_map"`
	Trend      []TrendPoint       `json:"trend"` // earliest first
	Findings   []Finding          `json:"findings"`
	Verbatims  []ItemRef          `json:"verbatims"`   // items whose words can be read one by one
	GroupItems []ItemRef          `json:"group_items"` // items that Groups breaks results down by
	Methods    []Method           `json:"methods"`
}

// SatisfactionHeader says what a result is about and what it stands on.
type SatisfactionHeader struct {
	Org          Ref            `json:"org"`
	Client       Ref            `json:"client"`
	Instrument   Ref            `json:"instrument"`
	Mode         surveys.Mode   `json:"mode"`
	Source       surveys.Text   `json:"source,omitempty"` // where the instrument comes from
	Versions     []VersionRef   `json:"versions"`         // whose answers are in the figures
	Wave         *WaveRef       `json:"wave"`             // nil: the survey has no waves, everything counts
	PreviousWave *WaveRef       `json:"previous_wave"`
	YearAgoWave  *WaveRef       `json:"year_ago_wave"`
	Break        bool           `json:"series_break"` // a breaking version lies between previous wave and wave: no changes shown
	Waves        []WaveRef      `json:"waves"`        // all with answers, earliest first
	Unit         *Ref           `json:"unit"`         // filter
	Location     *Ref           `json:"location"`     // filter
	FirstDay     int            `json:"first_day"`    // of a counted answer, yyyymmdd; 0 when there is none
	LastDay      int            `json:"last_day"`
	Responses    int64          `json:"responses"` // completed, valid responses: the base of the figures
	Counts       ResponseCounts `json:"counts"`
	Completion   surveys.Figure `json:"completion"` // completed of started, percent
	MinimumN     int64          `json:"minimum_n"`  // figures below are suppressed; 0 = off
	AsOf         time.Time      `json:"as_of"`
	NotDerived   int64          `json:"not_yet_derived"` // responses accepted and not yet in the figures
}

// ResponseCounts says what became of the responses that were begun. Test responses are in none of them.
type ResponseCounts struct {
	Completed   int64 `json:"completed"`  // valid, in the figures
	Invalid     int64 `json:"invalid"`    // completed, then marked invalid
	Unfinished  int64 `json:"unfinished"` // begun and not sent
	ScreenedOut int64 `json:"screened_out"`
	OverQuota   int64 `json:"over_quota"`
}

// ItemRef names an item.
type ItemRef struct {
	Code  string           `json:"code"`
	Type  surveys.ItemType `json:"type"`
	Label surveys.Text     `json:"label"`
}

// Tile is one headline of a survey (综合满意度, 满意率, 净推荐值, 费力度).
type Tile struct {
	Measure string       `json:"measure"`        // index, t2b, nps, ces
	Item    string       `json:"item,omitempty"` // code of the item behind it; "" for the index
	Label   surveys.Text `json:"label,omitempty"`
	Rule    string       `json:"rule,omitempty"` // ces: mean, top3 or index
	Comparison
	Shares   *NPSShares      `json:"shares,omitempty"`          // nps
	Compared *NPSComparisons `json:"shares_compared,omitempty"` // nps: the shares beside their past
}

// NPSComparisons are the three shares behind an NPS beside their past. More promoters are better, more detractors worse;
// of passives neither can be said.
type NPSComparisons struct {
	Detractors Comparison `json:"detractors"`
	Passives   Comparison `json:"passives"`
	Promoters  Comparison `json:"promoters"`
}

// NPSShares are the three shares behind an NPS, in percent.
type NPSShares struct {
	Detractors surveys.Figure `json:"detractors"`
	Passives   surveys.Figure `json:"passives"`
	Promoters  surveys.Figure `json:"promoters"`
}

// IndicatorRow is one node of the indicator tree. Scores are 0…100.
type IndicatorRow struct {
	Code     string          `json:"code"` // "" is the total
	Parent   string          `json:"parent,omitempty"`
	Level    int             `json:"level"` // 0 total, 1 一级指标, 2, 3 …
	Label    surveys.Text    `json:"label,omitempty"`
	Item     string          `json:"item,omitempty"` // leaf: its item
	Weight   float64         `json:"weight"`         // percent among its siblings, as authored
	Coverage float64         `json:"coverage"`       // percent of its weight that has answers
	Score    Comparison      `json:"score"`
	T2B      *surveys.Figure `json:"t2b,omitempty"` // leaf with a satisfaction rate
}

// ItemResult is one scale or choice item.
type ItemResult struct {
	ItemRef
	Section    string        `json:"section"` // code
	Touchpoint string        `json:"touchpoint,omitempty"`
	Group      bool          `json:"group,omitempty"`
	Outcome    bool          `json:"outcome,omitempty"`
	N          int64         `json:"n"`    // who answered
	Base       int64         `json:"base"` // responses counted
	Suppressed bool          `json:"suppressed,omitempty"`
	Counts     []OptionCount `json:"counts"`             // every point of the scale or option; empty when suppressed
	Measure    string        `json:"measure,omitempty"`  // of Headline
	Headline   *Comparison   `json:"headline,omitempty"` // nil for a choice without scores
	Figures    []NamedFigure `json:"figures"`            // all readings of the item
}

// OptionCount is one point of a scale or one option. Share is of those who answered the item.
type OptionCount struct {
	Code  string         `json:"code"` // "0"…"10" for a scale
	Label surveys.Text   `json:"label,omitempty"`
	Count int64          `json:"count"`
	Share surveys.Figure `json:"share"`
}

// RankRow is a location or a unit with its headline figures.
type RankRow struct {
	Ref
	Parent     *Ref          `json:"parent,omitempty"` // location: its unit; unit: the one above
	Level      int           `json:"level,omitempty"`  // unit: 1 is the root; ranks are among units of one level
	Responses  int64         `json:"responses"`
	Figures    []NamedFigure `json:"figures"` // one per tile, in their order
	Rank       int           `json:"rank"`    // 0: not ranked
	Of         int           `json:"of"`      // how many are ranked
	RankBefore int           `json:"rank_before"`
	RankChange *int          `json:"rank_change"` // places gained; nil when not ranked in both waves
	Change     *Change       `json:"change,omitempty"`
	Target     *TargetGap    `json:"target,omitempty"`
	Reason     string        `json:"reason,omitempty"` // locale key: why it is not ranked
}

// HeatMap is locations × first-level indicators, scores 0…100.
type HeatMap struct {
	Columns []HeatColumn `json:"columns"`
	Rows    []HeatRow    `json:"rows"`
}

// HeatColumn is a first-level indicator.
type HeatColumn struct {
	Code  string       `json:"code"`
	Label surveys.Text `json:"label"`
}

// HeatRow is a location; Cells stand under Columns.
type HeatRow struct {
	Ref
	Cells []surveys.Figure `json:"cells"`
}

// TrendPoint is one period: a wave, or a month of a survey without waves.
type TrendPoint struct {
	Wave      *WaveRef      `json:"wave,omitempty"`
	Month     int           `json:"month,omitempty"` // yyyymm
	Current   bool          `json:"current,omitempty"`
	Break     bool          `json:"series_break,omitempty"` // not comparable with what lies before
	Responses int64         `json:"responses"`
	Figures   []NamedFigure `json:"figures"` // one per tile, in their order
	Shares    *NPSShares    `json:"shares,omitempty"`
	Targets   []*TargetGap  `json:"targets"` // one per tile, nil without a target
}

// Finding is a sentence in the making, chosen by rule: what rose or fell significantly, what lies furthest under its
// target, the strongest and the weakest indicators.
type Finding struct {
	Kind  string       `json:"kind"`           // rise, fall, gap, strength, weakness
	Code  string       `json:"code,omitempty"` // of an indicator; "" for a tile
	Tile  string       `json:"tile,omitempty"` // measure of a tile
	Label surveys.Text `json:"label,omitempty"`
	Comparison
}
