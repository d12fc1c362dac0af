package server

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"touchstone/surveys"
)

// Names of the form's own fields. Those of items have a prefix with a dot, which no item code holds.
const (
	fieldPrefix   = "a."
	otherSuffix   = ".other" // words of "other, please specify"
	fieldNav      = "_nav"
	fieldID       = "_id"
	fieldVersion  = "_v"
	fieldStarted  = "_at"
	fieldLang     = "_lang"
	fieldPage     = "_page"
	fieldSequence = "_seq"
	fieldShown    = "_shown" // one for every conditional item and ITEM.OPTION that was on the page
)

// What a button of the form asks for. Language and clear carry an argument behind the colon.
const (
	navNext   = "next"
	navBack   = "back"
	navSubmit = "submit"
	navLang   = "lang:"
	navClear  = "clear:"
)

// formField is what stands in the fields of one item, as typed.
type formField struct {
	values []string
	other  string
}

// formFields holds the fields by item code.
type formFields map[string]formField

// answers returns the answers the fields spell, leaving out what spells none; see read.
func (f formFields) answers(d surveys.Document) surveys.Answers {
	answers, _ := f.read(d)
	return answers
}

// read returns the answers the fields spell, and a problem for every field that spells none: a number that is no
// number. Whether an answer is allowed is decided by the logic.
func (f formFields) read(d surveys.Document) (surveys.Answers, surveys.Problems) {
	answers := surveys.Answers{}
	var problems surveys.Problems
	for _, it := range d.Items() {
		field, ok := f[it.Code]
		if !ok || !it.TakesAnswer() {
			continue
		}
		a, key := field.answer(it)
		if key != "" {
			problems.Add(it.Code, key)
			continue
		}
		if a.Given() {
			answers[it.Code] = a
		}
	}
	return answers, problems
}

// answer reads one item's fields. What carries the answer is known from the item's columns, so that types need no line
// here.
func (f formField) answer(it surveys.Item) (a surveys.Answer, problem string) {
	var values []string
	for _, v := range f.values {
		if v = surveys.TrimBlank(v); v != "" {
			values = append(values, v)
		}
	}
	switch {
	case it.IsChoice():
		a.Codes = values
		if other := surveys.TrimBlank(f.other); slices.Contains(values, surveys.OtherCode) || len(values) == 0 {
			a.Text = other // words left behind when another option was chosen instead are not an answer
		}
	case len(values) == 0:
	case it.Columns()[0].Kind == surveys.ColumnNumber:
		n, ok := parseNumber(values[0])
		if !ok {
			return a, "answer.number"
		}
		a.Number = &n
	default:
		a.Text = it.Tidy(values[0])
	}
	return a, ""
}

// parseNumber reads a plain decimal number. Full-width digits are what Chinese input methods write.
func parseNumber(s string) (float64, bool) {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．' || r == '。':
			return '.'
		case r == '－' || r == '−':
			return '-'
		}
		return r
	}, s)
	if len(s) > 24 || strings.Trim(s, "0123456789.-") != "" {
		return 0, false
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// fieldsOf sorts a posted form into items' fields and the form's own. Whatever the document does not know is refused:
// a page of ours never sends it.
func fieldsOf(d surveys.Document, posted url.Values) (formFields, map[string][]string, error) {
	fields, own := formFields{}, map[string][]string{}
	for name, values := range posted {
		rest, isItem := strings.CutPrefix(name, fieldPrefix)
		switch {
		case isItem:
			if err := fields.add(d, rest, values); err != nil {
				return nil, nil, err
			}
		case slices.Contains(ownFields, name) && (len(values) == 1 || name == fieldShown):
			own[name] = values
		default:
			return nil, nil, badField()
		}
	}
	return fields, own, nil
}

var ownFields = []string{fieldNav, fieldID, fieldVersion, fieldStarted, fieldLang, fieldPage, fieldSequence, fieldShown}

func (f formFields) add(d surveys.Document, name string, values []string) error {
	code, isOther := strings.CutSuffix(name, otherSuffix)
	it, _, ok := d.Item(code)
	if !ok || !it.TakesAnswer() || isOther && !it.Other {
		return badField()
	}
	field := f[code]
	switch {
	case isOther && len(values) == 1:
		field.other = values[0]
	case !isOther && (len(values) == 1 || it.Several()):
		field.values = values
	default:
		return badField()
	}
	f[code] = field
	return nil
}

func badField() *surveys.Error { return surveys.E(surveys.Invalid, "survey.bad_field") }
