package store

import (
	"context"

	"touchstone/surveys"
)

// InsertAudit adds an audit row; call it in the transaction of the change it tells of.
func InsertAudit(ctx context.Context, db DB, row *surveys.AuditRow) error {
	_, err := db.bun.NewInsert().Model(row).Exec(ctx)
	return translate(err)
}
