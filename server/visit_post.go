package server

import (
	"context"
	"errors"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

// Names of the fields of a checklist besides those of answers.
const (
	notePrefix  = "n." // remark
	photoPrefix = "p." // a file
	heldPrefix  = "h." // SHA-256 of a photo that is there already
	fieldDay    = "_day"
)

// What the buttons of a checklist ask for, besides back, next and language.
const (
	navGo    = "go:"    // show a section
	navPhoto = "photo:" // keep the photo that was chosen
	navDrop  = "drop:"  // item:sha, take a photo away
	navSave  = "save"
	navRead  = "read" // the briefing was read
)

// Limits of the texts of a posted checklist.
const (
	maxVisitValue  = 64 << 10
	maxVisitFields = 5000
)

// visitPost is a posted checklist taken apart. Its photos are stored already.
type visitPost struct {
	fields   formFields
	notes    map[string]string
	photos   map[string][]string
	problems surveys.Problems // of photos
	own      map[string]string
}

// readVisit reads a posted checklist. Photos are stored as they stream in, each on its own: one that is no photo is a
// problem of its item and spoils nothing else.
func (s *Server) readVisit(r *http.Request, pass service.VisitPass, d surveys.Document) (*visitPost, error) {
	p := &visitPost{fields: formFields{}, notes: map[string]string{}, photos: map[string][]string{}, own: map[string]string{}}
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case err == nil && media == "application/x-www-form-urlencoded":
		return p, p.readPlain(r, d)
	case err != nil || media != "multipart/form-data":
		return nil, surveys.E(surveys.Unsupported, "survey.not_a_form")
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, badField().Because(err)
	}
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return p, nil
		case err != nil:
			return nil, cutOff(err)
		case n > maxVisitFields:
			return nil, badField()
		}
		if err := s.readPart(r.Context(), pass, d, p, part); err != nil {
			return nil, err
		}
	}
}

// cutOff tells a body that was too large from one that ended early.
func cutOff(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return surveys.E(surveys.TooLarge, "error.too_large")
	}
	return badField().Because(err)
}

func (s *Server) readPart(ctx context.Context, pass service.VisitPass, d surveys.Document, p *visitPost, part *multipart.Part) error {
	name := part.FormName()
	code, isPhoto := strings.CutPrefix(name, photoPrefix)
	if !isPhoto {
		raw, err := io.ReadAll(io.LimitReader(part, maxVisitValue+1))
		if err != nil {
			return cutOff(err)
		}
		if len(raw) > maxVisitValue {
			return surveys.E(surveys.TooLarge, "error.too_large")
		}
		return p.add(d, name, string(raw))
	}
	it, _, ok := d.Item(code)
	if !ok || it.Photos == nil {
		return badField()
	}
	if part.FileName() == "" {
		return nil
	}
	e, err := s.service.StorePhoto(ctx, pass, "", part)
	var refused *surveys.Error
	switch {
	case err == nil:
		p.hold(code, e.SHA)
		return nil
	case errors.As(err, &refused) && slices.Contains([]surveys.ErrorKind{surveys.TooLarge, surveys.Unsupported, surveys.Limited}, refused.Kind):
		p.problems.Add(code, refused.Key, paramsOf(refused)...)
		return nil
	}
	return err
}

func paramsOf(e *surveys.Error) []any {
	var out []any
	for _, name := range slices.Sorted(maps.Keys(e.Params)) {
		out = append(out, name, e.Params[name])
	}
	return out
}

func (p *visitPost) hold(code, sha string) {
	if !slices.Contains(p.photos[code], sha) {
		p.photos[code] = append(p.photos[code], sha)
	}
}

// readPlain reads the small forms that carry no file.
func (p *visitPost) readPlain(r *http.Request, d surveys.Document) error {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return cutOff(err)
	}
	values, err := parseForm(raw)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		for _, v := range values[name] {
			if err := p.add(d, name, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// add takes one field. Whatever the document does not know is refused, and what is no text: a page of ours never sends it.
func (p *visitPost) add(d surveys.Document, name, value string) error {
	if !utf8.ValidString(value) {
		return badField()
	}
	if rest, ok := strings.CutPrefix(name, fieldPrefix); ok {
		values := []string{value}
		if f, again := p.fields[rest]; again {
			values = append(f.values, value)
		}
		return p.fields.add(d, rest, values)
	}
	for _, prefix := range []string{notePrefix, heldPrefix} {
		code, ok := strings.CutPrefix(name, prefix)
		if !ok {
			continue
		}
		it, _, known := d.Item(code)
		switch {
		case !known || it.Type != surveys.TypeCheck || prefix == heldPrefix && it.Photos == nil:
			return badField()
		case prefix == notePrefix:
			p.notes[code] = value
		default:
			p.hold(code, value)
		}
		return nil
	}
	if !slices.Contains(visitFields, name) {
		return badField()
	}
	if name != fieldShown { // one for every conditional item; nothing here asks for it
		p.own[name] = value
	}
	return nil
}

var visitFields = []string{fieldNav, fieldLang, fieldPage, fieldSequence, fieldDay, fieldShown}

// answers returns what the post says, and a problem for every field that says nothing: a number that is no number.
func (p *visitPost) answers(d surveys.Document) (surveys.Answers, surveys.Problems) {
	answers, problems := p.fields.read(d)
	for code, note := range p.notes {
		if note = surveys.TrimBlank(note); note != "" {
			a := answers[code]
			a.Note = note
			answers[code] = a
		}
	}
	for code, photos := range p.photos {
		a := answers[code]
		a.Photos = photos
		answers[code] = a
	}
	return answers, problems
}

// drop takes a photo away as the button says: item:sha.
func (p *visitPost) drop(what string) string {
	code, sha, _ := strings.Cut(what, ":")
	p.photos[code] = slices.DeleteFunc(p.photos[code], func(s string) bool { return s == sha })
	if len(p.photos[code]) == 0 {
		delete(p.photos, code)
	}
	return code
}

// sequence is the number of the draft that this post makes: above what the page knew and what is stored.
func (p *visitPost) sequence(t *service.VisitTask) int64 {
	n, err := strconv.ParseInt(p.own[fieldSequence], 10, 64)
	if err != nil || n < 0 || n > maxSequence {
		n = 0
	}
	return max(n, t.Sequence) + 1
}

// visitDay reads the day of the visit; 0 when it is none.
func visitDay(s string) int {
	day, err := strconv.Atoi(strings.ReplaceAll(s, "-", ""))
	if err != nil || len(s) != 10 {
		return 0
	}
	return day
}
