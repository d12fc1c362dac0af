package service_test

import (
	"context"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// beside makes a change that is committed only when act, begun meanwhile, has had time to read what was there before. It
// returns how act ended.
func (d *desk) beside(change func(ctx context.Context, db store.DB) error, act func(ctx context.Context) error) error {
	d.t.Helper()
	done := make(chan error, 1)
	err := d.Store.InTx(context.Background(), func(ctx context.Context, db store.DB) error {
		if err := change(ctx, db); err != nil {
			return err
		}
		go func() { done <- act(context.Background()) }()
		time.Sleep(300 * time.Millisecond)
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return <-done
}

func (d *desk) disable(name string) func(ctx context.Context, db store.DB) error {
	return func(ctx context.Context, db store.DB) error {
		u, err := store.LockUser(ctx, db, d.A.Scope(), d.User(name).ID)
		if err != nil {
			return err
		}
		after := *u
		after.Disabled = true
		return store.UpdateUser(ctx, db, u, &after)
	}
}

func (d *desk) account(name string) *surveys.User {
	d.t.Helper()
	u, err := store.FindUser(context.Background(), d.Store.Read(), d.A.Scope(), d.User(name).ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return u
}

// Whatever a person or somebody else does beside it: who is disabled stays so.
func TestDisabledStaysDisabled(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		name := "Robert"
		err := d.beside(d.disable("bob"), func(ctx context.Context) error {
			return errorOf(d.UpdateUser(ctx, d.Actor("alice"), d.User("bob").ID, service.UserPatch{Name: &name}))
		})
		if u := d.account("bob"); err != nil || !u.Disabled || u.Name != name {
			t.Errorf("renamed beside being disabled: %+v, %v", u, err)
		}
		err = d.beside(d.disable("chen"), func(ctx context.Context) error {
			return d.ChangePassword(ctx, d.Actor("chen"), "", surveytest.Password, "another-long-word-77")
		})
		wantKind(t, err, surveys.Unauthenticated)
		err = d.beside(d.disable("eve"), func(ctx context.Context) error { return errorOf(d.SetLanguage(ctx, d.Actor("eve"), "zh")) })
		wantKind(t, err, surveys.Unauthenticated)
		err = d.beside(d.disable("gao"), func(ctx context.Context) error {
			_, _, err := d.SignIn(ctx, service.Credentials{Email: "gao@example.com", Password: surveytest.Password, Org: "aurora"})
			return err
		})
		wantKind(t, err, surveys.Unauthenticated)
		for _, who := range []string{"chen", "eve", "gao"} {
			u := d.account(who)
			if was := d.User(who); !u.Disabled || u.Lang != was.Lang || u.PasswordHash != was.PasswordHash {
				t.Errorf("%s is %+v", who, u)
			}
		}
	})
}

// A password that an administrator replaced meanwhile is not the present one any more.
func TestPasswordResetBesideAChange(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		err := d.beside(func(ctx context.Context, db store.DB) error {
			u, err := store.LockUser(ctx, db, d.A.Scope(), d.User("bob").ID)
			if err != nil {
				return err
			}
			after := *u
			after.PasswordHash = "reset"
			return store.UpdateUser(ctx, db, u, &after)
		}, func(ctx context.Context) error {
			return d.ChangePassword(ctx, d.Actor("bob"), "", surveytest.Password, "another-long-word-77")
		})
		d.refused(err, surveys.Invalid, "password.present")
		if u := d.account("bob"); u.PasswordHash != "reset" {
			t.Errorf("the reset was overwritten with %q", u.PasswordHash)
		}
	})
}

// Two changes of one row at once: both are there afterwards.
func TestChangesBesideEachOther(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		name := both("新名", "New name")
		alice, one, scope := d.Actor("alice"), d.A.One, d.A.Scope()
		place := one.Locations[0]
		err := d.beside(func(ctx context.Context, db store.DB) error {
			w, err := store.LockWave(ctx, db, scope, d.wave.ID)
			after := *w
			after.State = "closed"
			return first(err, store.UpdateWave(ctx, db, w, &after))
		}, func(ctx context.Context) error {
			return errorOf(d.UpdateWave(ctx, alice, d.wave.ID, service.WavePatch{Name: &name}))
		})
		must(t, err)
		w, err := store.FindWave(context.Background(), st.Read(), scope, d.wave.ID)
		if err != nil || w.State != "closed" || w.Name["en"] != "New name" {
			t.Errorf("wave %+v %v", w, err)
		}
		err = d.beside(func(ctx context.Context, db store.DB) error {
			l, err := store.LockLocation(ctx, db, scope, place.ID)
			after := *l
			after.Active = false
			return first(err, store.UpdateLocation(ctx, db, l, &after))
		}, func(ctx context.Context) error {
			return errorOf(d.UpdateLocation(ctx, alice, place.ID, service.LocationPatch{Name: &name}))
		})
		must(t, err)
		l, err := store.FindLocation(context.Background(), st.Read(), scope, place.ID)
		if err != nil || l.Active || l.Name["en"] != "New name" {
			t.Errorf("location %+v %v", l, err)
		}
		err = d.beside(func(ctx context.Context, db store.DB) error {
			c, err := store.LockChannel(ctx, db, scope, d.live.Channel.ID)
			after := *c
			after.Open = false
			return first(err, store.UpdateChannel(ctx, db, c, &after))
		}, func(ctx context.Context) error {
			return errorOf(d.UpdateChannel(ctx, alice, d.live.Channel.ID, service.ChannelPatch{Name: &name}))
		})
		must(t, err)
		c, err := store.FindChannel(context.Background(), st.Read(), scope, d.live.Channel.ID)
		if err != nil || c.Open || c.Name["en"] != "New name" {
			t.Errorf("link %+v %v", c, err)
		}
	})
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Two units that are moved below each other at once: the second move is refused.
func TestUnitsMoveWithoutACircle(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		north, south := d.A.One.North, d.A.One.South
		err := d.beside(func(ctx context.Context, db store.DB) error {
			if _, err := store.LockClient(ctx, db, d.A.Scope(), d.A.One.ID); err != nil {
				return err
			}
			after := *north
			after.ParentID = south.ID
			return store.UpdateUnit(ctx, db, north, &after)
		}, func(ctx context.Context) error {
			return errorOf(d.UpdateUnit(ctx, d.Actor("alice"), south.ID, service.UnitPatch{ParentID: &north.ID}))
		})
		d.refused(err, surveys.Invalid, "place.circle")
		below, err := store.UnitsBelow(context.Background(), st.Read(), d.A.Org.ID, south.ID)
		if err != nil || len(below) != 3 {
			t.Errorf("below south are %v %v", below, err)
		}
	})
}
