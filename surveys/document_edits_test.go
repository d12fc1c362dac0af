package surveys

import (
	"slices"
	"testing"
)

func small(change func(*Document)) Document {
	two := func(s string) Text { return Text{"zh": s, "en": s} }
	points := 1.0
	d := Document{Schema: SchemaVersion, Kind: Survey, Title: two("t"), Languages: []string{"zh", "en"}, Sections: []Section{
		{Code: "first", Title: two("First"), Items: []Item{
			{Code: "csat", Type: TypeCSAT, Label: two("Satisfied?"), Points: 5, TopBox: 4},
			{Code: "pick", Type: TypeSingle, Label: two("Which?"), Options: []Option{{Code: "a", Label: two("A"), Score: &points}, {Code: "b", Label: two("B")}}}}},
		{Code: "last", Items: []Item{{Code: "why", Type: TypeText, Label: two("Why?")}}},
	}, Tree: []Indicator{{Code: "all", Label: two("All"), Weight: 1, Item: "csat"}}}
	if change != nil {
		change(&d)
	}
	return d
}

// Every edit has the sentence that belongs to it, under the kind that CompareDocuments gives the step.
func TestEditsExplainTheStep(t *testing.T) {
	text := Text{"zh": "x", "en": "x"}
	for key, e := range map[string]struct {
		change Change
		do     func(*Document)
	}{
		"edit.words":          {Cosmetic, func(d *Document) { d.Sections[0].Items[0].Label = text }},
		"edit.document_words": {Cosmetic, func(d *Document) { d.Thanks = text }},
		"edit.notice":         {Cosmetic, func(d *Document) { d.Notice = text }},
		"edit.languages":      {Cosmetic, func(d *Document) { d.Languages = []string{"zh"} }},
		"edit.required":       {Cosmetic, func(d *Document) { d.Sections[1].Items[0].Required = true }},
		"edit.look":           {Cosmetic, func(d *Document) { d.Sections[1].Items[0].MaxLength = 9 }},
		"edit.order":          {Cosmetic, func(d *Document) { slices.Reverse(d.Sections) }},
		"edit.option_words":   {Cosmetic, func(d *Document) { d.Sections[0].Items[1].Options[0].Label = text }},
		"edit.option_order":   {Cosmetic, func(d *Document) { slices.Reverse(d.Sections[0].Items[1].Options) }},
		"edit.tree_words":     {Cosmetic, func(d *Document) { d.Tree[0].Label = text }},
		"edit.moved": {Cosmetic, func(d *Document) {
			d.Sections[1].Items = append([]Item{d.Sections[0].Items[1]}, d.Sections[1].Items...)
			d.Sections[0].Items = d.Sections[0].Items[:1]
		}},
		"edit.item_new": {Additive, func(d *Document) {
			d.Sections[1].Items = append(d.Sections[1].Items, Item{Code: "new", Type: TypeText})
		}},
		"edit.section_new": {Additive, func(d *Document) { d.Sections = append(d.Sections, Section{Code: "more"}) }},
		"edit.option_new": {Additive, func(d *Document) {
			it := &d.Sections[0].Items[1]
			it.Options = append(it.Options, Option{Code: "c", Label: text})
		}},
		"edit.other_new":     {Additive, func(d *Document) { d.Sections[0].Items[1].Other = true }},
		"edit.item_gone":     {Breaking, func(d *Document) { d.Sections[1].Items = nil }},
		"edit.type":          {Breaking, func(d *Document) { d.Sections[1].Items[0].Type = TypeLongText }},
		"edit.scale":         {Breaking, func(d *Document) { d.Sections[0].Items[0].Points = 10 }},
		"edit.scored":        {Breaking, func(d *Document) { d.Sections[0].Items[0].TopBox = 5 }},
		"edit.grouped":       {Breaking, func(d *Document) { d.Sections[0].Items[1].Group = true }},
		"edit.show":          {Breaking, func(d *Document) { d.Sections[1].Items[0].Show = &Rule{Op: "answered", Item: "csat"} }},
		"edit.section_show":  {Breaking, func(d *Document) { d.Sections[1].Show = &Rule{Op: "answered", Item: "csat"} }},
		"edit.touchpoint":    {Breaking, func(d *Document) { d.Sections[1].Touchpoint = "pay" }},
		"edit.option_gone":   {Breaking, func(d *Document) { d.Sections[0].Items[1].Options = d.Sections[0].Items[1].Options[1:] }},
		"edit.option_scored": {Breaking, func(d *Document) { d.Sections[0].Items[1].Options[0].Score = nil }},
		"edit.tree":          {Breaking, func(d *Document) { d.Tree[0].Weight = 2 }},
	} {
		old, next := small(nil), small(e.do)
		edits := Edits(old, next)
		if CompareDocuments(old, next) != e.change || len(edits) != 1 || edits[0].Change != e.change || edits[0].Key != key {
			t.Errorf("%s: %s, %+v", key, CompareDocuments(old, next), edits)
		}
	}
	if edits := Edits(small(nil), small(nil)); len(edits) != 0 {
		t.Errorf("nothing changed: %+v", edits)
	}
}

func TestEditsPutTheGravestFirstAndSayWhatItWas(t *testing.T) {
	next := small(func(d *Document) {
		d.Title = Text{"zh": "新", "en": "New"}
		d.Sections[0].Items[0].Points, d.Sections[0].Items[0].TopBox = 10, 8
		d.Sections[1].Items = append(d.Sections[1].Items, Item{Code: "new", Type: TypeText})
	})
	edits := Edits(small(nil), next)
	var kinds []Change
	for _, e := range edits {
		kinds = append(kinds, e.Change)
	}
	if !slices.Equal(kinds, []Change{Breaking, Breaking, Additive, Cosmetic}) {
		t.Fatalf("%v", kinds)
	}
	if e := edits[0]; e.Code != "csat" || e.Before.In("en") != "5" || e.After.In("en") != "10" || e.Name.In("en") != "Satisfied?" {
		t.Errorf("%+v", e)
	}
}

func TestPairItems(t *testing.T) {
	old := small(nil)
	next := small(func(d *Document) {
		d.Sections[0].Items = []Item{d.Sections[0].Items[0], {Code: "new", Type: TypeText}}
	})
	var got []string
	for _, p := range PairItems(old, next, Edits(old, next)) {
		got = append(got, p.Code+" "+string(p.Change))
		if (p.Before == nil) != (p.Code == "new") || (p.After == nil) != (p.Code == "pick") {
			t.Errorf("%+v", p)
		}
	}
	if !slices.Equal(got, []string{"csat unchanged", "pick breaking", "new additive", "why unchanged"}) {
		t.Errorf("%v", got)
	}
}
