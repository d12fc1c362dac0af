package surveys

// InstrumentKind says which of the three instruments a document is.
type InstrumentKind string

// The three instruments.
const (
	Survey    InstrumentKind = "survey"    // 问卷: answered by customers
	Checklist InstrumentKind = "checklist" // 检测评分表: filled by an auditor on a visit
	Scorecard InstrumentKind = "scorecard" // 能力测评表: indicators scored 0–5 from several sides
)

// SchemaVersion is the version of the authored document's form that this build writes.
const SchemaVersion = 1

// Document is an instrument as its author wrote it: one JSON file. Codes are [a-z0-9_-]{1,40} and unique in the
// document (sections and items share one name space); options' codes are unique in their item. Answers name codes,
// never labels, so that languages share one data set.
type Document struct {
	Schema    int            `json:"schema"` // SchemaVersion
	Kind      InstrumentKind `json:"kind"`
	Title     Text           `json:"title"`
	Intro     Text           `json:"intro,omitempty"`  // shown before the first item; for a checklist the briefing (访问指引)
	Notice    Text           `json:"notice,omitempty"` // privacy notice, plain text
	Thanks    Text           `json:"thanks,omitempty"`
	Source    Text           `json:"source,omitempty"` // where the instrument comes from, printed on the methods sheet
	Languages []string       `json:"languages"`        // first one is the default
	Sections  []Section      `json:"sections"`
	Tree      []Indicator    `json:"tree,omitempty"`     // survey: indicator tree of the 综合满意度
	Scoring   *Scoring       `json:"scoring,omitempty"`  // checklist
	Maturity  *Maturity      `json:"maturity,omitempty"` // scorecard
}

// Section is a page of a survey, a stage of a checklist (板块/环节), a category of a scorecard (一级指标).
type Section struct {
	Code       string  `json:"code"`
	Title      Text    `json:"title,omitempty"`
	Intro      Text    `json:"intro,omitempty"`
	Touchpoint string  `json:"touchpoint,omitempty"` // default of its items
	Weight     float64 `json:"weight,omitempty"`     // checklist, scorecard: weight of the section in the total, ≥ 0
	Show       *Rule   `json:"show,omitempty"`
	Items      []Item  `json:"items"`
}

// Name returns what people call the section: its title, or its code when it has none.
func (s Section) Name() Text {
	if s.Title.Empty() {
		return Text{"zh": s.Code, "en": s.Code}
	}
	return s.Title
}

// ItemType names what an item asks for.
type ItemType string

// Item types of this build. One file type_….go holds the rules of one type.
const (
	TypeNPS       ItemType = "nps"      // 0–10
	TypeCSAT      ItemType = "csat"     // 1–5 or 1–10
	TypeCES       ItemType = "ces"      // 1–7; Rule and Direction say how it is read
	TypeRating    ItemType = "rating"   // 2–10 points as stars, smileys or numbers
	TypeSingle    ItemType = "single"   // one option
	TypeDropdown  ItemType = "dropdown" // one option, from a list that opens
	TypeMulti     ItemType = "multi"    // any options
	TypeText      ItemType = "text"     // one line
	TypeLongText  ItemType = "longtext" // several lines
	TypeNumber    ItemType = "number"
	TypeDate      ItemType = "date"      // 2006-01-02
	TypeTime      ItemType = "time"      // 15:04
	TypeStatement ItemType = "statement" // text only; takes no answer
	TypeCheck     ItemType = "check"     // checklist: yes / no / not applicable, or options with points
	TypeIndicator ItemType = "indicator" // scorecard: anchors 0–5
)

// Item is one question, check or indicator. Which fields an item of a type may carry is checked by its type; a field
// that means nothing there is refused, so that nobody believes it has an effect.
type Item struct {
	Code       string   `json:"code"`
	Type       ItemType `json:"type"`
	Label      Text     `json:"label"`
	Hint       Text     `json:"hint,omitempty"`
	Required   bool     `json:"required,omitempty"`
	Show       *Rule    `json:"show,omitempty"`
	Touchpoint string   `json:"touchpoint,omitempty"`
	Group      bool     `json:"group,omitempty"`   // results are broken down by it (single, dropdown)
	Outcome    bool     `json:"outcome,omitempty"` // counted against every group item without a score (single, dropdown)

	Options []Option `json:"options,omitempty"` // single, dropdown, multi, check (other than yes/no), anchors of indicator
	Other   bool     `json:"other,omitempty"`   // single, dropdown, multi: adds "other, please specify", code "other"

	Points     int       `json:"points,omitempty"`     // csat 5|10, rating 2…10: number of scale points, from 1
	Look       string    `json:"look,omitempty"`       // rating: stars | smileys | numbers
	Low        Text      `json:"low,omitempty"`        // label of the low end of a scale
	High       Text      `json:"high,omitempty"`       // label of the high end of a scale
	TopBox     int       `json:"top_box,omitempty"`    // csat, rating: answers ≥ TopBox are satisfied (5 points: 4; 10: 8)
	CESRule    string    `json:"ces_rule,omitempty"`   // ces: headline "mean" | "top3" (share 5–7) | "index" (%6–7 − %1–3)
	Direction  Direction `json:"direction,omitempty"`  // ces: "higher" (CES 2.0, agreement) or "lower" (effort) is better
	Min        *float64  `json:"min,omitempty"`        // number
	Max        *float64  `json:"max,omitempty"`        // number
	Decimals   int       `json:"decimals,omitempty"`   // number: 0…4
	Unit       Text      `json:"unit,omitempty"`       // number: shown behind the field
	MinDate    string    `json:"min_date,omitempty"`   // date
	MaxDate    string    `json:"max_date,omitempty"`   // date
	MinTime    string    `json:"min_time,omitempty"`   // time
	MaxTime    string    `json:"max_time,omitempty"`   // time
	MaxLength  int       `json:"max_length,omitempty"` // text (default 200), longtext (default 2000), in characters
	MinChoices int       `json:"min_choices,omitempty"`
	MaxChoices int       `json:"max_choices,omitempty"` // multi; of a check: several options may be ticked, each for its points

	Weight    float64   `json:"weight,omitempty"`    // check, indicator: > 0 (check may be 0: asked, not scored)
	Critical  *Critical `json:"critical,omitempty"`  // check: what failing it does
	Bonus     float64   `json:"bonus,omitempty"`     // check: points earned by yes, possible stays 0
	Deduction float64   `json:"deduction,omitempty"` // check: points taken from 100 when failed (Scoring.Mode deduction)
	NA        bool      `json:"na,omitempty"`        // check: "not applicable" is offered
	Benchmark bool      `json:"benchmark,omitempty"` // check: compared with competitors
	Photos    *Photos   `json:"photos,omitempty"`    // check
	Key       bool      `json:"key,omitempty"`       // indicator: belongs to the key set (关键★)
}

