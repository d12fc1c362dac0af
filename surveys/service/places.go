package service

import (
	"context"
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// ListClients returns the clients the actor may see.
func (s *Service) ListClients(ctx context.Context, a surveys.Actor, p surveys.Page) (surveys.List[surveys.Client], error) {
	scope, err := a.Scope(surveys.PlaceRead)
	if err != nil {
		return surveys.List[surveys.Client]{}, err
	}
	return store.ListClients(ctx, s.store.Read(), scope, p)
}

// NewClient is a client to be added.
type NewClient struct {
	Code string       `json:"code" maxLength:"40"`
	Name surveys.Text `json:"name"`
}

// CreateClient adds a client with the touchpoints of a visit. Needs place.edit for the whole organisation.
func (s *Service) CreateClient(ctx context.Context, a surveys.Actor, in NewClient) (c *surveys.Client, err error) {
	if _, err := wholeOrg(a, surveys.PlaceEdit); err != nil {
		return nil, err
	}
	if err := checkNamed(in.Code, in.Name); err != nil {
		return nil, err
	}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		c, err = s.insertClient(ctx, db, a, in.Code, in.Name)
		return err
	})
	return c, err
}

// checkNamed checks what every kind of place has.
func checkNamed(code string, name surveys.Text) error {
	var p surveys.Problems
	p.CheckCode("code", code)
	p.CheckName("name", name, true)
	return p.Err()
}

// checkRenamed checks a name that a patch may hold.
func checkRenamed(name *surveys.Text) error {
	var p surveys.Problems
	if name != nil {
		p.CheckName("name", *name, true)
	}
	return p.Err()
}

// mayEditClient returns nil when the actor holds place.edit for the whole client. NotFound for a client out of sight.
func (s *Service) mayEditClient(ctx context.Context, a surveys.Actor, client surveys.ID) error {
	scope, err := a.Scope(surveys.PlaceEdit)
	if err != nil {
		return err
	}
	return s.holdsClient(ctx, scope, client)
}

// holdsClient returns nil when the scope covers the whole client, Forbidden when only a part, NotFound when none.
func (s *Service) holdsClient(ctx context.Context, scope surveys.Scope, client surveys.ID) error {
	_, err := store.FindClient(ctx, s.store.Read(), scope, client)
	if err == nil && !scope.Holds(client) {
		return surveys.E(surveys.Forbidden, "error.forbidden")
	}
	return reference(err, "client_id")
}

// reference turns "not found" of something that an input names into an error at that field.
func reference(err error, field string) error {
	if surveys.KindOf(err) == surveys.NotFound {
		return surveys.E(surveys.Invalid, "input.reference").At(field)
	}
	return err
}

// ListUnits returns the units the actor may see.
func (s *Service) ListUnits(ctx context.Context, a surveys.Actor, f store.PlaceFilter, p surveys.Page) (surveys.List[surveys.Unit], error) {
	scope, err := a.Scope(surveys.PlaceRead)
	if err != nil {
		return surveys.List[surveys.Unit]{}, err
	}
	return store.ListUnits(ctx, s.store.Read(), scope, f, p)
}

// NewUnit is a node to be added to a client's tree.
type NewUnit struct {
	ClientID surveys.ID   `json:"client_id"`
	ParentID surveys.ID   `json:"parent_id,omitempty" doc:"Empty: a root"`
	Code     string       `json:"code" maxLength:"40"`
	Name     surveys.Text `json:"name"`
	Position int          `json:"position,omitempty" minimum:"0" maximum:"1000000"`
}

// UnitPatch changes a unit; nil fields stay.
type UnitPatch struct {
	ParentID *surveys.ID   `json:"parent_id,omitempty"`
	Name     *surveys.Text `json:"name,omitempty"`
	Position *int          `json:"position,omitempty" minimum:"0" maximum:"1000000"`
}

// CreateUnit adds a unit. Needs place.edit for the client, or for the unit above.
func (s *Service) CreateUnit(ctx context.Context, a surveys.Actor, in NewUnit) (*surveys.Unit, error) {
	scope, err := a.Scope(surveys.PlaceEdit)
	if err != nil {
		return nil, err
	}
	if err := checkNamed(in.Code, in.Name); err != nil {
		return nil, err
	}
	u := &surveys.Unit{OrgID: a.OrgID, ID: surveys.NewID(s.clock()), ClientID: in.ClientID, ParentID: in.ParentID, Code: in.Code,
		Name: in.Name, Position: in.Position}
	return u, s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if err := checkParent(ctx, db, scope, u); err != nil {
			return err
		}
		if err := store.InsertUnit(ctx, db, u); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.PlaceEdit), "units", u.ID, nil, u)
	})
}

// checkParent makes sure that a unit hangs under a unit of the same client that the scope holds, or that it is a root of
// a client held whole.
func checkParent(ctx context.Context, db store.DB, scope surveys.Scope, u *surveys.Unit) error {
	if u.ParentID.IsZero() {
		if _, err := store.FindClient(ctx, db, scope, u.ClientID); err != nil {
			return reference(err, "client_id")
		}
		if !scope.Holds(u.ClientID) {
			return surveys.E(surveys.Forbidden, "error.forbidden")
		}
		return nil
	}
	parent, err := store.FindUnit(ctx, db, scope, u.ParentID)
	if err == nil && parent.ClientID != u.ClientID {
		err = surveys.E(surveys.NotFound, "error.not_found")
	}
	return reference(err, "parent_id")
}

// UpdateUnit changes a unit. It cannot be hung below itself.
func (s *Service) UpdateUnit(ctx context.Context, a surveys.Actor, id surveys.ID, in UnitPatch) (u *surveys.Unit, err error) {
	scope, err := a.Scope(surveys.PlaceEdit)
	if err != nil {
		return nil, err
	}
	if err := checkRenamed(in.Name); err != nil {
		return nil, err
	}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if u, err = lockUnit(ctx, db, scope, id, in.ParentID != nil); err != nil {
			return err
		}
		before := *u
		if in.Name != nil {
			u.Name = *in.Name
		}
		if in.Position != nil {
			u.Position = *in.Position
		}
		if in.ParentID != nil && *in.ParentID != u.ParentID {
			u.ParentID = *in.ParentID
			if err := checkMove(ctx, db, scope, u); err != nil {
				return err
			}
		}
		if err := store.UpdateUnit(ctx, db, &before, u); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.PlaceEdit), "units", id, before, u)
	})
	return u, err
}

// lockUnit locks a unit to be changed. When it is to move, its client is locked first: moves in one tree follow one
// another, or two of them could hang each other's units below themselves.
func lockUnit(ctx context.Context, db store.DB, scope surveys.Scope, id surveys.ID, moves bool) (*surveys.Unit, error) {
	if moves {
		u, err := store.FindUnit(ctx, db, scope, id)
		if err != nil {
			return nil, err
		}
		if _, err := store.LockClient(ctx, db, scope, u.ClientID); err != nil {
			return nil, err
		}
	}
	return store.LockUnit(ctx, db, scope, id)
}

func checkMove(ctx context.Context, db store.DB, scope surveys.Scope, u *surveys.Unit) error {
	if err := checkParent(ctx, db, scope, u); err != nil {
		return err
	}
	below, err := store.UnitsBelow(ctx, db, scope.Org, u.ID)
	if err == nil && slices.Contains(below, u.ParentID) {
		return surveys.E(surveys.Invalid, "place.circle").At("parent_id")
	}
	return err
}
