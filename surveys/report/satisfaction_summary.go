package report

import (
	"cmp"
	"slices"

	"touchstone/surveys"
)

// summary is the one page a manager reads: headlines, their course, what stands out, who leads and who trails.
func (p *satisfactionPages) summary(s *Sheet) {
	h := p.r.Header
	s.Widths(25, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5)
	s.Title(p.info.Title)
	s.put([]Cell{{Value: p.info.Subject + "  " + p.info.Period, Style: Style{Kind: "heading"}}}, 20)
	s.Note(p.tr("report.summary.scope", "client", p.in(h.Client.Name), "days", days(h.FirstDay, h.LastDay),
		"responses", plain(h.Responses), "invalid", plain(h.Counts.Invalid), "completion", percent(h.Completion)))
	s.Note(p.legend())
	s.Blank()
	if h.Responses == 0 {
		s.Note(p.tr("report.summary.no_responses"))
		return
	}
	if len(p.r.Tiles) > 0 {
		p.tiles(s)
		p.headlines(s)
		p.charts(s)
	}
	p.topIndicators(s)
	p.outcomes(s)
	p.findings(s)
	p.leaders(s)
}

// headlines prints the tiles again as a table, beside their past and their targets.
func (p *satisfactionPages) headlines(s *Sheet) {
	s.Heading(p.tr("report.summary.headlines"))
	s.Table(append([]Column{{Head: p.tr("report.column.measure")}}, p.comparisonHeads()...)...)
	for _, t := range p.r.Tiles {
		s.Row(append([]Cell{Words(p.Measure(t.Measure))}, p.comparisonCells(t.Comparison)...)...)
		if t.Compared != nil {
			p.shareRow(s, MeasurePromoters, t.Compared.Promoters)
			p.shareRow(s, MeasurePassives, t.Compared.Passives)
			p.shareRow(s, MeasureDetractors, t.Compared.Detractors)
		}
	}
	s.Blank()
}

// legend explains the signs of this workbook.
func (p *satisfactionPages) legend() string { return p.tr("report.legend", "count", surveys.LowBaseN) }

func (p *satisfactionPages) shareRow(s *Sheet, name string, c Comparison) {
	label := Words(p.Measure(name))
	label.Style.Indent = 2
	s.Row(append([]Cell{label}, p.comparisonCells(c)...)...)
}

// tiles prints the headlines large, side by side.
func (p *satisfactionPages) tiles(s *Sheet) {
	places := []int{0, 2, 5, 8}
	line := func(height float64, cell func(t Tile) Cell) {
		cells := make([]Cell, 11)
		for i, t := range p.r.Tiles {
			for k := places[i]; k < len(cells) && (i+1 == len(places) || k < places[i+1]); k++ {
				cells[k] = Cell{Style: Style{Tone: "tile"}}
			}
			c := cell(t)
			c.Style.Tone = "tile"
			cells[places[i]] = c
		}
		s.put(cells, height)
	}
	line(18, func(t Tile) Cell { return Cell{Value: p.Measure(t.Measure), Style: Style{Bold: true}} })
	line(28, func(t Tile) Cell {
		c := FigureCell(t.Current, t.Unit)
		c.Style.Kind, c.Style.Border, c.Style.Centre = "big", false, false
		c.Style.Format = bigFormat(t.Unit, c.Style.Faint)
		c.Style.Left = true
		return c
	})
	line(16, func(t Tile) Cell {
		base := p.tr("report.tile.base", "n", plain(t.Current.N))
		if t.Current.Value == nil && t.Current.Reason != "" {
			base = p.tr(t.Current.Reason)
		}
		return Cell{Value: base, Style: Style{Kind: "note"}}
	})
	s.Blank()
}

func bigFormat(unit string, star bool) string {
	f := map[string]string{UnitScore: "0.0", UnitPercent: `0.0"%"`, UnitNPS: "+0.0;-0.0;0.0", UnitScale: "0.00"}[unit]
	if star {
		f = starred(f)
	}
	return f
}

// charts draws the course of the first headline and the shares of the NPS, from the cells of the trend sheet.
func (p *satisfactionPages) charts(s *Sheet) {
	if len(p.r.Trend) < 2 || len(p.lines) == 0 {
		return
	}
	const high, wide = 250, 460
	at := s.At() + 1
	second := p.npsAt
	s.Chart(1, at, p.lineChart(0, wide, high))
	switch {
	case len(second.Series) > 0:
		s.Chart(6, at, Chart{Kind: StackedChart, Title: p.tr("report.chart.nps"), Data: second, Min: number(0), Max: number(100),
			Format: Format(UnitPercent), Width: wide, Height: high, Labels: true})
	case len(p.lines) > 1:
		s.Chart(6, at, p.lineChart(1, wide, high))
	}
	s.Blank(13)
}

// lineChart draws one headline over time with its target.
func (p *satisfactionPages) lineChart(i, width, height int) Chart {
	t := p.r.Tiles[i]
	c := Chart{Kind: LineChart, Title: p.Measure(t.Measure), Data: p.lines[i], Format: Format(t.Unit), Width: width, Height: height, Labels: false}
	if t.Unit == UnitScore || t.Unit == UnitPercent || t.Unit == UnitNPS {
		c.around(t.Unit)
	}
	return c
}

func number(v float64) *float64 { return &v }

