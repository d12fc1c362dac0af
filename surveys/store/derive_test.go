package store_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// derived is everything that derives from responses, as sorted lines.
func (f *fixture) derived() []string {
	f.t.Helper()
	var out []string
	for _, table := range []string{"answers", "histograms", "histogram_months", "histogram_options"} {
		rows, err := f.st.Query(context.Background(), "SELECT * FROM "+table+" WHERE org_id = ?", f.org)
		must(f.t, err)
		for _, r := range rows {
			var cells []string
			for _, column := range slices.Sorted(maps.Keys(r)) {
				cells = append(cells, fmt.Sprint(column, "=", r[column]))
			}
			out = append(out, table+" "+strings.Join(cells, " "))
		}
	}
	slices.Sort(out)
	return out
}

func (f *fixture) histogram(item string, filter store.HistogramFilter) surveys.Histogram {
	f.t.Helper()
	filter.InstrumentID, filter.Items = f.instrument, []string{item}
	list, err := store.ListHistograms(context.Background(), f.st.Read(), f.scope, filter)
	must(f.t, err)
	sum := surveys.Histogram{}
	for _, h := range list {
		sum.N, sum.Sum, sum.SumSq = sum.N+h.N, sum.Sum+h.Sum, sum.SumSq+h.SumSq
		sum.C0, sum.C1, sum.C9, sum.C10 = sum.C0+h.C0, sum.C1+h.C1, sum.C9+h.C9, sum.C10+h.C10
	}
	return sum
}

func TestDerivedRows(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		c, d := closing(t, store.NewCommitter(st)), store.NewDeriver(st)
		r := f.response(surveys.Answers{"nps": num(9), "city": code("o13"), "why": {Codes: []string{"o0", "o9", "other"}, Text: "more"},
			"spent": num(12.5), "words": {Text: "hello"}, "csat": {Missing: surveys.Skipped}, "type": {Missing: surveys.NotShown}})
		r.TouchpointID = f.waves[0] // any id: the channel's
		f.submit(c, r)
		f.drain(d)
		rows, err := st.Query(context.Background(), `SELECT item, code, num, text, touchpoint_id FROM answers ORDER BY item, code`)
		must(t, err)
		var got []string
		for _, row := range rows {
			place := "channel"
			if fmt.Sprintf("%s", row["touchpoint_id"]) == f.touchpoint.String() {
				place = "item"
			}
			got = append(got, fmt.Sprintf("%v/%v=%v,%v,%s", row["item"], row["code"], row["num"], row["text"], place))
		}
		want := []string{"/=0,,channel", "city/o13=13,,channel", "nps/=9,,item", "spent/=12.5,,channel", "why/o0=0,,channel", "why/o9=9,,channel",
			"why/other=12,more,channel", "words/=0,hello,channel"}
		if !slices.Equal(got, want) {
			t.Errorf("answers are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if h := f.histogram("nps", store.HistogramFilter{}); h.N != 1 || h.Sum != 9 || h.SumSq != 81 || h.C9 != 1 {
			t.Errorf("nps: %+v", h)
		}
		if h := f.histogram("why", store.HistogramFilter{}); h.N != 1 || h.Sum != 21 || h.SumSq != 81+144 || h.C0 != 1 || h.C9 != 1 {
			t.Errorf("why: %+v", h)
		}
		options, err := store.ListOptionCounts(context.Background(), st.Read(), f.scope, store.HistogramFilter{InstrumentID: f.instrument})
		must(t, err)
		if len(options) != 2 || options[0].Item != "city" || options[0].Position != 13 || options[1].Position != 12 || options[1].N != 1 {
			t.Errorf("options beyond the columns: %+v", options)
		}
		if n := f.count("histograms WHERE item IN ('spent', 'words', 'day', 'csat', 'type')"); n != 0 {
			t.Errorf("%d histograms of items that have none", n)
		}
	})
}

// Test responses, invalid ones, unfinished ones and those of an import that is still loading are in no figure.
func TestWhatDoesNotCount(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		ctx := context.Background()
		c, d := closing(t, store.NewCommitter(st)), store.NewDeriver(st)
		im := &surveys.Import{OrgID: f.org, ID: surveys.NewID(fixtureTime), InstrumentID: f.instrument, State: store.ImportLoading, CreatedAt: fixtureTime}
		must(t, st.InTx(ctx, func(ctx context.Context, db store.DB) error { return store.BeginImport(ctx, db, im) }))
		for i, change := range []func(r *surveys.Response){
			func(r *surveys.Response) { r.Source = surveys.SourceTest },
			func(r *surveys.Response) { r.Valid = false },
			func(r *surveys.Response) { r.State = surveys.Partial },
			func(r *surveys.Response) { r.SupersededBy = 2 },
			func(r *surveys.Response) { r.ImportID, r.Source = im.ID, surveys.SourceImport },
			func(*surveys.Response) {},
		} {
			r := f.response(fullAnswers(i))
			change(r)
			f.submit(c, r)
		}
		f.drain(d)
		if h := f.histogram("nps", store.HistogramFilter{}); h.N != 1 {
			t.Errorf("%d responses count, want 1", h.N)
		}
		list, err := store.ListResponses(ctx, st.Read(), f.scope, store.ResponseFilter{VisibleOnly: true}, surveys.Page{})
		must(t, err)
		if len(list.Items) != 5 {
			t.Errorf("%d responses are listed, want all but the loading one", len(list.Items))
		}
		for _, want := range []int64{1, 0} { // the second call finds it done
			must(t, st.InTx(ctx, func(ctx context.Context, db store.DB) error {
				n, err := store.ShowImport(ctx, db, f.org, im.ID, fixtureTime)
				if n != want {
					t.Errorf("%d responses became visible, want %d", n, want)
				}
				return err
			}))
		}
		f.drain(d)
		if h := f.histogram("nps", store.HistogramFilter{}); h.N != 2 {
			t.Errorf("%d responses count after the import became visible, want 2", h.N)
		}
	})
}

