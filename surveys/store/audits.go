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

// ListAudits returns the audit rows of the organisation, the newest first. Audit rows belong to no client: the caller
// makes sure that the actor may see the whole organisation.
func ListAudits(ctx context.Context, db DB, s surveys.Scope, p surveys.Page) (surveys.List[surveys.AuditRow], error) {
	var rows []surveys.AuditRow
	return listByTime(ctx, inOrg(db.bun.NewSelect().Model(&rows), s), &rows, "at", p,
		func(r surveys.AuditRow) surveys.Cursor { return surveys.TimeCursor(r.At, r.ID) })
}
