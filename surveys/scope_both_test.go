package surveys_test

import (
	"slices"
	"testing"
	"time"

	"touchstone/surveys"
)

func TestScopeOfBoth(t *testing.T) {
	id := func() surveys.ID { return surveys.NewID(time.Unix(0, 0)) }
	c1, c2, u1, u2, u3 := id(), id(), id(), id(), id()
	read, export := []surveys.Verb{surveys.ResponseRead}, []surveys.Verb{surveys.ResultExport}
	actor := func(grants ...surveys.ActorGrant) surveys.Actor { return surveys.Actor{OrgID: id(), Granted: grants} }
	for _, test := range []struct {
		name    string
		actor   surveys.Actor
		all     bool
		clients []surveys.ID
		units   []surveys.ID
		none    bool
	}{
		{"one grant", actor(surveys.ActorGrant{Verbs: append(read, export...), ClientID: c1}), false, []surveys.ID{c1}, nil, false},
		{"everything and a client", actor(surveys.ActorGrant{Verbs: read}, surveys.ActorGrant{Verbs: export, ClientID: c1}), false, []surveys.ID{c1}, nil, false},
		{"everything twice", actor(surveys.ActorGrant{Verbs: read}, surveys.ActorGrant{Verbs: export}), true, nil, nil, false},
		{"two clients", actor(surveys.ActorGrant{Verbs: read, ClientID: c1}, surveys.ActorGrant{Verbs: export, ClientID: c2}), false, nil, nil, true},
		{"a client and its unit", actor(surveys.ActorGrant{Verbs: read, ClientID: c1}, surveys.ActorGrant{Verbs: export, ClientID: c1, Units: []surveys.ID{u1}}), false, nil, []surveys.ID{u1}, false},
		{"a client and another's unit", actor(surveys.ActorGrant{Verbs: read, ClientID: c1}, surveys.ActorGrant{Verbs: export, ClientID: c2, Units: []surveys.ID{u3}}), false, nil, nil, true},
		{"units in common", actor(surveys.ActorGrant{Verbs: read, ClientID: c1, Units: []surveys.ID{u1, u2}}, surveys.ActorGrant{Verbs: export, ClientID: c1, Units: []surveys.ID{u2}}), false, nil, []surveys.ID{u2}, false},
		{"units apart", actor(surveys.ActorGrant{Verbs: read, ClientID: c1, Units: []surveys.ID{u1}}, surveys.ActorGrant{Verbs: export, ClientID: c1, Units: []surveys.ID{u2}}), false, nil, nil, true},
		{"one verb alone", actor(surveys.ActorGrant{Verbs: read}), false, nil, nil, true},
	} {
		got, err := test.actor.ScopeOfBoth(surveys.ResponseRead, surveys.ResultExport)
		if test.none {
			if surveys.KindOf(err) != surveys.Forbidden {
				t.Errorf("%s: %+v, %v", test.name, got, err)
			}
			continue
		}
		if err != nil || got.AllClients != test.all || !slices.Equal(got.Clients, test.clients) || !slices.Equal(got.Units, test.units) {
			t.Errorf("%s: %+v, %v", test.name, got, err)
		}
	}
	key := actor(surveys.ActorGrant{Verbs: append(read, export...)})
	key.Verbs = export
	if _, err := key.ScopeOfBoth(surveys.ResponseRead, surveys.ResultExport); surveys.KindOf(err) != surveys.Forbidden {
		t.Errorf("a key with one of two verbs: %v", err)
	}
	system := surveys.Actor{OrgID: id(), System: true}
	if got, err := system.ScopeOfBoth(surveys.ResponseRead, surveys.ResultExport); err != nil || !got.AllClients {
		t.Errorf("the command line: %+v %v", got, err)
	}
}
