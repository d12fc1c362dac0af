package service_test

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// desk is a published survey with a wave, and a service whose clock the test sets.
type desk struct {
	*surveytest.Cast
	*service.Service
	t    *testing.T
	live *surveytest.Live
	wave *surveys.Wave
	now  time.Time
	tick func() // called whenever the service looks at the clock; nil = nothing
}

func newDesk(t *testing.T, st *store.Store) *desk {
	t.Helper()
	d := &desk{Cast: surveytest.NewCast(t, st), t: t, now: surveytest.Start}
	d.Service = service.New(service.Config{Store: st, Now: d.clock, Secret: bytes.Repeat([]byte{7}, 32), BaseURL: "http://127.0.0.1:1"})
	t.Cleanup(func() {
		if err := d.Service.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	d.live = d.Cast.Publish(t, d.A.One, "desk", surveytest.SmallSurvey())
	d.wave = d.AddWave(t, d.live, "desk-w1", 20261101, 20261130)
	return d
}

func (d *desk) clock() time.Time {
	if d.tick != nil {
		d.tick()
	}
	return d.now
}

func answered(nps float64) surveys.Answers {
	csat := 4.0
	return surveys.Answers{"nps": {Number: &nps}, "csat": {Number: &csat}}
}

func (d *desk) submission(nps float64) service.Submission {
	return service.Submission{Code: "desk", ID: d.NewResponseID(surveys.Anonymous), Lang: "en", Answers: answered(nps), StartedAt: d.now.Add(-90 * time.Second)}
}

func (d *desk) stored(id surveys.ID) *surveys.Response {
	d.t.Helper()
	r, err := store.FindResponse(context.Background(), d.Store.Read(), d.A.Scope(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func (d *desk) refused(err error, kind surveys.ErrorKind, key string) {
	d.t.Helper()
	var e *surveys.Error
	if !errors.As(err, &e) || e.Kind != kind || e.Key != key {
		d.t.Errorf("error is %v, want %s %s", err, kind, key)
	}
}

func TestSubmit(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		ctx := context.Background()
		in := d.submission(9)
		first, err := d.Submit(ctx, in)
		if err != nil || first.Duplicate || first.ID != in.ID || first.Revision != 1 {
			t.Fatal(first, err)
		}
		r := d.stored(in.ID)
		midnight := surveytest.Start.Truncate(24 * time.Hour)
		if !r.ReceivedAt.Equal(midnight) || !r.StartedAt.Equal(midnight) || r.DurationMS != 90_000 {
			t.Errorf("an anonymous response keeps the day and the duration: %v %v %d", r.ReceivedAt, r.StartedAt, r.DurationMS)
		}
		if r.WaveID != d.wave.ID || r.ChannelID != d.live.Channel.ID || r.VersionID != d.live.Version.ID || r.LocalDay != 20261102 ||
			r.Mode != surveys.Anonymous || r.Source != surveys.SourcePage || r.Notice != 1 || r.Lang != "en" {
			t.Errorf("stored as %+v", r)
		}
		if r.Answers["comment"].Missing != surveys.Skipped || *r.Answers["nps"].Number != 9 {
			t.Errorf("answers are %+v", r.Answers)
		}
		d.now = d.now.Add(time.Hour)
		again, err := d.Submit(ctx, in)
		if err != nil || !again.Duplicate || !again.ReceivedAt.Equal(first.ReceivedAt) {
			t.Errorf("a retry an hour later: %+v %v", again, err)
		}
		in.Answers = answered(3)
		_, err = d.Submit(ctx, in)
		d.refused(err, surveys.Conflict, "error.response_differs")
	})
}

func TestSubmitRefuses(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		other := d.Cast.Publish(t, d.A.One, "other", surveytest.SmallSurvey())
		for name, c := range map[string]struct {
			change func(in *service.Submission)
			kind   surveys.ErrorKind
			key    string
		}{
			"unknown link":     {func(in *service.Submission) { in.Code = "nowhere" }, surveys.NotFound, "error.not_found"},
			"no id":            {func(in *service.Submission) { in.ID = surveys.ID{} }, surveys.Invalid, "error.id"},
			"random id":        {func(in *service.Submission) { in.ID[6] = 0x40 }, surveys.Invalid, "error.id"},
			"id with a time":   {func(in *service.Submission) { in.ID = surveys.NewID(d.now) }, surveys.Invalid, "error.id"},
			"foreign version":  {func(in *service.Submission) { in.VersionID = other.Version.ID }, surveys.Invalid, "error.version"},
			"unknown version":  {func(in *service.Submission) { in.VersionID = surveys.NewID(d.now) }, surveys.Invalid, "error.version"},
			"required missing": {func(in *service.Submission) { delete(in.Answers, "nps") }, surveys.Invalid, "answer.required"},
			"out of range":     {func(in *service.Submission) { in.Answers["nps"] = answered(11)["nps"] }, surveys.Invalid, "answer.scale_range"},
			"unknown item":     {func(in *service.Submission) { in.Answers["x"] = answered(1)["nps"] }, surveys.Invalid, "answer.unknown_item"},
		} {
			in := d.submission(9)
			c.change(&in)
			_, err := d.Submit(context.Background(), in)
			t.Log(name)
			d.refused(err, c.kind, c.key)
		}
		if n, err := store.CountResponses(context.Background(), st.Read(), d.A.Scope(), store.ResponseFilter{}); err != nil || n != 0 {
			t.Errorf("%d responses were stored by refused submits: %v", n, err)
		}
	})
}

// A closed survey takes nothing new, and still acknowledges what it took.
func TestClosedSurvey(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		ctx := context.Background()
		in := d.submission(9)
		if _, err := d.Submit(ctx, in); err != nil {
			t.Fatal(err)
		}
		if _, err := d.CloseInstrument(ctx, d.Actor("alice"), d.live.Instrument.ID); err != nil {
			t.Fatal(err)
		}
		_, err := d.Submit(ctx, d.submission(9))
		d.refused(err, surveys.Gone, "error.survey_closed")
		if again, err := d.Submit(ctx, in); err != nil || !again.Duplicate {
			t.Errorf("the retry of a stored response: %+v %v", again, err)
		}
		in.Answers = answered(1)
		_, err = d.Submit(ctx, in)
		d.refused(err, surveys.Gone, "error.survey_closed")
	})
}

