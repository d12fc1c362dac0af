package report

import (
	"strconv"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// indicators lays the tree out in rows, parents before children.
func (b *builder) indicators() []IndicatorRow {
	rows := []IndicatorRow{}
	if len(b.doc.Tree) == 0 {
		return rows
	}
	now := b.wave(b.shown)
	root := measure.Index(b.doc, now, now.responses())
	var before, yearAgo map[string]measure.IndexNode
	if b.previous != nil {
		before = nodesOf(b.indexOf(b.wave(b.previous.ID)))
	}
	if b.yearAgo != nil {
		yearAgo = nodesOf(b.indexOf(b.wave(b.yearAgo.ID)))
	}
	var walk func(n measure.IndexNode, parent string, level int, weight float64)
	walk = func(n measure.IndexNode, parent string, level int, weight float64) {
		row := IndicatorRow{Code: n.Code, Parent: parent, Level: level, Label: n.Label, Item: n.Item, Weight: weight,
			Coverage: 100 * n.Coverage, Score: Comparison{Current: b.gate(n.Figure), Unit: UnitScore, Better: better(false)}}
		row.Score.Previous, row.Score.Change = b.against(row.Score.Current, before, n.Code, b.broken)
		if b.yearAgo != nil {
			row.Score.YearAgo, row.Score.YearOn = b.against(row.Score.Current, yearAgo, n.Code, b.breaks(b.yearAgo.ID, b.shown))
		}
		row.Score.Target = targetGap(b.target(indexTarget(n.Code), b.in.Wave, b.in.Location, b.in.Unit), row.Score.Current, false)
		if item, _, ok := b.doc.Item(n.Item); ok && item.TopBoxFrom() > 0 {
			f := b.gate(measure.SatisfactionRate(now[n.Item], item, now.responses()))
			row.T2B = &f
		}
		rows = append(rows, row)
		total := 0.0
		for _, c := range n.Children {
			total += c.Weight
		}
		for _, c := range n.Children {
			walk(c, n.Code, level+1, 100*c.Weight/total)
		}
	}
	walk(root, "", 0, 100)
	return rows
}

func indexTarget(code string) string {
	if code == "" {
		return MeasureIndex
	}
	return MeasureIndex + ":" + code
}

func (b *builder) indexOf(of block) measure.IndexNode {
	return measure.Index(b.doc, of, of.responses())
}

func nodesOf(n measure.IndexNode) map[string]measure.IndexNode {
	out := map[string]measure.IndexNode{n.Code: n}
	for _, c := range n.Children {
		for code, node := range nodesOf(c) {
			out[code] = node
		}
	}
	return out
}

// against looks up an indicator's earlier score and the change since.
func (b *builder) against(now surveys.Figure, earlier map[string]measure.IndexNode, code string, broken bool) (*surveys.Figure, *Change) {
	if earlier == nil {
		return nil, nil
	}
	f := surveys.NotAvailable("index", 0)
	if node, ok := earlier[code]; ok {
		f = b.gate(node.Figure)
	}
	if broken {
		return &f, nil
	}
	return &f, changeOf(measure.CompareFigures(now, f), false)
}

// items reads every scale and choice item.
func (b *builder) items() []ItemResult {
	now := b.wave(b.shown)
	out := []ItemResult{}
	for s, it := range b.doc.Items() {
		if !it.IsScale() && !it.IsChoice() {
			continue
		}
		r := ItemResult{ItemRef: ItemRef{it.Code, it.Type, it.Label}, Section: s.Code, Touchpoint: b.doc.ItemTouchpoint(it.Code),
			Group: it.Group, Outcome: it.Outcome, N: now[it.Code].N, Base: now.responses(), Counts: []OptionCount{}, Figures: []NamedFigure{}}
		r.Suppressed = r.N > 0 && r.N < b.in.MinimumN
		if !r.Suppressed {
			r.Counts = counts(it, now[it.Code], r.Base, b.gate)
		}
		r.Figures = b.readings(it, now[it.Code], r.Base)
		if h, ok := headlineOf(it); ok {
			c := b.compare(h, now, nil)
			r.Measure, r.Headline = h.measure, &c
		}
		out = append(out, r)
	}
	return out
}

// headlineOf returns the figure an item is best known by; false for a choice without scores.
func headlineOf(it surveys.Item) (headline, bool) {
	switch {
	case it.Type == surveys.TypeNPS:
		return headline{measure: MeasureNPS, item: it, unit: UnitNPS}, true
	case it.Type == surveys.TypeCES:
		return headline{measure: MeasureCES, item: it, unit: cesUnit(it.CESRule), lower: it.Direction == surveys.LowerBetter}, true
	case it.TopBoxFrom() > 0:
		return headline{measure: MeasureT2B, item: it, unit: UnitPercent}, true
	case it.IsScored():
		return headline{measure: MeasureMean, item: it, unit: UnitScale}, true
	}
	return headline{}, false
}

// readings returns every figure an item has, the headline first.
func (b *builder) readings(it surveys.Item, h measure.Histogram, base int64) []NamedFigure {
	return readingsOf(it, h, base, b.gate)
}

func readingsOf(it surveys.Item, h measure.Histogram, base int64, gate func(surveys.Figure) surveys.Figure) []NamedFigure {
	out := []NamedFigure{}
	add := func(name, unit string, f surveys.Figure) { out = append(out, NamedFigure{name, unit, gate(f)}) }
	switch {
	case it.Type == surveys.TypeNPS:
		d, p, g := measure.NPSShares(h, base)
		add(MeasureNPS, UnitNPS, measure.NPS(h, base))
		add(MeasureDetractors, UnitPercent, d)
		add(MeasurePassives, UnitPercent, p)
		add(MeasurePromoters, UnitPercent, g)
	case it.Type == surveys.TypeCES:
		r := measure.CES(h, it, base)
		add(MeasureCES, cesUnit(it.CESRule), r.Headline)
		add(MeasureCESMean, UnitScale, r.Mean)
		add(MeasureCESTop3, UnitPercent, r.Top3)
		add(MeasureCESIndex, UnitNPS, r.Index)
	case it.TopBoxFrom() > 0:
		add(MeasureT2B, UnitPercent, measure.SatisfactionRate(h, it, base))
		add(MeasureMean, UnitScale, measure.ItemMean(h, it, base))
	case it.IsScored():
		add(MeasureMean, UnitScale, measure.ItemMean(h, it, base))
	}
	return out
}

// counts lists every point of a scale or every option with its share of those who answered.
func counts(it surveys.Item, h measure.Histogram, base int64, gate func(surveys.Figure) surveys.Figure) []OptionCount {
	out := []OptionCount{}
	first := 0 // of the categories, as a histogram counts them
	if it.IsScale() {
		first, _ = it.ScaleRange()
	}
	for i, cat := range categories(it) {
		n := h.Count(first + i)
		out = append(out, OptionCount{Code: cat.Code, Label: cat.Label, Count: n, Share: gate(measure.Share(n, h.N, base, "share-wilson"))})
	}
	return out
}

// categories lists the points of a scale or the options of a choice. Built-in options have no authored label and get
// one from the locale where they are shown.
func categories(it surveys.Item) []Category {
	out := []Category{}
	if !it.IsScale() {
		for _, o := range it.AllOptions(nil) {
			out = append(out, Category{Code: o.Code, Label: o.Label})
		}
		return out
	}
	low, high := it.ScaleRange()
	for v := low; v <= high; v++ {
		c := Category{Code: strconv.Itoa(v)}
		switch v {
		case low:
			c.Label = it.Low
		case high:
			c.Label = it.High
		}
		out = append(out, c)
	}
	return out
}
