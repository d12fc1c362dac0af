package store

import (
	"encoding/json"
	"reflect"
	"testing"

	"touchstone/surveys"
)

// FuzzReadAnswers holds the quick reader against encoding/json: what it takes, both read alike.
func FuzzReadAnswers(f *testing.F) {
	for _, s := range []string{
		`{}`, `{"nps":{"number":9}}`, `{"a":{"number":-1.5e3},"b":{"codes":["x","y"],"text":"其他\n\"引\" \\ 😀"}}`,
		`{"did": {"codes": ["paid"]}, "q": {"missing": "not_shown"}, "c": {"note": "n", "photos": []}}`, ` {"a":{}} `,
		`{"a":{"number":01}}`, `{"a":{"number":}}`, `{"a":{"text":"x}}`, `{"a":{"text":"\ud800"}}`, `{"a":{"other":1}}`, `{"a":null}`,
		`{"a":{"codes":null}}`, `{"a":{"codes":["x",]}}`, `{"a":{},}`, `{"a":{}}x`, `[]`, ``, "{\"a\":{\"text\":\"\x01\"}}", "{\"a\":{\"text\":\"\xff\"}}",
		`{"a":{"text":"1"},"a":{"note":"2"}}`, `{"a":{"Text":"case"}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, ok := readAnswers(data)
		if !ok {
			return
		}
		var want surveys.Answers
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatalf("took %q, which is %v", data, err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: got %+v, want %+v", data, got, want)
		}
	})
}

func TestReadAnswersTakesWhatWeWrite(t *testing.T) {
	n := 7.25
	answers := surveys.Answers{"a": {Number: &n}, "b": {Codes: []string{"x", "other"}, Text: "<b> & “引号”\u2028\t\"\\"},
		"c": {Missing: surveys.Skipped}, "d": {Codes: []string{"no"}, Note: "门口\n有水", Photos: []string{"ab", "cd"}}}
	body, err := json.Marshal(answers)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := readAnswers(body); !ok || !reflect.DeepEqual(got, answers) {
		t.Errorf("%s: %v %+v", body, ok, got)
	}
}
