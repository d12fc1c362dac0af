package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// ResultFilter says which answers a result reads. The scope narrows it further: who holds units of a client sees the
// answers given at their locations, and not those without a location.
type ResultFilter struct {
	InstrumentID surveys.ID
	ClientID     surveys.ID   // of the instrument
	Versions     []surveys.ID // all of the instrument
	WaveID       *surveys.ID  // nil = every wave
	Units        []surveys.ID // a unit with all below it; nil = every unit
	LocationID   surveys.ID   // zero = every location
}

// at restricts a column that holds a location to scope and filter.
func (f ResultFilter) at(q *bun.SelectQuery, s surveys.Scope, column string) *bun.SelectQuery {
	if s.Org.IsZero() {
		return q.Where("1 = 0")
	}
	if !s.Holds(f.ClientID) {
		q = inUnitsOf(q, s.Org, s.Units, column)
	}
	if f.Units != nil {
		q = inUnitsOf(q, s.Org, f.Units, column)
	}
	if !f.LocationID.IsZero() {
		q = q.Where("? = ?", bun.Ident(column), f.LocationID)
	}
	return q
}

func inUnitsOf(q *bun.SelectQuery, org surveys.ID, units []surveys.ID, column string) *bun.SelectQuery {
	if len(units) == 0 {
		return q.Where("1 = 0")
	}
	return q.Where("? IN (SELECT id FROM locations WHERE org_id = ? AND unit_id IN (?))", bun.Ident(column), org, bun.List(units))
}

// counters are the columns of a histogram added up. PostgreSQL would make numeric out of a sum of integers.
const counters = "CAST(SUM(n) AS BIGINT) AS n, CAST(SUM(sum) AS BIGINT) AS sum, CAST(SUM(sum_sq) AS BIGINT) AS sum_sq, " +
	"CAST(SUM(c0) AS BIGINT) AS c0, CAST(SUM(c1) AS BIGINT) AS c1, CAST(SUM(c2) AS BIGINT) AS c2, " +
	"CAST(SUM(c3) AS BIGINT) AS c3, CAST(SUM(c4) AS BIGINT) AS c4, CAST(SUM(c5) AS BIGINT) AS c5, " +
	"CAST(SUM(c6) AS BIGINT) AS c6, CAST(SUM(c7) AS BIGINT) AS c7, CAST(SUM(c8) AS BIGINT) AS c8, " +
	"CAST(SUM(c9) AS BIGINT) AS c9, CAST(SUM(c10) AS BIGINT) AS c10"

// HistogramsByPlace adds up the histograms of a survey by version, item, wave and location. It reads the month table:
// what it costs grows with months and places, not with responses.
func HistogramsByPlace(ctx context.Context, db DB, s surveys.Scope, f ResultFilter) ([]surveys.Histogram, error) {
	return sumHistograms(ctx, db, s, f, "version_id, item, wave_id, location_id")
}

// HistogramsByMonth adds them up by version, item and month; LocalDay is yyyymm.
func HistogramsByMonth(ctx context.Context, db DB, s surveys.Scope, f ResultFilter) ([]surveys.Histogram, error) {
	return sumHistograms(ctx, db, s, f, "version_id, item, local_day")
}

func sumHistograms(ctx context.Context, db DB, s surveys.Scope, f ResultFilter, by string) ([]surveys.Histogram, error) {
	out := []surveys.Histogram{}
	if len(f.Versions) == 0 {
		return out, nil
	}
	q := db.bun.NewSelect().Model(&out).ModelTableExpr("histogram_months AS histogram").ColumnExpr(by).ColumnExpr(counters).
		Where("histogram.org_id = ?", s.Org).Where("histogram.version_id IN (?)", bun.List(f.Versions))
	if f.WaveID != nil {
		q = q.Where("histogram.wave_id = ?", *f.WaveID)
	}
	q = f.at(q, s, "histogram.location_id").GroupExpr(by).OrderExpr(by)
	return out, translate(q.Scan(ctx))
}

// OptionTally counts an option at position 11 or later, for which a histogram has no column.
type OptionTally struct {
	VersionID  surveys.ID `bun:"version_id"`
	Item       string     `bun:"item"`
	WaveID     surveys.ID `bun:"wave_id"`
	LocationID surveys.ID `bun:"location_id"`
	Month      int        `bun:"month"` // yyyymm; 0 = all
	Position   int        `bun:"position"`
	N          int64      `bun:"n"`
}

// OptionsByPlace adds up the options beyond the histograms' columns, as HistogramsByPlace does the others.
func OptionsByPlace(ctx context.Context, db DB, s surveys.Scope, f ResultFilter) ([]OptionTally, error) {
	return sumOptions(ctx, db, s, f, "version_id, item, wave_id, location_id", "")
}

// OptionsByMonth adds them up as HistogramsByMonth does.
func OptionsByMonth(ctx context.Context, db DB, s surveys.Scope, f ResultFilter) ([]OptionTally, error) {
	return sumOptions(ctx, db, s, f, "version_id, item", "o.local_day / 100")
}

func sumOptions(ctx context.Context, db DB, s surveys.Scope, f ResultFilter, by, month string) ([]OptionTally, error) {
	out := []OptionTally{}
	if len(f.Versions) == 0 {
		return out, nil
	}
	by += ", position"
	q := db.bun.NewSelect().TableExpr("histogram_options AS o").ColumnExpr(by).ColumnExpr("CAST(SUM(n) AS BIGINT) AS n")
	if month != "" {
		by += ", " + month
		q = q.ColumnExpr(month + " AS month")
	}
	q = q.Where("o.org_id = ?", s.Org).Where("o.version_id IN (?)", bun.List(f.Versions))
	if f.WaveID != nil {
		q = q.Where("o.wave_id = ?", *f.WaveID)
	}
	err := f.at(q, s, "o.location_id").GroupExpr(by).OrderExpr(by).Scan(ctx, &out)
	return out, translate(err)
}

