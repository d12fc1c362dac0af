package logic_test

import (
	"bufio"
	"encoding/json"
	"flag"
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
// The file holds one JSON object a line: sections, answers, shown (sections, items, then ITEM.OPTION). Every run takes
// another seed unless it is given one; what fails says which, so that it can be repeated.
var (
	diffOut  = flag.String("out", "", "file for the differential cases; empty means a temporary one")
	diffN    = flag.Int("n", 2000, "number of differential cases")
	diffSeed = flag.Uint64("seed", 0, "seed of the differential cases; 0 means a new one every time")
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
	seed := *diffSeed
	if seed == 0 {
		seed = 1 + rand.Uint64N(1<<48)
	}
	t.Logf("%d cases, seed %d", *diffN, seed)
	g := generator{rand.New(rand.NewPCG(seed, 0))}
	seen := coverage{ops: map[surveys.Op]int{}, types: map[surveys.ItemType]int{}}
	for range *diffN {
		c := g.diffCase(t)
		seen.add(c)
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
	seen.check(t)
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
	c.Shown = slices.Concat(v.Sections, v.Items, v.Options)
	return c
}
