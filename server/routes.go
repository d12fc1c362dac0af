package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"touchstone/surveys"
)

// route is a line of the table: what can be asked, who may, and what answers. A path is written as huma writes it,
// /units/{id}, or as Echo does, /s/:code.
type route struct {
	method, path string
	need         access
	mount        func(*Server, route)
}

// page is a line of the table for anything that is not a JSON operation: a page, a file, a form's target.
func page(method, path string, need access, h func(*Server, echo.Context) error, around ...func(*Server) echo.MiddlewareFunc) route {
	return route{method: method, path: path, need: need, mount: func(s *Server, r route) {
		chain := []echo.MiddlewareFunc{s.admitPage(need)}
		for _, a := range around {
			chain = append(chain, a(s))
		}
		s.echo.Add(r.method, r.path, func(c echo.Context) error { return h(s, c) }, chain...)
	}}
}

// What a page line may put around its handler.
var (
	takesForm  = func(*Server) echo.MiddlewareFunc { return bounded(maxForm) }
	takesPhoto = func(*Server) echo.MiddlewareFunc { return bounded(maxPhoto) }
	paced      = func(s *Server) echo.MiddlewareFunc { return s.pace }
)

const (
	get    = http.MethodGet
	post   = http.MethodPost
	put    = http.MethodPut
	patch  = http.MethodPatch
	remove = http.MethodDelete
)

// allRoutes is the whole table. A route that is not in it does not exist; a line without access lets nobody in.
func allRoutes() [][]route {
	return [][]route{siteRoutes, surveyRoutes, auditorRoutes, consoleRoutes, apiRoutes}
}

// siteRoutes are for everybody and everything.
var siteRoutes = []route{
	page(get, "/", forAnybody, (*Server).home),
	page(get, "/healthz", forAnybody, (*Server).alive),
	page(get, "/readyz", forAnybody, (*Server).ready),
	page(get, "/assets/*", forAnybody, (*Server).formAsset),
	page(get, "/favicon.svg", forAnybody, (*Server).favicon),
	page(get, "/favicon.ico", forAnybody, (*Server).favicon),
	page(get, "/login", forAnybody, (*Server).signInPage),
	page(post, "/login", forAnybody, (*Server).signIn, takesForm),
	page(post, "/logout", forAnybody, (*Server).signOut, takesForm),
	page(get, "/api/openapi.json", forAnybody, (*Server).openAPIFile),
	page(get, "/api/docs", forAnybody, (*Server).apiDocs),
}

// consoleRoutes are the console's files and the server's pages for signed-in people.
var consoleRoutes = []route{
	page(get, "/app", forAnybody, (*Server).console),
	page(get, "/app/*", forAnybody, (*Server).console), // files are public; what they show comes from the API
	page(get, "/app-sheets/channels/:id", holds(surveys.InstrumentRead), (*Server).channelSheet),
}

