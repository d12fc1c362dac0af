package store_test

import (
	"context"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// twins returns, for each unique rule, a row that may be there once. It is called twice, with other ids.
func twins(f *fixture) map[string]func() any {
	id := func() surveys.ID { return surveys.NewID(fixtureTime) }
	unit, brand, assessment, programme := id(), id(), id(), id()
	client, name := f.client, text("same")
	return map[string]func() any{
		"orgs_code_key": func() any {
			return &surveys.Org{ID: id(), Code: "same", Name: name, Zone: "UTC", CreatedAt: fixtureTime}
		},
		"roles_code": func() any {
			return &surveys.Role{OrgID: f.org, ID: id(), Code: "same", Name: name, Verbs: []surveys.Verb{}}
		},
		"users_email": func() any {
			return &surveys.User{OrgID: f.org, ID: id(), Email: "same@example.com", Name: "x", CreatedAt: fixtureTime}
		},
		"clients_code": func() any { return &surveys.Client{OrgID: f.org, ID: id(), Code: "same", Name: name} },
		"units_code":   func() any { return &surveys.Unit{OrgID: f.org, ID: id(), ClientID: client, Code: "same", Name: name} },
		"brands_code":  func() any { return &surveys.Brand{OrgID: f.org, ID: id(), ClientID: client, Code: "same", Name: name} },
		"locations_code": func() any {
			return &surveys.Location{OrgID: f.org, ID: id(), ClientID: client, UnitID: f.row(&surveys.Unit{OrgID: f.org, ID: unit, ClientID: client, Code: "u", Name: name}, unit), BrandID: f.row(&surveys.Brand{OrgID: f.org, ID: brand, ClientID: client, Code: "b", Name: name}, brand), Code: "same", Name: name, Kind: "shop", City: name}
		},
		"touchpoints_code": func() any {
			return &surveys.Touchpoint{OrgID: f.org, ID: id(), ClientID: client, Code: "same", Name: name}
		},
		"staff_code": func() any {
			return &surveys.Staff{OrgID: f.org, ID: id(), ClientID: client, LocationID: f.locations[0], Code: "same", Post: name}
		},
		"instruments_code": func() any {
			return &surveys.Instrument{OrgID: f.org, ID: id(), ClientID: client, Kind: surveys.Survey, Code: "same", Title: name, State: "draft",
				Mode: surveys.Anonymous, Draft: fixtureDocument(), CreatedAt: fixtureTime, UpdatedAt: fixtureTime}
		},
		"programmes_code": func() any {
			return &surveys.Programme{OrgID: f.org, ID: id(), ClientID: client, Kind: surveys.Survey, Code: "same", Name: name, InstrumentID: f.instrument, State: "draft"}
		},
		"waves_code": func() any {
			p := f.row(&surveys.Programme{OrgID: f.org, ID: programme, ClientID: client, Kind: surveys.Survey, Code: "other", Name: name, InstrumentID: f.instrument, State: "draft"}, programme)
			return &surveys.Wave{OrgID: f.org, ID: id(), ProgrammeID: p, Code: "same", Name: name, FromDay: 1, ToDay: 2, State: "open"}
		},
		"channels_code": func() any {
			return &surveys.Channel{OrgID: f.org, ID: id(), InstrumentID: f.instrument, Kind: "open", Code: "same", Name: name, CreatedAt: fixtureTime}
		},
		"public_codes_pkey": func() any {
			return &surveys.PublicCode{OrgID: f.org, Code: "same", Kind: "channel", TargetID: id()}
		},
		"assessments_code": func() any {
			return &surveys.Assessment{OrgID: f.org, ID: id(), ClientID: client, InstrumentID: f.instrument, VersionID: f.version, Code: "same", Name: name, State: "open", CreatedAt: fixtureTime, UpdatedAt: fixtureTime}
		},
		"assessment_lines_single": func() any {
			a := f.row(&surveys.Assessment{OrgID: f.org, ID: assessment, ClientID: client, InstrumentID: f.instrument, VersionID: f.version, Code: "other", Name: name, State: "open", CreatedAt: fixtureTime, UpdatedAt: fixtureTime}, assessment)
			return &surveys.AssessmentLine{OrgID: f.org, ID: id(), AssessmentID: a, Kind: surveys.LineCurrent, Name: name}
		},
	}
}

// row makes sure that a row is there and returns its id.
func (f *fixture) row(model any, id surveys.ID) surveys.ID {
	if err := f.st.Insert(context.Background(), model); err != nil && surveys.KindOf(err) != surveys.Conflict {
		f.t.Fatal(err)
	}
	return id
}

// Every unique rule of the schema that has a message says it, in the words of either engine.
func TestUniqueRules(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		ctx := context.Background()
		made := twins(f)
		for rule, key := range store.UniqueRules() {
			twin := made[rule]
			if twin == nil {
				t.Errorf("no rows break the rule %s", rule)
				continue
			}
			if err := st.Insert(ctx, twin()); err != nil {
				t.Errorf("%s: the first row: %v", rule, err)
				continue
			}
			wantError(t, st.Insert(ctx, twin()), surveys.Conflict, key)
		}
	})
}

// A broken rule without a message of its own is a conflict all the same; a broken check is our mistake.
func TestOtherErrors(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		f := newFixture(t, st, "a")
		ctx := context.Background()
		wantError(t, st.Insert(ctx, &surveys.Client{OrgID: f.org, ID: f.client, Code: "other", Name: text("x")}), surveys.Conflict, "error.conflict")
		_, err := store.FindClient(ctx, st.Read(), f.scope, surveys.NewID(fixtureTime))
		wantError(t, err, surveys.NotFound, "error.not_found")
		bad := f.response(nil)
		bad.State = "no such state"
		if err := store.InsertOne(ctx, st, bad); surveys.KindOf(err) != surveys.Internal {
			t.Errorf("a broken check is %v", err)
		}
		gone, cancel := context.WithCancel(ctx)
		cancel()
		_, err = store.FindClient(gone, st.Read(), f.scope, f.client)
		wantError(t, err, surveys.Unavailable, "error.unavailable")
	})
}
