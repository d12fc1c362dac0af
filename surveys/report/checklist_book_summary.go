package report

import (
	"cmp"
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

const (
	leaderRows = 10 // of 红榜 and 黑榜
	lossRows   = 10 // of the items that lose most

	checkColumns = 7 // that the text of a check runs over
)

// summary is the one page a manager reads: headlines, sections, bands, who leads and trails, where points are lost.
func (p *checklistPages) summary(s *Sheet) {
	h := p.r.Header
	s.Widths(26, 10.5, 10.5, 10.5, 10.5, 14, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5)
	s.Title(p.info.Title)
	s.put([]Cell{{Value: p.info.Subject + "  " + p.info.Period, Style: Style{Kind: "heading"}}}, 20)
	visited := Dash
	if h.FirstDay > 0 {
		visited = days(h.FirstDay, h.LastDay)
	}
	s.Note(p.tr("report.shop.scope", "client", p.in(h.Client.Name), "days", visited, "locations", plain(p.r.Summary.Locations)))
	s.Note(p.rules())
	s.Note(p.legend())
	s.Blank()
	p.tiles(s)
	p.headlines(s)
	p.counts(s)
	if p.r.Summary.Own.Valid == 0 {
		return
	}
	p.charts(s)
	p.sectionLines(s)
	p.bandLines(s)
	p.leaders(s)
	p.losses(s)
}

// rules says in one line how visits are scored.
func (p *checklistPages) rules() string {
	rules := p.r.Header.Scoring
	if rules == nil {
		return ""
	}
	mode := map[string]string{measure.ModePooled: "ui.visit.method_pooled", measure.ModeDeduction: "ui.visit.method_deduction"}[rules.Mode]
	na := map[surveys.NAPolicy]string{surveys.NAFull: "report.shop.na_full", surveys.NAZero: "report.shop.na_zero"}[rules.NA]
	return p.tr("report.shop.rules", "mode", p.tr(cmp.Or(mode, "ui.visit.method_weighted")), "na", p.tr(cmp.Or(na, "report.shop.na_exclude")),
		"pass", short(rules.Pass), "critical", p.r.Summary.CriticalItems)
}

// shopTile is a headline in large type.
type shopTile struct {
	name, base string
	value      Cell
}

// tiles prints the headlines side by side.
func (p *checklistPages) tiles(s *Sheet) {
	sum := p.r.Summary
	figure := func(f surveys.Figure, unit string) Cell {
		c := FigureCell(f, unit)
		c.Style.Format = bigFormat(unit, c.Style.Faint)
		return c
	}
	tiles := []shopTile{
		{p.tr("report.shop.score"), p.tr("report.shop.tile_mean", "locations", plain(sum.Locations), "n", plain(sum.Score.Current.N)), figure(sum.Score.Current, UnitScore)},
		{p.tr("report.shop.pass"), p.tr("report.shop.tile_visits", "n", plain(sum.PassRate.Current.N)), figure(sum.PassRate.Current, UnitPercent)},
		{p.tr("report.shop.criticals"), p.tr("report.shop.tile_critical", "items", plain(sum.CriticalItems), "n", plain(sum.Own.Valid)), countOf(sum.CriticalCount, sum.Own.Valid)},
		{p.tr("report.shop.valid"), p.tr("report.shop.tile_valid", "planned", plain(sum.Own.Planned), "done", plain(sum.Own.Done), "excluded", plain(sum.Own.Excluded)), Int(sum.Own.Valid)},
	}
	places := []int{0, 2, 5, 8, 11}
	line := func(height float64, cell func(t shopTile) Cell) {
		cells := make([]Cell, 11)
		for i, t := range tiles {
			for k := places[i]; k < places[i+1]; k++ {
				cells[k] = Cell{Style: Style{Tone: "tile"}}
			}
			cells[places[i]] = cell(t)
			cells[places[i]].Style.Tone = "tile"
		}
		s.put(cells, height)
	}
	line(18, func(t shopTile) Cell { return Cell{Value: t.name, Style: Style{Bold: true}} })
	line(28, func(t shopTile) Cell {
		t.value.Style.Kind, t.value.Style.Border, t.value.Style.Centre, t.value.Style.Left = "big", false, false, true
		return t.value
	})
	line(16, func(t shopTile) Cell { return Cell{Value: t.base, Style: Style{Kind: "note"}} })
	s.Blank()
}

// headlines prints the tiles again as a table, beside their past and their targets.
func (p *checklistPages) headlines(s *Sheet) {
	sum := p.r.Summary
	s.Heading(p.tr("report.summary.headlines"))
	s.Table(append([]Column{{Head: p.tr("report.column.measure")}}, p.comparisonHeads()...)...)
	s.Row(append([]Cell{Words(p.tr("report.shop.score"))}, p.comparisonCells(sum.Score)...)...)
	s.Row(append([]Cell{Words(p.tr("report.shop.pass"))}, p.comparisonCells(sum.PassRate)...)...)
	s.Row(append([]Cell{Words(p.tr("report.shop.critical_rate"))}, p.comparisonCells(sum.CriticalRate)...)...)
	cells := []Cell{Words(p.tr("report.shop.criticals")), countOf(sum.CriticalCount, sum.Own.Valid), Int(sum.Own.Valid), optionalInt(sum.CriticalPrev), Absent()}
	if sum.CriticalChange != nil {
		cells[4] = Cell{Value: *sum.CriticalChange, Style: Style{Border: true, Format: signedCount}}
	}
	for len(cells) < 11 {
		cells = append(cells, Absent())
	}
	s.Row(cells...)
	s.Blank()
}

// signedCount writes a difference of counts. No test goes with it; the rate above has one.
const signedCount = `+0;-0;0`

// countOf counts something over visits; without a visit there is nothing to count, which is not 0.
func countOf(n, visits int64) Cell {
	if visits == 0 {
		return Absent()
	}
	return Int(n)
}

func optionalInt(n *int64) Cell {
	if n == nil {
		return Absent()
	}
	return Int(*n)
}

// counts says what became of the visits.
func (p *checklistPages) counts(s *Sheet) {
	s.Heading(p.tr("report.shop.visits"))
	s.Table(append([]Column{{}}, p.heads("report.column.planned", "report.column.done", "report.column.valid", "report.column.excluded",
		"report.column.in_review", "report.column.expired")...)...)
	for _, x := range []struct {
		name string
		c    VisitCounts
	}{{p.tr("report.shop.own"), p.r.Summary.Own}, {p.tr("report.shop.rivals"), p.r.Summary.Rivals}} {
		s.Row(Words(x.name), Int(x.c.Planned), Int(x.c.Done), Int(x.c.Valid), Int(x.c.Excluded), Int(x.c.InReview), Int(x.c.Expired))
	}
	s.Blank()
}

// charts draws sections and course side by side.
func (p *checklistPages) charts(s *Sheet) {
	at, high := s.At()+1, p.sectionChart().Height
	s.Chart(1, at, p.sectionChart())
	if len(p.r.Trend) > 1 {
		s.Chart(6, at, p.courseChart(high))
	}
	s.Blank(high/20 + 1)
}

// sectionLines prints the sections, this wave, the one before and the rivals.
func (p *checklistPages) sectionLines(s *Sheet) {
	s.Heading(p.tr("report.shop.sections"))
	columns := append([]Column{{Head: p.tr("report.column.section")}},
		p.heads("report.column.current", "report.column.count", "report.column.previous", "report.column.change")...)
	s.Table(append(columns, p.brandColumns(p.rivalBrands())...)...)
	for _, x := range p.r.Sections {
		cells := append([]Cell{Words(p.in(x.Label))}, FigureCells(x.Own.Current, UnitScore)...)
		cells = append(cells, optional(x.Own.Previous, UnitScore), p.ChangeCell(x.Own.Change, UnitScore))
		s.Row(append(cells, brandCells(x.Rivals)...)...)
	}
	s.Blank()
}

func (p *checklistPages) bandLines(s *Sheet) {
	if len(p.r.Bands) == 0 {
		return
	}
	s.Heading(p.tr("report.shop.bands"))
	s.Table(p.heads("report.column.band", "report.column.from", "report.column.visits", "report.column.share", "report.column.count", "report.column.previous")...)
	for _, b := range p.r.Bands {
		s.Row(append(append([]Cell{p.bandCell(b.Code), Number(&b.Min, Format(UnitScore)), Int(b.Count)},
			FigureCells(b.Share, UnitPercent)...), optionalInt(b.Previous))...)
	}
	s.Blank()
}

// leaders prints the first and the last of the ranked locations (红榜, 黑榜).
func (p *checklistPages) leaders(s *Sheet) {
	ranked := slices.DeleteFunc(slices.Clone(p.r.League), func(r LeagueRow) bool { return r.Rank == 0 })
	if len(ranked) < 2 {
		return
	}
	k := min(leaderRows, len(ranked)/2)
	last := slices.Clone(ranked[len(ranked)-k:])
	slices.SortStableFunc(last, func(a, z LeagueRow) int { return cmp.Compare(z.Rank, a.Rank) })
	for _, part := range []struct {
		title string
		rows  []LeagueRow
	}{{p.tr("report.shop.red", "count", k), ranked[:k]}, {p.tr("report.shop.black", "count", k), last}} {
		s.Heading(part.title)
		s.Table(p.heads("report.column.location", "report.column.rank", "report.column.rank_change", "report.column.current", "report.column.count",
			"report.column.band", "report.column.previous", "report.column.change", "report.column.criticals")...)
		for _, r := range part.rows {
			cells := append([]Cell{Words(p.in(r.Name)), Int(int64(r.Rank)), rankChange(r.RankChange)}, FigureCells(r.Score, UnitScore)...)
			s.Row(append(cells, p.bandCell(r.Band), optional(r.Previous, UnitScore), Number(r.Change, signed(UnitScore)), Int(r.Criticals))...)
		}
		s.Blank()
	}
}

// losses prints the checks that lose most, with how many locations lose there.
func (p *checklistPages) losses(s *Sheet) {
	lost := slices.DeleteFunc(slices.Clone(p.r.Items), func(r CheckResult) bool {
		return r.LossRank == 0 || r.Loss.Value == nil || *r.Loss.Value == 0
	})
	if len(lost) == 0 {
		return
	}
	slices.SortStableFunc(lost, func(a, z CheckResult) int { return cmp.Compare(a.LossRank, z.LossRank) })
	lost = lost[:min(lossRows, len(lost))]
	s.Heading(p.tr("report.shop.losses", "count", len(lost)))
	var head []Cell
	for _, c := range p.heads("report.column.section", "report.column.loss_rank", "report.column.loss", "report.column.count", "report.column.losing") {
		head = append(head, Cell{Value: c.Head, Style: Style{Kind: "header"}})
	}
	s.Row(append(head, Across(p.tr("report.column.check"), checkColumns, Style{Tone: "level", Bold: true})...)...)
	for _, r := range lost {
		cells := append([]Cell{Words(p.sectionName(r.Section)), Int(int64(r.LossRank))}, FigureCells(r.Loss, UnitPercent)...)
		s.Row(append(append(cells, Int(r.Losing)), Across(p.in(r.Label), checkColumns, Style{})...)...)
	}
	s.Blank()
}
