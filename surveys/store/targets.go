package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// inTargets restricts targets to the scope: all of whole clients, else those of the scope's units and their locations,
// and those of the whole client, which everybody in it is measured by.
func inTargets(q *bun.SelectQuery, s surveys.Scope) *bun.SelectQuery {
	q = inClients(q, s, "target.client_id")
	if s.AllClients || len(s.Units) == 0 {
		return q
	}
	return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("target.unit_id = ? AND target.location_id = ?", surveys.ID{}, surveys.ID{}).
			WhereOr("target.unit_id IN (?)", bun.List(s.Units)).
			WhereOr("target.location_id IN (SELECT id FROM locations WHERE org_id = ? AND unit_id IN (?))", s.Org, bun.List(s.Units))
		if len(s.Clients) > 0 {
			q = q.WhereOr("target.client_id IN (?)", bun.List(s.Clients))
		}
		return q
	})
}

// ListTargets returns targets, the newest first: of one instrument, or of all when instrument is zero.
func ListTargets(ctx context.Context, db DB, s surveys.Scope, instrument surveys.ID, p surveys.Page) (surveys.List[surveys.Target], error) {
	var list []surveys.Target
	q := inTargets(db.bun.NewSelect().Model(&list), s)
	if !instrument.IsZero() {
		q = q.Where("?TableAlias.instrument_id = ?", instrument)
	}
	return listByID(ctx, q, &list, p, func(t surveys.Target) surveys.ID { return t.ID })
}

// InstrumentTargets returns all targets of an instrument that the scope sees, for reports.
func InstrumentTargets(ctx context.Context, db DB, s surveys.Scope, instrument surveys.ID) ([]surveys.Target, error) {
	list := []surveys.Target{}
	err := inTargets(db.bun.NewSelect().Model(&list), s).Where("?TableAlias.instrument_id = ?", instrument).OrderExpr("id").Scan(ctx)
	return list, translate(err)
}

// UpsertTarget writes a target over the one for the same measure, place and wave.
func UpsertTarget(ctx context.Context, db DB, t *surveys.Target) error {
	_, err := db.bun.NewInsert().Model(t).
		On("CONFLICT (org_id, client_id, instrument_id, measure, unit_id, location_id, wave_id) DO UPDATE").
		Set("value = EXCLUDED.value").Set("bands = EXCLUDED.bands").Returning("id").Exec(ctx)
	return translate(err)
}

// DeleteTarget removes the target for the same measure, place and wave; one that is not there is no error.
func DeleteTarget(ctx context.Context, db DB, t surveys.Target) error {
	_, err := db.bun.NewDelete().Model((*surveys.Target)(nil)).
		Where("org_id = ? AND client_id = ? AND instrument_id = ? AND measure = ?", t.OrgID, t.ClientID, t.InstrumentID, t.Measure).
		Where("unit_id = ? AND location_id = ? AND wave_id = ?", t.UnitID, t.LocationID, t.WaveID).Exec(ctx)
	return translate(err)
}
