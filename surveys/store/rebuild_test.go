package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// Whatever happens in whatever order, the derived tables equal those that a rebuild makes of the responses.
func TestDerivationEqualsRebuild(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		c, d := closing(t, store.NewCommitter(st)), store.NewDeriver(st)
		round := 0
		rapid.Check(t, func(rt *rapid.T) {
			round++
			f := newFixture(t, st, fmt.Sprint("org", round))
			ctx := context.Background()
			var made []*surveys.Response
			rt.Repeat(map[string]func(*rapid.T){
				"submit": func(rt *rapid.T) {
					r := f.response(fullAnswers(rapid.IntRange(0, 500).Draw(rt, "answers")))
					r.LocalDay = 20261101 + rapid.IntRange(0, 2).Draw(rt, "day")
					f.submit(c, r)
					made = append(made, r)
				},
				"validity": func(rt *rapid.T) {
					if len(made) == 0 {
						return
					}
					r := rapid.SampledFrom(made).Draw(rt, "response")
					valid := rapid.Bool().Draw(rt, "valid")
					must(t, st.InTx(ctx, func(ctx context.Context, db store.DB) error {
						return store.UpdateValidity(ctx, db, f.org, r.ID, valid, "why", fixtureTime)
					}))
				},
				"amend": func(rt *rapid.T) {
					if len(made) == 0 {
						return
					}
					at := rapid.IntRange(0, len(made)-1).Draw(rt, "response")
					next := *made[at]
					next.Revision++
					next.Answers = fullAnswers(rapid.IntRange(0, 500).Draw(rt, "answers"))
					f.hash(&next)
					_, err := c.Submit(ctx, store.Member{Response: &next, Guard: func(ctx context.Context, db store.DB) error {
						return store.SupersedeRevisions(ctx, db, f.org, next.ID, next.Revision)
					}})
					must(t, err)
					made[at] = &next
				},
				"derive": func(rt *rapid.T) {
					_, err := d.Batch(ctx, rapid.IntRange(1, 5).Draw(rt, "batch"))
					must(t, err)
				},
				"rebuild": func(rt *rapid.T) { must(t, d.Rebuild(ctx, f.org, f.instrument, fixtureTime)) },
			})
			f.drain(d)
			before := f.derived()
			must(t, d.Rebuild(ctx, f.org, f.instrument, fixtureTime))
			f.drain(store.NewDeriver(st))
			if after := f.derived(); !slices.Equal(before, after) {
				rt.Fatalf("derived:\n%s\nrebuilt:\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
			}
			f.checkSums(made)
		})
	})
}

// checkSums counts the responses by hand and compares.
func (f *fixture) checkSums(made []*surveys.Response) {
	f.t.Helper()
	var n, sum, ten int64
	for _, r := range made {
		stored, err := store.FindResponse(context.Background(), f.st.Read(), f.scope, r.ID)
		must(f.t, err)
		if !stored.Valid {
			continue
		}
		v := int64(*stored.Answers["nps"].Number)
		n, sum = n+1, sum+v
		if v == 10 {
			ten++
		}
	}
	if h := f.histogram("nps", store.HistogramFilter{}); h.N != n || h.Sum != sum || h.C10 != ten {
		f.t.Fatalf("histogram %+v, counted n %d sum %d ten %d", h, n, sum, ten)
	}
}

// Two processes derive the same changes at the same time, while responses are flipped and a rebuild runs.
func TestTwoDerivers(t *testing.T) {
	surveytest.EachURL(t, func(t *testing.T, url string) {
		f := newFixture(t, surveytest.Open(t, url), "a")
		ctx := context.Background()
		c := closing(t, store.NewCommitter(f.st))
		const n = 300
		var made []*surveys.Response
		for i := range n {
			made = append(made, f.response(fullAnswers(i)))
		}
		_, errs := store.CommitTogether(c, members(made)...)
		for _, err := range errs {
			must(t, err)
		}
		var derivers, writers sync.WaitGroup
		stop := make(chan struct{})
		for range 2 {
			d := store.NewDeriver(surveytest.Open(t, url))
			derivers.Go(func() {
				for done := false; !done; {
					select {
					case <-stop:
						done = true
					default:
					}
					if _, err := d.Batch(ctx, 7); err != nil && surveys.KindOf(err) != surveys.Unavailable {
						t.Error(err)
						return
					}
				}
			})
		}
		writers.Go(func() {
			for i, r := range made {
				err := f.st.InTx(ctx, func(ctx context.Context, db store.DB) error {
					if err := store.UpdateValidity(ctx, db, f.org, r.ID, false, "no", fixtureTime); err != nil {
						return err
					}
					return store.UpdateValidity(ctx, db, f.org, r.ID, i%3 > 0, "", fixtureTime)
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
		d := store.NewDeriver(f.st)
		writers.Go(func() {
			for range 3 {
				if err := d.Rebuild(ctx, f.org, f.instrument, fixtureTime); err != nil {
					t.Error(err)
				}
			}
		})
		writers.Wait()
		close(stop)
		derivers.Wait()
		f.drain(d)
		f.checkSums(made)
		before := f.derived()
		must(t, d.Rebuild(ctx, f.org, f.instrument, fixtureTime))
		f.drain(d)
		if !slices.Equal(before, f.derived()) {
			t.Error("two derivers left something else than a rebuild")
		}
	})
}

// On PostgreSQL a rebuild waits for batches under way, and a batch for a rebuild; batches do not wait for each other.
// (On SQLite there is one writer.)
func TestRebuildAndBatchesAreApart(t *testing.T) {
	f := newFixture(t, surveytest.Open(t, surveytest.Postgres(t)), "a")
	ctx := context.Background()
	d := store.NewDeriver(f.st)
	batch := func() error { _, err := d.Batch(ctx, 10); return err }
	rebuild := func() error { return d.Rebuild(ctx, f.org, f.instrument, fixtureTime) }
	for _, c := range []struct {
		name  string
		alone bool
		work  func() error
		waits bool
	}{{"rebuild beside a batch", false, rebuild, true}, {"batch beside a rebuild", true, batch, true}, {"batch beside a batch", false, batch, false}} {
		f.submit(closing(t, store.NewCommitter(f.st)), f.response(fullAnswers(1)))
		done := make(chan error, 1)
		must(t, f.st.InTx(ctx, func(ctx context.Context, db store.DB) error {
			must(t, store.LockDerivation(ctx, db, f.org, c.alone))
			go func() { done <- c.work() }()
			for {
				select {
				case err := <-done:
					done <- err
					if c.waits {
						t.Errorf("%s: it did not wait", c.name)
					}
					return nil
				default:
				}
				if f.count("pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") > 0 {
					if !c.waits {
						t.Errorf("%s: it waits", c.name)
					}
					return nil
				}
			}
		}))
		must(t, <-done)
	}
}
