package report

import (
	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// Comparison is a figure beside what it is compared with. What does not exist yet is nil and printed as an em dash.
type Comparison struct {
	Current  surveys.Figure  `json:"current"`            // 本期
	Previous *surveys.Figure `json:"previous,omitempty"` // 上期
	Change   *Change         `json:"change,omitempty"`   // 环比
	YearAgo  *surveys.Figure `json:"year_ago,omitempty"` // 去年同期
	YearOn   *Change         `json:"year_on,omitempty"`  // 同比
	Target   *TargetGap      `json:"target,omitempty"`   // 目标 and 达成差距
	Better   string          `json:"better"`             // "higher" or "lower": which way is good; "" neither
	Unit     string          `json:"unit"`               // one of the Unit… constants
}

// Change is a difference between two periods, in the unit of the figure: points, or points of a percentage.
type Change struct {
	measure.Difference
	Tone string `json:"tone,omitempty"` // "good" or "bad" when it is significant, else ""
}

// TargetGap is a target and how far the figure is from it. Gap is figure minus target, nil without a figure.
type TargetGap struct {
	Value float64  `json:"value"`
	Gap   *float64 `json:"gap"`
	Tone  string   `json:"tone,omitempty"` // "good" reached, "watch" near, "bad" missed; "" without a figure
}

// Units of figures: how a value is written and over which range it runs.
const (
	UnitScore   = "score"   // 0…100, two decimals
	UnitPercent = "percent" // 0…100 %, one decimal
	UnitNPS     = "nps"     // −100…100, one decimal, no % sign
	UnitScale   = "scale"   // points of the item's scale, two decimals
	UnitNumber  = "number"  // the unit of a number item, two decimals
)

// Measures of a survey. Targets use the same words.
const (
	MeasureIndex      = "index"
	MeasureT2B        = "t2b"
	MeasureNPS        = "nps"
	MeasureCES        = "ces"
	MeasureMean       = "mean"
	MeasureDetractors = "detractors"
	MeasurePassives   = "passives"
	MeasurePromoters  = "promoters"
	MeasureCESMean    = "ces_mean"
	MeasureCESTop3    = "ces_top3"
	MeasureCESIndex   = "ces_index"
)

// NamedFigure is one of several figures of the same thing.
type NamedFigure struct {
	Measure string         `json:"measure"`
	Unit    string         `json:"unit"`
	Figure  surveys.Figure `json:"figure"`
}
