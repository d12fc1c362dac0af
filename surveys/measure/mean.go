package measure

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"touchstone/surveys"
)

// Moments are count, mean and sample variance (divided by N − 1; 0 when N < 2) of some values.
type Moments struct {
	N        int64
	Mean     float64
	Variance float64
}

// MomentsOf returns the moments of values.
func MomentsOf(values []float64) Moments {
	if len(values) == 0 {
		return Moments{}
	}
	n := float64(len(values))
	var sum float64
	for _, v := range values {
		sum += v
	}
	m := Moments{N: int64(len(values)), Mean: sum / n}
	if len(values) < 2 || allEqual(values) {
		return m
	}
	var spread float64
	for _, v := range values {
		spread += (v - m.Mean) * (v - m.Mean)
	}
	m.Variance = spread / (n - 1)
	return m
}

func allEqual(values []float64) bool {
	for _, v := range values {
		if v != values[0] {
			return false
		}
	}
	return true
}

// TInterval returns mean ± t(N−1)·s/√N. It is nil for fewer than two values and when all values are equal: without any
// spread in the sample the formula would claim certainty.
func (m Moments) TInterval() *surveys.Interval {
	half, known := m.half()
	if !known {
		return nil
	}
	return &surveys.Interval{Low: m.Mean - half, High: m.Mean + half, Method: "t"}
}

func (m Moments) half() (half float64, known bool) {
	if m.N < 2 || m.Variance <= 0 {
		return 0, false
	}
	return tQuantile(float64(m.N-1)) * math.Sqrt(m.Variance/float64(m.N)), true
}

// tQuantile returns the two-sided 95 % point of Student's t.
func tQuantile(df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(0.975)
}

// MeanFigure returns the mean with its t interval cut at lo and hi, the ends of the scale. Ordinal answers are treated
// as if their steps were equal. base is how many were asked.
func MeanFigure(m Moments, lo, hi float64, base int64, method string) surveys.Figure {
	if m.N == 0 {
		return surveys.NotAvailable(method, base)
	}
	f := ok(m.Mean, m.N, base, method)
	f.Interval = within(m.TInterval(), lo, hi)
	return f
}

// Welch compares two means without assuming equal spread: difference a − b, t interval, p. It is nil when a group is
// empty. With fewer than two values in a group, or no spread in both, there is a difference and no test.
func Welch(a, b Moments) *Difference {
	if a.N == 0 || b.N == 0 {
		return nil
	}
	d := &Difference{Value: a.Mean - b.Mean, Method: "welch"}
	va, vb := a.Variance/float64(a.N), b.Variance/float64(b.N)
	if a.N < 2 || b.N < 2 || va+vb <= 0 {
		return d
	}
	d.SE = math.Sqrt(va + vb)
	d.DF = (va + vb) * (va + vb) / (va*va/float64(a.N-1) + vb*vb/float64(b.N-1))
	half := tQuantile(d.DF) * d.SE
	d.Interval = &surveys.Interval{Low: d.Value - half, High: d.Value + half, Method: "t"}
	t := d.Value / d.SE
	dist := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: d.DF}
	d.decide(t, 2*dist.Survival(math.Abs(t)), math.Abs(t) > tQuantile(d.DF))
	return d
}

// WeightedMean returns Σ w·v / Σ w over the pairs; nil when the weights add up to nothing.
func WeightedMean(values, weights []float64) *float64 {
	var sum, total float64
	for i, v := range values {
		sum += weights[i] * v
		total += weights[i]
	}
	if total <= 0 {
		return nil
	}
	return ptr(sum / total)
}

// Quantile returns the p-quantile (0…1) of ascending values by linear interpolation, type 7 of Hyndman and Fan, which
// is also what PERCENTILE.INC of Excel computes. It is nil without values.
func Quantile(ascending []float64, p float64) *float64 {
	if len(ascending) == 0 {
		return nil
	}
	at := p * float64(len(ascending)-1)
	i := min(int(at), len(ascending)-1)
	if i == len(ascending)-1 {
		return ptr(ascending[i])
	}
	return ptr(ascending[i] + (at-float64(i))*(ascending[i+1]-ascending[i]))
}
