package report

// rivals compares own and rival brands over the benchmark items that everybody answered.
func (p *checklistPages) rivals(s *Sheet) {
	c := p.r.Competitors
	s.Title(p.tr("report.sheet.rivals"))
	s.Note(p.tr("report.note.rivals", "count", len(c.Items), "version", c.Version))
	s.Note(p.legend())
	s.Freeze(1)
	heads := append([]Column{{Head: p.tr("report.column.check"), Max: 52, Wrap: true}, {Head: p.tr("report.column.section")}}, p.rivalHeads()...)
	s.Table(append(append(heads, Column{Head: p.tr("report.column.gap_best")}), p.countHeads()...)...)
	for _, x := range c.Items {
		cells := append([]Cell{Words(p.in(x.Label)), Words(p.sectionName(x.Section))}, p.rivalCells(x.Own, x.Rivals)...)
		s.Row(append(append(cells, leadCell(&x.Gap)), p.countCells(x.N)...)...)
	}
	top := s.head
	s.Blank(max(1, top+p.stageHeight()/20+1-s.At())) // the chart stands beside the items
	p.standings(s)
	p.stages(s, top)
	if len(c.LeftOut) == 0 {
		return
	}
	s.Heading(p.tr("report.shop.left_out"))
	for _, x := range c.LeftOut {
		s.Row(Words(p.in(x.Label)))
	}
}

// rivalHeads are the brands, each with the n of its comparison.
func (p *checklistPages) rivalHeads() []Column {
	c := p.r.Competitors
	var out []Column
	for _, x := range append([]BrandStanding{c.Own}, c.Rivals...) {
		out = append(out, Column{Head: p.in(x.Brand.Name) + "\n" + p.tr("report.shop.n", "n", plain(x.Common.N)), Min: 13})
	}
	return out
}

func (p *checklistPages) rivalCells(own float64, rivals map[string]float64) []Cell {
	cells := []Cell{Number(&own, Format(UnitPercent))}
	for _, x := range p.r.Competitors.Rivals {
		var v *float64
		if rate, ok := rivals[x.Brand.Code]; ok {
			v = &rate
		}
		cells = append(cells, Number(v, Format(UnitPercent)))
	}
	return cells
}

// countHeads are the visits behind an item's rates, brand by brand.
func (p *checklistPages) countHeads() []Column {
	c := p.r.Competitors
	var out []Column
	for _, x := range append([]BrandStanding{c.Own}, c.Rivals...) {
		out = append(out, Column{Head: p.tr("report.column.count") + "\n" + p.in(x.Brand.Name), Min: 9})
	}
	return out
}

func (p *checklistPages) countCells(n map[string]int64) []Cell {
	c := p.r.Competitors
	var cells []Cell
	for _, x := range append([]BrandStanding{c.Own}, c.Rivals...) {
		cells = append(cells, Int(n[x.Brand.Code]))
	}
	return cells
}

// leadCell shows points ahead of or behind a rival.
func leadCell(gap *float64) Cell {
	c := Number(gap, signed(UnitPercent))
	switch {
	case gap == nil:
	case *gap > 0:
		c = c.Toned(ToneGood)
	case *gap < 0:
		c = c.Toned(ToneBad)
	}
	return c
}

// standings prints every brand over the common items and over the whole checklist.
func (p *checklistPages) standings(s *Sheet) {
	c := p.r.Competitors
	s.Heading(p.tr("report.shop.standings"))
	s.Table(p.heads("report.column.brand", "report.column.visits", "report.column.locations", "report.column.common", "report.column.count",
		"report.column.own_gap", "report.column.total", "report.column.count", "report.column.index")...)
	for i, x := range append([]BrandStanding{c.Own}, c.Rivals...) {
		gap, index := leadCell(x.Gap), Absent()
		if i == 0 {
			gap, index = Absent(), Number(c.Index, Format(UnitNPS))
		}
		cells := append([]Cell{Words(p.in(x.Brand.Name)), Int(x.Visits), Int(x.Locations)}, FigureCells(x.Common, UnitPercent)...)
		s.Row(append(append(append(cells, gap), FigureCells(x.Total, UnitScore)...), index)...)
	}
	s.Blank()
}

// stages adds the common items up by section, as a table and as a chart beside the items, whose header is in row top.
func (p *checklistPages) stages(s *Sheet, top int) {
	c := p.r.Competitors
	if len(c.Sections) == 0 {
		return
	}
	d := ChartData{Series: []ChartSeries{{Name: p.in(c.Own.Brand.Name)}}}
	for i, x := range c.Rivals {
		d.Series = append(d.Series, ChartSeries{Name: p.in(x.Brand.Name), Color: rivalColors[i%len(rivalColors)]})
	}
	for _, x := range c.Sections {
		d.Categories = append(d.Categories, p.in(x.Label))
		d.Series[0].Values = append(d.Series[0].Values, number(x.Own))
		for i, rival := range c.Rivals {
			var v *float64
			if rate, ok := x.Rivals[rival.Brand.Code]; ok {
				v = &rate
			}
			d.Series[i+1].Values = append(d.Series[i+1].Values, v)
		}
	}
	s.Heading(p.tr("report.shop.stages"))
	s.Data(&d)
	s.Chart(2*len(c.Rivals)+6, top, Chart{Kind: BarChart, Title: p.tr("report.shop.stages"), Data: d, Min: number(0), Max: number(100), Step: 20,
		Format: Format(UnitPercent), Width: 470, Height: p.stageHeight()})
	s.Blank()
}

// stageHeight is as high as the bars need; 0 without a chart.
func (p *checklistPages) stageHeight() int {
	c := p.r.Competitors
	if len(c.Sections) == 0 {
		return 0
	}
	return min(max(260, 90+len(c.Sections)*((len(c.Rivals)+1)*10+10)), 520)
}
