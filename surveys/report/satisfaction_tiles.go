package report

import (
	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// headline is one of the figures a survey is known by, with all it takes to compute it for any scope.
type headline struct {
	measure string
	item    surveys.Item // zero for the index
	unit    string
	lower   bool // lower is better
}

// headlinesOf returns the headlines a survey has, in the order of the tiles: the index of its tree, the satisfaction
// rate of its first satisfaction item (one outside the tree is the overall question and goes first), NPS, effort.
func headlinesOf(doc surveys.Document) []headline {
	var out []headline
	if len(doc.Tree) > 0 {
		out = append(out, headline{measure: MeasureIndex, unit: UnitScore})
	}
	leaves := map[string]bool{}
	leavesOf(doc.Tree, leaves)
	var rate, npsItem, ces *surveys.Item
	for _, it := range doc.Items() {
		switch {
		case it.TopBoxFrom() > 0 && (rate == nil || leaves[rate.Code] && !leaves[it.Code]):
			rate = &it
		case it.Type == surveys.TypeNPS && npsItem == nil:
			npsItem = &it
		case it.Type == surveys.TypeCES && ces == nil:
			ces = &it
		}
	}
	if rate != nil {
		out = append(out, headline{measure: MeasureT2B, item: *rate, unit: UnitPercent})
	}
	if npsItem != nil {
		out = append(out, headline{measure: MeasureNPS, item: *npsItem, unit: UnitNPS})
	}
	if ces != nil {
		out = append(out, headline{measure: MeasureCES, item: *ces, unit: cesUnit(ces.CESRule), lower: ces.Direction == surveys.LowerBetter})
	}
	return out
}

func leavesOf(tree []surveys.Indicator, into map[string]bool) {
	for _, n := range tree {
		if n.Item != "" {
			into[n.Item] = true
		}
		leavesOf(n.Children, into)
	}
}

func cesUnit(rule string) string {
	switch rule {
	case "top3":
		return UnitPercent
	case "index":
		return UnitNPS
	}
	return UnitScale
}

// figure computes the headline over a block.
func (b *builder) figure(h headline, of block) surveys.Figure {
	base := of.responses()
	hist := of[h.item.Code]
	switch h.measure {
	case MeasureIndex:
		return b.gate(measure.Index(b.doc, of, base).Figure)
	case MeasureT2B:
		return b.gate(measure.SatisfactionRate(hist, h.item, base))
	case MeasureNPS:
		return b.gate(measure.NPS(hist, base))
	case MeasureCES:
		return b.gate(measure.CES(hist, h.item, base).Headline)
	}
	return b.gate(measure.ItemMean(hist, h.item, base))
}

// change compares two blocks by the test that belongs to the headline. It is nil when one of the two may not be shown.
func (b *builder) change(h headline, now, then block) *Change {
	a, z := b.figure(h, now), b.figure(h, then)
	if a.Value == nil || z.Value == nil {
		return nil
	}
	x, y := now[h.item.Code], then[h.item.Code]
	var d *measure.Difference
	switch {
	case h.measure == MeasureT2B:
		from, to := h.item.TopBoxFrom(), h.item.Points
		d = measure.CompareShares(within(x, from, to), a.N, within(y, from, to), z.N)
	case h.measure == MeasureNPS:
		d = measure.CompareNPS(x, y, false, measure.Z95)
	case h.measure == MeasureCES && h.unit == UnitPercent:
		d = measure.CompareShares(within(x, 5, 7), a.N, within(y, 5, 7), z.N)
	case h.unit == UnitScale && h.item.IsScale():
		d = measure.Welch(x.Moments(), y.Moments())
	default:
		d = measure.CompareFigures(a, z)
	}
	return changeOf(d, h.lower)
}

func changeOf(d *measure.Difference, lower bool) *Change {
	if d == nil {
		return nil
	}
	c := &Change{Difference: *d}
	switch {
	case d.Direction == 0:
	case (d.Direction > 0) != lower:
		c.Tone = ToneGood
	default:
		c.Tone = ToneBad
	}
	return c
}

// within counts the answers from low to high, both included.
func within(h measure.Histogram, low, high int) int64 {
	var n int64
	for i := low; i <= high && i < len(h.C); i++ {
		n += h.C[i]
	}
	return n
}

// compare puts a headline beside its past and its target.
func (b *builder) compare(h headline, now block, target *surveys.Target) Comparison {
	c := Comparison{Current: b.figure(h, now), Unit: h.unit, Better: better(h.lower)}
	if b.previous != nil {
		then := b.wave(b.previous.ID)
		f := b.figure(h, then)
		c.Previous = &f
		if !b.broken {
			c.Change = b.change(h, now, then)
		}
	}
	if b.yearAgo != nil {
		then := b.wave(b.yearAgo.ID)
		f := b.figure(h, then)
		c.YearAgo = &f
		if !b.breaks(b.yearAgo.ID, b.shown) {
			c.YearOn = b.change(h, now, then)
		}
	}
	c.Target = targetGap(target, c.Current, h.lower)
	return c
}

func better(lower bool) string {
	if lower {
		return string(surveys.LowerBetter)
	}
	return string(surveys.HigherBetter)
}

// tiles computes the headlines of the shown wave.
func (b *builder) tiles() []Tile {
	now := b.wave(b.shown)
	out := []Tile{}
	for _, h := range b.headlines {
		t := Tile{Measure: h.measure, Item: h.item.Code, Label: h.item.Label, Rule: h.item.CESRule,
			Comparison: b.compare(h, now, b.target(h.measure, b.in.Wave, b.in.Location, b.in.Unit))}
		if h.measure == MeasureNPS {
			t.Shares = b.shares(h, now)
			t.Compared = b.compareShares(h, now)
		}
		out = append(out, t)
	}
	return out
}

// named returns all headlines of a block, in the order of the tiles.
func (b *builder) named(of block) []NamedFigure {
	out := []NamedFigure{}
	for _, h := range b.headlines {
		out = append(out, NamedFigure{Measure: h.measure, Unit: h.unit, Figure: b.figure(h, of)})
	}
	return out
}

// HeadlineItem is an item behind a tile.
type HeadlineItem struct{ Measure, Item string }

// HeadlineItems returns the items behind the tiles of a survey, in their order. The index has many and is not among them.
func HeadlineItems(doc surveys.Document) []HeadlineItem {
	var out []HeadlineItem
	for _, h := range headlinesOf(doc) {
		if h.item.Code != "" {
			out = append(out, HeadlineItem{h.measure, h.item.Code})
		}
	}
	return out
}
