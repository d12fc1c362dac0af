package store

import (
	"context"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// InsertJob queues a job. Conflict when an unfinished job of the kind has the same unique key.
func InsertJob(ctx context.Context, db DB, j *surveys.Job) error { return insertRow(ctx, db, j) }

// FindJob returns a job of the organisation: of one user, or of everybody when user is zero.
func FindJob(ctx context.Context, db DB, s surveys.Scope, kind string, user, id surveys.ID) (*surveys.Job, error) {
	j := new(surveys.Job)
	q := inOrg(db.bun.NewSelect().Model(j), s).Where("?TableAlias.kind = ? AND ?TableAlias.id = ?", kind, id)
	if !user.IsZero() {
		q = q.Where("?TableAlias.created_by = ?", user)
	}
	return findRow(ctx, q, j)
}

// ListJobs returns jobs of a kind, the newest first: of one user, or of everybody when user is zero.
func ListJobs(ctx context.Context, db DB, s surveys.Scope, kind string, user surveys.ID, p surveys.Page) (surveys.List[surveys.Job], error) {
	var jobs []surveys.Job
	q := inOrg(db.bun.NewSelect().Model(&jobs), s).Where("?TableAlias.kind = ?", kind)
	if !user.IsZero() {
		q = q.Where("?TableAlias.created_by = ?", user)
	}
	return listByID(ctx, q, &jobs, p, func(j surveys.Job) surveys.ID { return j.ID })
}

// ClaimJob takes the job that is due longest, in whatever organisation: a queued one, or a running one whose lease ran
// out because its worker died. nil when nothing is due. Call it in a transaction of its own.
func ClaimJob(ctx context.Context, db DB, kinds []string, now, lease time.Time) (*surveys.Job, error) {
	if len(kinds) == 0 {
		return nil, nil
	}
	j := new(surveys.Job)
	q := db.bun.NewSelect().Model(j).Where("?TableAlias.kind IN (?)", bun.List(kinds)).
		Where("(?TableAlias.state = 'queued' AND ?TableAlias.run_at <= ?) OR (?TableAlias.state = 'running' AND ?TableAlias.lease_until < ?)", now, now).
		OrderExpr("run_at, id")
	j, err := findRow(ctx, db.dia.skipLocked(q), j)
	if surveys.KindOf(err) == surveys.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	j.State, j.LeaseUntil, j.Attempt = "running", lease, j.Attempt+1
	return j, updateRow(ctx, db, j)
}

// ReportJob notes progress (0…100) and holds the lease longer. It does nothing when another attempt has the job by now;
// held tells.
func ReportJob(ctx context.Context, db DB, j *surveys.Job, progress int, lease time.Time) (held bool, err error) {
	res, err := db.bun.NewUpdate().Model((*surveys.Job)(nil)).Set("progress = ?", progress).Set("lease_until = ?", lease).
		Where("org_id = ? AND id = ? AND state = 'running' AND attempt = ?", j.OrgID, j.ID, j.Attempt).Exec(ctx)
	if err != nil {
		return false, translate(err)
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// EndJob writes how an attempt ended: state, result, error, next run. It does nothing when another attempt has the job.
func EndJob(ctx context.Context, db DB, j *surveys.Job) error {
	_, err := db.bun.NewUpdate().Model(j).Column("state", "progress", "run_at", "lease_until", "result", "error_key", "expires_at").
		WherePK().Where("state = 'running' AND attempt = ?", j.Attempt).Exec(ctx)
	return translate(err)
}

// ExpiredJobs returns at most limit finished jobs of a kind whose result may go.
func ExpiredJobs(ctx context.Context, db DB, kind string, now time.Time, limit int) ([]surveys.Job, error) {
	jobs := []surveys.Job{}
	err := db.bun.NewSelect().Model(&jobs).Where("kind = ? AND expires_at < ?", kind, now).
		Where("state IN ('done', 'dead')").OrderExpr("expires_at").Limit(int64(limit)).Scan(ctx)
	return jobs, translate(err)
}

// DeleteJob removes a finished job.
func DeleteJob(ctx context.Context, db DB, org, id surveys.ID) error {
	_, err := db.bun.NewDelete().Model((*surveys.Job)(nil)).
		Where("org_id = ? AND id = ? AND state IN ('done', 'dead')", org, id).Exec(ctx)
	return translate(err)
}

// JobsWithBlob counts jobs of any organisation whose result is the blob: equal files share one.
func JobsWithBlob(ctx context.Context, db DB, sha string) (int, error) {
	n, err := db.bun.NewSelect().Model((*surveys.Job)(nil)).Where("result ->> 'sha' = ?", sha).Count(ctx)
	return int(n), translate(err)
}

// EmptyResult is the result of a job that has none yet.
var EmptyResult = json.RawMessage("{}")
