package report

// steps draws the levels as a stair: reached ones filled, the present one dark, with the lower bound of each below and
// a mark where each set stands.
func (p *benchmarkPages) steps(s *Sheet) {
	levels := p.r.Header.Levels
	places := []int{0, 1, 3, 5, 6, 8, 10, 12} // first column of each step, of about equal width
	if len(levels) == 5 {
		places = []int{0, 1, 4, 6, 9, 12} // over the whole width
	}
	if len(levels) == 0 || len(levels) >= len(places) {
		return
	}
	at := p.r.Summary.All.LevelNumber
	s.Heading(p.tr("report.benchmark.level", "level", p.levelName(p.r.Summary.All.Level, p.r.Summary.All.Provisional)))
	for row := len(levels); row > 0; row-- {
		cells := make([]Cell, places[len(levels)])
		for step := row; step <= len(levels); step++ {
			for k := places[step-1]; k < places[step]; k++ {
				cells[k].Style.Tone = stepTone(step, at)
			}
			if step == row {
				cells[places[step-1]].Value = plain(int64(step)) + "  " + p.in(levels[step-1].Label)
				cells[places[step-1]].Style.Bold, cells[places[step-1]].Style.Indent = true, 1
			}
		}
		s.put(cells, 20)
	}
	bounds := make([]Cell, places[len(levels)])
	for i, l := range levels {
		bounds[places[i]] = Cell{Value: "≥ " + fixed(l.Min, 2), Style: Style{Kind: "note", Indent: 1}}
	}
	s.put(bounds, 0)
	for _, x := range p.namedSets(p.r.Summary.All, p.r.Summary.Key) {
		if x.set.LevelNumber > 0 {
			mark := make([]Cell, places[len(levels)])
			mark[places[x.set.LevelNumber-1]] = Cell{Value: "◆ " + x.name + " " + fixed(*x.set.Mean.Value, 2), Style: Style{Bold: true, Indent: 1}}
			s.put(mark, 0)
		}
	}
	s.Blank()
}

func stepTone(step, at int) string {
	switch {
	case step == at:
		return "level"
	case step < at:
		return "step4"
	}
	return "tile"
}
