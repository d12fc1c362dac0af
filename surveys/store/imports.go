package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// States of an import.
const (
	ImportLoading = "loading" // its responses are in no figure and no list
	ImportVisible = "visible"
)

// FindImport returns an import of an instrument that the scope reads.
func FindImport(ctx context.Context, db DB, scope surveys.Scope, id surveys.ID) (*surveys.Import, error) {
	im := new(surveys.Import)
	return findRow(ctx, ofInstruments(db.bun.NewSelect().Model(im), scope, "import.instrument_id").Where("?TableAlias.id = ?", id), im)
}

// LoadingImports returns the imports of a file that are still loading: at work, or interrupted.
func LoadingImports(ctx context.Context, db DB, scope surveys.Scope, instrument surveys.ID, fileHash string) ([]surveys.Import, error) {
	list := []surveys.Import{}
	err := ofInstruments(db.bun.NewSelect().Model(&list), scope, "import.instrument_id").
		Where("?TableAlias.instrument_id = ?", instrument).Where("?TableAlias.file_hash = ?", fileHash).
		Where("?TableAlias.state = ?", ImportLoading).OrderExpr("?TableAlias.id").Scan(ctx)
	return list, translate(err)
}

// BeginImport adds an import that is loading; one of the same id that was interrupted is left as it is.
func BeginImport(ctx context.Context, db DB, im *surveys.Import) error {
	_, err := db.bun.NewInsert().Model(im).On("CONFLICT (org_id, id) DO NOTHING").Exec(ctx)
	return translate(err)
}

// LockImport returns the state of an import and keeps it until the caller's transaction ends. NotFound when it was dropped.
func LockImport(ctx context.Context, db DB, org, id surveys.ID) (string, error) {
	im := new(surveys.Import)
	im, err := lockRow(ctx, db, db.bun.NewSelect().Model(im).Where("org_id = ?", org).Where("id = ?", id), im)
	if err != nil {
		return "", err
	}
	return im.State, nil
}

// DropImport removes an import that is loading, with what was stored under it. No figure and no list ever held that.
func DropImport(ctx context.Context, db DB, org, id surveys.ID) error {
	if err := patient(ctx, db, time.Hour); err != nil {
		return translate(err)
	}
	// The import goes first: whoever is still loading it holds its row during a batch and finds it gone at the next one.
	res, err := db.bun.NewDelete().Model((*surveys.Import)(nil)).Where("org_id = ?", org).Where("id = ?", id).
		Where("state = ?", ImportLoading).Exec(ctx)
	if err != nil {
		return translate(err)
	}
	if gone, err := res.RowsAffected(); err != nil || gone == 0 {
		return err
	}
	_, err = db.bun.NewDelete().Model((*surveys.Response)(nil)).Where("org_id = ?", org).Where("import_id = ?", id).Exec(ctx)
	return translate(err)
}

// ShowImport makes everything that was loaded under an import visible at once and tells the derivation of it, in the
// caller's transaction. shown is how many responses that are; 0 when somebody else did it before.
func ShowImport(ctx context.Context, db DB, org, id surveys.ID, now time.Time) (shown int64, err error) {
	n, err := db.bun.NewSelect().Model((*surveys.Response)(nil)).Where("org_id = ?", org).Where("import_id = ?", id).Count(ctx)
	if err != nil {
		return 0, translate(err)
	}
	res, err := db.bun.NewUpdate().Model((*surveys.Import)(nil)).Set("state = ?", ImportVisible).Set("responses = ?", n).
		Where("org_id = ?", org).Where("id = ?", id).Where("state = ?", ImportLoading).Exec(ctx)
	if err != nil {
		return 0, translate(err)
	}
	if changed, err := res.RowsAffected(); err != nil || changed == 0 {
		return 0, err
	}
	if err := patient(ctx, db, time.Hour); err != nil {
		return 0, translate(err)
	}
	return int64(n), enqueueWhere(ctx, db, org, now, "r.import_id = ?", id)
}

// KnownResponses returns which of the ids are stored.
func KnownResponses(ctx context.Context, db DB, org surveys.ID, ids []surveys.ID) (map[surveys.ID]bool, error) {
	known := map[surveys.ID]bool{}
	for chunk := range chunks(ids) {
		var found []surveys.ID
		err := db.bun.NewSelect().Model((*surveys.Response)(nil)).Column("id").Where("org_id = ?", org).
			Where("id IN (?)", bun.List(chunk)).Scan(ctx, &found)
		if err != nil {
			return nil, translate(err)
		}
		for _, id := range found {
			known[id] = true
		}
	}
	return known, nil
}
