package logic_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"touchstone/surveys"
)

// generator makes random documents that pass the definition check, and answers of which some are of the wrong kind.
type generator struct{ *rand.Rand }

func pick[T any](g generator, from ...T) T { return from[g.IntN(len(from))] }

var (
	surveyTypes = []surveys.ItemType{surveys.TypeNPS, surveys.TypeCSAT, surveys.TypeCES, surveys.TypeRating,
		surveys.TypeSingle, surveys.TypeMulti, surveys.TypeText, surveys.TypeLongText, surveys.TypeNumber, surveys.TypeDate,
		surveys.TypeStatement}
	checklistTypes = []surveys.ItemType{surveys.TypeCheck, surveys.TypeCheck, surveys.TypeSingle, surveys.TypeMulti, surveys.TypeText,
		surveys.TypeNumber, surveys.TypeDate, surveys.TypeStatement}
	// Names of things every JavaScript object brings along are codes like any other.
	diffNames = []string{"constructor", "__proto__", "valueof", "length", "prototype"}
	diffCodes = []string{"a", "b", "c"}
	diffWords = []string{"服务", "服務", "wait", "Wait", "0", "5", "a", "😀", "👨\u200d👩\u200d👧", "👩", "𠮷", "e\u0301", "\u00e9", "ß", "ss", "a b", "好，谢谢"}
	diffDates = []string{"1900-03-01", "2025-12-31", "2026-01-01", "2026-02-28", "2026-09-30", "2026-10-10", "2028-02-29", "9999-12-31"}
)

func (g generator) document() surveys.Document {
	d := surveys.Document{Schema: surveys.SchemaVersion, Kind: surveys.Survey, Title: surveys.Text{"en": "x"}, Languages: []string{"en"}}
	var earlier []surveys.Item
	n := 0
	types := surveyTypes
	if g.IntN(4) == 0 {
		types, d.Kind = checklistTypes, surveys.Checklist
		d.Scoring = &surveys.Scoring{Mode: "pooled", NA: surveys.NAExclude, Bands: []surveys.Band{{Code: "all", Label: surveys.Text{"en": "x"}}}}
	}
	for s := range 1 + g.IntN(3) {
		section := surveys.Section{Code: fmt.Sprint("s", s), Title: surveys.Text{"en": "x"}, Show: g.show(earlier)}
		for range 1 + g.IntN(4) {
			it := g.item(n, types)
			it.Show = g.show(earlier)
			g.optionRules(&it, earlier)
			n++
			section.Items = append(section.Items, it)
			if it.TakesAnswer() {
				earlier = append(earlier, it)
			}
		}
		d.Sections = append(d.Sections, section)
	}
	closing := surveys.Item{Code: "end", Type: surveys.TypeText, Label: surveys.Text{"en": "x"}, Show: g.show(earlier)}
	d.Sections[len(d.Sections)-1].Items = append(d.Sections[len(d.Sections)-1].Items, closing)
	return d
}

func (g generator) item(n int, types []surveys.ItemType) surveys.Item {
	code := fmt.Sprint("i", n)
	if n < len(diffNames) && g.IntN(3) == 0 {
		code = diffNames[n]
	}
	it := surveys.Item{Code: code, Type: pick(g, types...), Label: surveys.Text{"en": "x"}}
	switch it.Type {
	case surveys.TypeCSAT:
		it.Points = 5
	case surveys.TypeRating:
		it.Points, it.Look = 2+g.IntN(9), "stars"
	case surveys.TypeCES:
		it.CESRule, it.Direction = "mean", surveys.HigherBetter
	case surveys.TypeNumber:
		it.Decimals = 1
	case surveys.TypeSingle, surveys.TypeMulti:
		for _, c := range diffCodes {
			it.Options = append(it.Options, surveys.Option{Code: c, Label: surveys.Text{"en": c}})
		}
		it.Other = g.IntN(2) == 0
	case surveys.TypeCheck:
		g.check(&it)
	}
	return it
}

// optionRules gives some options of a choice a rule.
func (g generator) optionRules(it *surveys.Item, earlier []surveys.Item) {
	if it.Type != surveys.TypeSingle && it.Type != surveys.TypeMulti || len(earlier) == 0 || g.IntN(2) == 0 {
		return
	}
	for i := range it.Options {
		if g.IntN(3) > 0 {
			r := g.rule(earlier, 1+g.IntN(2))
			it.Options[i].Show = &r
		}
	}
}

