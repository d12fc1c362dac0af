package library

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"touchstone/surveys"
)

func TestEveryFileIsOfferedOnce(t *testing.T) {
	found, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range found {
		names = append(names, strings.TrimSuffix(f.Name(), ".json"))
	}
	listed := slices.Sorted(slices.Values(codes))
	if !slices.Equal(names, listed) {
		t.Errorf("files %v, listed %v", names, listed)
	}
}

func TestFilesHoldOnlyKnownFields(t *testing.T) {
	for _, code := range codes {
		raw, err := files.ReadFile(code + ".json")
		if err != nil {
			t.Fatal(err)
		}
		in := json.NewDecoder(bytes.NewReader(raw))
		in.DisallowUnknownFields()
		var d surveys.Document
		if err := in.Decode(&d); err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
}

func TestEveryDocumentMayBePublished(t *testing.T) {
	for _, e := range All() {
		if err := surveys.CheckDocument(e.Document); err != nil {
			t.Errorf("%s: %v", e.Code, err)
		}
		if !slices.Equal(e.Document.Languages, []string{"zh", "en"}) {
			t.Errorf("%s: languages %v", e.Code, e.Document.Languages)
		}
		if e.Document.Source.Empty() {
			t.Errorf("%s does not say where it comes from", e.Code)
		}
	}
}

func TestAllIsInOrderAndAgreesWithGet(t *testing.T) {
	var got []string
	for _, e := range All() {
		got = append(got, e.Code)
		d, err := Get(e.Code)
		if err != nil {
			t.Fatal(err)
		}
		if e.Kind != d.Kind || e.Title.In("zh") != d.Title.In("zh") || len(d.Sections) != len(e.Document.Sections) {
			t.Errorf("%s: All and Get differ", e.Code)
		}
	}
	want := []string{"after-visit", "relationship-nps", "price-quiz", "housing", "retail-checklist", "cmm-e"}
	if !slices.Equal(got, want) {
		t.Errorf("order %v, want %v", got, want)
	}
}

func TestGetOfAnUnknownCode(t *testing.T) {
	for _, code := range []string{"", "no-such", "../library", "after-visit.json", "AFTER-VISIT"} {
		if _, err := Get(code); surveys.KindOf(err) != surveys.NotFound {
			t.Errorf("Get(%q) = %v, want not found", code, err)
		}
	}
}

func TestCallersCannotChangeTheLibrary(t *testing.T) {
	d := mustGet(t, "housing")
	d.Title["zh"] = "改过"
	d.Sections[0].Items[0].Code = "changed"
	again := mustGet(t, "housing")
	if again.Title["zh"] == "改过" || again.Sections[0].Items[0].Code != "sat" {
		t.Error("a caller's change came back to the next caller")
	}
}

func TestCodesAreUnique(t *testing.T) {
	for _, e := range All() {
		seen := map[string]bool{}
		once := func(code string) {
			if code == "" || seen[code] {
				t.Errorf("%s: code %q is empty or used twice", e.Code, code)
			}
			seen[code] = true
		}
		for _, s := range e.Document.Sections {
			once(s.Code)
		}
		for _, it := range items(e.Document) {
			once(it.Code)
			options := map[string]bool{}
			for _, o := range it.Options {
				if options[o.Code] || o.Code == surveys.OtherCode {
					t.Errorf("%s.%s: option %q twice or reserved", e.Code, it.Code, o.Code)
				}
				options[o.Code] = true
			}
		}
		walkTree(e.Document.Tree, func(n surveys.Indicator) { once(n.Code) })
	}
}

func TestRulesNameEarlierItems(t *testing.T) {
	rules := 0
	for _, e := range All() {
		earlier := map[string]bool{}
		check := func(at string, r *surveys.Rule) {
			walkRule(r, func(r surveys.Rule) {
				rules++
				if r.Item != "" && !earlier[r.Item] {
					t.Errorf("%s: the rule of %s names %q, which does not stand before it", e.Code, at, r.Item)
				}
			})
		}
		for _, s := range e.Document.Sections {
			check(s.Code, s.Show)
			for _, it := range s.Items {
				check(it.Code, it.Show)
				earlier[it.Code] = true
			}
		}
	}
	if rules == 0 {
		t.Error("no instrument of the library shows what a rule does")
	}
}

func TestOnlyTouchpointsOfTheJourneyAreNamed(t *testing.T) {
	known := map[string]bool{}
	for i, p := range Touchpoints() {
		if known[p.Code] || p.Position != i+1 {
			t.Errorf("touchpoint %q twice or out of place", p.Code)
		}
		for _, fault := range textFaults(p.Name) {
			t.Errorf("touchpoint %s: %s", p.Code, fault)
		}
		known[p.Code] = true
	}
	for _, e := range All() {
		for _, s := range e.Document.Sections {
			named := []string{s.Touchpoint}
			for _, it := range s.Items {
				named = append(named, it.Touchpoint)
			}
			for _, code := range named {
				if code != "" && !known[code] {
					t.Errorf("%s.%s names touchpoint %q", e.Code, s.Code, code)
				}
			}
		}
	}
}

func mustGet(t *testing.T, code string) surveys.Document {
	t.Helper()
	d, err := Get(code)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func items(d surveys.Document) []surveys.Item {
	var all []surveys.Item
	for _, s := range d.Sections {
		all = append(all, s.Items...)
	}
	return all
}

func itemOf(t *testing.T, d surveys.Document, code string) surveys.Item {
	t.Helper()
	for _, it := range items(d) {
		if it.Code == code {
			return it
		}
	}
	t.Fatalf("no item %q", code)
	return surveys.Item{}
}

func count(d surveys.Document, is func(surveys.Item) bool) int {
	n := 0
	for _, it := range items(d) {
		if is(it) {
			n++
		}
	}
	return n
}

func walkTree(nodes []surveys.Indicator, visit func(surveys.Indicator)) {
	for _, n := range nodes {
		visit(n)
		walkTree(n.Children, visit)
	}
}

func walkRule(r *surveys.Rule, visit func(surveys.Rule)) {
	if r == nil {
		return
	}
	visit(*r)
	for i := range r.Rules {
		walkRule(&r.Rules[i], visit)
	}
}
