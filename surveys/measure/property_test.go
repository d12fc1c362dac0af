package measure_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// drawHistogram draws answers from lo to hi.
func drawHistogram(t *rapid.T, name string, lo, hi int) measure.Histogram {
	var h measure.Histogram
	for _, c := range rapid.SliceOfN(rapid.IntRange(lo, hi), 0, 60).Draw(t, name) {
		h = h.Observe(c)
	}
	return h
}

func TestAddAndSubUndoEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		highest := rapid.SampledFrom([]int{10, 30}).Draw(t, "highest") // a scale, or the options of a long choice
		a, b := drawHistogram(t, "a", 0, highest), drawHistogram(t, "b", 0, highest)
		equal := func(x, y measure.Histogram) bool { return reflect.DeepEqual(x, y) }
		if !equal(a.Add(b).Sub(b), a) || !equal(a.Add(b), b.Add(a)) || !equal(a.Sub(a), measure.Histogram{}) {
			t.Fatalf("%+v and %+v", a, b)
		}
		var n int64
		for code := range highest + 1 {
			n += a.Count(code)
		}
		if n != a.N {
			t.Fatalf("%d counted of %d", n, a.N)
		}
	})
}

func TestNPSStaysInRangeAndInsideItsInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistogram(t, "h", 0, 10)
		f := measure.NPS(h, h.N)
		if h.N == 0 {
			return
		}
		v := *f.Value
		if v < -100 || v > 100 || f.N != h.N {
			t.Fatalf("%+v", f)
		}
		d, p, pr := measure.NPSShares(h, h.N)
		if math.Abs(*d.Value+*p.Value+*pr.Value-100) > 1e-9 || math.Abs(*pr.Value-*d.Value-v) > 1e-9 {
			t.Fatalf("shares %v %v %v do not make %v", *d.Value, *p.Value, *pr.Value, v)
		}
		if iv := f.Interval; (iv != nil) != (h.N > 1) || iv != nil && (iv.Low > v || iv.High < v || iv.Low < -100 || iv.High > 100) {
			t.Fatalf("%v outside of %+v, n %d", v, iv, h.N)
		}
	})
}

func TestComparisonsTurnRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawHistogram(t, "a", 0, 10).Observe(3), drawHistogram(t, "b", 0, 10).Observe(9)
		for name, pair := range map[string][2]*measure.Difference{
			"nps":    {measure.CompareNPS(a, b, true, measure.Z95), measure.CompareNPS(b, a, true, measure.Z95)},
			"shares": {measure.CompareShares(a.C[9], a.N, b.C[9], b.N), measure.CompareShares(b.C[9], b.N, a.C[9], a.N)},
			"welch":  {measure.Welch(a.Moments(), b.Moments()), measure.Welch(b.Moments(), a.Moments())},
		} {
			x, y := pair[0], pair[1]
			if math.Abs(x.Value+y.Value) > 1e-9 || x.Direction != -y.Direction || (x.P == nil) != (y.P == nil) {
				t.Fatalf("%s: %+v against %+v", name, x, y)
			}
			if x.P != nil && (*x.P < 0 || *x.P > 1 || math.Abs(*x.P-*y.P) > 1e-9) {
				t.Fatalf("%s: p %v and %v", name, *x.P, *y.P)
			}
			if iv := x.Interval; iv != nil && (iv.Low > x.Value+1e-9 || iv.High < x.Value-1e-9) {
				t.Fatalf("%s: %v outside of %+v", name, x.Value, iv)
			}
		}
	})
}

func TestHistogramMomentsEqualThoseOfTheAnswers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var h measure.Histogram
		values := rapid.SliceOfN(rapid.IntRange(0, 10), 0, 50).Draw(t, "values")
		floats := make([]float64, len(values))
		for i, v := range values {
			h, floats[i] = h.Observe(v), float64(v)
		}
		a, b := h.Moments(), measure.MomentsOf(floats)
		if a.N != b.N || math.Abs(a.Mean-b.Mean) > 1e-9 || math.Abs(a.Variance-b.Variance) > 1e-9 {
			t.Fatalf("%+v against %+v", a, b)
		}
	})
}

// drawTree draws an indicator tree and its items into doc.
func drawTree(t *rapid.T, doc *surveys.Document, hists map[string]measure.Histogram, depth int, path string) []surveys.Indicator {
	var out []surveys.Indicator
	for i := range rapid.IntRange(1, 3).Draw(t, path+" children") {
		code := fmt.Sprintf("%s%d", path, i)
		n := surveys.Indicator{Code: "n" + code, Weight: float64(rapid.IntRange(1, 9).Draw(t, code+" weight")) / 10}
		if depth > 0 && rapid.Bool().Draw(t, code+" branches") {
			n.Children = drawTree(t, doc, hists, depth-1, code)
		} else {
			n.Item = code
			points := rapid.IntRange(2, 10).Draw(t, code+" points")
			doc.Sections[0].Items = append(doc.Sections[0].Items,
				surveys.Item{Code: code, Type: surveys.TypeRating, Points: points})
			hists[code] = drawHistogram(t, code, 1, points)
		}
		out = append(out, n)
	}
	return out
}

