package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"time"

	"touchstone/surveys"
)

// Source is the job table.
type Source interface {
	// Claim takes the job that is due longest and leases it until the given time; nil when nothing is due.
	Claim(ctx context.Context, kinds []string, now, lease time.Time) (*surveys.Job, error)
	// Report notes progress and holds the lease longer; held is false when another attempt has the job.
	Report(ctx context.Context, j *surveys.Job, progress int, lease time.Time) (held bool, err error)
	// End writes how the attempt ended.
	End(ctx context.Context, j *surveys.Job) error
	// Sweep removes what has expired.
	Sweep(ctx context.Context, now time.Time) error
}

// Outcome is what a handler leaves: a result for the row, and how long it is kept (0 = for good).
type Outcome struct {
	Result any
	Keep   time.Duration
}

// Handler does one kind of job. progress takes 0…100 and may be called as often as one likes. An error of package
// surveys other than Unavailable is final, because trying again would give the same; any other is tried again.
type Handler func(ctx context.Context, j *surveys.Job, progress func(int)) (Outcome, error)

// Times of the runner.
const (
	lease       = 2 * time.Minute
	heartbeat   = 30 * time.Second
	poll        = 2 * time.Second
	sweepEvery  = 10 * time.Minute
	maxAttempts = 5
)

// Runner works on jobs, one after the other.
type Runner struct {
	Source   Source
	Handlers map[string]Handler
	Now      func() time.Time
	Wake     <-chan struct{} // a value means: something was queued; polling is the safety net
	Log      *slog.Logger
}

// Run works until the context ends. The job at hand then ends too; its lease runs out and another process takes it.
func (r *Runner) Run(ctx context.Context) {
	kinds := make([]string, 0, len(r.Handlers))
	for kind := range r.Handlers {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	var swept time.Time
	for ctx.Err() == nil {
		if now := r.Now(); now.Sub(swept) >= sweepEvery {
			swept = now
			if err := r.Source.Sweep(ctx, now); err != nil && ctx.Err() == nil {
				r.Log.WarnContext(ctx, "expired jobs were not swept", "err", err)
			}
		}
		worked, err := r.Step(ctx, kinds)
		if err != nil && ctx.Err() == nil {
			r.Log.WarnContext(ctx, "no job could be claimed", "err", err)
		}
		if worked {
			continue
		}
		select {
		case <-ctx.Done():
		case <-r.Wake:
		case <-time.After(poll):
		}
	}
}

// Step works on one job if one is due, and reports whether it did.
func (r *Runner) Step(ctx context.Context, kinds []string) (worked bool, err error) {
	now := r.Now().UTC().Truncate(time.Microsecond)
	j, err := r.Source.Claim(ctx, kinds, now, now.Add(lease))
	if err != nil || j == nil {
		return false, err
	}
	if j.Attempt > maxAttempts { // the last attempt had no end: it took the process with it
		r.settle(j, Outcome{}, surveys.E(surveys.Internal, "job.killed"))
		return true, r.Source.End(ctx, j)
	}
	out, err := r.work(ctx, j)
	if ctx.Err() != nil {
		return true, nil // shutting down: the lease runs out and the job is taken up again
	}
	r.settle(j, out, err)
	return true, r.Source.End(ctx, j)
}

// work runs the handler with a heartbeat beside it. Losing the lease ends the attempt.
func (r *Runner) work(ctx context.Context, j *surveys.Job) (out Outcome, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	progress := make(chan int, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.beat(ctx, cancel, j, progress)
	}()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("jobs: %s panicked: %v\n%s", j.Kind, p, debug.Stack())
		}
		cancel(nil)
		<-done
	}()
	return r.Handlers[j.Kind](ctx, j, func(p int) {
		select {
		case progress <- min(max(p, 0), 100):
		default: // the next one will do
		}
	})
}

var errLost = errors.New("jobs: another attempt has the job")

func (r *Runner) beat(ctx context.Context, cancel context.CancelCauseFunc, j *surveys.Job, progress <-chan int) {
	tick := time.NewTicker(heartbeat)
	defer tick.Stop()
	at := j.Progress
	for {
		select {
		case <-ctx.Done():
			return
		case at = <-progress:
		case <-tick.C:
		}
		held, err := r.Source.Report(ctx, j, at, r.Now().UTC().Truncate(time.Microsecond).Add(lease))
		if err == nil && !held {
			cancel(errLost)
			return
		}
	}
}

// settle writes into the job how the attempt ended.
func (r *Runner) settle(j *surveys.Job, out Outcome, err error) {
	now := r.Now().UTC().Truncate(time.Microsecond)
	if err == nil {
		j.State, j.Progress, j.ErrorKey, j.Result = "done", 100, "", encode(out.Result)
		if out.Keep > 0 {
			until := now.Add(out.Keep)
			j.ExpiresAt = &until
		}
		return
	}
	var ours *surveys.Error
	final := errors.As(err, &ours) && ours.Kind != surveys.Unavailable
	r.Log.Warn("a job failed", "kind", j.Kind, "job", j.ID.String(), "attempt", j.Attempt, "err", err)
	j.ErrorKey = "error.internal"
	if ours != nil {
		j.ErrorKey = ours.Key
	}
	if final || j.Attempt >= maxAttempts {
		until := now.Add(7 * 24 * time.Hour)
		j.State, j.ExpiresAt = "dead", &until
		return
	}
	j.State, j.RunAt = "queued", now.Add(backOff(j.Attempt))
}

// backOff waits 5 s, 10 s, 20 s, … before the next attempt, a random half of it less, so that jobs that failed together
// do not come back together.
func backOff(attempt int) time.Duration {
	full := 5 * time.Second << min(attempt-1, 8)
	return full/2 + rand.N(full/2+1)
}

func encode(result any) json.RawMessage {
	if result == nil {
		return json.RawMessage("{}")
	}
	b, err := json.Marshal(result)
	if err != nil {
		return json.RawMessage("{}")
	}
	return b
}
