package service_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// office is the use cases over the cast, with a clock that goes on a millisecond at every look.
func office(t *testing.T, c *surveytest.Cast) (*service.Service, *time.Time) {
	t.Helper()
	now := surveytest.Start
	s := service.New(service.Config{Store: c.Store, Blobs: surveytest.Blobs(t), Secret: bytes.Repeat([]byte{7}, 32), BaseURL: "http://touchstone.test",
		Now: func() time.Time { now = now.Add(time.Millisecond); return now }})
	t.Cleanup(func() {
		if err := s.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return s, &now
}

// The life of a survey: made, saved by two at once, published with an open link, published again, closed and reopened.
func TestInstrumentFromDraftToVersions(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		s, _ := office(t, c)
		ctx, alice := context.Background(), c.Actor("alice")
		made, err := s.CreateInstrument(ctx, alice, service.NewInstrument{ClientID: c.A.One.ID, Code: "visit", Library: "after-visit"})
		if err != nil {
			t.Fatal(err)
		}
		if made.State != "draft" || made.Mode != surveys.Anonymous || made.DraftRev != 1 || len(made.Problems) > 0 {
			t.Errorf("made %+v", made.Instrument)
		}
		wantKind(t, errorOf(s.CreateInstrument(ctx, alice, service.NewInstrument{ClientID: c.A.One.ID, Code: "visit", Library: "after-visit"})), surveys.Conflict)
		wantKind(t, errorOf(s.CreateChannel(ctx, alice, made.ID, service.NewChannel{Kind: "open"})), surveys.Conflict)

		doc := made.Document
		doc.Thanks = surveys.Text{"zh": "谢谢", "en": "Thanks"}
		saved, err := s.SaveInstrument(ctx, alice, made.ID, 1, doc)
		if err != nil || saved.DraftRev != 2 {
			t.Fatalf("saved %+v, %v", saved, err)
		}
		wantKind(t, errorOf(s.SaveInstrument(ctx, alice, made.ID, 1, doc)), surveys.Conflict) // somebody saved since
		wantKind(t, errorOf(s.Publish(ctx, alice, made.ID, service.PublishInput{DraftRev: 1})), surveys.Conflict)

		first, err := s.Publish(ctx, alice, made.ID, service.PublishInput{DraftRev: 2, ChannelCode: "wished"})
		if err != nil {
			t.Fatal(err)
		}
		if first.Version.Number != 1 || first.Version.Change != "first" || first.Channel == nil || first.Channel.Code == "wished" || len(first.Channel.Code) != 12 {
			t.Errorf("first version %+v, link %+v", first.Version, first.Channel)
		}
		wantKind(t, errorOf(s.Publish(ctx, alice, made.ID, service.PublishInput{})), surveys.Conflict) // nothing is new
		checkSecondVersion(t, s, alice, made.ID, doc)

		for _, step := range []struct {
			do    func(context.Context, surveys.Actor, surveys.ID) (*service.InstrumentView, error)
			state string
		}{{s.CloseInstrument, "closed"}, {s.ReopenInstrument, "published"}} {
			view, err := step.do(ctx, alice, made.ID)
			if err != nil || view.State != step.state {
				t.Errorf("%s: %v", step.state, err)
			}
			wantKind(t, errorOf(step.do(ctx, alice, made.ID)), surveys.Conflict)
		}
	})
}

func errorOf[T any](_ T, err error) error { return err }

func checkSecondVersion(t *testing.T, s *service.Service, a surveys.Actor, id surveys.ID, doc surveys.Document) {
	t.Helper()
	ctx := context.Background()
	doc.Notice = surveys.Text{"zh": "新的说明", "en": "A new notice"}
	doc.Tree = nil // the index is measured no longer
	if _, err := s.SaveInstrument(ctx, a, id, 2, doc); err != nil {
		t.Fatal(err)
	}
	second, err := s.Publish(ctx, a, id, service.PublishInput{})
	if err != nil {
		t.Fatal(err)
	}
	if v := second.Version; v.Number != 2 || v.Change != string(surveys.Breaking) || !v.SeriesBreak || v.Notice != 2 || second.Channel != nil {
		t.Errorf("second version %+v, link %v", v, second.Channel)
	}
	old, err := s.FindVersion(ctx, a, id, 1)
	if err != nil || len(old.Document.Tree) == 0 || !old.Document.Notice.Empty() && old.Document.Notice.In("zh") == "新的说明" {
		t.Errorf("the first version changed: %v", err)
	}
	list, err := s.ListVersions(ctx, a, id, surveys.Page{})
	if err != nil || len(list.Items) != 2 || list.Items[0].Number != 2 {
		t.Errorf("versions %+v, %v", list.Items, err)
	}
}

