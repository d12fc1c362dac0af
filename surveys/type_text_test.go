package surveys

import (
	"strings"
	"testing"
)

func TestTextAnswers(t *testing.T) {
	shared := func(limit int) []answerCase {
		return []answerCase{
			{"longest, counted in characters", Answer{Text: strings.Repeat("满", limit)}, ""},
			{"one more", Answer{Text: strings.Repeat("x", limit+1)}, "answer.too_long"},
			{"NUL", Answer{Text: "a\x00b"}, "answer.characters"},
			{"escape", Answer{Text: "a\x1bb"}, "answer.characters"},
			{"delete", Answer{Text: "a\x7fb"}, "answer.characters"},
			{"C1 control", Answer{Text: "a\u0085b"}, "answer.characters"},
			{"not in XML", Answer{Text: "a\uffffb"}, "answer.characters"},
			{"broken UTF-8", Answer{Text: "a\xffb"}, "answer.characters"},
			{"beyond the basic plane", Answer{Text: "😀𠮷"}, ""},
			{"number", number(1), "answer.wrong_kind"},
			{"formula is only text", Answer{Text: "=1+1"}, ""},
		}
	}
	testAnswers(t, Item{Type: TypeText}, append(shared(DefaultTextLength),
		answerCase{"two lines", Answer{Text: "a\nb"}, "answer.characters"})...)
	testAnswers(t, Item{Type: TypeText, MaxLength: 7}, shared(7)...)
	testAnswers(t, Item{Type: TypeLongText}, append(shared(DefaultLongTextLength),
		answerCase{"lines and tabs", Answer{Text: "a\n\tb"}, ""})...)
}

func TestTrimBlank(t *testing.T) {
	for in, want := range map[string]string{" \t\r\n\u3000 x y \u3000": "x y", "\u3000": "", "\u00a0": "\u00a0", "": ""} {
		if got := TrimBlank(in); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
}
