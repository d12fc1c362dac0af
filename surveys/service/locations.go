package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// NewLocation is a place to be added.
type NewLocation struct {
	ClientID surveys.ID   `json:"client_id"`
	UnitID   surveys.ID   `json:"unit_id"`
	BrandID  surveys.ID   `json:"brand_id"`
	Code     string       `json:"code" maxLength:"40"`
	Name     surveys.Text `json:"name"`
	Kind     string       `json:"kind" enum:"shop,phone,web,app"`
	Zone     string       `json:"zone,omitempty" maxLength:"60" doc:"IANA time zone; empty: the organisation's"`
	City     surveys.Text `json:"city,omitempty"`
}

// LocationPatch changes a location; nil fields stay. A new zone holds for days to come: what was written stays.
type LocationPatch struct {
	UnitID  *surveys.ID   `json:"unit_id,omitempty"`
	BrandID *surveys.ID   `json:"brand_id,omitempty"`
	Name    *surveys.Text `json:"name,omitempty"`
	Zone    *string       `json:"zone,omitempty" maxLength:"60"`
	City    *surveys.Text `json:"city,omitempty"`
	Active  *bool         `json:"active,omitempty"`
}

// ListLocations returns the locations the actor may see.
func (s *Service) ListLocations(ctx context.Context, a surveys.Actor, f store.PlaceFilter, p surveys.Page) (surveys.List[surveys.Location], error) {
	scope, err := a.Scope(surveys.PlaceRead)
	if err != nil {
		return surveys.List[surveys.Location]{}, err
	}
	return store.ListLocations(ctx, s.store.Read(), scope, f, p)
}

// CreateLocation adds a location under a unit that the actor may edit.
func (s *Service) CreateLocation(ctx context.Context, a surveys.Actor, in NewLocation) (*surveys.Location, error) {
	scope, err := a.Scope(surveys.PlaceEdit)
	if err != nil {
		return nil, err
	}
	if in.City == nil {
		in.City = surveys.Text{}
	}
	l := &surveys.Location{OrgID: a.OrgID, ID: surveys.NewID(s.clock()), ClientID: in.ClientID, UnitID: in.UnitID, BrandID: in.BrandID,
		Code: in.Code, Name: in.Name, Kind: in.Kind, Zone: in.Zone, City: in.City, Active: true}
	if err := checkLocation(l); err != nil {
		return nil, err
	}
	return l, s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if err := checkLocationPlace(ctx, db, scope, l); err != nil {
			return err
		}
		if err := store.InsertLocation(ctx, db, l); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.PlaceEdit), "locations", l.ID, nil, l)
	})
}

func checkLocation(l *surveys.Location) error {
	var p surveys.Problems
	p.CheckCode("code", l.Code)
	p.CheckName("name", l.Name, true)
	p.CheckOneOf("kind", l.Kind, "shop", "phone", "web", "app")
	p.CheckZone("zone", l.Zone, false)
	p.CheckName("city", l.City, false)
	return p.Err()
}

// checkLocationPlace makes sure that unit and brand exist, belong to the client, and that the scope holds the unit.
func checkLocationPlace(ctx context.Context, db store.DB, scope surveys.Scope, l *surveys.Location) error {
	unit, err := store.FindUnit(ctx, db, scope, l.UnitID)
	if err == nil && unit.ClientID != l.ClientID {
		err = surveys.E(surveys.NotFound, "error.not_found")
	}
	if err != nil {
		return reference(err, "unit_id")
	}
	brand, err := store.FindBrand(ctx, db, scope, l.BrandID)
	if err == nil && brand.ClientID != l.ClientID {
		err = surveys.E(surveys.NotFound, "error.not_found")
	}
	return reference(err, "brand_id")
}

// UpdateLocation changes a location that the actor may edit.
func (s *Service) UpdateLocation(ctx context.Context, a surveys.Actor, id surveys.ID, in LocationPatch) (l *surveys.Location, err error) {
	scope, err := a.Scope(surveys.PlaceEdit)
	if err != nil {
		return nil, err
	}
	defer s.forgetEntries()
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if l, err = store.LockLocation(ctx, db, scope, id); err != nil {
			return err
		}
		before := *l
		applyLocationPatch(l, in)
		if err := checkLocation(l); err != nil {
			return err
		}
		if in.UnitID != nil || in.BrandID != nil {
			if err := checkLocationPlace(ctx, db, scope, l); err != nil {
				return err
			}
		}
		if err := store.UpdateLocation(ctx, db, &before, l); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.PlaceEdit), "locations", id, before, l)
	})
	return l, err
}

func applyLocationPatch(l *surveys.Location, in LocationPatch) {
	if in.UnitID != nil {
		l.UnitID = *in.UnitID
	}
	if in.BrandID != nil {
		l.BrandID = *in.BrandID
	}
	if in.Name != nil {
		l.Name = *in.Name
	}
	if in.Zone != nil {
		l.Zone = *in.Zone
	}
	if in.City != nil {
		l.City = *in.City
	}
	if in.Active != nil {
		l.Active = *in.Active
	}
}
