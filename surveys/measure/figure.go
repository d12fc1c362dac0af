package measure

import (
	"math"

	"touchstone/surveys"
)

// Gate decides whether a figure may be read: below minN answers its value is taken out (suppressed), under
// surveys.LowBaseN it is shown with the low-base mark. minN 0 or 1 suppresses nothing. A figure that has no value
// already stays as it is. N and Base always remain visible.
func Gate(f surveys.Figure, minN int64) surveys.Figure {
	if f.Status == surveys.FigureNotAvailable || f.Status == surveys.FigureSuppressed || f.Value == nil {
		return f
	}
	switch {
	case f.N < minN:
		f.Value, f.Interval = nil, nil
		f.Status, f.Reason = surveys.FigureSuppressed, "figure.suppressed"
	case f.N < surveys.LowBaseN:
		f.Status, f.Reason = surveys.FigureLowBase, "figure.low_base"
	default:
		f.Status, f.Reason = surveys.FigureOK, ""
	}
	return f
}

// Round rounds v for display, halves away from zero: 2.675 with 2 decimals is 2.68 and −15.45 with 1 is −15.5, although
// neither can be written exactly in binary. Never compute on with a rounded value.
func Round(v float64, decimals int) float64 {
	scale := math.Pow(10, float64(decimals))
	s := v * scale
	if math.Abs(s) < 1e9 { // beyond that the dust is larger than the sixth decimal
		s = math.Round(s*1e6) / 1e6
	}
	return math.Round(s)/scale + 0 // + 0 turns −0 into 0
}

// Clean rounds to 9 decimals, so that a score that is 85 on paper does not miss the bound 85 as 84.99999999999999.
func Clean(v float64) float64 {
	if math.Abs(v) > 1e6 {
		return v
	}
	return math.Round(v*1e9)/1e9 + 0
}

// BandOf returns the last band whose Min is at most v; bands ascend by Min. ok is false when v lies below the first.
func BandOf(bands []surveys.Band, v float64) (band surveys.Band, ok bool) {
	v = Clean(v)
	for _, b := range bands {
		if v < b.Min {
			break
		}
		band, ok = b, true
	}
	return band, ok
}

func ok(value float64, n, base int64, method string) surveys.Figure {
	return surveys.Figure{Value: &value, N: n, Base: base, Method: method, Status: surveys.FigureOK}
}

// within cuts an interval at the ends of its scale.
func within(iv *surveys.Interval, lo, hi float64) *surveys.Interval {
	if iv == nil {
		return nil
	}
	return &surveys.Interval{Low: math.Max(lo, iv.Low), High: math.Min(hi, iv.High), Method: iv.Method}
}

func ptr(v float64) *float64 { return &v }
