package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// ListResponses returns a page of an instrument's responses, the newest first, without superseded revisions and without
// those of an import that is still loading. Needs response.read.
func (s *Service) ListResponses(ctx context.Context, a surveys.Actor, f store.ResponseFilter, p surveys.Page) (surveys.List[surveys.Response], error) {
	scope, err := a.Scope(surveys.ResponseRead)
	if err != nil {
		return surveys.List[surveys.Response]{}, err
	}
	db := s.store.Read()
	if _, err := store.FindInstrument(ctx, db, scope, f.InstrumentID); err != nil {
		return surveys.List[surveys.Response]{}, err
	}
	f.CurrentOnly, f.VisibleOnly = true, true
	return store.ListResponses(ctx, db, scope, f, p)
}

// FindResponse returns the newest revision of a response. Needs response.read.
func (s *Service) FindResponse(ctx context.Context, a surveys.Actor, id surveys.ID) (*surveys.Response, error) {
	scope, err := a.Scope(surveys.ResponseRead)
	if err != nil {
		return nil, err
	}
	return store.FindResponse(ctx, s.store.Read(), scope, id)
}

// SetValidity takes a response out of all figures, with a reason, or back in. Needs response.judge for the whole client:
// whoever answers for some of its places is measured by these answers and does not choose among them. The figures follow
// as soon as the derivation has caught up.
func (s *Service) SetValidity(ctx context.Context, a surveys.Actor, id surveys.ID, valid bool, reason string) (r *surveys.Response, err error) {
	scope, err := a.Scope(surveys.ResponseJudge)
	if err != nil {
		return nil, err
	}
	var p surveys.Problems
	p.CheckText("reason", reason, !valid, surveys.MaxRemarkText)
	if err := p.Err(); err != nil {
		return nil, err
	}
	if valid {
		reason = ""
	}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if r, err = store.FindResponse(ctx, db, scope, id); err != nil {
			return err
		}
		if r.Kind != surveys.Survey { // reports of visits have a review
			return surveys.E(surveys.Conflict, "error.not_survey")
		}
		in, err := store.FindInstrument(ctx, db, scope, r.InstrumentID)
		if err != nil {
			return err
		}
		if !scope.Holds(in.ClientID) {
			return surveys.E(surveys.Forbidden, "error.forbidden")
		}
		before := validity{r.Valid, r.InvalidReason}
		r.Valid, r.InvalidReason = valid, surveys.TrimBlank(reason)
		if err := store.UpdateValidity(ctx, db, r.OrgID, id, r.Valid, r.InvalidReason, s.clock()); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.ResponseJudge), "responses", id, before, validity{r.Valid, r.InvalidReason})
	})
	if err != nil {
		return nil, err
	}
	s.wakeDerivation()
	return r, nil
}

type validity struct {
	Valid  bool
	Reason string
}
