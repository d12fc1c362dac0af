package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// VisitPass opens one visit to whoever makes it. There are two: VisitLink and OwnVisit.
type VisitPass interface {
	// find returns the visit; NotFound when the pass opens none.
	find(ctx context.Context, db store.DB) (*surveys.Visit, error)
	// opens reports whether the pass still opens the visit it found, after the row was locked.
	opens(now, found *surveys.Visit) bool
	// actor is who acts, for the visit's history.
	actor(v *surveys.Visit) surveys.Actor
}

// VisitLink is the secret of a link: whoever has it makes the visit, with an account or without.
type VisitLink string

// OwnVisit is a visit of a signed-in auditor. It needs no secret: the account is the credential, and the visit has to be
// theirs.
type OwnVisit struct {
	Auditor surveys.Actor // holds visit.fill at the location
	ID      surveys.ID
}

func (l VisitLink) find(ctx context.Context, db store.DB) (*surveys.Visit, error) {
	return visitByToken(ctx, db, string(l))
}

func (l VisitLink) opens(now, found *surveys.Visit) bool { return now.TokenHash == found.TokenHash }

func (l VisitLink) actor(v *surveys.Visit) surveys.Actor { return surveys.Actor{OrgID: v.OrgID} }

func (o OwnVisit) find(ctx context.Context, db store.DB) (*surveys.Visit, error) {
	scope, err := o.Auditor.Scope(surveys.VisitFill)
	if err != nil {
		return nil, err
	}
	v, err := store.FindVisit(ctx, db, scope, o.ID)
	if err != nil {
		return nil, err
	}
	if o.Auditor.UserID.IsZero() || v.AuditorID != o.Auditor.UserID {
		return nil, surveys.E(surveys.NotFound, "error.not_found")
	}
	return v, nil
}

func (o OwnVisit) opens(now, found *surveys.Visit) bool { return now.AuditorID == found.AuditorID }

func (o OwnVisit) actor(*surveys.Visit) surveys.Actor { return o.Auditor }