// The reporting day is that of the place where somebody answered.
func TestReportingDay(t *testing.T) {
	d := newDesk(t, surveytest.Open(t, surveytest.SQLite(t)))
	for at, day := range map[string]int{"2026-11-21T15:59:59Z": 20261121, "2026-11-21T16:00:00Z": 20261122} {
		d.now, _ = time.Parse(time.RFC3339, at)
		in := d.submission(9)
		if _, err := d.Submit(context.Background(), in); err != nil {
			t.Fatal(err)
		}
		if r := d.stored(in.ID); r.LocalDay != day {
			t.Errorf("%s is reported on %d, want %d", at, r.LocalDay, day)
		}
	}
}

func TestDraftsOfLinks(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		d.AddChannel(t, d.live, "poster", d.A.One.Locations[0])
		ctx := context.Background()
		in := service.DraftInput{Code: "desk", ID: d.NewResponseID(surveys.Anonymous), Lang: "zh", Sequence: 1, Answers: surveys.Answers{"comment": {Text: "未完"}}}
		if err := d.SaveDraft(ctx, in); err != nil {
			t.Fatal(err)
		}
		draft, err := d.LoadDraft(ctx, "desk", in.ID)
		if err != nil || draft.Answers["comment"].Text != "未完" || draft.Lang != "zh" {
			t.Fatal(draft, err)
		}
		if !draft.UpdatedAt.Equal(surveytest.Start.Truncate(24 * time.Hour)) {
			t.Errorf("the draft of an anonymous response tells the time: %v", draft.UpdatedAt)
		}
		_, err = d.LoadDraft(ctx, "poster", in.ID)
		d.refused(err, surveys.NotFound, "error.not_found")
		in.Answers = answered(11)
		in.Sequence = 2
		d.refused(d.SaveDraft(ctx, in), surveys.Invalid, "answer.scale_range")
		in.Sequence = 0
		d.refused(d.SaveDraft(ctx, in), surveys.Invalid, "error.sequence")
	})
}

// A program sends for its client only, and its locations.
func TestSubmitAs(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		ctx := context.Background()
		in := service.APISubmission{Lang: "en", LocationCode: d.A.One.Locations[0].Code, Answers: answered(8)}
		receipt, err := d.SubmitAs(ctx, d.Actor("alice"), d.live.Instrument.ID, in)
		if err != nil {
			t.Fatal(err)
		}
		if r := d.stored(receipt.ID); r.Source != surveys.SourceAPI || r.LocationID != d.A.One.Locations[0].ID || !r.ChannelID.IsZero() {
			t.Errorf("stored as %+v", r)
		}
		_, err = d.SubmitAs(ctx, d.Actor("bob"), d.live.Instrument.ID, in)
		d.refused(err, surveys.Forbidden, "error.forbidden")
		_, err = d.SubmitAs(ctx, d.Actor("mallory"), d.live.Instrument.ID, in)
		d.refused(err, surveys.NotFound, "error.not_found")
		in.LocationCode = "nowhere"
		_, err = d.SubmitAs(ctx, d.Actor("alice"), d.live.Instrument.ID, in)
		d.refused(err, surveys.Invalid, "error.location")
	})
}

// The loop derives what was accepted, and a response made invalid leaves the figures and comes back.
func TestDerivationLoopAndValidity(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		ctx, stop := context.WithCancel(context.Background())
		var loop sync.WaitGroup
		loop.Go(func() { d.DeriveLoop(ctx) })
		defer loop.Wait()
		defer stop()
		in := d.submission(10)
		for _, s := range []service.Submission{in, d.submission(0)} {
			if _, err := d.Submit(ctx, s); err != nil {
				t.Fatal(err)
			}
		}
		count := func() (n int64) {
			for {
				left, err := d.Pending(ctx, d.Actor("alice"), d.live.Instrument.ID)
				if err != nil {
					t.Fatal(err)
				}
				if left == 0 {
					break
				}
				time.Sleep(5 * time.Millisecond)
			}
			list, err := store.ListHistograms(ctx, st.Read(), d.A.Scope(), store.HistogramFilter{Items: []string{"nps"}})
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range list {
				n += h.N
			}
			return n
		}
		if n := count(); n != 2 {
			t.Errorf("n = %d, want 2", n)
		}
		_, err := d.SetValidity(ctx, d.Actor("alice"), in.ID, false, " ")
		d.refused(err, surveys.Invalid, "input.required")
		for _, valid := range []bool{false, true} {
			r, err := d.SetValidity(ctx, d.Actor("alice"), in.ID, valid, "a test of the staff")
			if err != nil || r.Valid != valid || (r.InvalidReason == "") != valid {
				t.Fatal(r, err)
			}
			want := int64(1)
			if valid {
				want = 2
			}
			if n := count(); n != want {
				t.Errorf("valid %v: n = %d, want %d", valid, n, want)
			}
		}
		if err := d.Rebuild(ctx, d.Actor("alice"), d.live.Instrument.ID); err != nil || count() != 2 {
			t.Errorf("after a rebuild n = %d: %v", count(), err)
		}
	})
}
