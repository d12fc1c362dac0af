package report

import (
	"cmp"
	"slices"
	"strings"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// locations ranks the locations that have answers, best first.
func (b *builder) locations() []RankRow {
	now, then := b.byPlace[b.shown], map[surveys.ID]block{}
	if b.previous != nil {
		then = b.byPlace[b.previous.ID]
	}
	rows := []RankRow{}
	var today, before []block
	for _, l := range b.in.Locations {
		if now[l.ID].responses() == 0 {
			continue
		}
		row := b.rankRow(refOfLocation(l), now[l.ID], then[l.ID], &l, nil)
		if i := b.unitAt(l.UnitID); i >= 0 {
			r := refOfUnit(b.in.Units[i])
			row.Parent = &r
		}
		rows, today, before = append(rows, row), append(today, now[l.ID]), append(before, then[l.ID])
	}
	b.rank(rows, today, before)
	slices.SortStableFunc(rows, func(a, z RankRow) int {
		return cmp.Or(cmp.Compare(place(a), place(z)), strings.Compare(a.Code, z.Code))
	})
	return rows
}

// place puts what is not ranked behind everything.
func place(r RankRow) int {
	if r.Rank == 0 {
		return int(^uint(0) >> 1)
	}
	return r.Rank
}

func (b *builder) unitAt(id surveys.ID) int {
	return slices.IndexFunc(b.in.Units, func(u surveys.Unit) bool { return u.ID == id })
}

func (b *builder) rankRow(ref Ref, now, then block, location *surveys.Location, unit *surveys.Unit) RankRow {
	row := RankRow{Ref: ref, Responses: now.responses(), Figures: b.named(now)}
	if len(b.headlines) == 0 {
		return row
	}
	h := b.headlines[0]
	if b.previous != nil && !b.broken {
		row.Change = b.change(h, now, then)
	}
	row.Target = targetGap(b.target(h.measure, b.in.Wave, location, unit), row.Figures[0].Figure, h.lower)
	return row
}

// rank gives places by the first headline. Who stands on a low base or has no figure takes no place.
func (b *builder) rank(rows []RankRow, now, before []block) {
	if len(b.headlines) == 0 {
		return
	}
	h := b.headlines[0]
	sort := func(blocks []block) ([]int, int) {
		values := make([]*float64, len(blocks))
		ranked := 0
		for i, of := range blocks {
			if f := b.figure(h, of); f.Status == surveys.FigureOK {
				v := *f.Value
				if h.lower {
					v = -v
				}
				values[i] = &v
				ranked++
			}
		}
		return measure.Rank(values), ranked
	}
	ranks, of := sort(now)
	var earlier []int
	if b.previous != nil && !b.broken {
		earlier, _ = sort(before)
	}
	for i := range rows {
		r := &rows[i]
		r.Rank, r.Of = ranks[i], of
		if r.Rank == 0 {
			r.Reason = r.Figures[0].Figure.Reason
		}
		if earlier != nil {
			r.RankBefore = earlier[i]
			if r.Rank > 0 && r.RankBefore > 0 {
				gained := r.RankBefore - r.Rank
				r.RankChange = &gained
			}
		}
	}
}

// units shows every unit with answers in or below it, in the order of the tree; ranks are among units of one level.
func (b *builder) units() []RankRow {
	rows := []RankRow{}
	levels := map[int][]int{} // level → positions in rows
	var today, before []block
	var walk func(parent surveys.ID, above *Ref, level int)
	walk = func(parent surveys.ID, above *Ref, level int) {
		if level > len(b.in.Units) {
			return
		}
		for _, u := range b.in.Units {
			// A unit whose parent the reader may not see stands at the top.
			root := level == 1 && b.unitAt(u.ParentID) < 0
			if !root && (u.ParentID != parent || parent.IsZero()) {
				continue
			}
			ref := refOfUnit(u)
			if now := b.inUnit(b.shown, u.ID); now.responses() > 0 {
				then := block{}
				if b.previous != nil {
					then = b.inUnit(b.previous.ID, u.ID)
				}
				row := b.rankRow(ref, now, then, nil, &u)
				row.Parent, row.Level = above, level
				levels[level] = append(levels[level], len(rows))
				rows, today, before = append(rows, row), append(today, now), append(before, then)
			}
			walk(u.ID, &ref, level+1)
		}
	}
	walk(surveys.ID{}, nil, 1)
	for _, at := range levels {
		some, a, z := make([]RankRow, len(at)), make([]block, len(at)), make([]block, len(at))
		for i, k := range at {
			some[i], a[i], z[i] = rows[k], today[k], before[k]
		}
		b.rank(some, a, z)
		for i, k := range at {
			rows[k] = some[i]
		}
	}
	return rows
}

// inUnit adds up the locations of a unit and of all units below it.
func (b *builder) inUnit(wave, unit surveys.ID) block {
	under := map[surveys.ID]bool{unit: true}
	for range b.in.Units { // at most as deep as there are units
		grown := false
		for _, u := range b.in.Units {
			if under[u.ParentID] && !under[u.ID] {
				under[u.ID], grown = true, true
			}
		}
		if !grown {
			break
		}
	}
	all := block{}
	for _, l := range b.in.Locations {
		if under[l.UnitID] {
			all.addAll(b.byPlace[wave][l.ID])
		}
	}
	return all
}

// heatMap is locations × first-level indicators.
func (b *builder) heatMap() HeatMap {
	m := HeatMap{Columns: []HeatColumn{}, Rows: []HeatRow{}}
	for _, n := range b.doc.Tree {
		m.Columns = append(m.Columns, HeatColumn{Code: n.Code, Label: n.Label})
	}
	if len(m.Columns) == 0 {
		return m
	}
	for _, l := range b.in.Locations {
		of := b.byPlace[b.shown][l.ID]
		if of.responses() == 0 {
			continue
		}
		row := HeatRow{Ref: refOfLocation(l)}
		for _, n := range b.indexOf(of).Children {
			row.Cells = append(row.Cells, b.gate(n.Figure))
		}
		m.Rows = append(m.Rows, row)
	}
	slices.SortStableFunc(m.Rows, func(a, z HeatRow) int { return strings.Compare(a.Code, z.Code) })
	return m
}
