package store_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

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

func members(list []*surveys.Response) []store.Member {
	var out []store.Member
	for _, r := range list {
		out = append(out, store.Member{Response: r})
	}
	return out
}
