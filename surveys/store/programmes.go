package store

import (
	"context"

	"touchstone/surveys"
)

// FindProgramme returns a programme of a client that the scope reads.
func FindProgramme(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Programme, error) {
	p := new(surveys.Programme)
	return findRow(ctx, inClients(db.bun.NewSelect().Model(p), s, "programme.client_id").Where("?TableAlias.id = ?", id), p)
}

// LockProgramme is FindProgramme that keeps others from changing the row until the end of the transaction.
func LockProgramme(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Programme, error) {
	p := new(surveys.Programme)
	return lockRow(ctx, db, inClients(db.bun.NewSelect().Model(p), s, "programme.client_id").Where("?TableAlias.id = ?", id), p)
}

// ListProgrammes returns programmes, the newest first: of one kind, or of all when kind is "".
func ListProgrammes(ctx context.Context, db DB, s surveys.Scope, kind surveys.InstrumentKind, p surveys.Page) (surveys.List[surveys.Programme], error) {
	var list []surveys.Programme
	q := inClients(db.bun.NewSelect().Model(&list), s, "programme.client_id")
	if kind != "" {
		q = q.Where("?TableAlias.kind = ?", kind)
	}
	return listByID(ctx, q, &list, p, func(p surveys.Programme) surveys.ID { return p.ID })
}

// InsertProgramme adds a programme.
func InsertProgramme(ctx context.Context, db DB, p *surveys.Programme) error {
	return insertRow(ctx, db, p)
}

// UpdateProgramme writes what changed in a locked programme.
func UpdateProgramme(ctx context.Context, db DB, before, after *surveys.Programme) error {
	return updateChanged(ctx, db, before, after)
}

// FindWave returns a wave of a programme that the scope reads.
func FindWave(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Wave, error) {
	w := new(surveys.Wave)
	return findRow(ctx, ofProgrammes(db.bun.NewSelect().Model(w), s, "wave.programme_id").Where("?TableAlias.id = ?", id), w)
}

// LockWave is FindWave that keeps others from changing the row until the end of the transaction.
func LockWave(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Wave, error) {
	w := new(surveys.Wave)
	return lockRow(ctx, db, ofProgrammes(db.bun.NewSelect().Model(w), s, "wave.programme_id").Where("?TableAlias.id = ?", id), w)
}

// FindWaveByCode returns the wave with that code.
func FindWaveByCode(ctx context.Context, db DB, s surveys.Scope, code string) (*surveys.Wave, error) {
	w := new(surveys.Wave)
	return findRow(ctx, ofProgrammes(db.bun.NewSelect().Model(w), s, "wave.programme_id").Where("?TableAlias.code = ?", code), w)
}

// WavesOfProgramme returns all waves of a programme in their order.
func WavesOfProgramme(ctx context.Context, db DB, s surveys.Scope, programme surveys.ID) ([]surveys.Wave, error) {
	waves := []surveys.Wave{}
	err := ofProgrammes(db.bun.NewSelect().Model(&waves), s, "wave.programme_id").
		Where("?TableAlias.programme_id = ?", programme).OrderExpr("position, id").Scan(ctx)
	return waves, translate(err)
}

// WavesOfInstrument returns all waves of all programmes that use an instrument, ordered by their first day.
func WavesOfInstrument(ctx context.Context, db DB, s surveys.Scope, instrument surveys.ID) ([]surveys.Wave, error) {
	waves := []surveys.Wave{}
	err := ofProgrammes(db.bun.NewSelect().Model(&waves), s, "wave.programme_id").
		Where("?TableAlias.programme_id IN (SELECT id FROM programmes WHERE org_id = ? AND instrument_id = ?)", s.Org, instrument).
		OrderExpr("from_day, position, id").Scan(ctx)
	return waves, translate(err)
}

// ListWaves returns waves in the order of their codes: of one programme, or of all when programme is zero.
func ListWaves(ctx context.Context, db DB, s surveys.Scope, programme surveys.ID, p surveys.Page) (surveys.List[surveys.Wave], error) {
	var list []surveys.Wave
	q := ofProgrammes(db.bun.NewSelect().Model(&list), s, "wave.programme_id")
	if !programme.IsZero() {
		q = q.Where("?TableAlias.programme_id = ?", programme)
	}
	return listByText(ctx, q, &list, "code", p,
		func(w surveys.Wave) surveys.Cursor { return surveys.Cursor{Key: w.Code, ID: w.ID} })
}

// InsertWave adds a wave.
func InsertWave(ctx context.Context, db DB, w *surveys.Wave) error { return insertRow(ctx, db, w) }

// UpdateWave writes what changed in a locked wave.
func UpdateWave(ctx context.Context, db DB, before, after *surveys.Wave) error {
	return updateChanged(ctx, db, before, after)
}
