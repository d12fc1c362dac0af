package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// act names what is written to the audit log beside the verbs of the permission system.
type act string

const (
	actPassword act = "user.password" // own password changed
	actProfile  act = "user.profile"  // own language changed
)

// Me is the signed-in person, their organisation and what they may do somewhere. The console shows and hides by it; the
// server decides anew at every request.
type Me struct {
	User         surveys.User   `json:"user"`
	Organisation surveys.Org    `json:"organisation"`
	Verbs        []surveys.Verb `json:"verbs"`
	ClientVerbs  []surveys.Verb `json:"client_verbs" doc:"Those of the verbs that are held for a whole client, not only for some units"`
	WholeOrg     bool           `json:"whole_organisation" doc:"Holds user.manage for the whole organisation"`
}

// Me returns the actor. Unauthenticated for the system, which is nobody.
func (s *Service) Me(ctx context.Context, a surveys.Actor) (*Me, error) {
	if a.UserID.IsZero() {
		return nil, surveys.E(surveys.Unauthenticated, "error.unauthenticated")
	}
	u, err := store.FindUser(ctx, s.store.Read(), surveys.Scope{Org: a.OrgID}, a.UserID)
	if err != nil {
		return nil, err
	}
	org, err := store.FindOrg(ctx, s.store.Read(), a.OrgID)
	if err != nil {
		return nil, err
	}
	me := &Me{User: *u, Organisation: *org, Verbs: []surveys.Verb{}, ClientVerbs: []surveys.Verb{}}
	for _, v := range surveys.AllVerbs {
		if a.Can(v) {
			me.Verbs = append(me.Verbs, v)
		}
		if a.CanWhole(v) {
			me.ClientVerbs = append(me.ClientVerbs, v)
		}
	}
	_, err = wholeOrg(a, surveys.UserManage)
	me.WholeOrg = err == nil
	return me, nil
}

// SetLanguage keeps the language a person chose.
func (s *Service) SetLanguage(ctx context.Context, a surveys.Actor, lang string) (*Me, error) {
	if a.UserID.IsZero() {
		return nil, surveys.E(surveys.Unauthenticated, "error.unauthenticated")
	}
	var p surveys.Problems
	p.CheckOneOf("lang", lang, "zh", "en")
	if err := p.Err(); err != nil {
		return nil, err
	}
	err := s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		u, err := lockSelf(ctx, db, a)
		if err != nil {
			return err
		}
		before := *u
		u.Lang = lang
		if err := store.UpdateUser(ctx, db, &before, u); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(actProfile), "users", u.ID, before, u)
	})
	if err != nil {
		return nil, err
	}
	return s.Me(ctx, a)
}

// lockSelf locks the actor's own row. Unauthenticated when the person was disabled since the request began.
func lockSelf(ctx context.Context, db store.DB, a surveys.Actor) (*surveys.User, error) {
	u, err := store.LockUser(ctx, db, surveys.Scope{Org: a.OrgID}, a.UserID)
	if err == nil && u.Disabled {
		return nil, surveys.E(surveys.Unauthenticated, "error.unauthenticated")
	}
	return u, err
}

// ChangePassword changes the actor's own password, which takes the present one, and ends their other sessions. token is
// the cookie of the session that goes on. A program with an API key cannot do this.
func (s *Service) ChangePassword(ctx context.Context, a surveys.Actor, token, present, next string) error {
	if a.UserID.IsZero() || !a.KeyID.IsZero() {
		return surveys.E(surveys.Forbidden, "error.forbidden")
	}
	u, err := store.FindUser(ctx, s.store.Read(), surveys.Scope{Org: a.OrgID}, a.UserID)
	if err != nil {
		return err
	}
	var p surveys.Problems
	checkPassword(&p, "next", next, u.Email)
	if err := p.Err(); err != nil {
		return err
	}
	same, err := samePassword(ctx, present, u.PasswordHash)
	if err != nil {
		return err
	}
	if !same {
		return surveys.E(surveys.Invalid, "password.present").At("present")
	}
	hash, err := HashPassword(ctx, next)
	if err != nil {
		return err
	}
	_, spare, _ := splitToken(token)
	return s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		now, err := lockSelf(ctx, db, a)
		if err != nil {
			return err
		}
		if now.PasswordHash != u.PasswordHash { // it was changed while this one was being hashed
			return surveys.E(surveys.Invalid, "password.present").At("present")
		}
		before := *now
		now.PasswordHash = hash
		if err := store.UpdateUser(ctx, db, &before, now); err != nil {
			return err
		}
		if err := store.DeleteSessionsOf(ctx, db, a.OrgID, a.UserID, spare); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(actPassword), "users", now.ID, before, now)
	})
}

// ListAudits returns the audit log, the newest row first. Needs audit.read for the whole organisation.
func (s *Service) ListAudits(ctx context.Context, a surveys.Actor, p surveys.Page) (surveys.List[surveys.AuditRow], error) {
	scope, err := wholeOrg(a, surveys.AuditRead)
	if err != nil {
		return surveys.List[surveys.AuditRow]{}, err
	}
	return store.ListAudits(ctx, s.store.Read(), scope, p)
}
