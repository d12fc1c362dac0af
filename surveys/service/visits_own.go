package service

import (
	"cmp"
	"context"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// Bounds of an auditor's list.
const (
	maxOwnOpen = 200
	maxOwnDone = 50
)

// OwnVisitRow is a visit in the list of its auditor. It holds no points and no score.
type OwnVisitRow struct {
	Visit    surveys.Visit
	Location surveys.Text
	Brand    surveys.Text
	City     surveys.Text
	Title    surveys.Text // of the checklist
	Over     bool         // the window or the deadline has passed where the visit takes place
}

// OwnVisitList is what an auditor has to do and has done.
type OwnVisitList struct {
	Open []OwnVisitRow // to be filled in, the one due first on top; at most 200
	Done []OwnVisitRow // sent, or closed otherwise, what changed last on top; at most 50
}

// OwnVisits returns the visits given to the signed-in auditor. Needs visit.fill.
func (s *Service) OwnVisits(ctx context.Context, a surveys.Actor) (*OwnVisitList, error) {
	scope, err := a.Scope(surveys.VisitFill)
	if err != nil {
		return nil, err
	}
	out := &OwnVisitList{Open: []OwnVisitRow{}, Done: []OwnVisitRow{}}
	if a.UserID.IsZero() {
		return out, nil
	}
	db := s.store.Read()
	open, err := store.OpenVisitsOf(ctx, db, scope, a.UserID, maxOwnOpen)
	if err != nil {
		return nil, err
	}
	done, err := store.ClosedVisitsOf(ctx, db, scope, a.UserID, maxOwnDone)
	if err != nil {
		return nil, err
	}
	org, err := store.FindOrg(ctx, db, a.OrgID)
	if err != nil {
		return nil, err
	}
	b := ownVisits{now: s.clock(), zone: org.Zone, db: db, scope: orgScope(a.OrgID), locations: map[surveys.ID]*surveys.Location{},
		brands: map[surveys.ID]surveys.Text{}, titles: map[surveys.ID]surveys.Text{}}
	for _, v := range open {
		row, err := b.row(ctx, v)
		if err != nil {
			return nil, err
		}
		if row.Over {
			out.Done = append(out.Done, row)
		} else {
			out.Open = append(out.Open, row)
		}
	}
	for _, v := range done {
		row, err := b.row(ctx, v)
		if err != nil {
			return nil, err
		}
		out.Done = append(out.Done, row)
	}
	return out, nil
}

// ownVisits looks up what the rows name, each thing once.
type ownVisits struct {
	now       time.Time
	zone      string // of the organisation, for places that name none
	db        store.DB
	scope     surveys.Scope
	locations map[surveys.ID]*surveys.Location
	brands    map[surveys.ID]surveys.Text
	titles    map[surveys.ID]surveys.Text // by version
}

func (b *ownVisits) row(ctx context.Context, v surveys.Visit) (OwnVisitRow, error) {
	row := OwnVisitRow{Visit: v}
	location, known := b.locations[v.LocationID]
	if !known {
		var err error
		if location, err = store.FindLocation(ctx, b.db, b.scope, v.LocationID); err != nil {
			return row, err
		}
		b.locations[v.LocationID] = location
	}
	if _, known := b.brands[location.BrandID]; !known {
		brand, err := store.FindBrand(ctx, b.db, b.scope, location.BrandID)
		if err != nil {
			return row, err
		}
		b.brands[location.BrandID] = brand.Name
	}
	if _, known := b.titles[v.VersionID]; !known {
		version, err := store.FindVersion(ctx, b.db, b.scope, v.VersionID)
		if err != nil {
			return row, err
		}
		b.titles[v.VersionID] = version.Document.Title
	}
	row.Location, row.City, row.Brand, row.Title = location.Name, location.City, b.brands[location.BrandID], b.titles[v.VersionID]
	row.Over = visitOpen(&v) && v.ToDay < dayIn(cmp.Or(location.Zone, b.zone), b.now)
	return row, nil
}
