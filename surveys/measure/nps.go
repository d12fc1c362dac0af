package measure

import (
	"math"

	"touchstone/surveys"
)

// NPS returns the Net Promoter Score of a histogram of 0…10: share of promoters (9–10) minus share of detractors (0–6),
// −100…100. The value is the raw score; the interval is the adjusted Wald one of Rocks (2016), whose centre is drawn
// to 0 by three pseudo answers: ¾ promoter, 1½ passives, ¾ detractor. base is how many were asked.
func NPS(h Histogram, base int64) surveys.Figure {
	return net(h.count(9, 10), h.count(0, 6), h.count(0, 10), base, "nps")
}

// NPSShares returns the three shares behind an NPS. The same score from 40/20/40 and from 0/100/0 means different
// things, so they are shown with it.
func NPSShares(h Histogram, base int64) (detractors, passives, promoters surveys.Figure) {
	n := h.count(0, 10)
	return Share(h.count(0, 6), n, base, "nps-detractors"),
		Share(h.count(7, 8), n, base, "nps-passives"),
		Share(h.count(9, 10), n, base, "nps-promoters")
}

// NPSWald returns the plain Wald interval raw ± z·SE in points, cut at ±100; nil below two answers. It collapses to a
// point when all answer alike, which is why NPS does not use it.
func NPSWald(h Histogram, z float64) *surveys.Interval {
	n := h.count(0, 10)
	if n < 2 {
		return nil
	}
	return netOf(float64(h.count(9, 10)), float64(h.count(0, 6)), float64(n)).interval(z, "wald")
}

// CompareNPS returns a − b in points with a z test on the two standard errors. adjusted adds the pseudo answers of the
// adjusted Wald method to both groups, which shifts the difference too; it holds better in small samples. z is the
// critical value, Z95 unless a screen asks for another. nil when a group is empty. Not for the same people asked twice.
func CompareNPS(a, b Histogram, adjusted bool, z float64) *Difference {
	na, nb := a.count(0, 10), b.count(0, 10)
	if na == 0 || nb == 0 {
		return nil
	}
	x := netOf(float64(a.count(9, 10)), float64(a.count(0, 6)), float64(na))
	y := netOf(float64(b.count(9, 10)), float64(b.count(0, 6)), float64(nb))
	d := &Difference{Method: "wald"}
	if adjusted {
		x, y, d.Method = x.adjusted(), y.adjusted(), "adjusted-wald"
	}
	d.Value = 100 * (x.mean() - y.mean())
	d.SE = 100 * math.Hypot(x.se(), y.se())
	if d.SE > 0 {
		d.Interval = &surveys.Interval{
			Low: math.Max(-200, d.Value-z*d.SE), High: math.Min(200, d.Value+z*d.SE), Method: d.Method,
		}
		s := d.Value / d.SE
		d.decide(s, normalP(s), math.Abs(s) > z)
	}
	return d
}

// netCounts are answers coded +1, 0 and −1. Their number may be fractional after the adjustment.
type netCounts struct{ plus, minus, n float64 }

func netOf(plus, minus, n float64) netCounts { return netCounts{plus, minus, n} }

func (c netCounts) adjusted() netCounts { return netCounts{c.plus + 0.75, c.minus + 0.75, c.n + 3} }

func (c netCounts) mean() float64 { return (c.plus - c.minus) / c.n }

func (c netCounts) variance() float64 {
	if c.plus == c.n || c.minus == c.n || c.plus+c.minus == 0 {
		return 0 // all alike: exactly nothing
	}
	return math.Max(0, (c.plus+c.minus)/c.n-c.mean()*c.mean())
}

// se divides by n, not n − 1, as the published methods do.
func (c netCounts) se() float64 { return math.Sqrt(c.variance() / c.n) }

func (c netCounts) interval(z float64, method string) *surveys.Interval {
	m, half := 100*c.mean(), 100*z*c.se()
	return within(&surveys.Interval{Low: m - half, High: m + half, Method: method}, -100, 100)
}

// net returns 100·(plus − minus)/n with the adjusted Wald interval.
func net(plus, minus, n, base int64, method string) surveys.Figure {
	if n <= 0 {
		return surveys.NotAvailable(method, base)
	}
	c := netOf(float64(plus), float64(minus), float64(n))
	f := ok(100*c.mean(), n, base, method)
	if n > 1 {
		f.Interval = c.adjusted().interval(Z95, "adjusted-wald")
	}
	return f
}
