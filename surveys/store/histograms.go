package store

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// wideOptions is how many options have a column of their own; later ones are in histogram_options.
const wideOptions = 11

// deltas are changes of histograms, gathered so that a batch touches each row once.
type deltas map[surveys.HistogramKey]*delta

type delta struct {
	n, sum, sumSq int64
	c             [wideOptions]int64
	more          map[int]int64 // by position
}

// observe adds (sign 1) or takes away (sign −1) what the rows count for. All rows of one answer count once in n.
func (d *Deriver) observe(ctx context.Context, db DB, counts deltas, rows []*surveys.AnswerRow, sign int64) error {
	type answer struct {
		response  surveys.ID
		item, row string
	}
	counted := map[answer]bool{} // answers of several rows
	for _, r := range rows {
		v, err := d.version(ctx, db, r.OrgID, r.VersionID)
		if err != nil {
			return err
		}
		x := v.items[r.Item]
		whole := r.Item == surveys.ItemAll
		if !whole && (x == nil || !x.scale && !x.choice) {
			continue
		}
		key := surveys.HistogramKey{OrgID: r.OrgID, VersionID: r.VersionID, Item: r.Item, Row: r.Row, WaveID: r.WaveID,
			LocationID: r.LocationID, LocalDay: r.LocalDay}
		h := counts[key]
		if h == nil {
			h = &delta{}
			counts[key] = h
		}
		if whole {
			h.n += sign
			continue
		}
		if a := (answer{r.ResponseID, r.Item, r.Row}); !x.multi {
			h.n += sign
		} else if !counted[a] {
			counted[a] = true
			h.n += sign
		}
		h.add(int(r.Num), sign)
	}
	return nil
}

func (h *delta) add(code int, sign int64) {
	h.sum += sign * int64(code)
	h.sumSq += sign * int64(code) * int64(code)
	if code < wideOptions {
		h.c[code] += sign
		return
	}
	if h.more == nil {
		h.more = map[int]int64{}
	}
	h.more[code] += sign
}

func (h *delta) row(key surveys.HistogramKey) *surveys.Histogram {
	c := h.c
	return &surveys.Histogram{HistogramKey: key, N: h.n, Sum: h.sum, SumSq: h.sumSq, C0: c[0], C1: c[1], C2: c[2], C3: c[3],
		C4: c[4], C5: c[5], C6: c[6], C7: c[7], C8: c[8], C9: c[9], C10: c[10]}
}

// OptionCount counts the answers that chose an option beyond the wide columns.
type OptionCount struct {
	bun.BaseModel `bun:"table:histogram_options,alias:histogram_option"`
	surveys.HistogramKey
	Position int   `bun:"position,pk"` // in Item.AllOptions, from 11
	N        int64 `bun:"n"`
}

// write adds the changes to the tables. Rows are written in the order of their keys, so that two processes wait for each
// other in one direction only; rows that come to nothing are removed, so that a rebuild finds the same rows.
func (counts deltas) write(ctx context.Context, db DB) error {
	var days, months []*surveys.Histogram
	var options []*OptionCount
	byMonth := map[surveys.HistogramKey]*surveys.Histogram{}
	for _, key := range counts.sorted() {
		h := counts[key]
		row := h.row(key)
		if row.HistogramKey = (surveys.HistogramKey{}); *row != (surveys.Histogram{}) {
			row.HistogramKey = key
			days = append(days, row)
			month := key
			month.LocalDay /= 100
			if byMonth[month] == nil {
				byMonth[month] = &surveys.Histogram{HistogramKey: month}
				months = append(months, byMonth[month])
			}
			addTo(byMonth[month], row)
		}
		for at, n := range h.more {
			if n != 0 {
				options = append(options, &OptionCount{HistogramKey: key, Position: at, N: n})
			}
		}
	}
	slices.SortFunc(months, func(a, b *surveys.Histogram) int { return compareKeys(a.HistogramKey, b.HistogramKey) })
	slices.SortFunc(options, func(a, b *OptionCount) int {
		return cmp.Or(compareKeys(a.HistogramKey, b.HistogramKey), a.Position-b.Position)
	})
	if err := addHistograms(ctx, db, "histograms", days); err != nil {
		return err
	}
	if err := addHistograms(ctx, db, "histogram_months", months); err != nil {
		return err
	}
	return addOptions(ctx, db, options)
}

