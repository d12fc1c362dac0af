package report

import (
	"strconv"

	"touchstone/surveys"
)

// indicators is the tree: level, weight, score, rate, change.
func (p *satisfactionPages) indicators(s *Sheet) {
	s.Title(p.tr("report.sheet.indicators"))
	s.Note(p.tr("report.note.indicators"))
	s.Note(p.legend())
	s.Freeze(2)
	columns := append(p.heads("report.column.level", "report.column.indicator", "report.column.weight"), p.comparisonHeads()...)
	s.Table(append(columns, p.heads("report.column.t2b", "report.column.count", "report.column.coverage", "report.column.code")...)...)
	for _, row := range p.r.Indicators {
		label := Words(p.in(row.Label))
		if row.Level == 0 {
			label = Words(p.Measure(MeasureIndex))
		}
		label.Style.Indent, label.Style.Bold = row.Level+1, row.Level < 2
		cells := append([]Cell{Int(int64(row.Level)), label, Number(&row.Weight, Format(UnitPercent))}, p.comparisonCells(row.Score)...)
		if row.T2B != nil {
			cells = append(cells, FigureCells(*row.T2B, UnitPercent)...)
		} else {
			cells = append(cells, Absent(), Absent())
		}
		s.Row(append(cells, Number(&row.Coverage, Format(UnitPercent)), Words(row.Item))...)
	}
}

// items is every answer to every scale and choice item, and the readings of the scored ones.
func (p *satisfactionPages) items(s *Sheet) {
	s.Title(p.tr("report.sheet.items"))
	s.Note(p.tr("report.note.items"))
	s.Note(p.legend())
	s.Freeze(2)
	s.Table(append(p.heads("report.column.code", "report.column.item"),
		p.heads("report.column.answer", "report.column.answers", "report.column.share", "report.column.count", "report.column.low", "report.column.high")...)...)
	s.columns[1].Max, s.columns[1].Wrap = 64, true
	for _, it := range p.r.Items {
		for _, c := range it.Counts {
			cells := []Cell{Words(it.Code), Words(p.in(it.Label)), Words(p.categoryName(it.Type, Category{c.Code, c.Label})), Int(c.Count)}
			s.Row(append(append(cells, FigureCells(c.Share, UnitPercent)...), IntervalCells(c.Share, UnitPercent)...)...)
		}
	}
	s.Blank()
	s.Heading(p.tr("report.items.readings"))
	s.Table(append(p.heads("report.column.code", "report.column.item", "report.column.measure", "report.column.current", "report.column.count", "report.column.asked"),
		p.heads("report.column.low", "report.column.high", "report.column.previous", "report.column.change")...)...)
	for _, it := range p.r.Items {
		for i, f := range it.Figures {
			cells := []Cell{Words(it.Code), Words(p.in(it.Label)), Words(p.Measure(f.Measure))}
			cells = append(append(cells, FigureCells(f.Figure, f.Unit)...), Int(it.Base))
			cells = append(cells, IntervalCells(f.Figure, f.Unit)...)
			if i == 0 && it.Headline != nil {
				cells = append(cells, optional(it.Headline.Previous, f.Unit), p.ChangeCell(it.Headline.Change, f.Unit))
			} else {
				cells = append(cells, Absent(), Absent())
			}
			s.Row(cells...)
		}
	}
}

func (p *satisfactionPages) units(s *Sheet) {
	s.Title(p.tr("report.sheet.units"))
	p.ranking(s, p.r.Units, "report.column.unit", "report.column.above")
}

func (p *satisfactionPages) locations(s *Sheet) {
	s.Title(p.tr("report.sheet.locations"))
	p.ranking(s, p.r.Locations, "report.column.location", "report.column.unit")
}

// ranking lists places with all headlines; the first one makes the rank.
func (p *satisfactionPages) ranking(s *Sheet, rows []RankRow, placeKey, aboveKey string) {
	first := ""
	if len(p.r.Tiles) > 0 {
		first = p.Measure(p.r.Tiles[0].Measure)
	}
	s.Note(p.tr("report.note.ranking", "measure", first))
	s.Note(p.legend())
	s.Freeze(3)
	columns := p.heads("report.column.rank", "report.column.rank_change", placeKey, aboveKey, "report.column.responses")
	for _, t := range p.r.Tiles {
		columns = append(columns, Column{Head: p.Measure(t.Measure)}, Column{Head: p.tr("report.column.count")})
	}
	s.Table(append(columns, p.heads("report.column.change", "report.column.target", "report.column.gap", "report.column.remark")...)...)
	for _, r := range rows {
		rank, above, reason := Absent(), Absent(), ""
		if r.Rank > 0 {
			rank = Int(int64(r.Rank))
		}
		if r.Parent != nil {
			above = Words(p.in(r.Parent.Name))
		}
		if r.Reason != "" {
			reason = p.tr(r.Reason)
		}
		name := Words(p.in(r.Name))
		name.Style.Indent = max(1, r.Level)
		cells := []Cell{rank, rankChange(r.RankChange), name, above, Int(r.Responses)}
		for _, f := range r.Figures {
			cells = append(cells, FigureCells(f.Figure, f.Unit)...)
		}
		unit := UnitScore
		if len(r.Figures) > 0 {
			unit = r.Figures[0].Unit
		}
		s.Row(append(append(append(cells, p.ChangeCell(r.Change, unit)), TargetCells(r.Target, unit)...), Words(reason))...)
	}
}

// heatSteps are the lower bounds of the four steps of the heat map.
var heatSteps = []float64{0, 60, 75, 85}

