package server

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"touchstone/frontend"
	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/service"
)

// maxVisitForm bounds a posted checklist with the photos that were chosen since the last post.
const maxVisitForm = 4*maxPhoto + 1<<20

var takesVisit = func(*Server) echo.MiddlewareFunc { return bounded(maxVisitForm) }

// auditorRoutes are the pages of auditors. Below /a/v the link is the credential, wherever the request comes from; below
// /a/visits it is the session, and the visit has to be the auditor's own.
var auditorRoutes = []route{
	page(get, "/a", holds(surveys.VisitFill), (*Server).ownVisits),
	page(get, "/a/visits/:id", holds(surveys.VisitFill), (*Server).showVisit),
	page(post, "/a/visits/:id", holds(surveys.VisitFill), (*Server).postVisit, takesVisit),
	page(put, "/a/visits/:id/draft", holds(surveys.VisitFill), (*Server).putVisitDraft, takesForm),
	page(put, "/a/visits/:id/revisions/:n", holds(surveys.VisitFill), (*Server).putVisitRevision, takesForm),
	page(put, "/a/visits/:id/photos/:sha", holds(surveys.VisitFill), (*Server).putVisitPhoto, takesPhoto),
	page(get, "/a/visits/:id/photos/:sha", holds(surveys.VisitFill), (*Server).ownVisitPhoto),

	page(get, "/a/v/:token", forStranger, (*Server).showVisit),
	page(post, "/a/v/:token", forStranger, (*Server).postVisit, takesVisit, paced),
	page(put, "/a/v/:token/draft", forStranger, (*Server).putVisitDraft, takesForm, paced),
	page(put, "/a/v/:token/revisions/:n", forStranger, (*Server).putVisitRevision, takesForm, paced),
	page(put, "/a/v/:token/photos/:sha", forStranger, (*Server).putVisitPhoto, takesPhoto, paced),
	page(get, "/a/v/:token/photos/:sha", forStranger, (*Server).ownVisitPhoto),
}

// passOf is what opens the visit of a request: its link, else the account of who asks.
func passOf(c echo.Context) service.VisitPass {
	if token := c.Param("token"); token != "" {
		return service.VisitLink(token)
	}
	id, err := surveys.ParseID(c.Param("id"))
	if err != nil {
		id = surveys.ID{} // opens nothing
	}
	return service.OwnVisit{Auditor: actorOf(c.Request().Context()), ID: id}
}

// visitAddress is where the visit of a request is found.
func visitAddress(c echo.Context) string {
	if token := c.Param("token"); token != "" {
		return "/a/v/" + url.PathEscape(token)
	}
	return "/a/visits/" + url.PathEscape(c.Param("id"))
}

// homeOf is the address of the list that a signed-in auditor comes from; "" for who came by a link.
func homeOf(c echo.Context) string {
	if c.Param("token") != "" {
		return ""
	}
	return "/a"
}

// visitScript is the address of the auditors' script; "" when it was not built.
func visitScript() string { return scriptAddress(frontend.Dist(), "src/visit.ts") }

// visitFailure writes the page of an error about a link. Only the kind is said; the cause is logged.
func (s *Server) visitFailure(c echo.Context, err error) error {
	r := c.Request()
	if isAPI(r) {
		return err
	}
	kind := surveys.KindOf(err)
	if kind == surveys.Internal && !errors.Is(err, context.Canceled) {
		s.log.ErrorContext(r.Context(), "an auditor's page failed", "err", err)
	}
	said, ok := visitFailures[kind]
	if !ok {
		said = visitFailures[surveys.Unavailable]
	}
	lang := locales.Match(r.URL.Query().Get("lang"), r.Header.Get("Accept-Language"))
	say := words{lang}
	view := newMessageView(lang, say.T(said[0]), say.T(said[1]))
	view.Home = homeOf(c)
	page, err := renderPage("message.html", view)
	if err != nil {
		return err
	}
	if kind == surveys.Unavailable {
		c.Response().Header().Set("Retry-After", "2")
	}
	return writePage(c.Response(), r, statusOf[kind], page)
}

// visitFailures says title and text of the page by kind of error.
var visitFailures = map[surveys.ErrorKind][2]string{
	surveys.NotFound:    {"visit.page_missing_title", "visit.page_missing"},
	surveys.Gone:        {"visit.page_gone_title", "visit.page_gone"},
	surveys.Conflict:    {"visit.page_turn_title", "visit.page_turn"},
	surveys.TooLarge:    {"survey.failed_title", "visit.page_large"},
	surveys.Unsupported: {"survey.failed_title", "survey.not_a_form"},
	surveys.Invalid:     {"survey.failed_title", "visit.page_field"},
	surveys.Limited:     {"survey.failed_title", "visit.page_later"},
	surveys.Unavailable: {"survey.failed_title", "visit.page_later"},
}

// ownVisitPhoto shows an auditor a photo of the own visit.
func (s *Server) ownVisitPhoto(c echo.Context) error {
	file, e, err := s.service.OpenOwnPhoto(c.Request().Context(), passOf(c), c.Param("sha"))
	if err != nil {
		return err
	}
	return sendPhoto(c.Response(), file, e)
}

// noStore keeps an answer to a script out of every cache.
func noStore(w http.ResponseWriter) { w.Header().Set("Cache-Control", "no-store") }
