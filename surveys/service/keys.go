package service

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// keyMark begins every API key, so that a leaked one is recognised by scanners.
const keyMark = "ts_"

// maxKeysOfUser bounds the living keys of one person.
const maxKeysOfUser = 20

// NewKey is an API key to be made.
type NewKey struct {
	Name      string         `json:"name" maxLength:"200"`
	Verbs     []surveys.Verb `json:"verbs" maxItems:"50" doc:"What the key may do; at most what its owner may"`
	ExpiresAt *time.Time     `json:"expires_at,omitempty" doc:"Empty: until revoked"`
}

// KeyView is an API key. Key is set in the one answer that made it.
type KeyView struct {
	surveys.APIKey
	Key string `json:"key,omitempty" doc:"The key itself, shown once"`
}

// CreateKey makes an API key that acts as the actor with at most the named verbs. Needs key.manage.
func (s *Service) CreateKey(ctx context.Context, a surveys.Actor, in NewKey) (*KeyView, error) {
	if _, err := a.Scope(surveys.KeyManage); err != nil {
		return nil, err
	}
	if a.UserID.IsZero() {
		return nil, surveys.E(surveys.Forbidden, "error.forbidden")
	}
	now := s.clock()
	if err := checkNewKey(a, in, now); err != nil {
		return nil, err
	}
	secret := randomToken()
	view := &KeyView{Key: keyMark + compact(a.OrgID) + "_" + secret, APIKey: surveys.APIKey{OrgID: a.OrgID, ID: surveys.NewID(now),
		UserID: a.UserID, Name: in.Name, Prefix: secret[:6], Hash: hashToken(secret), Verbs: in.Verbs, ExpiresAt: utc(in.ExpiresAt), CreatedAt: now}}
	err := s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if _, err := lockSelf(ctx, db, a); err != nil { // counts keys one at a time, and none for a disabled person
			return err
		}
		own, err := store.ListKeys(ctx, db, surveys.Scope{Org: a.OrgID}, a.UserID, surveys.Page{Limit: surveys.MaxPage})
		if err != nil {
			return err
		}
		living := slices.DeleteFunc(own.Items, func(k surveys.APIKey) bool { return k.Revoked || dead(k, now) })
		if len(living) >= maxKeysOfUser {
			return surveys.E(surveys.Conflict, "key.many", "max", maxKeysOfUser)
		}
		if err := store.InsertKey(ctx, db, &view.APIKey); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.KeyManage), "api_keys", view.ID, nil, view.APIKey)
	})
	if err != nil {
		return nil, err
	}
	return view, nil
}

func checkNewKey(a surveys.Actor, in NewKey, now time.Time) error {
	var p surveys.Problems
	p.CheckLine("name", in.Name, true, surveys.MaxNameText)
	if len(in.Verbs) == 0 {
		p.Add("verbs", "input.required")
	}
	for i, v := range in.Verbs {
		switch {
		case !slices.Contains(surveys.AllVerbs, v):
			p.Add(fmt.Sprintf("verbs[%d]", i), "key.verb")
		case slices.Contains(in.Verbs[:i], v):
			p.Add("verbs", "key.verb_twice")
		case !a.Can(v):
			return surveys.E(surveys.Forbidden, "grant.escalation").At("verbs")
		}
	}
	if in.ExpiresAt != nil && !in.ExpiresAt.After(now) {
		p.Add("expires_at", "key.expired")
	}
	return p.Err()
}

func dead(k surveys.APIKey, now time.Time) bool {
	return k.ExpiresAt != nil && !now.Before(*k.ExpiresAt)
}

// utc cuts a time to what both engines keep.
func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	cut := t.UTC().Truncate(time.Microsecond)
	return &cut
}

// ListKeys returns the actor's own API keys; all of the organisation for those who manage its users.
func (s *Service) ListKeys(ctx context.Context, a surveys.Actor, p surveys.Page) (surveys.List[surveys.APIKey], error) {
	scope, err := a.Scope(surveys.KeyManage)
	if err != nil {
		return surveys.List[surveys.APIKey]{}, err
	}
	return store.ListKeys(ctx, s.store.Read(), scope, keysOf(a), p)
}

// keysOf says whose keys the actor sees: zero = everybody's.
func keysOf(a surveys.Actor) surveys.ID {
	if _, err := wholeOrg(a, surveys.UserManage); err == nil {
		return surveys.ID{}
	}
	return a.UserID
}

// RevokeKey ends an API key at once: an own one, or anybody's for those who manage users. A key revoked before stays so.
func (s *Service) RevokeKey(ctx context.Context, a surveys.Actor, id surveys.ID) error {
	scope, err := a.Scope(surveys.KeyManage)
	if err != nil {
		return err
	}
	return s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		k, err := store.LockKey(ctx, db, scope, id)
		if err != nil {
			return err
		}
		if owner := keysOf(a); !owner.IsZero() && k.UserID != owner {
			return surveys.E(surveys.NotFound, "error.not_found")
		}
		if k.Revoked {
			return nil
		}
		before := *k
		k.Revoked = true
		if err := store.UpdateKey(ctx, db, &before, k); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.KeyManage), "api_keys", k.ID, before, k)
	})
}

// ActorOfKey returns the actor of an API key: its owner with at most the key's verbs. Unauthenticated when the key is
// unknown, revoked, expired, or its owner was disabled.
func (s *Service) ActorOfKey(ctx context.Context, key string) (surveys.Actor, error) {
	wrong := surveys.E(surveys.Unauthenticated, "key.wrong")
	head, secret, _ := strings.Cut(strings.TrimPrefix(key, keyMark), "_")
	org, ok := parseCompact(head)
	if !ok || !strings.HasPrefix(key, keyMark) || len(secret) != 43 {
		return surveys.Actor{}, wrong
	}
	k, err := store.FindKeyByHash(ctx, s.store.Read(), org, hashToken(secret))
	if surveys.KindOf(err) == surveys.NotFound {
		return surveys.Actor{}, wrong
	}
	if err != nil {
		return surveys.Actor{}, err
	}
	now := s.clock()
	if k.Revoked || dead(*k, now) {
		return surveys.Actor{}, wrong
	}
	actor, err := s.actorOf(ctx, org, k.UserID)
	if err != nil {
		return surveys.Actor{}, err
	}
	actor.KeyID, actor.Verbs = k.ID, append([]surveys.Verb{}, k.Verbs...)
	if k.UsedAt == nil || now.Sub(*k.UsedAt) >= touchEvery {
		s.touches.note(ctx, s.store, k.Hash, func(ctx context.Context, db store.DB) error { return store.TouchKey(ctx, db, org, k.ID, now) })
	}
	return actor, nil
}
