package surveys

import (
	"slices"
	"testing"
)

// tickAll is a check of four facts of which all that hold are ticked; the last has no points.
func tickAll() Item {
	return Item{Code: "x", Type: TypeCheck, NA: true, Weight: 1, MaxChoices: 4, Options: []Option{{Code: "price", Points: ptr(1)},
		{Code: "care", Points: ptr(1)}, {Code: "return", Points: ptr(2)}, {Code: "gossip", Points: ptr(0)}}}
}

func TestTickAllAnswers(t *testing.T) {
	testAnswers(t, tickAll(),
		answerCase{"one", chosen("price"), ""},
		answerCase{"several", chosen("price", "return", "care"), ""},
		answerCase{"nothing held", chosen("none"), ""},
		answerCase{"nothing and something", chosen("none", "price"), "answer.alone"},
		answerCase{"not applicable", chosen("na"), ""},
		answerCase{"not applicable and something", chosen("price", "na"), "answer.alone"},
		answerCase{"twice", chosen("price", "price"), "answer.code_twice"},
		answerCase{"unknown", chosen("price", "yes"), "answer.unknown_code"},
		answerCase{"a heap", chosen("a", "b", "c", "d", "e", "f", "g"), "answer.unknown_code"})
	three := tickAll()
	three.MaxChoices = 3
	testAnswers(t, three, answerCase{"more than it takes", chosen("price", "care", "return", "gossip"), "answer.max_choices"})
	it := tickAll()
	if !it.Failed(chosen("none")) || it.Failed(chosen("price", "care")) || !it.NotApplicable(chosen("na")) || it.NotApplicable(chosen("price", "care")) {
		t.Error("none fails, a part does not, na does not apply")
	}
	var codes []string
	for _, c := range it.Columns() {
		codes = append(codes, c.Code())
	}
	if want := []string{"x.price", "x.care", "x.return", "x.gossip", "x.none", "x.na", "x.check.note"}; !slices.Equal(codes, want) {
		t.Errorf("columns %q", codes)
	}
	if got := it.Columns()[1].Of(chosen("price", "return")); got != false {
		t.Errorf("care is %v", got)
	}
}

func TestTickAllDefinition(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Item)
		want   bool
	}{
		"all":                      {func(*Item) {}, true},
		"those with points":        {func(it *Item) { it.MaxChoices = 3 }, true},
		"fewer than have points":   {func(it *Item) { it.MaxChoices = 2 }, false},
		"more than there are":      {func(it *Item) { it.MaxChoices = 5 }, false},
		"one is no choice of many": {func(it *Item) { it.MaxChoices = 1 }, false},
		"negative":                 {func(it *Item) { it.MaxChoices = -1 }, false},
		"of yes and no":            {func(it *Item) { it.Options, it.MaxChoices = nil, 2 }, false},
	} {
		it := tickAll()
		c.change(&it)
		var p Problems
		checkTickAll(it, &p, "item")
		if (p.Err() == nil) != c.want {
			t.Errorf("%s: %v", name, p.Err())
		}
	}
	own := tickAll()
	own.Options[0].Code = CheckNone
	if !slices.Contains(reservedCodes(own), CheckNone) {
		t.Error("the code none can be used again")
	}
	if !slices.Contains(operandOps[tickAll().operand()], OpContains) || slices.Contains(operandOps[Item{Type: TypeCheck}.operand()], OpContains) {
		t.Error("a rule asks whether an option was ticked, of checks to tick only")
	}
}
