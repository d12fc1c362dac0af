package service_test

import (
	"context"
	"io"
	"math"
	"slices"
	"strconv"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// counted is what newCounted imports: October, and November with two locations and ten answers without one.
//
//	October   n1  20 × nps 9, 20 × nps 5, all csat 4
//	November  n1  30 × nps 10, 10 × nps 8, 10 × nps 3, all csat 5, came by shop
//	          s1  20 × nps 9, 20 × nps 6, all csat 2, came by telephone, two of them with words
//	          –   10 × nps 0, csat 3
var counted = [][]string{
	{"nps", "csat", "channel", "comment", "location", "date", "Freq"},
	{"9", "4", "shop", "", "n1", "2026-10-10", "20"},
	{"5", "4", "shop", "", "n1", "2026-10-11", "20"},
	{"10", "5", "shop", "", "n1", "2026-11-02", "30"},
	{"8", "5", "shop", "", "n1", "2026-11-03", "10"},
	{"3", "5", "shop", "", "n1", "2026-11-04", "10"},
	{"9", "2", "phone", "", "s1", "2026-11-05", "20"},
	{"6", "2", "phone", "", "s1", "2026-11-06", "18"},
	{"6", "2", "phone", "等了很久", "s1", "2026-11-07", "1"},
	{"6", "2", "phone", "=1+1 is what it felt like", "s1", "2026-11-08", "1"},
	{"0", "3", "", "", "", "2026-11-09", "10"},
}

func newCounted(t *testing.T, st *store.Store) *desk {
	t.Helper()
	d := newDesk(t, st)
	d.AddWave(t, d.live, "desk-w0", 20261001, 20261031)
	in := service.ImportInput{InstrumentCode: "desk", FileName: "desk.csv", FileHash: service.HashFile([]byte("desk")), Rows: counted}
	if _, err := d.importLater(in); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) results(who string, change ...func(*service.ResultFilter)) report.Satisfaction {
	d.t.Helper()
	f := service.ResultFilter{InstrumentID: d.live.Instrument.ID}
	for _, c := range change {
		c(&f)
	}
	r, err := d.Satisfaction(context.Background(), d.Actor(who), f)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func tile(r report.Satisfaction, name string) report.Tile {
	i := slices.IndexFunc(r.Tiles, func(t report.Tile) bool { return t.Measure == name })
	if i < 0 {
		return report.Tile{}
	}
	return r.Tiles[i]
}

// is reports whether a figure has that value and n.
func is(f surveys.Figure, value float64, n int64) bool {
	return f.Value != nil && math.Abs(*f.Value-value) < 1e-9 && f.N == n
}

func TestSatisfactionCountsByHand(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newCounted(t, st)
		r := d.results("alice")
		if h := r.Header; h.Wave == nil || h.Wave.Code != "desk-w1" || h.PreviousWave == nil || h.PreviousWave.Code != "desk-w0" ||
			h.Responses != 100 || h.FirstDay != 20261102 || h.LastDay != 20261109 || h.NotDerived != 0 || len(h.Waves) != 2 {
			t.Errorf("header %+v", h)
		}
		nps := tile(r, report.MeasureNPS)
		if !is(nps.Current, 10, 100) || !is(*nps.Previous, 0, 40) || nps.Change.Value != 10 {
			t.Errorf("nps %+v", nps)
		}
		if s := nps.Shares; !is(s.Promoters, 50, 100) || !is(s.Passives, 10, 100) || !is(s.Detractors, 40, 100) {
			t.Errorf("shares %+v", s)
		}
		rate := tile(r, report.MeasureT2B)
		if !is(rate.Current, 50, 100) || !is(*rate.Previous, 100, 40) || rate.Change.Tone != report.ToneBad || rate.Current.Base != 100 {
			t.Errorf("rate %+v", rate)
		}
		if len(r.Tiles) != 2 || r.RankedBy != report.MeasureT2B {
			t.Errorf("%d tiles, ranked by %s", len(r.Tiles), r.RankedBy)
		}
		d.checkPlaces(r)
		if len(r.Trend) != 2 || !is(r.Trend[0].Figures[1].Figure, 0, 40) || !r.Trend[1].Current {
			t.Errorf("trend %+v", r.Trend)
		}
		item := r.Items[1]
		if item.Code != "csat" || item.N != 100 || item.Counts[1].Count != 40 || item.Counts[4].Count != 50 || !is(item.Figures[1].Figure, 3.6, 100) {
			t.Errorf("csat %+v", item)
		}
		d.checkOneMore()
	})
}

