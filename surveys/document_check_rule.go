package surveys

import (
	"encoding/json"
	"fmt"
	"slices"
)

// operand is the type a rule compares an item's answer as.
type operand string

const (
	operandNone   operand = "none" // no rule may name the item
	operandNumber operand = "number"
	operandCode   operand = "code"  // at most one option
	operandCodes  operand = "codes" // any number of options
	operandText   operand = "text"
	operandDate   operand = "date"
	operandTime   operand = "time"
)

// operandOps lists the comparisons that mean something for an operand. Order of texts is left out on purpose: it
// depends on a language, and the two evaluators would have to agree on one.
var operandOps = map[operand][]Op{
	operandNumber: {OpEq, OpNe, OpLt, OpLte, OpGt, OpGte, OpBetween, OpIn, OpAnswered},
	operandCode:   {OpEq, OpNe, OpIn, OpAnswered},
	operandCodes:  {OpContains, OpIn, OpAnswered},
	operandText:   {OpEq, OpNe, OpContains, OpIn, OpAnswered},
	operandDate:   {OpEq, OpNe, OpLt, OpLte, OpGt, OpGte, OpBetween, OpIn, OpAnswered},
	operandTime:   {OpEq, OpNe, OpLt, OpLte, OpGt, OpGte, OpBetween, OpIn, OpAnswered},
}

// ruleCheck walks the rules of a document in order; earlier holds the items a rule may name at that place.
type ruleCheck struct {
	p       *Problems
	earlier map[string]Item
	bytes   int
	steps   int
}

func checkRules(d *Document, p *Problems) {
	c := ruleCheck{p: p, earlier: map[string]Item{}}
	for i, s := range d.Sections {
		path := fmt.Sprintf("sections[%d]", i)
		c.show(s.Show, d, path+".show")
		for j, it := range s.Items {
			at := fmt.Sprintf("%s.items[%d]", path, j)
			c.show(it.Show, d, at+".show")
			for k, o := range it.Options {
				c.show(o.Show, d, fmt.Sprintf("%s.options[%d].show", at, k))
			}
			c.earlier[it.Code] = it
		}
	}
	if c.bytes > MaxRuleBytes {
		p.Add("sections", "document.rule_bytes", "max", MaxRuleBytes/1024)
	}
	if c.steps > MaxRuleSteps {
		p.Add("sections", "document.rule_steps", "max", MaxRuleSteps)
	}
}

func (c *ruleCheck) show(r *Rule, d *Document, path string) {
	if r == nil {
		return
	}
	if d.Kind == Scorecard {
		c.p.Add(path, "document.rule_scorecard")
		return
	}
	if b, err := json.Marshal(r); err == nil { // NaN cannot be written; rule refuses it below
		c.bytes += len(b)
	}
	c.rule(*r, 1, path)
}

func (c *ruleCheck) rule(r Rule, depth int, path string) {
	c.steps += r.Steps()
	if depth > MaxRuleDepth {
		c.p.Add(path, "document.rule_depth", "max", MaxRuleDepth)
		return
	}
	switch r.Op {
	case OpAll, OpAny, OpNot:
		if len(r.Rules) == 0 || r.Op == OpNot && len(r.Rules) != 1 || r.Item != "" || r.Value != nil || len(r.Values) > 0 {
			c.p.Add(path, "document.rule_group")
		}
		for i, child := range r.Rules {
			c.rule(child, depth+1, fmt.Sprintf("%s.rules[%d]", path, i))
		}
	case OpEq, OpNe, OpLt, OpLte, OpGt, OpGte, OpBetween, OpIn, OpContains, OpAnswered:
		c.comparison(r, path)
	default:
		c.p.Add(path+".op", "document.rule_op")
	}
}

func (c *ruleCheck) comparison(r Rule, path string) {
	it, ok := c.earlier[r.Item]
	if !ok {
		c.p.Add(path+".item", "document.rule_item", "code", r.Item)
		return
	}
	t := itemTypes[it.Type]
	if t == nil {
		return // the item itself is refused already
	}
	if !slices.Contains(operandOps[it.operand()], r.Op) {
		c.p.Add(path+".op", "document.rule_op_type", "op", string(r.Op), "type", string(it.Type))
		return
	}
	if !ruleShape(r) {
		c.p.Add(path, "document.rule_values", "op", string(r.Op))
		return
	}
	values := r.Values
	if r.Value != nil {
		values = []any{r.Value}
	}
	for _, v := range values {
		if !it.comparable(it.operand(), v) {
			c.p.Add(path, "document.rule_operand", "code", it.Code)
			return
		}
	}
	if r.Op == OpBetween && !ordered(values[0], values[1]) {
		c.p.Add(path+".values", "document.rule_between")
	}
}

// ruleShape reports whether a comparison has exactly the operands its operator takes.
func ruleShape(r Rule) bool {
	if len(r.Rules) > 0 {
		return false
	}
	switch r.Op {
	case OpAnswered:
		return r.Value == nil && len(r.Values) == 0
	case OpBetween:
		return r.Value == nil && len(r.Values) == 2
	case OpIn:
		return r.Value == nil && len(r.Values) >= 1 && len(r.Values) <= MaxOptions
	}
	return r.Value != nil && len(r.Values) == 0
}

// comparable reports whether v is a value an answer to the item could have.
func (it Item) comparable(o operand, v any) bool {
	n, isNumber := v.(float64)
	s, isString := v.(string)
	switch o {
	case operandNumber:
		if it.IsScale() {
			low, high := it.ScaleRange()
			return isNumber && within(n, float64(low), float64(high))
		}
		return isNumber && within(n, -NumberLimit, NumberLimit)
	case operandCode, operandCodes:
		_, known := it.Option(s)
		return isString && known
	case operandDate:
		return isString && isDate(s)
	case operandTime:
		return isString && isTime(s)
	case operandText:
		return isString && s != "" && s == TrimBlank(s) && len([]rune(s)) <= MaxAuthoredText && cleanText(s, false)
	}
	return false
}

func ordered(low, high any) bool {
	if a, ok := low.(float64); ok {
		b, _ := high.(float64)
		return a <= b
	}
	a, _ := low.(string)
	b, _ := high.(string)
	return a <= b
}
