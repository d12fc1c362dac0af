package store

import (
	"context"
	"time"

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

// BlobsInUse returns which of some blobs belong to a photo or to a finished job, of any organisation: equal files share
// one. It takes no scope: the clock asks.
func BlobsInUse(ctx context.Context, db DB, shas []string) (map[string]bool, error) {
	used := map[string]bool{}
	if len(shas) == 0 {
		return used, nil
	}
	var photos, files []string
	err := db.bun.NewSelect().Model((*surveys.Evidence)(nil)).Distinct().Column("blob_sha").Where("blob_sha IN (?)", bun.List(shas)).Scan(ctx, &photos)
	if err != nil {
		return nil, translate(err)
	}
	err = db.bun.NewSelect().Model((*surveys.Job)(nil)).ColumnExpr("result ->> 'sha'").Where("result ->> 'sha' IN (?)", bun.List(shas)).Scan(ctx, &files)
	if err != nil {
		return nil, translate(err)
	}
	for _, sha := range append(photos, files...) {
		used[sha] = true
	}
	return used, nil
}

// VisitsLeftWithPhotos returns visits of every organisation that ended without a report that counts and have photos from
// before a moment, by id after the given one, at most limit. lateDay is the day before which a returned report is given
// up. It takes no scope: the clock asks.
func VisitsLeftWithPhotos(ctx context.Context, db DB, before time.Time, lateDay int, after surveys.ID, limit int) ([]surveys.Visit, error) {
	visits := []surveys.Visit{}
	ended := []surveys.VisitState{surveys.VisitExpired, surveys.VisitCancelled, surveys.VisitWithdrawn}
	err := db.bun.NewSelect().Model(&visits).Where("visit.id > ?", after).
		Where("(visit.state IN (?) OR visit.report_state = ? OR visit.report_state = ? AND visit.to_day < ?)", bun.List(ended),
			surveys.ReportRejected, surveys.ReportReturned, lateDay).
		Where("EXISTS (SELECT 1 FROM evidence AS e WHERE e.org_id = visit.org_id AND e.visit_id = visit.id AND e.created_at < ?)", before).
		OrderExpr("visit.id").Limit(int64(limit)).Scan(ctx)
	return visits, translate(err)
}
