package service_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

func TestVisitLinksOpenNothingElse(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		id, token := f.plan(f.A.One.Locations[0])
		for _, guess := range []string{"", "x", strings.Repeat("0", 22), token[:21] + "!", strings.ToUpper(token), "shop-check", token + "0"} {
			if guess == token {
				continue
			}
			_, err := f.OpenVisit(ctx, service.VisitLink(guess))
			wantKind(t, err, surveys.NotFound)
		}
		renewed, err := f.RenewVisitLink(ctx, f.Actor("chen"), id, 0)
		if err != nil || strings.HasSuffix(renewed.Link, token) {
			t.Fatal(renewed, err)
		}
		_, err = f.OpenVisit(ctx, service.VisitLink(token))
		wantKind(t, err, surveys.NotFound)
		for _, who := range []string{"mallory", "faye"} {
			_, err = f.FindVisit(ctx, f.Actor(who), id, nil)
			wantKind(t, err, surveys.NotFound)
		}
		_, err = f.RenewVisitLink(ctx, f.Actor("mallory"), id, 0)
		wantKind(t, err, surveys.NotFound)
		_, err = f.RenewVisitLink(ctx, f.Actor("eve"), id, 0)
		wantKind(t, err, surveys.Forbidden)
		wantKind(t, f.ActOnVisit(ctx, f.Actor("eve"), id, service.VisitAct{Action: surveys.ActCancel}), surveys.NotFound)
		south, _ := f.plan(f.A.One.Locations[3])
		_, err = f.FindVisit(ctx, f.Actor("bob"), south, nil)
		wantKind(t, err, surveys.NotFound)
	})
}

func TestAChecklistShowsOnlyWhatTheReaderHolds(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		for i, at := range []*surveys.Location{f.A.One.Locations[0], f.A.One.Locations[3]} { // one in north, one in south
			id, token := f.plan(at)
			if _, err := f.SubmitVisit(ctx, service.VisitLink(token), f.report(1, surveytest.WorkedAnswers(f.photo(token, byte(i))))); err != nil {
				t.Fatal(err)
			}
			for _, step := range []surveys.VisitAction{surveys.ActClaim, surveys.ActApprove, surveys.ActPublish} {
				f.act(id, step, "")
			}
		}
		all, err := f.Checklist(ctx, f.Actor("eve"), service.ChecklistFilter{WaveID: f.wave.ID})
		if err != nil || all.Summary.Own.Valid != 2 || !all.Header.Whole || len(all.League) != 2 {
			t.Fatalf("%+v %v", all.Summary, err)
		}
		part, err := f.Checklist(ctx, f.Actor("bob"), service.ChecklistFilter{WaveID: f.wave.ID})
		if err != nil || part.Summary.Own.Valid != 1 || part.Header.Whole || len(part.League) != 1 || part.League[0].Code != "n1" {
			t.Fatalf("%+v %v", part.Summary, err)
		}
		_, err = f.Checklist(ctx, f.Actor("bob"), service.ChecklistFilter{WaveID: f.wave.ID, UnitID: f.A.One.South.ID})
		wantKind(t, err, surveys.NotFound)
		_, err = f.Checklist(ctx, f.Actor("mallory"), service.ChecklistFilter{WaveID: f.wave.ID})
		wantKind(t, err, surveys.NotFound)
		south, err := f.Checklist(ctx, f.Actor("eve"), service.ChecklistFilter{WaveID: f.wave.ID, UnitID: f.A.One.South.ID})
		if err != nil || south.Summary.Own.Valid != 1 || south.League[0].Code != "s1" || south.Header.Unit == nil {
			t.Fatalf("%+v %v", south.Summary, err)
		}
	})
}

func TestVisitsExpireByTheClock(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		id, token := f.plan(f.A.One.Locations[0])
		f.setClock(time.Date(2026, 11, 10, 15, 59, 0, 0, time.UTC)) // 23:59 of the last day in Shanghai
		if _, err := f.OpenVisit(ctx, service.VisitLink(token)); err != nil {
			t.Fatal(err)
		}
		if n, err := f.ExpireVisits(ctx); n != 0 || err != nil {
			t.Fatal(n, err)
		}
		f.setClock(time.Date(2026, 11, 10, 16, 1, 0, 0, time.UTC))
		_, err := f.OpenVisit(ctx, service.VisitLink(token))
		wantKind(t, err, surveys.Gone)
		_, err = f.SaveVisitDraft(ctx, service.VisitLink(token), service.VisitDraft{Sequence: 1, Answers: surveys.Answers{}})
		wantKind(t, err, surveys.Gone)
		if n, err := f.ExpireVisits(ctx); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		if v := f.view("chen", id); v.State != surveys.VisitExpired || v.Events[len(v.Events)-1].Action != "expire" {
			t.Errorf("%+v", v.Visit)
		}
	})
}
