package measure_test

import (
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

func TestCoverageReachesDownToTheLeaves(t *testing.T) {
	doc := surveys.Document{Sections: []surveys.Section{{Code: "s"}}}
	for _, code := range []string{"a", "b", "c", "d"} {
		doc.Sections[0].Items = append(doc.Sections[0].Items, surveys.Item{Code: code, Type: surveys.TypeNPS})
	}
	leaf := func(item string, weight float64) surveys.Indicator {
		return surveys.Indicator{Code: "n" + item, Weight: weight, Item: item}
	}
	doc.Tree = []surveys.Indicator{
		{Code: "branch", Weight: 1, Children: []surveys.Indicator{leaf("a", 7), leaf("b", 3)}},
		leaf("c", 1),
	}
	hists := map[string]measure.Histogram{"a": measure.Histogram{}.Observe(5), "c": measure.Histogram{}.Observe(10)}
	n := measure.Index(doc, hists, 1)
	same(t, "coverage", n.Coverage, 0.85, 1e-9)
	same(t, "value", *n.Figure.Value, 75.0, 1e-9)

	// The branch has a score on 7 of 10; with another leaf missing beside it only 0.35 of the whole is covered.
	doc.Tree[1].Item = "d"
	n = measure.Index(doc, hists, 1)
	if n.Figure.Value != nil || n.Children[0].Figure.Value == nil || measure.Clean(n.Coverage) != 0.35 {
		t.Errorf("%+v", n)
	}
}
