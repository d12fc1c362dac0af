package report

// Colours of the lines of charts. Rivals follow one another; dashes and markers tell them apart in black and white.
var (
	rivalColors  = []string{"ED7D31", "7F7F7F", "7030A0", "70AD47", "C55A11", "264478"}
	rivalMarkers = []string{"square", "diamond", "triangle"}
)

const (
	beforeColor = "9DC3E6"
	targetColor = "C55A11"
)

// sectionScores compares every section with the wave before, its target and the rivals.
func (p *checklistPages) sectionScores(s *Sheet) {
	s.Title(p.tr("report.sheet.sections"))
	s.Note(p.tr("report.note.sections"))
	s.Note(p.legend())
	s.Freeze(1)
	columns := p.heads("report.column.section", "report.column.weight", "report.column.checks")
	columns = append(columns, p.comparisonHeads()...)
	s.Table(append(columns, p.brandColumns(p.rivalBrands())...)...)
	for _, x := range p.r.Sections {
		cells := []Cell{Words(p.in(x.Label)), Number(&x.Weight, Format(UnitPercent)), Int(int64(x.Counted))}
		cells = append(cells, p.comparisonCells(x.Own)...)
		s.Row(append(cells, brandCells(x.Rivals)...)...)
	}
	s.Blank()
	p.sectionData(s)
	s.beside(p.sectionChart())
}

// beside puts a chart to the right of the table it draws, which stands last on the sheet.
func (s *Sheet) beside(c Chart) {
	s.Chart(c.Data.Column+len(c.Data.Series)+2, c.Data.Row, c)
	if rows := c.Data.Row + c.Height/20 - s.At(); rows > 0 {
		s.Blank(rows)
	}
}

// sectionData writes the table that the chart of sections draws.
func (p *checklistPages) sectionData(s *Sheet) {
	now, before := ChartSeries{Name: p.in(p.r.Header.Wave.Name)}, ChartSeries{Color: beforeColor}
	if p.r.Header.PreviousWave != nil {
		before.Name = p.in(p.r.Header.PreviousWave.Name)
	}
	d := ChartData{}
	brands := p.rivalBrands()
	rivals := make([]ChartSeries, len(brands))
	for i, x := range brands {
		rivals[i] = ChartSeries{Name: p.in(x.Brand.Name), Color: rivalColors[i%len(rivalColors)]}
	}
	for _, x := range p.r.Sections {
		d.Categories = append(d.Categories, p.in(x.Label))
		now.Values = append(now.Values, x.Own.Current.Value)
		if x.Own.Previous != nil {
			before.Values = append(before.Values, x.Own.Previous.Value)
		}
		for i, brand := range brands {
			rivals[i].Values = append(rivals[i].Values, figureOf(x.Rivals, brand.Brand.Code).Value)
		}
	}
	d.Series = []ChartSeries{now}
	if len(before.Values) == len(d.Categories) {
		d.Series = append(d.Series, before)
	}
	d.Series = append(d.Series, rivals...)
	s.Heading(p.tr("report.chart.data"))
	s.Data(&d)
	p.sections = d
}

// sectionChart is as high as its bars need.
func (p *checklistPages) sectionChart() Chart {
	bars := len(p.sections.Categories) * (len(p.sections.Series)*10 + 10)
	return Chart{Kind: BarChart, Title: p.tr("report.shop.sections"), Data: p.sections, Min: number(0), Max: number(100), Step: 20,
		Format: Format(UnitScore), Width: 470, Height: min(max(260, 90+bars), 560)}
}

func (p *checklistPages) courseChart(height int) Chart {
	c := Chart{Kind: LineChart, Title: p.tr("report.shop.trend"), Data: p.course, Format: Format(UnitScore), Width: 470, Height: height}
	c.around(UnitScore)
	return c
}

// trend is the waves up to this one.
func (p *checklistPages) trend(s *Sheet) {
	s.Title(p.tr("report.sheet.trend"))
	s.Note(p.tr("report.note.shop_trend"))
	s.Note(p.legend())
	s.Freeze(1)
	brands := p.r.Trend[len(p.r.Trend)-1].Rivals
	columns := p.heads("report.column.period", "report.column.days", "report.column.visits", "report.shop.score", "report.column.count",
		"report.column.low", "report.column.high", "report.column.target", "report.column.gap", "report.shop.pass", "report.column.count",
		"report.column.criticals")
	columns = append(columns, p.brandColumns(brands)...)
	s.Table(append(columns, Column{Head: p.tr("report.column.remark")})...)
	for _, t := range p.r.Trend {
		cells := append([]Cell{Words(p.in(t.Wave.Name)), Words(days(t.Wave.FromDay, t.Wave.ToDay)), Int(t.Visits)}, FigureCells(t.Score, UnitScore)...)
		cells = append(append(cells, IntervalCells(t.Score, UnitScore)...), TargetCells(t.Target, UnitScore)...)
		cells = append(append(cells, FigureCells(t.PassRate, UnitPercent)...), countOf(t.Criticals, t.Visits))
		cells = append(cells, brandCells(t.Rivals)...)
		remark := ""
		if t.Break {
			remark = p.tr("report.shop.break")
		}
		s.Row(append(cells, Words(remark))...)
	}
	p.courseData(s, brands)
	s.beside(p.courseChart(300))
}

// courseData writes the table that the chart of the course draws.
func (p *checklistPages) courseData(s *Sheet, brands []BrandFigure) {
	d := ChartData{}
	own := ChartSeries{Name: p.tr("report.shop.own")}
	target := ChartSeries{Name: p.tr("report.column.target"), Color: targetColor, Dash: "dash", Marker: "none"}
	rivals, aimed := make([]ChartSeries, len(brands)), false
	for i, x := range brands {
		rivals[i] = ChartSeries{Name: p.in(x.Brand.Name), Color: rivalColors[i%len(rivalColors)], Dash: "sysDot", Marker: rivalMarkers[i%len(rivalMarkers)]}
	}
	for _, t := range p.r.Trend {
		d.Categories = append(d.Categories, p.in(t.Wave.Name))
		own.Values = append(own.Values, t.Score.Value)
		var aim *float64
		if t.Target != nil {
			aim, aimed = &t.Target.Value, true
		}
		target.Values = append(target.Values, aim)
		for i, x := range brands {
			rivals[i].Values = append(rivals[i].Values, figureOf(t.Rivals, x.Brand.Code).Value)
		}
	}
	d.Series = []ChartSeries{own}
	if aimed {
		d.Series = append(d.Series, target)
	}
	d.Series = append(d.Series, rivals...)
	s.Blank()
	s.Heading(p.tr("report.chart.data"))
	s.Data(&d)
	p.course = d
}
