package report

import "touchstone/surveys"

// extremes prints strengths and weak links side by side, each with its n.
func (p *benchmarkPages) extremes(s *Sheet) {
	if len(p.r.Strengths) == 0 {
		return
	}
	left, right := p.tr("report.benchmark.strengths", "count", len(p.r.Strengths)), p.tr("report.benchmark.weaknesses", "count", len(p.r.Weaknesses))
	pair := make([]Cell, gridRight)
	pair[0] = Cell{Value: left, Style: Style{Kind: "heading"}}
	if len(p.r.Weaknesses) > 0 {
		pair[gridRight-1] = Cell{Value: right, Style: Style{Kind: "heading"}}
	}
	s.put(pair, 22)
	s.Note(p.tr("report.benchmark.extremes_rule", "strong", strongest, "weak", weakest))
	p.extremeRow(s, p.extremeHead(len(p.r.Strengths)), p.extremeHead(len(p.r.Weaknesses)))
	for i := range max(len(p.r.Strengths), len(p.r.Weaknesses)) {
		p.extremeRow(s, p.extreme(p.r.Strengths, i), p.extreme(p.r.Weaknesses, i))
	}
	s.Blank()
}

func (p *benchmarkPages) extremeRow(s *Sheet, left, right []Cell) {
	out := make([]Cell, gridRight-1, 2*gridRight)
	copy(out, left)
	s.Row(append(out, right...)...)
}

func (p *benchmarkPages) extremeHead(n int) []Cell {
	if n == 0 {
		return nil
	}
	var out []Cell
	for _, c := range p.heads("report.column.category", "report.line.current", "report.column.assessed", "report.line.target", "report.column.target_gap") {
		out = append(out, Cell{Value: c.Head, Style: Style{Kind: "header"}})
	}
	return out
}

// extreme is one category: current score, n, target and the gap to it.
func (p *benchmarkPages) extreme(codes []string, i int) []Cell {
	if i >= len(codes) {
		return nil
	}
	c := p.category(codes[i])
	now := c.Scores[p.line(surveys.LineCurrent)].Score
	label := Words(p.in(c.Label))
	label.Style.Wrap = true
	out := []Cell{label, FigureCell(now, UnitScale), Int(now.N), Absent(), Absent()}
	if t := p.line(surveys.LineTarget); t >= 0 {
		out[3], out[4] = FigureCell(c.Scores[t].Score, UnitScale), gapCell(c.Scores[t].Gap, true)
	}
	return out
}

// urgent names the indicators to work on first.
func (p *benchmarkPages) urgent(s *Sheet) {
	const (
		most        = 5
		nameColumns = 5 // that the name of an indicator runs over
	)
	var rows []BenchmarkGap
	for _, g := range p.r.Gaps {
		if g.Priority != nil && *g.Priority > 0 && len(rows) < most {
			rows = append(rows, g)
		}
	}
	if len(rows) == 0 {
		return
	}
	s.Heading(p.tr("report.benchmark.urgent", "count", len(rows)))
	s.Note(p.tr("report.note.gaps"))
	var head []Cell
	for i, c := range p.heads("report.column.category", "report.column.capability", "report.column.weight", "report.line.current",
		"report.line.target", "report.column.target_gap", "report.column.priority", "report.column.priority_rank") {
		if i == 1 {
			head = append(head, Across(c.Head, nameColumns, Style{Tone: "level", Bold: true})...)
			continue
		}
		head = append(head, Cell{Value: c.Head, Style: Style{Kind: "header"}})
	}
	s.Row(head...)
	for _, g := range rows {
		label := Words(p.in(p.category(g.Category).Label))
		label.Style.Wrap = true
		cells := append([]Cell{label}, Across(p.in(g.Label), nameColumns, Style{})...)
		s.Row(append(cells, Number(&g.Weight, "General"), Number(g.Current, Format(UnitScale)), Number(g.Target, Format(UnitScale)),
			gapCell(g.TargetGap, true), Number(g.Priority, Format(UnitScale)), Int(int64(g.Rank)))...)
	}
}

// keyMark stands beside key indicators (关键指标).
const keyMark = "★"

func keyCell(key bool) Cell {
	c := Cell{Style: Style{Border: true, Centre: true}}
	if key {
		c.Value = keyMark
	}
	return c
}