// A report counts while its visit is published, with its current revision.
func TestReportsCountWhenPublished(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		ctx := context.Background()
		c, d := closing(t, store.NewCommitter(st)), store.NewDeriver(st)
		v := &surveys.Visit{OrgID: f.org, ID: surveys.NewID(fixtureTime), ClientID: f.client, WaveID: f.waves[0], InstrumentID: f.instrument,
			VersionID: f.version, LocationID: f.locations[0], State: surveys.VisitSubmitted, Report: surveys.ReportSubmitted, FromDay: 20261101,
			ToDay: 20261130, Revision: 1, CreatedAt: fixtureTime, UpdatedAt: fixtureTime}
		first := f.response(surveys.Answers{"nps": num(1)})
		v.ResponseID, first.Kind, first.VisitID = first.ID, surveys.Checklist, v.ID
		second := *first
		second.Revision, second.Answers = 2, surveys.Answers{"nps": num(10)}
		f.hash(&second)
		must(t, st.InTx(ctx, func(ctx context.Context, db store.DB) error { return store.InsertVisit(ctx, db, v) }))
		f.submit(c, first)
		f.submit(c, &second)
		for _, step := range []struct {
			report      surveys.ReportState
			revision    int
			excluded    bool
			low, high   int64
			description string
		}{
			{surveys.ReportSubmitted, 1, false, 0, 0, "submitted"},
			{surveys.ReportPublished, 1, false, 1, 0, "published"},
			{surveys.ReportAmended, 2, false, 0, 1, "amended"},
			{surveys.ReportAmended, 2, true, 0, 0, "excluded"},
			{surveys.ReportAmended, 2, false, 0, 1, "included again"},
			{surveys.ReportRetracted, 2, false, 0, 0, "retracted"},
		} {
			must(t, st.Exec(ctx, "UPDATE visits SET report_state = ?, revision = ?, excluded_from_reports = ? WHERE id = ?", step.report, step.revision, step.excluded, v.ID))
			must(t, st.InTx(ctx, func(ctx context.Context, db store.DB) error {
				return store.EnqueueDerive(ctx, db, f.org, fixtureTime, first.ID)
			}))
			f.drain(d)
			if h := f.histogram("nps", store.HistogramFilter{}); h.C1 != step.low || h.C10 != step.high || h.N != step.low+step.high {
				t.Errorf("%s: %+v", step.description, h)
			}
		}
		if lines := f.derived(); len(lines) != 0 {
			t.Errorf("left behind: %v", lines)
		}
	})
}

// Months, days and filters tell the same story.
func TestHistogramFilters(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		c, d := closing(t, store.NewCommitter(st)), store.NewDeriver(st)
		for i := range 60 {
			r := f.response(fullAnswers(i))
			if i%2 == 0 {
				r.LocalDay -= 100
			}
			f.submit(c, r)
		}
		f.drain(d)
		all := f.histogram("nps", store.HistogramFilter{})
		if byDay := f.histogram("nps", store.HistogramFilter{ByDay: true}); byDay != all || all.N != 60 {
			t.Errorf("by day %+v, by month %+v", byDay, all)
		}
		october, november := f.histogram("nps", store.HistogramFilter{ToDay: 20261031}), f.histogram("nps", store.HistogramFilter{FromDay: 20261101})
		if october.N+november.N != 60 || october.N != 30 {
			t.Errorf("october %d, november %d", october.N, november.N)
		}
		part := f.histogram("nps", store.HistogramFilter{FromDay: 20261103, ToDay: 20261110})
		if n := f.count("answers WHERE item = 'nps' AND local_day BETWEEN 20261103 AND 20261110"); part.N != n || n == 0 {
			t.Errorf("part of a month counts %d, want %d", part.N, n)
		}
		place := store.HistogramFilter{LocationIDs: f.locations[:1], WaveIDs: f.waves[:1]}
		n := f.count("answers WHERE item = 'nps' AND location_id = ? AND wave_id = ?", f.locations[0], f.waves[0])
		if h := f.histogram("nps", place); h.N != n || n == 0 {
			t.Errorf("one location in one wave counts %d, want %d", h.N, n)
		}
	})
}

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

func members(list []*surveys.Response) []store.Member {
	var out []store.Member
	for _, r := range list {
		out = append(out, store.Member{Response: r})
	}
	return out
}
