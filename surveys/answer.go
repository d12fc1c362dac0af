package surveys

// Answer is what was given to one item, by code. Exactly one of Number, Codes and Text carries the value, according
// to the item's type: scales and numbers use Number, choices and checks use Codes (single and check: one), texts and
// dates (2006-01-02) and times (15:04) use Text. Text beside Codes holds the words of "other, please specify". An Answer without a value
// has Missing.
type Answer struct {
	Number  *float64      `json:"number,omitempty"`
	Codes   []string      `json:"codes,omitempty"`
	Text    string        `json:"text,omitempty"`
	Note    string        `json:"note,omitempty"`   // check: the auditor's remark
	Photos  []string      `json:"photos,omitempty"` // check: SHA-256 (hex) of stored photos
	Missing MissingReason `json:"missing,omitempty"`
}

// MissingReason says why an item has no answer.
type MissingReason string

// The reasons.
const (
	NotShown      MissingReason = "not_shown"      // hidden by a rule; whatever was sent is dropped
	Skipped       MissingReason = "skipped"        // shown, optional, left empty
	NotApplicable MissingReason = "not_applicable" // a check answered "not applicable" keeps its code and has this too
)

// Given reports whether the answer carries a value.
func (a Answer) Given() bool { return a.Number != nil || len(a.Codes) > 0 || a.Text != "" }

// Answers holds one response's answers by item code.
type Answers map[string]Answer

// Codes of a check without options of its own.
const (
	CheckYes = "yes"
	CheckNo  = "no"
	CheckNA  = "na"
	// CheckNone says that nothing of a check with several options holds.
	CheckNone = "none"
)
