package service

import (
	"context"
	"fmt"

	"touchstone/surveys"
	"touchstone/surveys/library"
	"touchstone/surveys/store"
)

// NewOrg is an organisation with its first client.
type NewOrg struct {
	Code       string
	Name       surveys.Text
	Zone       string // IANA time zone, e.g. Asia/Shanghai
	Settings   surveys.OrgSettings
	ClientCode string // "" = Code
	ClientName surveys.Text
}

// CreateOrganisation makes a tenant: its row, the built-in roles and a first client with the touchpoints of a visit. It
// is for the command line and the demo; no request reaches it, and it makes no account.
func (s *Service) CreateOrganisation(ctx context.Context, in NewOrg) (surveys.Actor, *surveys.Client, error) {
	var p surveys.Problems
	p.CheckCode("code", in.Code)
	p.CheckName("name", in.Name, true)
	p.CheckZone("zone", in.Zone, true)
	if in.ClientCode == "" {
		in.ClientCode = in.Code
	}
	if in.ClientName == nil {
		in.ClientName = in.Name
	}
	if n := in.Settings.MinimumN; n != 0 && (n < 3 || n > 50) {
		p.Add("settings.minimum_n", "org.minimum_n")
	}
	if err := p.Err(); err != nil {
		return surveys.Actor{}, nil, err
	}
	now := s.clock()
	org := &surveys.Org{ID: surveys.NewID(now), Code: in.Code, Name: in.Name, Zone: in.Zone, Settings: in.Settings, CreatedAt: now}
	actor := surveys.Actor{OrgID: org.ID, System: true}
	var client *surveys.Client
	err := s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if err := store.InsertOrg(ctx, db, org); err != nil {
			return err
		}
		for _, r := range surveys.BuiltInRoles {
			r.OrgID, r.ID = org.ID, surveys.NewID(now)
			if err := store.InsertRole(ctx, db, &r); err != nil {
				return err
			}
		}
		var err error
		client, err = s.insertClient(ctx, db, actor, in.ClientCode, in.ClientName)
		return err
	})
	return actor, client, err
}

func (s *Service) insertClient(ctx context.Context, db store.DB, a surveys.Actor, code string, name surveys.Text) (*surveys.Client, error) {
	now := s.clock()
	c := &surveys.Client{OrgID: a.OrgID, ID: surveys.NewID(now), Code: code, Name: name}
	if err := store.InsertClient(ctx, db, c); err != nil {
		return nil, err
	}
	for _, t := range library.Touchpoints() {
		t.OrgID, t.ID, t.ClientID = a.OrgID, surveys.NewID(now), c.ID
		if err := store.InsertTouchpoint(ctx, db, &t); err != nil {
			return nil, err
		}
	}
	return c, s.audit(ctx, db, a, string(surveys.PlaceEdit), "clients", c.ID, nil, c)
}

// SystemActor returns the actor of the command line in an organisation: the one with that code, or the only one there
// is when code is "". Invalid when there are several and none is named; NotFound when there is none.
func (s *Service) SystemActor(ctx context.Context, code string) (surveys.Actor, error) {
	if code != "" {
		org, err := store.FindOrgByCode(ctx, s.store.Read(), code)
		if surveys.KindOf(err) == surveys.NotFound {
			return surveys.Actor{}, surveys.E(surveys.NotFound, "org.unknown", "Code", code)
		}
		if err != nil {
			return surveys.Actor{}, err
		}
		return surveys.Actor{OrgID: org.ID, System: true}, nil
	}
	orgs, err := store.ListOrgs(ctx, s.store.Read(), 2)
	switch {
	case err != nil:
		return surveys.Actor{}, err
	case len(orgs) == 0:
		return surveys.Actor{}, surveys.E(surveys.NotFound, "org.none")
	case len(orgs) > 1:
		return surveys.Actor{}, surveys.E(surveys.Invalid, "org.choose")
	}
	return surveys.Actor{OrgID: orgs[0].ID, System: true}, nil
}

// Organisation returns the actor's own organisation. Everybody who is signed in may see it.
func (s *Service) Organisation(ctx context.Context, a surveys.Actor) (*surveys.Org, error) {
	if a.OrgID.IsZero() {
		return nil, surveys.E(surveys.Unauthenticated, "error.unauthenticated")
	}
	return store.FindOrg(ctx, s.store.Read(), a.OrgID)
}

// wholeOrg returns the scope of a verb when the actor holds it for the whole organisation: what belongs to no client
// (users, the audit log) is not for people who hold a part. Forbidden otherwise.
func wholeOrg(a surveys.Actor, v surveys.Verb) (surveys.Scope, error) {
	scope, err := a.Scope(v)
	if err == nil && !scope.AllClients {
		return surveys.Scope{}, surveys.E(surveys.Forbidden, "error.forbidden")
	}
	return scope, err
}

// at names a place in a list of the input: at("grants", 2, "role") is "grants[2].role".
func at(list string, i int, field string) string { return fmt.Sprintf("%s[%d].%s", list, i, field) }
