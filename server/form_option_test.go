package server

import (
	"strings"
	"testing"

	"touchstone/surveys"
)

// carried asks on one page what somebody used, and which of that was best.
func carried(t *testing.T) surveys.Document {
	t.Helper()
	en := func(s string) surveys.Text { return surveys.Text{"en": s} }
	used := surveys.Item{Code: "used", Type: surveys.TypeMulti, Label: en("Used")}
	best := surveys.Item{Code: "best", Type: surveys.TypeSingle, Label: en("Best"), Required: true}
	for _, code := range []string{"app", "shop"} {
		used.Options = append(used.Options, surveys.Option{Code: code, Label: en(code)})
		best.Options = append(best.Options, surveys.Option{Code: code, Label: en(code),
			Show: &surveys.Rule{Op: surveys.OpContains, Item: "used", Value: code}})
	}
	d := surveys.Document{Schema: surveys.SchemaVersion, Kind: surveys.Survey, Title: en("x"), Languages: []string{"en"},
		Sections: []surveys.Section{{Code: "page", Items: []surveys.Item{used, best}}}}
	if err := surveys.CheckDocument(d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestHiddenOptionsAreOnThePageButNotOffered(t *testing.T) {
	in := formInput{Document: carried(t), Lang: "en", Page: "page", Script: "/assets/form.js", Fields: formFields{}.with("used", "app").with("best", "shop")}
	page := rendered(t, in)
	for _, want := range []string{
		`id="i-best.app"><input type="radio" name="a.best" value="app"><span>app</span><input type="hidden" name="_shown" value="best.app"></label>`,
		`id="i-best.shop" hidden><input type="radio" name="a.best" value="shop" checked disabled><span>shop</span><input type="hidden" name="_shown" value="best.shop" disabled></label>`,
		`"options":[{"code":"app","show":{"op":"contains","item":"used","value":"app"}},{"code":"shop",`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	in.Fields = formFields{}
	if page = rendered(t, in); !strings.Contains(page, `id="i-best" hidden`) {
		t.Error("an item without any option is offered")
	}
}

func TestWithoutScriptNobodyPassesOptionsJustBroughtUp(t *testing.T) {
	d := carried(t)
	fields := formFields{}.with("used", "app", "shop").with("best", "app")
	for name, c := range map[string]struct {
		shown []string
		more  bool
	}{
		"one was seen": {[]string{"best.app"}, true},
		"both":         {[]string{"best.app", "best.shop"}, false},
	} {
		step, err := formPost{Fields: fields, Nav: navSubmit, Page: "page", Lang: "en", Shown: c.shown}.step(d)
		if err != nil || step.More != c.more || step.Submit == c.more {
			t.Errorf("%s: %+v, %v", name, step, err)
		}
	}
	fields = formFields{}.with("used", "app").with("best", "shop")
	step, err := formPost{Fields: fields, Nav: navSubmit, Page: "page", Lang: "en", Shown: []string{"best.app"}}.step(d)
	if err != nil || len(step.Problems) != 1 || step.Problems[0].Key != "answer.required" {
		t.Errorf("a hidden option was taken for an answer: %+v, %v", step, err)
	}
}
