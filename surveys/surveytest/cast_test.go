package surveytest_test

import (
	"context"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// Two organisations hold the same places under the same codes; each sees its own, and a holder of a unit only that part.
func TestCastIsKeptApart(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		c := surveytest.NewCast(t, st)
		if err := surveys.CheckDocument(surveytest.SmallSurvey()); err != nil {
			t.Fatal(err)
		}
		c.Publish(t, c.A.One, "a-one", surveytest.SmallSurvey())
		c.Publish(t, c.B.One, "b-one", surveytest.SmallSurvey())
		for name, want := range map[string]int{"alice": 10, "bob": 4, "chen": 5, "faye": 5, "mallory": 10} {
			scope, err := c.Actor(name).Scope(surveys.PlaceRead)
			if err != nil {
				t.Fatal(err)
			}
			list, err := store.ListLocations(context.Background(), st.Read(), scope, store.PlaceFilter{}, surveys.Page{})
			if err != nil || len(list.Items) != want {
				t.Errorf("%s sees %d locations, want %d: %v", name, len(list.Items), want, err)
			}
			_, err = store.FindLocation(context.Background(), st.Read(), scope, c.A.Two.Locations[0].ID)
			if sees := err == nil; sees != (name == "alice" || name == "faye") {
				t.Errorf("%s finds a location of A's client two: %v", name, err)
			}
		}
	})
}
