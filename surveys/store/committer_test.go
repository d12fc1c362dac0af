package store_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

func closing(t testing.TB, c *store.Committer) *store.Committer {
	t.Cleanup(func() {
		if err := c.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return c
}

func (f *fixture) count(query string, args ...any) int64 {
	f.t.Helper()
	rows, err := f.st.Query(context.Background(), "SELECT COUNT(*) AS n FROM "+query, args...)
	must(f.t, err)
	return rows[0]["n"].(int64)
}

func wantError(t testing.TB, err error, kind surveys.ErrorKind, key string) {
	t.Helper()
	var e *surveys.Error
	if !errors.As(err, &e) || e.Kind != kind || e.Key != key {
		t.Fatalf("error is %v, want %s %s", err, kind, key)
	}
}

// Fifty senders over two processes bring the same response at once: one row, one outbox row, one answer that is not a
// duplicate. Other bytes under the same id are refused and change nothing.
func TestFiftySendsAreOneResponse(t *testing.T) {
	surveytest.EachURL(t, func(t *testing.T, url string) {
		f := newFixture(t, surveytest.Open(t, url), "a")
		processes := []*store.Committer{closing(t, store.NewCommitter(f.st)), closing(t, store.NewCommitter(surveytest.Open(t, url)))}
		r := f.response(fullAnswers(1))
		var first atomic.Int64
		var wg sync.WaitGroup
		for i := range 50 {
			wg.Go(func() {
				same := *r
				same.ReceivedAt = same.ReceivedAt.Add(time.Duration(i) * time.Second)
				out, err := processes[i%2].Submit(context.Background(), store.Member{Response: &same})
				if err != nil || out.ResponseID != r.ID {
					t.Errorf("send %d: %v %v", i, out, err)
				}
				if !out.Duplicate {
					first.Add(1)
				}
			})
		}
		wg.Wait()
		if n := first.Load(); n != 1 {
			t.Errorf("%d sends were told to be the first", n)
		}
		if n, o := f.count("responses"), f.count("outbox"); n != 1 || o != 1 {
			t.Errorf("%d rows and %d outbox rows, want one each", n, o)
		}
		other := *r
		other.Answers = fullAnswers(2)
		f.hash(&other)
		_, err := processes[0].Submit(context.Background(), store.Member{Response: &other})
		wantError(t, err, surveys.Conflict, "error.response_differs")
		stored, err := store.FindResponse(context.Background(), f.st.Read(), f.scope, r.ID)
		must(t, err)
		if stored.BodyHash != r.BodyHash {
			t.Error("the stored response changed")
		}
	})
}

func TestMembersOfOneKeyAreMerged(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		c := closing(t, store.NewCommitter(st))
		r := f.response(fullAnswers(1))
		other := *r
		other.Answers = fullAnswers(2)
		f.hash(&other)
		third := *r
		third.Revision = 2
		m := func(r *surveys.Response) store.Member { return store.Member{Response: r} }
		out, errs := store.CommitTogether(c, m(r), m(r), m(&other), m(&third), m(r))
		if errs[0] != nil || errs[1] != nil || errs[3] != nil || errs[4] != nil {
			t.Fatal(errs)
		}
		wantError(t, errs[2], surveys.Conflict, "error.response_differs")
		if out[0].Duplicate || !out[1].Duplicate || out[3].Duplicate || !out[4].Duplicate {
			t.Errorf("duplicates: %+v", out)
		}
		if n := f.count("responses"); n != 2 {
			t.Errorf("%d rows, want two revisions", n)
		}
	})
}

