package service_test

import (
	"context"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

func (d *desk) move(state string) {
	d.t.Helper()
	_, err := d.UpdateWave(context.Background(), d.Actor("alice"), d.wave.ID, service.WavePatch{State: &state})
	must(d.t, err)
}

// Figures of a wave that is over do not move: what still comes counts in no wave, and a link of the wave takes nothing.
func TestWavesThatAreOver(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		ctx := context.Background()
		own, err := d.CreateChannel(ctx, d.Actor("alice"), d.live.Instrument.ID, service.NewChannel{Kind: "open", WaveID: d.wave.ID})
		must(t, err)
		pinned := func() service.Submission { in := d.submission(9); in.Code = own.Code; return in }
		before := pinned()
		_, err = d.Submit(ctx, before)
		must(t, err)
		d.move("closing")
		late := d.submission(9)
		_, err = d.Submit(ctx, late)
		must(t, err)
		if r := d.stored(late.ID); r.WaveID != d.wave.ID {
			t.Error("a closing wave took no answers")
		}
		for _, state := range []string{"closed", "published"} {
			d.move(state)
			in := d.submission(9)
			_, err = d.Submit(ctx, in)
			must(t, err)
			if r := d.stored(in.ID); !r.WaveID.IsZero() || r.LocalDay != 20261102 {
				t.Errorf("after the wave was %s it got %+v", state, r)
			}
			_, err = d.Submit(ctx, pinned())
			d.refused(err, surveys.Gone, "error.wave_closed")
			draft := service.DraftInput{Code: own.Code, ID: d.NewResponseID(surveys.Anonymous), Lang: "zh", Sequence: 1, Answers: surveys.Answers{}}
			d.refused(d.SaveDraft(ctx, draft), surveys.Gone, "error.wave_closed")
			again, err := d.Submit(ctx, before)
			if err != nil || !again.Duplicate {
				t.Errorf("the retry of a stored response: %+v %v", again, err)
			}
		}
		d.move("closed")
		d.move("open")
		_, err = d.Submit(ctx, pinned())
		must(t, err)
		_, err = d.Derive(ctx)
		must(t, err)
		if n := d.results("alice", func(f *service.ResultFilter) { f.WaveID = d.wave.ID }).Header.Responses; n != 3 {
			t.Errorf("the wave counts %d responses, want 3", n)
		}
	})
}

// An anonymous draft of a wave's first hours belongs to that wave, though no time is kept of it.
func TestUnfinishedInTheFirstHours(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		ctx := context.Background()
		october := d.AddWave(t, d.live, "desk-w0", 20261001, 20261031)
		pinned, err := d.CreateChannel(ctx, d.Actor("alice"), d.live.Instrument.ID, service.NewChannel{Kind: "open", WaveID: october.ID})
		must(t, err)
		begin := func(code string, at time.Time) {
			d.now = at
			must(t, d.SaveDraft(ctx, service.DraftInput{Code: code, ID: d.NewResponseID(surveys.Anonymous), Lang: "zh", Sequence: 1, Answers: surveys.Answers{}}))
		}
		begin("desk", time.Date(2026, 10, 31, 15, 59, 0, 0, time.UTC)) // 23:59 in Shanghai
		begin("desk", time.Date(2026, 10, 31, 16, 30, 0, 0, time.UTC)) // half past midnight
		begin("desk", time.Date(2026, 11, 30, 15, 59, 0, 0, time.UTC))
		begin("desk", time.Date(2026, 11, 30, 16, 1, 0, 0, time.UTC))
		begin(pinned.Code, time.Date(2026, 11, 5, 8, 0, 0, 0, time.UTC))
		for wave, want := range map[surveys.ID]int64{october.ID: 2, d.wave.ID: 2} {
			r := d.results("alice", func(f *service.ResultFilter) { f.WaveID = wave })
			if r.Header.Counts.Unfinished != want {
				t.Errorf("wave %s: %d unfinished, want %d", r.Header.Wave.Code, r.Header.Counts.Unfinished, want)
			}
		}
		if n := d.results("alice").Header.Counts.Unfinished; n != 5 {
			t.Errorf("%d unfinished in all, want 5", n)
		}
	})
}
