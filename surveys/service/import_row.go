package service

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// importRow is a row that was read: a response without its id, and how many times it counts.
type importRow struct {
	response *surveys.Response
	times    int64
}

// readRow reads and checks one row. problems names everything that is wrong with it; err is for failures that are not
// the row's.
func (im *importer) readRow(ctx context.Context, i int) (importRow, []*surveys.Error, error) {
	r := rowReader{im: im, row: importRow{times: 1}, answers: surveys.Answers{}, lang: im.entry.Version.Document.DefaultLanguage()}
	headers := map[string]string{}
	for n, c := range im.columns {
		cell := ""
		if n < len(im.in.Rows[i]) {
			cell = surveys.TrimBlank(im.in.Rows[i][n])
		}
		at := fmt.Sprintf("row %d, column %s", i+1, c.header)
		if c.item != nil {
			headers[c.item.Code] = at
			r.item(c, cell, at)
			continue
		}
		if err := r.special(ctx, c.as, cell, at); err != nil {
			return r.row, nil, err
		}
	}
	received := im.received(r.date, r.dateAt, r.location, &r.problems)
	if r.problems.Len() > 0 {
		return r.row, r.problems.List(), nil
	}
	response, _, err := im.s.newResponse(im.entry.Version, surveys.ID{}, r.lang, r.answers, time.Time{})
	if err != nil {
		return r.row, rowErrors(err, headers, i), nil
	}
	im.place(response, r.location, received)
	r.row.response = response
	return r.row, nil, nil
}

// rowReader is a row while it is read.
type rowReader struct {
	im           *importer
	row          importRow
	answers      surveys.Answers
	lang         string
	location     *surveys.Location
	date, dateAt string
	problems     surveys.Problems
}

// special reads a cell that is no item's.
func (r *rowReader) special(ctx context.Context, as, cell, at string) (err error) {
	if cell == "" && as != columnFrequency {
		return nil
	}
	switch as {
	case columnFrequency:
		r.row.times, err = strconv.ParseInt(narrow(cell), 10, 64)
		if err != nil || r.row.times < 0 || r.row.times > maxImportResponses {
			r.problems.Add(at, "import.frequency")
		}
	case columnLang:
		languages := r.im.entry.Version.Document.Languages
		n := slices.IndexFunc(languages, func(l string) bool { return fold(l) == fold(cell) })
		if n >= 0 {
			r.lang = languages[n]
		} else {
			r.problems.Add(at, "import.language", "language", brief(cell))
		}
	case columnLocation:
		if r.location, err = r.im.location(ctx, cell); err != nil {
			return err
		}
		if r.location == nil {
			r.problems.Add(at, "import.location", "code", brief(cell))
		}
	case columnDate:
		r.date, r.dateAt = cell, at
	}
	return nil
}

// received reads when a row was answered; zero when the file does not say.
func (im *importer) received(date, at string, location *surveys.Location, p *surveys.Problems) time.Time {
	if date == "" {
		return time.Time{}
	}
	zone := im.entry.Org.Zone
	if location != nil && location.Zone != "" {
		zone = location.Zone
	}
	t, ok := readTime(date, zone, im.in.Epoch)
	switch {
	case !ok:
		p.Add(at, "import.date")
	case localDay(t, location, im.entry.Org) > localDay(im.s.clock(), location, im.entry.Org):
		p.Add(at, "import.future")
	}
	return t
}

// place fills where an imported response belongs. Its day is that of the file, not that of the import.
func (im *importer) place(r *surveys.Response, location *surveys.Location, received time.Time) {
	e := *im.entry
	e.Location = location
	r.Source = surveys.SourceImport
	if !received.IsZero() {
		r.ReceivedAt, r.StartedAt = received, received
	}
	channel := *e.Channel
	if location != nil {
		channel.LocationID = location.ID
	}
	e.Channel = &channel
	im.s.place(r, &e)
}

