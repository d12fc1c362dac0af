package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// NewTouchpoint is a moment of the journey to be added.
type NewTouchpoint struct {
	ClientID surveys.ID   `json:"client_id"`
	Code     string       `json:"code" maxLength:"40" doc:"Unique for the client; instruments name touchpoints by it"`
	Name     surveys.Text `json:"name"`
	Position int          `json:"position,omitempty" minimum:"0" maximum:"1000000" doc:"Along the journey"`
}

// TouchpointPatch changes a touchpoint; nil fields stay.
type TouchpointPatch struct {
	Name     *surveys.Text `json:"name,omitempty"`
	Position *int          `json:"position,omitempty" minimum:"0" maximum:"1000000"`
}

// ListTouchpoints returns touchpoints of the clients the actor may see.
func (s *Service) ListTouchpoints(ctx context.Context, a surveys.Actor, f store.PlaceFilter, p surveys.Page) (surveys.List[surveys.Touchpoint], error) {
	scope, err := a.Scope(surveys.PlaceRead)
	if err != nil {
		return surveys.List[surveys.Touchpoint]{}, err
	}
	return store.ListTouchpoints(ctx, s.store.Read(), scope, f, p)
}

// CreateTouchpoint adds a moment of the journey. Needs place.edit for the client.
func (s *Service) CreateTouchpoint(ctx context.Context, a surveys.Actor, in NewTouchpoint) (*surveys.Touchpoint, error) {
	if err := s.mayEditClient(ctx, a, in.ClientID); err != nil {
		return nil, err
	}
	if err := checkNamed(in.Code, in.Name); err != nil {
		return nil, err
	}
	t := &surveys.Touchpoint{OrgID: a.OrgID, ID: surveys.NewID(s.clock()), ClientID: in.ClientID, Code: in.Code, Name: in.Name,
		Position: in.Position}
	return t, s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if err := store.InsertTouchpoint(ctx, db, t); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.PlaceEdit), "touchpoints", t.ID, nil, t)
	})
}

// UpdateTouchpoint changes a touchpoint. Needs place.edit for the client.
func (s *Service) UpdateTouchpoint(ctx context.Context, a surveys.Actor, id surveys.ID, in TouchpointPatch) (t *surveys.Touchpoint, err error) {
	scope, err := a.Scope(surveys.PlaceEdit)
	if err != nil {
		return nil, err
	}
	if err := checkRenamed(in.Name); err != nil {
		return nil, err
	}
	defer s.forgetEntries()
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if t, err = store.LockTouchpoint(ctx, db, scope, id); err != nil {
			return err
		}
		if !scope.Holds(t.ClientID) {
			return surveys.E(surveys.Forbidden, "error.forbidden")
		}
		before := *t
		if in.Name != nil {
			t.Name = *in.Name
		}
		if in.Position != nil {
			t.Position = *in.Position
		}
		if err := store.UpdateTouchpoint(ctx, db, &before, t); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.PlaceEdit), "touchpoints", id, before, t)
	})
	return t, err
}
