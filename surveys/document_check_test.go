package surveys

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func it(code string, typ ItemType) Item { return Item{Code: code, Type: typ, Label: en(code)} }

// sampleSurvey holds one item of every type a survey takes, with rules and a tree.
func sampleSurvey() Document {
	csat := it("csat", TypeCSAT)
	csat.Points, csat.TopBox = 5, 4
	ces := it("ces", TypeCES)
	ces.CESRule, ces.Direction = "mean", HigherBetter
	stars := it("stars", TypeRating)
	stars.Points, stars.Look = 5, "stars"
	one := it("one", TypeSingle)
	one.Options, one.Other = optionsOf("a", "b"), true
	many := it("many", TypeMulti)
	many.Options, many.MinChoices, many.MaxChoices = optionsOf("a", "b", "c"), 1, 2
	why := it("why", TypeLongText)
	why.Show = &Rule{Op: OpAll, Rules: []Rule{{Op: OpLte, Item: "nps", Value: 6.0}, {Op: OpContains, Item: "many", Value: "a"}}}
	age := it("age", TypeNumber)
	age.Min, age.Max, age.Unit = ptr(0), ptr(120), en("years")
	day := it("day", TypeDate)
	day.MinDate = "2026-01-01"
	return Document{Schema: SchemaVersion, Kind: Survey, Title: en("t"), Languages: []string{"en", "zh"},
		Sections: []Section{
			{Code: "s1", Title: en("s1"), Items: []Item{it("hello", TypeStatement), it("nps", TypeNPS), csat, ces, stars, one, many}},
			{Code: "s2", Title: en("s2"), Show: &Rule{Op: OpAnswered, Item: "nps"}, Items: []Item{why, it("line", TypeText), age, day}},
		},
		Tree: []Indicator{{Code: "all", Label: en("all"), Weight: 1, Children: []Indicator{
			{Code: "sat", Label: en("sat"), Weight: 2, Item: "csat"}, {Code: "ease", Label: en("ease"), Weight: 1, Item: "ces"}}}}}
}

func sampleChecklist() Document {
	door := it("door", TypeCheck)
	door.Weight, door.NA, door.Critical = 1, true, &Critical{Effect: CapTotal, Value: 59}
	door.Photos = &Photos{Min: 1, Max: 2, When: PhotosOnFail}
	queue := it("queue", TypeCheck)
	queue.Weight = 2
	queue.Options = []Option{{Code: "short", Label: en("short"), Points: ptr(2)}, {Code: "long", Label: en("long"), Points: ptr(0), Fail: true}, {Code: "none", Label: en("none"), NA: true}}
	bonus := it("bonus", TypeCheck)
	bonus.Bonus = 2
	return Document{Schema: SchemaVersion, Kind: Checklist, Title: en("t"), Languages: []string{"en"},
		Sections: []Section{{Code: "s1", Title: en("s1"), Weight: 10, Items: []Item{door, queue, bonus, it("note", TypeLongText)}}},
		Scoring: &Scoring{Mode: ModeWeighted, NA: NAExclude, Pass: 80,
			Bands: []Band{{Code: "low", Label: en("low")}, {Code: "high", Min: 80, Label: en("high"), Tone: "good"}}}}
}

func anchors() []Option {
	var a []Option
	for i := range 6 {
		a = append(a, Option{Code: fmt.Sprint("a", i), Label: en("a"), Score: ptr(float64(i))})
	}
	return a
}

func sampleScorecard() Document {
	vision := it("vision", TypeIndicator)
	vision.Weight, vision.Key = 1, true
	return Document{Schema: SchemaVersion, Kind: Scorecard, Title: en("t"), Languages: []string{"en"},
		Sections: []Section{{Code: "s1", Title: en("s1"), Weight: 1, Items: []Item{vision}}},
		Maturity: &Maturity{Anchors: anchors(), Rule: RuleAnchor, Coverage: 2.0 / 3,
			Bounds: []Band{{Code: "initial", Label: en("initial")}, {Code: "managed", Min: 3.5, Label: en("managed")}}}}
}

