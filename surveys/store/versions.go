package store

import (
	"context"

	"touchstone/surveys"
)

// FindVersion returns a frozen version of an instrument that the scope reads.
func FindVersion(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Version, error) {
	v := new(surveys.Version)
	return findRow(ctx, ofInstruments(db.bun.NewSelect().Model(v), s, "version.instrument_id").Where("?TableAlias.id = ?", id), v)
}

// FindVersionByNumber returns the version of an instrument with that number, counted from 1.
func FindVersionByNumber(ctx context.Context, db DB, s surveys.Scope, instrument surveys.ID, number int) (*surveys.Version, error) {
	v := new(surveys.Version)
	q := ofInstruments(db.bun.NewSelect().Model(v), s, "version.instrument_id").
		Where("?TableAlias.instrument_id = ? AND ?TableAlias.number = ?", instrument, number)
	return findRow(ctx, q, v)
}

// Versions returns all versions of an instrument with their documents, the oldest first. Results over several versions
// need them all; there are few.
func Versions(ctx context.Context, db DB, s surveys.Scope, instrument surveys.ID) ([]surveys.Version, error) {
	versions := []surveys.Version{}
	err := ofInstruments(db.bun.NewSelect().Model(&versions), s, "version.instrument_id").
		Where("?TableAlias.instrument_id = ?", instrument).OrderExpr("number").Scan(ctx)
	return versions, translate(err)
}

// ListVersions returns the versions of an instrument without their documents, the newest first.
func ListVersions(ctx context.Context, db DB, s surveys.Scope, instrument surveys.ID, p surveys.Page) (surveys.List[surveys.Version], error) {
	var list []surveys.Version
	q := ofInstruments(db.bun.NewSelect().Model(&list).ExcludeColumn("document"), s, "version.instrument_id").
		Where("?TableAlias.instrument_id = ?", instrument)
	return listByID(ctx, q, &list, p, func(v surveys.Version) surveys.ID { return v.ID })
}

// InsertVersion freezes a version. There is no update.
func InsertVersion(ctx context.Context, db DB, v *surveys.Version) error {
	return insertRow(ctx, db, v)
}
