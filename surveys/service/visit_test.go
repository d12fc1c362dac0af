package service_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/blob"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// field is a published checklist with a wave, and a service whose clock stands at the third day of it.
type field struct {
	*surveytest.Cast
	*service.Service
	t    *testing.T
	live *surveytest.Live
	wave *surveys.Wave
	dir  string // of the photos

	mu  sync.Mutex
	now time.Time
}

// tick is the clock of the test: every look at it is a millisecond later, so that events have an order.
func (f *field) tick() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = f.now.Add(time.Millisecond)
	return f.now
}

func (f *field) setClock(at time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = at
}

func newField(t *testing.T, st *store.Store) *field {
	t.Helper()
	dir := t.TempDir()
	blobs, err := blob.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	f := &field{Cast: surveytest.NewCast(t, st), t: t, dir: dir, now: surveytest.Start}
	f.Service = service.New(service.Config{Store: st, Blobs: blobs, Now: f.tick,
		Secret: bytes.Repeat([]byte{7}, 32), BaseURL: "http://127.0.0.1:1"})
	t.Cleanup(func() {
		if err := f.Service.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	f.live = f.Cast.Publish(t, f.A.One, "shop-check", surveytest.WorkedChecklist())
	f.wave = f.AddWave(t, f.live, "shop-w1", 20261031, 20261110)
	return f
}

func (f *field) plan(at *surveys.Location) (id surveys.ID, token string) {
	f.t.Helper()
	p, err := f.PlanVisit(context.Background(), f.Actor("chen"), service.NewVisit{WaveID: f.wave.ID, LocationID: at.ID})
	if err != nil {
		f.t.Fatal(err)
	}
	return p.Visit.ID, p.Link[strings.LastIndexByte(p.Link, '/')+1:]
}

func (f *field) photo(token string, seed byte) string {
	f.t.Helper()
	raw := surveytest.JPEG(f.t, 60, 40, seed)
	e, err := f.StorePhoto(context.Background(), service.VisitLink(token), "", bytes.NewReader(raw))
	if err != nil {
		f.t.Fatal(err)
	}
	if sum := sha256.Sum256(raw); e.SHA != hex.EncodeToString(sum[:]) {
		f.t.Fatal("the photo is not named by its bytes")
	}
	return e.SHA
}

func (f *field) report(revision int, a surveys.Answers) service.VisitReport {
	return service.VisitReport{Revision: revision, Lang: "zh", VisitedDay: 20261102, Answers: a, Source: surveys.SourcePage}
}

func (f *field) act(id surveys.ID, action surveys.VisitAction, reason string) {
	f.t.Helper()
	if err := f.ActOnVisit(context.Background(), f.Actor("chen"), id, service.VisitAct{Action: action, Reason: reason}); err != nil {
		f.t.Fatalf("%s: %v", action, err)
	}
}

func (f *field) view(who string, id surveys.ID) *service.VisitView {
	f.t.Helper()
	v, err := f.FindVisit(context.Background(), f.Actor(who), id, func(string) surveys.Text { return nil })
	if err != nil {
		f.t.Fatalf("%s: %v", who, err)
	}
	return v
}

func wantKind(t *testing.T, err error, kind surveys.ErrorKind) {
	t.Helper()
	if err == nil || surveys.KindOf(err) != kind {
		t.Fatalf("got %v, want %s", err, kind)
	}
}

func TestVisitFromLinkToPublication(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		id, token := f.plan(f.A.One.Locations[0])
		if err := f.AcknowledgeVisit(ctx, service.VisitLink(token)); err != nil {
			t.Fatal(err)
		}
		stored, err := f.SaveVisitDraft(ctx, service.VisitLink(token), service.VisitDraft{Sequence: 5, Lang: "zh", Answers: surveys.Answers{"a1": {Codes: []string{"yes"}}}})
		if err != nil || !stored {
			t.Fatal(stored, err)
		}
		if stored, _ = f.SaveVisitDraft(ctx, service.VisitLink(token), service.VisitDraft{Sequence: 4, Lang: "zh", Answers: surveys.Answers{}}); stored {
			t.Error("an older draft replaced a newer one")
		}
		sha := f.photo(token, 1)
		_, err = f.SubmitVisit(ctx, service.VisitLink(token), f.report(1, surveytest.WorkedAnswers(strings.Repeat("0", 64))))
		wantKind(t, err, surveys.Invalid)
		receipt, err := f.SubmitVisit(ctx, service.VisitLink(token), f.report(1, surveytest.WorkedAnswers(sha)))
		if err != nil || receipt.Duplicate {
			t.Fatal(receipt, err)
		}
		if again, err := f.SubmitVisit(ctx, service.VisitLink(token), f.report(1, surveytest.WorkedAnswers(sha))); err != nil || !again.Duplicate || !again.ReceivedAt.Equal(receipt.ReceivedAt) {
			t.Fatal(again, err)
		}
		other := surveytest.WorkedAnswers(sha)
		other["a2"] = surveys.Answer{Codes: []string{"yes"}}
		_, err = f.SubmitVisit(ctx, service.VisitLink(token), f.report(1, other))
		wantKind(t, err, surveys.Conflict)
		_, err = f.SubmitVisit(ctx, service.VisitLink(token), f.report(2, other)) // not returned
		wantKind(t, err, surveys.Conflict)

		f.act(id, surveys.ActClaim, "")
		wantKind(t, f.ActOnVisit(ctx, f.Actor("chen"), id, service.VisitAct{Action: surveys.ActReturn}), surveys.Invalid)
		f.act(id, surveys.ActReturn, "请补拍收银台照片")
		task, err := f.OpenVisit(ctx, service.VisitLink(token))
		if err != nil || !task.Editable || task.Reason != "请补拍收银台照片" || task.NextRevision() != 2 || task.Visit.ToDay != 20261105 {
			t.Fatalf("%+v %v", task, err)
		}
		if len(task.Answers["c1"].Photos) != 1 {
			t.Error("the returned report is not filled in again")
		}
		if _, err := f.SubmitVisit(ctx, service.VisitLink(token), f.report(2, surveytest.WorkedAnswers(sha, f.photo(token, 2)))); err != nil {
			t.Fatal(err)
		}
		f.act(id, surveys.ActClaim, "")
		f.act(id, surveys.ActApprove, "")
		_, err = f.FindVisit(ctx, f.Actor("eve"), id, nil) // a viewer knows nothing of it before it is published
		wantKind(t, err, surveys.NotFound)
		if n := f.derived("a1"); n != 0 {
			t.Errorf("an unpublished report is %d times in the histograms", n)
		}
		f.act(id, surveys.ActPublish, "")
		f.checkWorked(id)
	})
}

