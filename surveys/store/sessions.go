package store

import (
	"context"
	"time"

	"touchstone/surveys"
)

// FindSession returns the session with that hash of its secret, however old it is.
func FindSession(ctx context.Context, db DB, org surveys.ID, hash string) (*surveys.Session, error) {
	s := new(surveys.Session)
	return findRow(ctx, db.bun.NewSelect().Model(s).Where("?TableAlias.org_id = ? AND ?TableAlias.token_hash = ?", org, hash), s)
}

// InsertSession adds a session.
func InsertSession(ctx context.Context, db DB, s *surveys.Session) error {
	return insertRow(ctx, db, s)
}

// TouchSession notes that the session was used.
func TouchSession(ctx context.Context, db DB, org surveys.ID, hash string, seen time.Time) error {
	_, err := db.bun.NewUpdate().Model((*surveys.Session)(nil)).Set("seen_at = ?", seen).
		Where("org_id = ? AND token_hash = ?", org, hash).Exec(ctx)
	return translate(err)
}

// DeleteSession ends one session.
func DeleteSession(ctx context.Context, db DB, org surveys.ID, hash string) error {
	_, err := db.bun.NewDelete().Model((*surveys.Session)(nil)).Where("org_id = ? AND token_hash = ?", org, hash).Exec(ctx)
	return translate(err)
}

// DeleteSessionsOf ends all sessions of a user, except the one whose hash is given ("" = none is spared).
func DeleteSessionsOf(ctx context.Context, db DB, org, user surveys.ID, spare string) error {
	_, err := db.bun.NewDelete().Model((*surveys.Session)(nil)).
		Where("org_id = ? AND user_id = ? AND token_hash <> ?", org, user, spare).Exec(ctx)
	return translate(err)
}

// DeleteDeadSessions removes sessions that ran out before now or were not used since idle.
func DeleteDeadSessions(ctx context.Context, db DB, now, idle time.Time) error {
	_, err := db.bun.NewDelete().Model((*surveys.Session)(nil)).Where("expires_at < ? OR seen_at < ?", now, idle).Exec(ctx)
	return translate(err)
}