func (counts deltas) sorted() []surveys.HistogramKey {
	keys := make([]surveys.HistogramKey, 0, len(counts))
	for key := range counts {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, compareKeys)
	return keys
}

func compareKeys(a, b surveys.HistogramKey) int {
	return cmp.Or(bytes.Compare(a.OrgID[:], b.OrgID[:]), bytes.Compare(a.VersionID[:], b.VersionID[:]), cmp.Compare(a.Item, b.Item),
		cmp.Compare(a.Row, b.Row), bytes.Compare(a.WaveID[:], b.WaveID[:]), bytes.Compare(a.LocationID[:], b.LocationID[:]),
		a.LocalDay-b.LocalDay)
}

func addTo(to, h *surveys.Histogram) {
	to.N, to.Sum, to.SumSq = to.N+h.N, to.Sum+h.Sum, to.SumSq+h.SumSq
	to.C0, to.C1, to.C2, to.C3, to.C4, to.C5 = to.C0+h.C0, to.C1+h.C1, to.C2+h.C2, to.C3+h.C3, to.C4+h.C4, to.C5+h.C5
	to.C6, to.C7, to.C8, to.C9, to.C10 = to.C6+h.C6, to.C7+h.C7, to.C8+h.C8, to.C9+h.C9, to.C10+h.C10
}

const (
	onHistogram = `ON CONFLICT (org_id, version_id, item, "row", wave_id, location_id, local_day) DO UPDATE SET ` +
		`n = histogram.n + EXCLUDED.n, sum = histogram.sum + EXCLUDED.sum, sum_sq = histogram.sum_sq + EXCLUDED.sum_sq, ` +
		`c0 = histogram.c0 + EXCLUDED.c0, c1 = histogram.c1 + EXCLUDED.c1, c2 = histogram.c2 + EXCLUDED.c2, ` +
		`c3 = histogram.c3 + EXCLUDED.c3, c4 = histogram.c4 + EXCLUDED.c4, c5 = histogram.c5 + EXCLUDED.c5, ` +
		`c6 = histogram.c6 + EXCLUDED.c6, c7 = histogram.c7 + EXCLUDED.c7, c8 = histogram.c8 + EXCLUDED.c8, ` +
		`c9 = histogram.c9 + EXCLUDED.c9, c10 = histogram.c10 + EXCLUDED.c10`
	onOption = `ON CONFLICT (org_id, version_id, item, "row", wave_id, location_id, local_day, position) DO UPDATE SET ` +
		`n = histogram_option.n + EXCLUDED.n`
)

func addHistograms(ctx context.Context, db DB, table string, rows []*surveys.Histogram) error {
	var shrunk []surveys.HistogramKey
	for chunk := range chunks(rows) {
		if err := insertManyInto(ctx, db, table, chunk, onHistogram); err != nil {
			return err
		}
		for _, h := range chunk {
			if h.N < 0 {
				shrunk = append(shrunk, h.HistogramKey)
			}
		}
	}
	return dropEmpty(ctx, db, table, shrunk)
}

func addOptions(ctx context.Context, db DB, rows []*OptionCount) error {
	var shrunk []surveys.HistogramKey
	for chunk := range chunks(rows) {
		if err := insertMany(ctx, db, chunk, onOption); err != nil {
			return err
		}
		for _, o := range chunk {
			if o.N < 0 {
				shrunk = append(shrunk, o.HistogramKey)
			}
		}
	}
	return dropEmpty(ctx, db, "histogram_options", shrunk)
}

// dropEmpty removes rows that count nothing any more. They were just written, so this transaction holds them.
func dropEmpty(ctx context.Context, db DB, table string, keys []surveys.HistogramKey) error {
	for chunk := range slices.Chunk(keys, 100) {
		q := db.bun.NewDelete().TableExpr("? AS h", bun.Ident(table)).Where("h.n = 0").
			WhereGroup(" AND ", func(q *bun.DeleteQuery) *bun.DeleteQuery {
				for _, k := range chunk {
					q = q.WhereOr(`h.org_id = ? AND h.version_id = ? AND h.item = ? AND h."row" = ? AND h.wave_id = ? AND h.location_id = ? AND h.local_day = ?`,
						k.OrgID, k.VersionID, k.Item, k.Row, k.WaveID, k.LocationID, k.LocalDay)
				}
				return q
			})
		if _, err := q.Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
