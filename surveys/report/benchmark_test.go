package report_test

import (
	"slices"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/surveytest"
)

// rated is an assessment by the library's scorecard.
type rated struct {
	report.BenchmarkInput
	n byte
}

func newRated(t *testing.T) *rated {
	return &rated{BenchmarkInput: report.BenchmarkInput{Version: surveys.Version{Number: 1, Document: surveytest.Library(t, "cmm-e")}}}
}

// line adds a line that scores the first n indicators; score says how.
func (r *rated) line(kind surveys.LineKind, n int, score func(i int) float64) surveys.ID {
	r.n++
	id := surveys.ID{15: r.n}
	r.Lines = append(r.Lines, surveys.AssessmentLine{ID: id, Kind: kind, Position: int(r.n)})
	i := 0
	for _, it := range r.Version.Document.Items() {
		if i < n {
			v := score(i)
			r.Ratings = append(r.Ratings, surveys.Rating{LineID: id, Item: it.Code, Score: &v, Evidence: map[bool]string{true: "制度文件"}[i == 0]})
		}
		i++
	}
	return id
}

func flat(v float64) func(int) float64 { return func(int) float64 { return v } }

func TestBenchmarkOfAFullAssessment(t *testing.T) {
	r := newRated(t)
	rival := r.line(surveys.LineCompetitor, 64, flat(5))
	target := r.line(surveys.LineTarget, 64, flat(4))
	r.line(surveys.LineCurrent, 64, flat(3))
	b := report.BuildBenchmark(r.BenchmarkInput)
	all := b.Summary.All
	if all.Points != 192 || all.MaxPoints != 320 || *all.Mean.Value != 3 || all.Level != "defined" || all.LevelNumber != 3 || all.Provisional || all.Coverage != 100 {
		t.Errorf("%+v", all)
	}
	if all.Next == nil || all.Next.Level != "managed" || all.Next.Distance != 0.5 {
		t.Errorf("next %+v", all.Next)
	}
	if kinds := []surveys.LineKind{b.Lines[0].Kind, b.Lines[1].Kind, b.Lines[2].Kind}; !slices.Equal(kinds, []surveys.LineKind{"current", "target", "competitor"}) {
		t.Errorf("lines %v", kinds)
	}
	if len(b.Categories) != 8 || len(b.Indicators) != 64 || len(b.Gaps) != 64 {
		t.Fatalf("%d categories, %d indicators, %d gaps", len(b.Categories), len(b.Indicators), len(b.Gaps))
	}
	for _, c := range b.Categories {
		if c.Scores[0].Gap != nil || *c.Scores[1].Gap != 1 || *c.Scores[2].Gap != 2 || c.Scores[1].LineID != target || c.Scores[2].LineID != rival {
			t.Errorf("%s: %+v", c.Code, c.Scores)
		}
	}
	for _, g := range b.Gaps {
		if *g.TargetGap != 1 || *g.Priority != g.Weight || g.IndustryGap != nil || *g.Competitors[0].Gap != 2 {
			t.Errorf("%+v", g)
		}
	}
	if b.Gaps[0].Rank != 1 || b.Gaps[0].Weight != 2 {
		t.Errorf("first gap %+v", b.Gaps[0])
	}
	if len(b.Strengths) != 3 || len(b.Weaknesses) != 5 || len(b.Evidence) != 3 || b.Evidence[0].LineID != b.Lines[0].ID {
		t.Errorf("%v %v %+v", b.Strengths, b.Weaknesses, b.Evidence)
	}
}

func TestBenchmarkPointsAreTheSumOfScores(t *testing.T) {
	r := newRated(t)
	// 203 of 320: eleven indicators at 4, the others at 3.
	r.line(surveys.LineCurrent, 64, func(i int) float64 {
		if i < 11 {
			return 4
		}
		return 3
	})
	b := report.BuildBenchmark(r.BenchmarkInput)
	if b.Summary.All.Points != 203 || b.Summary.All.MaxPoints != 320 || *b.Summary.All.Mean.Value == 203.0/64 {
		t.Errorf("%+v: the mean is weighted, the points are not", b.Summary.All)
	}
	if len(b.Gaps) != 64 || b.Gaps[0].Priority != nil || b.Gaps[0].Rank != 0 {
		t.Errorf("there is no target: %+v", b.Gaps[0])
	}
}

func TestBenchmarkOfLittleIsProvisional(t *testing.T) {
	r := newRated(t)
	r.line(surveys.LineCurrent, 8, flat(5))
	b := report.BuildBenchmark(r.BenchmarkInput)
	if s := b.Summary.All; !s.Provisional || s.Points != 40 || s.MaxAssessed != 40 || s.Mean.N != 8 || s.Mean.Base != 64 {
		t.Errorf("%+v", s)
	}
	if b.Categories[1].Scores[0].Score.Value != nil || b.Indicators[20].Scores[0].Score.Status != surveys.FigureNotAvailable {
		t.Error("what was not assessed has a score")
	}
	none := report.BuildBenchmark(newRated(t).BenchmarkInput)
	if none.Summary.All.Mean.Value != nil || none.Summary.All.Level != "" || none.Summary.All.LevelNumber != 0 || none.Summary.All.MaxPoints != 320 {
		t.Errorf("%+v", none.Summary.All)
	}
}

func TestNoCategoryIsBothStrongAndWeak(t *testing.T) {
	r := newRated(t)
	// The further on, the lower; but the best categories have the highest targets by far.
	r.line(surveys.LineCurrent, 64, func(i int) float64 { return 4 - float64(i/8)/2 })
	r.line(surveys.LineTarget, 64, func(i int) float64 {
		if i < 16 {
			return 5
		}
		return 3.5
	})
	b := report.BuildBenchmark(r.BenchmarkInput)
	if len(b.Strengths) != 3 || b.Strengths[0] != b.Categories[0].Code || len(b.Weaknesses) != 5 {
		t.Fatalf("strong %v, weak %v", b.Strengths, b.Weaknesses)
	}
	for _, code := range b.Strengths {
		if slices.Contains(b.Weaknesses, code) {
			t.Errorf("%s is strong and weak", code)
		}
	}
	for assessed, want := range map[int][2]int{1: {0, 1}, 9: {1, 1}, 24: {1, 2}} {
		few := newRated(t)
		few.line(surveys.LineCurrent, assessed, flat(2))
		if b := report.BuildBenchmark(few.BenchmarkInput); len(b.Strengths) != want[0] || len(b.Weaknesses) != want[1] {
			t.Errorf("%d indicators: %v, %v", assessed, b.Strengths, b.Weaknesses)
		}
	}
}

func TestShareOfPointsIsNotTheShareOfTheMean(t *testing.T) {
	r := newRated(t)
	r.line(surveys.LineCurrent, 64, func(i int) float64 { return float64(i % 6) })
	all := report.BuildBenchmark(r.BenchmarkInput).Summary.All
	if *all.PointsShare != 100*all.Points/all.MaxPoints || *all.PointsShare == *all.Percent {
		t.Errorf("%v %% of %v/%v points, mean %v %%", *all.PointsShare, all.Points, all.MaxPoints, *all.Percent)
	}
	if none := report.BuildBenchmark(newRated(t).BenchmarkInput); none.Summary.All.PointsShare != nil {
		t.Error("nothing assessed is not 0 %")
	}
}