// An unfinished draft can be kept but not published, and nobody but who holds the whole client may do either.
func TestDraftsThatCannotBePublished(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		s, _ := office(t, c)
		ctx, alice := context.Background(), c.Actor("alice")
		made, err := s.CreateInstrument(ctx, alice, service.NewInstrument{ClientID: c.A.One.ID, Code: "draft", Library: "after-visit"})
		if err != nil {
			t.Fatal(err)
		}
		doc := made.Document
		doc.Sections[0].Items[0].Label = nil
		saved, err := s.SaveInstrument(ctx, alice, made.ID, 1, doc)
		if err != nil || len(saved.Problems) == 0 {
			t.Errorf("an unfinished draft: %v, problems %v", err, saved)
		}
		wantKind(t, errorOf(s.Publish(ctx, alice, made.ID, service.PublishInput{})), surveys.Invalid)
		doc = made.Document
		doc.Sections[0].Items[0].Label = surveys.Text{"zh": "a\x00b", "en": "x"}
		wantKind(t, errorOf(s.SaveInstrument(ctx, alice, made.ID, 2, doc)), surveys.Invalid)
		doc.Kind, doc.Sections[0].Items[0].Label = surveys.Checklist, surveys.Text{"zh": "x", "en": "x"}
		wantKind(t, errorOf(s.SaveInstrument(ctx, alice, made.ID, 2, doc)), surveys.Invalid)
		doc.Kind, doc.Sections[0].Touchpoint = surveys.Survey, "moon"
		if _, err := s.SaveInstrument(ctx, alice, made.ID, 2, doc); err != nil {
			t.Fatal(err)
		}
		if err := errorOf(s.Publish(ctx, alice, made.ID, service.PublishInput{})); surveys.KindOf(err) != surveys.Invalid || !strings.Contains(err.Error(), "sections[0].touchpoint") {
			t.Errorf("an unknown touchpoint: %v", err)
		}
		// Who holds a part of the client sees the draft and changes nothing.
		editor := c.Actor("bob")
		editor.Granted = []surveys.ActorGrant{{Verbs: surveys.AllVerbs, ClientID: c.A.One.ID, Units: []surveys.ID{c.A.One.North.ID}}}
		if _, err := s.FindInstrument(ctx, editor, made.ID); err != nil {
			t.Errorf("cannot even read it: %v", err)
		}
		wantKind(t, errorOf(s.SaveInstrument(ctx, editor, made.ID, 3, doc)), surveys.Forbidden)
		wantKind(t, errorOf(s.Publish(ctx, editor, made.ID, service.PublishInput{})), surveys.Forbidden)
	})
}

// Two who publish at once make one version, not two with one number.
func TestPublishingAtOnce(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		s := service.New(service.Config{Store: c.Store, Blobs: surveytest.Blobs(t), Secret: bytes.Repeat([]byte{7}, 32), BaseURL: "http://x"})
		defer s.Close(context.Background()) //nolint:errcheck // nothing was accepted
		ctx, alice := context.Background(), c.Actor("alice")
		made, err := s.CreateInstrument(ctx, alice, service.NewInstrument{ClientID: c.A.One.ID, Code: "race", Library: "relationship-nps"})
		if err != nil {
			t.Fatal(err)
		}
		results := make(chan error, 6)
		for range cap(results) {
			go func() { results <- errorOf(s.Publish(ctx, alice, made.ID, service.PublishInput{})) }()
		}
		won := 0
		for range cap(results) {
			if err := <-results; err == nil {
				won++
			} else if surveys.KindOf(err) != surveys.Conflict {
				t.Error(err)
			}
		}
		versions, err := store.Versions(ctx, c.Store.Read(), c.A.Scope(), made.ID)
		if err != nil || won != 1 || len(versions) != 1 {
			t.Errorf("%d publications, %d versions, %v", won, len(versions), err)
		}
	})
}

// Waves of one survey do not overlap, because a response belongs to the wave that holds its day.
func TestWaves(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		s, _ := office(t, c)
		ctx, alice := context.Background(), c.Actor("alice")
		live := c.Publish(t, c.A.One, "waves", surveytest.SmallSurvey())
		wave := func(code string, from, to int) (*surveys.Wave, error) {
			return s.CreateWave(ctx, alice, service.NewWave{ProgrammeID: live.Programme.ID, Code: code, Name: surveys.Text{"zh": code}, FromDay: from, ToDay: to})
		}
		first, err := wave("w1", 20261101, 20261110)
		if err != nil || first.Position != 0 || first.State != "planned" {
			t.Fatalf("%+v %v", first, err)
		}
		second, err := wave("w2", 20261111, 20261120)
		if err != nil || second.Position != 1 {
			t.Fatalf("%+v %v", second, err)
		}
		wantKind(t, errorOf(wave("w3", 20261110, 20261130)), surveys.Conflict)
		wantKind(t, errorOf(wave("w2", 20261201, 20261210)), surveys.Conflict)
		wantKind(t, errorOf(wave("w4", 20261231, 20261201)), surveys.Invalid)
		wantKind(t, errorOf(wave("w5", 20260230, 20260301)), surveys.Invalid)
		day := 20261105
		wantKind(t, errorOf(s.UpdateWave(ctx, alice, second.ID, service.WavePatch{FromDay: &day})), surveys.Conflict)
		for _, move := range []struct {
			to string
			ok bool
		}{{"published", false}, {"open", true}, {"closing", true}, {"closed", true}, {"planned", false}, {"published", true}} {
			_, err := s.UpdateWave(ctx, alice, first.ID, service.WavePatch{State: &move.to})
			if (err == nil) != move.ok {
				t.Errorf("to %s: %v", move.to, err)
			}
		}
	})
}

