package surveys

// FigureStatus says whether a figure may be read, and how.
type FigureStatus string

// The states of a figure.
const (
	FigureOK           FigureStatus = "ok"
	FigureNotAvailable FigureStatus = "not_available" // n = 0 or undefined; Value is nil and never 0
	FigureSuppressed   FigureStatus = "suppressed"    // below the minimum n; Value is nil
	FigureLowBase      FigureStatus = "low_base"      // shown, marked 样本量不足,仅供参考
)

// Figure is one published number with what a reader needs to defend it. Page, API and workbook show this and compute
// nothing of their own. Value is unrounded; shares and rates are 0…100, NPS −100…100.
type Figure struct {
	Value    *float64     `json:"value"`              // nil unless Status is ok or low_base
	N        int64        `json:"n"`                  // valid answers (or visits, or indicators) the value stands on
	Base     int64        `json:"base"`               // answers or visits asked, before missing ones are dropped
	Interval *Interval    `json:"interval,omitempty"` // nil when it is not defined (n = 1, or no method applies)
	Method   string       `json:"method"`             // e.g. "nps", "t2b-wilson", "mean-t", "index", "checklist-weighted"
	Status   FigureStatus `json:"status"`
	Reason   string       `json:"reason,omitempty"` // locale key when Status is not ok
}

// Interval is a 95 % confidence interval in the unit of the figure.
type Interval struct {
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Method string  `json:"method"` // "wilson", "t", "adjusted-wald", "conservative-sum"
}

// LowBaseN is the n under which a figure is marked as standing on a low base (house rule of the field, not a standard).
const LowBaseN = 30

// NotAvailable is the figure of an empty base.
func NotAvailable(method string, base int64) Figure {
	return Figure{Base: base, Method: method, Status: FigureNotAvailable, Reason: "figure.not_available"}
}
