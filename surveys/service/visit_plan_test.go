package service_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// A visit that nobody could make is not planned: its window ends after it begins, lies in the wave and has not gone by
// where the location is.
func TestADeadVisitIsNotPlanned(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		at := f.A.One.Locations[0]
		f.setClock(time.Date(2026, 11, 4, 15, 30, 0, 0, time.UTC)) // 23:30 of the fourth in Shanghai
		plan := func(from, to int) error {
			_, err := f.PlanVisit(ctx, f.Actor("chen"), service.NewVisit{WaveID: f.wave.ID, LocationID: at.ID, FromDay: from, ToDay: to})
			return err
		}
		for _, test := range []struct {
			from, to   int
			field, key string
		}{
			{20261108, 20261106, "to_day", "visit.window_order"},
			{20261101, 20261103, "to_day", "visit.window_over"},
			{20261030, 20261105, "from_day", "visit.window_wave"},
			{20261105, 20261111, "to_day", "visit.window_wave"},
			{20261105, 20261131, "to_day", "input.day"},
			{0, 20261103, "to_day", "visit.window_over"},
			{20261111, 0, "to_day", "visit.window_order"},
		} {
			var refused *surveys.Error
			if err := plan(test.from, test.to); !errors.As(err, &refused) || refused.Key != test.key || refused.Field != test.field {
				t.Errorf("%d to %d: %v", test.from, test.to, err)
			}
		}
		for _, days := range [][2]int{{0, 0}, {20261031, 20261104}, {20261104, 20261104}, {20261110, 20261110}} {
			if err := plan(days[0], days[1]); err != nil {
				t.Errorf("%v: %v", days, err)
			}
		}
		f.setClock(time.Date(2026, 11, 4, 16, 30, 0, 0, time.UTC)) // the fifth has begun
		wantKind(t, plan(20261104, 20261104), surveys.Invalid)
		f.setClock(time.Date(2026, 11, 10, 16, 30, 0, 0, time.UTC)) // the wave is over
		wantKind(t, plan(0, 0), surveys.Invalid)
		list, err := f.ListVisits(ctx, f.Actor("chen"), service.VisitFilter{}, surveys.Page{Limit: 50})
		if err != nil || len(list.Items) != 4 {
			t.Errorf("%d visits were planned, %v", len(list.Items), err)
		}
	})
}

// publishedVisit takes a visit to publication.
func (f *field) publishedVisit(at *surveys.Location, seed byte) (id surveys.ID, photo string) {
	f.t.Helper()
	id, token := f.plan(at)
	photo = f.photo(token, seed)
	if _, err := f.SubmitVisit(context.Background(), service.VisitLink(token), f.report(1, surveytest.WorkedAnswers(photo))); err != nil {
		f.t.Fatal(err)
	}
	for _, step := range []surveys.VisitAction{surveys.ActClaim, surveys.ActApprove, surveys.ActPublish} {
		f.act(id, step, "")
	}
	return id, photo
}

// Who only reads visits learns of one when its report is published: a shop that knows its mystery shopper is due is not
// surprised by one. Who plans, reviews or publishes knows of every visit at the places held.
func TestVisitsAreUnknownUntilPublished(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		one := f.A.One
		waiting, token := f.plan(one.Locations[0])
		hidden := f.photo(token, 9)
		sent, token := f.plan(one.Locations[1])
		if _, err := f.SubmitVisit(ctx, service.VisitLink(token), f.report(1, surveytest.WorkedAnswers(f.photo(token, 8)))); err != nil {
			t.Fatal(err)
		}
		out, shown := f.publishedVisit(one.Locations[0], 1)
		back, taken := f.publishedVisit(one.Locations[0], 2)
		f.act(back, surveys.ActRetract, "重复")
		south, _ := f.plan(one.Locations[3])
		all := []surveys.ID{waiting, sent, out, back, south}

		regional := f.Actor("eve") // who reads in north alone
		regional.Granted = slices.Clone(f.Actor("bob").Granted)
		regional.Granted[0].Verbs = f.Actor("eve").Granted[0].Verbs
		mixed := f.Actor("eve") // who reads everywhere and plans in north
		mixed.Granted = append(slices.Clone(mixed.Granted), f.Actor("bob").Granted...)
		for _, test := range []struct {
			name  string
			actor surveys.Actor
			want  []surveys.ID
		}{
			{"administrator", f.Actor("alice"), all},
			{"reviewer", f.Actor("chen"), all},
			{"manager of north", f.Actor("bob"), all[:4]},
			{"viewer", f.Actor("eve"), []surveys.ID{out, back}},
			{"viewer of north", regional, []surveys.ID{out, back}},
			{"viewer who plans in north", mixed, all[:4]},
			{"system", f.A.System(), all},
		} {
			list, err := f.ListVisits(ctx, test.actor, service.VisitFilter{}, surveys.Page{Limit: 50})
			if err != nil {
				t.Fatalf("%s: %v", test.name, err)
			}
			var got []surveys.ID
			for _, v := range list.Items {
				got = append(got, v.ID)
			}
			slices.SortFunc(got, func(x, y surveys.ID) int { return slices.Index(all, x) - slices.Index(all, y) })
			if !slices.Equal(got, test.want) {
				t.Errorf("%s lists %v, want %v", test.name, got, test.want)
			}
			for _, id := range all {
				_, err := f.FindVisit(ctx, test.actor, id, func(string) surveys.Text { return nil })
				if known := slices.Contains(test.want, id); known != (err == nil) || !known && surveys.KindOf(err) != surveys.NotFound {
					t.Errorf("%s reads visit %d: %v", test.name, slices.Index(all, id), err)
				}
			}
		}
		f.checkViewer(back, waiting, map[string]bool{shown: true, taken: false, hidden: false}, map[string]surveys.ID{shown: out, taken: back, hidden: waiting})
	})
}

// checkViewer looks at what else of visits a viewer could learn from: a retracted report, photos, decisions, results.
func (f *field) checkViewer(retracted, waiting surveys.ID, open map[string]bool, of map[string]surveys.ID) {
	f.t.Helper()
	ctx, eve := context.Background(), f.Actor("eve")
	if v := f.view("eve", retracted); v.Report != surveys.ReportRetracted || v.ReportSeen || v.Score != nil || v.Scored != nil || len(v.Sections) > 0 {
		f.t.Errorf("a viewer sees what a retracted report said: %+v", v.Visit)
	}
	for sha, may := range open {
		file, _, err := f.OpenPhoto(ctx, eve, of[sha], sha)
		if err == nil {
			file.Close()
		}
		if may != (err == nil) {
			f.t.Errorf("photo %.8s: %v, want open %v", sha, err, may)
		}
	}
	wantKind(f.t, f.ActOnVisit(ctx, eve, waiting, service.VisitAct{Action: surveys.ActPublish}), surveys.NotFound)
	for who, want := range map[string]int64{"eve": 2, "chen": 5, "gao": 2} {
		r, err := f.Checklist(ctx, f.Actor(who), service.ChecklistFilter{WaveID: f.wave.ID})
		if err != nil || r.Summary.Own.Planned != want || r.Summary.Own.Valid != 1 || len(r.Visits) != 1 {
			f.t.Errorf("%s is told of %+v, want %d planned: %v", who, r.Summary.Own, want, err)
		}
	}
}
