package jobs_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/jobs"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// table is the real job table, as service has it.
type table struct{ st *store.Store }

func (t table) Claim(ctx context.Context, kinds []string, now, lease time.Time) (j *surveys.Job, err error) {
	err = t.st.InTx(ctx, func(ctx context.Context, db store.DB) error {
		j, err = store.ClaimJob(ctx, db, kinds, now, lease)
		return err
	})
	return j, err
}

func (t table) Report(ctx context.Context, j *surveys.Job, progress int, lease time.Time) (held bool, err error) {
	err = t.st.InTx(ctx, func(ctx context.Context, db store.DB) error {
		held, err = store.ReportJob(ctx, db, j, progress, lease)
		return err
	})
	return held, err
}

func (t table) End(ctx context.Context, j *surveys.Job) error {
	return t.st.InTx(ctx, func(ctx context.Context, db store.DB) error { return store.EndJob(ctx, db, j) })
}

func (t table) Sweep(context.Context, time.Time) error { return nil }

// bench is a runner over the cast with a clock that stands still until it is moved.
type bench struct {
	*jobs.Runner
	t    *testing.T
	st   *store.Store
	org  surveys.ID
	now  time.Time
	runs int
}

func newBench(t *testing.T, st *store.Store, do jobs.Handler) *bench {
	b := &bench{t: t, st: st, org: surveytest.NewCast(t, st).A.Org.ID, now: surveytest.Start}
	b.Runner = &jobs.Runner{Source: table{st}, Now: func() time.Time { return b.now }, Log: slog.New(slog.DiscardHandler),
		Handlers: map[string]jobs.Handler{"test": func(ctx context.Context, j *surveys.Job, p func(int)) (jobs.Outcome, error) {
			b.runs++
			return do(ctx, j, p)
		}}}
	return b
}

func (b *bench) add(key string) error {
	j := &surveys.Job{OrgID: b.org, ID: surveys.NewID(b.now), Kind: "test", Key: key, Payload: json.RawMessage(`{}`), State: "queued",
		RunAt: b.now, LeaseUntil: b.now, Result: json.RawMessage(`{}`), CreatedAt: b.now}
	return b.st.InTx(context.Background(), func(ctx context.Context, db store.DB) error { return store.InsertJob(ctx, db, j) })
}

func (b *bench) step() bool {
	b.t.Helper()
	worked, err := b.Step(context.Background(), []string{"test"})
	if err != nil {
		b.t.Fatal(err)
	}
	return worked
}

func (b *bench) job() surveys.Job {
	b.t.Helper()
	list, err := store.ListJobs(context.Background(), b.st.Read(), surveys.Scope{Org: b.org}, "test", surveys.ID{}, surveys.Page{})
	if err != nil || len(list.Items) == 0 {
		b.t.Fatalf("no job: %v", err)
	}
	return list.Items[0]
}

func TestJobIsDoneOnceWithItsResult(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		b := newBench(t, st, func(_ context.Context, _ *surveys.Job, p func(int)) (jobs.Outcome, error) {
			p(50)
			return jobs.Outcome{Result: map[string]int{"n": 7}, Keep: time.Hour}, nil
		})
		if err := b.add(""); err != nil {
			t.Fatal(err)
		}
		if !b.step() || b.step() || b.runs != 1 {
			t.Errorf("%d runs of one job", b.runs)
		}
		j := b.job()
		var result map[string]int
		if err := json.Unmarshal(j.Result, &result); err != nil || j.State != "done" || j.Progress != 100 || result["n"] != 7 ||
			j.ExpiresAt == nil || !j.ExpiresAt.Equal(b.now.Add(time.Hour)) {
			t.Errorf("%+v, result %s, %v", j, j.Result, err)
		}
	})
}

func TestFailedJobComesBackLaterAndDiesInTheEnd(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		b := newBench(t, st, func(context.Context, *surveys.Job, func(int)) (jobs.Outcome, error) {
			return jobs.Outcome{}, errors.New("disk full")
		})
		if err := b.add(""); err != nil {
			t.Fatal(err)
		}
		last := time.Duration(0)
		for attempt := 1; attempt <= 5; attempt++ {
			if !b.step() {
				t.Fatalf("attempt %d did not happen", attempt)
			}
			j := b.job()
			if j.Attempt != attempt || j.ErrorKey != "error.internal" {
				t.Fatalf("after attempt %d: %+v", attempt, j)
			}
			if attempt == 5 {
				if j.State != "dead" {
					t.Errorf("after five attempts it is %s", j.State)
				}
				break
			}
			if b.step() {
				t.Errorf("attempt %d came back at once", attempt)
			}
			wait := j.RunAt.Sub(b.now)
			if j.State != "queued" || wait < last/2 || wait <= 0 {
				t.Errorf("after attempt %d: %s, wait %v after %v", attempt, j.State, wait, last)
			}
			last, b.now = wait, j.RunAt
		}
		b.now = b.now.Add(24 * time.Hour)
		if b.step() {
			t.Error("a dead job ran again")
		}
	})
}