// check makes of a check one of yes and no, of options, or one to tick all that apply.
func (g generator) check(it *surveys.Item) {
	it.NA = g.IntN(2) == 0
	if g.IntN(2) == 0 {
		return
	}
	one := 1.0
	for _, c := range diffCodes {
		it.Options = append(it.Options, surveys.Option{Code: c, Label: surveys.Text{"en": c}, Points: &one})
	}
	if g.IntN(2) == 0 {
		it.MaxChoices = len(it.Options)
	}
}

func (g generator) show(earlier []surveys.Item) *surveys.Rule {
	if len(earlier) == 0 || g.IntN(3) == 0 {
		return nil
	}
	depth := 1 + g.IntN(4)
	if g.IntN(20) == 0 {
		depth = surveys.MaxRuleDepth
	}
	r := g.rule(earlier, depth)
	return &r
}

func (g generator) rule(earlier []surveys.Item, depth int) surveys.Rule {
	if depth > 4 { // one long way down
		op := pick(g, surveys.OpAll, surveys.OpAny, surveys.OpNot, surveys.OpNot)
		return surveys.Rule{Op: op, Rules: []surveys.Rule{g.rule(earlier, depth-1)}}
	}
	if depth > 1 && g.IntN(3) > 0 {
		r := surveys.Rule{Op: pick(g, surveys.OpAll, surveys.OpAny, surveys.OpNot)}
		n := 1
		if r.Op != surveys.OpNot {
			n += g.IntN(4)
		}
		for range n {
			r.Rules = append(r.Rules, g.rule(earlier, depth-1))
		}
		return r
	}
	return g.comparison(pick(g, earlier...))
}

func (g generator) comparison(it surveys.Item) surveys.Rule {
	ordered := []surveys.Op{surveys.OpEq, surveys.OpNe, surveys.OpLt, surveys.OpLte, surveys.OpGt, surveys.OpGte, surveys.OpBetween, surveys.OpIn, surveys.OpAnswered}
	ops := ordered
	switch {
	case it.Several():
		ops = []surveys.Op{surveys.OpContains, surveys.OpIn, surveys.OpAnswered}
	case it.IsChoice():
		ops = []surveys.Op{surveys.OpEq, surveys.OpNe, surveys.OpIn, surveys.OpAnswered}
	case it.Type == surveys.TypeText, it.Type == surveys.TypeLongText:
		ops = []surveys.Op{surveys.OpEq, surveys.OpNe, surveys.OpContains, surveys.OpIn, surveys.OpAnswered}
	}
	r := surveys.Rule{Op: pick(g, ops...), Item: it.Code}
	switch r.Op {
	case surveys.OpAnswered:
	case surveys.OpIn:
		for range 1 + g.IntN(3) {
			r.Values = append(r.Values, g.operand(it))
		}
	case surveys.OpBetween:
		r.Values = g.ends(g.operand(it), g.operand(it))
	default:
		r.Value = g.operand(it)
	}
	return r
}

func (g generator) ends(a, b any) []any {
	x, isNumber := a.(float64)
	if isNumber && x > b.(float64) || !isNumber && a.(string) > b.(string) {
		return []any{b, a}
	}
	return []any{a, b}
}

func (g generator) operand(it surveys.Item) any {
	if it.IsChoice() {
		return pick(g, it.AllOptions(nil)...).Code
	}
	switch it.Type {
	case surveys.TypeText, surveys.TypeLongText:
		return pick(g, diffWords...)
	case surveys.TypeDate:
		return pick(g, diffDates...)
	case surveys.TypeNumber:
		return pick(g, -1e11, -1.5, -1, 0, 1e-7, 0.1, 0.3, 1, 5, 9, 10, 1e10, 1e11)
	}
	low, high := it.ScaleRange()
	return float64(low + g.IntN(high-low+1))
}

