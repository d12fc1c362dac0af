package library

import (
	"math"
	"slices"
	"strings"
	"testing"

	"touchstone/surveys"
)

func TestAfterVisit(t *testing.T) {
	d := mustGet(t, "after-visit")
	types := map[surveys.ItemType]int{}
	points := map[int]bool{}
	for _, it := range items(d) {
		types[it.Type]++
		if it.Type == surveys.TypeCSAT {
			points[it.Points] = true
			if it.TopBoxFrom() != it.Points*4/5 {
				t.Errorf("%s: satisfied from %d of %d", it.Code, it.TopBoxFrom(), it.Points)
			}
		}
	}
	if types[surveys.TypeNPS] != 1 || types[surveys.TypeCES] != 1 || types[surveys.TypeLongText] != 1 {
		t.Errorf("types %v", types)
	}
	if !points[5] || !points[10] {
		t.Error("no mix of 5- and 10-point scales")
	}
	low, high := itemOf(t, d, "reasons_low"), itemOf(t, d, "reasons_high")
	if !low.Other || low.Show.Op != surveys.OpLte || low.Show.Value != 6.0 {
		t.Errorf("reasons of detractors: %+v", low.Show)
	}
	if !high.Other || high.Show.Op != surveys.OpGte || high.Show.Value != 9.0 {
		t.Errorf("reasons of promoters: %+v", high.Show)
	}
	if count(d, func(it surveys.Item) bool { return it.Group }) < 1 {
		t.Error("no group item")
	}
}

func TestIndicatorTree(t *testing.T) {
	d := mustGet(t, "after-visit")
	leaves := map[string]bool{}
	deepest := 0
	var walk func(nodes []surveys.Indicator, depth int)
	walk = func(nodes []surveys.Indicator, depth int) {
		deepest = max(deepest, depth)
		sum := 0.0
		for _, n := range nodes {
			sum += n.Weight
			if n.Weight <= 0 || (n.Item == "") == (len(n.Children) == 0) {
				t.Errorf("%s: weight %g, item %q, %d children", n.Code, n.Weight, n.Item, len(n.Children))
			}
			if n.Item != "" {
				if leaves[n.Item] || !itemOf(t, d, n.Item).IsScale() {
					t.Errorf("%s: item %q twice or no scale", n.Code, n.Item)
				}
				leaves[n.Item] = true
				continue
			}
			walk(n.Children, depth+1)
		}
		if sum != 100 {
			t.Errorf("weights of a level sum to %g", sum)
		}
	}
	walk(d.Tree, 1)
	if deepest != 3 || len(leaves) != 10 {
		t.Errorf("%d levels, %d leaves", deepest, len(leaves))
	}
}

func TestRelationshipNPS(t *testing.T) {
	d := mustGet(t, "relationship-nps")
	var got []surveys.ItemType
	for _, it := range items(d) {
		got = append(got, it.Type)
	}
	want := []surveys.ItemType{surveys.TypeNPS, surveys.TypeLongText, surveys.TypeCSAT, surveys.TypeRating, surveys.TypeSingle}
	if !slices.Equal(got, want) || !itemOf(t, d, "tenure").Group {
		t.Errorf("items %v", got)
	}
}

func TestRetailChecklistCounts(t *testing.T) {
	d := mustGet(t, "retail-checklist")
	checks := func(is func(surveys.Item) bool) int {
		return count(d, func(it surveys.Item) bool { return it.Type == surveys.TypeCheck && is(it) })
	}
	counts := []struct {
		what       string
		got, least int
	}{
		{"checks", checks(func(surveys.Item) bool { return true }), 40},
		{"benchmark", checks(func(it surveys.Item) bool { return it.Benchmark }), 14},
		{"critical", checks(func(it surveys.Item) bool { return it.Critical != nil }), 3},
		{"bonus", checks(func(it surveys.Item) bool { return it.Bonus > 0 }), 1},
		{"not applicable", checks(func(it surveys.Item) bool { return it.NA }), 12},
		{"options with points", checks(func(it surveys.Item) bool { return len(it.Options) > 0 }), 5},
		{"photos", checks(func(it surveys.Item) bool { return it.Photos != nil }), 3},
	}
	for _, c := range counts {
		if c.got < c.least {
			t.Errorf("%s: %d, want at least %d", c.what, c.got, c.least)
		}
	}
	effects := map[surveys.CriticalEffect]bool{}
	for _, it := range items(d) {
		if it.Critical != nil {
			effects[it.Critical.Effect] = true
		}
	}
	if len(effects) != 5 {
		t.Errorf("critical effects %v, want all five", effects)
	}
}

func TestRetailChecklistFollowsTheJourney(t *testing.T) {
	d := mustGet(t, "retail-checklist")
	journey := Touchpoints()
	if len(d.Sections) != 8 || len(journey) != 8 {
		t.Fatalf("%d sections, %d touchpoints", len(d.Sections), len(journey))
	}
	sum := 0.0
	for i, s := range d.Sections {
		if s.Touchpoint != journey[i].Code {
			t.Errorf("section %d is at %q, want %q", i+1, s.Touchpoint, journey[i].Code)
		}
		if s.Weight <= 0 || len(s.Items) < 4 {
			t.Errorf("%s: weight %g, %d items", s.Code, s.Weight, len(s.Items))
		}
		sum += s.Weight
		for _, it := range s.Items {
			if it.Type == surveys.TypeCheck && (it.Weight > 0) == (it.Bonus > 0) {
				t.Errorf("%s: weight %g and bonus %g", it.Code, it.Weight, it.Bonus)
			}
			if !it.Required {
				t.Errorf("%s may be passed over", it.Code)
			}
		}
	}
	if sum != 100 {
		t.Errorf("section weights sum to %g", sum)
	}
}

