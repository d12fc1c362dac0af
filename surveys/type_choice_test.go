package surveys

import (
	"strings"
	"testing"
)

func TestSingleAnswers(t *testing.T) {
	for _, typ := range []ItemType{TypeSingle, TypeDropdown} {
		testAnswers(t, Item{Type: typ, Options: optionsOf("a", "b")},
			answerCase{"one", chosen("b"), ""},
			answerCase{"two", chosen("a", "b"), "answer.one_choice"},
			answerCase{"unknown", chosen("c"), "answer.unknown_code"},
			answerCase{"empty code", chosen(""), "answer.unknown_code"},
			answerCase{"label for code", chosen("A"), "answer.unknown_code"},
			answerCase{"other where there is none", chosen(OtherCode), "answer.unknown_code"},
			answerCase{"words where there is no other", Answer{Codes: []string{"a"}, Text: "x"}, "answer.wrong_kind"},
			answerCase{"photo", Answer{Codes: []string{"a"}, Photos: []string{"x"}}, "answer.wrong_kind"})
	}
}

func TestOtherAnswers(t *testing.T) {
	for _, typ := range []ItemType{TypeSingle, TypeDropdown, TypeMulti} {
		testAnswers(t, Item{Type: typ, Options: optionsOf("a", "b"), Other: true},
			answerCase{"other with words", Answer{Codes: []string{OtherCode}, Text: "x"}, ""},
			answerCase{"other without words", chosen(OtherCode), "answer.other_text"},
			answerCase{"words without other", Answer{Codes: []string{"a"}, Text: "x"}, "answer.other_not_chosen"},
			answerCase{"words alone", Answer{Text: "x"}, "answer.other_not_chosen"},
			answerCase{"longest words", Answer{Codes: []string{OtherCode}, Text: strings.Repeat("字", MaxOtherLength)}, ""},
			answerCase{"too many words", Answer{Codes: []string{OtherCode}, Text: strings.Repeat("字", MaxOtherLength+1)}, "answer.too_long"},
			answerCase{"two lines", Answer{Codes: []string{OtherCode}, Text: "a\nb"}, "answer.characters"})
	}
	var p Problems
	Item{Code: "q", Type: TypeMulti, Options: optionsOf("a"), Other: true, MinChoices: 2}.CheckAnswer(chosen(OtherCode), false, &p)
	if p.Err() != nil {
		t.Errorf("a draft was asked for the words: %v", p.Err())
	}
}

func TestMultiAnswers(t *testing.T) {
	testAnswers(t, Item{Type: TypeMulti, Options: optionsOf("a", "b", "c", "d"), MinChoices: 2, MaxChoices: 3},
		answerCase{"fewest", chosen("a", "d"), ""},
		answerCase{"most", chosen("a", "b", "c"), ""},
		answerCase{"too few", chosen("a"), "answer.min_choices"},
		answerCase{"too many", chosen("a", "b", "c", "d"), "answer.max_choices"},
		answerCase{"twice the same", chosen("a", "a"), "answer.code_twice"},
		answerCase{"more than there are", chosen("a", "b", "c", "d", "e", "f"), "answer.unknown_code"},
		answerCase{"unknown", chosen("a", "x"), "answer.unknown_code"})
}
