package surveys

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestRuleFaults(t *testing.T) {
	deep := Rule{Op: OpAnswered, Item: "nps"}
	for range MaxRuleDepth {
		deep = Rule{Op: OpNot, Rules: []Rule{deep}}
	}
	const at = "sections[1].items[1].show"
	for _, c := range []struct {
		rule Rule
		want string
	}{
		{Rule{Op: "like", Item: "nps"}, at + ".op document.rule_op"},
		{Rule{}, at + ".op document.rule_op"},
		{Rule{Op: OpAll}, at + " document.rule_group"},
		{Rule{Op: OpAny, Item: "nps", Rules: []Rule{{Op: OpAnswered, Item: "nps"}}}, at + " document.rule_group"},
		{Rule{Op: OpNot, Rules: []Rule{{Op: OpAnswered, Item: "nps"}, {Op: OpAnswered, Item: "ces"}}}, at + " document.rule_group"},
		{Rule{Op: OpAny, Rules: []Rule{{Op: OpAnswered, Item: "nps"}, {Op: OpAnswered, Item: "nobody"}}}, at + ".rules[1].item document.rule_item"},
		{Rule{Op: OpAnswered, Item: "line"}, at + ".item document.rule_item"}, // itself
		{Rule{Op: OpAnswered, Item: "age"}, at + ".item document.rule_item"},  // behind
		{Rule{Op: OpAnswered, Item: "s1"}, at + ".item document.rule_item"},   // a section
		{Rule{Op: OpAnswered, Item: "hello"}, at + ".op document.rule_op_type"},
		{Rule{Op: OpContains, Item: "nps", Value: 1.0}, at + ".op document.rule_op_type"},
		{Rule{Op: OpLt, Item: "one", Value: "a"}, at + ".op document.rule_op_type"},
		{Rule{Op: OpEq, Item: "many", Value: "a"}, at + ".op document.rule_op_type"},
		{Rule{Op: OpLt, Item: "why", Value: "a"}, at + ".op document.rule_op_type"},
		{Rule{Op: OpEq, Item: "nps"}, at + " document.rule_values"},
		{Rule{Op: OpEq, Item: "nps", Value: 1.0, Values: []any{1.0}}, at + " document.rule_values"},
		{Rule{Op: OpEq, Item: "nps", Value: 1.0, Rules: []Rule{{}}}, at + " document.rule_values"},
		{Rule{Op: OpBetween, Item: "nps", Values: []any{1.0}}, at + " document.rule_values"},
		{Rule{Op: OpIn, Item: "nps"}, at + " document.rule_values"},
		{Rule{Op: OpIn, Item: "nps", Values: make([]any, MaxOptions+1)}, at + " document.rule_values"},
		{Rule{Op: OpAnswered, Item: "nps", Value: 1.0}, at + " document.rule_values"},
		{Rule{Op: OpEq, Item: "nps", Value: "9"}, at + " document.rule_operand"},
		{Rule{Op: OpEq, Item: "nps", Value: 9}, at + " document.rule_operand"}, // an int never comes from JSON
		{Rule{Op: OpEq, Item: "nps", Value: 11.0}, at + " document.rule_operand"},
		{Rule{Op: OpIn, Item: "nps", Values: []any{1.0, nil}}, at + " document.rule_operand"},
		{Rule{Op: OpEq, Item: "one", Value: "nowhere"}, at + " document.rule_operand"},
		{Rule{Op: OpContains, Item: "many", Value: OtherCode}, at + " document.rule_operand"},
		{Rule{Op: OpContains, Item: "why", Value: " padded"}, at + " document.rule_operand"},
		{Rule{Op: OpContains, Item: "why", Value: ""}, at + " document.rule_operand"},
		{Rule{Op: OpEq, Item: "why", Value: "a\nb"}, at + " document.rule_operand"},
		{Rule{Op: OpEq, Item: "why", Value: map[string]any{}}, at + " document.rule_operand"},
		{Rule{Op: OpBetween, Item: "nps", Values: []any{9.0, 1.0}}, at + ".values document.rule_between"},
		{deep, at + strings.Repeat(".rules[0]", MaxRuleDepth) + " document.rule_depth"},
	} {
		d := sampleSurvey()
		d.Sections[1].Items[atLine].Show = &c.rule
		if got := found(CheckDocument(d)); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%+v: got %v, want %s", c.rule, got, c.want)
		}
	}
}