// apiRoutes are the operations of the API, below /api/v1.
var apiRoutes = []route{
	api(get, "/me", forSignedIn, "Account", "Who is signed in", (*Server).getMe),
	api(patch, "/me", forSignedIn, "Account", "Choose a language", (*Server).updateMe),
	api(post, "/me/password", forSignedIn, "Account", "Change the own password", (*Server).changePassword),

	api(get, "/clients", holds(surveys.PlaceRead), "Places", "List clients", (*Server).listClients),
	api(post, "/clients", holds(surveys.PlaceEdit), "Places", "Add a client with the touchpoints of a visit", (*Server).createClient, created),
	api(get, "/units", holds(surveys.PlaceRead), "Places", "List units", (*Server).listUnits),
	api(post, "/units", holds(surveys.PlaceEdit), "Places", "Add a unit", (*Server).createUnit, created),
	api(patch, "/units/{id}", holds(surveys.PlaceEdit), "Places", "Change a unit", (*Server).updateUnit),
	api(get, "/brands", holds(surveys.PlaceRead), "Places", "List brands", (*Server).listBrands),
	api(post, "/brands", holds(surveys.PlaceEdit), "Places", "Add a brand, one's own or a competitor's", (*Server).createBrand, created),
	api(patch, "/brands/{id}", holds(surveys.PlaceEdit), "Places", "Change a brand", (*Server).updateBrand),
	api(get, "/locations", holds(surveys.PlaceRead), "Places", "List locations", (*Server).listLocations),
	api(post, "/locations", holds(surveys.PlaceEdit), "Places", "Add a location", (*Server).createLocation, created),
	api(patch, "/locations/{id}", holds(surveys.PlaceEdit), "Places", "Change a location", (*Server).updateLocation),
	api(get, "/touchpoints", holds(surveys.PlaceRead), "Places", "List touchpoints", (*Server).listTouchpoints),
	api(post, "/touchpoints", holds(surveys.PlaceEdit), "Places", "Add a touchpoint", (*Server).createTouchpoint, created),
	api(patch, "/touchpoints/{id}", holds(surveys.PlaceEdit), "Places", "Change a touchpoint", (*Server).updateTouchpoint),

	api(get, "/library", holds(surveys.InstrumentRead), "Instruments", "List the built-in instruments", (*Server).listLibrary),
	api(get, "/instruments", holds(surveys.InstrumentRead), "Instruments", "List instruments", (*Server).listInstruments),
	api(post, "/instruments", holds(surveys.InstrumentEdit), "Instruments", "Make an instrument", (*Server).createInstrument, created, takesDocument),
	api(get, "/instruments/{id}", holds(surveys.InstrumentRead), "Instruments", "Read an instrument with its draft", (*Server).getInstrument),
	api(put, "/instruments/{id}/draft", holds(surveys.InstrumentEdit), "Instruments", "Save the draft", (*Server).saveInstrument, takesDocument),
	api(post, "/instruments/{id}/publish", holds(surveys.InstrumentPublish), "Instruments", "Publish the draft as the next version", (*Server).publishInstrument),
	api(post, "/instruments/{id}/close", holds(surveys.InstrumentPublish), "Instruments", "Stop taking answers", (*Server).closeInstrument),
	api(post, "/instruments/{id}/reopen", holds(surveys.InstrumentPublish), "Instruments", "Take answers again", (*Server).reopenInstrument),
	api(get, "/instruments/{id}/versions", holds(surveys.InstrumentRead), "Instruments", "List published versions", (*Server).listVersions),
	api(get, "/instruments/{id}/versions/{number}", holds(surveys.InstrumentRead), "Instruments", "Read a version with its document", (*Server).getVersion),
	api(post, "/instruments/{id}/versions/{number}/restore", holds(surveys.InstrumentPublish), "Instruments", "Publish the document of an earlier version as the next version", (*Server).restoreVersion),
	api(get, "/instruments/{id}/comparison", holds(surveys.InstrumentRead), "Instruments", "Compare two versions, or a version with the draft", (*Server).compareVersions),
	api(get, "/instruments/{id}/responses", holds(surveys.ResponseRead), "Responses", "List the responses of a survey", (*Server).listResponses),
	api(post, "/instruments/{id}/responses", holds(surveys.ResponseWrite), "Responses", "Send a response", (*Server).submitResponse, created,
		describe("Answered after it is stored for good. Sending the same id and answers again gives the same receipt; other answers under the same id are a conflict.")),
	api(get, "/responses/{id}", holds(surveys.ResponseRead), "Responses", "Read a response", (*Server).getResponse),
	api(patch, "/responses/{id}", holds(surveys.ResponseJudge), "Responses", "Take a response out of the figures, or back in", (*Server).setValidity),

	api(get, "/instruments/{id}/results", holds(surveys.ResultRead), "Results", "Results of a survey", (*Server).getResults),
	api(get, "/instruments/{id}/groups", holds(surveys.ResultRead), "Results", "Results by group items", (*Server).getGroups,
		describe("Goes through the single answers and takes seconds at a million responses.")),
	api(get, "/instruments/{id}/verbatims", holds(surveys.ResultRead), "Results", "What customers wrote", (*Server).listVerbatims),

	api(get, "/instruments/{id}/channels", holds(surveys.InstrumentRead), "Links", "List the links of a survey", (*Server).listChannels),
	api(post, "/instruments/{id}/channels", holds(surveys.InstrumentPublish), "Links", "Make a link", (*Server).createChannel, created),
	api(patch, "/channels/{id}", holds(surveys.InstrumentPublish), "Links", "Rename, open or close a link", (*Server).updateChannel),
	api(get, "/channels/{id}/qr.svg", holds(surveys.InstrumentRead), "Links", "QR code of a link, for print", (*Server).channelSVG, sends("image/svg+xml")),
	api(get, "/channels/{id}/qr.png", holds(surveys.InstrumentRead), "Links", "QR code of a link, for screens", (*Server).channelPNG, sends("image/png")),

	api(get, "/programmes", holds(surveys.InstrumentRead), "Programmes", "List programmes", (*Server).listProgrammes),
	api(post, "/programmes", holds(surveys.InstrumentEdit), "Programmes", "Begin a programme", (*Server).createProgramme, created),
	api(patch, "/programmes/{id}", holds(surveys.InstrumentEdit), "Programmes", "Rename, close or reopen a programme", (*Server).updateProgramme),
	api(get, "/waves", holds(surveys.InstrumentRead), "Programmes", "List waves", (*Server).listWaves),
	api(post, "/waves", holds(surveys.InstrumentEdit), "Programmes", "Add a wave", (*Server).createWave, created),
	api(patch, "/waves/{id}", holds(surveys.InstrumentEdit), "Programmes", "Change a wave", (*Server).updateWave),
	api(get, "/targets", holds(surveys.ResultRead), "Programmes", "List targets", (*Server).listTargets),
	api(put, "/targets", holds(surveys.TargetEdit), "Programmes", "Set or remove targets", (*Server).setTargets),

	api(get, "/visits", holds(surveys.VisitRead), "Visits", "List visits", (*Server).listVisits),
	api(post, "/visits", holds(surveys.VisitPlan), "Visits", "Plan a visit", (*Server).planVisit, created,
		describe("Answers the link for the auditor, once.")),
	api(get, "/auditors", holds(surveys.VisitPlan), "Visits", "List who can be given visits", (*Server).listAuditors),
	api(get, "/visits/{id}", holds(surveys.VisitRead), "Visits", "Read a visit with its report", (*Server).getVisit),
	api(post, "/visits/{id}/actions", holds(surveys.VisitRead), "Visits", "Decide about a visit or its report", (*Server).actOnVisit,
		describe("Needs the verb of the action: visit.review, visit.publish or visit.plan. The visit's moves tell what is possible now.")),
	api(post, "/visits/{id}/link", holds(surveys.VisitPlan), "Visits", "Make a new link for the auditor", (*Server).renewVisitLink,
		describe("The old link stops working.")),
	api(get, "/visits/{id}/photos/{sha}", holds(surveys.VisitRead), "Visits", "Fetch a photo", (*Server).visitPhoto, sends("image/jpeg")),
	api(get, "/waves/{id}/checklist", holds(surveys.ResultRead), "Visits", "Results of a wave of visits", (*Server).getChecklist),

	api(get, "/assessments", holds(surveys.AssessmentRead), "Assessments", "List assessments", (*Server).listAssessments),
	api(post, "/assessments", holds(surveys.AssessmentEdit), "Assessments", "Begin an assessment", (*Server).createAssessment, created),
	api(get, "/assessments/{id}", holds(surveys.AssessmentRead), "Assessments", "Read an assessment with lines and ratings", (*Server).getAssessment),
	api(patch, "/assessments/{id}", holds(surveys.AssessmentEdit), "Assessments", "Change an assessment", (*Server).updateAssessment),
	api(post, "/assessments/{id}/lines", holds(surveys.AssessmentEdit), "Assessments", "Add a line", (*Server).addLine, created),
	api(patch, "/assessments/{id}/lines/{line}", holds(surveys.AssessmentEdit), "Assessments", "Change a line", (*Server).updateLine),
	api(remove, "/assessments/{id}/lines/{line}", holds(surveys.AssessmentEdit), "Assessments", "Remove a line with its ratings", (*Server).deleteLine),
	api(get, "/assessments/{id}/benchmark", holds(surveys.AssessmentRead), "Assessments", "Result of an assessment", (*Server).getBenchmark),
	api(put, "/assessments/{id}/ratings", holds(surveys.AssessmentEdit), "Assessments", "Write ratings", (*Server).rate),

	api(post, "/exports", holds(surveys.ResultExport), "Downloads", "Ask for a workbook", (*Server).createExport, created),
	api(get, "/exports", holds(surveys.ResultExport), "Downloads", "List the own workbooks", (*Server).listExports),
	api(get, "/exports/{id}", holds(surveys.ResultExport), "Downloads", "Look how far a workbook is", (*Server).getExport),
	api(get, "/exports/{id}/file", holds(surveys.ResultExport), "Downloads", "Fetch a finished workbook", (*Server).exportFile, sends(workbookType)),

	api(get, "/users", holds(surveys.UserManage), "People", "List people with their grants", (*Server).listUsers),
	api(post, "/users", holds(surveys.UserManage), "People", "Let a person in", (*Server).createUser, created),
	api(patch, "/users/{id}", holds(surveys.UserManage), "People", "Change a person", (*Server).updateUser),
	api(get, "/roles", holds(surveys.UserManage), "People", "List roles", (*Server).listRoles),
	api(get, "/keys", holds(surveys.KeyManage), "People", "List API keys", (*Server).listKeys),
	api(post, "/keys", holds(surveys.KeyManage), "People", "Make an API key", (*Server).createKey, created),
	api(remove, "/keys/{id}", holds(surveys.KeyManage), "People", "Revoke an API key", (*Server).revokeKey),
	api(get, "/audit", holds(surveys.AuditRead), "People", "Read the audit log", (*Server).listAudits),
}