// checkWorked looks at the worked visit after its publication.
func (f *field) checkWorked(id surveys.ID) {
	t := f.t
	t.Helper()
	v := f.view("eve", id)
	if v.Score == nil || math.Abs(*v.Score-surveytest.WorkedScore) > 1e-9 || v.Verdict != "fail" || v.Band != "fair" {
		t.Errorf("score %v verdict %s band %s", v.Score, v.Verdict, v.Band)
	}
	if v.Scored.Earned != 16 || v.Scored.Possible != 21 || v.Sections[1].Earned != 11 || v.Sections[1].Possible != 12 {
		t.Errorf("points %v/%v, section b %v/%v", v.Scored.Earned, v.Scored.Possible, v.Sections[1].Earned, v.Sections[1].Possible)
	}
	if len(v.Sections[2].Items[0].Photos) != 2 || v.Sections[2].Items[0].Reason != "critical_failed" {
		t.Errorf("critical item %+v", v.Sections[2].Items[0])
	}
	for _, e := range v.Events {
		if !e.ActorID.IsZero() {
			t.Error("a viewer learns who acted")
		}
	}
	inner := f.view("chen", id)
	var trail []string
	for _, e := range inner.Events {
		trail = append(trail, e.Action)
	}
	want := []string{"plan", "acknowledge", "start", "submit", "claim", "return", "submit", "claim", "approve", "publish"}
	if !slices.Equal(trail, want) {
		t.Errorf("trail %v", trail)
	}
	if n := f.derived("a1"); n != 1 {
		t.Errorf("a published report is %d times in the histograms", n)
	}
	f.act(id, surveys.ActRetract, "门店已停业")
	if n := f.derived("a1"); n != 0 {
		t.Errorf("a retracted report is %d times in the histograms", n)
	}
}

// derived is how many answers to an item the histograms hold.
func (f *field) derived(item string) (n int64) {
	f.t.Helper()
	ctx := context.Background()
	if _, err := f.Derive(ctx); err != nil {
		f.t.Fatal(err)
	}
	rows, err := store.HistogramsByPlace(ctx, f.Store.Read(), f.A.Scope(), store.ResultFilter{InstrumentID: f.live.Instrument.ID,
		ClientID: f.A.One.ID, Versions: []surveys.ID{f.live.Version.ID}})
	if err != nil {
		f.t.Fatal(err)
	}
	for _, h := range rows {
		if h.Item == item {
			n += h.N
		}
	}
	return n
}

func TestAmendKeepsBothScores(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		id, token := f.plan(f.A.One.Locations[0])
		if _, err := f.SubmitVisit(ctx, service.VisitLink(token), f.report(1, surveytest.WorkedAnswers(f.photo(token, 1)))); err != nil {
			t.Fatal(err)
		}
		for _, step := range []surveys.VisitAction{surveys.ActClaim, surveys.ActApprove, surveys.ActPublish} {
			f.act(id, step, "")
		}
		err := f.ActOnVisit(ctx, f.Actor("chen"), id, service.VisitAct{Action: surveys.ActAmend, Reason: "门店提供了小票存根",
			Answers: surveys.Answers{"c1": {Codes: []string{"yes"}, Photos: []string{}}}})
		if err != nil {
			t.Fatal(err)
		}
		v := f.view("eve", id)
		if v.Report != surveys.ReportAmended || v.Revision != 2 || v.FirstPublished != 1 || v.Verdict != "pass" {
			t.Errorf("%+v", v.Visit)
		}
		if v.FirstScore == nil || math.Abs(*v.FirstScore-surveytest.WorkedScore) > 1e-9 || *v.Score <= *v.FirstScore {
			t.Errorf("scores %v and %v", v.FirstScore, v.Score)
		}
		if len(v.Revisions) != 2 || v.Revisions[0].Verdict != "fail" || !v.Revisions[0].FirstPublished || !v.Revisions[1].Current {
			t.Errorf("revisions %+v", v.Revisions)
		}
		r, err := f.Checklist(ctx, f.Actor("eve"), service.ChecklistFilter{WaveID: f.wave.ID})
		if err != nil || r.Summary.Own.Valid != 1 || *r.Summary.Score.Current.Value != *v.Score || len(r.Critical) != 0 {
			t.Fatalf("%+v %v", r.Summary, err)
		}
		f.act(id, surveys.ActRetract, "门店已停业")
		if r, err = f.Checklist(ctx, f.Actor("eve"), service.ChecklistFilter{WaveID: f.wave.ID}); err != nil || r.Summary.Own.Valid != 0 || r.Summary.Own.Excluded != 1 || r.Summary.Score.Current.Value != nil {
			t.Fatalf("%+v %v", r.Summary, err)
		}
	})
}
