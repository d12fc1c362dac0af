package logic_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/logic"
)

// vectors is testdata/rules.json, which frontend/form/test/logic.test.ts runs as well.
type vectors struct {
	Documents map[string]surveys.Document `json:"documents"`
	Cases     []struct {
		Name    string          `json:"name"`
		In      string          `json:"in"`
		Rule    surveys.Rule    `json:"rule"`
		Answers surveys.Answers `json:"answers"`
		Holds   bool            `json:"holds"`
		Refused bool            `json:"refused"`
	} `json:"cases"`
	Chains []struct {
		Name     string            `json:"name"`
		Sections []surveys.Section `json:"sections"`
		Answers  surveys.Answers   `json:"answers"`
		Shown    []string          `json:"shown"`
	} `json:"chains"`
}

func readVectors(t *testing.T) vectors {
	t.Helper()
	b, err := os.ReadFile("testdata/rules.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Cases)+len(v.Chains) < 300 || len(v.Chains) < 40 {
		t.Fatalf("only %d cases and %d chains were read", len(v.Cases), len(v.Chains))
	}
	return v
}

var allOps = []surveys.Op{"all", "any", "not", "eq", "ne", "lt", "lte", "gt", "gte", "between", "in", "contains", "answered"}

// withTarget adds an item behind all others that is shown by the rule.
func withTarget(d surveys.Document, r surveys.Rule) surveys.Document {
	target := surveys.Item{Code: "target", Type: surveys.TypeText, Label: surveys.Text{"en": "target"}, Show: &r}
	d.Sections = append(slices.Clone(d.Sections),
		surveys.Section{Code: "behind", Title: surveys.Text{"en": "behind"}, Items: []surveys.Item{target}})
	return d
}

func TestRules(t *testing.T) {
	v := readVectors(t)
	for _, c := range v.Cases {
		t.Run(c.Name, func(t *testing.T) {
			if c.In == "" {
				c.In = "survey"
			}
			d := withTarget(v.Documents[c.In], c.Rule)
			if err := surveys.CheckDocument(d); (err != nil) != c.Refused {
				t.Errorf("refused by the definition check: %v", err)
			}
			shown, err := logic.Visible(d, c.Answers)
			if err != nil {
				t.Fatal(err)
			}
			if shown.Shows("target") != c.Holds {
				t.Errorf("holds = %v", !c.Holds)
			}
		})
	}
}

func TestChains(t *testing.T) {
	for _, c := range readVectors(t).Chains {
		t.Run(c.Name, func(t *testing.T) {
			d := surveys.Document{Schema: surveys.SchemaVersion, Kind: surveys.Survey, Title: surveys.Text{"en": "chain"},
				Languages: []string{"en"}, Sections: c.Sections}
			if err := surveys.CheckDocument(d); err != nil {
				t.Fatal(err)
			}
			shown, err := logic.Visible(d, c.Answers)
			if err != nil {
				t.Fatal(err)
			}
			if got := slices.Concat(shown.Sections, shown.Items, shown.Options); !slices.Equal(got, c.Shown) {
				t.Errorf("shown %v, want %v", got, c.Shown)
			}
		})
	}
}

func TestEveryOperatorAndTypeHasAVector(t *testing.T) {
	v := readVectors(t)
	type pair struct {
		op surveys.Op
		of surveys.ItemType
	}
	seen := map[pair]bool{}
	ops, types := map[surveys.Op]bool{}, map[surveys.ItemType]bool{}
	for _, c := range v.Cases {
		if c.Refused {
			continue
		}
		d := v.Documents["survey"]
		if c.In != "" {
			d = v.Documents[c.In]
		}
		var note func(r surveys.Rule)
		note = func(r surveys.Rule) {
			it, _, _ := d.Item(r.Item)
			seen[pair{r.Op, it.Type}], ops[r.Op], types[it.Type] = true, true, true
			for _, child := range r.Rules {
				note(child)
			}
		}
		note(c.Rule)
	}
	for _, op := range allOps {
		if !ops[op] {
			t.Errorf("no case for operator %s", op)
		}
	}
	for _, typ := range surveys.ItemTypes() {
		if typ != surveys.TypeStatement && typ != surveys.TypeIndicator && !types[typ] {
			t.Errorf("no case for type %s", typ)
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d pairs of operator and type", len(seen))
	}
}