func TestGoodDocumentsPass(t *testing.T) {
	for _, d := range []Document{sampleSurvey(), sampleChecklist(), sampleScorecard()} {
		if err := CheckDocument(d); err != nil {
			t.Errorf("%s: %v", d.Kind, err)
		}
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ParseDocument(b); err != nil {
			t.Errorf("%s: %v", d.Kind, err)
		}
	}
}

// found returns "field key" of every problem.
func found(err error) []string {
	var e *Error
	if !errors.As(err, &e) {
		return nil
	}
	if len(e.More) == 0 {
		return []string{e.Field + " " + e.Key}
	}
	var list []string
	for _, m := range e.More {
		list = append(list, m.Field+" "+m.Key)
	}
	return list
}

// a fault is one thing wrong with an otherwise good document, and what CheckDocument says about it.
type fault struct {
	want string
	do   func(d *Document)
}

func testFaults(t *testing.T, sample func() Document, faults []fault) {
	t.Helper()
	for i, f := range faults {
		t.Run(fmt.Sprint(i, " ", f.want), func(t *testing.T) {
			d := sample()
			f.do(&d)
			if got := found(CheckDocument(d)); !slices.Equal(got, []string{f.want}) {
				t.Errorf("got %v", got)
			}
		})
	}
}

// Places in sampleSurvey.
const (
	atNPS, atCSAT, atCES, atStars, atOne, atMany = 1, 2, 3, 4, 5, 6
	atWhy, atLine, atAge, atDay                  = 0, 1, 2, 3
)

