package report

import (
	"cmp"
	"slices"
	"strings"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// league ranks the own locations of the wave: every one that has a visit planned, those without a score at the end.
func (b *visitBuilder) league() []LeagueRow {
	planned := map[surveys.ID]bool{}
	for i := range b.in.Visits {
		if v := &b.in.Visits[i]; v.WaveID == b.in.Wave.ID && v.State != surveys.VisitCancelled && v.State != surveys.VisitWithdrawn {
			planned[v.LocationID] = true
		}
	}
	rows := []LeagueRow{}
	for _, l := range b.in.Locations {
		if !planned[l.ID] || !b.brandOf(l.ID).Own {
			continue
		}
		row := b.leagueRow(refOfLocation(l), func(x surveys.Location) bool { return x.ID == l.ID })
		brand := refOfBrand(b.brandOf(l.ID))
		row.Brand, row.Unit = &brand, b.unitRef(l.UnitID)
		row.Score = few(measure.LocationScore(totalsOf(b.own[b.in.Wave.ID][l.ID])))
		row.Target = targetGap(b.targeting.target(MeasureVisit, &b.in.Wave, &l, nil), row.Score, false)
		rows = append(rows, row)
	}
	b.rank(rows)
	slices.SortStableFunc(rows, func(a, z LeagueRow) int {
		return cmp.Or(cmp.Compare(unranked(a), unranked(z)), cmp.Compare(a.Rank, z.Rank), strings.Compare(a.Code, z.Code))
	})
	return rows
}

func unranked(r LeagueRow) int {
	if r.Rank == 0 {
		return 1
	}
	return 0
}

func totalsOf(at visitsAt) []*float64 {
	var out []*float64
	for _, v := range at {
		out = append(out, v.Score)
	}
	return out
}

func (b *visitBuilder) unitRef(id surveys.ID) *Ref {
	for _, u := range b.in.Units {
		if u.ID == id {
			r := refOfUnit(u)
			return &r
		}
	}
	return nil
}

// leagueRow fills everything but rank and target for the own locations that in lets through.
func (b *visitBuilder) leagueRow(ref Ref, in func(surveys.Location) bool) LeagueRow {
	now := b.ownPlaces(b.in.Wave.ID, in)
	visits := flat(now)
	row := LeagueRow{Ref: ref, Locations: int64(len(now)), Visits: int64(len(visits)), Sections: []surveys.Figure{}}
	row.Score = few(measure.UnitScore(totals(now)))
	for _, s := range b.doc.Sections {
		row.Sections = append(row.Sections, few(measure.UnitScore(sectionScores(now, s.Code))))
	}
	row.Criticals, _ = criticals(visits)
	for _, v := range visits {
		if v.Verdict == measure.VerdictFail {
			row.Failed++
		}
	}
	if row.Score.Value != nil && b.doc.Scoring != nil {
		if band, found := measure.BandOf(b.doc.Scoring.Bands, *row.Score.Value); found {
			row.Band = band.Code
		}
	}
	if b.previous != nil {
		then := few(measure.UnitScore(totals(b.ownPlaces(b.previous.ID, in))))
		row.Previous = &then
		if !b.broken {
			row.Change = measure.Gap(then.Value, row.Score.Value)
		}
	}
	return row
}

// rank gives competition ranks by the unrounded score, now and in the wave before.
func (b *visitBuilder) rank(rows []LeagueRow) {
	now, then := make([]*float64, len(rows)), make([]*float64, len(rows))
	of := 0
	for i, r := range rows {
		if now[i] = r.Score.Value; now[i] != nil {
			of++
		}
		if r.Previous != nil {
			then[i] = r.Previous.Value
		}
	}
	ranks, before := measure.Rank(now), measure.Rank(then)
	for i := range rows {
		r := &rows[i]
		r.Rank, r.Of = ranks[i], of
		if b.previous != nil && !b.broken {
			r.RankBefore = before[i]
			if r.Rank > 0 && r.RankBefore > 0 {
				gained := r.RankBefore - r.Rank
				r.RankChange = &gained
			}
		}
		if r.Rank == 0 {
			continue
		}
		for k := range ranks {
			if k != i && ranks[k] == r.Rank {
				r.Tied++
			}
		}
	}
}

// units shows every unit with own locations visited in or below it, in the order of the tree; ranks are among units of
// one level.
func (b *visitBuilder) units() []LeagueRow {
	rows := []LeagueRow{}
	seen := map[surveys.ID]bool{}
	for _, u := range b.in.Units {
		seen[u.ID] = true
	}
	var walk func(parent surveys.ID, above *Ref, level int)
	walk = func(parent surveys.ID, above *Ref, level int) {
		if level > len(b.in.Units) {
			return
		}
		for _, u := range b.in.Units {
			top := level == 1 && !seen[u.ParentID] // also one whose parent the reader may not see
			if !top && (u.ParentID != parent || parent.IsZero()) {
				continue
			}
			ref, below := refOfUnit(u), b.below(u.ID)
			row := b.leagueRow(ref, func(l surveys.Location) bool { return below[l.UnitID] })
			if row.Visits > 0 {
				row.Unit, row.Level = above, level
				row.Target = targetGap(b.targeting.target(MeasureVisit, &b.in.Wave, nil, &u), row.Score, false)
				rows = append(rows, row)
			}
			walk(u.ID, &ref, level+1)
		}
	}
	walk(surveys.ID{}, nil, 1)
	b.rankLevels(rows)
	return rows
}

func (b *visitBuilder) rankLevels(rows []LeagueRow) {
	levels := map[int][]int{}
	for i, r := range rows {
		levels[r.Level] = append(levels[r.Level], i)
	}
	for _, at := range levels {
		some := make([]LeagueRow, len(at))
		for i, k := range at {
			some[i] = rows[k]
		}
		b.rank(some)
		for i, k := range at {
			rows[k] = some[i]
		}
	}
}

// below is a unit with all units under it.
func (b *visitBuilder) below(unit surveys.ID) map[surveys.ID]bool {
	under := map[surveys.ID]bool{unit: true}
	for range b.in.Units { // at most as deep as there are units
		for _, u := range b.in.Units {
			if under[u.ParentID] {
				under[u.ID] = true
			}
		}
	}
	return under
}

// heatMap is own locations × sections, in the order of the codes.
func (b *visitBuilder) heatMap(league []LeagueRow) HeatMap {
	m := HeatMap{Columns: []HeatColumn{}, Rows: []HeatRow{}}
	for _, s := range b.doc.Sections {
		m.Columns = append(m.Columns, HeatColumn{Code: s.Code, Label: s.Name()})
	}
	for _, r := range league {
		if r.Visits > 0 {
			m.Rows = append(m.Rows, HeatRow{Ref: r.Ref, Cells: r.Sections})
		}
	}
	slices.SortStableFunc(m.Rows, func(a, z HeatRow) int { return strings.Compare(a.Code, z.Code) })
	return m
}
