package measure

import (
	"math"

	"touchstone/surveys"
)

// Z95 is the two-sided 95 % point of the normal distribution.
const Z95 = 1.959963984540054

// Difference is a comparison of two groups, first minus second, in the unit of the figures compared (points of a
// percentage, of NPS, of a scale).
type Difference struct {
	Value     float64           `json:"value"`
	SE        float64           `json:"se"`                  // standard error; 0 when there is no spread
	Interval  *surveys.Interval `json:"interval,omitempty"`  // nil when it is not defined
	Statistic *float64          `json:"statistic,omitempty"` // z or t; nil when both groups have no spread
	DF        float64           `json:"df,omitempty"`        // degrees of freedom of t; 0 for z
	P         *float64          `json:"p,omitempty"`         // two-sided
	Direction int               `json:"direction"`           // −1 significant fall, 0 none, +1 significant rise
	Method    string            `json:"method"`
}

func (d *Difference) decide(statistic, p float64, significant bool) {
	d.Statistic, d.P = &statistic, &p
	if !significant {
		return
	}
	d.Direction = 1
	if statistic < 0 {
		d.Direction = -1
	}
}

func normalP(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// Wilson returns the score interval of x successes among n as shares 0…1. n must be positive.
func Wilson(x, n int64, z float64) (low, high float64) {
	nn, p := float64(n), float64(x)/float64(n)
	centre := (p + z*z/(2*nn)) / (1 + z*z/nn)
	half := z * math.Sqrt(p*(1-p)/nn+z*z/(4*nn*nn)) / (1 + z*z/nn)
	low, high = math.Max(0, centre-half), math.Min(1, centre+half)
	if x == 0 {
		low = 0 // exactly, and not the last bit of a subtraction
	}
	if x == n {
		high = 1
	}
	return low, high
}

// Share returns x of n as 0…100 with its Wilson interval. base is how many were asked, n how many answered.
func Share(x, n, base int64, method string) surveys.Figure {
	if n <= 0 {
		return surveys.NotAvailable(method, base)
	}
	f := ok(100*float64(x)/float64(n), n, base, method)
	if n > 1 {
		low, high := Wilson(x, n, Z95)
		f.Interval = &surveys.Interval{Low: 100 * low, High: 100 * high, Method: "wilson"}
	}
	return f
}

// Shares returns the share of every option among the n who answered the item, keyed as counts is.
func Shares[K comparable](counts map[K]int64, n, base int64) map[K]surveys.Figure {
	out := make(map[K]surveys.Figure, len(counts))
	for k, x := range counts {
		out[k] = Share(x, n, base, "share-wilson")
	}
	return out
}

// Newcombe returns the interval of the difference x1/n1 − x2/n2 (−1…1) by square-and-add of the two Wilson intervals
// (Newcombe 1998, method 10). n1 and n2 must be positive.
func Newcombe(x1, n1, x2, n2 int64, z float64) (low, high float64) {
	p1, p2 := float64(x1)/float64(n1), float64(x2)/float64(n2)
	l1, u1 := Wilson(x1, n1, z)
	l2, u2 := Wilson(x2, n2, z)
	d := p1 - p2
	return d - math.Hypot(p1-l1, u2-p2), d + math.Hypot(u1-p1, p2-l2)
}

// CompareShares returns x1/n1 − x2/n2 in points of a percentage with the Newcombe interval and the pooled z test. It is
// nil when a group is empty; there is no test when all or none of both groups succeeded.
func CompareShares(x1, n1, x2, n2 int64) *Difference {
	if n1 <= 0 || n2 <= 0 {
		return nil
	}
	a, b := float64(n1), float64(n2)
	d := &Difference{Value: 100 * (float64(x1)/a - float64(x2)/b), Method: "pooled-z"}
	low, high := Newcombe(x1, n1, x2, n2, Z95)
	d.Interval = &surveys.Interval{Low: 100 * low, High: 100 * high, Method: "newcombe"}
	p := float64(x1+x2) / (a + b)
	d.SE = 100 * math.Sqrt(p*(1-p)*(1/a+1/b))
	if d.SE > 0 {
		z := d.Value / d.SE
		d.decide(z, normalP(z), math.Abs(z) > Z95)
	}
	return d
}
