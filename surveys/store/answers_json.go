package store

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/uptrace/bun/extra/bunjson"

	"touchstone/surveys"
)

// Reading answers is most of what an export, a derivation or a list of responses spends. Their JSON has one narrow form,
// which is read here without reflection; anything else in it, and every other type, goes the usual way.
func init() { bunjson.SetProvider(answersProvider{}) }

type answersProvider struct{ bunjson.StdProvider }

// Unmarshal implements bunjson.Provider.
func (p answersProvider) Unmarshal(data []byte, v any) error {
	if to, ok := v.(*surveys.Answers); ok {
		if answers, ok := readAnswers(data); ok {
			*to = answers
			return nil
		}
	}
	return p.StdProvider.Unmarshal(data, v)
}

// readAnswers reads answers as json.Marshal or PostgreSQL write them; false for anything it does not expect.
func readAnswers(data []byte) (surveys.Answers, bool) {
	r := &answerReader{data: data, ok: true}
	answers := make(surveys.Answers, bytes.Count(data, []byte{'{'}))
	r.object(func(item string) {
		var a surveys.Answer
		r.object(func(field string) { r.field(&a, field) })
		answers[item] = a
	})
	r.space()
	return answers, r.ok && r.at == len(data)
}

// answerReader walks over JSON. The first surprise sets ok to false; everything after it does nothing.
type answerReader struct {
	data []byte
	at   int
	ok   bool
}

func (r *answerReader) field(a *surveys.Answer, name string) {
	switch name {
	case "number":
		a.Number = r.number()
	case "codes":
		a.Codes = r.strings()
	case "text":
		a.Text = r.string()
	case "note":
		a.Note = r.string()
	case "photos":
		a.Photos = r.strings()
	case "missing":
		a.Missing = surveys.MissingReason(r.string())
	default:
		r.ok = false
	}
}

func (r *answerReader) space() {
	for r.at < len(r.data) && (r.data[r.at] == ' ' || r.data[r.at] == '\n' || r.data[r.at] == '\t' || r.data[r.at] == '\r') {
		r.at++
	}
}

// take steps over a character, which must be there unless it may be absent.
func (r *answerReader) take(c byte, must bool) bool {
	r.space()
	if r.ok && r.at < len(r.data) && r.data[r.at] == c {
		r.at++
		return true
	}
	if must {
		r.ok = false
	}
	return false
}

func (r *answerReader) object(member func(name string)) {
	if !r.take('{', true) || r.take('}', false) {
		return
	}
	for r.ok {
		name := r.string()
		r.take(':', true)
		if r.ok {
			member(name)
		}
		if !r.take(',', false) {
			r.take('}', true)
			return
		}
	}
}

func (r *answerReader) strings() []string {
	list := []string{}
	if !r.take('[', true) || r.take(']', false) {
		return list
	}
	for r.ok {
		list = append(list, r.string())
		if !r.take(',', false) {
			r.take(']', true)
			break
		}
	}
	return list
}

// string reads a text without escapes itself and leaves the others to encoding/json.
func (r *answerReader) string() string {
	if !r.take('"', true) {
		return ""
	}
	from, plain := r.at, true
	for r.at < len(r.data) && r.data[r.at] != '"' {
		switch c := r.data[r.at]; {
		case c == '\\':
			plain = false
			r.at++
		case c < ' ':
			plain = false // encoding/json refuses it
		}
		r.at++
	}
	if r.at >= len(r.data) {
		r.ok = false
		return ""
	}
	r.at++
	if text := r.data[from : r.at-1]; plain && utf8.Valid(text) {
		return string(text)
	}
	var s string
	if json.Unmarshal(r.data[from-1:r.at], &s) != nil {
		r.ok = false
	}
	return s
}

func (r *answerReader) number() *float64 {
	r.space()
	from := r.at
	for r.at < len(r.data) && bytes.IndexByte([]byte("+-.0123456789eE"), r.data[r.at]) >= 0 {
		r.at++
	}
	n, err := strconv.ParseFloat(string(r.data[from:r.at]), 64)
	if err != nil || !json.Valid(r.data[from:r.at]) {
		r.ok = false
		return nil
	}
	return &n
}
