package report

import "touchstone/surveys"

// categories compares the sections line by line; below them points, level and gaps of the current line, every line as a
// whole, and the table that the radar draws.
func (p *benchmarkPages) categories(s *Sheet) {
	s.Title(p.tr("report.sheet.categories"))
	s.Note(p.tr("report.note.categories"))
	s.Note(p.legend())
	s.Freeze(2)
	columns := p.heads("report.column.number", "report.column.category", "report.column.weight", "report.column.weight_share")
	columns[0].Max = 8
	for _, l := range p.r.Lines {
		columns = append(columns, Column{Head: p.lineName(l)}, Column{Head: p.tr("report.column.assessed")})
	}
	for i := range columns[2:] { // the tables below share them
		columns[2+i].Max = 12.5
	}
	s.Table(columns...)
	for i, c := range p.r.Categories {
		cells := []Cell{Int(int64(i + 1)), Words(p.in(c.Label)), Number(&c.Weight, "General"), Number(&c.Share, Format(UnitPercent))}
		for _, x := range c.Scores {
			cells = append(cells, FigureCells(x.Score, UnitScale)...)
		}
		s.Row(cells...)
	}
	p.categoryGaps(s)
	s.Blank()
	p.lines(s)
	if len(p.r.Lines) > 0 && len(p.r.Categories) > 0 {
		s.Blank()
		s.Heading(p.tr("report.chart.data"))
		p.radar = p.radarData()
		s.Data(&p.radar)
	}
}

// categoryGaps is what the current line reaches in every category, and what is missing to the others.
func (p *benchmarkPages) categoryGaps(s *Sheet) {
	now := p.line(surveys.LineCurrent)
	if now < 0 {
		return
	}
	s.Blank()
	s.Heading(p.tr("report.benchmark.category_gaps"))
	columns := p.heads("report.column.number", "report.column.category", "report.column.points_sum", "report.column.max_points", "report.column.assessed",
		"report.column.asked_of", "report.column.covered", "report.column.maturity", "report.column.maturity_number")
	for _, k := range p.otherLines() {
		columns = append(columns, Column{Head: p.tr("report.column.gap_to", "line", p.lineName(p.r.Lines[k]))})
	}
	s.Table(columns...)
	for i, c := range p.r.Categories {
		points := Absent()
		if n := c.Scores[now].Score.N; n > 0 {
			points = sumCell(c.Points)
		}
		cells := []Cell{Int(int64(i + 1)), Words(p.in(c.Label)), points, Number(&c.MaxPoints, "0"), Int(c.Scores[now].Score.N), Int(int64(c.Indicators)),
			Number(&c.Coverage, Format(UnitPercent))}
		cells = append(cells, p.levelCells(c.Level, c.LevelNumber, c.Provisional)...)
		for _, k := range p.otherLines() {
			cells = append(cells, gapCell(c.Scores[k].Gap, p.r.Lines[k].Kind == surveys.LineTarget))
		}
		s.Row(cells...)
	}
}

// lines is every line as a whole, over all indicators and over the key ones.
func (p *benchmarkPages) lines(s *Sheet) {
	s.Heading(p.tr("report.benchmark.lines"))
	s.Table(p.heads("report.column.number", "report.column.line", "report.column.set", "report.column.mean", "report.column.mean_share", "report.column.points_sum",
		"report.column.max_points", "report.column.points_share", "report.column.covered", "report.column.maturity", "report.column.maturity_number", "report.column.assessed",
		"report.column.asked_of", "report.column.max_assessed", "report.column.to_next")...)
	for i, l := range p.r.Lines {
		for _, x := range p.namedSets(l.All, l.Key) {
			distance := Absent()
			if x.set.Next != nil {
				distance = Number(&x.set.Next.Distance, Format(UnitScale))
			}
			cells := []Cell{Int(int64(i + 1)), Words(p.lineName(l)), Words(x.name), FigureCell(x.set.Mean, UnitScale), Number(x.set.Percent, Format(UnitPercent))}
			cells = append(append(cells, pointCells(x.set)...), Number(x.set.PointsShare, Format(UnitPercent)), Number(&x.set.Coverage, Format(UnitPercent)))
			cells = append(cells, p.levelCells(x.set.Level, x.set.LevelNumber, x.set.Provisional)...)
			s.Row(append(cells, Int(x.set.Mean.N), Int(x.set.Mean.Base), Number(&x.set.MaxAssessed, "0"), distance)...)
		}
	}
}

