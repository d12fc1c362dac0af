package surveys

import "slices"

// Holds reports whether the scope covers the client whole: what belongs to the client as such (instruments, waves,
// assessments) may be changed only then.
func (s Scope) Holds(client ID) bool {
	return !s.Org.IsZero() && (s.AllClients || slices.Contains(s.Clients, client))
}

// HoldsUnit reports whether the scope covers the unit of the client, with everything below it.
func (s Scope) HoldsUnit(client, unit ID) bool {
	return s.Holds(client) || !s.Org.IsZero() && slices.Contains(s.Units, unit)
}

// Reads reports whether the scope touches the client at all.
func (s Scope) Reads(client ID) bool {
	return s.Holds(client) || !s.Org.IsZero() && slices.Contains(s.UnitClients, client)
}

// ScopeOfBoth returns where the actor holds both verbs, each by whatever grant. Forbidden when there is no such place;
// otherwise errors as Scope.
func (a Actor) ScopeOfBoth(v, w Verb) (Scope, error) {
	for _, verb := range []Verb{v, w} {
		if scope, err := a.Scope(verb); err != nil || a.System {
			return scope, err
		}
	}
	both := Actor{OrgID: a.OrgID}
	for _, g := range a.Granted {
		for _, h := range a.Granted {
			if slices.Contains(g.Verbs, v) && slices.Contains(h.Verbs, w) {
				if place, meet := g.meet(h); meet {
					both.Granted = append(both.Granted, ActorGrant{Verbs: []Verb{v}, ClientID: place.ClientID, Units: place.Units})
				}
			}
		}
	}
	return both.Scope(v)
}

// meet returns the places that two grants have in common, if there are any.
func (g ActorGrant) meet(h ActorGrant) (ActorGrant, bool) {
	switch {
	case g.ClientID.IsZero():
		return h, true
	case h.ClientID.IsZero():
		return g, true
	case g.ClientID != h.ClientID:
		return g, false
	case g.Units == nil:
		return h, true
	case h.Units == nil:
		return g, true
	}
	common := g
	common.Units = slices.DeleteFunc(slices.Clone(g.Units), func(u ID) bool { return !slices.Contains(h.Units, u) })
	return common, len(common.Units) > 0
}
