package report_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/measure"
	"touchstone/surveys/report"
	"touchstone/surveys/surveytest"
)

// shop is a client with two units, three own locations and two rivals, over two waves of the worked checklist.
type shop struct {
	report.ChecklistInput
	t *testing.T
	n byte
}

func (s *shop) id() surveys.ID { s.n++; return surveys.ID{15: s.n} }

func newShop(t *testing.T) *shop {
	s := &shop{t: t}
	name := func(code string) surveys.Text { return surveys.Text{"zh": code, "en": code} }
	s.Client, s.Org = surveys.Client{ID: s.id(), Code: "client"}, surveys.Org{Zone: "Asia/Shanghai"}
	s.Versions = []surveys.Version{{ID: s.id(), Number: 1, Document: surveytest.WorkedChecklist(), PublishedAt: time.Date(2025, 12, 31, 20, 0, 0, 0, time.UTC)}}
	head := surveys.Unit{ID: s.id(), Code: "head", Name: name("head")}
	north := surveys.Unit{ID: s.id(), Code: "north", Name: name("north"), ParentID: head.ID}
	south := surveys.Unit{ID: s.id(), Code: "south", Name: name("south"), ParentID: head.ID}
	s.Units = []surveys.Unit{head, north, south}
	own := surveys.Brand{ID: s.id(), Code: "own", Own: true}
	x, y := surveys.Brand{ID: s.id(), Code: "x", Position: 1}, surveys.Brand{ID: s.id(), Code: "y", Position: 2}
	s.Brands = []surveys.Brand{own, x, y}
	for _, l := range []struct {
		code  string
		unit  surveys.Unit
		brand surveys.Brand
	}{{"n1", north, own}, {"n2", north, own}, {"s1", south, own}, {"rx", north, x}, {"ry", north, y}} {
		s.Locations = append(s.Locations, surveys.Location{ID: s.id(), Code: l.code, Name: name(l.code), UnitID: l.unit.ID, BrandID: l.brand.ID})
	}
	s.AllWaves = []surveys.Wave{{ID: s.id(), Code: "w1", FromDay: 20260101, ToDay: 20260131}, {ID: s.id(), Code: "w2", FromDay: 20260401, ToDay: 20260430}}
	s.Waves, s.Wave, s.Whole = s.AllWaves, s.AllWaves[1], true
	return s
}

// visit adds a published visit with that score; changes go over the worked answers.
func (s *shop) visit(wave int, location string, score float64, changes surveys.Answers) *report.ScoredVisit {
	s.t.Helper()
	answers := surveytest.WorkedAnswers("p")
	for code, a := range changes {
		answers[code] = a
	}
	detail, err := measure.VisitOf(s.Versions[0].Document, answers, func(string) bool { return true })
	if err != nil {
		s.t.Fatal(err)
	}
	at := slices.IndexFunc(s.Locations, func(l surveys.Location) bool { return l.Code == location })
	v := report.ScoredVisit{Visit: surveys.Visit{ID: s.id(), WaveID: s.AllWaves[wave].ID, LocationID: s.Locations[at].ID, VersionID: s.Versions[0].ID,
		State: surveys.VisitSubmitted, Report: surveys.ReportPublished, Score: &score, Verdict: measure.VerdictPass, Band: "good",
		Revision: 1, VisitedDay: s.AllWaves[wave].FromDay + int(s.n)%20}, Answers: answers, Detail: &detail}
	s.Visits = append(s.Visits, v)
	return &s.Visits[len(s.Visits)-1]
}

func one(code string) surveys.Answer { return surveys.Answer{Codes: []string{code}} }

func near(t *testing.T, name string, got *float64, want float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > 1e-9 {
		t.Errorf("%s: %v, want %v", name, shown(got), want)
	}
}

