package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/store"
)

// visitNames holds what the rows of a list of visits refer to, and who may see what of them.
type visitNames struct {
	locations map[surveys.ID]surveys.Location
	units     map[surveys.ID]surveys.Unit
	brands    map[surveys.ID]surveys.Brand
	auditors  map[surveys.ID]string
	plans     surveys.Scope // zero: holds no such verb
	inner     []surveys.Scope
}

// innerVisitVerbs are the verbs of those who make visits happen: where one of them is held, a visit is known of from the
// day it is planned. Everybody else learns of it when its report is published, for a mystery shopper who is expected sees
// nothing.
var innerVisitVerbs = []surveys.Verb{surveys.VisitPlan, surveys.VisitReview, surveys.VisitPublish}

// visitSight returns which visits the actor may know of, of those in the scope.
func visitSight(a surveys.Actor, scope surveys.Scope) store.VisitSight {
	sight := store.VisitSight{Read: scope, Inner: surveys.Scope{Org: scope.Org}}
	for _, verb := range innerVisitVerbs {
		if held, err := a.Scope(verb); err == nil {
			sight.Inner.AllClients = sight.Inner.AllClients || held.AllClients
			sight.Inner.Clients = append(sight.Inner.Clients, held.Clients...)
			sight.Inner.Units = append(sight.Inner.Units, held.Units...)
		}
	}
	return sight
}

// visitNames reads the places of some visits, and the auditors' names for those who plan.
func (s *Service) visitNames(ctx context.Context, db store.DB, a surveys.Actor, scope surveys.Scope, visits []surveys.Visit) (*visitNames, error) {
	n := &visitNames{locations: map[surveys.ID]surveys.Location{}, units: map[surveys.ID]surveys.Unit{},
		brands: map[surveys.ID]surveys.Brand{}, auditors: map[surveys.ID]string{}}
	for _, verb := range innerVisitVerbs {
		if held, err := a.Scope(verb); err == nil {
			n.inner = append(n.inner, held)
			if verb == surveys.VisitPlan {
				n.plans = held
			}
		}
	}
	clients := map[surveys.ID]bool{}
	for _, v := range visits {
		if !clients[v.ClientID] {
			clients[v.ClientID] = true
			if err := n.addPlaces(ctx, db, scope, v.ClientID); err != nil {
				return nil, err
			}
		}
	}
	for _, v := range visits {
		if _, known := n.auditors[v.AuditorID]; known || v.AuditorID.IsZero() || !n.at(n.plans, v) {
			continue
		}
		u, err := store.FindUser(ctx, db, surveys.Scope{Org: a.OrgID}, v.AuditorID)
		if err != nil {
			return nil, err
		}
		n.auditors[v.AuditorID] = u.Name
	}
	return n, nil
}

func (n *visitNames) addPlaces(ctx context.Context, db store.DB, scope surveys.Scope, client surveys.ID) error {
	units, locations, err := store.PlacesOf(ctx, db, scope, client)
	if err != nil {
		return err
	}
	for _, u := range units {
		n.units[u.ID] = u
	}
	for _, l := range locations {
		n.locations[l.ID] = l
	}
	brands, err := allBrands(ctx, db, scope, client)
	for _, b := range brands {
		n.brands[b.ID] = b
	}
	return err
}

// allBrands returns every brand of a client.
func allBrands(ctx context.Context, db store.DB, scope surveys.Scope, client surveys.ID) ([]surveys.Brand, error) {
	var all []surveys.Brand
	page := surveys.Page{Limit: surveys.MaxPage}
	for {
		list, err := store.ListBrands(ctx, db, scope, store.PlaceFilter{ClientID: client}, page)
		if err != nil {
			return nil, err
		}
		all = append(all, list.Items...)
		if list.Next == "" {
			return all, nil
		}
		if page.After, err = surveys.ParseCursor(list.Next); err != nil {
			return nil, err
		}
	}
}

// at reports whether a scope holds the place of a visit.
func (n *visitNames) at(s surveys.Scope, v surveys.Visit) bool {
	return s.HoldsUnit(v.ClientID, n.locations[v.LocationID].UnitID)
}

// sees reports whether the actor may see a report before it is published.
func (n *visitNames) sees(v surveys.Visit) bool {
	for _, s := range n.inner {
		if n.at(s, v) {
			return true
		}
	}
	return false
}

// summary makes the row of a visit: without its score when the report is not published and not the actor's to judge.
func (n *visitNames) summary(v surveys.Visit) VisitSummary {
	if !v.Published() && !n.sees(v) {
		v.Score, v.FirstScore, v.Verdict, v.Band = nil, nil, "", ""
	}
	l := n.locations[v.LocationID]
	b := n.brands[l.BrandID]
	row := VisitSummary{Visit: v, Location: report.Ref{ID: l.ID, Code: l.Code, Name: l.Name},
		Brand: report.Ref{ID: b.ID, Code: b.Code, Name: b.Name}, Own: b.Own}
	if u, ok := n.units[l.UnitID]; ok {
		row.Unit = &report.Ref{ID: u.ID, Code: u.Code, Name: u.Name}
	}
	if n.at(n.plans, v) {
		row.Auditor = n.auditors[v.AuditorID]
	}
	return row
}
