package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

// read takes a posted form apart. Everything in it must be something the survey's page can send.
func (p *surveyPages) read(w http.ResponseWriter, r *http.Request, code string) (*openSurvey, formInput, formPost, error) {
	none := func(err error) (*openSurvey, formInput, formPost, error) { return nil, formInput{}, formPost{}, err }
	body, err := readBody(w, r, "application/x-www-form-urlencoded")
	if err != nil {
		return none(err)
	}
	posted, err := parseForm(body)
	if err != nil {
		return none(err)
	}
	version, err := surveys.ParseID(posted.Get(fieldVersion))
	if err != nil {
		return none(badField().Because(err))
	}
	open, err := p.open(r.Context(), code, version)
	if err != nil {
		return none(err)
	}
	fields, own, err := fieldsOf(*open.document, posted)
	if err != nil {
		return none(err)
	}
	first := func(name string) string { return append(own[name], "")[0] }
	in := p.input(open, first(fieldLang), r.Header.Get("Accept-Language"))
	in.ID, in.Started, in.Fields = first(fieldID), first(fieldStarted), fields
	in.Sequence, err = strconv.ParseInt(first(fieldSequence), 10, 64)
	if err != nil || in.Sequence < 0 || !slices.Contains(open.document.Languages, in.Lang) {
		return none(badField())
	}
	in.Sequence = min(in.Sequence, maxSequence) + 1
	return open, in, formPost{Fields: fields, Nav: first(fieldNav), Page: first(fieldPage), Lang: in.Lang, Shown: own[fieldShown]}, nil
}

// maxSequence keeps a made-up number from counting over the end.
const maxSequence = 1 << 40

// submissionOf makes of a posted form what the use cases take.
func submissionOf(open *openSurvey, in formInput, step formStep) (service.Submission, error) {
	id, err := surveys.ParseID(in.ID)
	if err != nil {
		return service.Submission{}, badField().Because(err)
	}
	started, err := parseStarted(in.Started)
	if err != nil {
		return service.Submission{}, err
	}
	return service.Submission{Code: open.code, ID: id, VersionID: open.version.ID, Lang: step.Lang, StartedAt: started,
		Answers: step.Answers}, nil
}

// parseStarted reads the time a page was opened.
func parseStarted(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, badField().Because(err)
	}
	return t.UTC(), nil
}

// sentJSON is what the script of the page sends.
type sentJSON struct {
	ID        surveys.ID      `json:"id"` // of a draft; a submission is named by its address
	Sequence  int64           `json:"sequence"`
	Version   surveys.ID      `json:"version"`
	Lang      string          `json:"lang"`
	StartedAt string          `json:"started_at"`
	Answers   surveys.Answers `json:"answers"`
}

// putDraft answers PUT /s/{code}/draft.
func (p *surveyPages) putDraft(w http.ResponseWriter, r *http.Request, code string) error {
	in, sent, err := p.readJSON(w, r, code)
	if err != nil {
		return err
	}
	if in.ID.IsZero() || in.Sequence < 1 || in.Sequence > maxSequence {
		return badField()
	}
	err = p.desk.SaveDraft(r.Context(), service.DraftInput{Code: code, ID: in.ID, VersionID: sent.VersionID, Lang: sent.Lang,
		Sequence: in.Sequence, Answers: sent.Answers, StartedAt: sent.StartedAt})
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// putResponse answers PUT /s/{code}/responses/{id}. The same answers again get the same receipt.
func (p *surveyPages) putResponse(w http.ResponseWriter, r *http.Request, code, id string) error {
	in, sent, err := p.readJSON(w, r, code)
	if err != nil {
		return err
	}
	if !in.ID.IsZero() || in.Sequence != 0 {
		return badField()
	}
	if sent.ID, err = surveys.ParseID(id); err != nil {
		return err
	}
	receipt, err := p.desk.Submit(r.Context(), sent)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(receipt)
}

// readJSON reads what the script of the page sends. It names version and language: what it says depends on both.
func (p *surveyPages) readJSON(w http.ResponseWriter, r *http.Request, code string) (sentJSON, service.Submission, error) {
	none := func(err error) (sentJSON, service.Submission, error) { return sentJSON{}, service.Submission{}, err }
	body, err := readBody(w, r, "application/json")
	if err != nil {
		return none(err)
	}
	var in sentJSON
	if err := decodeStrictly(body, &in); err != nil {
		return none(badField().Because(err))
	}
	started, err := parseStarted(in.StartedAt)
	if err != nil || in.Version.IsZero() || !languageTag.MatchString(in.Lang) {
		return none(badField())
	}
	return in, service.Submission{Code: code, VersionID: in.Version, Lang: in.Lang, StartedAt: started, Answers: in.Answers}, nil
}

var languageTag = regexp.MustCompile(`^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,3}$`)

// parseForm reads the fields of a form. Bytes that are no text are refused: no browser sends them, and they would be
// stored as something else.
func parseForm(body []byte) (url.Values, error) {
	posted, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, badField().Because(err)
	}
	for name, values := range posted {
		if !utf8.ValidString(name + strings.Join(values, "\n")) {
			return nil, badField()
		}
	}
	return posted, nil
}

// decodeStrictly decodes one JSON value with no field it does not know, no text that would be stored as another, and
// nothing behind it.
func decodeStrictly(body []byte, into any) error {
	if !surveys.CleanJSON(body) {
		return errors.New("a text is broken")
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the value")
	}
	return nil
}

// readBody reads a body of that type, up to the limit.
func readBody(w http.ResponseWriter, r *http.Request, mediaType string) ([]byte, error) {
	got, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || got != mediaType {
		return nil, surveys.E(surveys.Unsupported, "survey.not_a_form")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxFormBytes))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, surveys.E(surveys.TooLarge, "survey.too_large")
	}
	if err != nil { // the sender went away
		return nil, badField().Because(err)
	}
	return body, nil
}
