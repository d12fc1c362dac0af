package measure_test

import (
	"errors"
	"math"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

func smallChecklist(items ...surveys.Item) surveys.Document {
	for i := range items {
		items[i].Type = surveys.TypeCheck
		if items[i].Weight == 0 {
			items[i].Weight = 1
		}
	}
	return surveys.Document{
		Kind:     surveys.Checklist,
		Sections: []surveys.Section{{Code: "s", Weight: 1, Items: items}},
		Scoring:  &surveys.Scoring{Mode: measure.ModeWeighted, NA: surveys.NAExclude, Bands: bands(0, 60)},
	}
}

func yes() surveys.Answer { return surveys.Answer{Codes: []string{surveys.CheckYes}} }
func no() surveys.Answer  { return surveys.Answer{Codes: []string{surveys.CheckNo}} }

func TestUnansweredChecks(t *testing.T) {
	doc := smallChecklist(surveys.Item{Code: "must", Required: true}, surveys.Item{Code: "may"})
	if _, err := measure.VisitOf(doc, surveys.Answers{"may": yes()}, all); !errors.Is(err, measure.ErrUnanswered) {
		t.Errorf("a required check without answer gives %v", err)
	}
	v, err := measure.VisitOf(doc, surveys.Answers{"must": yes()}, all)
	if err != nil || *v.Total != 100 || v.Items[1].Reason != measure.ReasonNotAnswered || v.Items[1].Counted {
		t.Errorf("an optional check without answer: %+v, %v", v, err)
	}
	hidden := func(item string) bool { return item != "must" }
	if v, err = measure.VisitOf(doc, surveys.Answers{"may": no(), "must": yes()}, hidden); err != nil || *v.Total != 0 {
		t.Errorf("a hidden required check: %+v, %v", v, err)
	}
}

func TestFaultsOfTheCaller(t *testing.T) {
	doc := smallChecklist(surveys.Item{Code: "x"})
	for name, answer := range map[string][]string{"unknown code": {"perhaps"}, "two codes": {"yes", "no"}} {
		if _, err := measure.VisitOf(doc, surveys.Answers{"x": {Codes: answer}}, all); err == nil {
			t.Errorf("%s is scored", name)
		}
	}
	doc.Scoring.Mode = "guess"
	if _, err := measure.VisitOf(doc, surveys.Answers{"x": yes()}, all); err == nil {
		t.Error("an unknown mode is scored")
	}
	if _, err := measure.VisitOf(surveys.Document{Kind: surveys.Survey}, nil, all); err == nil {
		t.Error("a survey is scored as a checklist")
	}
}

func TestPassLineMeetsDust(t *testing.T) {
	// Three of four checks that weigh 0.3 are 75 on paper and 74.99999999999999 in binary.
	doc := smallChecklist(surveys.Item{Code: "a", Weight: 0.3}, surveys.Item{Code: "b", Weight: 0.3},
		surveys.Item{Code: "c", Weight: 0.3}, surveys.Item{Code: "d", Weight: 0.3})
	doc.Scoring.Pass, doc.Scoring.Bands = 75, bands(0, 75)
	v, err := measure.VisitOf(doc, surveys.Answers{"a": yes(), "b": yes(), "c": yes(), "d": no()}, all)
	if err != nil || *v.Total >= 75 {
		t.Fatalf("the case must show dust to prove anything: %v %v", *v.Total, err)
	}
	if v.Verdict != measure.VerdictPass || v.Band != "2" {
		t.Errorf("%v does not reach 75: %s %s", *v.Total, v.Verdict, v.Band)
	}
}

func TestLowestCapHoldsAfterDeductions(t *testing.T) {
	critical := func(code string, effect surveys.CriticalEffect, value float64) surveys.Item {
		return surveys.Item{Code: code, Critical: &surveys.Critical{Effect: effect, Value: value}}
	}
	doc := smallChecklist(surveys.Item{Code: "good", Weight: 97}, critical("a", surveys.CapTotal, 50),
		critical("b", surveys.CapTotal, 80), critical("c", surveys.Deduct, 40))
	v, err := measure.VisitOf(doc, surveys.Answers{"good": yes(), "a": no(), "b": no(), "c": yes()}, all)
	if err != nil || *v.Total != 50 || *v.Raw != 98 || len(v.Criticals) != 2 {
		t.Errorf("caps 50 and 80 of %v leave %v", *v.Raw, *v.Total)
	}
	v, err = measure.VisitOf(doc, surveys.Answers{"good": yes(), "a": yes(), "b": no(), "c": no()}, all)
	if err != nil || *v.Total != 58 {
		t.Errorf("98 less 40, capped at 80, is %v", *v.Total)
	}
}

func TestCriticalFailureWithoutScoreFails(t *testing.T) {
	doc := smallChecklist(surveys.Item{Code: "x", NA: true},
		surveys.Item{Code: "safe", Weight: 1, Critical: &surveys.Critical{Effect: surveys.ZeroTotal}})
	doc.Sections[0].Items[1].Weight = 0 // asked, not scored, and still a red line
	v, err := measure.VisitOf(doc, surveys.Answers{"x": {Codes: []string{surveys.CheckNA}}, "safe": no()}, all)
	if err != nil || v.Total != nil || v.Verdict != measure.VerdictFail || len(v.Criticals) != 1 {
		t.Errorf("%+v %v", v, err)
	}
}

func TestRollUps(t *testing.T) {
	location := measure.LocationScore([]*float64{val(80), val(90), nil})
	if *location.Value != 85 || location.N != 2 || location.Base != 3 {
		t.Errorf("location %+v", location)
	}
	// t(1) = 12.706, s/√n = 5: 85 ± 63.5, cut at 100.
	if iv := location.Interval; iv.High != 100 || math.Abs(iv.Low-(85-12.7062047362*5)) > 1e-6 {
		t.Errorf("interval of 80 and 90 is %+v", iv)
	}
	unit := measure.UnitScore([][]*float64{{val(80), val(90), nil}, {val(60)}, {nil}})
	if *unit.Value != 72.5 || unit.N != 3 || unit.Base != 5 {
		t.Errorf("unit %+v: want the mean of 85 and 60 over 3 visits of 5", unit)
	}
	one := measure.UnitScore([][]*float64{{val(80), val(90)}})
	if *one.Value != 85 || one.Interval == nil || *one.Interval != *location.Interval {
		t.Errorf("a unit of one location is %+v", one)
	}
}

func TestLossRate(t *testing.T) {
	points := []surveys.Option{{Code: "p0", Points: val(0)}, {Code: "p1", Points: val(1)}, {Code: "p4", Points: val(4)}}
	doc := smallChecklist(surveys.Item{Code: "x", NA: true}, surveys.Item{Code: "y", Weight: 3, Options: points})
	var visits []measure.VisitScore
	for _, a := range []surveys.Answers{
		{"x": yes(), "y": {Codes: []string{"p1"}}},
		{"x": no(), "y": {Codes: []string{"p4"}}},
		{"x": {Codes: []string{surveys.CheckNA}}, "y": {Codes: []string{"p0"}}},
	} {
		v, err := measure.VisitOf(doc, a, all)
		if err != nil {
			t.Fatal(err)
		}
		visits = append(visits, v)
	}
	x, y := measure.LossRate(visits, "x"), measure.LossRate(visits, "y")
	if *x.Value != 50 || x.N != 2 || x.Base != 3 || x.Interval.Method != "wilson" {
		t.Errorf("x lost %+v", x)
	}
	if math.Abs(*y.Value-(75+0+100)/3.0) > 1e-9 || y.N != 3 || y.Interval.Method != "t" {
		t.Errorf("y lost %+v", y)
	}
}

func TestCompareKeepsWeightsOfBrandsVisitedUnequally(t *testing.T) {
	doc := smallChecklist(surveys.Item{Code: "x", NA: true, Benchmark: true}, surveys.Item{Code: "y", Benchmark: true},
		surveys.Item{Code: "z", NA: true, Benchmark: true})
	na := surveys.Answer{Codes: []string{surveys.CheckNA}}
	visit := func(x, y, z surveys.Answer) measure.VisitScore {
		v, err := measure.VisitOf(doc, surveys.Answers{"x": x, "y": y, "z": z}, all)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	own := measure.Brand{Code: "own", Visits: []measure.VisitScore{visit(na, yes(), yes()), visit(no(), yes(), yes())}}
	rival := measure.Brand{Code: "r", Visits: []measure.VisitScore{visit(no(), yes(), na)}}
	l := measure.Compare(doc, own, []measure.Brand{rival})
	if len(l.Items) != 2 || *l.Own.Value != 50 || *l.Rivals[0].Figure.Value != 50 || *l.GapToBest != 0 || *l.Index != 100 {
		t.Errorf("both do y always and x never: %+v", l)
	}
	if l.Own.N != 2 || l.ByItem[1].Rates["own"] != 100 {
		t.Errorf("%+v", l)
	}
	nothing := measure.Compare(doc, own, []measure.Brand{rival, {Code: "unseen"}})
	if nothing.Own.Value != nil || nothing.Index != nil || nothing.GapToBest != nil {
		t.Errorf("a rival without visits has nothing in common: %+v", nothing)
	}
}

func TestCompareTakesNoPolicyForAnAnswer(t *testing.T) {
	doc := smallChecklist(surveys.Item{Code: "x", NA: true, Benchmark: true}, surveys.Item{Code: "y", Benchmark: true})
	doc.Scoring.NA = surveys.NAFull
	brand := func(code string, x surveys.Answer) measure.Brand {
		v, err := measure.VisitOf(doc, surveys.Answers{"x": x, "y": yes()}, all)
		if err != nil {
			t.Fatal(err)
		}
		return measure.Brand{Code: code, Visits: []measure.VisitScore{v}}
	}
	na := surveys.Answer{Codes: []string{surveys.CheckNA}}
	l := measure.Compare(doc, brand("own", no()), []measure.Brand{brand("r", na)})
	if len(l.Items) != 1 || l.Items[0] != "y" || *l.Own.Value != 100 {
		t.Errorf("x does not apply at the rival, whatever it counts as in its total: %+v", l)
	}
}
