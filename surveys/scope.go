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
