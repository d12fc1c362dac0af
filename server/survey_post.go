package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"touchstone/surveys"
)

// read takes a posted form apart. Everything in it must be something the survey's page can send.
func (p *surveyPages) read(w http.ResponseWriter, r *http.Request, code string) (*openSurvey, formInput, formPost, error) {
	none := func(err error) (*openSurvey, formInput, formPost, error) { return nil, formInput{}, formPost{}, err }
	body, err := readBody(w, r, "application/x-www-form-urlencoded")
	if err != nil {
		return none(err)
	}
	posted, err := url.ParseQuery(string(body))
	if err != nil {
		return none(badField().Because(err))
	}
	version, err := surveys.ParseID(posted.Get(fieldVersion))
	if err != nil {
		return none(badField().Because(err))
	}
	open, err := p.desk.open(r.Context(), code, version)
	if err != nil {
		return none(err)
	}
	fields, own, err := fieldsOf(*open.Document, posted)
	if err != nil {
		return none(err)
	}
	first := func(name string) string { return append(own[name], "")[0] }
	in := p.input(open, first(fieldLang))
	in.ID, in.Started, in.Fields = first(fieldID), first(fieldStarted), fields
	in.Sequence, err = strconv.ParseInt(first(fieldSequence), 10, 64)
	if err != nil || in.Sequence < 0 || !slices.Contains(open.Document.Languages, in.Lang) {
		return none(badField())
	}
	in.Sequence = min(in.Sequence, maxSequence) + 1
	return open, in, formPost{Fields: fields, Nav: first(fieldNav), Page: first(fieldPage), Lang: in.Lang, Shown: own[fieldShown]}, nil
}

// maxSequence keeps a made-up number from counting over the end.
const maxSequence = 1 << 40

// sentOf makes of a posted form what the use cases take.
func sentOf(code string, open *openSurvey, in formInput, step formStep) (sentSurvey, error) {
	id, err := surveys.ParseID(in.ID)
	if err != nil {
		return sentSurvey{}, badField().Because(err)
	}
	started, err := parseStarted(in.Started)
	if err != nil {
		return sentSurvey{}, err
	}
	return sentSurvey{Code: code, ID: id, VersionID: open.VersionID, Lang: step.Lang, StartedAt: started,
		Sequence: in.Sequence, Answers: step.Answers}, nil
}

// parseStarted reads the time a page was opened: a day for anonymous surveys, else a moment.
func parseStarted(s string) (time.Time, error) {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, badField()
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
	s, err := p.readJSON(w, r, code)
	if err != nil {
		return err
	}
	if s.ID.IsZero() || s.Sequence < 1 || s.Sequence > maxSequence {
		return badField()
	}
	if err := p.desk.draft(r.Context(), s); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// putResponse answers PUT /s/{code}/responses/{id}. The same bytes again get the same answer.
func (p *surveyPages) putResponse(w http.ResponseWriter, r *http.Request, code, id string) error {
	s, err := p.readJSON(w, r, code)
	if err != nil {
		return err
	}
	if !s.ID.IsZero() || s.Sequence != 0 {
		return badField()
	}
	if s.ID, err = surveys.ParseID(id); err != nil {
		return err
	}
	if err := p.desk.submit(r.Context(), s); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(map[string]string{"id": s.ID.String()})
}

// readJSON reads what the script sent. The language must be one of the document's, which the use case checks.
func (p *surveyPages) readJSON(w http.ResponseWriter, r *http.Request, code string) (sentSurvey, error) {
	body, err := readBody(w, r, "application/json")
	if err != nil {
		return sentSurvey{}, err
	}
	var in sentJSON
	if err := decodeStrictly(body, &in); err != nil {
		return sentSurvey{}, badField().Because(err)
	}
	started, err := parseStarted(in.StartedAt)
	if err != nil {
		return sentSurvey{}, err
	}
	open, err := p.desk.open(r.Context(), code, in.Version)
	if err != nil {
		return sentSurvey{}, err
	}
	if !slices.Contains(open.Document.Languages, in.Lang) || in.Version.IsZero() {
		return sentSurvey{}, badField()
	}
	return sentSurvey{Code: code, ID: in.ID, VersionID: in.Version, Lang: in.Lang, StartedAt: started,
		Sequence: in.Sequence, Answers: in.Answers}, nil
}

// decodeStrictly decodes one JSON value with no field it does not know and nothing behind it.
func decodeStrictly(body []byte, into any) error {
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
