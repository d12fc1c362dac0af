package service_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

func (f *field) extend(id surveys.ID, who string, until int) error {
	return f.ActOnVisit(context.Background(), f.Actor(who), id, service.VisitAct{Action: surveys.ActExtend, Until: until})
}

// A manager gives an expired visit more time: the link is the same and what was filled in is there.
func TestAnExpiredVisitOpensAgain(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		id, token := f.plan(f.A.One.Locations[0])
		if _, err := f.SaveVisitDraft(ctx, service.VisitLink(token), service.VisitDraft{Sequence: 1, Answers: surveys.Answers{"a1": {Codes: []string{"yes"}}}}); err != nil {
			t.Fatal(err)
		}
		f.setClock(time.Date(2026, 11, 11, 16, 1, 0, 0, time.UTC)) // the 12th in Shanghai; the window ended on the 10th
		if n, err := f.ExpireVisits(ctx); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		_, err := f.OpenVisit(ctx, service.VisitLink(token))
		wantKind(t, err, surveys.Gone)
		wantKind(t, f.extend(id, "chen", 20261111), surveys.Invalid) // yesterday
		wantKind(t, f.extend(id, "chen", 0), surveys.Invalid)
		wantKind(t, f.extend(id, "eve", 20261115), surveys.NotFound)
		if moves := f.view("chen", id).Moves; !slices.ContainsFunc(moves, func(m surveys.VisitMove) bool { return m.Action == surveys.ActExtend }) {
			t.Errorf("not offered: %+v", moves)
		}
		if err := f.extend(id, "chen", 20261115); err != nil {
			t.Fatal(err)
		}
		task, err := f.OpenVisit(ctx, service.VisitLink(token))
		if err != nil || !task.Editable || task.Visit.State != surveys.VisitInProgress || task.Visit.ToDay != 20261115 || len(task.Answers) != 1 {
			t.Fatalf("%+v %v", task, err)
		}
		last := f.view("chen", id).Events
		if e := last[len(last)-1]; e.Action != "extend" || e.From != "expired" || e.To != "in_progress" {
			t.Errorf("history %+v", e)
		}
		audits, err := f.ListAudits(ctx, f.Actor("alice"), surveys.Page{})
		if err != nil || !slices.ContainsFunc(audits.Items, func(a surveys.AuditRow) bool { return a.Verb == "visit.extend" && a.ObjectID == id }) {
			t.Errorf("not audited: %v", err)
		}
	})
}

func TestWhatMayBeExtended(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		id, token := f.plan(f.A.One.Locations[0])
		late, _ := f.plan(f.A.One.Locations[1])
		if err := f.extend(id, "chen", 20261130); err != nil || f.view("chen", id).State != surveys.VisitAssigned {
			t.Fatal(err)
		}
		if _, err := f.SubmitVisit(ctx, service.VisitLink(token), f.report(1, surveytest.WorkedAnswers(f.photo(token, 1)))); err != nil {
			t.Fatal(err)
		}
		wantKind(t, f.extend(id, "chen", 20261130), surveys.Conflict)
		f.act(id, surveys.ActClaim, "")
		f.act(id, surveys.ActReturn, "请补拍")
		f.setClock(time.Date(2026, 11, 20, 1, 0, 0, 0, time.UTC)) // past the deadline of the return
		_, err := f.SaveVisitDraft(ctx, service.VisitLink(token), service.VisitDraft{Sequence: 1, Answers: surveys.Answers{}})
		wantKind(t, err, surveys.Gone)
		if err := f.extend(id, "chen", 20261122); err != nil {
			t.Fatal(err)
		}
		if _, err := f.SaveVisitDraft(ctx, service.VisitLink(token), service.VisitDraft{Sequence: 1, Answers: surveys.Answers{}}); err != nil {
			t.Error(err)
		}

		f.setClock(time.Date(2026, 11, 25, 1, 0, 0, 0, time.UTC))
		if _, err := f.ExpireVisits(ctx); err != nil {
			t.Fatal(err)
		}
		state := "closed"
		if _, err := f.UpdateWave(ctx, f.Actor("alice"), f.wave.ID, service.WavePatch{State: &state}); err != nil {
			t.Fatal(err)
		}
		wantKind(t, f.extend(late, "chen", 20261130), surveys.Conflict)
	})
}
