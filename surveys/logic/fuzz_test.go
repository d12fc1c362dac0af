package logic_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/logic"
)

// FuzzValidate feeds any document with any answers. What is accepted must stand on its own: sent again it is accepted
// unchanged, and it shows exactly what it showed.
func FuzzValidate(f *testing.F) {
	doc, err := json.Marshal(visitSurvey())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(doc, []byte(`{"nps":{"number":3},"why":{"codes":["wait","other"],"text":"x"}}`))
	f.Add(doc, []byte(`{"nps":{"number":9},"why":{"codes":["wait"]},"day":{"text":"2026-03-15"}}`))
	f.Add(doc, []byte(`{"nps":{"number":1e300},"hello":{},"":{"text":"\u0000"}}`))
	f.Fuzz(func(t *testing.T, document, sent []byte) {
		d, err := surveys.ParseDocument(document)
		if err != nil || surveys.CheckDocument(d) != nil {
			return
		}
		var answers surveys.Answers
		if json.Unmarshal(sent, &answers) != nil {
			return
		}
		for _, mode := range []logic.Mode{logic.Draft, logic.Submit} {
			clean, err := logic.Validate(d, answers, mode)
			if err != nil {
				if surveys.KindOf(err) != surveys.Invalid {
					t.Fatalf("%s: %v", mode, err)
				}
				continue
			}
			again, err := logic.Validate(d, clean, mode)
			if err != nil || !reflect.DeepEqual(again, clean) {
				t.Fatalf("%s: %+v became %+v, %v", mode, clean, again, err)
			}
			shown, err := logic.Visible(d, clean)
			if err != nil {
				t.Fatal(err)
			}
			for code, a := range clean {
				if shown.Shows(code) == (a.Missing == surveys.NotShown) {
					t.Fatalf("%s: %s is shown %v and says %q", mode, code, shown.Shows(code), a.Missing)
				}
			}
		}
	})
}
