package report

import (
	"time"

	"touchstone/surveys"
)

// Benchmark is the result of an assessment (客户管理能力成熟度测评): what the console shows, the API answers and the workbook
// prints. Scores are 0…5; what was not assessed has no score, which is not 0.
type Benchmark struct {
	Header     BenchmarkHeader      `json:"header"`
	Summary    BenchmarkSummary     `json:"summary"` // of the current line
	Lines      []BenchmarkLine      `json:"lines"`   // current first, then target, industry, competitors
	Categories []BenchmarkCategory  `json:"categories"`
	Indicators []BenchmarkIndicator `json:"indicators"` // in the order of the scorecard
	Gaps       []BenchmarkGap       `json:"gaps"`       // most urgent first
	Strengths  []string             `json:"strengths"`  // categories: the three highest of the current line, at most half of those assessed
	Weaknesses []string             `json:"weaknesses"` // categories: of the others, the five furthest below the target; without one, the lowest
	Evidence   []BenchmarkEvidence  `json:"evidence"`
	Methods    []Method             `json:"methods"`
}

// BenchmarkHeader says what an assessment is about.
type BenchmarkHeader struct {
	Org        Ref              `json:"org"`
	Client     Ref              `json:"client"`
	Assessment Ref              `json:"assessment"`
	Instrument Ref              `json:"instrument"`
	Version    int              `json:"version"`
	State      string           `json:"state"`
	Source     surveys.Text     `json:"source,omitempty"`
	WeightsBy  surveys.Text     `json:"weights_by,omitempty"`
	FromDay    int              `json:"from_day"`
	ToDay      int              `json:"to_day"`
	Assessors  string           `json:"assessors"`
	Levels     []surveys.Band   `json:"levels"`  // ascending, with their lower bounds
	Anchors    []surveys.Option `json:"anchors"` // the words of 0…5
	Rule       string           `json:"rule"`
	Coverage   float64          `json:"coverage"` // percent of the weight that must be assessed
	AsOf       time.Time        `json:"as_of"`
}

// BenchmarkSummary reads the current line over the key indicators and over all of them.
type BenchmarkSummary struct {
	Key BenchmarkSet `json:"key"`
	All BenchmarkSet `json:"all"`
}

// BenchmarkSet is the score of a set of indicators on one line.
type BenchmarkSet struct {
	Points      float64             `json:"points"`       // the 203 of 203/320
	MaxPoints   float64             `json:"max_points"`   // the 320
	MaxAssessed float64             `json:"max_assessed"` // what the assessed indicators could reach
	Mean        surveys.Figure      `json:"mean"`         // weighted, 0…5; N assessed of Base indicators
	Percent     *float64            `json:"percent"`      // the weighted mean as a share of 5
	PointsShare *float64            `json:"points_share"` // points as a percentage of max_points; nil when nothing was assessed
	Coverage    float64             `json:"coverage"`     // percent of the weight assessed
	Provisional bool                `json:"provisional"`
	Level       string              `json:"level"`        // code; "" without a mean
	LevelNumber int                 `json:"level_number"` // from 1; 0 without a mean
	Next        *BenchmarkNextLevel `json:"next"`         // nil on the highest level and without a mean
}

// BenchmarkNextLevel is the level above and what of the mean is missing to it.
type BenchmarkNextLevel struct {
	Level    string  `json:"level"`
	Distance float64 `json:"distance"`
}

// BenchmarkLine is one line (现状, 目标, 行业标杆, 行业平均, a competitor).
type BenchmarkLine struct {
	ID         surveys.ID       `json:"id"`
	Kind       surveys.LineKind `json:"kind"`
	Name       surveys.Text     `json:"name,omitempty"` // competitor
	Brand      *Ref             `json:"brand,omitempty"`
	Source     string           `json:"source"`
	SourceDay  int              `json:"source_day"`
	Informants int              `json:"informants"`
	Key        BenchmarkSet     `json:"key"`
	All        BenchmarkSet     `json:"all"`
}

// BenchmarkScore is what one line says of a category or an indicator. Gap is this line minus current: positive means
// that the company is behind; nil on the current line and where one of the two has no score.
type BenchmarkScore struct {
	LineID surveys.ID     `json:"line_id"`
	Score  surveys.Figure `json:"score"`
	Gap    *float64       `json:"gap"`
}

// BenchmarkCategory is one section (一级指标). Scores stand under Benchmark.Lines.
type BenchmarkCategory struct {
	Code        string           `json:"code"`
	Label       surveys.Text     `json:"label"`
	Weight      float64          `json:"weight"` // as authored
	Share       float64          `json:"share"`  // percent of the total weight
	Indicators  int              `json:"indicators"`
	Points      float64          `json:"points"` // current line
	MaxPoints   float64          `json:"max_points"`
	Coverage    float64          `json:"coverage"` // percent, current line
	Provisional bool             `json:"provisional"`
	Level       string           `json:"level"`
	LevelNumber int              `json:"level_number"`
	Scores      []BenchmarkScore `json:"scores"`
}

// BenchmarkIndicator is one indicator (二级指标). Scores stand under Benchmark.Lines.
type BenchmarkIndicator struct {
	Code     string           `json:"code"`
	Number   int              `json:"number"` // from 1, over the whole scorecard
	Label    surveys.Text     `json:"label"`
	Category string           `json:"category"`
	Weight   float64          `json:"weight"`
	Key      bool             `json:"key"`
	Scores   []BenchmarkScore `json:"scores"`
	Priority *float64         `json:"priority"` // weight × gap to the target, 0 when reached; nil without a target
	Rank     int              `json:"rank"`     // 1 is the first to work on; 0 without a priority
	Evidence string           `json:"evidence"` // of the current line
}

// BenchmarkGap is one indicator in the ranking of gaps. A gap is the other line minus current.
type BenchmarkGap struct {
	Rank        int             `json:"rank"`
	Code        string          `json:"code"`
	Label       surveys.Text    `json:"label"`
	Category    string          `json:"category"`
	Weight      float64         `json:"weight"`
	Key         bool            `json:"key"`
	Current     *float64        `json:"current"`
	Target      *float64        `json:"target"`
	TargetGap   *float64        `json:"target_gap"`
	IndustryGap *float64        `json:"industry_gap"`
	AverageGap  *float64        `json:"average_gap"`
	Competitors []CompetitorGap `json:"competitors"` // one per competitor line, in their order
	Priority    *float64        `json:"priority"`
}

// CompetitorGap is the gap to one competitor line.
type CompetitorGap struct {
	LineID surveys.ID `json:"line_id"`
	Gap    *float64   `json:"gap"`
}

// BenchmarkEvidence is why an indicator got its score on a line (佐证).
type BenchmarkEvidence struct {
	LineID   surveys.ID `json:"line_id"`
	Item     string     `json:"item"`
	Category string     `json:"category"`
	Score    *float64   `json:"score"`
	Level    string     `json:"level"` // informant's level; "" for the consensus
	Text     string     `json:"text"`
}