// A workbook is made by a job for who asked for it, is fetched until it expires, and is gone afterwards.
func TestExportFromRequestToExpiry(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		s, now := office(t, c)
		ctx, alice := context.Background(), c.Actor("alice")
		live := c.Publish(t, c.A.One, "export", surveytest.SmallSurvey())
		req := surveys.ExportRequest{Report: surveys.ReportResponses, InstrumentID: live.Instrument.ID, Lang: "zh"}
		wantKind(t, errorOf(s.RequestExport(ctx, c.Actor("eve"), req)), surveys.Forbidden)
		wantKind(t, errorOf(s.RequestExport(ctx, c.Actor("mallory"), req)), surveys.Invalid)
		wantKind(t, errorOf(s.RequestExport(ctx, alice, surveys.ExportRequest{Report: "secrets", Lang: "zh"})), surveys.Invalid)
		wantKind(t, errorOf(s.RequestExport(ctx, alice, surveys.ExportRequest{Report: surveys.ReportChecklist, Lang: "zh"})), surveys.Invalid)
		job, err := s.RequestExport(ctx, alice, req)
		if err != nil {
			t.Fatal(err)
		}
		again, err := s.RequestExport(ctx, alice, req)
		if err != nil || again.ID != job.ID {
			t.Errorf("the same wish twice: %v, %v", again, err)
		}
		if _, _, err := s.OpenExport(ctx, alice, job.ID); surveys.KindOf(err) != surveys.Conflict {
			t.Errorf("an unfinished file: %v", err)
		}
		if err := s.DrainJobs(ctx); err != nil {
			t.Fatal(err)
		}
		info, file, err := s.OpenExport(ctx, alice, job.ID)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(file)
		file.Close()
		if err != nil || int64(len(raw)) != info.Bytes || !bytes.HasPrefix(raw, []byte("PK")) || !strings.HasSuffix(info.Name, ".xlsx") {
			t.Errorf("%s: %d of %d bytes, %v", info.Name, len(raw), info.Bytes, err)
		}
		for _, who := range []string{"bob", "chen", "mallory"} {
			if _, _, err := s.OpenExport(ctx, c.Actor(who), job.ID); surveys.KindOf(err) != surveys.NotFound {
				t.Errorf("%s opens alice's download: %v", who, err)
			}
		}
		*now = now.Add(8 * 24 * time.Hour)
		if _, _, err := s.OpenExport(ctx, alice, job.ID); surveys.KindOf(err) != surveys.Gone {
			t.Errorf("after a week: %v", err)
		}
		if err := s.Jobs().Source.Sweep(ctx, *now); err != nil {
			t.Fatal(err)
		}
		wantKind(t, errorOf(s.FindExport(ctx, alice, job.ID)), surveys.NotFound)
	})
}

// Whoever lost the right while the job waited gets no file.
func TestExportRunsWithTheRightsOfNow(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		s, _ := office(t, c)
		ctx, bob := context.Background(), c.Actor("bob")
		live := c.Publish(t, c.A.One, "rights", surveytest.SmallSurvey())
		job, err := s.RequestExport(ctx, bob, surveys.ExportRequest{Report: surveys.ReportSatisfaction, InstrumentID: live.Instrument.ID, Lang: "en"})
		if err != nil {
			t.Fatal(err)
		}
		none := []service.GrantInput{}
		if _, err := s.UpdateUser(ctx, c.Actor("alice"), bob.UserID, service.UserPatch{Grants: &none}); err != nil {
			t.Fatal(err)
		}
		if err := s.DrainJobs(ctx); err != nil {
			t.Fatal(err)
		}
		got, err := s.FindExport(ctx, bob, job.ID)
		if err != nil || got.State != "dead" || got.ErrorKey != "error.forbidden" || got.File != nil {
			t.Errorf("%+v, %v", got, err)
		}
	})
}
