package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// HistogramFilter narrows what histograms are read. Zero fields do not narrow.
type HistogramFilter struct {
	InstrumentID surveys.ID
	VersionIDs   []surveys.ID
	Items        []string
	WaveIDs      []surveys.ID
	LocationIDs  []surveys.ID
	FromDay      int  // yyyymmdd, included
	ToDay        int  // yyyymmdd, included
	ByDay        bool // one histogram per day instead of one over all days
}

// months reports whether whole months answer the filter, from the smaller table.
func (f HistogramFilter) months() bool {
	return !f.ByDay && (f.FromDay == 0 || f.FromDay%100 == 1) && (f.ToDay == 0 || endsMonth(f.ToDay))
}

func endsMonth(day int) bool {
	last := time.Date(day/10000, time.Month(day/100%100)+1, 0, 0, 0, 0, 0, time.UTC)
	return day%100 >= last.Day()
}

func (f HistogramFilter) apply(q *bun.SelectQuery, scope surveys.Scope, months bool) *bun.SelectQuery {
	q = inOrg(q, scope)
	if !f.InstrumentID.IsZero() {
		q = q.Where("?TableAlias.version_id IN (SELECT id FROM versions WHERE org_id = ? AND instrument_id = ?)", scope.Org, f.InstrumentID)
	}
	if len(f.VersionIDs) > 0 {
		q = q.Where("?TableAlias.version_id IN (?)", bun.List(f.VersionIDs))
	}
	if len(f.Items) > 0 {
		q = q.Where("?TableAlias.item IN (?)", bun.List(f.Items))
	}
	if len(f.WaveIDs) > 0 {
		q = q.Where("?TableAlias.wave_id IN (?)", bun.List(f.WaveIDs))
	}
	if len(f.LocationIDs) > 0 {
		q = q.Where("?TableAlias.location_id IN (?)", bun.List(f.LocationIDs))
	}
	per := 1
	if months {
		per = 100
	}
	if f.FromDay > 0 {
		q = q.Where("?TableAlias.local_day >= ?", f.FromDay/per)
	}
	if f.ToDay > 0 {
		q = q.Where("?TableAlias.local_day <= ?", f.ToDay/per)
	}
	return countsOf(q, scope)
}

// countsOf applies the rule of atLocations to tables that know versions and not instruments.
func countsOf(q *bun.SelectQuery, s surveys.Scope) *bun.SelectQuery {
	if s.AllClients {
		return q
	}
	return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("1 = 0")
		if len(s.Clients) > 0 {
			q = q.WhereOr("?TableAlias.version_id IN (SELECT v.id FROM versions AS v JOIN instruments AS i ON i.org_id = v.org_id AND "+
				"i.id = v.instrument_id WHERE v.org_id = ? AND i.client_id IN (?))", s.Org, bun.List(s.Clients))
		}
		if len(s.Units) > 0 {
			q = q.WhereOr("?TableAlias.location_id IN (SELECT id FROM locations WHERE org_id = ? AND unit_id IN (?))", s.Org, bun.List(s.Units))
		}
		return q
	})
}

const histogramSums = "CAST(SUM(n) AS BIGINT) AS n, CAST(SUM(sum) AS BIGINT) AS sum, CAST(SUM(sum_sq) AS BIGINT) AS sum_sq, " +
	"CAST(SUM(c0) AS BIGINT) AS c0, CAST(SUM(c1) AS BIGINT) AS c1, CAST(SUM(c2) AS BIGINT) AS c2, CAST(SUM(c3) AS BIGINT) AS c3, " +
	"CAST(SUM(c4) AS BIGINT) AS c4, CAST(SUM(c5) AS BIGINT) AS c5, CAST(SUM(c6) AS BIGINT) AS c6, CAST(SUM(c7) AS BIGINT) AS c7, " +
	"CAST(SUM(c8) AS BIGINT) AS c8, CAST(SUM(c9) AS BIGINT) AS c9, CAST(SUM(c10) AS BIGINT) AS c10"

const histogramGroup = `version_id, item, "row", wave_id, location_id`

// ListHistograms returns the histograms of the filter, added up by version, item, row, wave and location (and day when
// asked for; LocalDay is 0 otherwise), in that order. Options at position 11 and later are in ListOptionCounts.
func ListHistograms(ctx context.Context, db DB, scope surveys.Scope, f HistogramFilter) ([]surveys.Histogram, error) {
	out := []surveys.Histogram{}
	q := db.bun.NewSelect().Model(&out)
	if f.months() {
		q = q.ModelTableExpr("histogram_months AS histogram")
	}
	q = f.apply(q, scope, f.months()).ColumnExpr("org_id, " + histogramGroup)
	group := "org_id, " + histogramGroup
	if f.ByDay {
		q, group = q.Column("local_day"), group+", local_day"
	}
	err := q.ColumnExpr(histogramSums).GroupExpr(group).OrderExpr(group).Scan(ctx)
	return out, translate(err)
}

// ListOptionCounts returns the counts of options at position 11 and later, added up as in ListHistograms.
func ListOptionCounts(ctx context.Context, db DB, scope surveys.Scope, f HistogramFilter) ([]OptionCount, error) {
	out := []OptionCount{}
	group := "org_id, " + histogramGroup + ", position"
	if f.ByDay {
		group += ", local_day"
	}
	q := f.apply(db.bun.NewSelect().Model(&out), scope, false)
	err := q.ColumnExpr(group).ColumnExpr("CAST(SUM(n) AS BIGINT) AS n").GroupExpr(group).OrderExpr(group).Scan(ctx)
	return out, translate(err)
}
