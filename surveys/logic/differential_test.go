package logic_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/logic"
)

// The differential test: Go writes random documents and answers with what it shows, and the TypeScript evaluator has
// to agree on every one (frontend/form/test/differential.test.ts, which runs the line below unless the variable
// TOUCHSTONE_DIFF_FILE names a file that is there already):
//
//	go test ./surveys/logic -run TestWriteDifferential -args -out FILE -n 20000 -seed 1
//
// The file holds one JSON object a line: sections, answers, shown (codes of sections, then of items).
var (
	diffOut  = flag.String("out", "", "file for the differential cases; empty means a temporary one")
	diffN    = flag.Int("n", 2000, "number of differential cases")
	diffSeed = flag.Uint64("seed", 1, "seed of the differential cases")
)

type diffCase struct {
	Sections []surveys.Section `json:"sections"`
	Answers  surveys.Answers   `json:"answers"`
	Shown    []string          `json:"shown"`
}

func TestWriteDifferential(t *testing.T) {
	path := *diffOut
	if path == "" {
		path = filepath.Join(t.TempDir(), "cases.jsonl")
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	out := bufio.NewWriter(file)
	enc := json.NewEncoder(out)
	g := generator{rand.New(rand.NewPCG(*diffSeed, 0))}
	items, hidden := 0, 0
	for range *diffN {
		c := g.diffCase(t)
		for _, s := range c.Sections {
			items += len(s.Items)
			for _, it := range s.Items {
				if !slices.Contains(c.Shown, it.Code) {
					hidden++
				}
			}
		}
		if err := enc.Encode(c); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if hidden*10 < items || hidden*10 > items*7 {
		t.Errorf("%d of %d items are hidden: the cases would prove little", hidden, items)
	}
	t.Logf("%d cases, %d items, %d hidden, seed %d", *diffN, items, hidden, *diffSeed)
}

func (g generator) diffCase(t *testing.T) diffCase {
	d := g.document()
	if err := surveys.CheckDocument(d); err != nil {
		b, _ := json.Marshal(d)
		t.Fatalf("%v\n%s", err, b)
	}
	c := diffCase{Sections: d.Sections, Answers: surveys.Answers{}}
	for _, it := range d.Items() {
		if a, ok := g.answer(it); ok {
			c.Answers[it.Code] = a
		}
	}
	v, err := logic.Visible(d, c.Answers)
	if err != nil {
		t.Fatal(err)
	}
	c.Shown = slices.Concat(v.Sections, v.Items)
	return c
}

// generator makes random documents that pass the definition check, and answers of which some are of the wrong kind.
type generator struct{ *rand.Rand }

func pick[T any](g generator, from ...T) T { return from[g.IntN(len(from))] }

var (
	diffTypes = []surveys.ItemType{surveys.TypeNPS, surveys.TypeCSAT, surveys.TypeCES, surveys.TypeRating,
		surveys.TypeSingle, surveys.TypeMulti, surveys.TypeText, surveys.TypeLongText, surveys.TypeNumber, surveys.TypeDate,
		surveys.TypeStatement}
	// Names of things every JavaScript object brings along are codes like any other.
	diffNames = []string{"constructor", "__proto__", "valueof", "length", "prototype"}
	diffCodes = []string{"a", "b", "c"}
	diffWords = []string{"服务", "wait", "Wait", "0", "5", "a", "😀", "e\u0301", "\u00e9", "a b"}
	diffDates = []string{"2025-12-31", "2026-01-01", "2026-02-28", "2026-10-10"}
)

func (g generator) document() surveys.Document {
	d := surveys.Document{Schema: surveys.SchemaVersion, Kind: surveys.Survey, Title: surveys.Text{"en": "x"}, Languages: []string{"en"}}
	var earlier []surveys.Item
	n := 0
	for s := range 1 + g.IntN(3) {
		section := surveys.Section{Code: fmt.Sprint("s", s), Show: g.show(earlier)}
		for range 1 + g.IntN(4) {
			it := g.item(n)
			it.Show = g.show(earlier)
			n++
			section.Items = append(section.Items, it)
			if it.TakesAnswer() {
				earlier = append(earlier, it)
			}
		}
		d.Sections = append(d.Sections, section)
	}
	closing := surveys.Item{Code: "end", Type: surveys.TypeNPS, Label: surveys.Text{"en": "x"}, Show: g.show(earlier)}
	d.Sections[len(d.Sections)-1].Items = append(d.Sections[len(d.Sections)-1].Items, closing)
	return d
}

func (g generator) item(n int) surveys.Item {
	code := fmt.Sprint("i", n)
	if n < len(diffNames) && g.IntN(3) == 0 {
		code = diffNames[n]
	}
	it := surveys.Item{Code: code, Type: pick(g, diffTypes...), Label: surveys.Text{"en": "x"}}
	switch it.Type {
	case surveys.TypeCSAT:
		it.Points = 5
	case surveys.TypeRating:
		it.Points, it.Look = 2+g.IntN(9), "stars"
	case surveys.TypeCES:
		it.CESRule, it.Direction = "mean", surveys.HigherBetter
	case surveys.TypeNumber:
		it.Decimals = 1
	case surveys.TypeSingle, surveys.TypeMulti:
		for _, c := range diffCodes {
			it.Options = append(it.Options, surveys.Option{Code: c, Label: surveys.Text{"en": c}})
		}
		it.Other = g.IntN(2) == 0
	}
	return it
}

func (g generator) show(earlier []surveys.Item) *surveys.Rule {
	if len(earlier) == 0 || g.IntN(3) == 0 {
		return nil
	}
	r := g.rule(earlier, 1+g.IntN(4))
	return &r
}

func (g generator) rule(earlier []surveys.Item, depth int) surveys.Rule {
	if depth > 1 && g.IntN(3) > 0 {
		r := surveys.Rule{Op: pick(g, surveys.OpAll, surveys.OpAny, surveys.OpNot)}
		n := 1
		if r.Op != surveys.OpNot {
			n += g.IntN(3)
		}
		for range n {
			r.Rules = append(r.Rules, g.rule(earlier, depth-1))
		}
		return r
	}
	return g.comparison(pick(g, earlier...))
}

func (g generator) comparison(it surveys.Item) surveys.Rule {
	ordered := []surveys.Op{surveys.OpEq, surveys.OpNe, surveys.OpLt, surveys.OpLte, surveys.OpGt, surveys.OpGte, surveys.OpBetween, surveys.OpIn, surveys.OpAnswered}
	ops := ordered
	switch it.Type {
	case surveys.TypeSingle:
		ops = []surveys.Op{surveys.OpEq, surveys.OpNe, surveys.OpIn, surveys.OpAnswered}
	case surveys.TypeMulti:
		ops = []surveys.Op{surveys.OpContains, surveys.OpIn, surveys.OpAnswered}
	case surveys.TypeText, surveys.TypeLongText:
		ops = []surveys.Op{surveys.OpEq, surveys.OpNe, surveys.OpContains, surveys.OpIn, surveys.OpAnswered}
	}
	r := surveys.Rule{Op: pick(g, ops...), Item: it.Code}
	switch r.Op {
	case surveys.OpAnswered:
	case surveys.OpIn:
		for range 1 + g.IntN(3) {
			r.Values = append(r.Values, g.operand(it))
		}
	case surveys.OpBetween:
		r.Values = g.ends(g.operand(it), g.operand(it))
	default:
		r.Value = g.operand(it)
	}
	return r
}

func (g generator) ends(a, b any) []any {
	x, isNumber := a.(float64)
	if isNumber && x > b.(float64) || !isNumber && a.(string) > b.(string) {
		return []any{b, a}
	}
	return []any{a, b}
}

func (g generator) operand(it surveys.Item) any {
	switch it.Type {
	case surveys.TypeSingle, surveys.TypeMulti:
		return pick(g, it.AllOptions(nil)...).Code
	case surveys.TypeText, surveys.TypeLongText:
		return pick(g, diffWords...)
	case surveys.TypeDate:
		return pick(g, diffDates...)
	case surveys.TypeNumber:
		return pick(g, -1.5, 0, 0.1, 0.3, 5, 1e10)
	}
	low, high := it.ScaleRange()
	return float64(low + g.IntN(high-low+1))
}

func (g generator) answer(it surveys.Item) (surveys.Answer, bool) {
	typ := it.Type
	switch g.IntN(12) {
	case 0, 1:
		return surveys.Answer{}, false
	case 2:
		return pick(g, surveys.Answer{}, surveys.Answer{Missing: surveys.Skipped}, surveys.Answer{Note: "x"}), true
	case 3:
		typ = pick(g, diffTypes...) // an answer of some other kind
	}
	switch typ {
	case surveys.TypeSingle:
		return surveys.Answer{Codes: []string{pick(g, "a", "b", "c", "other", "nowhere")}, Text: pick(g, "", "a")}, true
	case surveys.TypeMulti:
		return surveys.Answer{Codes: g.subset()}, true
	case surveys.TypeText, surveys.TypeLongText:
		around := []string{"", " ", "\u3000", "\r\n", "\u00a0", "\ufeff", "x"}
		return surveys.Answer{Text: pick(g, around...) + pick(g, append(diffWords, "")...) + pick(g, around...)}, true
	case surveys.TypeDate:
		return surveys.Answer{Text: pick(g, diffDates...)}, true
	case surveys.TypeNumber:
		return num(pick(g, -1.5, 0, 0.1, 0.30000000000000004, 0.3, 5, 1e10, 1e-7)), true
	}
	return num(float64(g.IntN(12))), true
}

func (g generator) subset() []string {
	codes := slices.Clone(diffCodes)
	g.Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
	return codes[:g.IntN(len(codes)+1)]
}
