package report

import (
	"math"
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// GroupsInput is everything a breakdown is computed from.
type GroupsInput struct {
	Versions  []surveys.Version // the oldest first
	Wave      *surveys.Wave
	Crossings []Crossing
	Numbers   map[string][]float64 // number item → all answers, ascending
	Asked     int64                // responses counted: the base of the numbers
	MinimumN  int64
}

// Crossing is how often an answer to a group item met an answer to another item, in one version. Num is the answer on a
// scale, Code the option of a choice.
type Crossing struct {
	VersionID surveys.ID
	Group     string
	GroupCode string
	Item      string
	Code      string
	Num       float64
	N         int64
}

// CrossedItems returns the group items of a document, and the outcomes and scored items they are crossed with.
func CrossedItems(doc surveys.Document) (groups, outcomes []surveys.Item) {
	for _, it := range doc.Items() {
		if it.Group {
			groups = append(groups, it)
		}
		if it.Outcome || it.IsScored() {
			outcomes = append(outcomes, it)
		}
	}
	return groups, outcomes
}

// NumberItems returns the number items of a document.
func NumberItems(doc surveys.Document) []surveys.Item {
	var out []surveys.Item
	for _, it := range doc.Items() {
		if it.Type == surveys.TypeNumber {
			out = append(out, it)
		}
	}
	return out
}

// BuildGroups computes the breakdown. The document is the newest version that was answered.
func BuildGroups(in GroupsInput) Groups {
	out := Groups{Wave: waveRef(in.Wave), Tables: []CrossTable{}, Numbers: []NumberResult{}}
	if len(in.Versions) == 0 {
		return out
	}
	docs := map[surveys.ID]surveys.Document{}
	doc := in.Versions[len(in.Versions)-1].Document
	for _, v := range in.Versions {
		docs[v.ID] = v.Document
		if slices.ContainsFunc(in.Crossings, func(c Crossing) bool { return c.VersionID == v.ID }) {
			doc = v.Document
		}
	}
	type pair struct{ group, item string }
	byPair := map[pair][]Crossing{}
	for _, c := range in.Crossings {
		byPair[pair{c.Group, c.Item}] = append(byPair[pair{c.Group, c.Item}], c)
	}
	groups, outcomes := CrossedItems(doc)
	for _, g := range groups {
		for _, o := range outcomes {
			if o.Code != g.Code {
				out.Tables = append(out.Tables, crossTable(g, o, byPair[pair{g.Code, o.Code}], docs, in.MinimumN))
			}
		}
	}
	for _, it := range NumberItems(doc) {
		out.Numbers = append(out.Numbers, numberResult(it, in.Numbers[it.Code], in.Asked, in.MinimumN))
	}
	return out
}

func crossTable(g, o surveys.Item, crossings []Crossing, docs map[surveys.ID]surveys.Document, minimumN int64) CrossTable {
	t := CrossTable{Group: ItemRef{g.Code, g.Type, g.Label}, Outcome: ItemRef{o.Code, o.Type, o.Label}, Columns: categories(o)}
	rows := block{}
	for _, c := range crossings {
		if answer, ok := answerOf(o, c, docs[c.VersionID]); ok {
			rows.add(c.GroupCode, answer)
		}
	}
	all := block{}
	for _, cat := range categories(g) {
		t.Rows = append(t.Rows, crossRow(cat, o, rows[cat.Code], minimumN))
		all.add("", rows[cat.Code])
	}
	t.Total = crossRow(Category{}, o, all[""], minimumN)
	return t
}

// answerOf makes n equal answers to the outcome of one crossing, in the terms of the reported document.
func answerOf(o surveys.Item, c Crossing, from surveys.Document) (measure.Histogram, bool) {
	old, _, ok := from.Item(c.Item)
	if !ok || old.Type != o.Type {
		return measure.Histogram{}, false
	}
	code := -1
	if o.IsScale() {
		low, high := old.ScaleRange()
		nowLow, nowHigh := o.ScaleRange()
		if low != nowLow || high != nowHigh || c.Num != math.Trunc(c.Num) || c.Num < float64(low) || c.Num > float64(high) {
			return measure.Histogram{}, false
		}
		code = int(c.Num)
	} else {
		code = slices.IndexFunc(o.AllOptions(nil), func(op surveys.Option) bool { return op.Code == c.Code })
	}
	if code < 0 {
		return measure.Histogram{}, false
	}
	h := measure.Histogram{N: c.N, Sum: c.N * int64(code), SumSq: c.N * int64(code) * int64(code)}
	return h.With(code, c.N), true
}

func crossRow(cat Category, o surveys.Item, h measure.Histogram, minimumN int64) CrossRow {
	gate := func(f surveys.Figure) surveys.Figure { return measure.Gate(f, minimumN) }
	r := CrossRow{Category: cat, N: h.N, Cells: []CrossCell{}, Suppressed: h.N > 0 && h.N < minimumN,
		Figures: readingsOf(o, h, h.N, gate)}
	if !r.Suppressed {
		for _, k := range counts(o, h, h.N, gate) {
			r.Cells = append(r.Cells, CrossCell{k.Count, k.Share})
		}
	}
	return r
}

func numberResult(it surveys.Item, values []float64, asked, minimumN int64) NumberResult {
	m := measure.MomentsOf(values)
	low, high := it.NumberRange()
	at := func(p float64) surveys.Figure {
		v := measure.Quantile(values, p)
		if v == nil {
			return surveys.NotAvailable("quantile", asked)
		}
		return measure.Gate(surveys.Figure{Value: v, N: m.N, Base: asked, Method: "quantile", Status: surveys.FigureOK}, minimumN)
	}
	return NumberResult{ItemRef: ItemRef{it.Code, it.Type, it.Label}, Unit: it.Unit,
		Mean: measure.Gate(measure.MeanFigure(m, low, high, asked, "mean-t"), minimumN),
		Low:  at(0), Q1: at(.25), Median: at(.5), Q3: at(.75), High: at(1)}
}