func (p *satisfactionPages) topIndicators(s *Sheet) {
	if len(p.r.Indicators) == 0 {
		return
	}
	s.Heading(p.tr("report.summary.indicators"))
	s.Table(append([]Column{{Head: p.tr("report.column.indicator")}}, p.comparisonHeads()...)...)
	for _, row := range p.r.Indicators {
		if row.Level == 1 {
			s.Row(append([]Cell{Words(p.in(row.Label))}, p.comparisonCells(row.Score)...)...)
		}
	}
	s.Blank()
}

// outcomes prints the counts of what the survey is about when that carries no score and so has no tile.
func (p *satisfactionPages) outcomes(s *Sheet) {
	for _, it := range p.r.Items {
		if !it.Outcome {
			continue
		}
		s.Heading(p.in(it.Label))
		s.Table(p.heads("report.column.answer", "report.column.answers", "report.column.share", "report.column.low", "report.column.high")...)
		for _, c := range it.Counts {
			cells := []Cell{Words(p.categoryName(it.Type, Category{c.Code, c.Label})), Int(c.Count), FigureCell(c.Share, UnitPercent)}
			s.Row(append(cells, IntervalCells(c.Share, UnitPercent)...)...)
		}
		s.Row(Words(p.tr("report.total")), Int(it.N))
		s.Blank()
	}
	p.outcomeCharts(s)
}

// outcomeCharts draws how the outcomes are spread in every group, two charts side by side.
func (p *satisfactionPages) outcomeCharts(s *Sheet) {
	const perRow, high = 2, 13
	for i, c := range p.crossed {
		if i%perRow == 0 {
			if i > 0 {
				s.Blank(high)
			}
			if i >= maxOutcomeCharts {
				return
			}
		}
		s.Chart(1+i%perRow*5, s.At()+1, Chart{Kind: StackedChart, Title: c.title, Data: c.data, Min: number(0), Max: number(100),
			Format: Format(UnitPercent), Width: 460, Height: 250, Labels: true})
	}
	if len(p.crossed) > 0 {
		s.Blank(high)
	}
}

// maxOutcomeCharts keeps the summary on one page.
const maxOutcomeCharts = 4

// findings prints the sentences that the rules chose.
func (p *satisfactionPages) findings(s *Sheet) {
	if len(p.r.Findings) == 0 {
		return
	}
	s.Heading(p.tr("report.summary.findings"))
	for _, f := range p.r.Findings {
		s.Row(Cell{Value: p.findingKind(f.Kind), Style: Style{Bold: true}}, Cell{Value: p.finding(f)})
	}
	s.Blank()
}

func (p *satisfactionPages) findingKind(kind string) string {
	switch kind {
	case FindingRise:
		return p.tr("finding.rise")
	case FindingFall:
		return p.tr("finding.fall")
	case FindingGap:
		return p.tr("finding.gap")
	case FindingStrength:
		return p.tr("finding.strength")
	}
	return p.tr("finding.weakness")
}

// finding says a finding with its value and n; every number is one of the report.
func (p *satisfactionPages) finding(f Finding) string {
	name := p.in(f.Label)
	if f.Tile != "" {
		name = p.Measure(f.Tile)
	}
	value, n := written(*f.Current.Value, f.Unit), plain(f.Current.N)
	switch f.Kind {
	case FindingRise, FindingFall:
		return p.tr("finding.change_text", "name", name, "value", value, "change", writtenChange(f.Change.Value, f.Unit), "n", n)
	case FindingGap:
		return p.tr("finding.gap_text", "name", name, "value", value, "target", written(f.Target.Value, f.Unit),
			"gap", writtenChange(*f.Target.Gap, f.Unit), "n", n)
	}
	return p.tr("finding.level_text", "name", name, "value", value, "n", n)
}

// leaders prints the first and the last five of the ranked locations side by side.
func (p *satisfactionPages) leaders(s *Sheet) {
	ranked := slices.DeleteFunc(slices.Clone(p.r.Locations), func(r RankRow) bool { return r.Rank == 0 })
	if len(ranked) < 2 {
		return
	}
	k := min(5, len(ranked)/2)
	last := slices.Clone(ranked[len(ranked)-k:])
	slices.SortStableFunc(last, func(a, z RankRow) int { return cmp.Compare(z.Rank, a.Rank) })
	for _, part := range []struct {
		title string
		rows  []RankRow
	}{{p.tr("report.summary.top", "count", k), ranked[:k]}, {p.tr("report.summary.bottom", "count", k), last}} {
		s.Heading(part.title)
		s.Table(append([]Column{{Head: p.tr("report.column.location")}},
			p.heads("report.column.rank", "report.column.rank_change", "report.column.current", "report.column.count", "report.column.change")...)...)
		for _, r := range part.rows {
			f := r.Figures[0]
			s.Row(append([]Cell{Words(p.in(r.Name)), Int(int64(r.Rank)), rankChange(r.RankChange)},
				append(FigureCells(f.Figure, f.Unit), p.ChangeCell(r.Change, f.Unit))...)...)
		}
		s.Blank()
	}
}

// rankChange shows places gained or lost.
func rankChange(gained *int) Cell {
	if gained == nil {
		return Absent()
	}
	return Cell{Value: int64(*gained), Style: Style{Border: true, Format: `"` + up + `"0;"` + down + `"0;"＝"`}}
}
