package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// CurrentReports returns the current revisions of the published reports of some waves, by id of the visit. Only what a
// score is made of is read: answers, version, revision.
func CurrentReports(ctx context.Context, db DB, s surveys.Scope, waves []surveys.ID) (map[surveys.ID]surveys.Response, error) {
	out := map[surveys.ID]surveys.Response{}
	if len(waves) == 0 {
		return out, nil
	}
	rows := []surveys.Response{}
	err := atLocations(db.bun.NewSelect().Model(&rows), s, "response.location_id", "response.instrument_id").
		Column("response.org_id", "response.id", "response.revision", "response.version_id", "response.visit_id", "response.answers").
		Join("JOIN visits AS visit ON visit.org_id = response.org_id AND visit.id = response.visit_id AND visit.revision = response.revision").
		Where("response.wave_id IN (?)", bun.List(waves)).Where("response.superseded_by = 0").
		Where("visit.report_state IN (?)", bun.List([]surveys.ReportState{surveys.ReportPublished, surveys.ReportAmended})).
		Where("NOT visit.excluded_from_reports").Scan(ctx)
	if err != nil {
		return nil, translate(err)
	}
	for _, r := range rows {
		out[r.VisitID] = r
	}
	return out, nil
}
