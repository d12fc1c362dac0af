package service_test

import (
	"bytes"
	"context"
	"maps"
	"sync"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// other is a second process on the same database; at is called at each look at its clock.
func (f *field) other(at func(look int)) *service.Service {
	f.t.Helper()
	look := 0
	s := service.New(service.Config{Store: f.Store, Secret: bytes.Repeat([]byte{7}, 32), BaseURL: "http://127.0.0.1:1",
		Now: func() time.Time {
			look++
			at(look)
			return f.tick()
		}})
	f.t.Cleanup(func() {
		if err := s.Close(context.Background()); err != nil {
			f.t.Error(err)
		}
	})
	return s
}

func (f *field) publish(id surveys.ID) {
	f.t.Helper()
	for _, step := range []surveys.VisitAction{surveys.ActClaim, surveys.ActApprove, surveys.ActPublish} {
		f.act(id, step, "")
	}
}

func (f *field) noDraft(response surveys.ID) {
	f.t.Helper()
	if d, err := store.FindDraft(context.Background(), f.Store.Read(), f.A.Org.ID, response); surveys.KindOf(err) != surveys.NotFound {
		f.t.Errorf("a draft outlived the report: %+v %v", d, err)
	}
}

// stored is the current report of a visit.
func (f *field) stored(id surveys.ID) *surveys.Response {
	f.t.Helper()
	v := f.view("chen", id)
	r, err := store.FindRevision(context.Background(), f.Store.Read(), f.A.Scope(), v.ResponseID, v.Revision)
	if err != nil {
		f.t.Fatal(err)
	}
	return r
}

func with(a surveys.Answers, item, code string) surveys.Answers {
	a = maps.Clone(a)
	a[item] = surveys.Answer{Codes: []string{code}}
	return a
}

// The draft was found editable a moment before the report was sent.
func TestADraftDoesNotOutliveTheSubmit(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		id, token := f.plan(f.A.One.Locations[0])
		full := surveytest.WorkedAnswers(f.photo(token, 1))
		other := f.other(func(look int) {
			if look != 2 {
				return
			}
			if _, err := f.SubmitVisit(ctx, service.VisitLink(token), f.report(1, full)); err != nil {
				t.Error(err)
			}
		})
		late, err := other.SaveVisitDraft(ctx, service.VisitLink(token), service.VisitDraft{Sequence: 5, Lang: "zh", Answers: with(full, "a1", "no")})
		if late {
			t.Error("a draft was stored after the report")
		}
		wantKind(t, err, surveys.Conflict)
		f.noDraft(f.view("chen", id).ResponseID)
	})
}

func TestAnAmendmentCorrectsTheStoredReport(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		id, token := f.plan(f.A.One.Locations[0])
		full := surveytest.WorkedAnswers(f.photo(token, 1))
		if _, err := f.SubmitVisit(ctx, service.VisitLink(token), f.report(1, full)); err != nil {
			t.Fatal(err)
		}
		f.publish(id)
		v := f.view("chen", id)
		err := st.InTx(ctx, func(ctx context.Context, db store.DB) error { // whatever left it there
			_, err := store.UpsertDraft(ctx, db, &surveys.Draft{OrgID: v.OrgID, ResponseID: v.ResponseID, Sequence: 9, VisitID: v.ID,
				VersionID: v.VersionID, Lang: "zh", Answers: with(full, "a1", "no"), StartedAt: f.tick(), UpdatedAt: f.tick()})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		before := f.stored(id).Answers["a1"].Codes
		err = f.ActOnVisit(ctx, f.Actor("chen"), id, service.VisitAct{Action: surveys.ActAmend, Reason: "补充备注",
			Answers: surveys.Answers{"a2": {Codes: full["a2"].Codes, Note: "见小票"}}})
		if err != nil {
			t.Fatal(err)
		}
		after := f.stored(id)
		if got := after.Answers["a1"].Codes; len(before) != 1 || len(got) != 1 || got[0] != before[0] {
			t.Errorf("an item that nobody amended was %v and is %v", before, got)
		}
		if after.Answers["a2"].Note != "见小票" || *f.view("chen", id).Score != *v.Score {
			t.Error("the amendment is not the stored report with its corrections")
		}
	})
}

func TestAReturnedReportBeginsWithWhatWasSent(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		id, token := f.plan(f.A.One.Locations[0])
		full := surveytest.WorkedAnswers(f.photo(token, 1))
		if _, err := f.SaveVisitDraft(ctx, service.VisitLink(token), service.VisitDraft{Sequence: 1, Answers: with(full, "a1", "no")}); err != nil {
			t.Fatal(err)
		}
		if _, err := f.SubmitVisit(ctx, service.VisitLink(token), f.report(1, full)); err != nil {
			t.Fatal(err)
		}
		f.act(id, surveys.ActClaim, "")
		f.act(id, surveys.ActReturn, "请补拍")
		// A page of the first report that was left open somewhere.
		late, err := f.SaveVisitDraft(ctx, service.VisitLink(token), service.VisitDraft{Sequence: 7, Revision: 1, Answers: with(full, "a1", "no")})
		if err != nil || late {
			t.Errorf("the draft of a report that was sent: %v %v", late, err)
		}
		task, err := f.OpenVisit(ctx, service.VisitLink(token))
		if err != nil || task.Answers["a1"].Codes[0] != full["a1"].Codes[0] || task.Sequence != 0 {
			t.Fatalf("%+v %v", task.Answers["a1"], err)
		}
		stored, err := f.SaveVisitDraft(ctx, service.VisitLink(token), service.VisitDraft{Sequence: 1, Revision: 2, Answers: with(full, "a1", "no")})
		if err != nil || !stored {
			t.Fatal(stored, err)
		}
		if task, err = f.OpenVisit(ctx, service.VisitLink(token)); err != nil || task.Answers["a1"].Codes[0] != "no" {
			t.Errorf("%+v %v", task.Answers["a1"], err)
		}
	})
}

func TestDraftsAndSubmitAtOnce(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		for round := range 6 {
			id, token := f.plan(f.A.One.Locations[0])
			full := surveytest.WorkedAnswers(f.photo(token, byte(round)))
			var all sync.WaitGroup
			for n := range 5 {
				all.Go(func() {
					_, err := f.SaveVisitDraft(ctx, service.VisitLink(token), service.VisitDraft{Sequence: int64(n + 1), Answers: with(full, "a1", "no")})
					if err != nil && surveys.KindOf(err) != surveys.Conflict {
						t.Error(err)
					}
				})
			}
			all.Go(func() {
				if _, err := f.SubmitVisit(ctx, service.VisitLink(token), f.report(1, full)); err != nil {
					t.Error(err)
				}
			})
			all.Wait()
			f.noDraft(f.view("chen", id).ResponseID)
		}
	})
}
