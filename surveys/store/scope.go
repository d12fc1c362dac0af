package store

import (
	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// A scope is applied by one of the functions below. Each refuses a scope without an organisation by matching nothing.

// inOrg restricts to the organisation alone: for rows that belong to no client (users, roles, jobs).
func inOrg(q *bun.SelectQuery, s surveys.Scope) *bun.SelectQuery {
	if s.Org.IsZero() {
		return q.Where("1 = 0")
	}
	return q.Where("?TableAlias.org_id = ?", s.Org)
}

// inClients restricts rows with a client_id to clients that the scope may read: whole ones, and those of its units.
func inClients(q *bun.SelectQuery, s surveys.Scope, column string) *bun.SelectQuery {
	q = inOrg(q, s)
	if s.AllClients {
		return q
	}
	ids := append(append([]surveys.ID{}, s.Clients...), s.UnitClients...)
	if len(ids) == 0 {
		return q.Where("1 = 0")
	}
	return q.Where("? IN (?)", bun.Ident(column), bun.List(ids))
}

// inUnits restricts locations to the scope: every location of whole clients, else those of the units.
func inUnits(q *bun.SelectQuery, s surveys.Scope, client, unit string) *bun.SelectQuery {
	q = inOrg(q, s)
	if s.AllClients {
		return q
	}
	return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("1 = 0")
		if len(s.Clients) > 0 {
			q = q.WhereOr("? IN (?)", bun.Ident(client), bun.List(s.Clients))
		}
		if len(s.Units) > 0 {
			q = q.WhereOr("? IN (?)", bun.Ident(unit), bun.List(s.Units))
		}
		return q
	})
}

// atLocations restricts rows with a location_id and an instrument_id (responses, answers, visits): all rows of whole
// clients, else those at locations of the scope's units. Rows without a location belong to the whole client only.
func atLocations(q *bun.SelectQuery, s surveys.Scope, location, instrument string) *bun.SelectQuery {
	q = inOrg(q, s)
	if s.AllClients {
		return q
	}
	return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("1 = 0")
		if len(s.Clients) > 0 {
			q = q.WhereOr("? IN (SELECT id FROM instruments WHERE org_id = ? AND client_id IN (?))",
				bun.Ident(instrument), s.Org, bun.List(s.Clients))
		}
		if len(s.Units) > 0 {
			q = q.WhereOr("? IN (SELECT id FROM locations WHERE org_id = ? AND unit_id IN (?))",
				bun.Ident(location), s.Org, bun.List(s.Units))
		}
		return q
	})
}

// ofInstruments restricts rows of an instrument (versions, channels) to clients that the scope reads.
func ofInstruments(q *bun.SelectQuery, s surveys.Scope, column string) *bun.SelectQuery {
	return ofParents(q, s, "instruments", column)
}

// ofProgrammes restricts rows of a programme (waves) to clients that the scope reads.
func ofProgrammes(q *bun.SelectQuery, s surveys.Scope, column string) *bun.SelectQuery {
	return ofParents(q, s, "programmes", column)
}

func ofParents(q *bun.SelectQuery, s surveys.Scope, table, column string) *bun.SelectQuery {
	q = inOrg(q, s)
	if s.AllClients {
		return q
	}
	ids := append(append([]surveys.ID{}, s.Clients...), s.UnitClients...)
	if len(ids) == 0 {
		return q.Where("1 = 0")
	}
	return q.Where("? IN (SELECT id FROM ? WHERE org_id = ? AND client_id IN (?))", bun.Ident(column), bun.Ident(table), s.Org, bun.List(ids))
}

// atPlaces restricts rows with a client_id and a location_id to whole clients and to locations of the scope's units.
func atPlaces(q *bun.SelectQuery, s surveys.Scope, client, location string) *bun.SelectQuery {
	q = inOrg(q, s)
	if s.AllClients {
		return q
	}
	return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		return orPlaces(q.Where("1 = 0"), s, client, location)
	})
}

// orPlaces adds the rows at a scope's places, whole clients and locations of units, to a group of alternatives.
func orPlaces(q *bun.SelectQuery, s surveys.Scope, client, location string) *bun.SelectQuery {
	if len(s.Clients) > 0 {
		q = q.WhereOr("? IN (?)", bun.Ident(client), bun.List(s.Clients))
	}
	if len(s.Units) > 0 {
		q = q.WhereOr("? IN (SELECT id FROM locations WHERE org_id = ? AND unit_id IN (?))", bun.Ident(location), s.Org, bun.List(s.Units))
	}
	return q
}
