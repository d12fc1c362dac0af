package logic_test

import (
	"errors"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/logic"
)

func item(code string, typ surveys.ItemType) surveys.Item {
	return surveys.Item{Code: code, Type: typ, Label: surveys.Text{"en": code}}
}

func survey(items ...surveys.Item) surveys.Document {
	return surveys.Document{Schema: surveys.SchemaVersion, Kind: surveys.Survey, Title: surveys.Text{"en": "survey"},
		Languages: []string{"en"}, Sections: []surveys.Section{{Code: "s", Items: items}}}
}

func num(v float64) surveys.Answer     { return surveys.Answer{Number: &v} }
func codes(c ...string) surveys.Answer { return surveys.Answer{Codes: c} }
func words(s string) surveys.Answer    { return surveys.Answer{Text: s} }
func rule(op surveys.Op, item string, v any) *surveys.Rule {
	return &surveys.Rule{Op: op, Item: item, Value: v}
}

// visitSurvey asks nps; why only of people below 7; a reason with options; a required comment behind why.
func visitSurvey() surveys.Document {
	nps := item("nps", surveys.TypeNPS)
	nps.Required = true
	why := item("why", surveys.TypeMulti)
	why.Options = []surveys.Option{{Code: "wait", Label: surveys.Text{"en": "wait"}}, {Code: "price", Label: surveys.Text{"en": "price"}}}
	why.Other, why.Required = true, true
	why.Show = rule(surveys.OpLte, "nps", 6.0)
	more := item("more", surveys.TypeLongText)
	more.Show = &surveys.Rule{Op: surveys.OpAnswered, Item: "why"}
	return survey(item("hello", surveys.TypeStatement), nps, why, more, item("day", surveys.TypeDate))
}

// problems returns "field key" of everything wrong.
func problems(err error) []string {
	var e *surveys.Error
	if !errors.As(err, &e) {
		return nil
	}
	all := e.More
	if len(all) == 0 {
		all = []*surveys.Error{e}
	}
	var list []string
	for _, p := range all {
		list = append(list, p.Field+" "+p.Key)
	}
	return list
}

func TestSubmitKeepsWhatStandsAndSaysWhyTheRestIsMissing(t *testing.T) {
	for _, c := range []struct {
		name       string
		sent, want surveys.Answers
	}{
		{"unhappy", surveys.Answers{"nps": num(3), "why": codes("price", "wait"), "more": words("  long\r\nwait "), "day": words("2026-03-15")},
			surveys.Answers{"nps": num(3), "why": codes("wait", "price"), "more": words("long\nwait"), "day": words("2026-03-15")}},
		{"happy; hidden answers are dropped", surveys.Answers{"nps": num(9), "why": codes("wait"), "more": words("still here")},
			surveys.Answers{"nps": num(9), "why": {Missing: surveys.NotShown}, "more": {Missing: surveys.NotShown}, "day": {Missing: surveys.Skipped}}},
		{"hidden answers are dropped even when they are wrong", surveys.Answers{"nps": num(9), "why": codes("nonsense"), "more": num(1)},
			surveys.Answers{"nps": num(9), "why": {Missing: surveys.NotShown}, "more": {Missing: surveys.NotShown}, "day": {Missing: surveys.Skipped}}},
		{"other with words", surveys.Answers{"nps": num(0), "why": {Codes: []string{"other", "wait"}, Text: " dirt "}},
			surveys.Answers{"nps": num(0), "why": {Codes: []string{"wait", "other"}, Text: "dirt"}, "more": {Missing: surveys.Skipped}, "day": {Missing: surveys.Skipped}}},
		{"reasons of the client do not count, blanks are no answer",
			surveys.Answers{"nps": {Number: num(math.Copysign(0, -1)).Number, Missing: surveys.NotShown}, "why": codes("wait"), "more": words(" \u3000\n"), "day": {Missing: "whatever"}},
			surveys.Answers{"nps": num(0), "why": codes("wait"), "more": {Missing: surveys.Skipped}, "day": {Missing: surveys.Skipped}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := logic.Validate(visitSurvey(), c.sent, logic.Submit)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
			if n := got["nps"].Number; *n == 0 && math.Signbit(*n) {
				t.Error("−0 was kept")
			}
			again, err := logic.Validate(visitSurvey(), got, logic.Submit)
			if err != nil || !reflect.DeepEqual(again, got) {
				t.Errorf("sent again: %+v, %v", again, err)
			}
		})
	}
}

