package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// VisitFilter narrows a list of visits. Zero fields do not narrow.
type VisitFilter struct {
	WaveID     surveys.ID
	LocationID surveys.ID
	AuditorID  surveys.ID
	State      string // state of the visit or of its report
}

func (f VisitFilter) apply(q *bun.SelectQuery) *bun.SelectQuery {
	if !f.WaveID.IsZero() {
		q = q.Where("visit.wave_id = ?", f.WaveID)
	}
	if !f.LocationID.IsZero() {
		q = q.Where("visit.location_id = ?", f.LocationID)
	}
	if !f.AuditorID.IsZero() {
		q = q.Where("visit.auditor_id = ?", f.AuditorID)
	}
	if f.State != "" {
		q = q.Where("(visit.state = ? OR visit.report_state = ?)", f.State, f.State)
	}
	return q
}

func inVisits(q *bun.SelectQuery, s surveys.Scope) *bun.SelectQuery {
	return atPlaces(q, s, "visit.client_id", "visit.location_id")
}

// FindVisit returns a visit at a location of the scope.
func FindVisit(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Visit, error) {
	v := new(surveys.Visit)
	return findRow(ctx, inVisits(db.bun.NewSelect().Model(v), s).Where("visit.id = ?", id), v)
}

// LockVisit is FindVisit that keeps others from changing the visit until the end of the transaction: two decisions about
// one report then follow one another.
func LockVisit(ctx context.Context, db DB, s surveys.Scope, id surveys.ID) (*surveys.Visit, error) {
	v := new(surveys.Visit)
	return findRow(ctx, db.dia.forUpdate(inVisits(db.bun.NewSelect().Model(v), s).Where("visit.id = ?", id)), v)
}

// VisitSight is which visits somebody may know of: those whose report was published, at the places of Read, and every one
// at those places that are places of Inner too.
type VisitSight struct {
	Read  surveys.Scope
	Inner surveys.Scope
}

// reported are the states of a report that people of the client see.
var reported = []surveys.ReportState{surveys.ReportPublished, surveys.ReportAmended}

func inSight(q *bun.SelectQuery, s VisitSight) *bun.SelectQuery {
	q = inVisits(q, s.Read)
	if s.Inner.AllClients {
		return q
	}
	return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("(visit.report_state IN (?) AND NOT visit.excluded_from_reports)", bun.List(reported)).
			WhereOr("visit.report_state = ?", surveys.ReportRetracted)
		return orPlaces(q, s.Inner, "visit.client_id", "visit.location_id")
	})
}

// FindSeenVisit is FindVisit for somebody who may not know of every visit.
func FindSeenVisit(ctx context.Context, db DB, s VisitSight, id surveys.ID) (*surveys.Visit, error) {
	v := new(surveys.Visit)
	return findRow(ctx, inSight(db.bun.NewSelect().Model(v), s).Where("visit.id = ?", id), v)
}

// ListVisits returns visits, the newest first.
func ListVisits(ctx context.Context, db DB, s VisitSight, f VisitFilter, p surveys.Page) (surveys.List[surveys.Visit], error) {
	var list []surveys.Visit
	return listByID(ctx, f.apply(inSight(db.bun.NewSelect().Model(&list), s)), &list, p,
		func(v surveys.Visit) surveys.ID { return v.ID })
}

// waiting are the states in which an auditor has something to do.
var waiting = []surveys.VisitState{surveys.VisitAssigned, surveys.VisitAcknowledged, surveys.VisitInProgress}

// OpenVisitsOf returns the visits that wait for an auditor, returned reports too: the one due first on top, at most limit.
func OpenVisitsOf(ctx context.Context, db DB, s surveys.Scope, auditor surveys.ID, limit int) ([]surveys.Visit, error) {
	visits := []surveys.Visit{}
	err := inVisits(db.bun.NewSelect().Model(&visits), s).Where("visit.auditor_id = ?", auditor).
		Where("(visit.state IN (?) OR visit.report_state = ?)", bun.List(waiting), surveys.ReportReturned).
		OrderExpr("visit.to_day, visit.id").Limit(int64(limit)).Scan(ctx)
	return visits, translate(err)
}

// ClosedVisitsOf returns the other visits an auditor was given: what changed last on top, at most limit. One that was never
// assigned is not among them.
func ClosedVisitsOf(ctx context.Context, db DB, s surveys.Scope, auditor surveys.ID, limit int) ([]surveys.Visit, error) {
	visits := []surveys.Visit{}
	closed := []surveys.VisitState{surveys.VisitSubmitted, surveys.VisitWithdrawn, surveys.VisitExpired, surveys.VisitCancelled}
	err := inVisits(db.bun.NewSelect().Model(&visits), s).Where("visit.auditor_id = ?", auditor).
		Where("visit.state IN (?)", bun.List(closed)).Where("visit.report_state <> ?", surveys.ReportReturned).
		OrderExpr("visit.updated_at DESC, visit.id DESC").Limit(int64(limit)).Scan(ctx)
	return visits, translate(err)
}

// VisitsOfWaves returns the visits of some waves that may be known of, for reports: by day, then id.
func VisitsOfWaves(ctx context.Context, db DB, s VisitSight, waves []surveys.ID) ([]surveys.Visit, error) {
	visits := []surveys.Visit{}
	if len(waves) == 0 {
		return visits, nil
	}
	err := inSight(db.bun.NewSelect().Model(&visits), s).Where("visit.wave_id IN (?)", bun.List(waves)).
		OrderExpr("visit.visited_day, visit.id").Scan(ctx)
	return visits, translate(err)
}

// OverdueVisits returns visits of every organisation that wait for their auditor and whose window ended before day, at
// most limit. It takes no scope: the clock asks.
func OverdueVisits(ctx context.Context, db DB, day, limit int) ([]surveys.Visit, error) {
	visits := []surveys.Visit{}
	err := db.bun.NewSelect().Model(&visits).Where("visit.to_day < ?", day).
		Where("visit.state IN (?)", bun.List(waiting)).
		OrderExpr("visit.org_id, visit.id").Limit(int64(limit)).Scan(ctx)
	return visits, translate(err)
}

// InsertVisit adds a visit.
func InsertVisit(ctx context.Context, db DB, v *surveys.Visit) error { return insertRow(ctx, db, v) }

// UpdateVisit writes a visit back.
func UpdateVisit(ctx context.Context, db DB, v *surveys.Visit) error { return updateRow(ctx, db, v) }

// InsertVisitEvent adds a transition; call it in the transaction of the change.
func InsertVisitEvent(ctx context.Context, db DB, e *surveys.VisitEvent) error {
	return insertRow(ctx, db, e)
}

// VisitEvents returns what happened to a visit, the earliest first. The caller has found the visit in its scope.
func VisitEvents(ctx context.Context, db DB, s surveys.Scope, visit surveys.ID) ([]surveys.VisitEvent, error) {
	events := []surveys.VisitEvent{}
	err := inOrg(db.bun.NewSelect().Model(&events), s).Where("visit_event.visit_id = ?", visit).
		OrderExpr("visit_event.at, visit_event.id").Scan(ctx)
	return events, translate(err)
}

// VisitRevisions returns all revisions of a visit's report, the earliest first. The caller has found the visit.
func VisitRevisions(ctx context.Context, db DB, s surveys.Scope, v *surveys.Visit) ([]surveys.Response, error) {
	revisions := []surveys.Response{}
	err := inOrg(db.bun.NewSelect().Model(&revisions), s).Where("response.id = ?", v.ResponseID).
		OrderExpr("response.revision").Scan(ctx)
	return revisions, translate(err)
}