// What the user did wrong will be wrong tomorrow: no second attempt. A panic is a failure like any other.
func TestFinalErrorsAndPanics(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		var fail func() error
		b := newBench(t, st, func(context.Context, *surveys.Job, func(int)) (jobs.Outcome, error) { return jobs.Outcome{}, fail() })
		for _, test := range []struct {
			name, state, key string
			fail             func() error
		}{
			{"invalid", "dead", "input.reference", func() error { return surveys.E(surveys.Invalid, "input.reference") }},
			{"busy", "queued", "error.unavailable", func() error { return surveys.E(surveys.Unavailable, "error.unavailable") }},
			{"panic", "queued", "error.internal", func() error { panic("a fault of ours") }},
		} {
			fail = test.fail
			b.now = b.now.Add(time.Hour)
			if err := b.add(""); err != nil {
				t.Fatal(err)
			}
			b.step()
			if j := b.job(); j.State != test.state || j.ErrorKey != test.key {
				t.Errorf("%s: %s %s", test.name, j.State, j.ErrorKey)
			}
			fail = func() error { return nil }
			b.now = b.now.Add(time.Hour)
			for b.step() {
			}
		}
	})
}

// A worker that died leaves its job to the next one when the lease has run out, and not before.
func TestDeadWorkersJobIsTakenUp(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		b := newBench(t, st, func(context.Context, *surveys.Job, func(int)) (jobs.Outcome, error) { return jobs.Outcome{}, nil })
		if err := b.add("once"); err != nil {
			t.Fatal(err)
		}
		dead, err := b.Source.Claim(context.Background(), []string{"test"}, b.now, b.now.Add(time.Minute))
		if err != nil || dead == nil {
			t.Fatal(err)
		}
		if err := b.add("once"); surveys.KindOf(err) != surveys.Conflict {
			t.Errorf("the same work was queued beside the running one: %v", err)
		}
		if b.step() {
			t.Error("a leased job was taken")
		}
		b.now = b.now.Add(2 * time.Minute)
		if !b.step() || b.job().State != "done" {
			t.Fatalf("the job was not taken up: %+v", b.job())
		}
		held, err := b.Source.Report(context.Background(), dead, 90, b.now.Add(time.Minute))
		if err != nil || held {
			t.Errorf("the dead worker still holds it: %v %v", held, err)
		}
		dead.State = "failed"
		if err := b.Source.End(context.Background(), dead); err != nil || b.job().State != "done" {
			t.Errorf("the dead worker overwrote the end: %v %s", err, b.job().State)
		}
		if err := b.add("once"); err != nil {
			t.Errorf("the key is not free after the end: %v", err)
		}
	})
}

// A job that takes its process with it every time is given up like one that fails every time.
func TestJobThatKillsItsWorkersIsGivenUp(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		b := newBench(t, st, func(context.Context, *surveys.Job, func(int)) (jobs.Outcome, error) { return jobs.Outcome{}, nil })
		if err := b.add("once"); err != nil {
			t.Fatal(err)
		}
		for attempt := range 5 {
			j, err := b.Source.Claim(context.Background(), []string{"test"}, b.now, b.now.Add(time.Minute))
			if err != nil || j == nil {
				t.Fatalf("attempt %d: %v %v", attempt, j, err)
			}
			b.now = b.now.Add(2 * time.Minute)
		}
		b.step()
		if j := b.job(); b.runs != 0 || j.State != "dead" || j.ErrorKey != "job.killed" || j.ExpiresAt == nil {
			t.Errorf("%d further runs, %+v", b.runs, j)
		}
		b.now = b.now.Add(time.Hour)
		if b.step() {
			t.Error("a dead job was claimed again")
		}
	})
}

func TestManyWorkersShareTheJobs(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		var mu sync.Mutex
		done := map[surveys.ID]int{}
		b := newBench(t, st, nil)
		b.Handlers["test"] = func(_ context.Context, j *surveys.Job, _ func(int)) (jobs.Outcome, error) {
			mu.Lock()
			defer mu.Unlock()
			done[j.ID]++
			return jobs.Outcome{}, nil
		}
		for range 40 {
			if err := b.add(""); err != nil {
				t.Fatal(err)
			}
		}
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				for {
					worked, err := b.Step(context.Background(), []string{"test"})
					if err != nil {
						t.Error(err)
						return
					}
					if !worked {
						return
					}
				}
			})
		}
		all.Wait()
		for id, n := range done {
			if n != 1 {
				t.Errorf("job %s ran %d times", id, n)
			}
		}
		if len(done) != 40 {
			t.Errorf("%d of 40 jobs ran", len(done))
		}
	})
}
