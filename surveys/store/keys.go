package store

import (
	"context"
	"time"

	"touchstone/surveys"
)

// FindKeyByHash returns the API key with that hash of its secret, also a revoked or an expired one.
func FindKeyByHash(ctx context.Context, db DB, org surveys.ID, hash string) (*surveys.APIKey, error) {
	k := new(surveys.APIKey)
	return findRow(ctx, db.bun.NewSelect().Model(k).Where("?TableAlias.org_id = ? AND ?TableAlias.hash = ?", org, hash), k)
}

// LockKey is FindKey that keeps others from changing the row until the end of the transaction.
func LockKey(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.APIKey, error) {
	k := new(surveys.APIKey)
	return lockRow(ctx, db, inOrg(db.bun.NewSelect().Model(k), s).Where("?TableAlias.id = ?", id), k)
}

// ListKeys returns API keys, the newest first: of one user, or of everybody when user is zero.
func ListKeys(ctx context.Context, db DB, s surveys.Scope, user surveys.ID, p surveys.Page) (surveys.List[surveys.APIKey], error) {
	var keys []surveys.APIKey
	q := inOrg(db.bun.NewSelect().Model(&keys), s)
	if !user.IsZero() {
		q = q.Where("?TableAlias.user_id = ?", user)
	}
	return listByID(ctx, q, &keys, p, func(k surveys.APIKey) surveys.ID { return k.ID })
}

// InsertKey adds an API key.
func InsertKey(ctx context.Context, db DB, k *surveys.APIKey) error { return insertRow(ctx, db, k) }

// UpdateKey writes what changed in a locked API key.
func UpdateKey(ctx context.Context, db DB, before, after *surveys.APIKey) error {
	return updateChanged(ctx, db, before, after)
}

// TouchKey notes that the key was used.
func TouchKey(ctx context.Context, db DB, org, id surveys.ID, used time.Time) error {
	_, err := db.bun.NewUpdate().Model((*surveys.APIKey)(nil)).Set("used_at = ?", used).Where("org_id = ? AND id = ?", org, id).Exec(ctx)
	return translate(err)
}

// RevokeKeysOf ends all API keys of a user.
func RevokeKeysOf(ctx context.Context, db DB, org, user surveys.ID) error {
	_, err := db.bun.NewUpdate().Model((*surveys.APIKey)(nil)).Set("revoked = ?", true).Where("org_id = ? AND user_id = ?", org, user).Exec(ctx)
	return translate(err)
}
