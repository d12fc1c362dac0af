package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// UpsertDraft keeps the draft when its sequence is higher than the stored one's and the response was not submitted; else
// it changes nothing. stored tells which. A visit's report may be sent again after a return: whether a draft of it may
// still come is the caller's to know, with the visit locked.
func UpsertDraft(ctx context.Context, db DB, d *surveys.Draft) (stored bool, err error) {
	submitted, err := db.bun.NewSelect().Model((*surveys.Response)(nil)).
		Where("org_id = ?", d.OrgID).Where("id = ?", d.ResponseID).Exists(ctx)
	if err != nil {
		return false, translate(err)
	}
	if submitted && d.VisitID.IsZero() {
		return false, nil
	}
	res, err := db.bun.NewInsert().Model(d).On("CONFLICT (org_id, response_id) DO UPDATE").
		Set("sequence = EXCLUDED.sequence").Set("version_id = EXCLUDED.version_id").Set("lang = EXCLUDED.lang").
		Set("answers = EXCLUDED.answers").Set("updated_at = EXCLUDED.updated_at").
		Where("draft.sequence < EXCLUDED.sequence").
		Where("draft.channel_id = EXCLUDED.channel_id").Where("draft.visit_id = EXCLUDED.visit_id").Exec(ctx)
	if err != nil {
		return false, translate(err)
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// FindDraft returns the draft of a response. Who knows the id of an unfinished response may read it: the id is the
// secret of the page that fills it.
func FindDraft(ctx context.Context, db DB, org, response surveys.ID) (*surveys.Draft, error) {
	d := &surveys.Draft{}
	err := db.bun.NewSelect().Model(d).Where("org_id = ?", org).Where("response_id = ?", response).Scan(ctx)
	if err != nil {
		return nil, translate(err)
	}
	return d, nil
}

// DropDraft removes the draft of a visit's report. Call it with the visit locked.
func DropDraft(ctx context.Context, db DB, v *surveys.Visit) error {
	_, err := db.bun.NewDelete().Model((*surveys.Draft)(nil)).Where("org_id = ?", v.OrgID).
		Where("response_id = ?", v.ResponseID).Exec(ctx)
	return translate(err)
}

// deleteDrafts removes the drafts of submitted responses. A visit's draft is not among them: whoever writes one has locked
// the visit first, and so does whoever drops it, or the two would wait for each other.
func deleteDrafts(ctx context.Context, db DB, org surveys.ID, responses []surveys.ID) error {
	_, err := db.bun.NewDelete().Model((*surveys.Draft)(nil)).Where("org_id = ?", org).
		Where("response_id IN (?)", bun.List(responses)).Where("visit_id = ?", surveys.ID{}).Exec(ctx)
	return translate(err)
}
