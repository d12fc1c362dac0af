package measure_test

import (
	"math"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// status of a figure that must not claim more than its n allows.
func checkFigure(t *testing.T, what string, f surveys.Figure, value *float64, interval bool) {
	t.Helper()
	switch {
	case value == nil && (f.Value != nil || f.Status != surveys.FigureNotAvailable || f.Reason == ""):
		t.Errorf("%s = %+v, want not available", what, f)
	case value != nil && (f.Value == nil || math.Abs(*f.Value-*value) > 1e-9):
		t.Errorf("%s = %+v, want %v", what, f, *value)
	}
	if (f.Interval != nil) != interval {
		t.Errorf("%s has interval %v, want one: %v", what, f.Interval, interval)
	}
}

func val(v float64) *float64 { return &v }

func TestNoAnswersAreNotZero(t *testing.T) {
	var h measure.Histogram
	csat := surveys.Item{Type: surveys.TypeCSAT, Points: 5}
	ces := measure.CES(h, surveys.Item{Type: surveys.TypeCES}, 9)
	d, p, pr := measure.NPSShares(h, 9)
	for what, f := range map[string]surveys.Figure{
		"nps": measure.NPS(h, 9), "detractors": d, "passives": p, "promoters": pr,
		"rate": measure.SatisfactionRate(h, csat, 9), "mean": measure.ItemMean(h, csat, 9),
		"ces": ces.Headline, "top3": ces.Top3, "ces index": ces.Index,
		"share": measure.Share(0, 0, 9, "x"), "graded": measure.PointsScore(h, []float64{0, 100}, 9),
	} {
		checkFigure(t, what, f, nil, false)
		if f.N != 0 || f.Base != 9 {
			t.Errorf("%s stands on %d of %d, want 0 of 9", what, f.N, f.Base)
		}
	}
	checkFigure(t, "location", measure.LocationScore([]*float64{nil}), nil, false)
	checkFigure(t, "unit", measure.UnitScore(nil), nil, false)
	checkFigure(t, "loss", measure.LossRate(nil, "x"), nil, false)
	if measure.Quantile(nil, 0.5) != nil || measure.WeightedMean(nil, nil) != nil || measure.Standing(nil, nil) != nil {
		t.Error("nothing has no quantile, no mean and no standing")
	}
	if measure.CompareNPS(h, h, true, measure.Z95) != nil || measure.CompareShares(0, 0, 1, 2) != nil ||
		measure.Welch(h.Moments(), h.Moments()) != nil || measure.NPSWald(h, measure.Z95) != nil {
		t.Error("empty groups cannot be compared")
	}
}

func TestOneAnswerHasNoInterval(t *testing.T) {
	h := measure.Histogram{}.Observe(5)
	csat := surveys.Item{Type: surveys.TypeCSAT, Points: 5}
	checkFigure(t, "rate", measure.SatisfactionRate(h, csat, 1), val(100), false)
	checkFigure(t, "mean", measure.ItemMean(h, csat, 1), val(5), false)
	checkFigure(t, "ces", measure.CES(h, surveys.Item{Type: surveys.TypeCES}, 1).Mean, val(5), false)
	checkFigure(t, "location", measure.LocationScore([]*float64{val(80), nil}), val(80), false)
}

func TestEqualAnswersClaimNoCertainty(t *testing.T) {
	var h measure.Histogram
	for range 40 {
		h = h.Observe(9)
	}
	checkFigure(t, "mean", measure.ItemMean(h, surveys.Item{Type: surveys.TypeNPS}, 40), val(9), false)
	f := measure.NPS(h, 40)
	checkFigure(t, "nps", f, val(100), true)
	if f.Interval.Low >= 100 || f.Interval.High != 100 {
		t.Errorf("forty promoters give %v, want an interval below 100 up to 100", f.Interval)
	}
	if rate := measure.Share(40, 40, 40, "x"); rate.Interval.Low > 95 || rate.Interval.High != 100 {
		t.Errorf("forty of forty give %v", rate.Interval)
	}
}

func TestGate(t *testing.T) {
	for _, c := range []struct {
		n, minN int64
		want    surveys.FigureStatus
	}{
		{4, 5, surveys.FigureSuppressed}, {5, 5, surveys.FigureLowBase}, {29, 5, surveys.FigureLowBase},
		{30, 5, surveys.FigureOK}, {1, 0, surveys.FigureLowBase}, {0, 0, surveys.FigureNotAvailable},
		{0, 5, surveys.FigureNotAvailable}, {30, 31, surveys.FigureSuppressed},
	} {
		f := measure.Gate(measure.Share(c.n/2, c.n, 50, "x"), c.minN)
		if f.Status != c.want || (f.Reason == "") != (c.want == surveys.FigureOK) || f.N != c.n || f.Base != 50 {
			t.Errorf("n %d, minimum %d: %+v, want %s", c.n, c.minN, f, c.want)
		}
		if hidden := c.want == surveys.FigureSuppressed || c.n == 0; hidden != (f.Value == nil) || hidden && f.Interval != nil {
			t.Errorf("n %d, minimum %d shows %v %v", c.n, c.minN, f.Value, f.Interval)
		}
		if again := measure.Gate(f, c.minN); again.Status != f.Status {
			t.Errorf("gating twice changes %s to %s", f.Status, again.Status)
		}
	}
}

func TestRound(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		want     float64
	}{
		{2.675, 2, 2.68}, {1.005, 2, 1.01}, {-15.45, 1, -15.5}, {0.5, 0, 1}, {-0.5, 0, -1}, {2.5, 0, 3},
		{73.2142857, 2, 73.21}, {-0.001, 2, 0}, {1e12 + 0.25, 1, 1e12 + 0.3}, {84.999999, 2, 85},
	} {
		if got := measure.Round(c.v, c.decimals); got != c.want || got == 0 && math.Signbit(got) {
			t.Errorf("Round(%v, %d) = %v, want %v", c.v, c.decimals, got, c.want)
		}
	}
}