func (d *desk) checkPlaces(r report.Satisfaction) {
	d.t.Helper()
	if len(r.Locations) != 2 || r.Locations[0].Code != "n1" || r.Locations[0].Rank != 1 || r.Locations[1].Code != "s1" ||
		r.Locations[1].Rank != 2 || !is(r.Locations[0].Figures[1].Figure, 40, 50) || !is(r.Locations[1].Figures[1].Figure, 0, 40) ||
		r.Locations[0].Parent.Code != "north" {
		d.t.Errorf("locations %+v", r.Locations)
	}
	var units []string
	for _, u := range r.Units {
		units = append(units, u.Code)
	}
	if !slices.Equal(units, []string{"head", "north", "south"}) || r.Units[0].Responses != 90 || r.Units[1].Rank != 1 || r.Units[2].Rank != 2 {
		d.t.Errorf("units %v %+v", units, r.Units)
	}
}

// checkOneMore adds one promoter and looks at the exact change.
func (d *desk) checkOneMore() {
	d.t.Helper()
	ctx := context.Background()
	if _, err := d.Submit(ctx, d.submission(10)); err != nil {
		d.t.Fatal(err)
	}
	if r := d.results("alice"); r.Header.NotDerived != 1 || !is(tile(r, report.MeasureNPS).Current, 10, 100) {
		d.t.Errorf("before the derivation: %d waiting, %+v", r.Header.NotDerived, tile(r, report.MeasureNPS).Current)
	}
	if _, err := d.Derive(ctx); err != nil {
		d.t.Fatal(err)
	}
	if r := d.results("alice"); r.Header.NotDerived != 0 || !is(tile(r, report.MeasureNPS).Current, 100*11.0/101, 101) {
		d.t.Errorf("after it: %+v", tile(r, report.MeasureNPS).Current)
	}
}

func TestResultsStayInSight(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newCounted(t, st)
		ctx := context.Background()
		f := service.ResultFilter{InstrumentID: d.live.Instrument.ID}
		for _, who := range []string{"mallory", "faye"} { // another organisation, another client
			_, err := d.Satisfaction(ctx, d.Actor(who), f)
			d.refused(err, surveys.NotFound, "error.not_found")
			_, err = d.Groups(ctx, d.Actor(who), f)
			d.refused(err, surveys.NotFound, "error.not_found")
			_, err = d.Verbatims(ctx, d.Actor(who), f, "", surveys.Page{})
			d.refused(err, surveys.NotFound, "error.not_found")
		}
		_, err := d.Satisfaction(ctx, d.Actor("dora"), f)
		d.refused(err, surveys.Forbidden, "error.forbidden")
		// bob holds the north: the one location there, and nothing that was answered elsewhere or nowhere.
		bob := d.results("bob")
		if bob.Header.Responses != 50 || !is(tile(bob, report.MeasureNPS).Current, 40, 50) || len(bob.Locations) != 1 || len(bob.Units) != 1 {
			t.Errorf("bob sees %+v", bob)
		}
		words, err := d.Verbatims(ctx, d.Actor("bob"), f, "", surveys.Page{})
		if err != nil || len(words.Items) != 0 {
			t.Errorf("bob reads %v, %v", words.Items, err)
		}
		south := func(f *service.ResultFilter) { f.UnitID = d.A.One.South.ID }
		if r := d.results("alice", south); !is(tile(r, report.MeasureNPS).Current, 0, 40) || r.Header.Unit == nil {
			t.Errorf("south %+v", r.Header)
		}
		f.UnitID = d.A.One.South.ID
		_, err = d.Satisfaction(ctx, d.Actor("bob"), f)
		d.refused(err, surveys.NotFound, "error.not_found")
		f.UnitID = d.A.Two.South.ID // another client's unit
		_, err = d.Satisfaction(ctx, d.Actor("alice"), f)
		d.refused(err, surveys.NotFound, "error.not_found")
	})
}

