package surveys

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func en(s string) Text          { return Text{"en": s} }
func ptr(v float64) *float64    { return &v }
func number(v float64) Answer   { return Answer{Number: &v} }
func chosen(c ...string) Answer { return Answer{Codes: c} }

func optionsOf(codes ...string) []Option {
	var o []Option
	for _, c := range codes {
		o = append(o, Option{Code: c, Label: en(c)})
	}
	return o
}

// an answerCase says what CheckAnswer notes about an answer; "" means it is fine.
type answerCase struct {
	name   string
	answer Answer
	key    string
}

// testAnswers runs the cases on a complete answer, after the ones every type shares.
func testAnswers(t *testing.T, it Item, cases ...answerCase) {
	t.Helper()
	it.Code, it.Label = "q", en("q")
	cases = append(cases, answerCase{"nothing", Answer{}, ""},
		answerCase{"everything at once", Answer{Number: ptr(1), Codes: []string{"a"}, Text: "x"}, "answer.wrong_kind"})
	for _, c := range cases {
		t.Run(string(it.Type)+" "+c.name, func(t *testing.T) {
			var p Problems
			it.CheckAnswer(c.answer, true, &p)
			got := ""
			for _, e := range p.List() {
				got = e.Key
				if e.Field != "q" {
					t.Errorf("field %q", e.Field)
				}
			}
			if got != c.key || p.Len() > 1 {
				t.Errorf("got %q (%d problems), want %q", got, p.Len(), c.key)
			}
		})
	}
}

func TestEveryNamedTypeIsRegistered(t *testing.T) {
	want := []ItemType{TypeCES, TypeCheck, TypeCSAT, TypeDate, TypeDropdown, TypeIndicator, TypeLongText, TypeMulti, TypeNPS,
		TypeNumber, TypeRating, TypeSingle, TypeStatement, TypeText, TypeTime}
	for _, typ := range want {
		if !typ.Known() {
			t.Errorf("%s is not registered", typ)
		}
	}
	if got := ItemTypes(); !slices.IsSorted(got) || len(got) < len(want) {
		t.Errorf("types %v", got)
	}
	if ItemType("matrix_of_dreams").Known() {
		t.Error("an unknown type is known")
	}
}

func TestTypesClaimOnlyFieldsThatExist(t *testing.T) {
	item := reflect.TypeFor[Item]()
	names := map[string]bool{}
	for f := range item.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names[name] = true
	}
	for name, typ := range itemTypes {
		for _, field := range typ.fields() {
			if !names[field] || slices.Contains(commonFields, field) {
				t.Errorf("%s claims %q", name, field)
			}
		}
		if len(typ.kinds()) == 0 {
			t.Errorf("%s may stand nowhere", name)
		}
	}
	for _, field := range commonFields {
		if !names[field] {
			t.Errorf("common field %q does not exist", field)
		}
	}
}

