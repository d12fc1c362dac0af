package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// InsertEvidence notes a stored photo of a visit; the same photo again changes nothing.
func InsertEvidence(ctx context.Context, db DB, e *surveys.Evidence) error {
	_, err := db.bun.NewInsert().Model(e).On("CONFLICT DO NOTHING").Exec(ctx)
	return translate(err)
}

// FindEvidence returns one photo of a visit. The caller has found the visit in its scope.
func FindEvidence(ctx context.Context, db DB, s surveys.Scope, visit surveys.ID, sha string) (*surveys.Evidence, error) {
	e := new(surveys.Evidence)
	q := inOrg(db.bun.NewSelect().Model(e), s).Where("evidence.visit_id = ?", visit).Where("evidence.sha = ?", sha)
	return findRow(ctx, q, e)
}

// VisitEvidence returns the photos of a visit without their EXIF blocks, in the order they came.
func VisitEvidence(ctx context.Context, db DB, s surveys.Scope, visit surveys.ID) ([]surveys.Evidence, error) {
	list := []surveys.Evidence{}
	err := inOrg(db.bun.NewSelect().Model(&list).ExcludeColumn("exif"), s).Where("evidence.visit_id = ?", visit).
		OrderExpr("evidence.created_at, evidence.sha").Scan(ctx)
	return list, translate(err)
}

// DeleteEvidence takes photos away from a visit. Their bytes stay: another visit may have the same ones.
func DeleteEvidence(ctx context.Context, db DB, s surveys.Scope, visit surveys.ID, shas []string) error {
	if len(shas) == 0 {
		return nil
	}
	_, err := db.bun.NewDelete().Model((*surveys.Evidence)(nil)).Where("org_id = ?", s.Org).
		Where("visit_id = ?", visit).Where("sha IN (?)", bun.List(shas)).Exec(ctx)
	return translate(err)
}