func TestSurveyFaults(t *testing.T) {
	first := func(d *Document, i int) *Item { return &d.Sections[0].Items[i] }
	second := func(d *Document, i int) *Item { return &d.Sections[1].Items[i] }
	testFaults(t, sampleSurvey, []fault{
		{"schema document.schema", func(d *Document) { d.Schema = 2 }},
		{"kind document.kind", func(d *Document) { d.Kind = "poem" }},
		{"languages document.languages", func(d *Document) { d.Languages = nil }},
		{"languages[1] document.language", func(d *Document) { d.Languages[1] = "../x" }},
		{"languages[1] document.language_twice", func(d *Document) { d.Languages[1] = "en" }},
		{"title document.text_missing", func(d *Document) { d.Title = Text{"zh": "题"} }},
		{"intro document.text_missing", func(d *Document) { d.Intro = Text{"zh": "题"} }},
		{"title.zh document.characters", func(d *Document) { d.Title["zh"] = "a\x00" }},
		{"thanks document.language", func(d *Document) { d.Thanks = Text{"en": "x", "EN": "x"} }},
		{"notice.en document.text_long", func(d *Document) { d.Notice = en(strings.Repeat("x", MaxAuthoredText+1)) }},
		{"sections[1].code document.code_twice", func(d *Document) { d.Sections[1].Code = "nps" }},
		{"sections[1].items[1].code document.code", func(d *Document) { second(d, atLine).Code = "Line 1" }},
		{"sections[1].items document.section_empty", func(d *Document) { d.Sections[1].Items = nil }},
		{"sections[0].weight document.unused_here", func(d *Document) { d.Sections[0].Weight = 1 }},
		{"sections[0].touchpoint document.code", func(d *Document) { d.Sections[0].Touchpoint = "at the door" }},
		{"sections[1].items[1].type document.type", func(d *Document) { second(d, atLine).Type = "song" }},
		{"sections[1].items[1].type document.type_kind", func(d *Document) { second(d, atLine).Type = TypeCheck }},
		{"sections[0].items[1].label document.text_missing", func(d *Document) { first(d, atNPS).Label = nil }},
		{"sections[0].items[1].points document.field_unused", func(d *Document) { first(d, atNPS).Points = 5 }},
		{"sections[0].items[0].required document.field_unused", func(d *Document) { first(d, 0).Required = true }},
		{"sections[0].items[2].points document.csat_points", func(d *Document) { first(d, atCSAT).Points = 7 }},
		{"sections[0].items[2].top_box document.top_box", func(d *Document) { first(d, atCSAT).TopBox = 6 }},
		{"sections[0].items[3].ces_rule document.ces_rule", func(d *Document) { first(d, atCES).CESRule = "" }},
		{"sections[0].items[3].direction document.direction", func(d *Document) { first(d, atCES).Direction = "up" }},
		{"sections[0].items[4].look document.look", func(d *Document) { first(d, atStars).Look = "hearts" }},
		{"sections[0].items[4].points document.rating_points", func(d *Document) { first(d, atStars).Points = 11 }},
		{"sections[0].items[5].options[1].code document.code_twice", func(d *Document) { first(d, atOne).Options[1].Code = "a" }},
		{"sections[0].items[5].options[1].code document.code_twice", func(d *Document) { first(d, atOne).Options[1].Code = OtherCode }},
		{"sections[0].items[5].options[0].label document.text_missing", func(d *Document) { first(d, atOne).Options[0].Label = nil }},
		{"sections[0].items[5].options[0] document.unused_here", func(d *Document) { first(d, atOne).Options[0].Fail = true }},
		{"sections[0].items[5].options[1].show.item document.rule_item", func(d *Document) {
			first(d, atOne).Options[1].Show = &Rule{Op: OpAnswered, Item: first(d, atOne).Code}
		}},
		{"sections[0].items[6].min_choices document.choices", func(d *Document) {
			shown := &Rule{Op: OpAnswered, Item: first(d, atOne).Code}
			for i := range first(d, atMany).Options {
				first(d, atMany).Options[i].Show = shown
			}
			first(d, atMany).MinChoices, first(d, atMany).Other = 1, false
		}},
		{"sections[0].items[5].options[0].score document.points", func(d *Document) { first(d, atOne).Options[0].Score = ptr(math.NaN()) }},
		{"sections[0].items[5].options document.options_few", func(d *Document) { first(d, atOne).Options, first(d, atOne).Other = optionsOf("a"), false }},
		{"sections[0].items[5].options document.options_many", func(d *Document) { first(d, atOne).Options = manyOptions(MaxOptions + 1) }},
		{"sections[0].items[6].options[0].score document.unused_here", func(d *Document) { first(d, atMany).Options[0].Score = ptr(1) }},
		{"sections[0].items[6].max_choices document.choices", func(d *Document) { first(d, atMany).MaxChoices = 4 }},
		{"sections[0].items[6].max_choices document.choices", func(d *Document) { first(d, atMany).MinChoices, first(d, atMany).MaxChoices = 2, 1 }},
		{"sections[0].items[6].min_choices document.choices", func(d *Document) { first(d, atMany).MinChoices, first(d, atMany).MaxChoices = 4, 0 }},
		{"sections[1].items[1].max_length document.max_length", func(d *Document) { second(d, atLine).MaxLength = MaxTextLength + 1 }},
		{"sections[1].items[0].max_length document.max_length", func(d *Document) { second(d, atWhy).MaxLength = -1 }},
		{"sections[1].items[2].max document.number_bounds", func(d *Document) { second(d, atAge).Max = ptr(-1) }},
		{"sections[1].items[2].min document.number", func(d *Document) { second(d, atAge).Min = ptr(math.Inf(-1)) }},
		{"sections[1].items[2].decimals document.decimals", func(d *Document) { second(d, atAge).Decimals = 5 }},
		{"sections[1].items[3].min_date document.date", func(d *Document) { second(d, atDay).MinDate = "2026-02-30" }},
		{"sections[1].items[3].max_date document.date", func(d *Document) { second(d, atDay).MaxDate = "tomorrow" }},
		{"sections[1].items[3].max_date document.date_bounds", func(d *Document) { second(d, atDay).MaxDate = "2025-12-31" }},
		{"tree[0].children[0].item document.tree_item", func(d *Document) { d.Tree[0].Children[0].Item = "line" }},
		{"tree[0].children[1].item document.tree_item_twice", func(d *Document) { d.Tree[0].Children[1].Item = "csat" }},
		{"tree[0].children[0] document.tree_node", func(d *Document) { d.Tree[0].Children[0].Item = "" }},
		{"tree[0] document.tree_node", func(d *Document) { d.Tree[0].Item = "stars" }},
		{"tree[0].weight document.weight_positive", func(d *Document) { d.Tree[0].Weight = 0 }},
		{"tree[0].children[1].code document.code_twice", func(d *Document) { d.Tree[0].Children[1].Code = "sat" }},
		{"scoring document.scoring", func(d *Document) { d.Scoring = sampleChecklist().Scoring }},
		{"maturity document.maturity", func(d *Document) { d.Maturity = sampleScorecard().Maturity }},
	})
}