func TestGroupsAndWords(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newCounted(t, st)
		ctx := context.Background()
		f := service.ResultFilter{InstrumentID: d.live.Instrument.ID}
		g, err := d.Groups(ctx, d.Actor("alice"), f)
		if err != nil || len(g.Tables) != 2 {
			t.Fatalf("%d tables, %v", len(g.Tables), err)
		}
		nps := g.Tables[0] // channel × nps
		if nps.Rows[0].N != 50 || nps.Rows[0].Cells[10].Count != 30 || !is(nps.Rows[0].Cells[10].Share, 60, 50) ||
			!is(nps.Rows[0].Figures[0].Figure, 40, 50) || nps.Rows[1].N != 40 || nps.Total.N != 90 {
			t.Errorf("%+v", nps)
		}
		first, err := d.Verbatims(ctx, d.Actor("alice"), f, "comment", surveys.Page{Limit: 1})
		if err != nil || len(first.Items) != 1 || first.Next == "" {
			t.Fatalf("%+v, %v", first, err)
		}
		if v := first.Items[0]; v.Day != 20261108 || v.Location.Code != "s1" || v.Wave.Code != "desk-w1" || len(v.Scores) != 2 || v.Scores[1].Answer != 6 {
			t.Errorf("%+v", v)
		}
		after, err := surveys.ParseCursor(first.Next)
		if err != nil {
			t.Fatal(err)
		}
		second, err := d.Verbatims(ctx, d.Actor("alice"), f, "", surveys.Page{Limit: 1, After: after})
		if err != nil || len(second.Items) != 1 || second.Items[0].Text != "等了很久" || second.Next != "" {
			t.Errorf("%+v, %v", second, err)
		}
		_, err = d.Verbatims(ctx, d.Actor("alice"), f, "nps", surveys.Page{})
		d.refused(err, surveys.NotFound, "error.not_found")
	})
}

// A workbook finds out once whose words it may show, and not again for every page of them.
func TestWordsOfAWorkbookResolveOnce(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newCounted(t, st)
		looks := func() (n int) { // every resolution notes its time
			d.tick = func() { n++ }
			defer func() { d.tick = nil }()
			_, err := d.RunExport(context.Background(), d.Actor("alice"), surveys.ExportRequest{Report: "satisfaction", Lang: "en", InstrumentID: d.live.Instrument.ID}, io.Discard)
			must(t, err)
			return n
		}
		one := looks()
		rows := [][]string{counted[0], {"9", "4", "shop", "quick and kind", "n1", "2026-11-10", strconv.Itoa(2*surveys.MaxPage + 1)}}
		_, err := d.importLater(service.ImportInput{InstrumentCode: "desk", FileName: "x.csv", FileHash: service.HashFile([]byte("x")), Rows: rows})
		must(t, err)
		if three := looks(); three != one {
			t.Errorf("one page of words takes %d looks at the clock, three pages %d", one, three)
		}
	})
}

func TestMinimumHidesFewAnswers(t *testing.T) {
	d := newCounted(t, surveytest.Open(t, surveytest.SQLite(t)))
	gated := service.New(service.Config{Store: d.Store, Now: d.clock, Secret: make([]byte, 32), BaseURL: "http://127.0.0.1:1", MinimumN: 45})
	t.Cleanup(func() { gated.Close(context.Background()) })
	ctx := context.Background()
	f := service.ResultFilter{InstrumentID: d.live.Instrument.ID}
	r, err := gated.Satisfaction(ctx, d.Actor("alice"), f)
	if err != nil {
		t.Fatal(err)
	}
	s1 := r.Locations[1].Figures[1].Figure
	if s1.Status != surveys.FigureSuppressed || s1.Value != nil || s1.N != 40 || r.Locations[1].Rank != 0 || !is(tile(r, report.MeasureNPS).Current, 10, 100) {
		t.Errorf("s1 %+v", r.Locations[1])
	}
	if p := tile(r, report.MeasureNPS); p.Previous.Value != nil || p.Change != nil {
		t.Errorf("a change tells what was hidden: %+v", p)
	}
	f.LocationID = d.A.One.Locations[3].ID
	r, err = gated.Satisfaction(ctx, d.Actor("alice"), f)
	if err != nil || !r.Items[0].Suppressed || len(r.Items[0].Counts) != 0 {
		t.Errorf("counts of s1: %+v, %v", r.Items[0], err)
	}
	words, err := gated.Verbatims(ctx, d.Actor("alice"), f, "", surveys.Page{})
	if err != nil || len(words.Items) != 0 {
		t.Errorf("words of s1: %v, %v", words.Items, err)
	}
	g, err := gated.Groups(ctx, d.Actor("alice"), service.ResultFilter{InstrumentID: d.live.Instrument.ID})
	if err != nil || !g.Tables[0].Rows[1].Suppressed || len(g.Tables[0].Rows[1].Cells) != 0 || g.Tables[0].Rows[1].Figures[0].Figure.Value != nil {
		t.Errorf("group of 40: %+v, %v", g.Tables[0].Rows[1], err)
	}
}

func TestNoAnswersIsNotZero(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		r := d.results("alice")
		for _, x := range r.Tiles {
			if x.Current.Status != surveys.FigureNotAvailable || x.Current.Value != nil || x.Current.Interval != nil || x.Previous != nil {
				t.Errorf("%+v", x)
			}
		}
		if len(r.Tiles) != 2 || len(r.Locations) != 0 || len(r.Trend) != 0 || r.Header.Completion.Value != nil {
			t.Errorf("%+v", r)
		}
	})
}
