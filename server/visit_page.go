package server

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"touchstone/surveys"
	"touchstone/surveys/logic"
	"touchstone/surveys/service"
)

// reviewPage is the last page of a checklist: what is missing, the day of the visit, the button that sends. No section
// can have this code.
const reviewPage = "."

// showVisit answers GET /a/v/{token} and /a/visits/{id}: briefing, checklist, or where the report stands.
func (s *Server) showVisit(c echo.Context) error {
	r := c.Request()
	t, err := s.service.OpenVisit(r.Context(), passOf(c))
	if err != nil {
		return s.visitFailure(c, err)
	}
	lang := contentLang(&t.Document, r)
	q := r.URL.Query()
	in := visitInput{Task: t, Lang: lang, Accept: r.Header.Get("Accept-Language"), Action: visitAddress(c), Home: homeOf(c), Page: q.Get("s"),
		Answers: t.Answers, Sequence: t.Sequence, Day: cmp.Or(visitDay(q.Get("day")), t.VisitedDay), Saved: q.Has("saved"), Fix: q.Has("fix"), Script: visitScript()}
	return s.sendVisit(c, in, http.StatusOK)
}

func (s *Server) sendVisit(c echo.Context, in visitInput, status int) error {
	view, err := newVisitView(in)
	if err != nil {
		return s.visitFailure(c, err)
	}
	page, err := renderPage(view.Template, view)
	if err != nil {
		return s.visitFailure(c, err)
	}
	return writePage(c.Response(), c.Request(), status, page)
}

// postVisit answers POST there: everything on the page is kept, then comes what the button asks for.
func (s *Server) postVisit(c echo.Context) error {
	r, pass := c.Request(), passOf(c)
	t, err := s.service.OpenVisit(r.Context(), pass)
	if err != nil {
		return s.visitFailure(c, err)
	}
	in := visitInput{Task: t, Action: visitAddress(c), Home: homeOf(c), Script: visitScript()}
	if !t.Editable { // an old page of a report that was sent: show where it stands
		return c.Redirect(http.StatusSeeOther, in.Action)
	}
	post, err := s.readVisit(r, pass, t.Document)
	if err != nil {
		return s.visitFailure(c, err)
	}
	in.Lang, in.Page, in.Day = post.own[fieldLang], post.own[fieldPage], visitDay(post.own[fieldDay])
	if !slices.Contains(t.Document.Languages, in.Lang) {
		in.Lang = contentLang(&t.Document, r)
	}
	if post.own[fieldNav] == navRead {
		if err := s.service.AcknowledgeVisit(r.Context(), pass); err != nil {
			return s.visitFailure(c, err)
		}
		return c.Redirect(http.StatusSeeOther, in.address("", ""))
	}
	return s.turnVisit(c, pass, post, in)
}

// turnVisit keeps what was posted and goes where the button leads.
func (s *Server) turnVisit(c echo.Context, pass service.VisitPass, post *visitPost, in visitInput) error {
	nav, item := post.own[fieldNav], ""
	if what, ok := strings.CutPrefix(nav, navDrop); ok {
		item = post.drop(what)
	} else if code, ok := strings.CutPrefix(nav, navPhoto); ok {
		item = code
	}
	done, err := s.keepVisit(c.Request().Context(), pass, post, &in)
	if err != nil {
		return s.visitFailure(c, err)
	}
	if !done {
		return s.sendVisit(c, in, http.StatusUnprocessableEntity)
	}
	if nav == navSubmit {
		return s.submitVisit(c, pass, in)
	}
	next, known := in.next(nav)
	if !known {
		return s.visitFailure(c, badField())
	}
	return c.Redirect(http.StatusSeeOther, next.address(nav, item))
}

// keepVisit saves what was posted as the draft. False when something on the page cannot be kept: in then says what.
func (s *Server) keepVisit(ctx context.Context, pass service.VisitPass, post *visitPost, in *visitInput) (bool, error) {
	answers, problems := post.answers(in.Task.Document)
	in.Answers, in.Sequence = answers, post.sequence(in.Task)
	_, err := s.service.SaveVisitDraft(ctx, pass, service.VisitDraft{Sequence: in.Sequence, Lang: in.Lang, Answers: answers})
	found := append(append(post.problems.List(), problems.List()...), problemsOf(err)...)
	if err != nil && len(problemsOf(err)) == 0 {
		return false, err
	}
	in.Problems = found
	return len(found) == 0, nil
}

// submitVisit sends the report; what is missing is said on the last page.
func (s *Server) submitVisit(c echo.Context, pass service.VisitPass, in visitInput) error {
	_, err := s.service.SubmitVisit(c.Request().Context(), pass, service.VisitReport{Revision: in.Task.NextRevision(), Lang: in.Lang,
		VisitedDay: in.Day, Answers: in.Answers, Source: surveys.SourcePage})
	in.Page = reviewPage
	switch {
	case err == nil:
		return c.Redirect(http.StatusSeeOther, in.address("", ""))
	case surveys.KindOf(err) == surveys.Unavailable:
		in.Trouble = words{wordsLang(&in.Task.Document, in.Lang, in.Accept)}.T("visit.try_again")
		c.Response().Header().Set("Retry-After", "2")
		return s.sendVisit(c, in, http.StatusServiceUnavailable)
	case len(problemsOf(err)) > 0:
		in.Problems = problemsOf(err)
		return s.sendVisit(c, in, http.StatusUnprocessableEntity)
	}
	return s.visitFailure(c, err)
}

// next is the input of the page that a button leads to; false when there is no such button.
func (in visitInput) next(nav string) (visitInput, bool) {
	shown, err := logic.Visible(in.Task.Document, in.Answers)
	if err != nil {
		return in, false
	}
	pages := append(shownPages(in.Task.Document, shown), reviewPage)
	at := 0
	for i, p := range pages {
		if p == in.Page {
			at = i
		}
	}
	step := func(by int) visitInput {
		in.Page = pages[min(max(at+by, 0), len(pages)-1)]
		return in
	}
	code, isGo := strings.CutPrefix(nav, navGo)
	lang, isLang := strings.CutPrefix(nav, navLang)
	switch {
	case nav == navNext || nav == "":
		return step(1), true
	case nav == navBack:
		return step(-1), true
	case nav == navSave:
		in.Saved = true
		return step(0), true
	case isGo:
		in.Page = code
		return in, true
	case isLang:
		in.Lang = lang
		return step(0), true
	case strings.HasPrefix(nav, navPhoto), strings.HasPrefix(nav, navDrop):
		return step(0), true
	}
	return in, false
}

// address is where the page of the input is found again.
func (in visitInput) address(nav, item string) string {
	q := url.Values{"lang": {in.Lang}}
	if in.Page != "" && nav != "" {
		q.Set("s", in.Page)
	}
	if nav != "" && in.Day != 0 {
		q.Set("day", isoDay(in.Day))
	}
	if in.Saved {
		q.Set("saved", "1")
	}
	to := in.Action + "?" + q.Encode()
	if item != "" {
		to += "#i-" + item
	}
	return to
}

// missingOf returns what is missing or wrong for a report, in the order of the checklist.
func missingOf(d surveys.Document, answers surveys.Answers) []*surveys.Error {
	_, err := logic.Validate(d, answers, logic.Submit)
	var e *surveys.Error
	if !errors.As(err, &e) {
		return nil
	}
	return problemsOf(err)
}
