package service

import (
	"context"
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// Auditor is somebody a visit can be given to.
type Auditor struct {
	ID   surveys.ID `json:"id"`
	Name string     `json:"name"`
}

// ListAuditors returns who can be given visits: users who hold visit.fill for a client that the actor plans visits for.
// Needs visit.plan.
func (s *Service) ListAuditors(ctx context.Context, a surveys.Actor, p surveys.Page) (surveys.List[Auditor], error) {
	var out surveys.List[Auditor]
	scope, err := a.Scope(surveys.VisitPlan)
	if err != nil {
		return out, err
	}
	db := s.store.Read()
	roles, err := store.ListRoles(ctx, db, surveys.Scope{Org: a.OrgID})
	if err != nil {
		return out, err
	}
	var fill []surveys.ID
	for _, r := range roles {
		if slices.Contains(r.Verbs, surveys.VisitFill) {
			fill = append(fill, r.ID)
		}
	}
	users, err := store.UsersWithRoles(ctx, db, scope, fill, p)
	if err != nil {
		return out, err
	}
	out.Next = users.Next
	for _, u := range users.Items {
		out.Items = append(out.Items, Auditor{u.ID, u.Name})
	}
	return out, nil
}