func checkNode(t *rapid.T, n measure.IndexNode) {
	if v := n.Figure.Value; v != nil && (*v < -1e-9 || *v > 100+1e-9 || n.Figure.N == 0) {
		t.Fatalf("%+v", n.Figure)
	}
	if len(n.Children) == 0 {
		return
	}
	var sum, shares float64
	var largest int64
	for _, c := range n.Children {
		checkNode(t, c)
		if c.Figure.Value == nil || n.Figure.Value == nil {
			if c.Share != 0 {
				t.Fatalf("%s carries %v of nothing", c.Code, c.Share)
			}
			continue
		}
		sum += float64(c.Share * *c.Figure.Value)
		shares += c.Share
		largest = max(largest, c.Figure.N)
	}
	switch {
	case n.Figure.Value == nil && n.Coverage >= measure.IndexCoverage:
		t.Fatalf("covered %v without a score", n.Coverage)
	case n.Figure.Value == nil:
	case sum != *n.Figure.Value || math.Abs(shares-1) > 1e-9 || largest != n.Figure.N:
		t.Fatalf("children make %v of %v (%d), parent says %v (%d)", sum, shares, largest, *n.Figure.Value, n.Figure.N)
	}
}

func TestIndexAddsUpExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := surveys.Document{Sections: []surveys.Section{{Code: "s"}}}
		hists := map[string]measure.Histogram{}
		doc.Tree = drawTree(t, &doc, hists, 2, "")
		checkNode(t, measure.Index(doc, hists, 60))
	})
}

// drawVisit draws a checklist of yes/no checks with answers.
func drawVisit(t *rapid.T) (surveys.Document, surveys.Answers) {
	doc := surveys.Document{Kind: surveys.Checklist, Scoring: &surveys.Scoring{NA: surveys.NAExclude, Bands: bands(0)}}
	doc.Scoring.Mode = rapid.SampledFrom([]string{measure.ModeWeighted, measure.ModePooled, measure.ModeDeduction}).Draw(t, "mode")
	answers := surveys.Answers{}
	for s := range rapid.IntRange(1, 4).Draw(t, "sections") {
		section := surveys.Section{Code: fmt.Sprint("s", s), Weight: float64(rapid.IntRange(1, 50).Draw(t, "weight"))}
		for i := range rapid.IntRange(1, 5).Draw(t, "items") {
			code := fmt.Sprint(section.Code, "-", i)
			section.Items = append(section.Items, surveys.Item{
				Code: code, Type: surveys.TypeCheck, NA: true, Weight: float64(rapid.IntRange(1, 5).Draw(t, "w")),
				Deduction: float64(rapid.IntRange(1, 20).Draw(t, "d")),
			})
			choice := rapid.SampledFrom([]string{surveys.CheckYes, surveys.CheckNo, surveys.CheckNA}).Draw(t, "answer")
			answers[code] = surveys.Answer{Codes: []string{choice}}
		}
		doc.Sections = append(doc.Sections, section)
	}
	return doc, answers
}

func TestNotApplicableIsAsIfNeverAsked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc, answers := drawVisit(t)
		whole, err := measure.VisitOf(doc, answers, all)
		if err != nil {
			t.Fatal(err)
		}
		asked := func(code string) bool { return answers[code].Codes[0] != surveys.CheckNA }
		without, err := measure.VisitOf(doc, answers, asked)
		if err != nil {
			t.Fatal(err)
		}
		if (whole.Total == nil) != (without.Total == nil) || whole.Total != nil && *whole.Total != *without.Total {
			t.Fatalf("%v with, %v without", whole.Total, without.Total)
		}
		if whole.Total != nil && (*whole.Total < 0 || *whole.Total > 100) {
			t.Fatalf("total %v", *whole.Total)
		}
	})
}

func TestPoliciesAreOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc, answers := drawVisit(t)
		total := func(na surveys.NAPolicy) float64 {
			doc.Scoring.NA = na
			v, err := measure.VisitOf(doc, answers, all)
			if err != nil {
				t.Fatal(err)
			}
			return *v.Total
		}
		if full, zero := total(surveys.NAFull), total(surveys.NAZero); full < zero-1e-9 {
			t.Fatalf("full points give %v, none %v", full, zero)
		}
	})
}
