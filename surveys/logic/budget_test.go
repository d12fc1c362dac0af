package logic_test

import (
	"errors"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/logic"
)

func nested(depth int) surveys.Rule {
	r := surveys.Rule{Op: surveys.OpAnswered, Item: "a"}
	for range depth - 1 {
		r = surveys.Rule{Op: surveys.OpNot, Rules: []surveys.Rule{r}}
	}
	return r
}

func wide(nodes int) surveys.Rule {
	r := surveys.Rule{Op: surveys.OpAny}
	for range nodes - 1 {
		r.Rules = append(r.Rules, surveys.Rule{Op: surveys.OpAnswered, Item: "a"})
	}
	return r
}

func TestEvaluateKeepsItsBudgets(t *testing.T) {
	for _, c := range []struct {
		name string
		rule surveys.Rule
		key  string
	}{
		{"deepest", nested(surveys.MaxRuleDepth), ""},
		{"too deep", nested(surveys.MaxRuleDepth + 1), "document.rule_depth"},
		{"widest", wide(surveys.MaxRuleSteps), ""},
		{"too wide", wide(surveys.MaxRuleSteps + 1), "document.rule_steps"},
		{"values count", surveys.Rule{Op: surveys.OpIn, Item: "a", Values: make([]any, surveys.MaxRuleSteps)}, "document.rule_steps"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := logic.Evaluate(c.rule, nil)
			if keyOf(err) != c.key {
				t.Errorf("err = %v, want key %q", err, c.key)
			}
		})
	}
}

func TestTheBudgetHoldsForAWholeDocument(t *testing.T) {
	d := survey(item("a", surveys.TypeNPS))
	half := wide(surveys.MaxRuleSteps/2 + 1)
	for _, code := range []string{"b", "c"} {
		it := item(code, surveys.TypeNPS)
		it.Show = &half
		d.Sections[0].Items = append(d.Sections[0].Items, it)
	}
	if _, err := logic.Visible(d, nil); keyOf(err) != "document.rule_steps" {
		t.Errorf("Visible: err = %v", err)
	}
	if _, err := logic.Validate(d, nil, logic.Draft); keyOf(err) != "document.rule_steps" {
		t.Errorf("Validate: err = %v", err)
	}
	if err := surveys.CheckDocument(d); err == nil {
		t.Error("the definition check let a document over the budget pass")
	}
}

func keyOf(err error) string {
	var e *surveys.Error
	if !errors.As(err, &e) {
		return ""
	}
	return e.Key
}
