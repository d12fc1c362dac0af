package measure

import (
	"math"

	"touchstone/surveys"
)

// CompareFigures returns a − b of two independent figures whose only known spread is their intervals, such as two
// indices: the half widths add up like standard errors, and the change is significant when it is larger than that. The
// longer side of an interval counts, so that one cut at the end of its scale claims nothing extra. It is nil without two
// values; without two intervals there is a difference and no test.
func CompareFigures(a, b surveys.Figure) *Difference {
	if a.Value == nil || b.Value == nil {
		return nil
	}
	d := &Difference{Value: *a.Value - *b.Value, Method: "intervals"}
	if a.Interval == nil || b.Interval == nil {
		return d
	}
	half := math.Hypot(halfOf(a), halfOf(b))
	d.SE = half / Z95
	d.Interval = &surveys.Interval{Low: d.Value - half, High: d.Value + half, Method: "intervals"}
	switch {
	case d.Value > half:
		d.Direction = 1
	case d.Value < -half:
		d.Direction = -1
	}
	return d
}

func halfOf(f surveys.Figure) float64 {
	return math.Max(*f.Value-f.Interval.Low, f.Interval.High-*f.Value)
}
