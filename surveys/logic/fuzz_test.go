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

// FuzzEvaluate feeds any rule with any answers: it holds or not, its opposite does not or does, a group of it alone says the
// same, and over its budgets it is refused instead of evaluated.
func FuzzEvaluate(f *testing.F) {
	f.Add([]byte(`{"op":"not","rules":[{"op":"between","item":"a","values":[1,5]}]}`), []byte(`{"a":{"number":3}}`))
	f.Add([]byte(`{"op":"any","rules":[{"op":"in","item":"a","values":["x",1]},{"op":"contains","item":"b","value":"x"}]}`), []byte(`{"a":{"codes":["x","y"]},"b":{"text":" x"}}`))
	f.Add([]byte(`{"op":"eq","item":"a","value":{"a":[null]}}`), []byte(`{"a":null}`))
	f.Fuzz(func(t *testing.T, written, sent []byte) {
		var r surveys.Rule
		var answers surveys.Answers
		if json.Unmarshal(written, &r) != nil || json.Unmarshal(sent, &answers) != nil {
			return
		}
		holds, err := logic.Evaluate(r, answers)
		if err != nil {
			if surveys.KindOf(err) != surveys.Invalid || holds {
				t.Fatalf("%v, %v", holds, err)
			}
			return
		}
		for op, want := range map[surveys.Op]bool{surveys.OpNot: !holds, surveys.OpAll: holds, surveys.OpAny: holds} {
			got, err := logic.Evaluate(surveys.Rule{Op: op, Rules: []surveys.Rule{r}}, answers)
			if err != nil && surveys.KindOf(err) != surveys.Invalid || err == nil && got != want {
				t.Fatalf("%s of what is %v is %v, %v", op, holds, got, err)
			}
		}
	})
}
