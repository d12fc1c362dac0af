package report

import (
	"io"
	"math"
	"slices"
	"testing"

	"touchstone/surveys"
)

// npsFixture is a survey with an NPS item, answered in the three waves of fixture.
func npsFixture() SatisfactionInput {
	in := fixture()
	doc := &in.Versions[0].Document
	doc.Sections[0].Items = append(doc.Sections[0].Items, surveys.Item{Code: "nps", Type: surveys.TypeNPS, Label: two("nps")})
	for wave, answers := range map[byte][3]int{1: {60, 20, 20}, 2: {40, 30, 30}, 3: {20, 30, 50}} {
		for i, code := range []int{3, 7, 10} {
			in.give(wave, 20, answers[i], map[string]int{"nps": code})
		}
	}
	return in
}

func TestSharesOfTheNPSStandBesideTheirPast(t *testing.T) {
	r := BuildSatisfaction(npsFixture())
	tile := r.Tiles[slices.IndexFunc(r.Tiles, func(x Tile) bool { return x.Measure == MeasureNPS })]
	for _, c := range []struct {
		name                     string
		got                      Comparison
		now, before, ago, change float64
		tone, better             string
	}{
		{"detractors", tile.Compared.Detractors, 20, 40, 60, -20, ToneGood, "lower"},
		{"passives", tile.Compared.Passives, 30, 30, 20, 0, "", ""},
		{"promoters", tile.Compared.Promoters, 50, 30, 20, 20, ToneGood, "higher"},
	} {
		near(t, c.name, c.got.Current, c.now)
		near(t, c.name+" before", *c.got.Previous, c.before)
		near(t, c.name+" a year ago", *c.got.YearAgo, c.ago)
		if c.got.Change == nil || math.Abs(c.got.Change.Value-c.change) > 1e-9 || c.got.Change.Tone != c.tone || c.got.Better != c.better {
			t.Errorf("%s: change %+v, better %q", c.name, c.got.Change, c.got.Better)
		}
	}
	if year := tile.Compared.Passives.YearOn; year == nil || year.Tone != "" {
		t.Errorf("more passives are neither good nor bad: %+v", year)
	}
}

func TestATotalThatIsMissingSaysWhy(t *testing.T) {
	in := fixture()
	in.give(3, 20, 40, map[string]int{"polite": 3}) // an eighth of the weight
	tile := BuildSatisfaction(in).Tiles[0]
	if tile.Measure != MeasureIndex || tile.Current.Value != nil || tile.Current.Reason != "figure.index_coverage" {
		t.Errorf("%+v", tile)
	}
}

// sheetsOf returns the names of the sheets of the workbook.
func sheetsOf(t *testing.T, in SatisfactionInput, g Groups) []string {
	t.Helper()
	words := func(func(Verbatim, error) bool) {}
	f := reopen(t, func(w io.Writer) error {
		return WriteSatisfaction(w, SatisfactionBook{Report: BuildSatisfaction(in), Groups: g, Words: words}, info("zh"), say(t, "zh"))
	})
	return f.GetSheetList()
}

func TestSheetsWithoutDataAreLeftOut(t *testing.T) {
	tr := say(t, "zh")
	nobody := Groups{Tables: []CrossTable{{Columns: []Category{{Code: "a"}}, Rows: []CrossRow{{Category: Category{Code: "b"}}}}}}
	want := []string{tr("report.sheet.summary"), tr("report.sheet.contents"), tr("report.sheet.methods")}
	if got := sheetsOf(t, fixture(), nobody); !slices.Equal(got, want) {
		t.Errorf("an empty survey has %q", got)
	}
	if got := sheetsOf(t, npsFixture(), nobody); slices.Contains(got, tr("report.sheet.groups")) || !slices.Contains(got, tr("report.sheet.items")) {
		t.Errorf("an answered survey without groups has %q", got)
	}
}
