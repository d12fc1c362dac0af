package surveys

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// docExamples are the JSON blocks of docs/document.md.
var docExamples = regexp.MustCompile("(?s)```json\n(.*?)```")

func documentPage(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile("../docs/document.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestExamplesOfTheDocumentPageMayBePublished(t *testing.T) {
	kinds := []InstrumentKind{}
	for _, block := range docExamples.FindAllStringSubmatch(documentPage(t), -1) {
		d, err := ParseDocument([]byte(block[1]))
		if err != nil {
			t.Fatalf("%v in:\n%s", err, block[1])
		}
		if err := CheckDocument(d); err != nil {
			t.Errorf("%s %s: %v", d.Kind, d.Title.In("en"), found(err))
		}
		kinds = append(kinds, d.Kind)
	}
	if want := []InstrumentKind{Survey, Checklist, Scorecard}; !slices.Equal(kinds, want) {
		t.Errorf("examples of %v, want one each of %v", kinds, want)
	}
}

// The row of a type names exactly the fields its code claims and the instruments it stands in.
func TestDocumentPageListsEveryTypeWithItsFields(t *testing.T) {
	named := regexp.MustCompile("`([a-z_]+)`")
	rows := map[string][]string{}
	for line := range strings.Lines(documentPage(t)) {
		if cells := strings.Split(line, "|"); len(cells) == 6 {
			rows[strings.Trim(cells[1], " `")] = cells
		}
	}
	for name, it := range itemTypes {
		cells := rows[string(name)]
		if cells == nil {
			t.Errorf("type %s has no row", name)
			continue
		}
		var kinds []string
		for _, k := range it.kinds() {
			kinds = append(kinds, string(k))
		}
		if got := strings.TrimSpace(cells[2]); got != strings.Join(kinds, ", ") {
			t.Errorf("type %s stands in %q, want %v", name, got, kinds)
		}
		var fields []string
		for _, m := range named.FindAllStringSubmatch(cells[4], -1) {
			fields = append(fields, m[1])
		}
		slices.Sort(fields)
		if want := slices.Sorted(slices.Values(it.fields())); !slices.Equal(fields, want) {
			t.Errorf("type %s: the page lists %v, the code takes %v", name, fields, want)
		}
	}
}

func TestDocumentPageNamesEveryOperator(t *testing.T) {
	page := documentPage(t)
	_, rules, _ := strings.Cut(page, "## Visibility rules")
	rules, _, _ = strings.Cut(rules, "\n## ")
	for _, ops := range operandOps {
		for _, op := range ops {
			if !strings.Contains(rules, "`"+string(op)+"`") {
				t.Errorf("operator %s is not explained", op)
			}
		}
	}
}
