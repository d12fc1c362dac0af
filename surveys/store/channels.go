package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// FindPublicCode returns what a public code leads to. It takes no scope: the code is what a stranger holds, and the row
// says to which organisation it belongs.
func FindPublicCode(ctx context.Context, db DB, code string) (*surveys.PublicCode, error) {
	c := new(surveys.PublicCode)
	return findRow(ctx, db.bun.NewSelect().Model(c).Where("?TableAlias.code = ?", code), c)
}

// InsertPublicCode takes a public code. Conflict when somebody has it, in whatever organisation.
func InsertPublicCode(ctx context.Context, db DB, c *surveys.PublicCode) error {
	return insertRow(ctx, db, c)
}

// DeletePublicCode gives a public code of the organisation up.
func DeletePublicCode(ctx context.Context, db DB, s surveys.Scope, code string) error {
	_, err := db.bun.NewDelete().Model((*surveys.PublicCode)(nil)).Where("org_id = ? AND code = ?", s.Org, code).Exec(ctx)
	return translate(err)
}

// inChannels restricts channels to the scope: all of whole clients; for holders of units those at their locations and
// those at no location, which serve everybody.
func inChannels(q *bun.SelectQuery, s surveys.Scope) *bun.SelectQuery {
	q = ofInstruments(q, s, "channel.instrument_id")
	if s.AllClients || len(s.Units) == 0 {
		return q
	}
	return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("channel.location_id = ?", surveys.ID{}).
			WhereOr("channel.location_id IN (SELECT id FROM locations WHERE org_id = ? AND unit_id IN (?))", s.Org, bun.List(s.Units))
		if len(s.Clients) > 0 {
			q = q.WhereOr("channel.instrument_id IN (SELECT id FROM instruments WHERE org_id = ? AND client_id IN (?))", s.Org, bun.List(s.Clients))
		}
		return q
	})
}

// FindChannel returns a channel of the scope.
func FindChannel(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Channel, error) {
	c := new(surveys.Channel)
	return findRow(ctx, inChannels(db.bun.NewSelect().Model(c), s).Where("?TableAlias.id = ?", id), c)
}

// LockChannel is FindChannel that keeps others from changing the row until the end of the transaction.
func LockChannel(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Channel, error) {
	c := new(surveys.Channel)
	return lockRow(ctx, db, inChannels(db.bun.NewSelect().Model(c), s).Where("?TableAlias.id = ?", id), c)
}

// ListChannels returns the channels of an instrument, the newest first.
func ListChannels(ctx context.Context, db DB, s surveys.Scope, instrument surveys.ID, p surveys.Page) (surveys.List[surveys.Channel], error) {
	var list []surveys.Channel
	q := inChannels(db.bun.NewSelect().Model(&list), s).Where("?TableAlias.instrument_id = ?", instrument)
	return listByID(ctx, q, &list, p, func(c surveys.Channel) surveys.ID { return c.ID })
}

// InsertChannel adds a channel.
func InsertChannel(ctx context.Context, db DB, c *surveys.Channel) error {
	return insertRow(ctx, db, c)
}

// UpdateChannel writes what changed in a locked channel.
func UpdateChannel(ctx context.Context, db DB, before, after *surveys.Channel) error {
	return updateChanged(ctx, db, before, after)
}
