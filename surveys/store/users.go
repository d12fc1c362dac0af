package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// FindUser returns a user of the organisation.
func FindUser(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.User, error) {
	u := new(surveys.User)
	return findRow(ctx, inOrg(db.bun.NewSelect().Model(u), s).Where("?TableAlias.id = ?", id), u)
}

// LockUser is FindUser that keeps others from changing the row until the end of the transaction.
func LockUser(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.User, error) {
	u := new(surveys.User)
	return lockRow(ctx, db, inOrg(db.bun.NewSelect().Model(u), s).Where("?TableAlias.id = ?", id), u)
}

// UsersToSignIn returns the users with that e-mail address, in every organisation or in one. It is the only query over
// users without a scope: nobody is known yet. More than two are not read; signing in then needs the organisation's code.
func UsersToSignIn(ctx context.Context, db DB, email string, org surveys.ID) ([]surveys.User, error) {
	users := []surveys.User{}
	q := db.bun.NewSelect().Model(&users).Where("?TableAlias.email = ?", email)
	if !org.IsZero() {
		q = q.Where("?TableAlias.org_id = ?", org)
	}
	return users, translate(q.Limit(2).Scan(ctx))
}

// ListUsers returns the users of the organisation in the order of their e-mail addresses.
func ListUsers(ctx context.Context, db DB, s surveys.Scope, p surveys.Page) (surveys.List[surveys.User], error) {
	var users []surveys.User
	return listByText(ctx, inOrg(db.bun.NewSelect().Model(&users), s), &users, "email", p,
		func(u surveys.User) surveys.Cursor { return surveys.Cursor{Key: u.Email, ID: u.ID} })
}

// InsertUser adds a user. Conflict when the address is taken in the organisation.
func InsertUser(ctx context.Context, db DB, u *surveys.User) error { return insertRow(ctx, db, u) }

// UpdateUser writes what changed in a locked user.
func UpdateUser(ctx context.Context, db DB, before, after *surveys.User) error {
	return updateChanged(ctx, db, before, after)
}

// UsersWithRoles returns the users of the organisation who may sign in and hold one of the roles for a client that the
// scope reads, in the order of their e-mail addresses.
func UsersWithRoles(ctx context.Context, db DB, s surveys.Scope, roles []surveys.ID, p surveys.Page) (surveys.List[surveys.User], error) {
	users := []surveys.User{}
	if len(roles) == 0 {
		return surveys.List[surveys.User]{Items: users}, nil
	}
	held := db.bun.NewSelect().TableExpr("grants AS g").ColumnExpr("g.user_id").Where("g.org_id = ?", s.Org).Where("g.role_id IN (?)", bun.List(roles))
	if !s.AllClients {
		clients := append(append([]surveys.ID{{}}, s.Clients...), s.UnitClients...) // the zero one stands for every client
		held = held.Where("g.client_id IN (?)", bun.List(clients))
	}
	q := inOrg(db.bun.NewSelect().Model(&users), s).Where("NOT ?TableAlias.disabled").Where("?TableAlias.id IN (?)", held)
	return listByText(ctx, q, &users, "email", p, func(u surveys.User) surveys.Cursor { return surveys.Cursor{Key: u.Email, ID: u.ID} })
}