func shown(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

func TestCompetitorsOverWhatAllHaveInCommon(t *testing.T) {
	s := newShop(t)
	s.visit(1, "n1", 73, nil)
	s.visit(1, "rx", 90, surveys.Answers{"b2": one("4")})
	s.visit(1, "ry", 60, surveys.Answers{"b2": one("2"), "b3": one("yes"), "c2": one("no")})
	s.visit(1, "rx", 90, surveys.Answers{"b2": one("4")})
	c := report.BuildChecklist(s.ChecklistInput).Competitors
	near(t, "own", c.Own.Common.Value, 100*10.0/13)
	near(t, "x", c.Rivals[0].Common.Value, 100*12.0/13)
	near(t, "y", c.Rivals[1].Common.Value, 100*8.0/13)
	near(t, "gap", c.GapToBest, -100*2.0/13)
	near(t, "index", c.Index, 100)
	near(t, "total of x", c.Rivals[0].Total.Value, 90)
	if c.Best != "x" || len(c.Items) != 4 || c.Own.Common.Status != surveys.FigureLowBase {
		t.Errorf("%+v", c)
	}
	for _, it := range c.Items {
		if it.Code == "b2" && (it.Own != 75 || it.Rivals["x"] != 100 || it.Gap != -25 || it.N[c.Own.Brand.Code] != 1 || it.N["x"] != 2 || it.N["y"] != 1) {
			t.Errorf("%+v", it)
		}
	}
	near(t, "service, own", &c.Sections[0].Own, 100*9.0/12)
}

func TestWaveRollsUpByLocation(t *testing.T) {
	s := newShop(t)
	s.visit(0, "n1", 50, nil)
	s.visit(0, "n2", 90, nil)
	s.visit(0, "s1", 70, nil)
	s.visit(1, "n1", 60, nil)
	s.visit(1, "n1", 80, nil) // the mean of n1 is 70
	s.visit(1, "n2", 100, nil)
	s.visit(1, "s1", 70, nil)
	s.visit(1, "rx", 10, nil)
	s.visit(1, "s1", 0, nil).Report = surveys.ReportRetracted
	s.visit(1, "s1", 0, nil).Excluded = true
	s.visit(1, "s1", 0, nil).Report = surveys.ReportInReview
	waiting := s.visit(1, "s1", 0, nil)
	waiting.Report, waiting.State, waiting.Detail = surveys.ReportNone, surveys.VisitExpired, nil
	cancelled := s.visit(1, "s1", 0, nil)
	cancelled.Report, cancelled.State, cancelled.Detail = surveys.ReportNone, surveys.VisitCancelled, nil
	r := report.BuildChecklist(s.ChecklistInput)
	near(t, "score", r.Summary.Score.Current.Value, (70+100+70)/3.0)
	near(t, "score before", r.Summary.Score.Previous.Value, 70)
	if n := r.Summary.Score.Current.N; n != 4 {
		t.Errorf("n %d counts locations instead of visits", n)
	}
	if got, want := r.Summary.Own, (report.VisitCounts{Planned: 8, Done: 7, Valid: 4, Excluded: 2, InReview: 1, Expired: 1}); got != want {
		t.Errorf("own %+v, want %+v", got, want)
	}
	if r.Summary.Rivals.Valid != 1 || r.Summary.CriticalCount != 4 || *r.Summary.CriticalPrev != 3 {
		t.Errorf("%+v", r.Summary)
	}
	if rate := r.Summary.CriticalRate; *rate.Current.Value != 100 || *rate.Previous.Value != 100 || rate.Change == nil || rate.Change.Value != 0 || rate.Better != "lower" || *r.Summary.CriticalChange != 1 {
		t.Errorf("critical rate %+v, change of the count %v", rate, r.Summary.CriticalChange)
	}
	if codes := []string{r.League[0].Code, r.League[1].Code, r.League[2].Code}; !slices.Equal(codes, []string{"n2", "n1", "s1"}) {
		t.Errorf("league %v", codes)
	}
	first, tied := r.League[0], r.League[1]
	if first.Rank != 1 || *first.RankChange != 0 || tied.Rank != 2 || tied.Tied != 1 || *tied.RankChange != 1 || r.League[2].Rank != 2 || *r.League[2].RankChange != 0 {
		t.Errorf("ranks %+v", r.League)
	}
	near(t, "change of n1", tied.Change, 20)
	near(t, "north", r.Units[1].Score.Value, 85)
	if r.Units[0].Level != 1 || r.Units[1].Level != 2 || r.Units[1].Rank != 1 || r.Units[2].Rank != 2 || r.Units[0].Visits != 4 {
		t.Errorf("units %+v", r.Units)
	}
	if len(r.Trend) != 2 || !r.Trend[1].Current || r.Trend[0].Visits != 3 || len(r.Visits) != 5 {
		t.Errorf("trend %+v", r.Trend)
	}
	if len(r.Critical) != 4 || r.Critical[0].Note == "" || !slices.Equal(r.Critical[0].Photos, []string{"p"}) {
		t.Errorf("critical %+v", r.Critical)
	}
}

func TestChecksOfAWave(t *testing.T) {
	s := newShop(t)
	s.visit(1, "n1", 70, nil)
	s.visit(1, "n2", 70, surveys.Answers{"b2": one("4"), "a3": one("yes"), "b5": one("no")})
	s.visit(1, "s1", 70, surveys.Answers{"b2": one("0")})
	r := report.BuildChecklist(s.ChecklistInput)
	find := func(code string) report.CheckResult {
		return r.Items[slices.IndexFunc(r.Items, func(c report.CheckResult) bool { return c.Code == code })]
	}
	b2 := find("b2")
	if b2.Yes != 1 || b2.Part != 1 || b2.No != 1 || b2.NA != 0 || b2.Losing != 2 || b2.Points != 8 {
		t.Errorf("%+v", b2)
	}
	near(t, "rate of b2", b2.Rate.Value, 100*(0.75+1+0)/3)
	near(t, "loss of b2", b2.Loss.Value, 100-100*(0.75+1+0)/3)
	if a3 := find("a3"); a3.NA != 2 || a3.Yes != 1 || a3.Rate.N != 1 || a3.Rate.Base != 3 {
		t.Errorf("%+v", a3)
	}
	if b5 := find("b5"); b5.Yes != 2 || b5.No != 1 || b5.Rate.Value != nil || b5.LossRank != 0 {
		t.Errorf("bonus %+v", b5)
	}
	if d1 := find("d1"); d1.Rate.Value != nil || d1.Rate.Status != surveys.FigureNotAvailable || d1.NA != 3 {
		t.Errorf("nobody could answer it: %+v", d1)
	}
	if c1 := find("c1"); c1.LossRank != 1 || c1.Critical != "fail_verdict" {
		t.Errorf("%+v", c1)
	}
	if r.Sections[3].Own.Current.Value != nil {
		t.Error("a section that never applied has a score")
	}
	near(t, "weight of service", &r.Sections[1].Weight, 45)
}

func TestABreakingVersionEndsComparison(t *testing.T) {
	s := newShop(t)
	s.visit(0, "n1", 50, nil)
	next := s.Versions[0]
	next.ID, next.Number, next.SeriesBreak = s.id(), 2, true
	s.Versions = append(s.Versions, next)
	s.visit(1, "n1", 90, nil).VersionID = next.ID
	r := report.BuildChecklist(s.ChecklistInput)
	if r.Summary.Score.Previous == nil || r.Summary.Score.Change != nil || r.League[0].RankChange != nil || !r.Trend[1].Break {
		t.Errorf("%+v %+v", r.Summary.Score, r.Trend)
	}
	if v := r.Header.Versions[0]; v.Number != 2 || v.Day != 20260101 { // the day of the organisation, not of Greenwich
		t.Errorf("%+v", r.Header.Versions)
	}
}

func TestAnEmptyWaveHasNoFigures(t *testing.T) {
	r := report.BuildChecklist(newShop(t).ChecklistInput)
	if r.Summary.Score.Current.Value != nil || r.Summary.PassRate.Current.Status != surveys.FigureNotAvailable || r.Competitors != nil || len(r.League) != 0 {
		t.Errorf("%+v", r.Summary)
	}
}
