package server

import (
	"html/template"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/service"
)

// mineView is the list of an auditor's visits ready for its template.
type mineView struct {
	words
	HTMLLang, Lang string
	Name           string // of the auditor
	Languages      []languageView
	Open, Done     []mineRow
	Console        bool // the person may do more than visits
	Style          template.CSS
}

// mineRow is one visit. Address is "" when the visit can no longer be looked at.
type mineRow struct {
	Address, Place, City, Brand, Title string
	State, Tone                        string
	Window, Due                        string // Due is "" when nothing is to be done
	Reason                             bool   // sent back by a reviewer
}

// ownVisits answers GET /a: what the signed-in auditor has to do and has done.
func (s *Server) ownVisits(c echo.Context) error {
	r := c.Request()
	a := actorOf(r.Context())
	list, err := s.service.OwnVisits(r.Context(), a)
	if err != nil {
		return err
	}
	me, err := s.service.Me(r.Context(), a)
	if err != nil {
		return err
	}
	lang := locales.Match(r.URL.Query().Get("lang"), a.Lang, r.Header.Get("Accept-Language"))
	v := mineView{words: words{lang}, HTMLLang: htmlLang(lang), Lang: lang, Name: me.User.Name, Console: landing(a, "") != "/a",
		Style: template.CSS(visitStyle)} //nolint:gosec // our own file
	for _, other := range locales.Languages() {
		if other != lang {
			v.Languages = append(v.Languages, languageView{other, locales.OwnName(other), htmlLang(other)})
		}
	}
	for _, row := range list.Open {
		v.Open = append(v.Open, v.row(row))
	}
	for _, row := range list.Done {
		v.Done = append(v.Done, v.row(row))
	}
	page, err := renderPage("mine.html", v)
	if err != nil {
		return err
	}
	return writePage(c.Response(), r, http.StatusOK, page)
}

// row words a visit. A visit whose time is over without a report leads nowhere any more.
func (v *mineView) row(r service.OwnVisitRow) mineRow {
	visit := r.Visit
	out := mineRow{Place: r.Location.In(v.lang), City: r.City.In(v.lang), Brand: r.Brand.In(v.lang), Title: r.Title.In(v.lang),
		Window: isoDay(visit.FromDay) + " – " + isoDay(visit.ToDay), Reason: visit.Report == surveys.ReportReturned}
	if !r.Over || visit.Report != surveys.ReportNone {
		out.Address = "/a/visits/" + visit.ID.String() + "?lang=" + v.lang
	}
	state := string(visit.State)
	if visit.Report != surveys.ReportNone {
		state = string(visit.Report)
	}
	said := mineStates[state]
	switch {
	case r.Over:
		said = mineState{"visit.mine_over", "bad"}
	case closedVisits[visit.State]:
		out.Address = ""
	}
	if said.tone == "todo" || said.tone == "warn" {
		out.Due = isoDay(visit.ToDay)
	}
	out.State, out.Tone = v.T(said.key), said.tone
	return out
}

// closedVisits have no page any more.
var closedVisits = map[surveys.VisitState]bool{surveys.VisitExpired: true, surveys.VisitCancelled: true, surveys.VisitWithdrawn: true}

// mineState is how a state is called on the auditor's page, and how it looks.
type mineState struct{ key, tone string }

// mineStates has every state that the list can show. What the office makes of a report is not the auditor's business:
// review, approval and second approval are one.
var mineStates = map[string]mineState{
	string(surveys.VisitAssigned):        {"ui.visit.state.assigned", "todo"},
	string(surveys.VisitAcknowledged):    {"ui.visit.state.acknowledged", "todo"},
	string(surveys.VisitInProgress):      {"ui.visit.state.in_progress", "todo"},
	string(surveys.ReportReturned):       {"ui.visit.state.returned", "warn"},
	string(surveys.ReportSubmitted):      {"ui.visit.state.submitted", "good"},
	string(surveys.ReportInReview):       {"ui.visit.state.in_review", "good"},
	string(surveys.ReportOnHold):         {"ui.visit.state.in_review", "good"},
	string(surveys.ReportApproved):       {"ui.visit.state.approved", "good"},
	string(surveys.ReportSecondApproved): {"ui.visit.state.approved", "good"},
	string(surveys.ReportPublished):      {"ui.visit.state.published", "good"},
	string(surveys.ReportAmended):        {"ui.visit.state.published", "good"},
	string(surveys.ReportRejected):       {"ui.visit.state.rejected", "bad"},
	string(surveys.ReportRetracted):      {"ui.visit.state.retracted", "bad"},
	string(surveys.VisitExpired):         {"ui.visit.state.expired", "bad"},
	string(surveys.VisitCancelled):       {"ui.visit.state.cancelled", "off"},
	string(surveys.VisitWithdrawn):       {"ui.visit.state.withdrawn", "off"},
}

// Heading is the title of the browser's tab.
func (v mineView) Heading() string { return v.T("visit.mine") }

// LangAddress is this page in another language.
func (v mineView) LangAddress(tag string) string { return "/a?lang=" + tag }

// Empty reports whether there is nothing at all.
func (v mineView) Empty() bool { return len(slices.Concat(v.Open, v.Done)) == 0 }

// mineCard is a row with the words of its page.
type mineCard struct {
	words
	mineRow
}

// Card gives a row the words of the page.
func (v mineView) Card(r mineRow) mineCard { return mineCard{v.words, r} }