func manyOptions(n int) []Option {
	var codes []string
	for i := range n {
		codes = append(codes, fmt.Sprint("o", i))
	}
	return optionsOf(codes...)
}

func TestChecklistFaults(t *testing.T) {
	check := func(d *Document, i int) *Item { return &d.Sections[0].Items[i] }
	testFaults(t, sampleChecklist, []fault{
		{"scoring document.scoring", func(d *Document) { d.Scoring = nil }},
		{"scoring.mode document.scoring_mode", func(d *Document) { d.Scoring.Mode = "" }},
		{"scoring.na document.na_policy", func(d *Document) { d.Scoring.NA = "" }},
		{"scoring.cap document.cap", func(d *Document) { d.Scoring.Cap = 50 }},
		{"scoring.pass document.percent", func(d *Document) { d.Scoring.Pass = 101 }},
		{"scoring.bands document.bands", func(d *Document) { d.Scoring.Bands = nil }},
		{"scoring.bands[0].min document.band_first", func(d *Document) { d.Scoring.Bands[0].Min = 1 }},
		{"scoring.bands[1].min document.band_order", func(d *Document) { d.Scoring.Bands[1].Min = 0 }},
		{"scoring.bands[1].min document.band_range", func(d *Document) { d.Scoring.Bands[1].Min = math.NaN() }},
		{"scoring.bands[1].tone document.tone", func(d *Document) { d.Scoring.Bands[1].Tone = "pink" }},
		{"sections document.section_weights", func(d *Document) { d.Sections[0].Weight = 0 }},
		{"sections[0].weight document.weight", func(d *Document) { d.Sections[0].Weight = 1001 }},
		{"sections[0].items[0].weight document.weight", func(d *Document) { check(d, 0).Weight = -1 }},
		{"sections[0].items[0].critical.effect document.critical_effect", func(d *Document) { check(d, 0).Critical.Effect = "boom" }},
		{"sections[0].items[0].critical.value document.percent", func(d *Document) { check(d, 0).Critical.Value = 101 }},
		{"sections[0].items[0].critical.value document.critical_value", func(d *Document) { check(d, 0).Critical.Effect = ZeroTotal }},
		{"sections[0].items[0].photos document.photos", func(d *Document) { check(d, 0).Photos.Max = 9 }},
		{"sections[0].items[0].photos document.photos", func(d *Document) { check(d, 0).Photos.Min = 3 }},
		{"sections[0].items[0].photos.when document.photos_when", func(d *Document) { check(d, 0).Photos.When = "sometimes" }},
		{"sections[0].items[0].deduction document.deduction", func(d *Document) { check(d, 0).Deduction = 5 }},
		{"sections[0].items[1].options[0].points document.points_missing", func(d *Document) { check(d, 1).Options[0].Points, check(d, 1).Options[1].Points = nil, ptr(1) }},
		{"sections[0].items[1].options[2] document.na_points", func(d *Document) { check(d, 1).Options[2].Points = ptr(0) }},
		{"sections[0].items[1].options document.points_none", func(d *Document) { check(d, 1).Options[0].Points = ptr(0) }},
		{"sections[0].items[1].options document.fail_none", func(d *Document) {
			check(d, 1).Options[1].Fail, check(d, 1).Critical = false, &Critical{Effect: ZeroSection}
		}},
		{"sections[0].items[1].options[0].score document.unused_here", func(d *Document) { check(d, 1).Options[0].Score = ptr(1) }},
		{"sections[0].items[1].options[0].show document.unused_here", func(d *Document) { check(d, 1).Options[0].Show = &Rule{Op: OpAnswered, Item: check(d, 0).Code} }},
		{"sections[0].items[1].options[0].points document.points", func(d *Document) { check(d, 1).Options[0].Points = ptr(maxPoints + 1) }},
		{"sections[0].items[1].options[1].points document.points", func(d *Document) { check(d, 1).Options[1].Points = ptr(-1) }},
		{"sections[0].items[1].options document.options_few", func(d *Document) { check(d, 1).Options = check(d, 1).Options[:1] }},
		{"sections[0].items[2].bonus document.bonus", func(d *Document) { check(d, 2).Weight = 1 }},
		{"sections[0].items[2].bonus document.points", func(d *Document) { check(d, 2).Bonus = -2 }},
		{"sections[0].items[2].deduction document.percent", func(d *Document) { d.Scoring.Mode, check(d, 2).Deduction = ModeDeduction, 101 }},
		{"sections[0].items[3].benchmark document.field_unused", func(d *Document) { check(d, 3).Benchmark = true }},
		{"sections[0].items[3].type document.type_kind", func(d *Document) { check(d, 3).Type = TypeNPS }},
		{"tree document.unused_here", func(d *Document) { d.Tree = sampleSurvey().Tree }},
	})
}

