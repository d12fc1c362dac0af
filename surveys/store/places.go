package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// PlaceFilter narrows lists of places. Zero fields mean no restriction.
type PlaceFilter struct {
	ClientID surveys.ID
	UnitID   surveys.ID // locations: this unit only, not what is below it
	BrandID  surveys.ID
}

func (f PlaceFilter) client(q *bun.SelectQuery) *bun.SelectQuery {
	if f.ClientID.IsZero() {
		return q
	}
	return q.Where("?TableAlias.client_id = ?", f.ClientID)
}

// FindClient returns a client that the scope reads.
func FindClient(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Client, error) {
	c := new(surveys.Client)
	return findRow(ctx, inClients(db.bun.NewSelect().Model(c), s, "client.id").Where("?TableAlias.id = ?", id), c)
}

// LockClient is FindClient that keeps others from changing the client, or the shape of its tree, until the end of the
// transaction.
func LockClient(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Client, error) {
	c := new(surveys.Client)
	return lockRow(ctx, db, inClients(db.bun.NewSelect().Model(c), s, "client.id").Where("?TableAlias.id = ?", id), c)
}

// ListClients returns the clients that the scope reads, in the order of their codes.
func ListClients(ctx context.Context, db DB, s surveys.Scope, p surveys.Page) (surveys.List[surveys.Client], error) {
	var clients []surveys.Client
	return listByText(ctx, inClients(db.bun.NewSelect().Model(&clients), s, "client.id"), &clients, "code", p,
		func(c surveys.Client) surveys.Cursor { return surveys.Cursor{Key: c.Code, ID: c.ID} })
}

// InsertClient adds a client.
func InsertClient(ctx context.Context, db DB, c *surveys.Client) error { return insertRow(ctx, db, c) }

// FindUnit returns a unit: any of a client held whole, else one the scope holds.
func FindUnit(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Unit, error) {
	u := new(surveys.Unit)
	return findRow(ctx, inUnits(db.bun.NewSelect().Model(u), s, "unit.client_id", "unit.id").Where("?TableAlias.id = ?", id), u)
}

// LockUnit is FindUnit that keeps others from changing the row until the end of the transaction.
func LockUnit(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Unit, error) {
	u := new(surveys.Unit)
	return lockRow(ctx, db, inUnits(db.bun.NewSelect().Model(u), s, "unit.client_id", "unit.id").Where("?TableAlias.id = ?", id), u)
}

// ListUnits returns the units of the scope in the order of their codes.
func ListUnits(ctx context.Context, db DB, s surveys.Scope, f PlaceFilter, p surveys.Page) (surveys.List[surveys.Unit], error) {
	var units []surveys.Unit
	q := f.client(inUnits(db.bun.NewSelect().Model(&units), s, "unit.client_id", "unit.id"))
	return listByText(ctx, q, &units, "code", p,
		func(u surveys.Unit) surveys.Cursor { return surveys.Cursor{Key: u.Code, ID: u.ID} })
}

// UnitsBelow returns the unit and everything below it. A circle in the tree, which nobody can make, would not hang it.
func UnitsBelow(ctx context.Context, db DB, org, unit surveys.ID) ([]surveys.ID, error) {
	ids := []surveys.ID{}
	err := db.bun.NewRaw("WITH RECURSIVE below (id) AS (SELECT id FROM units WHERE org_id = ? AND id = ?"+
		" UNION SELECT u.id FROM units AS u JOIN below AS b ON u.parent_id = b.id WHERE u.org_id = ?) SELECT id FROM below",
		org, unit, org).Scan(ctx, &ids)
	return ids, translate(err)
}

// InsertUnit adds a unit.
func InsertUnit(ctx context.Context, db DB, u *surveys.Unit) error { return insertRow(ctx, db, u) }

// UpdateUnit writes what changed in a locked unit.
func UpdateUnit(ctx context.Context, db DB, before, after *surveys.Unit) error {
	return updateChanged(ctx, db, before, after)
}

// FindBrand returns a brand of a client that the scope reads.
func FindBrand(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Brand, error) {
	b := new(surveys.Brand)
	return findRow(ctx, inClients(db.bun.NewSelect().Model(b), s, "brand.client_id").Where("?TableAlias.id = ?", id), b)
}

// LockBrand is FindBrand that keeps others from changing the row until the end of the transaction.
func LockBrand(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Brand, error) {
	b := new(surveys.Brand)
	return lockRow(ctx, db, inClients(db.bun.NewSelect().Model(b), s, "brand.client_id").Where("?TableAlias.id = ?", id), b)
}

// ListBrands returns brands in the order of their codes.
func ListBrands(ctx context.Context, db DB, s surveys.Scope, f PlaceFilter, p surveys.Page) (surveys.List[surveys.Brand], error) {
	var brands []surveys.Brand
	q := f.client(inClients(db.bun.NewSelect().Model(&brands), s, "brand.client_id"))
	return listByText(ctx, q, &brands, "code", p,
		func(b surveys.Brand) surveys.Cursor { return surveys.Cursor{Key: b.Code, ID: b.ID} })
}

// InsertBrand adds a brand.
func InsertBrand(ctx context.Context, db DB, b *surveys.Brand) error { return insertRow(ctx, db, b) }

// UpdateBrand writes what changed in a locked brand.
func UpdateBrand(ctx context.Context, db DB, before, after *surveys.Brand) error {
	return updateChanged(ctx, db, before, after)
}