func TestWhatAnItemIs(t *testing.T) {
	for _, c := range []struct {
		item                          Item
		low, high                     int
		scale, choice, scored, answer bool
	}{
		{Item{Type: TypeNPS}, 0, 10, true, false, true, true},
		{Item{Type: TypeCSAT, Points: 5}, 1, 5, true, false, true, true},
		{Item{Type: TypeCSAT, Points: 10}, 1, 10, true, false, true, true},
		{Item{Type: TypeCES}, 1, 7, true, false, true, true},
		{Item{Type: TypeRating, Points: 3}, 1, 3, true, false, true, true},
		{Item{Type: TypeIndicator}, 0, 5, true, false, true, true},
		{Item{Type: TypeSingle, Options: optionsOf("a")}, 0, 0, false, true, false, true},
		{Item{Type: TypeSingle, Options: []Option{{Code: "a", Score: ptr(0)}}}, 0, 0, false, true, true, true},
		{Item{Type: TypeDropdown, Options: optionsOf("a")}, 0, 0, false, true, false, true},
		{Item{Type: TypeDropdown, Options: []Option{{Code: "a", Score: ptr(0)}}}, 0, 0, false, true, true, true},
		{Item{Type: TypeMulti}, 0, 0, false, true, false, true},
		{Item{Type: TypeCheck}, 0, 0, false, true, false, true},
		{Item{Type: TypeText}, 0, 0, false, false, false, true},
		{Item{Type: TypeNumber}, 0, 0, false, false, false, true},
		{Item{Type: TypeStatement}, 0, 0, false, false, false, false},
		{Item{Type: "nonsense"}, 0, 0, false, false, false, false},
	} {
		low, high := c.item.ScaleRange()
		if low != c.low || high != c.high || c.item.IsScale() != c.scale || c.item.IsChoice() != c.choice ||
			c.item.IsScored() != c.scored || c.item.TakesAnswer() != c.answer {
			t.Errorf("%s: %d…%d scale %v choice %v scored %v answer %v", c.item.Type, low, high, c.item.IsScale(),
				c.item.IsChoice(), c.item.IsScored(), c.item.TakesAnswer())
		}
	}
}

func TestAllOptionsBringTheBuiltInOnes(t *testing.T) {
	for _, c := range []struct {
		item Item
		want []string
	}{
		{Item{Type: TypeSingle, Options: optionsOf("a", "b")}, []string{"a=a", "b=b"}},
		{Item{Type: TypeMulti, Options: optionsOf("a"), Other: true}, []string{"a=a", "other=option.other"}},
		{Item{Type: TypeCheck}, []string{"yes=option.yes", "no=option.no"}},
		{Item{Type: TypeCheck, NA: true}, []string{"yes=option.yes", "no=option.no", "na=option.na"}},
		{Item{Type: TypeCheck, Options: optionsOf("x", "y"), NA: true}, []string{"x=x", "y=y", "na=option.na"}},
		{Item{Type: TypeText}, nil},
	} {
		var got []string
		for _, o := range c.item.AllOptions(en) {
			got = append(got, o.Code+"="+o.Label["en"])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.item.Type, got, c.want)
		}
	}
	for _, o := range (Item{Type: TypeCheck, NA: true}).AllOptions(nil) {
		if !o.Label.Empty() {
			t.Errorf("%s has a label without words", o.Code)
		}
	}
	if o, ok := (Item{Type: TypeCheck}).Option("no"); !ok || !o.Fail {
		t.Errorf("no is %+v, %v", o, ok)
	}
}

func TestAnUnknownTypeTakesNoAnswer(t *testing.T) {
	var p Problems
	Item{Code: "q", Type: "nonsense"}.CheckAnswer(number(1), true, &p)
	if p.Len() != 1 || p.List()[0].Key != "answer.not_taken" {
		t.Errorf("%v", p.Err())
	}
}

func TestStatementTakesNoAnswer(t *testing.T) {
	var p Problems
	Item{Code: "q", Type: TypeStatement}.CheckAnswer(Answer{Text: "x"}, false, &p)
	if p.Len() != 1 || p.List()[0].Key != "answer.not_taken" {
		t.Errorf("%v", p.Err())
	}
}