// gaps lists the indicators, the most urgent first.
func (p *benchmarkPages) gaps(s *Sheet) {
	s.Title(p.tr("report.sheet.gaps"))
	s.Note(p.tr("report.note.gaps"))
	s.Note(p.legend())
	s.Freeze(3)
	columns := p.heads("report.column.priority_rank", "report.column.category", "report.column.capability", "report.column.key", "report.column.weight",
		"report.line.current", "report.line.target", "report.column.priority")
	for _, i := range p.otherLines() {
		columns = append(columns, Column{Head: p.tr("report.column.gap_to", "line", p.lineName(p.r.Lines[i]))})
	}
	s.Table(append(columns, p.heads("report.column.code")...)...)
	s.columns[2].Max, s.columns[2].Wrap = 44, true
	for _, g := range p.r.Gaps {
		rank := Absent()
		if g.Rank > 0 {
			rank = Int(int64(g.Rank))
		}
		cells := []Cell{rank, Words(p.in(p.category(g.Category).Label)), Words(p.in(g.Label)), keyCell(g.Key), Number(&g.Weight, "General"),
			Number(g.Current, Format(UnitScale)), Number(g.Target, Format(UnitScale)), Number(g.Priority, Format(UnitScale))}
		s.Row(append(append(cells, p.gapCells(g)...), Words(g.Code))...)
	}
}

// gapCells are the gaps of an indicator to every other line, in the order of the lines.
func (p *benchmarkPages) gapCells(g BenchmarkGap) []Cell {
	var out []Cell
	for _, i := range p.otherLines() {
		switch l := p.r.Lines[i]; l.Kind {
		case surveys.LineTarget:
			out = append(out, gapCell(g.TargetGap, true))
		case surveys.LineIndustryBest:
			out = append(out, gapCell(g.IndustryGap, false))
		case surveys.LineIndustryAverage:
			out = append(out, gapCell(g.AverageGap, false))
		default:
			var gap *float64
			for _, c := range g.Competitors {
				if c.LineID == l.ID {
					gap = c.Gap
				}
			}
			out = append(out, gapCell(gap, false))
		}
	}
	return out
}

// informantKeys name the levels of informants; evidence without one was agreed on by the assessors.
var informantKeys = map[string]string{"": "report.informant.consensus", "senior": "report.informant.senior",
	"middle": "report.informant.middle", "front_line": "report.informant.front_line"}

// evidence lists why a score was given: by whose level, never by whom.
func (p *benchmarkPages) evidence(s *Sheet) {
	s.Title(p.tr("report.sheet.evidence"))
	s.Note(p.tr("report.note.evidence"))
	s.Freeze(3)
	s.Table(append(p.heads("report.column.line", "report.column.category", "report.column.capability", "report.column.rating", "report.column.informant"),
		Column{Head: p.tr("report.column.evidence"), Min: 60, Max: 80, Wrap: true}, Column{Head: p.tr("report.column.code")})...)
	s.columns[2].Max, s.columns[2].Wrap = 40, true
	names, items := map[surveys.ID]string{}, map[string]string{}
	for _, l := range p.r.Lines {
		names[l.ID] = p.lineName(l)
	}
	for _, x := range p.r.Indicators {
		items[x.Code] = p.in(x.Label)
	}
	for _, e := range p.r.Evidence {
		s.Row(Words(names[e.LineID]), Words(p.in(p.category(e.Category).Label)), Words(items[e.Item]), Number(e.Score, Format(UnitScale)),
			Words(p.tr(informantKeys[e.Level])), Words(e.Text), Words(e.Item))
	}
}