func TestHiddenOptionsAreDroppedLikeHiddenItems(t *testing.T) {
	used, best := item("used", surveys.TypeMulti), item("best", surveys.TypeMulti)
	best.Required, best.Other, best.MaxChoices = true, true, 1
	for _, code := range []string{"a", "b"} {
		used.Options = append(used.Options, surveys.Option{Code: code, Label: surveys.Text{"en": code}})
		best.Options = append(best.Options, surveys.Option{Code: code, Label: surveys.Text{"en": code}, Show: rule(surveys.OpContains, "used", code)})
	}
	free := best
	free.Required, free.Other = false, false
	both := codes("a", "b")
	for _, c := range []struct {
		name       string
		best       surveys.Item
		sent, want surveys.Answers
		bad        []string
	}{
		{"the offered one stays", best, surveys.Answers{"used": codes("a"), "best": both}, surveys.Answers{"used": codes("a"), "best": codes("a")}, nil},
		{"a hidden one does not answer what is required", best, surveys.Answers{"used": codes("a"), "best": codes("b")}, nil, []string{"best answer.required"}},
		{"all are limited again once they are offered", best, surveys.Answers{"used": both, "best": both}, nil, []string{"best answer.max_choices"}},
		{"a code nobody knows is not hidden but wrong", best, surveys.Answers{"used": codes("a"), "best": codes("z")}, nil, []string{"best answer.unknown_code"}},
		{"nothing left is skipped", free, surveys.Answers{"used": codes("a"), "best": codes("b")}, surveys.Answers{"used": codes("a"), "best": {Missing: surveys.Skipped}}, nil},
		{"no option offered is not shown", free, surveys.Answers{"best": codes("b")}, surveys.Answers{"used": {Missing: surveys.Skipped}, "best": {Missing: surveys.NotShown}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := logic.Validate(survey(used, c.best), c.sent, logic.Submit)
			if !reflect.DeepEqual(got, c.want) || !reflect.DeepEqual(problems(err), c.bad) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestSubmitNamesEverythingWrongAtOnce(t *testing.T) {
	for _, c := range []struct {
		name string
		sent surveys.Answers
		want []string
	}{
		{"nothing sent", nil, []string{"nps answer.required"}},
		{"a required item that a rule shows", surveys.Answers{"nps": num(2)}, []string{"why answer.required"}},
		{"several", surveys.Answers{"nps": num(2), "why": codes("x"), "day": words("2026-02-30"), "nobody": num(1)},
			[]string{"why answer.unknown_code", "day answer.date", "nobody answer.unknown_item"}},
		{"a wrong answer shows nothing", surveys.Answers{"nps": num(-1), "why": codes("x")}, []string{"nps answer.scale_range"}},
		{"NaN", surveys.Answers{"nps": num(math.NaN())}, []string{"nps answer.scale_range"}},
		{"infinite", surveys.Answers{"nps": num(math.Inf(1))}, []string{"nps answer.scale_range"}},
		{"a statement is not answered", surveys.Answers{"nps": num(9), "hello": words("hi")}, []string{"hello answer.not_taken"}},
		{"blanks do not answer", surveys.Answers{"nps": num(2), "why": {Codes: []string{"other"}, Text: "  "}}, []string{"why answer.other_text"}},
		{"words of other alone", surveys.Answers{"nps": num(2), "why": words("dirt")}, []string{"why answer.other_not_chosen"}},
		{"empty kind", surveys.Answers{"nps": {Codes: []string{""}}}, []string{"nps answer.wrong_kind"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			clean, err := logic.Validate(visitSurvey(), c.sent, logic.Submit)
			if got := problems(err); !reflect.DeepEqual(got, c.want) || clean != nil {
				t.Errorf("got %v, %v, want %v", got, clean, c.want)
			}
			if surveys.KindOf(err) != surveys.Invalid {
				t.Errorf("kind %v", surveys.KindOf(err))
			}
		})
	}
}

func TestUnknownItemsAreNamedBrieflyAndInOrder(t *testing.T) {
	sent := surveys.Answers{"nps": num(9), strings.Repeat("x", 5000): num(1), "\xff": num(1)}
	for i := range 1000 {
		sent["a"+strconv.Itoa(1000+i)] = num(1)
	}
	_, err := logic.Validate(visitSurvey(), sent, logic.Submit)
	got := problems(err)
	if len(got) != 20 || got[0] != "a1000 answer.unknown_item" {
		t.Errorf("%d problems, first %q", len(got), got[0])
	}
	_, err = logic.Validate(visitSurvey(), surveys.Answers{"nps": num(9), strings.Repeat("字", 500): num(1)}, logic.Submit)
	if got := problems(err); len(got) != 1 || len([]rune(got[0])) > 80 {
		t.Errorf("a long code was echoed: %q", got)
	}
}

func TestDraftAsksForNothingAndStillRefusesWhatIsWrong(t *testing.T) {
	got, err := logic.Validate(visitSurvey(), surveys.Answers{"why": codes("wait"), "day": words("")}, logic.Draft)
	if err != nil || len(got) != 0 {
		t.Errorf("got %v, %v", got, err)
	}
	got, err = logic.Validate(visitSurvey(), surveys.Answers{"nps": num(1), "why": codes("other")}, logic.Draft)
	want := surveys.Answers{"nps": num(1), "why": codes("other")}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err = logic.Validate(visitSurvey(), surveys.Answers{"nps": num(11)}, logic.Draft); keyOf(err) != "answer.scale_range" {
		t.Errorf("err = %v", err)
	}
}

func TestChecksKeepNotApplicableRemarksAndPhotos(t *testing.T) {
	door := item("door", surveys.TypeCheck)
	door.Required, door.NA, door.Weight = true, true, 1
	door.Photos = &surveys.Photos{Min: 1, Max: 2, When: surveys.PhotosOnFail}
	d := survey(door)
	d.Kind = surveys.Checklist
	hash := strings.Repeat("0f", 32)
	for _, c := range []struct {
		name string
		mode logic.Mode
		sent surveys.Answer
		want surveys.Answers
		bad  []string
	}{
		{"not applicable keeps its code", logic.Submit, codes("na"),
			surveys.Answers{"door": {Codes: []string{"na"}, Missing: surveys.NotApplicable}}, nil},
		{"yes needs no photo", logic.Submit, codes("yes"), surveys.Answers{"door": codes("yes")}, nil},
		{"no needs one", logic.Submit, codes("no"), nil, []string{"door answer.photos_few"}},
		{"no with one", logic.Submit, surveys.Answer{Codes: []string{"no"}, Note: " dirty ", Photos: []string{hash}},
			surveys.Answers{"door": {Codes: []string{"no"}, Note: "dirty", Photos: []string{hash}}}, nil},
		{"a draft may lack it", logic.Draft, codes("no"), surveys.Answers{"door": codes("no")}, nil},
		{"a remark is no answer", logic.Submit, surveys.Answer{Note: "closed"}, nil, []string{"door answer.required"}},
		{"a draft keeps a remark", logic.Draft, surveys.Answer{Note: "closed"}, surveys.Answers{"door": {Note: "closed"}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := logic.Validate(d, surveys.Answers{"door": c.sent}, c.mode)
			if !reflect.DeepEqual(got, c.want) || !reflect.DeepEqual(problems(err), c.bad) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}
