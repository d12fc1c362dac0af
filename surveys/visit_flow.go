package surveys

import "slices"

// VisitAction is something done to a visit or its report that moves it to another state.
type VisitAction string

// Actions on the assignment.
const (
	ActAcknowledge VisitAction = "acknowledge" // the auditor has read the briefing
	ActStart       VisitAction = "start"       // the first draft or photo arrived
	ActSubmit      VisitAction = "submit"      // a report arrived, first or after a return
	ActWithdraw    VisitAction = "withdraw"
	ActCancel      VisitAction = "cancel"
	ActExpire      VisitAction = "expire" // by the clock, when the window is over
	ActExtend      VisitAction = "extend" // the last day is moved; an expired visit opens again under the same link
)

// Actions on the report.
const (
	ActClaim   VisitAction = "claim"  // a reviewer takes it
	ActReturn  VisitAction = "return" // back to the auditor, with a reason
	ActHold    VisitAction = "hold"   // set aside
	ActResume  VisitAction = "resume" // from hold, or a rejected one taken up again
	ActApprove VisitAction = "approve"
	ActSecond  VisitAction = "second_approve" // optional second signature
	ActReject  VisitAction = "reject"
	ActPublish VisitAction = "publish" // client and location see it; its score counts
	ActAmend   VisitAction = "amend"   // a corrected revision replaces the published one; both scores stay
	ActRetract VisitAction = "retract" // taken out of every figure
)

// assignmentMoves and reportMoves are the two state machines: where an action may start and where it leads. Who may do
// it is Verb; "" means the holder of the visit (its auditor, or whoever has the link) or the clock.
var assignmentMoves = map[VisitAction]struct {
	from []VisitState
	to   VisitState
	verb Verb
}{
	ActAcknowledge: {[]VisitState{VisitAssigned}, VisitAcknowledged, ""},
	ActStart:       {[]VisitState{VisitAssigned, VisitAcknowledged}, VisitInProgress, ""},
	ActSubmit:      {[]VisitState{VisitAssigned, VisitAcknowledged, VisitInProgress}, VisitSubmitted, ""},
	ActWithdraw:    {[]VisitState{VisitAssigned, VisitAcknowledged, VisitInProgress}, VisitWithdrawn, ""},
	ActExpire:      {[]VisitState{VisitAssigned, VisitAcknowledged, VisitInProgress}, VisitExpired, ""},
	ActCancel: {[]VisitState{VisitDraft, VisitOffered, VisitApplied, VisitAssigned, VisitAcknowledged, VisitInProgress},
		VisitCancelled, VisitPlan},
}

var reportMoves = map[VisitAction]struct {
	from   []ReportState
	to     ReportState
	verb   Verb
	reason bool
}{
	ActSubmit:  {[]ReportState{ReportNone, ReportReturned}, ReportSubmitted, "", false},
	ActClaim:   {[]ReportState{ReportSubmitted}, ReportInReview, VisitReview, false},
	ActReturn:  {[]ReportState{ReportInReview}, ReportReturned, VisitReview, true},
	ActHold:    {[]ReportState{ReportInReview}, ReportOnHold, VisitReview, true},
	ActResume:  {[]ReportState{ReportOnHold, ReportRejected}, ReportInReview, VisitReview, false},
	ActReject:  {[]ReportState{ReportInReview}, ReportRejected, VisitReview, true},
	ActApprove: {[]ReportState{ReportInReview}, ReportApproved, VisitReview, false},
	ActSecond:  {[]ReportState{ReportApproved}, ReportSecondApproved, VisitPublish, false},
	ActPublish: {[]ReportState{ReportApproved, ReportSecondApproved}, ReportPublished, VisitPublish, false},
	ActAmend:   {[]ReportState{ReportPublished, ReportAmended}, ReportAmended, VisitPublish, true},
	ActRetract: {[]ReportState{ReportPublished, ReportAmended}, ReportRetracted, VisitPublish, true},
}

// VisitMove is an action that is possible now.
type VisitMove struct {
	Action      VisitAction `json:"action"`
	Verb        Verb        `json:"-"` // needed; "" = the holder of the visit
	NeedsReason bool        `json:"needs_reason"`
}

// Moves lists what may be done to the visit now, in a fixed order.
func (v *Visit) Moves() []VisitMove {
	var moves []VisitMove
	for _, a := range []VisitAction{ActAcknowledge, ActStart, ActSubmit, ActWithdraw, ActExpire, ActExtend, ActCancel,
		ActClaim, ActReturn, ActHold, ActResume, ActReject, ActApprove, ActSecond, ActPublish, ActAmend, ActRetract} {
		probe := *v
		if m, err := probe.Move(a); err == nil {
			moves = append(moves, m)
		}
	}
	return moves
}

// Move changes the states of the visit as the action says and returns what the action needs. Conflict when the action
// is not possible in the present state; Invalid when there is no such action.
func (v *Visit) Move(a VisitAction) (VisitMove, error) {
	if a == ActExtend {
		return v.extend()
	}
	am, onAssignment := assignmentMoves[a]
	rm, onReport := reportMoves[a]
	if !onAssignment && !onReport {
		return VisitMove{}, E(Invalid, "visit.no_such_action").At("action")
	}
	resubmit := a == ActSubmit && v.Report == ReportReturned
	if onAssignment && !resubmit && !slices.Contains(am.from, v.State) || onReport && !slices.Contains(rm.from, v.Report) {
		return VisitMove{}, E(Conflict, "visit.not_now")
	}
	m := VisitMove{Action: a, Verb: am.verb, NeedsReason: rm.reason}
	if onAssignment {
		v.State = am.to
	}
	if onReport {
		v.Report, m.Verb = rm.to, rm.verb
	}
	return m, nil
}

// extend opens an expired visit again; one that waits for its auditor stays what it is.
func (v *Visit) extend() (VisitMove, error) {
	switch {
	case v.State == VisitExpired:
		v.State = VisitAssigned
	case v.Report != ReportReturned && !slices.Contains(assignmentMoves[ActExpire].from, v.State):
		return VisitMove{}, E(Conflict, "visit.not_now")
	}
	return VisitMove{Action: ActExtend, Verb: VisitPlan}, nil
}
