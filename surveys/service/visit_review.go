package service

import (
	"context"
	"maps"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// defaultReturnDays is how long an auditor has for a returned report when the reviewer names no deadline.
const defaultReturnDays = 3

// VisitAct is a decision about a visit or its report.
type VisitAct struct {
	Action  surveys.VisitAction `json:"action" enum:"claim,return,hold,resume,approve,second_approve,reject,publish,amend,retract,cancel,extend"`
	Reason  string              `json:"reason,omitempty" maxLength:"2000" doc:"Required by return, hold, reject, amend and retract"`
	Until   int                 `json:"until,omitempty" doc:"return: day until which the auditor can send the report again, yyyymmdd; 3 days from today when left out. extend: the new last day"`
	Answers surveys.Answers     `json:"answers,omitempty" doc:"amend: the corrected answers by item; the others stay"`
}

// ActOnVisit carries out a decision. Forbidden when the actor lacks its verb at the location; Conflict when it is not
// possible now; Invalid without a reason where one is due.
func (s *Service) ActOnVisit(ctx context.Context, a surveys.Actor, id surveys.ID, in VisitAct) error {
	var p surveys.Problems
	p.CheckText("reason", in.Reason, false, surveys.MaxRemarkText)
	if err := p.Err(); err != nil {
		return err
	}
	if in.Action == surveys.ActAmend {
		return s.amendReport(ctx, a, id, in)
	}
	err := s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		v, before, err := s.moveVisit(ctx, db, a, id, in)
		if err != nil {
			return err
		}
		if err := s.follow(ctx, db, before, v, in); err != nil {
			return err
		}
		v.UpdatedAt = s.clock()
		if err := store.UpdateVisit(ctx, db, v); err != nil {
			return err
		}
		if err := s.visitEvent(ctx, db, a, v, string(in.Action), visitStanding(before), visitStanding(v), in.Reason); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(visitActs[in.Action]), "visits", v.ID, before, v)
	})
	if err == nil && (in.Action == surveys.ActPublish || in.Action == surveys.ActRetract) {
		s.wakeDerivation()
	}
	return err
}

// Decisions about visits, as the audit log names them.
const (
	actVisitClaim   act = "visit.claim"
	actVisitReturn  act = "visit.return"
	actVisitHold    act = "visit.hold"
	actVisitResume  act = "visit.resume"
	actVisitApprove act = "visit.approve"
	actVisitSecond  act = "visit.second_approve"
	actVisitReject  act = "visit.reject"
	actVisitPublish act = "visit.publish"
	actVisitAmend   act = "visit.amend"
	actVisitRetract act = "visit.retract"
	actVisitCancel  act = "visit.cancel"
	actVisitExtend  act = "visit.extend"
)

var visitActs = map[surveys.VisitAction]act{surveys.ActClaim: actVisitClaim, surveys.ActReturn: actVisitReturn,
	surveys.ActHold: actVisitHold, surveys.ActResume: actVisitResume, surveys.ActApprove: actVisitApprove,
	surveys.ActSecond: actVisitSecond, surveys.ActReject: actVisitReject, surveys.ActPublish: actVisitPublish,
	surveys.ActAmend: actVisitAmend, surveys.ActRetract: actVisitRetract, surveys.ActCancel: actVisitCancel,
	surveys.ActExtend: actVisitExtend}

// moveVisit locks a visit and moves it, if the actor may. What the auditor or the clock does is not for others.
func (s *Service) moveVisit(ctx context.Context, db store.DB, a surveys.Actor, id surveys.ID, in VisitAct) (v, before *surveys.Visit, err error) {
	scope, err := a.Scope(surveys.VisitRead)
	if err != nil {
		return nil, nil, err
	}
	if _, err = store.FindSeenVisit(ctx, db, visitSight(a, scope), id); err != nil {
		return nil, nil, err
	}
	if v, err = store.LockVisit(ctx, db, scope, id); err != nil {
		return nil, nil, err
	}
	probe := *v
	before = &probe
	move, err := v.Move(in.Action)
	if err != nil {
		return nil, nil, err
	}
	if move.Verb == "" {
		return nil, nil, surveys.E(surveys.Invalid, "visit.no_such_action").At("action")
	}
	if err := s.holdsVisit(ctx, db, a, move.Verb, v); err != nil {
		return nil, nil, err
	}
	if move.NeedsReason && surveys.TrimBlank(in.Reason) == "" {
		return nil, nil, surveys.E(surveys.Invalid, "visit.reason").At("reason")
	}
	return v, before, nil
}

// holdsVisit makes sure that the actor holds a verb where the visit took place.
func (s *Service) holdsVisit(ctx context.Context, db store.DB, a surveys.Actor, verb surveys.Verb, v *surveys.Visit) error {
	scope, err := a.Scope(verb)
	if err != nil {
		return err
	}
	if _, err := store.FindVisit(ctx, db, scope, v.ID); surveys.KindOf(err) == surveys.NotFound {
		return surveys.E(surveys.Forbidden, "error.forbidden")
	} else if err != nil {
		return err
	}
	return nil
}

