package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/store"
)

// NewVisit plans one visit.
type NewVisit struct {
	WaveID     surveys.ID `json:"wave_id"`
	LocationID surveys.ID `json:"location_id"`
	FromDay    int        `json:"from_day,omitempty" doc:"First day of the window, yyyymmdd; the wave's when left out"`
	ToDay      int        `json:"to_day,omitempty"`
	AuditorID  surveys.ID `json:"auditor_id,omitempty" doc:"User who makes the visit; left out: whoever holds the link"`
}

// PlannedVisit is a visit with the link for its auditor. Nothing keeps the link: it is shown in this one answer.
type PlannedVisit struct {
	Visit surveys.Visit `json:"visit"`
	Link  string        `json:"link"`
}

// VisitSummary is a visit as lists show it.
type VisitSummary struct {
	surveys.Visit
	Location report.Ref  `json:"location"`
	Unit     *report.Ref `json:"unit,omitempty"`
	Brand    report.Ref  `json:"brand"`
	Own      bool        `json:"own"`
	Auditor  string      `json:"auditor,omitempty"` // name; only for those who plan visits
}

// VisitFilter narrows lists of visits.
type VisitFilter = store.VisitFilter

// ListVisits returns visits, the newest first. Needs visit.read. Who neither plans, reviews nor publishes there finds those
// whose report is published, or was and is retracted, and no others.
func (s *Service) ListVisits(ctx context.Context, a surveys.Actor, f VisitFilter, p surveys.Page) (surveys.List[VisitSummary], error) {
	var out surveys.List[VisitSummary]
	scope, err := a.Scope(surveys.VisitRead)
	if err != nil {
		return out, err
	}
	f.AuditorID = surveys.ID{} // who may not know the auditors may not ask for them either
	list, err := store.ListVisits(ctx, s.store.Read(), visitSight(a, scope), f, p)
	if err != nil {
		return out, err
	}
	names, err := s.visitNames(ctx, s.store.Read(), a, scope, list.Items)
	if err != nil {
		return out, err
	}
	out = surveys.List[VisitSummary]{Items: make([]VisitSummary, len(list.Items)), Next: list.Next}
	for i := range list.Items {
		out.Items[i] = names.summary(list.Items[i])
	}
	return out, nil
}

// PlanVisit plans a visit by the published version of the wave's checklist and makes its link. Needs visit.plan at the
// location.
func (s *Service) PlanVisit(ctx context.Context, a surveys.Actor, in NewVisit) (*PlannedVisit, error) {
	scope, err := a.Scope(surveys.VisitPlan)
	if err != nil {
		return nil, err
	}
	now := s.clock()
	token, hash := newVisitToken()
	v := &surveys.Visit{OrgID: a.OrgID, ID: surveys.NewID(now), WaveID: in.WaveID, LocationID: in.LocationID, AuditorID: in.AuditorID,
		State: surveys.VisitAssigned, FromDay: in.FromDay, ToDay: in.ToDay, TokenHash: hash, ResponseID: surveys.NewID(now),
		CreatedAt: now, UpdatedAt: now}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if err := s.placeVisit(ctx, db, a, scope, v); err != nil {
			return err
		}
		if err := store.InsertVisit(ctx, db, v); err != nil {
			return err
		}
		if err := store.InsertPublicCode(ctx, db, visitCode(v)); err != nil {
			return err
		}
		if err := s.visitEvent(ctx, db, a, v, "plan", "", string(v.State), ""); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.VisitPlan), "visits", v.ID, nil, v)
	})
	if err != nil {
		return nil, err
	}
	return &PlannedVisit{Visit: *v, Link: s.visitLink(token)}, nil
}

// placeVisit checks wave, location, window and auditor of a visit and fills in client, checklist and version.
func (s *Service) placeVisit(ctx context.Context, db store.DB, a surveys.Actor, scope surveys.Scope, v *surveys.Visit) error {
	wave, err := store.FindWave(ctx, db, scope, v.WaveID)
	if err != nil {
		return reference(err, "wave_id")
	}
	programme, err := store.FindProgramme(ctx, db, scope, wave.ProgrammeID)
	if err != nil {
		return err
	}
	instrument, err := store.FindInstrument(ctx, db, scope, programme.InstrumentID)
	if err != nil {
		return err
	}
	location, err := store.FindLocation(ctx, db, scope, v.LocationID)
	if err != nil {
		return reference(err, "location_id")
	}
	switch {
	case instrument.Kind != surveys.Checklist || instrument.VersionID.IsZero():
		return surveys.E(surveys.Invalid, "visit.not_checklist").At("wave_id")
	case wave.Over():
		return surveys.E(surveys.Conflict, "visit.wave").At("wave_id")
	case location.ClientID != programme.ClientID:
		return surveys.E(surveys.Invalid, "visit.other_client").At("location_id")
	}
	v.ClientID, v.InstrumentID, v.VersionID = programme.ClientID, instrument.ID, instrument.VersionID
	if v.FromDay == 0 {
		v.FromDay = wave.FromDay
	}
	if v.ToDay == 0 {
		v.ToDay = wave.ToDay
	}
	return s.checkVisit(ctx, db, a, v, wave)
}