func TestColumns(t *testing.T) {
	photo := strings.Repeat("ab", 32)
	check := Answer{Codes: []string{"no"}, Note: "dirty", Photos: []string{photo}}
	for _, c := range []struct {
		item   Item
		answer Answer
		codes  []string
		cells  []any
	}{
		{Item{Type: TypeNPS}, number(0), []string{"q"}, []any{0.0}},
		{Item{Type: TypeNPS}, Answer{Missing: Skipped}, []string{"q"}, []any{nil}},
		{Item{Type: TypeSingle, Options: optionsOf("a"), Other: true}, Answer{Codes: []string{"other"}, Text: "x"},
			[]string{"q", "q.other.text"}, []any{"other", "x"}},
		{Item{Type: TypeDropdown, Options: optionsOf("a", "b")}, chosen("b"), []string{"q"}, []any{"b"}},
		{Item{Type: TypeMulti, Options: optionsOf("a", "b"), Other: true}, chosen("b"),
			[]string{"q.a", "q.b", "q.other", "q.other.text"}, []any{false, true, false, nil}},
		{Item{Type: TypeMulti, Options: optionsOf("a", "b")}, Answer{Missing: NotShown}, []string{"q.a", "q.b"}, []any{nil, nil}},
		{Item{Type: TypeText}, Answer{Text: "x"}, []string{"q"}, []any{"x"}},
		{Item{Type: TypeDate}, Answer{Text: "2026-03-15"}, []string{"q"}, []any{"2026-03-15"}},
		{Item{Type: TypeTime}, Answer{Text: "09:30"}, []string{"q"}, []any{"09:30"}},
		{Item{Type: TypeCheck}, check, []string{"q", "q.check.note"}, []any{"no", "dirty"}},
		{Item{Type: TypeCheck, Photos: &Photos{Max: 1}}, check, []string{"q", "q.check.note", "q.check.photos"}, []any{"no", "dirty", 1}},
		{Item{Type: TypeStatement}, Answer{}, nil, nil},
	} {
		c.item.Code = "q"
		var codes []string
		var cells []any
		for _, col := range c.item.Columns() {
			codes, cells = append(codes, col.Code()), append(cells, col.Of(c.answer))
		}
		if !slices.Equal(codes, c.codes) || !reflect.DeepEqual(cells, c.cells) {
			t.Errorf("%s: %v %v, want %v %v", c.item.Type, codes, cells, c.codes, c.cells)
		}
	}
}

func TestScaleAnswers(t *testing.T) {
	for _, it := range []Item{{Type: TypeNPS}, {Type: TypeCSAT, Points: 5}, {Type: TypeCSAT, Points: 10}, {Type: TypeCES},
		{Type: TypeRating, Points: 2}, {Type: TypeIndicator}} {
		low, high := it.ScaleRange()
		testAnswers(t, it,
			answerCase{"lowest", number(float64(low)), ""},
			answerCase{"highest", number(float64(high)), ""},
			answerCase{"below", number(float64(low - 1)), "answer.scale_range"},
			answerCase{"above", number(float64(high + 1)), "answer.scale_range"},
			answerCase{"between two", number(float64(low) + 0.5), "answer.scale_range"},
			answerCase{"not a number", number(math.NaN()), "answer.scale_range"},
			answerCase{"infinite", number(math.Inf(1)), "answer.scale_range"},
			answerCase{"text", Answer{Text: "5"}, "answer.wrong_kind"},
			answerCase{"codes", chosen("5"), "answer.wrong_kind"},
			answerCase{"a remark", Answer{Number: ptr(float64(low)), Note: "x"}, "answer.wrong_kind"})
	}
}

func TestTopBoxFrom(t *testing.T) {
	for points, want := range map[int]int{2: 0, 3: 0, 4: 0, 5: 4, 7: 0, 9: 0, 10: 8} {
		if got := (Item{Type: TypeRating, Points: points}).TopBoxFrom(); got != want {
			t.Errorf("%d points: %d, want %d", points, got, want)
		}
	}
	if got := (Item{Type: TypeCSAT, Points: 5, TopBox: 5}).TopBoxFrom(); got != 5 {
		t.Errorf("own top box: %d", got)
	}
	if got := (Item{Type: TypeRating, Points: 7, TopBox: 6}).TopBoxFrom(); got != 6 {
		t.Errorf("own top box of seven points: %d", got)
	}
	if got := (Item{Type: TypeCES, Points: 5}).TopBoxFrom(); got != 0 {
		t.Errorf("a type without satisfaction: %d", got)
	}
}