// follow does what a decision brings with it.
func (s *Service) follow(ctx context.Context, db store.DB, before, v *surveys.Visit, in VisitAct) (err error) {
	switch in.Action {
	case surveys.ActExtend:
		return s.extendVisit(ctx, db, before, v, in.Until)
	case surveys.ActReturn:
		return s.setDeadline(ctx, db, v, in.Until)
	case surveys.ActApprove:
		v.Payable = true
	case surveys.ActCancel:
		if err := dropVisitCode(ctx, db, v); err != nil {
			return err
		}
		v.TokenHash = ""
	case surveys.ActPublish:
		if v.FirstPublished == 0 {
			v.FirstPublished, v.FirstScore = v.Revision, v.Score
		}
		return store.EnqueueDerive(ctx, db, v.OrgID, s.clock(), v.ResponseID)
	case surveys.ActRetract:
		return store.EnqueueDerive(ctx, db, v.OrgID, s.clock(), v.ResponseID)
	}
	return nil
}

// setDeadline gives the auditor of a returned report until a day to send it again.
func (s *Service) setDeadline(ctx context.Context, db store.DB, v *surveys.Visit, until int) error {
	today, err := s.visitToday(ctx, db, v)
	if err != nil {
		return err
	}
	if until == 0 {
		t := time.Date(today/10000, time.Month(today/100%100), today%100+defaultReturnDays, 0, 0, 0, 0, time.UTC)
		until = t.Year()*10000 + int(t.Month())*100 + t.Day()
	}
	v.ToDay, err = deadline(until, today)
	return err
}

// amendReport stores a corrected revision of a published report. The first published revision and its score stay.
func (s *Service) amendReport(ctx context.Context, a surveys.Actor, id surveys.ID, in VisitAct) error {
	v, report, err := s.amendment(ctx, a, id, in)
	if err != nil {
		return err
	}
	_, err = s.accept.Submit(ctx, store.Member{Response: report.response, Body: report.body, Guard: func(ctx context.Context, db store.DB) error {
		now, before, err := s.moveVisit(ctx, db, a, id, in)
		if err != nil {
			return err
		}
		if now.Revision != v.Revision {
			return surveys.E(surveys.Conflict, "visit.revision")
		}
		if err := s.keepReport(ctx, db, a, now, report, surveys.ActAmend, visitStanding(before), in.Reason); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(actVisitAmend), "visits", now.ID, before, now)
	}})
	if err == nil {
		s.wakeDerivation()
	}
	return err
}

// amendment makes the corrected revision: the answers of the stored report with the changes over them, found right and
// scored. What somebody may have left in a draft is no part of it.
func (s *Service) amendment(ctx context.Context, a surveys.Actor, id surveys.ID, in VisitAct) (*surveys.Visit, *judgedReport, error) {
	scope, err := a.Scope(surveys.VisitRead)
	if err != nil {
		return nil, nil, err
	}
	db := s.store.Read()
	v, err := store.FindVisit(ctx, db, scope, id)
	if err != nil {
		return nil, nil, err
	}
	if err := s.holdsVisit(ctx, db, a, surveys.VisitPublish, v); err != nil {
		return nil, nil, err
	}
	probe := *v
	if _, err := probe.Move(surveys.ActAmend); err != nil {
		return nil, nil, err
	}
	if len(in.Answers) == 0 {
		return nil, nil, surveys.E(surveys.Invalid, "visit.amend_nothing").At("answers")
	}
	t := &VisitTask{Visit: *v, VisitedDay: v.VisitedDay}
	if t.Today, err = s.visitToday(ctx, db, v); err != nil {
		return nil, nil, err
	}
	if err := s.fillTask(ctx, db, t); err != nil {
		return nil, nil, err
	}
	last, err := store.FindRevision(ctx, db, scope, v.ResponseID, v.Revision)
	if err != nil {
		return nil, nil, err
	}
	t.takeReport(last)
	report, err := s.judgeReport(t, VisitReport{Revision: v.Revision + 1, Lang: last.Lang, VisitedDay: v.VisitedDay,
		Answers: amended(t.Answers, in.Answers), Source: surveys.SourceAPI})
	return v, report, err
}

// amended lays corrections over answers: an answer without a value takes the item's answer away, and a correction that
// names no photos keeps those there are.
func amended(answers, changes surveys.Answers) surveys.Answers {
	out := maps.Clone(answers)
	for code, change := range changes {
		if change.Photos == nil {
			change.Photos = out[code].Photos
		}
		if !change.Given() && change.Note == "" && len(change.Photos) == 0 {
			delete(out, code)
			continue
		}
		out[code] = change
	}
	return out
}
