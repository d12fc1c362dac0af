package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// NewBrand is an own or a competitor's brand to be added.
type NewBrand struct {
	ClientID surveys.ID   `json:"client_id"`
	Code     string       `json:"code" maxLength:"40" doc:"Unique for the client"`
	Name     surveys.Text `json:"name"`
	Own      bool         `json:"own" doc:"false: a competitor's"`
	Position int          `json:"position,omitempty" minimum:"0" maximum:"1000000"`
}

// BrandPatch changes a brand; nil fields stay.
type BrandPatch struct {
	Name     *surveys.Text `json:"name,omitempty"`
	Own      *bool         `json:"own,omitempty" doc:"Counts for results of every wave, also of those that are over"`
	Position *int          `json:"position,omitempty" minimum:"0" maximum:"1000000"`
}

// ListBrands returns brands of the clients the actor may see.
func (s *Service) ListBrands(ctx context.Context, a surveys.Actor, f store.PlaceFilter, p surveys.Page) (surveys.List[surveys.Brand], error) {
	scope, err := a.Scope(surveys.PlaceRead)
	if err != nil {
		return surveys.List[surveys.Brand]{}, err
	}
	return store.ListBrands(ctx, s.store.Read(), scope, f, p)
}

// CreateBrand adds a brand. Needs place.edit for the client.
func (s *Service) CreateBrand(ctx context.Context, a surveys.Actor, in NewBrand) (*surveys.Brand, error) {
	if err := s.mayEditClient(ctx, a, in.ClientID); err != nil {
		return nil, err
	}
	if err := checkNamed(in.Code, in.Name); err != nil {
		return nil, err
	}
	b := &surveys.Brand{OrgID: a.OrgID, ID: surveys.NewID(s.clock()), ClientID: in.ClientID, Code: in.Code, Name: in.Name,
		Own: in.Own, Position: in.Position}
	return b, s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if err := store.InsertBrand(ctx, db, b); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.PlaceEdit), "brands", b.ID, nil, b)
	})
}

// UpdateBrand changes a brand. Needs place.edit for the client. Survey pages show the new name from then on.
func (s *Service) UpdateBrand(ctx context.Context, a surveys.Actor, id surveys.ID, in BrandPatch) (b *surveys.Brand, err error) {
	scope, err := a.Scope(surveys.PlaceEdit)
	if err != nil {
		return nil, err
	}
	if err := checkRenamed(in.Name); err != nil {
		return nil, err
	}
	defer s.forgetEntries()
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if b, err = store.LockBrand(ctx, db, scope, id); err != nil {
			return err
		}
		if !scope.Holds(b.ClientID) {
			return surveys.E(surveys.Forbidden, "error.forbidden")
		}
		before := *b
		if in.Name != nil {
			b.Name = *in.Name
		}
		if in.Own != nil {
			b.Own = *in.Own
		}
		if in.Position != nil {
			b.Position = *in.Position
		}
		if err := store.UpdateBrand(ctx, db, &before, b); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.PlaceEdit), "brands", id, before, b)
	})
	return b, err
}
