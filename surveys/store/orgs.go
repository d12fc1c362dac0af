package store

import (
	"context"

	"touchstone/surveys"
)

// FindOrg returns the organisation of a scope.
func FindOrg(ctx context.Context, db DB, org surveys.ID) (*surveys.Org, error) {
	o := new(surveys.Org)
	return findRow(ctx, db.bun.NewSelect().Model(o).Where("?TableAlias.id = ?", org), o)
}

// FindOrgByCode returns the organisation with that code. It is for the command line and for signing in, before anybody
// is known.
func FindOrgByCode(ctx context.Context, db DB, code string) (*surveys.Org, error) {
	o := new(surveys.Org)
	return findRow(ctx, db.bun.NewSelect().Model(o).Where("?TableAlias.code = ?", code), o)
}

// ListOrgs returns at most limit organisations in the order of their codes, for the command line.
func ListOrgs(ctx context.Context, db DB, limit int) ([]surveys.Org, error) {
	orgs := []surveys.Org{}
	err := db.bun.NewSelect().Model(&orgs).OrderExpr("code").Limit(int64(limit)).Scan(ctx)
	return orgs, translate(err)
}

// InsertOrg adds an organisation.
func InsertOrg(ctx context.Context, db DB, o *surveys.Org) error { return insertRow(ctx, db, o) }

// UpdateOrg writes an organisation back.
func UpdateOrg(ctx context.Context, db DB, o *surveys.Org) error { return updateRow(ctx, db, o) }
