package logic

import (
	"math"
	"slices"
	"strings"

	"touchstone/surveys"
)

// Evaluate reports whether a rule holds for the answers, which must be only those of shown items. It never coerces: an
// operand of another kind makes a comparison false. A rule beyond MaxRuleDepth or MaxRuleSteps is an Invalid error;
// a document that passed surveys.CheckDocument has none.
func Evaluate(r surveys.Rule, answers surveys.Answers) (bool, error) {
	e := evaluator{answers: answers}
	return e.holds(r, 1)
}

// evaluator evaluates rules one after another within one budget of steps.
type evaluator struct {
	answers surveys.Answers
	steps   int
}

func (e *evaluator) holds(r surveys.Rule, depth int) (bool, error) {
	e.steps += r.Steps()
	if e.steps > surveys.MaxRuleSteps {
		return false, surveys.E(surveys.Invalid, "document.rule_steps", "max", surveys.MaxRuleSteps)
	}
	if depth > surveys.MaxRuleDepth {
		return false, surveys.E(surveys.Invalid, "document.rule_depth", "max", surveys.MaxRuleDepth)
	}
	switch r.Op {
	case surveys.OpAll, surveys.OpAny:
		return e.group(r, depth)
	case surveys.OpNot:
		if len(r.Rules) != 1 {
			return false, nil
		}
		held, err := e.holds(r.Rules[0], depth+1)
		return !held && err == nil, err
	}
	return compare(r, e.answers[r.Item]), nil
}

func (e *evaluator) group(r surveys.Rule, depth int) (bool, error) {
	settled := r.Op == surveys.OpAny // the child value that settles the group
	for _, child := range r.Rules {
		held, err := e.holds(child, depth+1)
		if err != nil {
			return false, err
		}
		if held == settled {
			return settled, nil
		}
	}
	return !settled, nil
}

// compare evaluates one comparison. The form of the answer decides what is compared: a number, else its codes, else
// its text without blanks around it; with none of them the item is unanswered and every comparison is false.
func compare(r surveys.Rule, a surveys.Answer) bool {
	if a.Number != nil {
		return !math.IsNaN(*a.Number) && compareOne(r, *a.Number)
	}
	if len(a.Codes) > 0 {
		return compareCodes(r, a.Codes)
	}
	if s := surveys.TrimBlank(a.Text); s != "" {
		if r.Op == surveys.OpContains {
			part, ok := r.Value.(string)
			return ok && strings.Contains(s, part)
		}
		return compareOne(r, s)
	}
	return false
}

func compareCodes(r surveys.Rule, codes []string) bool {
	switch r.Op {
	case surveys.OpAnswered:
		return true
	case surveys.OpContains:
		code, ok := r.Value.(string)
		return ok && slices.Contains(codes, code)
	case surveys.OpIn:
		return slices.ContainsFunc(r.Values, func(v any) bool {
			code, ok := v.(string)
			return ok && slices.Contains(codes, code)
		})
	}
	return len(codes) == 1 && compareOne(r, codes[0])
}

// compareOne compares a single number or string with the operands of the same kind.
func compareOne[T float64 | string](r surveys.Rule, got T) bool {
	switch r.Op {
	case surveys.OpAnswered:
		return true
	case surveys.OpIn:
		return slices.ContainsFunc(r.Values, func(v any) bool { want, ok := v.(T); return ok && got == want })
	case surveys.OpBetween:
		if len(r.Values) != 2 {
			return false
		}
		low, okLow := r.Values[0].(T)
		high, okHigh := r.Values[1].(T)
		return okLow && okHigh && low <= got && got <= high
	}
	want, ok := r.Value.(T)
	if !ok {
		return false
	}
	switch r.Op {
	case surveys.OpEq:
		return got == want
	case surveys.OpNe:
		return got != want
	case surveys.OpLt:
		return got < want
	case surveys.OpLte:
		return got <= want
	case surveys.OpGt:
		return got > want
	case surveys.OpGte:
		return got >= want
	}
	return false
}
