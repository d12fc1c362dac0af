package surveys

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestParseDocumentReadsWhatWasWritten(t *testing.T) {
	for _, d := range []Document{sampleSurvey(), sampleChecklist(), sampleScorecard()} {
		b, err := json.MarshalIndent(d, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		got, err := ParseDocument(append([]byte("\xef\xbb\xbf"), b...))
		if err != nil || !reflect.DeepEqual(got, d) {
			t.Errorf("%s came back different: %v", d.Kind, err)
		}
	}
}

func TestParseDocumentIsStrict(t *testing.T) {
	rules := strings.Repeat(`{"op":"not","rules":[`, 60) + strings.Repeat(`]}`, 60)
	for _, c := range []struct{ in, key, field string }{
		{``, "document.json", ""},
		{`{"schema":1`, "document.json", ""},
		{`{"schema":1,}`, "document.json", ""},
		{"{\"schema\":1,\n\"kind\":oops}", "document.json", ""},
		{`{"schema":1} {}`, "document.trailing", ""},
		{`{"schema":1,"colour":"red"}`, "document.field_unknown", "colour"},
		{`{"Schema":1}`, "document.field_unknown", "Schema"},
		{`{"sections":[{"code":"a","items":[{"code":"b"},{"Code":"c"}]}]}`, "document.field_unknown", "sections[0].items[1].Code"},
		{`{"sections":[{"show":{"op":"all","rules":[{"opp":"eq"}]}}]}`, "document.field_unknown", "sections[0].show.rules[0].opp"},
		{`{"kind":"survey","kind":"checklist"}`, "document.field_twice", "kind"},
		{`{"title":{"en":"a","en":"b"}}`, "document.field_twice", "title.en"},
		{`{"schema":"1"}`, "document.value_kind", "schema"},
		{`{"schema":1.5}`, "document.value_kind", "schema"},
		{`{"title":["a"]}`, "document.value_kind", "title"},
		{`[]`, "document.value_kind", ""},
		{`{"sections":[{"weight":1e999}]}`, "document.value_kind", "sections.weight"},
		{`{"sections":[{"show":` + rules + `}]}`, "document.depth", ""},
		{"{\"kind\":\"\xff\"}", "document.utf8", ""},
		{`{"` + strings.Repeat("x", 5000) + `":1}`, "document.field_unknown", ""},
	} {
		_, err := ParseDocument([]byte(c.in))
		var e *Error
		if !errors.As(err, &e) || e.Key != c.key || e.Kind != Invalid || c.field != "" && e.Field != c.field {
			t.Errorf("%.60s: %v", c.in, err)
			continue
		}
		if len(e.Field) > 200 || len(e.Error()) > 1000 {
			t.Errorf("%.60s: the message echoes %d bytes", c.in, len(e.Error()))
		}
	}
	_, err := ParseDocument([]byte(`"` + strings.Repeat("x", MaxDocumentBytes) + `"`))
	if KindOf(err) != TooLarge {
		t.Errorf("too large: %v", err)
	}
	var e *Error
	_, err = ParseDocument([]byte("{\n\"schema\":1,\n\"kind\":oops}"))
	if !errors.As(err, &e) || e.Params["line"] != 3 {
		t.Errorf("line: %v", e.Params)
	}
}

// FuzzParseDocument: whatever is read can be checked, written and read again as the same document.
func FuzzParseDocument(f *testing.F) {
	for _, d := range []Document{sampleSurvey(), sampleChecklist(), sampleScorecard()} {
		b, err := json.Marshal(d)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(`{"sections":[{"items":[null,{"options":[{}],"show":{"op":"in","values":[[],{},null]}}]}]}`))
	f.Add([]byte(`{"title":{"":"\u0000"}}{`))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := ParseDocument(b)
		if err != nil {
			if k := KindOf(err); k != Invalid && k != TooLarge {
				t.Fatalf("kind %s: %v", k, err)
			}
			return
		}
		checked := CheckDocument(d)
		if checked != nil && KindOf(checked) != Invalid {
			t.Fatal(checked)
		}
		written, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ParseDocument(written)
		if err != nil {
			t.Fatal(err)
		}
		if rewritten, _ := json.Marshal(again); string(rewritten) != string(written) {
			t.Fatalf("%s became %s", written, rewritten)
		}
	})
}
