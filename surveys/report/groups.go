package report

import "touchstone/surveys"

// Groups breaks a survey down by its group items (客群对比): every group item × every outcome or scored item. It reads the
// single answers and is therefore asked for apart from Satisfaction.
type Groups struct {
	Wave    *WaveRef       `json:"wave"`
	Tables  []CrossTable   `json:"tables"`
	Numbers []NumberResult `json:"numbers"` // number items over all groups
}

// CrossTable is one group item × one outcome or scored item.
type CrossTable struct {
	Group   ItemRef    `json:"group"`
	Outcome ItemRef    `json:"outcome"`
	Columns []Category `json:"columns"` // options of the outcome, or points of its scale
	Rows    []CrossRow `json:"rows"`    // options of the group, in their order
	Total   CrossRow   `json:"total"`   // all who answered both
}

// Category is an option or a point of a scale.
type Category struct {
	Code  string       `json:"code"`
	Label surveys.Text `json:"label,omitempty"`
}

// CrossRow is one group. Cells stand under the table's columns; they are empty when the row is suppressed.
type CrossRow struct {
	Category
	N          int64         `json:"n"`
	Suppressed bool          `json:"suppressed,omitempty"`
	Cells      []CrossCell   `json:"cells"`
	Figures    []NamedFigure `json:"figures"` // readings of a scored outcome; the headline first
}

// CrossCell is a count and its share of the row, in percent.
type CrossCell struct {
	Count int64          `json:"count"`
	Share surveys.Figure `json:"share"`
}

// NumberResult is a number item: mean, quartiles and extremes.
type NumberResult struct {
	ItemRef
	Unit   surveys.Text   `json:"unit,omitempty"`
	Mean   surveys.Figure `json:"mean"`
	Low    surveys.Figure `json:"low"`
	Q1     surveys.Figure `json:"q1"`
	Median surveys.Figure `json:"median"`
	Q3     surveys.Figure `json:"q3"`
	High   surveys.Figure `json:"high"`
}

// Verbatim is one customer's words (客户原声).
type Verbatim struct {
	ResponseID surveys.ID      `json:"response_id"`
	Item       string          `json:"item"`
	Text       string          `json:"text"`
	Lang       string          `json:"lang"`
	Day        int             `json:"day"` // yyyymmdd
	Wave       *Ref            `json:"wave,omitempty"`
	Location   *Ref            `json:"location,omitempty"`
	Scores     []VerbatimScore `json:"scores"` // what the same person answered to the headline items
}

// VerbatimScore is the same person's answer to a headline item.
type VerbatimScore struct {
	Measure string `json:"measure"`
	Item    string `json:"item"`
	Answer  int64  `json:"answer"`
}