// Direction says which end of a scale is the good one.
type Direction string

// The two directions.
const (
	HigherBetter Direction = "higher"
	LowerBetter  Direction = "lower"
)

// Option is one answer to choose. Score is for surveys (a choice with scores is a scored item), Points for checks
// (nil on a "not applicable" option), and the anchors 0…5 of an indicator carry Score.
type Option struct {
	Code   string   `json:"code"`
	Label  Text     `json:"label"`
	Score  *float64 `json:"score,omitempty"`
	Points *float64 `json:"points,omitempty"`
	NA     bool     `json:"na,omitempty"`   // check: counts as not applicable
	Fail   bool     `json:"fail,omitempty"` // check: choosing it fails a critical item
	Show   *Rule    `json:"show,omitempty"` // a choice only: when it is offered; names items before its own
}

// OtherCode is the code of "other, please specify"; the words go into Answer.Text.
const OtherCode = "other"

// Photos says how many photos a check takes. When restricts the minimum: "always", or "fail" (only with a failed check).
type Photos struct {
	Min  int    `json:"min,omitempty"`
	Max  int    `json:"max"` // 1…8
	When string `json:"when,omitempty"`
}

// CriticalEffect is what a failed critical item (红线项, 一票否决) does to the score of the visit.
type CriticalEffect string

// The effects. Every one also fails the verdict.
const (
	FailVerdict CriticalEffect = "fail_verdict" // score kept
	ZeroSection CriticalEffect = "zero_section" // earned points of the section become 0
	ZeroTotal   CriticalEffect = "zero_total"
	CapTotal    CriticalEffect = "cap_total" // total is at most Value
	Deduct      CriticalEffect = "deduct"    // Value points off the total
)

// Critical marks a check whose failure weighs more than its points.
type Critical struct {
	Effect CriticalEffect `json:"effect"`
	Value  float64        `json:"value,omitempty"` // cap_total, deduct: 0…100
}

// NAPolicy says what "not applicable" does to a score.
type NAPolicy string

// The policies.
const (
	NAExclude NAPolicy = "exclude" // leaves numerator and denominator (default)
	NAFull    NAPolicy = "full"    // counts as full points
	NAZero    NAPolicy = "zero"    // counts as no points
)

// Scoring says how a checklist becomes a score 0…100.
type Scoring struct {
	Mode  string   `json:"mode"` // weighted (mean of section scores) | pooled (all points) | deduction (100 − Σ deductions)
	NA    NAPolicy `json:"na"`
	Cap   float64  `json:"cap,omitempty"`  // cap of a section's score with bonus points; 0 = no cap
	Pass  float64  `json:"pass,omitempty"` // score from which a visit passes (合格线)
	Bands []Band   `json:"bands"`          // ascending by Min, first Min 0
}

// Band is a named range of a score: from Min (unrounded score compared) up to the next band's Min.
type Band struct {
	Code  string  `json:"code"`
	Min   float64 `json:"min"`
	Label Text    `json:"label"`
	Tone  string  `json:"tone,omitempty"` // good | watch | bad
}

// Indicator is a node of the indicator tree (一/二/三级指标): either branches or items at its end, never both.
type Indicator struct {
	Code     string      `json:"code"`
	Label    Text        `json:"label"`
	Weight   float64     `json:"weight"` // > 0, relative to its siblings
	Children []Indicator `json:"children,omitempty"`
	Item     string      `json:"item,omitempty"` // code of a scale item, converted to 0–100
}

// Maturity holds what a scorecard is read by.
type Maturity struct {
	Anchors   []Option `json:"anchors"`              // scores 0…5 with their words, shared by all indicators
	Bounds    []Band   `json:"bounds"`               // levels: lower bounds of the weighted mean 0…5, ascending
	Rule      string   `json:"rule"`                 // "anchor" (rule A: 0, 1.5, 2.5, 3.5, 4.5)
	Coverage  float64  `json:"coverage"`             // share of weight that must be assessed, else provisional (default 2/3)
	WeightsBy Text     `json:"weights_by,omitempty"` // who set weights and key marks
}
