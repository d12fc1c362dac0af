package measure_test

import (
	"slices"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

func TestCodes(t *testing.T) {
	number := func(v float64) surveys.Answer { return surveys.Answer{Number: &v} }
	chosen := func(codes ...string) surveys.Answer { return surveys.Answer{Codes: codes} }
	options := []surveys.Option{{Code: "a"}, {Code: "b"}}
	single := surveys.Item{Type: surveys.TypeSingle, Options: options, Other: true}
	multi := surveys.Item{Type: surveys.TypeMulti, Options: options, Other: true}
	csat := surveys.Item{Type: surveys.TypeCSAT, Points: 5}
	for _, c := range []struct {
		name   string
		item   surveys.Item
		answer surveys.Answer
		want   []int
	}{
		{"lowest", surveys.Item{Type: surveys.TypeNPS}, number(0), []int{0}},
		{"below", csat, number(0), nil},
		{"above", csat, number(6), nil},
		{"between", csat, number(4.5), nil},
		{"missing", csat, surveys.Answer{Missing: surveys.Skipped}, nil},
		{"ces", surveys.Item{Type: surveys.TypeCES}, number(7), []int{7}},
		{"option", single, chosen("b"), []int{1}},
		{"other", single, chosen("other"), []int{2}},
		{"unknown", single, chosen("z"), nil},
		{"two of single", single, chosen("a", "b"), nil},
		{"several", multi, chosen("b", "other", "b"), []int{1, 2}},
		{"text", surveys.Item{Type: surveys.TypeText}, surveys.Answer{Text: "5"}, nil},
	} {
		if got := measure.Codes(c.item, c.answer); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestMultiCountsRespondentsOnce(t *testing.T) {
	h := measure.Histogram{}.Observe(0, 1).Observe(1).Observe()
	f := measure.Shares(map[string]int64{"a": h.C[0], "b": h.C[1]}, h.N, 3)
	if h.N != 2 || *f["a"].Value != 50 || *f["b"].Value != 100 || f["a"].Base != 3 {
		t.Errorf("two respondents, three ticks: %+v %+v", h, f)
	}
}

func TestMomentsOfManyEqualAnswers(t *testing.T) {
	const n = 3_000_000_000 // N·Σx² does not fit into 64 bits
	m := measure.Histogram{N: n, Sum: 7 * n, SumSq: 49 * n}.Moments()
	if m.Mean != 7 || m.Variance != 0 {
		t.Errorf("equal answers have mean %v and variance %v", m.Mean, m.Variance)
	}
	for k := int64(n); k < n+5e8; k += 1e7 { // half 0, half 10; the low words borrow for some of these k and not for others
		v := measure.Histogram{N: k, Sum: 5 * k, SumSq: 50 * k}.Moments().Variance
		if v < 25 || v > 25.0000001 {
			t.Errorf("variance of %d answers is %v, want 25", k, v)
		}
	}
}

func TestScoredChoiceLeavesOutUnscoredOptions(t *testing.T) {
	item := surveys.Item{Type: surveys.TypeSingle, Options: []surveys.Option{
		{Code: "low", Score: val(0)}, {Code: "high", Score: val(10)}, {Code: "unsure"},
	}}
	h := measure.Histogram{}.Observe(0).Observe(1).Observe(1).Observe(2).Observe(2)
	f := measure.ItemMean(h, item, 5)
	if f.N != 3 || measure.Round(*f.Value, 4) != 6.6667 {
		t.Errorf("mean of 0, 10, 10 is %+v", f)
	}
	doc := surveys.Document{
		Sections: []surveys.Section{{Items: []surveys.Item{{Code: "q", Type: item.Type, Options: item.Options}}}},
		Tree:     []surveys.Indicator{{Code: "k", Weight: 1, Item: "q"}},
	}
	n := measure.Index(doc, map[string]measure.Histogram{"q": h}, 5)
	if n.Figure.N != 3 || measure.Round(*n.Figure.Value, 2) != 66.67 {
		t.Errorf("index over it is %+v", n.Figure)
	}
	item.Options[1].Score = val(0)
	if _, _, known := measure.Scale(item); known {
		t.Error("options with one score only make no scale")
	}
}
