package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// FindAssessment returns an assessment of a client that the scope holds whole.
func FindAssessment(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Assessment, error) {
	a := new(surveys.Assessment)
	return findRow(ctx, ofWholeClients(db.bun.NewSelect().Model(a), s, "assessment.client_id").Where("?TableAlias.id = ?", id), a)
}

// LockAssessment is FindAssessment that keeps others from changing the row until the end of the transaction.
func LockAssessment(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Assessment, error) {
	a := new(surveys.Assessment)
	q := ofWholeClients(db.bun.NewSelect().Model(a), s, "assessment.client_id").Where("?TableAlias.id = ?", id)
	return findRow(ctx, db.dia.forUpdate(q), a)
}

// FindAssessmentByCode returns the assessment with that code.
func FindAssessmentByCode(ctx context.Context, db DB, s surveys.Scope, code string) (*surveys.Assessment, error) {
	a := new(surveys.Assessment)
	return findRow(ctx, ofWholeClients(db.bun.NewSelect().Model(a), s, "assessment.client_id").Where("?TableAlias.code = ?", code), a)
}

// ListAssessments returns assessments, the newest first.
func ListAssessments(ctx context.Context, db DB, s surveys.Scope, p surveys.Page) (surveys.List[surveys.Assessment], error) {
	var list []surveys.Assessment
	q := ofWholeClients(db.bun.NewSelect().Model(&list), s, "assessment.client_id")
	return listByID(ctx, q, &list, p, func(a surveys.Assessment) surveys.ID { return a.ID })
}

// InsertAssessment adds an assessment.
func InsertAssessment(ctx context.Context, db DB, a *surveys.Assessment) error {
	return insertRow(ctx, db, a)
}

// UpdateAssessment writes an assessment back.
func UpdateAssessment(ctx context.Context, db DB, a *surveys.Assessment) error {
	return updateRow(ctx, db, a)
}

// AssessmentLines returns the lines of an assessment in their order. The caller has found the assessment in its scope.
func AssessmentLines(ctx context.Context, db DB, s surveys.Scope, assessment surveys.ID) ([]surveys.AssessmentLine, error) {
	lines := []surveys.AssessmentLine{}
	err := inOrg(db.bun.NewSelect().Model(&lines), s).Where("?TableAlias.assessment_id = ?", assessment).
		OrderExpr("position, id").Scan(ctx)
	return lines, translate(err)
}

// InsertAssessmentLine adds a line. Conflict when the assessment has one of a kind that stands once.
func InsertAssessmentLine(ctx context.Context, db DB, l *surveys.AssessmentLine) error {
	return insertRow(ctx, db, l)
}

// UpdateAssessmentLine writes a line back.
func UpdateAssessmentLine(ctx context.Context, db DB, l *surveys.AssessmentLine) error {
	return updateRow(ctx, db, l)
}

// DeleteAssessmentLine removes a line and its ratings.
func DeleteAssessmentLine(ctx context.Context, db DB, s surveys.Scope, assessment, line surveys.ID) error {
	if _, err := db.bun.NewDelete().Model((*surveys.Rating)(nil)).
		Where("org_id = ? AND assessment_id = ? AND line_id = ?", s.Org, assessment, line).Exec(ctx); err != nil {
		return translate(err)
	}
	_, err := db.bun.NewDelete().Model((*surveys.AssessmentLine)(nil)).
		Where("org_id = ? AND assessment_id = ? AND id = ?", s.Org, assessment, line).Exec(ctx)
	return translate(err)
}

// Ratings returns all ratings of an assessment, ordered by line and item.
func Ratings(ctx context.Context, db DB, s surveys.Scope, assessment surveys.ID) ([]surveys.Rating, error) {
	ratings := []surveys.Rating{}
	err := inOrg(db.bun.NewSelect().Model(&ratings), s).Where("?TableAlias.assessment_id = ?", assessment).
		OrderExpr("line_id, item, informant_id").Scan(ctx)
	return ratings, translate(err)
}

// UpsertRatings writes ratings, each over the one it replaces.
func UpsertRatings(ctx context.Context, db DB, ratings []surveys.Rating) error {
	if len(ratings) == 0 {
		return nil
	}
	_, err := db.bun.NewInsert().Model(&ratings).
		On("CONFLICT (org_id, assessment_id, line_id, item, informant_id) DO UPDATE").
		Set("level = EXCLUDED.level").Set("score = EXCLUDED.score").Set("evidence = EXCLUDED.evidence").
		Set("consensus = EXCLUDED.consensus").Set("updated_at = EXCLUDED.updated_at").Exec(ctx)
	return translate(err)
}

// ofWholeClients restricts rows to clients that the scope holds whole.
func ofWholeClients(q *bun.SelectQuery, s surveys.Scope, column string) *bun.SelectQuery {
	q = inOrg(q, s)
	switch {
	case s.AllClients:
		return q
	case len(s.Clients) == 0:
		return q.Where("1 = 0")
	}
	return q.Where("? IN (?)", bun.Ident(column), bun.List(s.Clients))
}