func (g generator) answer(it surveys.Item) (surveys.Answer, bool) {
	typ := it.Type
	switch g.IntN(12) {
	case 0, 1:
		return surveys.Answer{}, false
	case 2:
		return pick(g, surveys.Answer{}, surveys.Answer{Missing: surveys.Skipped}, surveys.Answer{Note: "x"}), true
	case 3:
		typ = pick(g, surveyTypes...) // an answer of some other kind
	}
	switch typ {
	case surveys.TypeCheck:
		if it.Several() && g.IntN(2) == 0 {
			return surveys.Answer{Codes: g.subset()}, true
		}
		return surveys.Answer{Codes: []string{pick(g, it.AllOptions(nil)...).Code}, Note: pick(g, "", "x")}, true
	case surveys.TypeSingle:
		return surveys.Answer{Codes: []string{pick(g, "a", "b", "c", "other", "nowhere")}, Text: pick(g, "", "a")}, true
	case surveys.TypeMulti:
		return surveys.Answer{Codes: g.subset()}, true
	case surveys.TypeText, surveys.TypeLongText:
		around := []string{"", " ", "\u3000", "\r\n", "\u00a0", "\ufeff", "x"}
		return surveys.Answer{Text: pick(g, around...) + pick(g, append(diffWords, "")...) + pick(g, around...)}, true
	case surveys.TypeDate:
		return surveys.Answer{Text: pick(g, diffDates...)}, true
	case surveys.TypeNumber:
		return num(pick(g, -1e11, -1.5, math.Copysign(0, -1), 0, 1e-7, 0.1, 0.3, 0.30000000000000004, 1, 5, 9, 10, 1e10, 1e11)), true
	}
	return num(float64(g.IntN(12))), true
}

func (g generator) subset() []string {
	codes := slices.Clone(diffCodes)
	g.Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
	return codes[:g.IntN(len(codes)+1)]
}

// coverage counts what the cases of one run hold, so that a generator that goes blind is noticed.
type coverage struct {
	ops            map[surveys.Op]int
	types          map[surveys.ItemType]int
	depth          int // of the deepest rule
	items, hidden  int
	sections, shut int // sections with a rule; those hidden by it
	chains         int // rules that name a hidden item for which an answer was sent
	options, drops int // options with a rule; answers that choose a hidden one of a shown item
}

func (c *coverage) add(d diffCase) {
	gone := map[string]bool{}
	for _, s := range d.Sections {
		open := slices.Contains(d.Shown, s.Code)
		if s.Show != nil {
			c.sections++
			c.note(*s.Show, 1, gone)
			if !open {
				c.shut++
			}
		}
		for _, it := range s.Items {
			c.items++
			c.types[it.Type]++
			if it.Show != nil {
				c.note(*it.Show, 1, gone)
			}
			if !slices.Contains(d.Shown, it.Code) {
				c.hidden++
				gone[it.Code] = d.Answers[it.Code].Given()
			} else {
				c.addOptions(it, d)
			}
		}
	}
}

func (c *coverage) addOptions(it surveys.Item, d diffCase) {
	for _, o := range it.Options {
		if o.Show == nil {
			continue
		}
		c.options++
		c.note(*o.Show, 1, nil)
		if slices.Contains(d.Answers[it.Code].Codes, o.Code) && !slices.Contains(d.Shown, it.Code+"."+o.Code) {
			c.drops++
		}
	}
}

func (c *coverage) note(r surveys.Rule, depth int, gone map[string]bool) {
	c.ops[r.Op]++
	c.depth = max(c.depth, depth)
	if gone[r.Item] {
		c.chains++
	}
	for _, child := range r.Rules {
		c.note(child, depth+1, gone)
	}
}

func (c *coverage) check(t *testing.T) {
	t.Logf("%d items, %d hidden; %d sections with a rule, %d hidden; %d rules on hidden answers; deepest rule %d; %d options with a rule, %d hidden and chosen",
		c.items, c.hidden, c.sections, c.shut, c.chains, c.depth, c.options, c.drops)
	for _, op := range allOps {
		if c.ops[op] == 0 {
			t.Errorf("operator %s was not made", op)
		}
	}
	for _, typ := range slices.Concat(surveyTypes, checklistTypes) {
		if c.types[typ] == 0 {
			t.Errorf("type %s was not made", typ)
		}
	}
	if c.hidden*10 < c.items || c.hidden*10 > c.items*7 || c.shut*10 < c.sections || c.chains == 0 || c.drops == 0 || c.depth < surveys.MaxRuleDepth {
		t.Error("these cases would prove little")
	}
}
