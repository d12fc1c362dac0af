package store

import (
	"context"

	"touchstone/surveys"
)

// FindLocation returns a location of the scope.
func FindLocation(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Location, error) {
	l := new(surveys.Location)
	q := inUnits(db.bun.NewSelect().Model(l), s, "location.client_id", "location.unit_id").Where("?TableAlias.id = ?", id)
	return findRow(ctx, q, l)
}

// LockLocation is FindLocation that keeps others from changing the row until the end of the transaction.
func LockLocation(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Location, error) {
	l := new(surveys.Location)
	q := inUnits(db.bun.NewSelect().Model(l), s, "location.client_id", "location.unit_id").Where("?TableAlias.id = ?", id)
	return lockRow(ctx, db, q, l)
}

// FindLocationByCode returns the location of a client with that code, when the scope holds it.
func FindLocationByCode(ctx context.Context, db DB, s surveys.Scope, client surveys.ID, code string) (*surveys.Location, error) {
	l := new(surveys.Location)
	q := inUnits(db.bun.NewSelect().Model(l), s, "location.client_id", "location.unit_id").
		Where("?TableAlias.client_id = ? AND ?TableAlias.code = ?", client, code)
	return findRow(ctx, q, l)
}

// ListLocations returns the locations of the scope in the order of their codes.
func ListLocations(ctx context.Context, db DB, s surveys.Scope, f PlaceFilter, p surveys.Page) (surveys.List[surveys.Location], error) {
	var locations []surveys.Location
	q := f.client(inUnits(db.bun.NewSelect().Model(&locations), s, "location.client_id", "location.unit_id"))
	if !f.UnitID.IsZero() {
		q = q.Where("?TableAlias.unit_id = ?", f.UnitID)
	}
	if !f.BrandID.IsZero() {
		q = q.Where("?TableAlias.brand_id = ?", f.BrandID)
	}
	return listByText(ctx, q, &locations, "code", p,
		func(l surveys.Location) surveys.Cursor { return surveys.Cursor{Key: l.Code, ID: l.ID} })
}

// InsertLocation adds a location.
func InsertLocation(ctx context.Context, db DB, l *surveys.Location) error {
	return insertRow(ctx, db, l)
}

// UpdateLocation writes what changed in a locked location.
func UpdateLocation(ctx context.Context, db DB, before, after *surveys.Location) error {
	return updateChanged(ctx, db, before, after)
}

// FindTouchpoint returns a touchpoint of a client that the scope reads.
func FindTouchpoint(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Touchpoint, error) {
	t := new(surveys.Touchpoint)
	return findRow(ctx, inClients(db.bun.NewSelect().Model(t), s, "touchpoint.client_id").Where("?TableAlias.id = ?", id), t)
}

// LockTouchpoint is FindTouchpoint that keeps others from changing the row until the end of the transaction.
func LockTouchpoint(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Touchpoint, error) {
	t := new(surveys.Touchpoint)
	return lockRow(ctx, db, inClients(db.bun.NewSelect().Model(t), s, "touchpoint.client_id").Where("?TableAlias.id = ?", id), t)
}

// ListTouchpoints returns touchpoints in the order of their codes.
func ListTouchpoints(ctx context.Context, db DB, s surveys.Scope, f PlaceFilter, p surveys.Page) (surveys.List[surveys.Touchpoint], error) {
	var points []surveys.Touchpoint
	q := f.client(inClients(db.bun.NewSelect().Model(&points), s, "touchpoint.client_id"))
	return listByText(ctx, q, &points, "code", p,
		func(t surveys.Touchpoint) surveys.Cursor { return surveys.Cursor{Key: t.Code, ID: t.ID} })
}

// InsertTouchpoint adds a touchpoint.
func InsertTouchpoint(ctx context.Context, db DB, t *surveys.Touchpoint) error {
	return insertRow(ctx, db, t)
}

// UpdateTouchpoint writes what changed in a locked touchpoint.
func UpdateTouchpoint(ctx context.Context, db DB, before, after *surveys.Touchpoint) error {
	return updateChanged(ctx, db, before, after)
}

// InsertStaff adds a member of staff.
func InsertStaff(ctx context.Context, db DB, st *surveys.Staff) error {
	return insertRow(ctx, db, st)
}