func TestScorecardFaults(t *testing.T) {
	testFaults(t, sampleScorecard, []fault{
		{"maturity document.maturity", func(d *Document) { d.Maturity = nil }},
		{"maturity.anchors document.anchors", func(d *Document) { d.Maturity.Anchors = anchors()[:5] }},
		{"maturity.anchors document.anchors", func(d *Document) { d.Maturity.Anchors[2].Score = ptr(2.5) }},
		{"maturity.bounds[1].min document.band_range", func(d *Document) { d.Maturity.Bounds[1].Min = 6 }},
		{"maturity.rule document.maturity_rule", func(d *Document) { d.Maturity.Rule = "" }},
		{"maturity.coverage document.coverage", func(d *Document) { d.Maturity.Coverage = 0 }},
		{"sections document.section_weights", func(d *Document) { d.Sections[0].Weight = 0 }},
		{"sections[0].items[0].weight document.weight_positive", func(d *Document) { d.Sections[0].Items[0].Weight = 0 }},
		{"sections[0].items[0].options document.anchors", func(d *Document) { d.Sections[0].Items[0].Options = anchors()[1:] }},
		{"sections[0].show document.rule_scorecard", func(d *Document) { d.Sections[0].Show = &Rule{Op: OpAnswered, Item: "x"} }},
		{"sections[0].items[0].type document.type_kind", func(d *Document) { d.Sections[0].Items[0] = it("vision", TypeText) }},
	})
}

func TestDocumentHelpers(t *testing.T) {
	d := sampleSurvey()
	d.Sections[0].Touchpoint, d.Sections[0].Items[atNPS].Touchpoint = "store", "till"
	item, section, ok := d.Item("csat")
	if !ok || item.Type != TypeCSAT || section.Code != "s1" {
		t.Errorf("csat: %v %v %v", item.Type, section.Code, ok)
	}
	if _, _, ok := d.Item("s1"); ok {
		t.Error("a section was found as an item")
	}
	for code, want := range map[string]string{"nps": "till", "csat": "store", "line": "", "nobody": ""} {
		if got := d.ItemTouchpoint(code); got != want {
			t.Errorf("touchpoint of %s: %q", code, got)
		}
	}
	var codes []string
	for s, item := range d.Items() {
		if codes = append(codes, s.Code+"."+item.Code); item.Code == "csat" {
			break
		}
	}
	if !slices.Equal(codes, []string{"s1.hello", "s1.nps", "s1.csat"}) {
		t.Errorf("order: %v", codes)
	}
	if own := optionsOf("a"); len(sampleScorecard().Anchors(Item{Type: TypeIndicator, Options: own})) != 1 {
		t.Error("an indicator's own anchors were not taken")
	}
	if len(sampleScorecard().Anchors(Item{Type: TypeIndicator})) != 6 || (Document{}).DefaultLanguage() != "" {
		t.Error("anchors or default language")
	}
}
