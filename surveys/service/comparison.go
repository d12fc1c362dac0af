package service

import (
	"context"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// ComparedSide says which document stands on one side of a comparison.
type ComparedSide struct {
	Number      int        `json:"number" doc:"Of the version; 0: the draft"`
	PublishedAt *time.Time `json:"published_at,omitempty" doc:"Not of a draft"`
}

// Comparison is two documents of an instrument side by side: a version and another one, or the draft.
type Comparison struct {
	From     *ComparedSide      // nil: nothing was published yet, and there is nothing to compare with
	To       ComparedSide       //
	DraftRev int64              // of the draft that was compared; 0 = To is a version
	Change   surveys.Change     // of the whole step; "first" without From
	Edits    []surveys.Edit     // the gravest first
	Items    []surveys.ItemPair // in the order of To
}

// CompareVersions compares two documents of an instrument: from and to are numbers of versions; from 0 is the latest
// published one, to 0 the draft. Needs instrument.read. NotFound when there is no such version.
func (s *Service) CompareVersions(ctx context.Context, a surveys.Actor, id surveys.ID, from, to int) (*Comparison, error) {
	scope, err := a.Scope(surveys.InstrumentRead)
	if err != nil {
		return nil, err
	}
	db := s.store.Read()
	in, err := store.FindInstrument(ctx, db, scope, id)
	if err != nil {
		return nil, err
	}
	c := &Comparison{Change: firstChange, DraftRev: in.DraftRev, Edits: []surveys.Edit{}, Items: []surveys.ItemPair{}}
	next := in.Draft
	if to > 0 {
		v, err := store.FindVersionByNumber(ctx, db, scope, id, to)
		if err != nil {
			return nil, err
		}
		next, c.DraftRev, c.To = v.Document, 0, sideOf(v)
	}
	if from == 0 && in.VersionID.IsZero() {
		c.Items = surveys.PairItems(surveys.Document{}, next, nil)
		return c, nil
	}
	old, err := compareFrom(ctx, db, scope, in, from)
	if err != nil {
		return nil, err
	}
	side := sideOf(old)
	c.From, c.Change = &side, surveys.CompareDocuments(old.Document, next)
	c.Edits = surveys.Edits(old.Document, next)
	c.Items = surveys.PairItems(old.Document, next, c.Edits)
	return c, nil
}

// firstChange is the change of the first version, which differs from nothing.
const firstChange surveys.Change = "first"

func compareFrom(ctx context.Context, db store.DB, scope surveys.Scope, in *surveys.Instrument, number int) (*surveys.Version, error) {
	if number == 0 {
		return store.FindVersion(ctx, db, scope, in.VersionID)
	}
	return store.FindVersionByNumber(ctx, db, scope, in.ID, number)
}

func sideOf(v *surveys.Version) ComparedSide {
	return ComparedSide{Number: v.Number, PublishedAt: &v.PublishedAt}
}

// actRestore is what the audit log calls a roll-back, apart from other publishing.
const actRestore act = "instrument.restore"

// RestoreVersion publishes the document of an earlier version as the next version: a roll-back that leaves every version
// in its place. A draft without unpublished edits becomes that document too, so that nobody publishes the refused one
// again by mistake; a draft with edits stays. Needs instrument.publish for the client; Conflict when the document is what
// is published now, Invalid when it may no longer be published, such as for a touchpoint that is gone.
func (s *Service) RestoreVersion(ctx context.Context, a surveys.Actor, id surveys.ID, number int) (out *Published, err error) {
	scope, err := a.Scope(surveys.InstrumentPublish)
	if err != nil {
		return nil, err
	}
	defer s.forgetEntries()
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		in, err := lockToEdit(ctx, db, scope, id)
		if err != nil {
			return err
		}
		old, err := store.FindVersionByNumber(ctx, db, scope, id, number)
		if err != nil {
			return err
		}
		latest, err := store.FindVersion(ctx, db, scope, in.VersionID)
		if err != nil {
			return err
		}
		before, draft := *in, in.Draft
		in.Draft = old.Document
		if err := s.checkPublishable(ctx, db, scope, in); err != nil {
			return err
		}
		v, err := s.nextVersion(ctx, db, scope, a, in)
		if err != nil {
			return err
		}
		in.VersionID, in.UpdatedAt = v.ID, v.PublishedAt
		if surveys.CompareDocuments(latest.Document, draft) == surveys.Unchanged {
			in.Title, in.DraftRev = in.Draft.Title, in.DraftRev+1
		} else {
			in.Draft = draft
		}
		if err := store.InsertVersion(ctx, db, v); err != nil {
			return err
		}
		if err := store.UpdateInstrument(ctx, db, in); err != nil {
			return err
		}
		out = &Published{Version: *v}
		return s.audit(ctx, db, a, string(actRestore), "instruments", id, before, v)
	})
	return out, err
}