func TestRetailChecklistScoring(t *testing.T) {
	s := mustGet(t, "retail-checklist").Scoring
	if s == nil || s.Mode != "weighted" || s.NA != surveys.NAExclude || s.Pass != 70 || s.Cap != 100 {
		t.Fatalf("scoring %+v", s)
	}
	var names []string
	for _, b := range s.Bands {
		names = append(names, b.Label.In("zh"))
	}
	if got := strings.Join(names, " "); got != "不合格 合格 良好 优秀" {
		t.Errorf("bands %s", got)
	}
	if s.Bands[1].Min != s.Pass {
		t.Errorf("合格 from %g, pass mark %g", s.Bands[1].Min, s.Pass)
	}
}

func TestScorecardIsEightByEight(t *testing.T) {
	d := mustGet(t, "cmm-e")
	if d.Kind != surveys.Scorecard || len(d.Sections) != 8 {
		t.Fatalf("%s with %d categories", d.Kind, len(d.Sections))
	}
	names := map[string]bool{}
	for _, s := range d.Sections {
		keys := 0
		for _, it := range s.Items {
			names[it.Label.In("zh")] = true
			weight := 1.0
			if it.Key {
				keys++
				weight = 2
			}
			if it.Type != surveys.TypeIndicator || it.Weight != weight || it.Hint.Empty() {
				t.Errorf("%s: type %s, weight %g, key %t, hint %v", it.Code, it.Type, it.Weight, it.Key, it.Hint)
			}
		}
		if len(s.Items) != 8 || keys < 3 || s.Weight <= 0 {
			t.Errorf("%s: %d indicators, %d key, weight %g", s.Code, len(s.Items), keys, s.Weight)
		}
	}
	if len(names) != 64 {
		t.Errorf("%d different names, want 64", len(names))
	}
}

func TestScorecardIsReadByRuleA(t *testing.T) {
	m := mustGet(t, "cmm-e").Maturity
	if m == nil || m.Rule != "anchor" || len(m.Anchors) != 6 || m.WeightsBy.Empty() {
		t.Fatalf("maturity %+v", m)
	}
	if math.Abs(m.Coverage-2.0/3) > 1e-12 {
		t.Errorf("coverage %g", m.Coverage)
	}
	for i, a := range m.Anchors {
		if a.Score == nil || *a.Score != float64(i) {
			t.Errorf("anchor %d has score %v", i, a.Score)
		}
	}
	bounds := []float64{0, 1.5, 2.5, 3.5, 4.5}
	levels := []string{"Initial", "Repeatable", "Defined", "Managed", "Optimizing"}
	for i, b := range m.Bounds {
		if b.Min != bounds[i] || b.Label.In("en") != levels[i] {
			t.Errorf("level %d: %s from %g", i+1, b.Label.In("en"), b.Min)
		}
	}
	if len(m.Bounds) != 5 {
		t.Errorf("%d levels", len(m.Bounds))
	}
}

func TestPriceQuizKeepsItsOptions(t *testing.T) {
	d := mustGet(t, "price-quiz")
	want := map[string]string{"expensive": "yes average no", "cost": "p10 p20 p30 p40 over50", "profit": "p10 p20 p30 p40 over50"}
	if len(items(d)) != len(want) {
		t.Errorf("%d items", len(items(d)))
	}
	for code, options := range want {
		it := itemOf(t, d, code)
		if got := optionCodes(it); got != options || it.Other {
			t.Errorf("%s: options %s, other %t", code, got, it.Other)
		}
	}
}

// The published data name these columns and values; an import finds them without a mapping.
func TestHousingMatchesThePublishedData(t *testing.T) {
	d := mustGet(t, "housing")
	columns := []struct{ header, values string }{
		{"Sat", "Low Medium High"}, {"Infl", "Low Medium High"},
		{"Type", "Tower Apartment Atrium Terrace"}, {"Cont", "Low High"},
	}
	if len(items(d)) != len(columns) {
		t.Errorf("%d items", len(items(d)))
	}
	for i, c := range columns {
		it := items(d)[i]
		var labels []string
		for _, o := range it.Options {
			labels = append(labels, o.Label.In("en"))
		}
		values := strings.Join(labels, " ")
		if !strings.EqualFold(it.Code, c.header) || values != c.values || optionCodes(it) != strings.ToLower(c.values) {
			t.Errorf("%s: %s with %s (%s)", c.header, it.Code, values, optionCodes(it))
		}
		if it.Outcome != (i == 0) || it.Group == it.Outcome || it.IsScored() {
			t.Errorf("%s: outcome %t, group %t, scored %t", it.Code, it.Outcome, it.Group, it.IsScored())
		}
	}
}

func optionCodes(it surveys.Item) string {
	var codes []string
	for _, o := range it.Options {
		codes = append(codes, o.Code)
	}
	return strings.Join(codes, " ")
}
