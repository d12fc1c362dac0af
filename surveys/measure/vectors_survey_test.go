package measure_test

import (
	"encoding/json"
	"math"
	"strconv"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// npsOf returns a histogram with these detractors, passives and promoters.
func npsOf(counts [3]int64) measure.Histogram {
	return codesOf(map[string]int64{"3": counts[0], "8": counts[1], "10": counts[2]})
}

// codesOf returns a histogram of counts by answer.
func codesOf(counts map[string]int64) measure.Histogram {
	var h measure.Histogram
	for code, n := range counts {
		i, err := strconv.Atoi(code)
		if err != nil {
			panic(err)
		}
		v := int64(i)
		h = h.Add(measure.Histogram{N: n, Sum: n * v, SumSq: n * v * v}.With(i, n))
	}
	return h
}

func npsCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct {
		Counts [3]int64
		Z      float64
	}
	decode(t, in, &p)
	if p.Z == 0 {
		p.Z = measure.Z95
	}
	h := npsOf(p.Counts)
	f := measure.NPS(h, h.N)
	// The variance is not published; it follows from a comparison with an endless crowd that all answer alike.
	still := npsOf([3]int64{0, 1 << 40, 0})
	se := measure.CompareNPS(h, still, false, p.Z).SE / 100
	return map[string]any{
		"nps": f.Value, "interval": f.Interval, "wald": measure.NPSWald(h, p.Z), "se": se, "variance": se * se * float64(h.N),
	}
}

func npsScoresCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct{ Scores []*float64 }
	decode(t, in, &p)
	item := surveys.Item{Type: surveys.TypeNPS}
	var h measure.Histogram
	for _, s := range p.Scores {
		h = h.Observe(measure.Codes(item, surveys.Answer{Number: s})...)
	}
	f := measure.NPS(h, int64(len(p.Scores)))
	d, pa, pr := measure.NPSShares(h, h.N)
	count := func(f surveys.Figure) float64 { return math.Round(*f.Value * float64(f.N) / 100) }
	return map[string]any{"n": f.N, "nps": f.Value, "counts": []float64{count(d), count(pa), count(pr)}}
}

func npsCompareCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct {
		X, Y     [3]int64
		Adjusted bool
		Z        float64
	}
	decode(t, in, &p)
	if p.Z == 0 {
		p.Z = measure.Z95
	}
	return difference(measure.CompareNPS(npsOf(p.X), npsOf(p.Y), p.Adjusted, p.Z))
}

func difference(d *measure.Difference) map[string]any {
	return map[string]any{
		"difference": d.Value, "se": d.SE, "interval": d.Interval, "p": d.P, "z": d.Statistic, "t": d.Statistic,
		"df": d.DF, "direction": d.Direction,
	}
}

func wilsonCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct{ X, N int64 }
	decode(t, in, &p)
	low, high := measure.Wilson(p.X, p.N, measure.Z95)
	return map[string]any{"low": low, "high": high}
}

func sharesCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct{ X1, N1, X2, N2 int64 }
	decode(t, in, &p)
	return difference(measure.CompareShares(p.X1, p.N1, p.X2, p.N2))
}

func meanCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct{ Values []float64 }
	decode(t, in, &p)
	m := measure.MomentsOf(p.Values)
	return map[string]any{"mean": m.Mean, "sd": math.Sqrt(m.Variance), "interval": m.TInterval()}
}

func welchCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct{ X, Y []float64 }
	decode(t, in, &p)
	return difference(measure.Welch(measure.MomentsOf(p.X), measure.MomentsOf(p.Y)))
}

func welchCountsCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct{ X, Y map[string]int64 }
	decode(t, in, &p)
	return difference(measure.Welch(codesOf(p.X).Moments(), codesOf(p.Y).Moments()))
}

func weightedMeanCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct{ Values, Weights []float64 }
	decode(t, in, &p)
	return map[string]any{"mean": measure.WeightedMean(p.Values, p.Weights)}
}

func csatCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct {
		Points int
		TopBox int `json:"top_box"`
		Counts map[string]int64
		Grades []float64
	}
	decode(t, in, &p)
	h := codesOf(p.Counts)
	item := surveys.Item{Type: surveys.TypeRating, Points: p.Points, TopBox: p.TopBox}
	return map[string]any{
		"rate":   measure.SatisfactionRate(h, item, h.N).Value,
		"mean":   measure.ItemMean(h, item, h.N).Value,
		"graded": measure.PointsScore(h, p.Grades, h.N).Value,
	}
}

// scoredCase reads a single choice whose options carry scores; null is an option without one.
func scoredCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct {
		Scores  []*float64
		Answers []int // positions
	}
	decode(t, in, &p)
	item := surveys.Item{Code: "q", Type: surveys.TypeSingle}
	for i, score := range p.Scores {
		item.Options = append(item.Options, surveys.Option{Code: "o" + strconv.Itoa(i), Score: score})
	}
	var h measure.Histogram
	for _, at := range p.Answers {
		h = h.Observe(measure.Codes(item, surveys.Answer{Codes: []string{item.Options[at].Code}})...)
	}
	doc := surveys.Document{Sections: []surveys.Section{{Items: []surveys.Item{item}}}, Tree: []surveys.Indicator{{Code: "k", Weight: 1, Item: "q"}}}
	mean, index := measure.ItemMean(h, item, h.N), measure.Index(doc, map[string]measure.Histogram{"q": h}, h.N)
	return map[string]any{"mean": mean.Value, "n": mean.N, "interval": mean.Interval, "index": index.Figure.Value}
}

func cesCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct {
		Counts    map[string]int64
		Rule      string
		Direction surveys.Direction
	}
	decode(t, in, &p)
	h := codesOf(p.Counts)
	r := measure.CES(h, surveys.Item{Type: surveys.TypeCES, CESRule: p.Rule, Direction: p.Direction}, h.N)
	return map[string]any{
		"mean": r.Mean.Value, "top3": r.Top3.Value, "index": r.Index.Value, "headline": r.Headline.Value,
		"direction": r.Direction,
		"low_1_2":   measure.Share(h.C[1]+h.C[2], h.N, h.N, "").Value,
		"high_4_5":  measure.Share(h.C[4]+h.C[5], h.N, h.N, "").Value,
	}
}

func indexCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct {
		Leaves []struct {
			Weight    float64
			Type      surveys.ItemType
			Direction surveys.Direction
			Points    int
			Counts    map[string]int64
		}
	}
	decode(t, in, &p)
	doc := surveys.Document{Kind: surveys.Survey, Sections: []surveys.Section{{Code: "s"}}}
	hists := map[string]measure.Histogram{}
	for i, l := range p.Leaves {
		code := "i" + strconv.Itoa(i)
		if l.Type == "" {
			l.Type = surveys.TypeRating
		}
		item := surveys.Item{Code: code, Type: l.Type, Points: l.Points, Direction: l.Direction}
		doc.Sections[0].Items = append(doc.Sections[0].Items, item)
		doc.Tree = append(doc.Tree, surveys.Indicator{Code: "n" + code, Weight: l.Weight, Item: code})
		hists[code] = codesOf(l.Counts)
	}
	n := measure.Index(doc, hists, 0)
	shares := []float64{}
	for _, c := range n.Children {
		shares = append(shares, c.Share)
	}
	return map[string]any{
		"value": n.Figure.Value, "n": n.Figure.N, "coverage": n.Coverage, "interval": n.Figure.Interval, "shares": shares,
	}
}

func quantileCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct {
		Values []float64
		P      float64
	}
	decode(t, in, &p)
	return map[string]any{"quantile": measure.Quantile(p.Values, p.P)}
}