// ResponseDays returns the first and the last day with a counted response, yyyymmdd; 0, 0 when there is none.
func ResponseDays(ctx context.Context, db DB, s surveys.Scope, f ResultFilter) (first, last int, err error) {
	if len(f.Versions) == 0 {
		return 0, 0, nil
	}
	q := db.bun.NewSelect().TableExpr("histograms AS h").
		ColumnExpr("COALESCE(MIN(h.local_day), 0)").ColumnExpr("COALESCE(MAX(h.local_day), 0)").
		Where("h.org_id = ?", s.Org).Where("h.version_id IN (?)", bun.List(f.Versions)).
		Where("h.item = ?", surveys.ItemAll).Where("h.n > 0")
	if f.WaveID != nil {
		q = q.Where("h.wave_id = ?", *f.WaveID)
	}
	err = f.at(q, s, "h.location_id").Scan(ctx, &first, &last)
	return first, last, translate(err)
}

// InstrumentCount is how many responses of a survey are in its figures, and the day of the latest (yyyymmdd, 0 for none).
type InstrumentCount struct {
	InstrumentID surveys.ID `bun:"instrument_id"`
	N            int64      `bun:"n"`
	LastDay      int        `bun:"last_day"`
}

// CountInstruments counts the responses of several surveys that the scope sees. It reads the histograms of whole
// responses: what it costs grows with days and places, not with responses. Surveys without any are not in the answer.
func CountInstruments(ctx context.Context, db DB, s surveys.Scope, ids []surveys.ID) (map[surveys.ID]InstrumentCount, error) {
	var rows []InstrumentCount
	q := inOrg(db.bun.NewSelect().Model((*surveys.Histogram)(nil)), s).
		Join("JOIN versions AS v ON v.org_id = ?TableAlias.org_id AND v.id = ?TableAlias.version_id").
		ColumnExpr("v.instrument_id, CAST(SUM(?TableAlias.n) AS BIGINT) AS n, MAX(?TableAlias.local_day) AS last_day").
		Where("v.instrument_id IN (?)", bun.List(ids)).
		Where("?TableAlias.item = ?", surveys.ItemAll).Where("?TableAlias.n > 0").GroupExpr("v.instrument_id")
	if err := countsOf(q, s).Scan(ctx, &rows); err != nil {
		return nil, translate(err)
	}
	out := make(map[surveys.ID]InstrumentCount, len(rows))
	for _, r := range rows {
		out[r.InstrumentID] = r
	}
	return out, nil
}

// Uncounted says how many responses are in no figure, and why. Test responses are not among them.
type Uncounted struct {
	State surveys.ResponseState `bun:"state"`
	Valid bool                  `bun:"valid"`
	N     int64                 `bun:"n"`
}

// CountUncounted counts the responses that no figure holds. It reads an index of those alone (responses_uncounted).
func CountUncounted(ctx context.Context, db DB, s surveys.Scope, f ResultFilter) ([]Uncounted, error) {
	out := []Uncounted{}
	q := db.bun.NewSelect().TableExpr("responses AS r").ColumnExpr("r.state, r.valid, COUNT(*) AS n").
		Where("r.org_id = ?", s.Org).Where("r.instrument_id = ?", f.InstrumentID).
		Where("(r.state <> 'completed' OR NOT r.valid)").Where("r.source <> ?", surveys.SourceTest).Where("r.superseded_by = 0")
	if f.WaveID != nil {
		q = q.Where("r.wave_id = ?", *f.WaveID)
	}
	err := f.at(q, s, "r.location_id").GroupExpr("r.state, r.valid").OrderExpr("r.state, r.valid").Scan(ctx, &out)
	return out, translate(err)
}

// CountUnfinished counts the drafts of a survey; of one wave unless it is nil: those of links that belong to the wave, and
// of other links those begun on its days. What was sent has no draft any more.
func CountUnfinished(ctx context.Context, db DB, s surveys.Scope, f ResultFilter, w *surveys.Wave) (int64, error) {
	q := db.bun.NewSelect().TableExpr("drafts AS d").
		Join("JOIN channels AS c ON c.org_id = d.org_id AND c.id = d.channel_id").
		Where("d.org_id = ?", s.Org).Where("c.instrument_id = ?", f.InstrumentID).Where("c.kind <> 'test'")
	if w != nil {
		q = q.Where("(c.wave_id = ? OR (c.wave_id = ? AND d.local_day BETWEEN ? AND ?))", w.ID, surveys.ID{}, w.FromDay, w.ToDay)
	}
	n, err := f.at(q, s, "c.location_id").Count(ctx)
	return int64(n), translate(err)
}

// PlacesOf returns all units and locations of a client that the scope sees, in the order of the tree and of the codes.
func PlacesOf(ctx context.Context, db DB, s surveys.Scope, client surveys.ID) ([]surveys.Unit, []surveys.Location, error) {
	units, locations := []surveys.Unit{}, []surveys.Location{}
	err := inUnits(db.bun.NewSelect().Model(&units), s, "unit.client_id", "unit.id").
		Where("unit.client_id = ?", client).OrderExpr("unit.position, unit.code").Scan(ctx)
	if err != nil {
		return nil, nil, translate(err)
	}
	err = inUnits(db.bun.NewSelect().Model(&locations), s, "location.client_id", "location.unit_id").
		Where("location.client_id = ?", client).OrderExpr("location.code").Scan(ctx)
	return units, locations, translate(err)
}
