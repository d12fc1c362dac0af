package report

import (
	"encoding/json"
	"math"
	"slices"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

func id(n byte) surveys.ID { return surveys.HashID(append(make([]byte, 15), n)) }

func two(s string) surveys.Text { return surveys.Text{"zh": s, "en": s} }

// treeSurvey has a tree of two branches, one of them with two leaves.
func treeSurvey() surveys.Document {
	csat := func(code string, points int) surveys.Item {
		return surveys.Item{Code: code, Type: surveys.TypeCSAT, Points: points, Label: two(code)}
	}
	return surveys.Document{Kind: surveys.Survey, Languages: []string{"zh", "en"}, Title: two("t"),
		Tree: []surveys.Indicator{
			{Code: "goods", Label: two("goods"), Weight: 3, Item: "range"},
			{Code: "people", Label: two("people"), Weight: 1, Children: []surveys.Indicator{
				{Code: "p1", Label: two("p1"), Weight: 1, Item: "polite"}, {Code: "p2", Label: two("p2"), Weight: 1, Item: "able"}}},
		},
		Sections: []surveys.Section{{Code: "s", Title: two("s"), Items: []surveys.Item{csat("range", 5), csat("polite", 5), csat("able", 10),
			csat("overall", 5), {Code: "ces", Type: surveys.TypeCES, CESRule: "mean", Direction: surveys.LowerBetter, Label: two("ces")},
			{Code: "pick", Type: surveys.TypeSingle, Label: two("pick"), Options: []surveys.Option{{Code: "a", Label: two("a")}, {Code: "b", Label: two("b")}}}}}}}
}

// fixture is a survey with three yearly-spaced waves at two locations.
func fixture() SatisfactionInput {
	doc := treeSurvey()
	wave := func(n byte, from, to int) surveys.Wave {
		return surveys.Wave{ID: id(n), ProgrammeID: id(90), Code: string('a' + rune(n)), FromDay: from, ToDay: to, Name: two("w")}
	}
	in := SatisfactionInput{Org: surveys.Org{Zone: "Asia/Shanghai"},
		Versions:  []surveys.Version{{ID: id(50), Number: 1, Document: doc, PublishedAt: time.Date(2025, 9, 30, 20, 0, 0, 0, time.UTC)}},
		Waves:     []surveys.Wave{wave(1, 20251001, 20251031), wave(2, 20260901, 20260930), wave(3, 20261001, 20261031)},
		Units:     []surveys.Unit{{ID: id(10), Code: "u"}},
		Locations: []surveys.Location{{ID: id(20), UnitID: id(10), Code: "l1", Name: two("l1")}, {ID: id(21), UnitID: id(10), Code: "l2", Name: two("l2")}}}
	in.Wave = &in.Waves[2]
	return in
}

// give adds n responses that all answer alike.
func (in *SatisfactionInput) give(wave, location byte, n int, answers map[string]int) {
	in.giveIn(id(50), wave, location, n, answers)
}

func (in *SatisfactionInput) giveIn(version surveys.ID, wave, location byte, n int, answers map[string]int) {
	in.Tallies = append(in.Tallies, Tally{VersionID: version, WaveID: id(wave), LocationID: id(location), Item: surveys.ItemAll, Histogram: measure.Histogram{N: int64(n)}})
	for item, code := range answers {
		h := measure.Histogram{}
		for range n {
			h = h.Observe(code)
		}
		in.Tallies = append(in.Tallies, Tally{VersionID: version, WaveID: id(wave), LocationID: id(location), Item: item, Histogram: h})
	}
}

func near(t *testing.T, what string, f surveys.Figure, want float64) {
	t.Helper()
	if f.Value == nil || math.Abs(*f.Value-want) > 1e-9 {
		t.Errorf("%s is %+v, want %v", what, f, want)
	}
}

func TestIndicatorTree(t *testing.T) {
	in := fixture()
	// range 4 of 1…5 = 75, polite 3 = 50, able 10 of 1…10 = 100: people 75, total (3·75 + 75)/4 = 75.
	in.give(3, 20, 40, map[string]int{"range": 4, "polite": 3, "able": 10, "overall": 5, "ces": 2})
	in.give(2, 20, 40, map[string]int{"range": 3, "polite": 3, "able": 10, "overall": 4, "ces": 3})
	in.give(1, 20, 40, map[string]int{"range": 2, "polite": 3, "able": 10, "overall": 4, "ces": 3})
	in.Targets = []surveys.Target{{Measure: MeasureIndex, Value: 80}, {Measure: "index:goods", Value: 70}, {Measure: MeasureCES, Value: 2}}
	r := BuildSatisfaction(in)
	var codes []string
	for _, row := range r.Indicators {
		codes = append(codes, row.Code)
	}
	if !slices.Equal(codes, []string{"", "goods", "people", "p1", "p2"}) {
		t.Fatalf("rows %q", codes)
	}
	total, goods, people := r.Indicators[0], r.Indicators[1], r.Indicators[2]
	near(t, "total", total.Score.Current, 75)
	near(t, "goods", goods.Score.Current, 75)
	near(t, "people", people.Score.Current, 75)
	near(t, "total before", *total.Score.Previous, (3*50.0+75)/4)
	near(t, "total a year ago", *total.Score.YearAgo, (3*25.0+75)/4)
	if goods.Weight != 75 || people.Level != 1 || r.Indicators[3].Parent != "people" || r.Indicators[3].Weight != 50 {
		t.Errorf("rows %+v", r.Indicators)
	}
	if total.Score.Target.Tone != ToneBad || *total.Score.Target.Gap != -5 || goods.Score.Target.Tone != ToneGood {
		t.Errorf("targets %+v %+v", total.Score.Target, goods.Score.Target)
	}
	var tiles []string
	for _, x := range r.Tiles {
		tiles = append(tiles, x.Measure+" "+x.Item)
	}
	if !slices.Equal(tiles, []string{"index ", "t2b overall", "ces ces"}) {
		t.Errorf("tiles %q", tiles)
	}
	ces := r.Tiles[2]
	if ces.Better != "lower" || ces.Target.Tone != ToneGood || ces.Unit != UnitScale {
		t.Errorf("ces %+v", ces)
	}
	if r.Header.YearAgoWave.Code != "b" || r.Header.PreviousWave.Code != "c" || r.Header.Versions[0].Day != 20251001 {
		t.Errorf("header %+v", r.Header)
	}
}

func TestLowBaseIsNotRanked(t *testing.T) {
	in := fixture()
	in.give(3, 20, 40, map[string]int{"range": 4, "polite": 3, "able": 10, "overall": 5})
	in.give(3, 21, 12, map[string]int{"range": 5, "polite": 5, "able": 10, "overall": 5})
	r := BuildSatisfaction(in)
	if l := r.Locations[1]; l.Code != "l2" || l.Rank != 0 || l.Reason != "figure.low_base" || r.Locations[0].Rank != 1 || r.Locations[0].Of != 1 {
		t.Errorf("%+v", r.Locations)
	}
	if c := r.HeatMap.Rows[1].Cells[0]; c.Status != surveys.FigureLowBase || c.N != 12 {
		t.Errorf("%+v", r.HeatMap)
	}
}

func TestOptionsKeepTheirCodesOverVersions(t *testing.T) {
	in := fixture()
	older := treeSurvey()
	pick := &older.Sections[0].Items[5]
	slices.Reverse(pick.Options) // b, a
	pick.Options = append(pick.Options, surveys.Option{Code: "gone", Label: two("gone")})
	older.Sections[0].Items[0].Points = 10 // another scale: not comparable
	in.Versions = append([]surveys.Version{{ID: id(49), Number: 0, Document: older}}, in.Versions...)
	in.giveIn(id(49), 3, 20, 3, map[string]int{"pick": 0, "range": 9}) // b
	in.giveIn(id(49), 3, 20, 2, map[string]int{"pick": 2})             // gone
	in.give(3, 20, 4, map[string]int{"pick": 0, "range": 5})           // a
	r := BuildSatisfaction(in)
	i := slices.IndexFunc(r.Items, func(it ItemResult) bool { return it.Code == "pick" })
	if it := r.Items[i]; it.N != 9 || it.Counts[0].Count != 4 || it.Counts[1].Count != 3 || it.Base != 9 {
		t.Errorf("pick %+v", it)
	}
	if it := r.Items[0]; it.Code != "range" || it.N != 4 {
		t.Errorf("range %+v", it)
	}
	if len(r.Header.Versions) != 2 {
		t.Errorf("versions %+v", r.Header.Versions)
	}
}

func TestNoChangeOverABreak(t *testing.T) {
	in := fixture()
	in.Versions = append(in.Versions, surveys.Version{ID: id(51), Number: 2, Document: treeSurvey(), SeriesBreak: true})
	in.give(2, 20, 40, map[string]int{"overall": 4})
	in.giveIn(id(51), 3, 20, 40, map[string]int{"overall": 2})
	r := BuildSatisfaction(in)
	if x := r.Tiles[1]; x.Change != nil || x.Previous.Value == nil || !r.Header.Break {
		t.Errorf("%+v, break %v", x, r.Header.Break)
	}
	if n := len(r.Trend); n != 2 || r.Trend[0].Break || !r.Trend[1].Break {
		t.Errorf("trend %+v", r.Trend)
	}
	if r.Locations[0].RankChange != nil || r.Locations[0].Change != nil {
		t.Errorf("%+v", r.Locations[0])
	}
}

func TestMonthsOfASurveyWithoutWaves(t *testing.T) {
	in := fixture()
	in.Waves, in.Wave = nil, nil
	in.give(0, 20, 40, map[string]int{"overall": 4})
	for _, m := range []int{202610, 202609} {
		in.Months = append(in.Months, Tally{VersionID: id(50), Month: m, Item: surveys.ItemAll, Histogram: measure.Histogram{N: 20}},
			Tally{VersionID: id(50), Month: m, Item: "overall", Histogram: measure.Histogram{N: 20, C: [11]int64{4: 20}}})
	}
	r := BuildSatisfaction(in)
	if len(r.Trend) != 2 || r.Trend[0].Month != 202609 || r.Trend[0].Responses != 20 || r.Header.Wave != nil || r.Header.Responses != 40 {
		t.Errorf("%+v", r.Trend)
	}
}

func TestTargetsGoFromNearToFar(t *testing.T) {
	in := fixture()
	in.Units = append(in.Units, surveys.Unit{ID: id(11), ParentID: id(10)})
	in.Locations[0].UnitID = id(11)
	b := newSatisfaction(in)
	in.Targets = []surveys.Target{{Measure: "nps", Value: 1}, {Measure: "nps", UnitID: id(10), Value: 2}, {Measure: "nps", UnitID: id(10), WaveID: id(3), Value: 3},
		{Measure: "nps", LocationID: id(20), WaveID: id(2), Value: 4}}
	b.in.Targets = in.Targets
	for want, got := range map[float64]*surveys.Target{
		1: b.target("nps", &in.Waves[2], nil, nil),
		3: b.target("nps", &in.Waves[2], &in.Locations[0], nil),
		2: b.target("nps", &in.Waves[0], nil, &in.Units[1]),
		4: b.target("nps", &in.Waves[1], &in.Locations[0], nil),
	} {
		if got == nil || got.Value != want {
			t.Errorf("got %+v, want %v", got, want)
		}
	}
	if b.target("ces", nil, nil, nil) != nil {
		t.Error("a target out of nowhere")
	}
}

func TestEqualInputGivesAnEqualReport(t *testing.T) {
	in := fixture()
	in.give(3, 20, 40, map[string]int{"range": 4, "polite": 3, "able": 10, "overall": 5, "ces": 2, "pick": 1})
	in.give(3, 21, 40, map[string]int{"range": 5, "polite": 1, "able": 7, "overall": 3, "ces": 6, "pick": 0})
	first, err := json.Marshal(BuildSatisfaction(in))
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		slices.Reverse(in.Tallies)
		again, err := json.Marshal(BuildSatisfaction(in))
		if err != nil || string(again) != string(first) {
			t.Fatalf("reports differ: %v\n%s\n%s", err, first, again)
		}
	}
}
