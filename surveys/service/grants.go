package service

import (
	"context"
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// GrantInput gives a role for everything, for one client, or for one unit with all below it.
type GrantInput struct {
	Role     string     `json:"role" maxLength:"40" doc:"Code of the role"`
	ClientID surveys.ID `json:"client_id,omitempty" doc:"Empty: every client"`
	UnitID   surveys.ID `json:"unit_id,omitempty" doc:"Empty: every unit of the client"`
	Personal bool       `json:"personal_data,omitempty" doc:"May see contact data"`
}

// resolveGrants expands a user's grants: roles to verbs, units to everything below them.
func resolveGrants(ctx context.Context, db store.DB, scope surveys.Scope, user surveys.ID) ([]surveys.ActorGrant, error) {
	grants, err := store.UserGrants(ctx, db, scope, user)
	if err != nil {
		return nil, err
	}
	roles, err := store.ListRoles(ctx, db, scope)
	if err != nil {
		return nil, err
	}
	var out []surveys.ActorGrant
	for _, g := range grants {
		i := slices.IndexFunc(roles, func(r surveys.Role) bool { return r.ID == g.RoleID })
		if i < 0 {
			continue
		}
		resolved := surveys.ActorGrant{Verbs: roles[i].Verbs, ClientID: g.ClientID, Personal: g.Personal}
		if !g.UnitID.IsZero() {
			if resolved.Units, err = store.UnitsBelow(ctx, db, scope.Org, g.UnitID); err != nil {
				return nil, err
			}
		}
		out = append(out, resolved)
	}
	return out, nil
}

// covers reports whether the actor holds all that a grant gives, at least as far: nobody can give what they do not have.
func covers(a surveys.Actor, g surveys.ActorGrant) bool {
	if a.System {
		return true
	}
	return !slices.ContainsFunc(g.Verbs, func(v surveys.Verb) bool {
		if a.Verbs != nil && !slices.Contains(a.Verbs, v) {
			return true
		}
		return !slices.ContainsFunc(a.Granted, func(own surveys.ActorGrant) bool {
			return slices.Contains(own.Verbs, v) && (own.Personal || !g.Personal) && reaches(own, g)
		})
	})
}

func reaches(own, g surveys.ActorGrant) bool {
	switch {
	case own.ClientID.IsZero() && own.Units == nil:
		return true
	case own.ClientID != g.ClientID:
		return false
	case own.Units == nil:
		return true
	}
	return g.Units != nil && !slices.ContainsFunc(g.Units, func(u surveys.ID) bool { return !slices.Contains(own.Units, u) })
}

// makeGrants checks the wanted grants and returns them as rows. Forbidden when one gives more than the actor holds.
func (s *Service) makeGrants(ctx context.Context, db store.DB, a surveys.Actor, user surveys.ID, in []GrantInput) ([]surveys.Grant, error) {
	var p surveys.Problems
	if len(in) > 50 {
		p.Add("grants", "grant.many", "max", 50)
		return nil, p.Err()
	}
	scope := surveys.Scope{Org: a.OrgID, AllClients: true}
	roles, err := store.ListRoles(ctx, db, scope)
	if err != nil {
		return nil, err
	}
	var rows []surveys.Grant
	for n, g := range in {
		i := slices.IndexFunc(roles, func(r surveys.Role) bool { return r.Code == g.Role })
		if i < 0 {
			p.Add(at("grants", n, "role"), "grant.role")
			continue
		}
		resolved := surveys.ActorGrant{Verbs: roles[i].Verbs, ClientID: g.ClientID, Personal: g.Personal}
		if err := checkGrantPlace(ctx, db, scope, g, &resolved, &p, n); err != nil {
			return nil, err
		}
		if !covers(a, resolved) {
			return nil, surveys.E(surveys.Forbidden, "grant.escalation").At(at("grants", n, "role"))
		}
		rows = append(rows, surveys.Grant{OrgID: a.OrgID, ID: surveys.NewID(s.clock()), UserID: user, RoleID: roles[i].ID,
			ClientID: g.ClientID, UnitID: g.UnitID, Personal: g.Personal})
	}
	return rows, p.Err()
}

// checkGrantPlace makes sure that client and unit exist and belong together, and fills in what lies below the unit.
func checkGrantPlace(ctx context.Context, db store.DB, scope surveys.Scope, g GrantInput, out *surveys.ActorGrant, p *surveys.Problems, n int) error {
	if !g.ClientID.IsZero() {
		if _, err := store.FindClient(ctx, db, scope, g.ClientID); surveys.KindOf(err) == surveys.NotFound {
			p.Add(at("grants", n, "client_id"), "input.reference")
		} else if err != nil {
			return err
		}
	}
	if g.UnitID.IsZero() {
		return nil
	}
	unit, err := store.FindUnit(ctx, db, scope, g.UnitID)
	if surveys.KindOf(err) == surveys.NotFound || err == nil && unit.ClientID != g.ClientID {
		p.Add(at("grants", n, "unit_id"), "input.reference")
		return nil
	}
	if err == nil {
		out.Units, err = store.UnitsBelow(ctx, db, scope.Org, g.UnitID)
	}
	return err
}