func TestDateAndNumberRules(t *testing.T) {
	for _, c := range []struct {
		rule Rule
		want string
	}{
		{Rule{Op: OpGte, Item: "day", Value: "2026-05-01"}, ""},
		{Rule{Op: OpGte, Item: "day", Value: "2026-05-32"}, "document.rule_operand"},
		{Rule{Op: OpBetween, Item: "day", Values: []any{"2026-05-01", "2026-05-01"}}, ""},
		{Rule{Op: OpBetween, Item: "day", Values: []any{"2026-05-02", "2026-05-01"}}, "document.rule_between"},
		{Rule{Op: OpLt, Item: "age", Value: -0.5}, ""},
		{Rule{Op: OpLt, Item: "age", Value: 1e300}, "document.rule_operand"},
		{Rule{Op: OpLt, Item: "age", Value: "18"}, "document.rule_operand"},
	} {
		d := sampleSurvey()
		last := it("last", TypeText)
		last.Show = &c.rule
		d.Sections[1].Items = append(d.Sections[1].Items, last)
		got := strings.Join(found(CheckDocument(d)), ";")
		if (c.want == "") != (got == "") || !strings.HasSuffix(got, c.want) {
			t.Errorf("%+v: %s", c.rule, got)
		}
	}
}

func TestRulesHaveABudget(t *testing.T) {
	in := func(n int) Rule { // one node with n values of a choice
		r := Rule{Op: OpIn, Item: "big"}
		for i := range n {
			r.Values = append(r.Values, fmt.Sprint("o", i))
		}
		return r
	}
	group := func(n, values int) *Rule {
		r := Rule{Op: OpAny}
		for range n {
			r.Rules = append(r.Rules, in(values))
		}
		return &r
	}
	big := it("big", TypeSingle)
	big.Options = manyOptions(MaxOptions)
	for _, c := range []struct {
		rule *Rule
		want []string
	}{
		{group(40, MaxOptions), nil},
		{group(60, MaxOptions), []string{"sections document.rule_bytes", "sections document.rule_steps"}},
		{group(1400, 1), nil},
		{group(1700, 1), []string{"sections document.rule_bytes"}},
	} {
		d := sampleSurvey()
		last := it("last", TypeText)
		last.Show = c.rule
		d.Sections[1].Items = append(d.Sections[1].Items, big, last)
		if got := found(CheckDocument(d)); !slices.Equal(got, c.want) {
			t.Errorf("%d rules: %v, want %v", len(c.rule.Rules), got, c.want)
		}
	}
}

func TestDocumentsHaveASize(t *testing.T) {
	d := sampleSurvey()
	d.Sections[0].Items, d.Sections[1].Items, d.Sections[1].Show, d.Tree = nil, nil, nil, nil
	for i := range MaxItems + 1 {
		d.Sections[i%2].Items = append(d.Sections[i%2].Items, it(fmt.Sprint("i", i), TypeText))
	}
	if got := found(CheckDocument(d)); !slices.Equal(got, []string{"sections document.items"}) {
		t.Errorf("items: %v", got)
	}
	d = sampleSurvey()
	for i := range MaxSections {
		d.Sections = append(d.Sections, Section{Code: fmt.Sprint("x", i), Items: []Item{it(fmt.Sprint("i", i), TypeText)}})
	}
	if got := found(CheckDocument(d)); !slices.Equal(got, []string{"sections document.sections"}) {
		t.Errorf("sections: %v", got)
	}
	d = sampleSurvey()
	d.Sections, d.Tree = []Section{{Code: "s", Items: []Item{it("hello", TypeStatement)}}}, nil
	if got := found(CheckDocument(d)); !slices.Equal(got, []string{"sections document.no_answers"}) {
		t.Errorf("statements only: %v", got)
	}
	deep := Indicator{Code: "leaf", Label: en("leaf"), Weight: 1, Item: "csat"}
	for i := range maxTreeDepth {
		deep = Indicator{Code: fmt.Sprint("n", i), Label: en("n"), Weight: 1, Children: []Indicator{deep}}
	}
	d = sampleSurvey()
	d.Tree = []Indicator{deep}
	if got := found(CheckDocument(d)); len(got) != 1 || !strings.HasSuffix(got[0], "document.tree_depth") {
		t.Errorf("tree: %v", got)
	}
}

func TestAllFaultsAreNamedAtOnce(t *testing.T) {
	d := sampleSurvey()
	d.Title, d.Sections[0].Items[atNPS].Points, d.Tree[0].Weight = nil, 3, -1
	if got := found(CheckDocument(d)); len(got) != 3 {
		t.Errorf("got %v", got)
	}
	if err := CheckDocument(Document{Schema: SchemaVersion, Kind: Survey}); KindOf(err) != Invalid {
		t.Errorf("empty: %v", err)
	}
}
