package surveys

import (
	"strings"
	"testing"
)

func TestCheckAnswers(t *testing.T) {
	a, b := strings.Repeat("ab", 32), strings.Repeat("cd", 32)
	testAnswers(t, Item{Type: TypeCheck},
		answerCase{"yes", chosen("yes"), ""},
		answerCase{"no with a remark", Answer{Codes: []string{"no"}, Note: "dirty\nfloor"}, ""},
		answerCase{"not applicable where it is not offered", chosen("na"), "answer.unknown_code"},
		answerCase{"yes and no", chosen("yes", "no"), "answer.one_choice"},
		answerCase{"text", Answer{Text: "yes"}, "answer.wrong_kind"},
		answerCase{"photo where none is taken", Answer{Codes: []string{"no"}, Photos: []string{a}}, "answer.wrong_kind"},
		answerCase{"longest remark", Answer{Codes: []string{"no"}, Note: strings.Repeat("字", MaxNoteLength)}, ""},
		answerCase{"remark too long", Answer{Codes: []string{"no"}, Note: strings.Repeat("x", MaxNoteLength+1)}, "answer.too_long"},
		answerCase{"remark with NUL", Answer{Codes: []string{"no"}, Note: "\x00"}, "answer.characters"})
	photos := &Photos{Min: 1, Max: 2}
	testAnswers(t, Item{Type: TypeCheck, NA: true, Photos: photos},
		answerCase{"yes without the photo", chosen("yes"), "answer.photos_few"},
		answerCase{"yes with it", Answer{Codes: []string{"yes"}, Photos: []string{a}}, ""},
		answerCase{"three photos", Answer{Codes: []string{"yes"}, Photos: []string{a, b, a}}, "answer.photos_many"},
		answerCase{"the same twice", Answer{Codes: []string{"yes"}, Photos: []string{a, a}}, "answer.photo_name"},
		answerCase{"a path for a name", Answer{Codes: []string{"yes"}, Photos: []string{"../../etc/passwd"}}, "answer.photo_name"},
		answerCase{"upper case", Answer{Codes: []string{"yes"}, Photos: []string{strings.ToUpper(a)}}, "answer.photo_name"},
		answerCase{"not applicable needs none", chosen("na"), ""})
	testAnswers(t, Item{Type: TypeCheck, Photos: &Photos{Min: 2, Max: 2, When: PhotosOnFail}},
		answerCase{"yes needs none", chosen("yes"), ""},
		answerCase{"no needs two", Answer{Codes: []string{"no"}, Photos: []string{a}}, "answer.photos_few"})
}

func TestFailedAndNotApplicable(t *testing.T) {
	own := Item{Type: TypeCheck, Options: []Option{{Code: "no", Points: ptr(1)}, {Code: "bad", Points: ptr(0), Fail: true}, {Code: "shut", NA: true}}}
	for _, c := range []struct {
		item       Item
		answer     Answer
		failed, na bool
	}{
		{Item{Type: TypeCheck}, chosen("no"), true, false},
		{Item{Type: TypeCheck}, chosen("yes"), false, false},
		{Item{Type: TypeCheck}, chosen("na"), false, false},
		{Item{Type: TypeCheck, NA: true}, chosen("na"), false, true},
		{Item{Type: TypeCheck}, Answer{}, false, false},
		{own, chosen("no"), false, false},
		{own, chosen("bad"), true, false},
		{own, chosen("shut"), false, true},
		{Item{Type: TypeSingle, Options: optionsOf("no")}, chosen("no"), false, false},
	} {
		if c.item.Failed(c.answer) != c.failed || c.item.NotApplicable(c.answer) != c.na {
			t.Errorf("%+v: failed %v, not applicable %v", c.answer, c.item.Failed(c.answer), c.item.NotApplicable(c.answer))
		}
	}
}
