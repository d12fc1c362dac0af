package library_test

import (
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/library"
)

// edit is one change to a document and what it means for a series.
type edit struct {
	name string
	do   func(*surveys.Document)
	want surveys.Change
}

func number(v float64) *float64 { return &v }

func tryEdits(t *testing.T, code string, edits []edit) {
	t.Helper()
	for _, e := range edits {
		old, err := library.Get(code)
		if err != nil {
			t.Fatal(err)
		}
		next, _ := library.Get(code)
		e.do(&next)
		if got := surveys.CompareDocuments(old, next); got != e.want {
			t.Errorf("%s: %s is %s, want %s", code, e.name, got, e.want)
		}
		if told := surveys.Edits(old, next); e.want != surveys.Unchanged && (told[0].Change != e.want || told[0].Key == "edit.other") {
			t.Errorf("%s: %s is told as %+v", code, e.name, told)
		}
	}
}

func itemOf(d *surveys.Document, kind surveys.ItemType) *surveys.Item {
	for i := range d.Sections {
		for j := range d.Sections[i].Items {
			if d.Sections[i].Items[j].Type == kind {
				return &d.Sections[i].Items[j]
			}
		}
	}
	panic("the document has no item of type " + string(kind))
}

func TestChangesOfASurvey(t *testing.T) {
	text := func(s string) surveys.Text { return surveys.Text{"zh": s, "en": s} }
	tryEdits(t, "after-visit", []edit{
		{"nothing", func(*surveys.Document) {}, surveys.Unchanged},
		{"a title", func(d *surveys.Document) { d.Title = text("x") }, surveys.Cosmetic},
		{"the words of an item", func(d *surveys.Document) { itemOf(d, surveys.TypeNPS).Label = text("x") }, surveys.Cosmetic},
		{"a label of an option", func(d *surveys.Document) { itemOf(d, surveys.TypeMulti).Options[0].Label = text("x") }, surveys.Cosmetic},
		{"the order of options", func(d *surveys.Document) {
			o := itemOf(d, surveys.TypeMulti).Options
			o[0], o[1] = o[1], o[0]
		}, surveys.Cosmetic},
		{"an optional item made required", func(d *surveys.Document) { itemOf(d, surveys.TypeLongText).Required = true }, surveys.Cosmetic},
		{"another item", func(d *surveys.Document) {
			s := &d.Sections[len(d.Sections)-1]
			s.Items = append(s.Items, surveys.Item{Code: "new-item", Type: surveys.TypeText, Label: text("x")})
		}, surveys.Additive},
		{"another option", func(d *surveys.Document) {
			it := itemOf(d, surveys.TypeMulti)
			it.Options = append(it.Options, surveys.Option{Code: "new-option", Label: text("x")})
		}, surveys.Additive},
		{"an item less", func(d *surveys.Document) { d.Sections[0].Items = d.Sections[0].Items[1:] }, surveys.Breaking},
		{"another code", func(d *surveys.Document) { itemOf(d, surveys.TypeNPS).Code = "nps-new" }, surveys.Breaking},
		{"another type", func(d *surveys.Document) { itemOf(d, surveys.TypeNPS).Type = surveys.TypeNumber }, surveys.Breaking},
		{"an option less", func(d *surveys.Document) {
			it := itemOf(d, surveys.TypeMulti)
			it.Options = it.Options[1:]
		}, surveys.Breaking},
		{"another score", func(d *surveys.Document) { itemOf(d, surveys.TypeMulti).Options[0].Score = number(7) }, surveys.Breaking},
		{"who is asked", func(d *surveys.Document) {
			itemOf(d, surveys.TypeLongText).Show = &surveys.Rule{Op: "answered", Item: d.Sections[0].Items[0].Code}
		}, surveys.Breaking},
		{"a weight in the indicator tree", func(d *surveys.Document) { d.Tree[0].Weight++ }, surveys.Breaking},
		{"the name of an indicator", func(d *surveys.Document) { d.Tree[0].Label = text("x") }, surveys.Cosmetic},
		{"how effort is read", func(d *surveys.Document) {
			itemOf(d, surveys.TypeCES).CESRule = "index"
			itemOf(d, surveys.TypeCES).Direction = surveys.LowerBetter
		}, surveys.Breaking},
	})
}

func TestChangesOfAChecklistAndAScorecard(t *testing.T) {
	text := func(s string) surveys.Text { return surveys.Text{"zh": s, "en": s} }
	tryEdits(t, "retail-checklist", []edit{
		{"the words of a check", func(d *surveys.Document) { itemOf(d, surveys.TypeCheck).Label = text("x") }, surveys.Cosmetic},
		{"the name of a band", func(d *surveys.Document) { d.Scoring.Bands[0].Label = text("x") }, surveys.Cosmetic},
		{"the weight of a check", func(d *surveys.Document) { itemOf(d, surveys.TypeCheck).Weight += 3 }, surveys.Breaking},
		{"the weight of a section", func(d *surveys.Document) { d.Sections[0].Weight++ }, surveys.Breaking},
		{"the bound of a band", func(d *surveys.Document) { d.Scoring.Bands[1].Min++ }, surveys.Breaking},
		{"another check, which changes the total", func(d *surveys.Document) {
			d.Sections[0].Items = append(d.Sections[0].Items, surveys.Item{Code: "new-check", Type: surveys.TypeCheck, Label: text("x"), Weight: 1})
		}, surveys.Breaking},
		{"a check in another section", func(d *surveys.Document) {
			d.Sections[1].Items = append(d.Sections[1].Items, d.Sections[0].Items[0])
			d.Sections[0].Items = d.Sections[0].Items[1:]
		}, surveys.Breaking},
	})
	tryEdits(t, "cmm-e", []edit{
		{"the words of an anchor", func(d *surveys.Document) { d.Maturity.Anchors[0].Label = text("x") }, surveys.Cosmetic},
		{"a bound of a level", func(d *surveys.Document) { d.Maturity.Bounds[1].Min += 0.1 }, surveys.Breaking},
		{"a key mark", func(d *surveys.Document) { it := itemOf(d, surveys.TypeIndicator); it.Key = !it.Key }, surveys.Breaking},
	})
}
