package surveys

import (
	"slices"
	"testing"
)

func TestVisitLifeCycle(t *testing.T) {
	v := &Visit{State: VisitAssigned}
	for _, step := range []struct {
		act    VisitAction
		state  VisitState
		report ReportState
	}{
		{ActAcknowledge, VisitAcknowledged, ReportNone}, {ActStart, VisitInProgress, ReportNone},
		{ActSubmit, VisitSubmitted, ReportSubmitted}, {ActClaim, VisitSubmitted, ReportInReview},
		{ActReturn, VisitSubmitted, ReportReturned}, {ActSubmit, VisitSubmitted, ReportSubmitted},
		{ActClaim, VisitSubmitted, ReportInReview}, {ActApprove, VisitSubmitted, ReportApproved},
		{ActPublish, VisitSubmitted, ReportPublished}, {ActAmend, VisitSubmitted, ReportAmended},
		{ActRetract, VisitSubmitted, ReportRetracted},
	} {
		if _, err := v.Move(step.act); err != nil {
			t.Fatalf("%s: %v", step.act, err)
		}
		if v.State != step.state || v.Report != step.report {
			t.Fatalf("after %s: %s/%s, want %s/%s", step.act, v.State, v.Report, step.state, step.report)
		}
	}
}

func TestVisitRefusesWhatTheStateForbids(t *testing.T) {
	for _, c := range []struct {
		v   Visit
		act VisitAction
	}{
		{Visit{State: VisitAssigned}, ActPublish}, {Visit{State: VisitAssigned}, ActClaim},
		{Visit{State: VisitSubmitted, Report: ReportSubmitted}, ActSubmit},
		{Visit{State: VisitSubmitted, Report: ReportSubmitted}, ActApprove},
		{Visit{State: VisitSubmitted, Report: ReportPublished}, ActSubmit},
		{Visit{State: VisitCancelled}, ActExtend}, {Visit{State: VisitSubmitted, Report: ReportSubmitted}, ActExtend},
		{Visit{State: VisitSubmitted, Report: ReportPublished}, ActExtend}, {Visit{State: VisitWithdrawn}, ActExtend},
		{Visit{State: VisitExpired}, ActSubmit}, {Visit{State: VisitCancelled}, ActSubmit},
		{Visit{State: VisitSubmitted, Report: ReportReturned}, ActCancel},
	} {
		before := c.v
		if _, err := c.v.Move(c.act); KindOf(err) != Conflict {
			t.Errorf("%s from %s/%s: %v, want conflict", c.act, before.State, before.Report, err)
		}
		if c.v != before {
			t.Errorf("%s changed a visit it refused", c.act)
		}
	}
	if _, err := (&Visit{}).Move("fly"); KindOf(err) != Invalid {
		t.Errorf("unknown action: %v", err)
	}
}

func TestVisitMovesNameReasons(t *testing.T) {
	v := &Visit{State: VisitSubmitted, Report: ReportInReview}
	for _, m := range v.Moves() {
		want := slices.Contains([]VisitAction{ActReturn, ActHold, ActReject}, m.Action)
		if m.NeedsReason != want || m.Verb != VisitReview {
			t.Errorf("%+v", m)
		}
	}
	if len(v.Moves()) != 4 {
		t.Errorf("moves in review: %v", v.Moves())
	}
}

func TestExtendOpensWhatExpired(t *testing.T) {
	for _, c := range []struct{ before, after Visit }{
		{Visit{State: VisitExpired}, Visit{State: VisitAssigned}},
		{Visit{State: VisitAssigned}, Visit{State: VisitAssigned}},
		{Visit{State: VisitInProgress}, Visit{State: VisitInProgress}},
		{Visit{State: VisitSubmitted, Report: ReportReturned}, Visit{State: VisitSubmitted, Report: ReportReturned}},
	} {
		v := c.before
		if m, err := v.Move(ActExtend); err != nil || m.Verb != VisitPlan || v != c.after {
			t.Errorf("%s/%s: %+v %v", c.before.State, c.before.Report, v, err)
		}
	}
}
