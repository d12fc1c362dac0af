package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"time"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/service"
)

// surveyDesk is what the respondents' pages need of the use cases.
type surveyDesk interface {
	OpenSurvey(ctx context.Context, code string, version surveys.ID) (*service.Entry, *surveys.Version, error)
	NewResponseID(mode surveys.Mode) surveys.ID
	Submit(ctx context.Context, in service.Submission) (service.Receipt, error)
	SaveDraft(ctx context.Context, in service.DraftInput) error
}

// openSurvey is a survey that takes answers, as one page shows it.
type openSurvey struct {
	code     string
	entry    *service.Entry
	version  *surveys.Version
	document *surveys.Document
}

// surveyPages are the pages a customer sees below /s/.
type surveyPages struct {
	desk   surveyDesk
	now    func() time.Time
	script string // address of the form script; "" when it was not built
	log    *slog.Logger
	cache  pageCache
}

// maxFormBytes bounds what a respondent may send at once; Chinese takes nine bytes a character in a form.
const maxFormBytes = 1 << 20

// show answers GET /s/{code}: the first page, with nothing filled in. It is the same for everybody but for the
// response's id and the time, so it is made once per channel, version and language.
func (p *surveyPages) show(w http.ResponseWriter, r *http.Request, code string) error {
	open, err := p.open(r.Context(), code, surveys.ID{})
	if err != nil {
		return p.fail(w, r, err)
	}
	lang := contentLang(open.document, r)
	accept := r.Header.Get("Accept-Language")
	key := code + "\n" + open.version.ID.String() + "\n" + lang + "\n" + wordsLang(open.document, lang, accept) + "\n" + open.entry.Brand.In(lang)
	page, err := p.cache.get(key, func() (*splicedPage, error) {
		in := p.input(open, lang, accept)
		in.ID, in.Started, in.Fresh = spliceID, spliceStarted, true
		html, err := renderForm(in)
		return newSplicedPage(string(html)), err
	})
	if err != nil {
		return p.fail(w, r, err)
	}
	id := p.desk.NewResponseID(open.entry.Instrument.Mode).String()
	started := p.now().UTC().Format(time.RFC3339)
	if takesGzip(r) {
		return sendPage(w, r, http.StatusOK, "gzip", page.gzip(id, started))
	}
	return sendPage(w, r, http.StatusOK, "", page.plain(id, started))
}

// open finds the survey of a code in that version; zero means the latest. A response finishes on the version it began.
// A closed survey comes with the error that says so.
func (p *surveyPages) open(ctx context.Context, code string, version surveys.ID) (*openSurvey, error) {
	if !publicCode.MatchString(code) { // whatever else stands in an address does not reach the database
		return nil, surveys.E(surveys.NotFound, "error.not_found")
	}
	e, v, err := p.desk.OpenSurvey(ctx, code, version)
	if e == nil {
		return nil, err
	}
	return &openSurvey{code, e, v, &v.Document}, err
}

var publicCode = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func (p *surveyPages) input(open *openSurvey, lang, accept string) formInput {
	return formInput{Document: *open.document, Lang: lang, Action: "/s/" + url.PathEscape(open.code),
		Mode: open.entry.Instrument.Mode, Brand: open.entry.Brand.In(lang), Script: p.script, Accept: accept, Version: open.version.ID.String()}
}

// post answers POST /s/{code}: another page of the form, or the submission.
func (p *surveyPages) post(w http.ResponseWriter, r *http.Request, code string) error {
	open, in, post, err := p.read(w, r, code)
	if err != nil {
		return p.fail(w, r, err)
	}
	step, err := post.step(*open.document)
	if err != nil {
		return p.fail(w, r, err)
	}
	sent, err := submissionOf(open, in, step)
	if err != nil {
		return p.fail(w, r, err)
	}
	in.Page, in.Lang, in.Problems, in.More = step.Page, step.Lang, step.Problems, step.More
	if !step.Submit {
		p.keepDraft(r.Context(), sent, in.Sequence)
		return p.answer(w, r, open, in, stepStatus(step))
	}
	_, err = p.desk.Submit(r.Context(), sent)
	switch {
	case err == nil:
		http.Redirect(w, r, in.Action+"/done?lang="+url.QueryEscape(step.Lang), http.StatusSeeOther)
		return nil
	case surveys.KindOf(err) == surveys.Unavailable:
		in.Trouble = words{wordsLang(open.document, step.Lang, in.Accept)}.T("survey.try_again")
		w.Header().Set("Retry-After", "2")
		return p.answer(w, r, open, in, http.StatusServiceUnavailable)
	case len(problemsOf(err)) > 0:
		in.Problems = problemsOf(err)
		return p.answer(w, r, open, in, http.StatusUnprocessableEntity)
	}
	return p.fail(w, r, err)
}