// HeatCell shows a score 0…100 on the colour of its step; the number says what the colour says.
func HeatCell(f surveys.Figure) Cell {
	c := FigureCell(f, UnitScore)
	if f.Value == nil {
		return c
	}
	for i, from := range heatSteps {
		if *f.Value >= from {
			c.Style.Tone = "step" + strconv.Itoa(i+1)
		}
	}
	return c
}

// heatMap is locations × first-level indicators, with n beside every score.
func (p *satisfactionPages) heatMap(s *Sheet) {
	s.Title(p.tr("report.sheet.heat_map"))
	s.Note(p.tr("report.note.heat_map"))
	s.Note(p.legend())
	s.Freeze(1)
	columns := p.heads("report.column.location")
	for _, c := range p.r.HeatMap.Columns {
		columns = append(columns, Column{Head: p.in(c.Label)}, Column{Head: p.tr("report.column.count"), Min: 7})
	}
	s.Table(columns...)
	for _, row := range p.r.HeatMap.Rows {
		cells := []Cell{Words(p.in(row.Name))}
		for _, f := range row.Cells {
			cells = append(cells, HeatCell(f), Int(f.N))
		}
		s.Row(cells...)
	}
}

// trend is the headlines over the periods, the tables of the charts, and the charts.
func (p *satisfactionPages) trend(s *Sheet) {
	s.Title(p.tr("report.sheet.trend"))
	s.Note(p.tr("report.note.trend"))
	s.Note(p.legend())
	s.Freeze(1)
	columns := p.heads("report.column.period", "report.column.days", "report.column.responses")
	for _, t := range p.r.Tiles {
		columns = append(columns, Column{Head: p.Measure(t.Measure)}, Column{Head: p.tr("report.column.count")}, Column{Head: p.tr("report.column.target")})
	}
	shares := len(p.r.Trend) > 0 && p.r.Trend[0].Shares != nil
	if shares {
		for _, name := range []string{MeasurePromoters, MeasurePassives, MeasureDetractors} {
			columns = append(columns, Column{Head: p.Measure(name)})
		}
	}
	s.Table(append(columns, p.heads("report.column.remark")...)...)
	for _, t := range p.r.Trend {
		cells := []Cell{Words(p.period(t)), Words(p.periodDays(t)), Int(t.Responses)}
		for i, f := range t.Figures {
			cells = append(append(cells, FigureCells(f.Figure, f.Unit)...), TargetCells(t.Targets[i], f.Unit)[0])
		}
		if shares {
			cells = append(cells, FigureCell(t.Shares.Promoters, UnitPercent), FigureCell(t.Shares.Passives, UnitPercent), FigureCell(t.Shares.Detractors, UnitPercent))
		}
		remark := ""
		if t.Break {
			remark = p.tr("report.trend.break")
		}
		s.Row(append(cells, Words(remark))...)
	}
	p.trendCharts(s, shares)
}

func (p *satisfactionPages) period(t TrendPoint) string {
	if t.Wave != nil {
		return p.in(t.Wave.Name)
	}
	m := strconv.Itoa(t.Month)
	if len(m) != 6 {
		return Dash
	}
	return m[:4] + "-" + m[4:]
}

func (p *satisfactionPages) periodDays(t TrendPoint) string {
	if t.Wave == nil {
		return Dash
	}
	return days(t.Wave.FromDay, t.Wave.ToDay)
}

// trendCharts writes the tables that the charts draw, then the charts below them.
func (p *satisfactionPages) trendCharts(s *Sheet, shares bool) {
	if len(p.r.Trend) < 2 {
		return
	}
	s.Blank()
	s.Heading(p.tr("report.chart.data"))
	var periods []string
	for _, t := range p.r.Trend {
		periods = append(periods, p.period(t))
	}
	for i, tile := range p.r.Tiles {
		d := p.lineData(i, tile, periods)
		s.Data(&d)
		s.Blank()
		p.lines = append(p.lines, d)
	}
	if shares {
		p.npsAt = ChartData{Categories: periods, Series: []ChartSeries{{Name: p.Measure(MeasurePromoters), Color: "70AD47"},
			{Name: p.Measure(MeasurePassives), Color: "BFBFBF"}, {Name: p.Measure(MeasureDetractors), Color: "ED7D31"}}}
		for _, t := range p.r.Trend {
			for i, f := range []surveys.Figure{t.Shares.Promoters, t.Shares.Passives, t.Shares.Detractors} {
				p.npsAt.Series[i].Values = append(p.npsAt.Series[i].Values, f.Value)
			}
		}
		s.Data(&p.npsAt)
		s.Blank()
	}
	at := s.At() + 1
	for i := range p.lines {
		s.Chart(1+i%2*5, at+i/2*15, p.lineChart(i, 460, 270))
	}
	s.Blank(15 * ((len(p.lines) + 1) / 2))
}

// lineData is one headline over the periods, with its target where there is one.
func (p *satisfactionPages) lineData(i int, tile Tile, periods []string) ChartData {
	d := ChartData{Categories: periods, Series: []ChartSeries{{Name: p.Measure(tile.Measure)}}}
	target := ChartSeries{Name: p.tr("report.column.target"), Color: "C55A11", Dash: "dash", Marker: "none"}
	has := false
	for _, t := range p.r.Trend {
		d.Series[0].Values = append(d.Series[0].Values, t.Figures[i].Figure.Value)
		var v *float64
		if t.Targets[i] != nil {
			v, has = &t.Targets[i].Value, true
		}
		target.Values = append(target.Values, v)
	}
	if has {
		d.Series = append(d.Series, target)
	}
	return d
}
