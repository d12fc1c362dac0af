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

// Who only reads is let in while somebody else writes, and the use is noted when the writer is free.
func TestReadersWaitForNoWriter(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		ctx := context.Background()
		token, _, err := d.SignIn(ctx, service.Credentials{Email: "alice@example.com", Password: surveytest.Password, Org: "aurora"})
		must(t, err)
		key, err := d.CreateKey(ctx, d.Actor("alice"), service.NewKey{Name: "reader", Verbs: []surveys.Verb{surveys.ResultRead}})
		must(t, err)
		d.now = d.now.Add(2 * time.Minute)
		err = st.InTx(ctx, func(ctx context.Context, db store.DB) error {
			// Holds the writer of SQLite, and on PostgreSQL the very rows.
			if err := store.DeleteSessionsOf(ctx, db, d.A.Org.ID, d.User("alice").ID, ""); err != nil {
				return err
			}
			if err := store.TouchKey(ctx, db, d.A.Org.ID, key.ID, d.now); err != nil {
				return err
			}
			reading, cancel := context.WithTimeout(context.Background(), 10*time.Second)
			defer cancel()
			if _, err := d.ActorOfSession(reading, token); err != nil {
				t.Errorf("a session while somebody writes: %v", err)
			}
			if _, err := d.ActorOfKey(reading, key.Key); err != nil {
				t.Errorf("a key while somebody writes: %v", err)
			}
			return surveys.E(surveys.Conflict, "error.conflict") // nothing of this was meant
		})
		wantKind(t, err, surveys.Conflict)
		must(t, d.Service.Close(ctx)) // waits for what is being noted
		keys, err := d.ListKeys(ctx, d.Actor("alice"), surveys.Page{})
		if err != nil || len(keys.Items) != 1 || keys.Items[0].UsedAt == nil || !keys.Items[0].UsedAt.Equal(d.now) {
			t.Errorf("the key was used %+v: %v", keys.Items, err)
		}
		d.now = d.now.Add(service.SessionIdle - time.Minute) // more than the idle time since the session began
		if _, err := d.ActorOfSession(ctx, token); err != nil {
			t.Errorf("the use of the session was not noted: %v", err)
		}
		must(t, d.Service.Close(ctx))
	})
}