// rowErrors moves what the logic found to the row and column where it stands.
func rowErrors(err error, headers map[string]string, row int) []*surveys.Error {
	first, ok := asSurveysError(err)
	if !ok || surveys.KindOf(err) != surveys.Invalid {
		return []*surveys.Error{surveys.E(surveys.Invalid, "error.invalid").At(fmt.Sprintf("row %d", row+1)).Because(err)}
	}
	list := first.More
	if len(list) == 0 {
		list = []*surveys.Error{first}
	}
	out := make([]*surveys.Error, len(list))
	for i, e := range list {
		moved := *e
		if moved.Field = headers[e.Field]; moved.Field == "" {
			moved.Field = fmt.Sprintf("row %d, column %s", row+1, e.Field)
		}
		out[i] = &moved
	}
	return out
}

func (im *importer) location(ctx context.Context, code string) (*surveys.Location, error) {
	key := fold(code)
	if l, seen := im.places[key]; seen {
		return l, nil
	}
	l, err := store.FindLocationByCode(ctx, im.s.store.Read(), im.scope, im.entry.Instrument.ClientID, key)
	if err != nil && surveys.KindOf(err) != surveys.NotFound {
		return nil, err
	}
	if err != nil {
		l = nil
	}
	im.places[key] = l
	return l, nil
}

// item reads an item's cell into the answers. What it cannot read it notes; what is read is judged by the logic.
func (r *rowReader) item(c importColumn, cell, at string) {
	if cell == "" {
		return
	}
	a := r.answers[c.item.Code]
	switch {
	case c.suffix == "other.text":
		a.Text = cell
	case c.suffix != "":
		switch fold(cell) {
		case "1", "true", "yes", "是":
			a.Codes = append(a.Codes, c.suffix)
		case "0", "false", "no", "否":
		default:
			r.problems.Add(at, "import.flag")
		}
	case c.item.IsScale(), c.item.Type == surveys.TypeNumber:
		v, err := strconv.ParseFloat(narrow(cell), 64)
		if err != nil {
			r.problems.Add(at, "import.number", "value", brief(cell))
			return
		}
		a.Number = &v
	case c.item.IsChoice():
		a.Codes = append(a.Codes, readOptions(*c.item, cell, at, &r.problems)...)
	case c.item.Type == surveys.TypeDate:
		day, ok := readDay(cell, r.im.in.Epoch)
		if !ok {
			r.problems.Add(at, "import.date")
			return
		}
		a.Text = day.Format(time.DateOnly)
	case c.item.Type == surveys.TypeTime:
		a.Text = c.item.Tidy(readClock(cell))
	default:
		a.Text = cell
	}
	r.answers[c.item.Code] = a
}

// readOptions finds options by code, else by label in any language. Several stand apart by semicolons, bars or lines.
func readOptions(it surveys.Item, cell, at string, p *surveys.Problems) []string {
	parts := []string{cell}
	if it.Type == surveys.TypeMulti && findOption(it, cell) == "" {
		parts = strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(";；|\n", r) })
	}
	var codes []string
	for _, part := range parts {
		if surveys.TrimBlank(part) == "" {
			continue
		}
		code := findOption(it, part)
		if code == "" {
			p.Add(at, "import.option", "value", brief(part))
			continue
		}
		codes = append(codes, code)
	}
	return codes
}

func findOption(it surveys.Item, s string) string {
	key := fold(s)
	all := it.AllOptions(nil)
	for _, o := range all {
		if fold(o.Code) == key {
			return o.Code
		}
	}
	for _, o := range all {
		for _, label := range o.Label {
			if fold(label) == key {
				return o.Code
			}
		}
	}
	return ""
}

// narrow writes full-width digits and signs as plain ones.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, s)
}

func brief(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

func asSurveysError(err error) (e *surveys.Error, ok bool) {
	ok = errors.As(err, &e)
	return e, ok
}
