package surveys

import "slices"

// Verb is one thing a person may be allowed to do. Routes and use cases name verbs; roles hold them.
type Verb string

// The verbs.
const (
	PlaceRead         Verb = "place.read"
	PlaceEdit         Verb = "place.edit"
	InstrumentRead    Verb = "instrument.read"
	InstrumentEdit    Verb = "instrument.edit"
	InstrumentPublish Verb = "instrument.publish"
	ResponseRead      Verb = "response.read"  // single responses
	ResponseWrite     Verb = "response.write" // integrators send responses
	ResponseImport    Verb = "response.import"
	ResponseJudge     Verb = "response.judge" // take a response out of the figures, or back in
	ResultRead        Verb = "result.read"
	ResultExport      Verb = "result.export"
	VisitRead         Verb = "visit.read"
	VisitPlan         Verb = "visit.plan"
	VisitFill         Verb = "visit.fill" // auditors: their own visits
	VisitReview       Verb = "visit.review"
	VisitPublish      Verb = "visit.publish"
	AssessmentRead    Verb = "assessment.read"
	AssessmentEdit    Verb = "assessment.edit"
	TargetEdit        Verb = "target.edit"
	UserManage        Verb = "user.manage"
	KeyManage         Verb = "key.manage" // own API keys
	AuditRead         Verb = "audit.read"
)

// AllVerbs lists every verb, in the order of the constants.
var AllVerbs = []Verb{
	PlaceRead, PlaceEdit, InstrumentRead, InstrumentEdit, InstrumentPublish, ResponseRead, ResponseWrite, ResponseImport,
	ResponseJudge, ResultRead, ResultExport, VisitRead, VisitPlan, VisitFill, VisitReview, VisitPublish, AssessmentRead, AssessmentEdit,
	TargetEdit, UserManage, KeyManage, AuditRead,
}

// BuiltInRoles are the roles a new organisation starts with, by code. Organisations keep their own copy: a change here
// needs a migration that brings it to those that were made before.
var BuiltInRoles = []Role{
	{Code: "administrator", Name: Text{"zh": "管理员", "en": "Administrator"}, Verbs: AllVerbs},
	{Code: "manager", Name: Text{"zh": "经理", "en": "Manager"}, Verbs: []Verb{PlaceRead, PlaceEdit, InstrumentRead,
		InstrumentEdit, InstrumentPublish, ResponseRead, ResponseJudge, ResultRead, ResultExport, VisitRead, VisitPlan,
		VisitReview, VisitPublish, AssessmentRead, AssessmentEdit, TargetEdit, KeyManage}},
	{Code: "reviewer", Name: Text{"zh": "复核员", "en": "Reviewer"}, Verbs: []Verb{PlaceRead, InstrumentRead, VisitRead,
		VisitPlan, VisitReview, VisitPublish, ResultRead, ResultExport}},
	{Code: "assessor", Name: Text{"zh": "测评师", "en": "Assessor"}, Verbs: []Verb{PlaceRead, InstrumentRead,
		AssessmentRead, AssessmentEdit, ResultRead, ResultExport}},
	{Code: "auditor", Name: Text{"zh": "检测员", "en": "Auditor"}, Verbs: []Verb{VisitFill}},
	{Code: "viewer", Name: Text{"zh": "只读用户", "en": "Viewer"}, Verbs: []Verb{PlaceRead, InstrumentRead, ResultRead,
		VisitRead, AssessmentRead}},
}

// Actor is who acts: a signed-in user, an API key, or the system (the command line).
type Actor struct {
	OrgID     ID
	UserID    ID // zero for the system
	KeyID     ID // set when an API key was used
	Lang      string
	System    bool
	Verbs     []Verb // of an API key: at most these; nil = all of the grants
	Granted   []ActorGrant
	RequestID string
}

// ActorGrant is a grant resolved for use: the role's verbs, and the unit with everything below it.
type ActorGrant struct {
	Verbs    []Verb
	ClientID ID   // zero = every client; with Units: the client they belong to
	Units    []ID // nil = every unit of the client
	Personal bool
}

// Scope is what of an organisation a query may touch. Store functions take it first and refuse a zero one.
type Scope struct {
	Org         ID
	AllClients  bool
	Clients     []ID // clients held whole
	Units       []ID // units held, expanded to all descendants
	UnitClients []ID // clients of those units: their instruments and waves may be read
}

// Can reports whether the actor holds the verb anywhere.
func (a Actor) Can(v Verb) bool {
	if a.System {
		return true
	}
	if a.Verbs != nil && !slices.Contains(a.Verbs, v) {
		return false
	}
	return slices.ContainsFunc(a.Granted, func(g ActorGrant) bool { return slices.Contains(g.Verbs, v) })
}

// CanWhole reports whether the actor holds the verb for at least one whole client.
func (a Actor) CanWhole(v Verb) bool {
	scope, err := a.Scope(v)
	return err == nil && (scope.AllClients || len(scope.Clients) > 0)
}

// Scope returns where the actor holds the verb. Unauthenticated without an organisation, Forbidden without the verb.
func (a Actor) Scope(v Verb) (Scope, error) {
	if a.OrgID.IsZero() {
		return Scope{}, E(Unauthenticated, "error.unauthenticated")
	}
	if a.System {
		return Scope{Org: a.OrgID, AllClients: true}, nil
	}
	if !a.Can(v) {
		return Scope{}, E(Forbidden, "error.forbidden")
	}
	s := Scope{Org: a.OrgID}
	for _, g := range a.Granted {
		switch {
		case !slices.Contains(g.Verbs, v):
		case g.ClientID.IsZero():
			s.AllClients = true
		case g.Units == nil:
			s.Clients = append(s.Clients, g.ClientID)
		default:
			s.Units = append(s.Units, g.Units...)
			if !slices.Contains(s.UnitClients, g.ClientID) {
				s.UnitClients = append(s.UnitClients, g.ClientID)
			}
		}
	}
	return s, nil
}
