package service_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// files counts the stored photos, after giving every one of them an age.
func (f *field) files(age time.Duration) int {
	f.t.Helper()
	n, at := 0, time.Now().Add(-age)
	err := filepath.WalkDir(f.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		return os.Chtimes(path, at, at)
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return n
}

func (f *field) sweep(want int) {
	f.t.Helper()
	if n, err := f.SweepPhotos(context.Background()); err != nil || n != want {
		f.t.Errorf("%d photos went, want %d: %v", n, want, err)
	}
}

// named saves a draft that names a photo.
func (f *field) named(token, sha string) {
	f.t.Helper()
	stored, err := f.SaveVisitDraft(context.Background(), service.VisitLink(token), service.VisitDraft{Sequence: 1, Lang: "zh",
		Answers: surveys.Answers{"c1": {Codes: []string{"no"}, Photos: []string{sha}}}})
	if err != nil || !stored {
		f.t.Fatal(stored, err)
	}
}

func TestPhotosNobodyNamesGoAfterAWeek(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		_, token := f.plan(f.A.One.Locations[0])
		kept := f.photo(token, 1)
		f.photo(token, 2) // taken and never used
		f.named(token, kept)
		sent, sentToken := f.plan(f.A.One.Locations[1])
		replaced := f.photo(sentToken, 3)
		f.named(sentToken, replaced)
		last := f.photo(sentToken, 4)
		if _, err := f.SubmitVisit(ctx, service.VisitLink(sentToken), f.report(1, surveytest.WorkedAnswers(last))); err != nil {
			t.Fatal(err)
		}
		if n := f.files(6 * 24 * time.Hour); n != 4 {
			t.Fatalf("%d files", n)
		}
		f.sweep(0) // younger than a week
		f.files(8 * 24 * time.Hour)
		f.sweep(1) // the one that the report replaced; the open visit keeps both of its own
		f.setClock(time.Date(2026, 11, 11, 16, 1, 0, 0, time.UTC))
		if _, err := f.ExpireVisits(ctx); err != nil {
			t.Fatal(err)
		}
		f.files(8 * 24 * time.Hour)
		f.sweep(1) // the visit is over and its draft never named this one
		f.sweep(0)
		if n := f.files(0); n != 2 {
			t.Errorf("%d files are left", n)
		}
		file, _, err := f.OpenPhoto(ctx, f.Actor("chen"), sent, last)
		if err != nil {
			t.Fatal(err)
		}
		file.Close()
	})
}

// Two visits that hold the same bytes share a file; it stays while one of them needs it, also when it comes again while
// the sweep is under way.
func TestASweepBesideUploadsLosesNothing(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f, ctx := newField(t, st), context.Background()
		ids, tokens := [2]surveys.ID{}, [2]string{}
		for i := range ids {
			ids[i], tokens[i] = f.plan(f.A.One.Locations[i])
		}
		f.photo(tokens[0], 1)
		f.act(ids[0], surveys.ActCancel, "门店装修")
		f.setClock(surveytest.Start.Add(7*24*time.Hour + time.Hour))
		f.files(8 * 24 * time.Hour)
		done := make(chan error)
		go func() {
			for range 20 {
				if _, err := f.SweepPhotos(ctx); err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
		sha := f.photo(tokens[1], 1)
		receipt, err := f.SubmitVisit(ctx, service.VisitLink(tokens[1]), f.report(1, surveytest.WorkedAnswers(sha)))
		if err != nil || receipt.Duplicate {
			t.Fatal(receipt, err)
		}
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		f.files(8 * 24 * time.Hour)
		f.sweep(0)
		file, _, err := f.OpenPhoto(ctx, f.Actor("chen"), ids[1], sha)
		if err != nil {
			t.Fatal(err)
		}
		file.Close()
	})
}
