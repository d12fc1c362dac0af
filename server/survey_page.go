package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"touchstone/locales"
	"touchstone/surveys"
)

// openSurvey is what a public code leads to.
type openSurvey struct {
	Code       string
	ChannelID  surveys.ID
	Mode       surveys.Mode
	Brand      surveys.Text // whose survey it is, and where
	VersionID  surveys.ID
	Document   *surveys.Document
	Serial     int64 // changes whenever the page would look different
}

// sentSurvey is a response, or a draft of one, on its way in.
type sentSurvey struct {
	Code      string
	ID        surveys.ID
	VersionID surveys.ID
	Lang      string
	StartedAt time.Time
	Sequence  int64 // of a draft
	Answers   surveys.Answers
}

// surveyDesk is what the respondents' pages need of the use cases.
type surveyDesk interface {
	// open finds an open survey; a zero version means the latest. NotFound, Gone.
	open(ctx context.Context, code string, version surveys.ID) (*openSurvey, error)
	// submit stores a response; the same one again is fine. Invalid by item, Conflict, Gone, Unavailable.
	submit(ctx context.Context, s sentSurvey) error
	// draft notes how far somebody is.
	draft(ctx context.Context, s sentSurvey) error
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
	open, err := p.desk.open(r.Context(), code, surveys.ID{})
	if err != nil {
		return p.fail(w, r, err)
	}
	lang := contentLang(open.Document, r)
	key := open.ChannelID.String() + open.VersionID.String() + lang + strconv.FormatInt(open.Serial, 10)
	page, err := p.cache.get(key, func() (*splicedPage, error) {
		in := p.input(open, lang)
		in.ID, in.Started, in.Fresh = spliceID, spliceStarted, true
		html, err := renderForm(in)
		return newSplicedPage(string(html)), err
	})
	if err != nil {
		return p.fail(w, r, err)
	}
	id, started := p.begin(open.Mode)
	if takesGzip(r) {
		return sendPage(w, r, http.StatusOK, "gzip", page.gzip(id, started))
	}
	return sendPage(w, r, http.StatusOK, "", page.plain(id, started))
}

// begin makes the identity of a new response. Of an anonymous one neither the id nor the page knows more than the day.
func (p *surveyPages) begin(mode surveys.Mode) (id, started string) {
	now := p.now().UTC()
	if mode == surveys.Anonymous {
		return surveys.NewDayID(now).String(), now.Format(time.DateOnly)
	}
	return surveys.NewID(now).String(), now.Format(time.RFC3339)
}

func (p *surveyPages) input(open *openSurvey, lang string) formInput {
	return formInput{Document: *open.Document, Lang: lang, Action: "/s/" + url.PathEscape(open.Code), Mode: open.Mode,
		Brand: open.Brand.In(lang), Script: p.script, Version: open.VersionID.String()}
}

// post answers POST /s/{code}: another page of the form, or the submission.
func (p *surveyPages) post(w http.ResponseWriter, r *http.Request, code string) error {
	open, in, post, err := p.read(w, r, code)
	if err != nil {
		return p.fail(w, r, err)
	}
	step, err := post.step(*open.Document)
	if err != nil {
		return p.fail(w, r, err)
	}
	sent, err := sentOf(code, open, in, step)
	if err != nil {
		return p.fail(w, r, err)
	}
	in.Page, in.Lang, in.Problems, in.More = step.Page, step.Lang, step.Problems, step.More
	if !step.Submit {
		p.keepDraft(r.Context(), sent)
		return p.answer(w, r, open, in, statusOf(step))
	}
	err = p.desk.submit(r.Context(), sent)
	switch {
	case err == nil:
		http.Redirect(w, r, in.Action+"/done?lang="+url.QueryEscape(step.Lang), http.StatusSeeOther)
		return nil
	case surveys.KindOf(err) == surveys.Unavailable:
		in.Trouble = words{locales.Match(step.Lang)}.T("survey.try_again")
		w.Header().Set("Retry-After", "2")
		return p.answer(w, r, open, in, http.StatusServiceUnavailable)
	case len(problemsOf(err)) > 0:
		in.Problems = problemsOf(err)
		return p.answer(w, r, open, in, http.StatusUnprocessableEntity)
	}
	return p.fail(w, r, err)
}

func statusOf(step formStep) int {
	if len(step.Problems) > 0 {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// keepDraft notes how far somebody is. The page goes on without it: everything typed is in the page as well.
func (p *surveyPages) keepDraft(ctx context.Context, s sentSurvey) {
	if len(s.Answers) == 0 {
		return
	}
	if err := p.desk.draft(ctx, s); err != nil {
		p.log.WarnContext(ctx, "a draft was not kept", "response", s.ID, "err", err)
	}
}

// answer writes the form with what was posted.
func (p *surveyPages) answer(w http.ResponseWriter, r *http.Request, open *openSurvey, in formInput, status int) error {
	in.Brand = open.Brand.In(in.Lang)
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
	open, err := p.desk.open(r.Context(), code, surveys.ID{})
	if err != nil && surveys.KindOf(err) != surveys.Gone {
		return p.fail(w, r, err)
	}
	lang, thanks, brand := locales.Match(r.URL.Query().Get("lang"), r.Header.Get("Accept-Language")), "", ""
	if err == nil {
		lang = contentLang(open.Document, r)
		thanks, brand = open.Document.Thanks.In(lang), open.Brand.In(lang)
	}
	say := words{locales.Match(lang)}
	if thanks == "" {
		thanks = say.T("survey.thanks")
	}
	v := newMessageView(lang, say.T("survey.thanks_title"), thanks, say.T("survey.thanks_close"))
	v.Good, v.Brand, v.Initial = true, brand, initial(brand)
	page, err := renderPage("message.html", v)
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
	v.Good = title == "survey.already_title"
	page, err := renderPage("message.html", v)
	if err != nil {
		return err
	}
	return writePage(w, r, status, page)
}

func (p *surveyPages) failure(r *http.Request, err error) (status int, title, text string) {
	switch surveys.KindOf(err) {
	case surveys.NotFound:
		return http.StatusNotFound, "survey.missing_title", "survey.missing"
	case surveys.Gone:
		return http.StatusGone, "survey.closed_title", "survey.closed"
	case surveys.Conflict:
		return http.StatusConflict, "survey.already_title", "survey.already"
	case surveys.TooLarge:
		return http.StatusRequestEntityTooLarge, "survey.failed_title", "survey.too_large"
	case surveys.Unsupported:
		return http.StatusUnsupportedMediaType, "survey.failed_title", "survey.not_a_form"
	case surveys.Invalid:
		return http.StatusBadRequest, "survey.failed_title", "survey.bad_field"
	case surveys.Unavailable:
		return http.StatusServiceUnavailable, "survey.failed_title", "survey.failed_again"
	}
	if !errors.Is(err, context.Canceled) {
		p.log.ErrorContext(r.Context(), "a survey page failed", "err", err)
	}
	return http.StatusInternalServerError, "survey.failed_title", "survey.failed_again"
}

// contentLang chooses the document's language for a reader: the link's wish, then the browser's, then the author's.
func contentLang(d *surveys.Document, r *http.Request) string {
	wish := r.URL.Query().Get("lang")
	if slices.Contains(d.Languages, wish) {
		return wish
	}
	if lang := locales.Match(wish, r.Header.Get("Accept-Language")); slices.Contains(d.Languages, lang) {
		return lang
	}
	return d.DefaultLanguage()
}
