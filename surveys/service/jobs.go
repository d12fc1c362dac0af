package service

import (
	"context"
	"encoding/json"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/jobs"
	"touchstone/surveys/store"
)

// wake tells the runner of this process that something was queued; other processes find it by polling.
var wake = make(chan struct{}, 1)

func ring() {
	select {
	case wake <- struct{}{}:
	default: // it is awake already
	}
}

// Jobs returns the runner of this process. Run it beside the server.
func (s *Service) Jobs() *jobs.Runner {
	return &jobs.Runner{Source: jobTable{s}, Now: s.now, Wake: wake, Log: s.log,
		Handlers: map[string]jobs.Handler{jobExport: s.workExport}}
}

// DrainJobs works on due jobs until none is left, for the command line and tests.
func (s *Service) DrainJobs(ctx context.Context) error {
	r := s.Jobs()
	for {
		worked, err := r.Step(ctx, []string{jobExport})
		if err != nil || !worked {
			return err
		}
	}
}

// enqueue writes a job in the transaction of what wants it.
func (s *Service) enqueue(ctx context.Context, db store.DB, a surveys.Actor, kind, key string, payload any) (*surveys.Job, error) {
	raw, err := json.Marshal(payload)
	if err != nil {
		return nil, err
	}
	now := s.clock()
	j := &surveys.Job{OrgID: a.OrgID, ID: surveys.NewID(now), Kind: kind, Key: key, Payload: raw, State: "queued", RunAt: now,
		LeaseUntil: now, Result: store.EmptyResult, CreatedBy: a.UserID, CreatedAt: now}
	return j, store.InsertJob(ctx, db, j)
}

// jobTable is the job table as the runner sees it.
type jobTable struct{ s *Service }

func (t jobTable) Claim(ctx context.Context, kinds []string, now, lease time.Time) (j *surveys.Job, err error) {
	err = t.s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		j, err = store.ClaimJob(ctx, db, kinds, now, lease)
		return err
	})
	return j, err
}

func (t jobTable) Report(ctx context.Context, j *surveys.Job, progress int, lease time.Time) (held bool, err error) {
	err = t.s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		held, err = store.ReportJob(ctx, db, j, progress, lease)
		return err
	})
	return held, err
}

func (t jobTable) End(ctx context.Context, j *surveys.Job) error {
	return t.s.store.InTx(ctx, func(ctx context.Context, db store.DB) error { return store.EndJob(ctx, db, j) })
}

func (t jobTable) Sweep(ctx context.Context, now time.Time) error {
	for {
		expired, err := store.ExpiredJobs(ctx, t.s.store.Read(), jobExport, now, 100)
		if err != nil || len(expired) == 0 {
			return err
		}
		for _, j := range expired {
			if err := t.s.dropExport(ctx, j); err != nil {
				return err
			}
		}
	}
}
