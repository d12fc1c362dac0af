package logic

import (
	"slices"
	"strings"
	"unicode/utf8"

	"touchstone/surveys"
)

// Mode says how complete answers have to be.
type Mode string

// The modes.
const (
	Draft  Mode = "draft"  // unfinished: what is there must be right, nothing need be there
	Submit Mode = "submit" // final: required items, lower limits and photos too
)

// maxUnknown limits how many unknown item codes one refusal names.
const maxUnknown = 20

// Validate decides which answers stand. It returns a fresh set: texts trimmed, codes in the order of the options,
// answers of hidden items and hidden options gone. On Submit every item that takes an answer is in it, with Missing saying why there is
// no value; on Draft only what was given. The error is Invalid and holds everything that is wrong, Field being the
// item's code; a wrong answer counts as not given for the rules behind it.
func Validate(d surveys.Document, answers surveys.Answers, mode Mode) (surveys.Answers, error) {
	v := validator{mode: mode, sent: answers, clean: surveys.Answers{}, known: map[string]bool{}}
	if err := walk(d, func(surveys.Section, bool) {}, v.item); err != nil {
		return nil, err
	}
	v.unknown()
	if err := v.problems.Err(); err != nil {
		return nil, err
	}
	return v.clean, nil
}

type validator struct {
	mode     Mode
	sent     surveys.Answers
	clean    surveys.Answers
	known    map[string]bool
	problems surveys.Problems
}

// item judges the answer of one item and returns it when later rules may see it.
func (v *validator) item(it surveys.Item, o offer) (surveys.Answer, bool) {
	v.known[it.Code] = true
	sent, isSent := v.sent[it.Code]
	switch {
	case !o.shown:
		if v.mode == Submit && it.TakesAnswer() {
			v.clean[it.Code] = surveys.Answer{Missing: surveys.NotShown}
		}
		return surveys.Answer{}, false
	case !it.TakesAnswer():
		if isSent {
			it.CheckAnswer(sent, false, &v.problems)
		}
		return surveys.Answer{}, false
	}
	before := v.problems.Len()
	a := tidy(it, o.drop(sent))
	it.CheckAnswer(a, v.mode == Submit, &v.problems)
	if v.mode == Submit && it.Required && !a.Given() {
		v.problems.Add(it.Code, "answer.required")
	}
	if v.problems.Len() > before {
		return surveys.Answer{}, false
	}
	v.keep(it, a)
	return a, a.Given()
}

func (v *validator) keep(it surveys.Item, a surveys.Answer) {
	switch {
	case it.NotApplicable(a):
		a.Missing = surveys.NotApplicable
	case a.Given():
	case v.mode == Submit:
		a.Missing = surveys.Skipped
	case a.Note == "" && len(a.Photos) == 0:
		return
	}
	v.clean[it.Code] = a
}

func (v *validator) unknown() {
	var codes []string
	for code := range v.sent {
		if !v.known[code] {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	for _, code := range codes[:min(len(codes), maxUnknown)] {
		v.problems.Add(echo(code), "answer.unknown_item")
	}
}

// echo makes a code somebody sent fit for a message.
func echo(code string) string {
	code = strings.ToValidUTF8(code, "�")
	if utf8.RuneCountInString(code) > 40 {
		return string([]rune(code)[:40]) + "…"
	}
	return code
}

// tidy brings an answer into the one form it is stored in, without changing what it says. Missing is ours to say.
func tidy(it surveys.Item, a surveys.Answer) surveys.Answer {
	a.Missing = ""
	a.Text, a.Note = lines(a.Text), lines(a.Note)
	a.Photos = append([]string(nil), a.Photos...) // an empty list and none are the same
	if a.Number != nil {
		n := *a.Number + 0 // −0 becomes 0
		a.Number = &n
	}
	if len(a.Codes) == 0 {
		a.Codes = nil
		return a
	}
	order := map[string]int{}
	for i, o := range it.AllOptions(nil) {
		order[o.Code] = i
	}
	a.Codes = slices.Clone(a.Codes)
	slices.SortStableFunc(a.Codes, func(x, y string) int { return order[x] - order[y] })
	return a
}

// lines trims a text and writes its line ends as one line feed each, whatever the browser sent.
func lines(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return surveys.TrimBlank(s)
}
