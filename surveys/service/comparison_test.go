package service_test

import (
	"context"
	"slices"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// The draft is compared before it is published, versions afterwards; an earlier version comes back as a new one.
func TestCompareAndRestoreVersions(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		s, _ := office(t, c)
		ctx, alice := context.Background(), c.Actor("alice")
		made, err := s.CreateInstrument(ctx, alice, service.NewInstrument{ClientID: c.A.One.ID, Code: "compare", Library: "after-visit"})
		if err != nil {
			t.Fatal(err)
		}
		compare := func(from, to int) *service.Comparison {
			t.Helper()
			got, err := s.CompareVersions(ctx, alice, made.ID, from, to)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		if first := compare(0, 0); first.From != nil || first.Change != "first" || len(first.Edits) != 0 || len(first.Items) == 0 {
			t.Errorf("before anything is published: %+v", first)
		}
		wantKind(t, errorOf(s.RestoreVersion(ctx, alice, made.ID, 1)), surveys.NotFound)
		if _, err := s.Publish(ctx, alice, made.ID, service.PublishInput{}); err != nil {
			t.Fatal(err)
		}
		wantKind(t, errorOf(s.RestoreVersion(ctx, alice, made.ID, 1)), surveys.Conflict) // it is what is published
		next := made.Document
		next.Tree = nil
		saved, err := s.SaveInstrument(ctx, alice, made.ID, 1, next)
		if err != nil {
			t.Fatal(err)
		}
		draft := compare(0, 0)
		if draft.From.Number != 1 || draft.To.Number != 0 || draft.DraftRev != saved.DraftRev || draft.Change != surveys.Breaking || draft.Edits[0].Key != "edit.tree" {
			t.Errorf("the draft: %+v", draft)
		}
		if _, err := s.Publish(ctx, alice, made.ID, service.PublishInput{DraftRev: draft.DraftRev}); err != nil {
			t.Fatal(err)
		}
		if now := compare(0, 0); now.Change != surveys.Unchanged || len(now.Edits) != 0 {
			t.Errorf("just published: %+v", now)
		}
		checkRestored(t, s, c, made.ID)
		if back := compare(1, 3); back.Change != surveys.Unchanged || back.DraftRev != 0 || back.To.Number != 3 {
			t.Errorf("version 3 is not version 1: %+v", back)
		}
		wantKind(t, errorOf(s.CompareVersions(ctx, alice, made.ID, 1, 9)), surveys.NotFound)
		wantKind(t, errorOf(s.CompareVersions(ctx, c.Actor("mallory"), made.ID, 1, 2)), surveys.NotFound)
	})
}

// checkRestored rolls back to version 1, whose document becomes the draft too, and then keeps a draft with edits.
func checkRestored(t *testing.T, s *service.Service, c *surveytest.Cast, id surveys.ID) {
	t.Helper()
	ctx, alice := context.Background(), c.Actor("alice")
	third, err := s.RestoreVersion(ctx, alice, id, 1)
	if err != nil || third.Version.Number != 3 || third.Version.Change != string(surveys.Breaking) || !third.Version.SeriesBreak {
		t.Fatalf("%+v, %v", third, err)
	}
	view, err := s.FindInstrument(ctx, alice, id)
	if err != nil || view.Version.Number != 3 || len(view.Document.Tree) == 0 || view.DraftRev != 3 {
		t.Errorf("after the roll-back: %+v, %v", view, err)
	}
	rows, err := store.ListAudits(ctx, c.Store.Read(), c.A.Scope(), surveys.Page{Limit: 50})
	if err != nil || !slices.ContainsFunc(rows.Items, func(r surveys.AuditRow) bool {
		return r.Verb == "instrument.restore" && r.ObjectID == id && r.ActorID == alice.UserID
	}) {
		t.Errorf("nobody would know who rolled back: %v", err)
	}
	edited := view.Document
	edited.Thanks = surveys.Text{"zh": "还没有发布", "en": "Not published yet"}
	if _, err := s.SaveInstrument(ctx, alice, id, view.DraftRev, edited); err != nil {
		t.Fatal(err)
	}
	if _, err := s.RestoreVersion(ctx, alice, id, 2); err != nil {
		t.Fatal(err)
	}
	if view, err = s.FindInstrument(ctx, alice, id); err != nil || view.Version.Number != 4 || view.Document.Thanks.In("en") != "Not published yet" {
		t.Errorf("unpublished edits are lost: %+v, %v", view, err)
	}
	editor := c.Actor("bob")
	editor.Granted = []surveys.ActorGrant{{Verbs: surveys.AllVerbs, ClientID: c.A.One.ID, Units: []surveys.ID{c.A.One.North.ID}}}
	wantKind(t, errorOf(s.RestoreVersion(ctx, editor, id, 1)), surveys.Forbidden)
}
