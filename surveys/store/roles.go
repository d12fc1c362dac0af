package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// ListRoles returns all roles of the organisation in the order of their codes; there are few.
func ListRoles(ctx context.Context, db DB, s surveys.Scope) ([]surveys.Role, error) {
	roles := []surveys.Role{}
	err := inOrg(db.bun.NewSelect().Model(&roles), s).OrderExpr("code").Scan(ctx)
	return roles, translate(err)
}

// InsertRole adds a role.
func InsertRole(ctx context.Context, db DB, r *surveys.Role) error { return insertRow(ctx, db, r) }

// UserGrants returns the grants of one user.
func UserGrants(ctx context.Context, db DB, s surveys.Scope, user surveys.ID) ([]surveys.Grant, error) {
	return GrantsOf(ctx, db, s, []surveys.ID{user})
}

// GrantsOf returns the grants of several users.
func GrantsOf(ctx context.Context, db DB, s surveys.Scope, users []surveys.ID) ([]surveys.Grant, error) {
	grants := []surveys.Grant{}
	if len(users) == 0 {
		return grants, nil
	}
	err := inOrg(db.bun.NewSelect().Model(&grants), s).Where("?TableAlias.user_id IN (?)", bun.List(users)).OrderExpr("id").Scan(ctx)
	return grants, translate(err)
}

// ReplaceGrants takes all grants from a user and gives the listed ones.
func ReplaceGrants(ctx context.Context, db DB, s surveys.Scope, user surveys.ID, grants []surveys.Grant) error {
	if _, err := db.bun.NewDelete().Model((*surveys.Grant)(nil)).Where("org_id = ? AND user_id = ?", s.Org, user).Exec(ctx); err != nil {
		return translate(err)
	}
	if len(grants) == 0 {
		return nil
	}
	return insertRow(ctx, db, &grants)
}