// A guard refuses its member alone, undoes what it wrote, and does not run for a retry.
func TestGuard(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		c := closing(t, store.NewCommitter(st))
		good, refused, panics, broken, plain := f.response(nil), f.response(nil), f.response(nil), f.response(nil), f.response(nil)
		runs := 0
		guards := []store.Member{
			{Response: plain},
			{Response: good, Guard: func(ctx context.Context, db store.DB) error {
				runs++
				return store.SupersedeRevisions(ctx, db, f.org, plain.ID, 2)
			}},
			{Response: refused, Guard: func(ctx context.Context, db store.DB) error {
				must(t, store.UpdateValidity(ctx, db, f.org, plain.ID, false, "no", fixtureTime))
				return surveys.E(surveys.Gone, "error.survey_closed")
			}},
			{Response: panics, Guard: func(context.Context, store.DB) error { panic("guard") }},
			{Response: broken, Guard: func(ctx context.Context, db store.DB) error {
				return store.InsertClient(ctx, db, &surveys.Client{OrgID: f.org, ID: f.client, Code: "own"})
			}},
		}
		_, errs := store.CommitTogether(c, guards...)
		if errs[0] != nil || errs[1] != nil {
			t.Fatal(errs)
		}
		wantError(t, errs[2], surveys.Gone, "error.survey_closed")
		if surveys.KindOf(errs[3]) != surveys.Internal || surveys.KindOf(errs[4]) != surveys.Conflict {
			t.Errorf("a panic gave %v, a broken rule %v", errs[3], errs[4])
		}
		if n, o := f.count("responses"), f.count("outbox"); n != 2 || o != 2 {
			t.Errorf("%d rows and %d outbox rows, want those of the two good members", n, o)
		}
		stored, err := store.FindResponse(context.Background(), st.Read(), f.scope, plain.ID)
		must(t, err)
		if stored.SupersededBy != 2 || !stored.Valid {
			t.Errorf("the good guard's change is %d, the refused guard's is %v", stored.SupersededBy, !stored.Valid)
		}
		out, errs := store.CommitTogether(c, guards[1])
		if errs[0] != nil || !out[0].Duplicate || runs != 1 {
			t.Errorf("retry: %+v %v, guard ran %d times", out, errs, runs)
		}
	})
}

// A row that the engine refuses fails alone; its group is stored.
func TestGroupErrorFallsBack(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		c := closing(t, store.NewCommitter(st))
		var members []store.Member
		for range 9 {
			members = append(members, store.Member{Response: f.response(fullAnswers(1))})
		}
		members[4].Response.State = "no such state"
		_, errs := store.CommitTogether(c, members...)
		for i, err := range errs {
			if (err != nil) != (i == 4) {
				t.Errorf("member %d: %v", i, err)
			}
		}
		if n, o := f.count("responses"), f.count("outbox"); n != 8 || o != 8 {
			t.Errorf("%d rows, %d outbox rows, want 8 each", n, o)
		}
	})
}

// The queue is bounded: one more is told to come again, and everything that was queued is answered on Close.
func TestQueueIsBounded(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		c := store.NewCommitter(st)
		entered, open := make(chan struct{}), make(chan struct{})
		var wg sync.WaitGroup
		var stored, busy atomic.Int64
		send := func(m store.Member) {
			_, err := c.Submit(context.Background(), m)
			switch {
			case err == nil:
				stored.Add(1)
			case surveys.KindOf(err) == surveys.Unavailable:
				busy.Add(1)
			default:
				t.Error(err)
			}
		}
		blockers := c.Writers()
		for range blockers { // one group each
			blocker := store.Member{Response: f.response(nil), Guard: func(context.Context, store.DB) error {
				entered <- struct{}{}
				<-open
				return nil
			}}
			wg.Go(func() { send(blocker) })
			<-entered
		}
		const extra = 40
		for range store.QueueLength + extra {
			m := store.Member{Response: f.response(nil)}
			wg.Go(func() { send(m) })
		}
		for busy.Load() < extra { // the last senders find the queue full
			time.Sleep(time.Millisecond)
		}
		if n := c.Waiting(); n != store.QueueLength {
			t.Errorf("%d wait", n)
		}
		close(open)
		must(t, c.Close(context.Background()))
		wg.Wait()
		if stored.Load() != int64(store.QueueLength+blockers) || busy.Load() != extra || f.count("responses") != stored.Load() {
			t.Errorf("%d stored, %d told to come again, %d rows", stored.Load(), busy.Load(), f.count("responses"))
		}
		_, err := c.Submit(context.Background(), store.Member{Response: f.response(nil)})
		wantError(t, err, surveys.Unavailable, "error.stopping")
	})
}

func TestCallerGoesAway(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		c := store.NewCommitter(st)
		ctx, cancel := context.WithCancel(context.Background())
		r := f.response(nil)
		_, err := c.Submit(ctx, store.Member{Response: r, Guard: func(context.Context, store.DB) error {
			cancel() // while its transaction runs
			return nil
		}})
		must(t, c.Close(context.Background()))
		if err != nil {
			wantError(t, err, surveys.Unavailable, "error.commit_unknown")
		}
		if n := f.count("responses"); n != 1 {
			t.Errorf("%d rows: one caller's leaving must not undo a commit", n)
		}
	})
}
