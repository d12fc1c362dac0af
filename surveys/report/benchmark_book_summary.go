package report

import (
	"strconv"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// The grid of the summary: label columns at A and F, so that two blocks stand side by side.
const (
	gridLabel = 28
	gridCell  = 11.5
	gridRight = 6 // column of the second label, from 1
)

// summary is the one page a manager reads: how far, which level, against whom, where strong, where weak.
func (p *benchmarkPages) summary(s *Sheet) {
	h := p.r.Header
	widths := []float64{gridLabel, gridCell, gridCell, gridCell, gridCell, gridLabel}
	for range max(6, len(p.r.Lines)) {
		widths = append(widths, gridCell)
	}
	s.Widths(widths...)
	s.Title(p.info.Title)
	s.put([]Cell{{Value: p.info.Subject + "  " + p.info.Period, Style: Style{Kind: "heading"}}}, 20)
	s.Note(p.tr("report.benchmark.scope", "client", p.in(h.Client.Name), "days", p.fieldDays(),
		"assessors", orDash(h.Assessors), "informants", p.informants(surveys.LineCurrent),
		"assessed", plain(p.r.Summary.All.Mean.N), "asked", plain(p.r.Summary.All.Mean.Base),
		"coverage", written(p.r.Summary.All.Coverage, UnitPercent)))
	s.Note(p.legend())
	s.Blank()
	p.tiles(s)
	p.steps(s)
	p.sets(s)
	p.compared(s)
	p.extremes(s)
	p.urgent(s)
}

func (p *benchmarkPages) fieldDays() string {
	if p.r.Header.FromDay == 0 {
		return Dash
	}
	return days(p.r.Header.FromDay, p.r.Header.ToDay)
}

// informants says how many independent sources stand behind a line; a dash when nobody counted them.
func (p *benchmarkPages) informants(kind surveys.LineKind) string {
	if i := p.line(kind); i >= 0 && p.r.Lines[i].Informants > 0 {
		return plain(int64(p.r.Lines[i].Informants))
	}
	return Dash
}

func orDash(s string) string {
	if s == "" {
		return Dash
	}
	return s
}

type namedSet struct {
	name string
	set  BenchmarkSet
}

// namedSets are the whole set and, when some indicators are key ones, the key set.
func (p *benchmarkPages) namedSets(all, key BenchmarkSet) []namedSet {
	out := []namedSet{{p.tr("report.set.all"), all}}
	if key.Mean.Base > 0 {
		out = append(out, namedSet{p.tr("report.set.key"), key})
	}
	return out
}

// tiles prints points and weighted mean of both sets large, side by side.
func (p *benchmarkPages) tiles(s *Sheet) {
	var names, values, notes []Cell
	for _, x := range p.namedSets(p.r.Summary.All, p.r.Summary.Key) {
		points, mean := Absent(), Absent()
		if x.set.Mean.Value != nil {
			points = Cell{Value: x.set.Points, Style: Style{Format: pointsFormat(x.set.Points, x.set.MaxPoints)}}
			mean = Cell{Value: *x.set.Mean.Value, Style: Style{Format: `0.00"/` + strconv.Itoa(surveys.MaxAnchor) + `"`}}
		}
		names = append(names, Cell{Value: p.tr("report.benchmark.points_of", "set", x.name)}, Cell{Value: p.tr("report.benchmark.mean_of", "set", x.name)})
		values = append(values, points, mean)
		base := p.tr("report.benchmark.base", "assessed", plain(x.set.Mean.N), "asked", plain(x.set.Mean.Base))
		notes = append(notes, Cell{Value: base}, Cell{Value: p.levelName(x.set.Level, x.set.Provisional)})
	}
	p.tileRow(s, 18, names, Style{Bold: true})
	p.tileRow(s, 30, values, Style{Kind: "big"})
	p.tileRow(s, 16, notes, Style{Kind: "note"})
	s.Blank()
}

// tileRow lays cells over the whole width, a fill behind each.
func (p *benchmarkPages) tileRow(s *Sheet, height float64, cells []Cell, look Style) {
	places := []int{0, 2, 5, 8, 12}
	out := make([]Cell, places[len(cells)])
	for i, c := range cells {
		look.Format = c.Style.Format
		for k := places[i]; k < places[i+1]; k++ {
			out[k].Style.Tone = "tile"
		}
		c.Style = look
		c.Style.Tone, c.Style.Left = "tile", true
		out[places[i]] = c
	}
	s.put(out, height)
}

// sets is both readings of the current line, to the last column.
func (p *benchmarkPages) sets(s *Sheet) {
	s.Heading(p.tr("report.benchmark.sets"))
	s.Table(p.heads("report.column.set", "report.column.points_sum", "report.column.max_points", "report.column.points_share", "report.column.mean",
		"report.column.maturity", "report.column.maturity_number", "report.column.assessed", "report.column.asked_of", "report.column.covered",
		"report.column.to_next", "report.column.next_level")...)
	for _, x := range p.namedSets(p.r.Summary.All, p.r.Summary.Key) {
		distance, next := Absent(), Absent()
		if x.set.Next != nil {
			distance = Number(&x.set.Next.Distance, Format(UnitScale))
			next = Words(p.levelName(x.set.Next.Level, false))
			next.Style.Wrap = true
		}
		cells := append([]Cell{Words(x.name)}, pointCells(x.set)...)
		cells = append(cells, Number(x.set.PointsShare, Format(UnitPercent)), FigureCell(x.set.Mean, UnitScale))
		cells = append(cells, p.levelCells(x.set.Level, x.set.LevelNumber, x.set.Provisional)...)
		s.Row(append(cells, Int(x.set.Mean.N), Int(x.set.Mean.Base), Number(&x.set.Coverage, Format(UnitPercent)), distance, next)...)
	}
	s.Blank()
}

// pointCells shows points and what could be reached: two cells; a dash for the points when nothing was assessed.
func pointCells(set BenchmarkSet) []Cell {
	points := Absent()
	if set.Mean.N > 0 {
		points = sumCell(set.Points)
	}
	return []Cell{points, Number(&set.MaxPoints, "0")}
}

// sumCell shows a sum of scores; averages of an industry may have fractions.
func sumCell(points float64) Cell {
	if points == measure.Round(points, 0) {
		return Number(&points, "0")
	}
	return Number(&points, Format(UnitScale))
}

// compared draws the radar with its table beside it.
func (p *benchmarkPages) compared(s *Sheet) {
	if len(p.r.Lines) == 0 || len(p.r.Categories) == 0 {
		return
	}
	s.Heading(p.tr("report.benchmark.compared"))
	from := s.At()
	s.Chart(1, from+1, Chart{Kind: RadarChart, Title: p.tr("report.benchmark.radar"), Data: p.radar, Min: number(0), Max: number(surveys.MaxAnchor),
		Step: 1, Format: Format(UnitScale), Width: radarWide, Height: radarRows * radarRow * 4 / 3}) // 96 pixels are 72 points
	p.besides(s)
	for s.At() < from+radarRows+1 {
		s.put(nil, radarRow)
	}
}

// The radar is as high as this many rows of this many points, and this wide.
const (
	radarRows = 14
	radarRow  = 25
	radarWide = 535 // pixels: five columns, so that it ends before the table
)

// besides is the table beside the radar.
func (p *benchmarkPages) besides(s *Sheet) {
	row := func(cells ...Cell) { s.put(append(make([]Cell, gridRight-1), cells...), radarRow) }
	head := []Cell{{Value: p.tr("report.column.category"), Style: Style{Kind: "header"}}}
	points, all, key := []Cell{strong(p.tr("report.column.points_sum"))}, []Cell{strong(p.tr("report.benchmark.mean_all"))}, []Cell{strong(p.tr("report.benchmark.mean_key"))}
	base := []Cell{strong(p.tr("report.column.assessed"))}
	for _, l := range p.r.Lines {
		head = append(head, Cell{Value: p.lineName(l), Style: Style{Kind: "header"}})
		points = append(points, pointCells(l.All)[0])
		all, key = append(all, FigureCell(l.All.Mean, UnitScale)), append(key, FigureCell(l.Key.Mean, UnitScale))
		base = append(base, Int(l.All.Mean.N))
	}
	row(head...)
	for _, c := range p.r.Categories {
		label := Words(p.in(c.Label))
		label.Style.Wrap = true
		cells := []Cell{label}
		for _, x := range c.Scores {
			cells = append(cells, FigureCell(x.Score, UnitScale))
		}
		row(cells...)
	}
	row(all...)
	if p.r.Summary.Key.Mean.Base > 0 {
		row(key...)
	}
	row(points...)
	row(base...)
}

func strong(text string) Cell {
	c := Words(text)
	c.Style.Bold, c.Style.Wrap = true, true
	return c
}
