package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// What people type comes back as it was, whatever it does to quoting.
func TestTextsSurvive(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		c := closing(t, store.NewCommitter(st))
		for i, s := range []string{`'`, `"`, `\`, `\\'"`, `{}`, `,`, `?`, `?0`, "NULL", `null`, "a\nb\tc", "很好 ✓ 🙂", `');--`, `\u0000`, "$1", `{"a":"b"}`} {
			r := f.response(surveys.Answers{"words": {Text: s}})
			r.InvalidReason, r.BodyHash = s, fmt.Sprint("hash", i)
			f.submit(c, r)
			stored, err := store.FindResponse(context.Background(), st.Read(), f.scope, r.ID)
			must(t, err)
			if stored.Answers["words"].Text != s || stored.InvalidReason != s {
				t.Errorf("%q came back as %q and %q", s, stored.Answers["words"].Text, stored.InvalidReason)
			}
			if !stored.ReceivedAt.Equal(r.ReceivedAt) || stored.LocationID != r.LocationID || stored.LocalDay != r.LocalDay || !stored.Valid {
				t.Errorf("%+v came back as %+v", r, stored)
			}
		}
	})
}

// Two organisations may hold the same response id and never see each other's.
func TestOrganisationsAreApart(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		a, b := newFixture(t, st, "a"), newFixture(t, st, "b")
		c := closing(t, store.NewCommitter(st))
		mine, theirs := a.response(fullAnswers(1)), b.response(fullAnswers(2))
		theirs.ID = mine.ID
		_, errs := store.CommitTogether(c, store.Member{Response: mine}, store.Member{Response: theirs})
		must(t, errors.Join(errs...))
		only := b.response(fullAnswers(3))
		b.submit(c, only)
		ctx := context.Background()
		_, err := store.FindResponse(ctx, st.Read(), a.scope, only.ID)
		wantError(t, err, surveys.NotFound, "error.not_found")
		list, err := store.ListResponses(ctx, st.Read(), a.scope, store.ResponseFilter{}, surveys.Page{})
		must(t, err)
		if len(list.Items) != 1 || list.Items[0].BodyHash != mine.BodyHash {
			t.Errorf("a sees %+v", list.Items)
		}
		d := store.NewDeriver(st)
		a.drain(d)
		h, err := store.ListHistograms(ctx, st.Read(), a.scope, store.HistogramFilter{Items: []string{"nps"}})
		must(t, err)
		if len(h) != 1 || h[0].N != 1 || h[0].C1 != 1 {
			t.Errorf("a counts %+v", h)
		}
		none, err := store.ListHistograms(ctx, st.Read(), surveys.Scope{}, store.HistogramFilter{})
		must(t, err)
		if len(none) != 0 {
			t.Error("a scope without an organisation reads histograms")
		}
	})
}

func TestDrafts(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		c := closing(t, store.NewCommitter(st))
		ctx := context.Background()
		r := f.response(fullAnswers(1))
		channel := surveys.NewID(fixtureTime)
		save := func(sequence int64, channel surveys.ID, text string) (stored bool) {
			d := &surveys.Draft{OrgID: f.org, ResponseID: r.ID, Sequence: sequence, ChannelID: channel, VersionID: f.version, Lang: "zh",
				Answers: surveys.Answers{"words": {Text: text}}, StartedAt: fixtureTime, UpdatedAt: fixtureTime}
			must(t, st.InTx(ctx, func(ctx context.Context, db store.DB) (err error) {
				stored, err = store.UpsertDraft(ctx, db, d)
				return err
			}))
			return stored
		}
		if !save(2, channel, "second") || save(1, channel, "first, late") || save(2, channel, "second again") || !save(3, channel, "third") {
			t.Error("the higher sequence must win, and only it")
		}
		if save(9, surveys.NewID(fixtureTime), "through another link") {
			t.Error("a draft was taken over through another link")
		}
		d, err := store.FindDraft(ctx, st.Read(), f.org, r.ID)
		must(t, err)
		if d.Answers["words"].Text != "third" {
			t.Errorf("the draft holds %q", d.Answers["words"].Text)
		}
		f.submit(c, r)
		if _, err := store.FindDraft(ctx, st.Read(), f.org, r.ID); surveys.KindOf(err) != surveys.NotFound {
			t.Errorf("the draft of a submitted response: %v", err)
		}
		if save(4, channel, "late") {
			t.Error("a late draft came back after the submit")
		}
	})
}
