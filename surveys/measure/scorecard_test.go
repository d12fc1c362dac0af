package measure_test

import (
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

func TestGapsAndPriority(t *testing.T) {
	doc := surveys.Document{Kind: surveys.Scorecard, Sections: []surveys.Section{{Code: "c", Weight: 1}}}
	for _, i := range []struct {
		code   string
		weight float64
	}{{"over", 9}, {"small", 1}, {"tie", 1}, {"twin", 1}, {"big", 2}, {"blank", 5}} {
		doc.Sections[0].Items = append(doc.Sections[0].Items,
			surveys.Item{Code: i.code, Type: surveys.TypeIndicator, Weight: i.weight})
	}
	gaps := measure.Gaps(doc, measure.Lines{
		Current:      measure.Ratings{"over": val(5), "small": val(2), "tie": val(2), "twin": val(2), "big": val(1)},
		Target:       measure.Ratings{"over": val(4), "small": val(4), "tie": val(4), "twin": val(4), "big": val(3), "blank": val(5)},
		IndustryBest: measure.Ratings{"small": val(3), "tie": val(5), "twin": val(5)},
		Competitors:  map[string]measure.Ratings{"rival": {"big": val(0), "blank": val(3)}},
	})
	for i, want := range []struct {
		item     string
		rank     int
		priority *float64
		target   *float64
		industry *float64
		rival    *float64
	}{
		{"big", 1, val(4), val(2), nil, val(-1)},
		{"tie", 2, val(2), val(2), val(3), nil},
		{"twin", 2, val(2), val(2), val(3), nil},
		{"small", 4, val(2), val(2), val(1), nil},
		{"over", 5, val(0), val(-1), nil, nil},
		{"blank", 0, nil, nil, nil, nil},
	} {
		g := gaps[i]
		if g.Item != want.item || g.Rank != want.rank {
			t.Errorf("place %d is %s with rank %d, want %s with %d", i, g.Item, g.Rank, want.item, want.rank)
		}
		same(t, g.Item+" priority", plain(t, g.Priority), plain(t, want.priority), 1e-9)
		same(t, g.Item+" target gap", plain(t, g.TargetGap), plain(t, want.target), 1e-9)
		same(t, g.Item+" industry gap", plain(t, g.IndustryGap), plain(t, want.industry), 1e-9)
		same(t, g.Item+" rival gap", plain(t, g.Competitors["rival"]), plain(t, want.rival), 1e-9)
	}
}

func TestKeySetWithoutKeyIndicators(t *testing.T) {
	doc := surveys.Document{Sections: []surveys.Section{{Code: "c", Weight: 1, Items: []surveys.Item{
		{Code: "i", Type: surveys.TypeIndicator, Weight: 1},
	}}}}
	s := measure.ScoreCard(doc, measure.Ratings{"i": val(0)})
	if s.Key.Mean.Value != nil || s.Key.MaxPoints != 0 || len(s.Key.Categories) != 0 {
		t.Errorf("no key indicators: %+v", s.Key)
	}
	if *s.All.Mean.Value != 0 || s.All.Mean.N != 1 || s.All.Provisional {
		t.Errorf("absent is assessed: %+v", s.All)
	}
}

func TestCoverageFollowsTheScorecard(t *testing.T) {
	doc := surveys.Document{Maturity: &surveys.Maturity{Coverage: 0.5, Bounds: bands(0)}, Sections: []surveys.Section{
		{Code: "c", Weight: 1, Items: []surveys.Item{
			{Code: "i", Type: surveys.TypeIndicator, Weight: 1}, {Code: "j", Type: surveys.TypeIndicator, Weight: 1},
		}},
	}}
	s := measure.ScoreCard(doc, measure.Ratings{"i": val(4)})
	if s.All.Provisional || s.All.Categories[0].Provisional || s.All.Next != nil || s.All.Level != "1" {
		t.Errorf("half assessed of half asked for: %+v", s.All)
	}
}
