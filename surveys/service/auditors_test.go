package service_test

import (
	"slices"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

func TestWhoCanBeGivenVisits(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newField(t, st)
		names := func(who string) (out []string) {
			list, err := f.ListAuditors(t.Context(), f.Actor(who), surveys.Page{Limit: 50})
			if err != nil {
				t.Fatalf("%s: %v", who, err)
			}
			for _, a := range list.Items {
				out = append(out, a.Name)
			}
			return out
		}
		for who, want := range map[string][]string{"alice": {"alice", "dora"}, "chen": {"alice", "dora"}, "bob": {"alice", "dora"}, "mallory": {"mallory"}} {
			if got := names(who); !slices.Equal(got, want) {
				t.Errorf("%s may choose from %v, want %v", who, got, want)
			}
		}
		for _, who := range []string{"eve", "dora", "gao"} {
			_, err := f.ListAuditors(t.Context(), f.Actor(who), surveys.Page{Limit: 50})
			wantKind(t, err, surveys.Forbidden)
		}
	})
}