func (s *Service) checkVisit(ctx context.Context, db store.DB, a surveys.Actor, v *surveys.Visit, wave *surveys.Wave) error {
	today, err := s.visitToday(ctx, db, v)
	if err != nil {
		return err
	}
	var p surveys.Problems
	checkWindow(&p, v, wave, today)
	if !v.AuditorID.IsZero() {
		if _, err := store.FindUser(ctx, db, surveys.Scope{Org: a.OrgID}, v.AuditorID); surveys.KindOf(err) == surveys.NotFound {
			p.Add("auditor_id", "visit.auditor")
		} else if err != nil {
			return err
		}
	}
	return p.Err()
}

// checkWindow notes a window in which nobody could make the visit, or whose days are not days of the wave.
func checkWindow(p *surveys.Problems, v *surveys.Visit, wave *surveys.Wave, today int) {
	given := p.Len()
	p.CheckDay("from_day", v.FromDay, true)
	p.CheckDay("to_day", v.ToDay, true)
	switch {
	case p.Len() > given:
	case v.ToDay < v.FromDay:
		p.Add("to_day", "visit.window_order")
	case v.FromDay < wave.FromDay:
		p.Add("from_day", "visit.window_wave")
	case v.ToDay > wave.ToDay:
		p.Add("to_day", "visit.window_wave")
	case v.ToDay < today:
		p.Add("to_day", "visit.window_over")
	}
}

// RenewVisitLink makes a new link; the old one stops working at once. until, unless 0, also moves the end of the window,
// or the deadline of a returned report. Needs visit.plan at the location.
func (s *Service) RenewVisitLink(ctx context.Context, a surveys.Actor, id surveys.ID, until int) (*PlannedVisit, error) {
	scope, err := a.Scope(surveys.VisitPlan)
	if err != nil {
		return nil, err
	}
	token, hash := newVisitToken()
	var v *surveys.Visit
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if v, err = store.LockVisit(ctx, db, scope, id); err != nil {
			return err
		}
		before := *v
		if !visitOpen(v) {
			return surveys.E(surveys.Conflict, "visit.closed")
		}
		if until != 0 {
			today, err := s.visitToday(ctx, db, v)
			if err != nil {
				return err
			}
			if v.ToDay, err = deadline(until, today); err != nil {
				return err
			}
		}
		if err := dropVisitCode(ctx, db, v); err != nil {
			return err
		}
		v.TokenHash, v.UpdatedAt = hash, s.clock()
		if err := store.InsertPublicCode(ctx, db, visitCode(v)); err != nil {
			return err
		}
		if err := store.UpdateVisit(ctx, db, v); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.VisitPlan), "visits", v.ID, before, v)
	})
	if err != nil {
		return nil, err
	}
	return &PlannedVisit{Visit: *v, Link: s.visitLink(token)}, nil
}

// visitOpen reports whether the auditor has something to do: a report is missing or was returned. Whether time is left is
// another question.
func visitOpen(v *surveys.Visit) bool {
	switch v.State {
	case surveys.VisitAssigned, surveys.VisitAcknowledged, surveys.VisitInProgress:
		return true
	}
	return v.Report == surveys.ReportReturned
}

// deadline checks a day until which an auditor may send a report.
func deadline(until, today int) (int, error) {
	if !surveys.ValidDay(until) || until < today {
		return 0, surveys.E(surveys.Invalid, "visit.until_past").At("until")
	}
	return until, nil
}

// visitEvent notes a transition in its transaction.
func (s *Service) visitEvent(ctx context.Context, db store.DB, a surveys.Actor, v *surveys.Visit, action, from, to, reason string) error {
	now := s.clock()
	return store.InsertVisitEvent(ctx, db, &surveys.VisitEvent{OrgID: v.OrgID, ID: surveys.NewID(now), VisitID: v.ID, At: now,
		ActorID: a.UserID, Action: action, From: from, To: to, Reason: reason, Revision: v.Revision})
}

// visitStanding is the state that matters: the report's once there is one, else the assignment's.
func visitStanding(v *surveys.Visit) string {
	if v.Report != surveys.ReportNone {
		return string(v.Report)
	}
	return string(v.State)
}
