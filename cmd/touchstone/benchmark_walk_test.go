package main

import (
	"archive/zip"
	"io"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/report"
)

// benchmark goes through the whole model.
func (w *walker) benchmark(r report.Benchmark) {
	w.t.Helper()
	w.legend("report.benchmark.legend")
	w.sets("conclusions", nil, r.Summary.All, r.Summary.Key, false)
	w.level(r)
	categories := map[string]report.BenchmarkCategory{}
	for i, c := range r.Categories {
		categories[c.Code] = c
		w.benchmarkCategory(r, i, c)
	}
	for _, l := range r.Lines {
		w.sets("categories", []string{w.benchmarkLine(l)}, l.All, l.Key, true)
	}
	for _, code := range append(append([]string{}, r.Strengths...), r.Weaknesses...) {
		c := categories[code]
		numbers := figure(c.Scores[0].Score)
		w.row("conclusions", []string{c.Label.In(w.lang)}, append(numbers, c.Scores[1].Score.Value, c.Scores[1].Gap))
	}
	for _, x := range r.Indicators {
		numbers := []*float64{n(int64(x.Number)), &x.Weight, x.Priority, x.Scores[1].Gap}
		for _, s := range x.Scores {
			numbers = append(numbers, s.Score.Value)
		}
		w.row("capabilities", w.marked(x.Key, x.Label.In(w.lang), categories[x.Category].Label.In(w.lang), x.Code, x.Category), append(numbers, rank(x.Rank)))
	}
	for i, g := range r.Gaps {
		numbers := []*float64{rank(g.Rank), &g.Weight, g.Current, g.Target, g.Priority, g.TargetGap}
		if len(r.Lines) > 2 {
			numbers = append(numbers, g.IndustryGap, g.AverageGap)
		}
		for _, c := range g.Competitors {
			numbers = append(numbers, c.Gap)
		}
		texts := w.marked(g.Key, g.Label.In(w.lang), categories[g.Category].Label.In(w.lang))
		w.row("gaps", append(texts, g.Code), numbers)
		if i < 5 && g.Priority != nil && *g.Priority > 0 {
			w.row("conclusions", texts[:2], []*float64{rank(g.Rank), &g.Weight, g.Current, g.Target, g.TargetGap, g.Priority})
		}
	}
	w.evidenceOf(r)
}

func (w *walker) evidenceOf(r report.Benchmark) {
	lines, items := map[surveys.ID]report.BenchmarkLine{}, map[string]report.BenchmarkIndicator{}
	for _, l := range r.Lines {
		lines[l.ID] = l
	}
	for _, x := range r.Indicators {
		items[x.Code] = x
	}
	for _, e := range r.Evidence {
		texts := []string{w.benchmarkLine(lines[e.LineID]), items[e.Item].Label.In(w.lang), w.say("report.informant.consensus"), e.Text, e.Item}
		w.row("evidence", texts, []*float64{e.Score})
	}
}

// rank 0 means none, which is a dash.
func rank(r int) *float64 {
	if r == 0 {
		return nil
	}
	return n(int64(r))
}

func (w *walker) marked(key bool, texts ...string) []string {
	if key {
		texts = append(texts, "★")
	}
	return texts
}

func (w *walker) benchmarkLine(l report.BenchmarkLine) string {
	if l.Kind == surveys.LineCompetitor {
		return l.Name.In(w.lang)
	}
	return w.say("report.line." + string(l.Kind))
}

// sets looks for both readings of a line. Points of a line that nobody scored are a dash, not 0.
func (w *walker) sets(sheet string, texts []string, all, key report.BenchmarkSet, wide bool) {
	w.t.Helper()
	for name, x := range map[string]report.BenchmarkSet{"all": all, "key": key} {
		numbers := append(figure(x.Mean), n(x.Mean.Base), x.PointsShare, &x.MaxPoints, &x.Coverage, nil, rank(x.LevelNumber), nil)
		if x.Mean.N > 0 {
			numbers[6] = &x.Points
		}
		if x.Next != nil {
			numbers[8] = &x.Next.Distance
		}
		if wide {
			numbers = append(numbers, &x.MaxAssessed, x.Percent)
		}
		w.row(sheet, append([]string{w.say("report.set." + name)}, texts...), numbers)
	}
}

// level looks for the words of the level under the points.
func (w *walker) level(r report.Benchmark) {
	w.t.Helper()
	for _, l := range r.Header.Levels {
		if x := r.Summary.All; l.Code == x.Level && !x.Provisional {
			w.row("conclusions", []string{w.say("report.set.all"), l.Label.In(w.lang)}, nil)
		}
	}
}

func (w *walker) benchmarkCategory(r report.Benchmark, i int, c report.BenchmarkCategory) {
	w.t.Helper()
	label := []string{c.Label.In(w.lang)}
	first, beside := []*float64{n(int64(i + 1)), &c.Weight, &c.Share}, []*float64{}
	second := []*float64{&c.MaxPoints, &c.Coverage, n(int64(c.Indicators)), n(c.Scores[0].Score.N), rank(c.LevelNumber)}
	if c.Scores[0].Score.N > 0 {
		second = append(second, &c.Points)
	}
	for k, s := range c.Scores {
		first, beside = append(first, figure(s.Score)...), append(beside, s.Score.Value)
		if k > 0 {
			second = append(second, s.Gap)
		}
	}
	w.row("categories", label, first)
	w.row("categories", label, second)
	w.row("conclusions", label, beside)
}

// part reads a part of a workbook.
func part(t *testing.T, path, name string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	raw, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