func stepStatus(step formStep) int {
	if len(step.Problems) > 0 {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// keepDraft notes how far somebody is. The page goes on without it: everything typed is in the page as well.
func (p *surveyPages) keepDraft(ctx context.Context, s service.Submission, sequence int64) {
	if len(s.Answers) == 0 {
		return
	}
	err := p.desk.SaveDraft(ctx, service.DraftInput{Code: s.Code, ID: s.ID, VersionID: s.VersionID, Lang: s.Lang,
		Sequence: sequence, Answers: s.Answers, StartedAt: s.StartedAt})
	if err != nil && surveys.KindOf(err) != surveys.Invalid { // going back from answers that are not right yet
		// Not which response: beside the time of the line it would say when somebody answered without a name.
		p.log.WarnContext(ctx, "a draft was not kept", "request", requestOf(ctx).ID, "err", err)
	}
}

// answer writes the form with what was posted.
func (p *surveyPages) answer(w http.ResponseWriter, r *http.Request, open *openSurvey, in formInput, status int) error {
	in.Brand = open.entry.Brand.In(in.Lang)
	page, err := renderForm(in)
	if err != nil {
		return p.fail(w, r, err)
	}
	return writePage(w, r, status, page)
}

func renderForm(in formInput) ([]byte, error) {
	view, err := newFormView(in)
	if err != nil {
		return nil, err
	}
	return renderPage("form.html", view)
}

// done answers GET /s/{code}/done: thank you. It says nothing about any response, so anybody may read it.
func (p *surveyPages) done(w http.ResponseWriter, r *http.Request, code string) error {
	open, err := p.open(r.Context(), code, surveys.ID{})
	if open == nil || err != nil && surveys.KindOf(err) != surveys.Gone { // closed since: the thanks still hold
		return p.fail(w, r, err)
	}
	lang := contentLang(open.document, r)
	thanks := open.document.Thanks.In(lang)
	say := words{wordsLang(open.document, lang, r.Header.Get("Accept-Language"))}
	if thanks == "" {
		thanks = say.T("survey.thanks")
	}
	view := newMessageView(lang, say.T("survey.thanks_title"), thanks, say.T("survey.thanks_close"))
	view.words = say
	view.Good, view.Brand = true, open.entry.Brand.In(lang)
	view.Initial = initial(view.Brand)
	page, err := renderPage("message.html", view)
	if err != nil {
		return err
	}
	return writePage(w, r, http.StatusOK, page)
}

// fail writes the page of an error, in the reader's language. Only the kind is said; the cause is logged.
func (p *surveyPages) fail(w http.ResponseWriter, r *http.Request, err error) error {
	lang := locales.Match(r.URL.Query().Get("lang"), r.Header.Get("Accept-Language"))
	status, title, text := p.failure(r, err)
	say := words{lang}
	v := newMessageView(lang, say.T(title), say.T(text))
	v.Good = surveys.KindOf(err) == surveys.Conflict // nothing is lost
	page, err := renderPage("message.html", v)
	if err != nil {
		return err
	}
	return writePage(w, r, status, page)
}

func (p *surveyPages) failure(r *http.Request, err error) (status int, title, text string) {
	kind := surveys.KindOf(err)
	if kind == surveys.Internal && !errors.Is(err, context.Canceled) {
		p.log.ErrorContext(r.Context(), "a survey page failed", "err", err)
	}
	said, ok := failures[kind]
	if !ok {
		said = failures[surveys.Unavailable]
	}
	return statusOf[kind], said[0], said[1]
}

// failures says title and text of the page by kind of error.
var failures = map[surveys.ErrorKind][2]string{
	surveys.NotFound:    {"survey.missing_title", "survey.missing"},
	surveys.Gone:        {"survey.closed_title", "survey.closed"},
	surveys.Conflict:    {"survey.already_title", "survey.already"},
	surveys.TooLarge:    {"survey.failed_title", "survey.too_large"},
	surveys.Unsupported: {"survey.failed_title", "survey.not_a_form"},
	surveys.Invalid:     {"survey.failed_title", "survey.bad_field"},
	surveys.Unavailable: {"survey.failed_title", "survey.failed_again"},
}

// contentLang chooses the document's language for a reader: the link's wish, then the browser's, then the author's.
func contentLang(d *surveys.Document, r *http.Request) string {
	wish := r.URL.Query().Get("lang")
	if slices.Contains(d.Languages, wish) {
		return wish
	}
	if lang := locales.Choose(d.Languages, wish, r.Header.Get("Accept-Language")); lang != "" {
		return lang
	}
	return d.DefaultLanguage()
}
