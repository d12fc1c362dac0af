package store

import (
	"context"

	"touchstone/surveys"
)

// FindInstrument returns an instrument with its draft, of a client that the scope reads.
func FindInstrument(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Instrument, error) {
	in := new(surveys.Instrument)
	return findRow(ctx, inClients(db.bun.NewSelect().Model(in), s, "instrument.client_id").Where("?TableAlias.id = ?", id), in)
}

// LockInstrument is FindInstrument that keeps others from changing the row until the end of the transaction: two
// saves of one draft, or two publications, then follow one another.
func LockInstrument(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Instrument, error) {
	in := new(surveys.Instrument)
	q := inClients(db.bun.NewSelect().Model(in), s, "instrument.client_id").Where("?TableAlias.id = ?", id)
	return findRow(ctx, db.dia.forUpdate(q), in)
}

// FindInstrumentByCode returns the instrument with that code, of a client that the scope reads.
func FindInstrumentByCode(ctx context.Context, db DB, s surveys.Scope, code string) (*surveys.Instrument, error) {
	in := new(surveys.Instrument)
	return findRow(ctx, inClients(db.bun.NewSelect().Model(in), s, "instrument.client_id").Where("?TableAlias.code = ?", code), in)
}

// InstrumentFilter narrows a list of instruments. Zero fields mean no restriction.
type InstrumentFilter struct {
	Kind     surveys.InstrumentKind
	ClientID surveys.ID
}

// ListInstruments returns instruments without their drafts, the newest first.
func ListInstruments(ctx context.Context, db DB, s surveys.Scope, f InstrumentFilter, p surveys.Page) (surveys.List[surveys.Instrument], error) {
	var list []surveys.Instrument
	q := inClients(db.bun.NewSelect().Model(&list).ExcludeColumn("draft"), s, "instrument.client_id")
	if f.Kind != "" {
		q = q.Where("?TableAlias.kind = ?", f.Kind)
	}
	if !f.ClientID.IsZero() {
		q = q.Where("?TableAlias.client_id = ?", f.ClientID)
	}
	return listByID(ctx, q, &list, p, func(in surveys.Instrument) surveys.ID { return in.ID })
}

// InsertInstrument adds an instrument.
func InsertInstrument(ctx context.Context, db DB, in *surveys.Instrument) error {
	return insertRow(ctx, db, in)
}

// UpdateInstrument writes an instrument back, draft included.
func UpdateInstrument(ctx context.Context, db DB, in *surveys.Instrument) error {
	return updateRow(ctx, db, in)
}
