package report

import (
	"strings"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// league ranks units, then the locations under them, best first, with every section.
func (p *checklistPages) league(s *Sheet) {
	s.Title(p.tr("report.sheet.league"))
	s.Note(p.tr("report.note.league"))
	s.Note(p.legend())
	s.Freeze(2)
	columns := p.heads("report.column.place", "report.column.kind", "report.column.above", "report.column.rank", "report.column.rank_change",
		"report.shop.score", "report.column.count", "report.column.band", "report.column.previous", "report.column.change", "report.column.target",
		"report.column.gap")
	s.Table(append(columns, p.heads("report.column.visits", "report.column.locations", "report.column.criticals", "report.column.failed", "report.column.remark")...)...)
	for i := 3; i < len(s.columns)-1; i++ {
		s.columns[i].Max = 12 // the table of sections below has long headers; they wrap
	}
	for _, r := range p.r.Units {
		p.leagueRow(s, r, p.tr("report.column.unit"))
	}
	for _, r := range p.r.League {
		p.leagueRow(s, r, p.tr("report.column.location"))
	}
	p.unitSections(s)
}

func (p *checklistPages) leagueRow(s *Sheet, r LeagueRow, kind string) {
	above, rank, places := Absent(), Absent(), Absent()
	if r.Level > 0 { // a unit
		places = Int(r.Locations)
	}
	if r.Unit != nil {
		above = Words(p.in(r.Unit.Name))
	}
	if r.Rank > 0 {
		rank = Int(int64(r.Rank))
	}
	cells := append([]Cell{p.placeCell(r), Words(kind), above, rank, rankChange(r.RankChange)}, FigureCells(r.Score, UnitScore)...)
	cells = append(cells, p.bandCell(r.Band), optional(r.Previous, UnitScore), Number(r.Change, signed(UnitScore)))
	cells = append(cells, TargetCells(r.Target, UnitScore)...)
	remark := ""
	switch {
	case r.Visits == 0:
		remark = p.tr("report.shop.no_report")
	case r.Tied > 0:
		remark = p.tr("report.shop.tied", "count", r.Tied)
	}
	s.Row(append(cells, Int(r.Visits), places, countOf(r.Criticals, r.Visits), countOf(r.Failed, r.Visits), Words(remark))...)
}

// placeCell names a place: units bold and set in by their level.
func (p *checklistPages) placeCell(r LeagueRow) Cell {
	c := Words(p.in(r.Name))
	if r.Level > 0 {
		c.Style.Bold, c.Style.Indent = true, r.Level
	}
	return c
}

// unitSections prints the sections of the units; those of the locations are the next sheet.
func (p *checklistPages) unitSections(s *Sheet) {
	if len(p.r.Units) == 0 {
		return
	}
	s.Blank()
	s.Heading(p.tr("report.shop.unit_sections"))
	columns := p.heads("report.column.unit")
	for _, x := range p.r.Sections {
		columns = append(columns, Column{Head: p.in(x.Label)}, Column{Head: p.tr("report.column.count")})
	}
	s.Table(columns...)
	for _, r := range p.r.Units {
		cells := []Cell{p.placeCell(r)}
		for _, f := range r.Sections {
			cells = append(cells, HeatCell(f), Int(f.N))
		}
		s.Row(cells...)
	}
}

// sectionMap is locations × sections, with n beside every score.
func (p *checklistPages) sectionMap(s *Sheet) {
	s.Title(p.tr("report.sheet.section_map"))
	s.Note(p.tr("report.note.section_map"))
	s.Note(p.legend())
	s.Freeze(1)
	columns := p.heads("report.column.location")
	for _, c := range p.r.HeatMap.Columns {
		columns = append(columns, Column{Head: p.in(c.Label), Min: 10}, Column{Head: p.tr("report.column.count"), Min: 6})
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

// checks lists every check with what it earns and loses.
func (p *checklistPages) checks(s *Sheet) {
	s.Title(p.tr("report.sheet.checks"))
	s.Note(p.tr("report.note.checks"))
	s.Note(p.legend())
	s.Freeze(2)
	columns := p.heads("report.column.section", "report.column.check", "report.column.marks", "report.column.weight", "report.column.points",
		"report.column.rate", "report.column.count", "report.column.low", "report.column.high", "report.column.previous", "report.column.change",
		"report.column.loss", "report.column.loss_rank", "report.column.losing", "report.column.full", "report.column.part", "report.column.none",
		"report.column.na", "report.column.open", "report.column.code")
	columns[1].Max, columns[1].Wrap = 48, true
	s.Table(columns...)
	for _, r := range p.r.Items {
		rank := Absent()
		if r.LossRank > 0 {
			rank = Int(int64(r.LossRank))
		}
		cells := []Cell{Words(p.sectionName(r.Section)), Words(p.in(r.Label)), Words(p.marks(r)), Number(&r.Weight, "0.##"), Number(&r.Points, "0.##")}
		cells = append(append(cells, FigureCells(r.Rate, UnitPercent)...), IntervalCells(r.Rate, UnitPercent)...)
		cells = append(cells, optional(r.Previous, UnitPercent), p.ChangeCell(r.Change, UnitPercent), FigureCell(r.Loss, UnitPercent), rank, Int(r.Losing))
		s.Row(append(cells, Int(r.Yes), Int(r.Part), Int(r.No), Int(r.NA), Int(r.Open), Words(r.Code))...)
	}
	p.options(s)
}

// marks says in words what is special about a check.
func (p *checklistPages) marks(r CheckResult) string {
	var out []string
	if r.Critical != "" {
		out = append(out, p.tr("report.shop.mark_critical"))
	}
	if r.Benchmark {
		out = append(out, p.tr("report.shop.mark_benchmark"))
	}
	if r.Bonus > 0 {
		out = append(out, p.tr("report.shop.mark_bonus", "points", short(r.Bonus)))
	}
	return strings.Join(out, " ")
}

// options counts the answers of the checks that have options of their own.
func (p *checklistPages) options(s *Sheet) {
	begun := false
	for _, r := range p.r.Items {
		for _, a := range r.Answers {
			if p.in(a.Label) == "" {
				continue
			}
			if !begun {
				begun = true
				s.Blank()
				s.Heading(p.tr("report.shop.options"))
				s.Table(p.heads("report.column.section", "report.column.check", "report.column.answer", "report.column.answers")...)
			}
			s.Row(Words(p.sectionName(r.Section)), Words(p.in(r.Label)), Words(p.in(a.Label)), Int(a.Count))
		}
	}
}

// effectKeys say what a failed critical item does.
var effectKeys = map[string]string{
	string(surveys.FailVerdict): "ui.effect.fail_verdict", string(surveys.ZeroSection): "ui.effect.zero_section",
	string(surveys.ZeroTotal): "ui.effect.zero_total", string(surveys.CapTotal): "ui.effect.cap_total", string(surveys.Deduct): "ui.effect.deduct",
}

// critical lists the failed critical items with the fact as it was written down.
func (p *checklistPages) critical(s *Sheet) {
	s.Title(p.tr("report.sheet.critical"))
	s.Note(p.tr("report.note.critical"))
	columns := p.heads("report.column.day", "report.column.location", "report.column.unit", "report.column.section", "report.column.check",
		"report.column.effect", "report.column.fact", "report.column.photos")
	columns[4].Max, columns[4].Wrap = 48, true
	columns[6] = Column{Head: columns[6].Head, Min: 44, Max: 60, Wrap: true}
	s.Table(columns...)
	for _, c := range p.r.Critical {
		fact, photos := Absent(), Absent()
		if c.Note != "" {
			fact = Words(c.Note)
		}
		if n := len(c.Photos); n > 0 {
			photos = p.visitCell(p.tr("report.shop.photos", "count", n), c.VisitID)
		}
		s.Row(Words(day(c.Day)), Words(p.in(c.Location.Name)), refCell(c.Unit, p.info.Lang), Words(p.sectionName(c.Section)), Words(p.in(c.Label)),
			Words(p.tr(effectKeys[c.Effect], "Value", short(c.Value))).Toned(ToneBad), fact, photos)
	}
}

// verdictCell says whether a visit passed.
func (p *checklistPages) verdictCell(verdict string) Cell {
	switch verdict {
	case measure.VerdictPass:
		return Words(p.tr("ui.visit.pass")).Toned(ToneGood)
	case measure.VerdictFail:
		return Words(p.tr("ui.visit.fail")).Toned(ToneBad)
	}
	return Absent()
}

// visits lists the published visits. Whoever made them is not in the report.
func (p *checklistPages) visits(s *Sheet) {
	s.Title(p.tr("report.sheet.visits"))
	s.Note(p.tr("report.note.visits"))
	s.Freeze(2)
	columns := p.heads("report.column.day", "report.column.location", "report.column.unit", "report.column.brand", "report.column.side", "report.column.total",
		"report.column.first_score", "report.column.band", "report.column.verdict", "report.column.criticals")
	for _, x := range p.r.Sections {
		columns = append(columns, Column{Head: p.in(x.Label), Min: 10})
	}
	s.Table(append(columns, p.heads("report.column.state", "report.column.photos", "report.column.checklist_version", "report.column.visit")...)...)
	for _, v := range p.r.Visits {
		side, state := p.tr("report.shop.rivals"), p.tr("ui.visit.state.published")
		if v.Own {
			side = p.tr("report.shop.own")
		}
		if v.State == string(surveys.ReportAmended) {
			state = p.tr("ui.visit.state.amended")
		}
		cells := []Cell{Words(day(v.Day)), Words(p.in(v.Location.Name)), refCell(v.Unit, p.info.Lang), Words(p.in(v.Brand.Name)), Words(side),
			Number(v.Score, Format(UnitScore)), Number(v.FirstScore, Format(UnitScore)), p.bandCell(v.Band), p.verdictCell(v.Verdict), Int(int64(v.Criticals))}
		for _, score := range v.Sections {
			cells = append(cells, Number(score, Format(UnitScore)))
		}
		s.Row(append(cells, Words(state), Int(int64(v.Photos)), Int(int64(v.Version)), p.visitCell(p.tr("report.shop.open_visit"), v.ID))...)
	}
}
