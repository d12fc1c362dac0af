package report

import (
	"cmp"
	"slices"
	"strconv"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// Numbers of strong and weak categories that the summary names.
const (
	strongest = 3
	weakest   = 5
)

// gapLines hands the lines to the measure of gaps, competitors by the id of their line.
func (b *assessmentBuilder) gapLines() measure.Lines {
	out := measure.Lines{Competitors: map[string]measure.Ratings{}}
	for i, l := range b.lines {
		switch l.Kind {
		case surveys.LineCurrent:
			out.Current = b.ratings[i]
		case surveys.LineTarget:
			out.Target = b.ratings[i]
		case surveys.LineIndustryBest:
			out.IndustryBest = b.ratings[i]
		case surveys.LineIndustryAverage:
			out.IndustryAverage = b.ratings[i]
		case surveys.LineCompetitor:
			out.Competitors[l.ID.String()] = b.ratings[i]
		}
	}
	return out
}

func (b *assessmentBuilder) gapRows(gaps []measure.IndicatorGap) []BenchmarkGap {
	out := []BenchmarkGap{}
	for _, g := range gaps {
		it, _, _ := b.doc.Item(g.Item)
		row := BenchmarkGap{Rank: g.Rank, Code: g.Item, Label: it.Label, Category: g.Section, Weight: g.Weight, Key: g.Key,
			Current: g.Current, Target: g.Target, TargetGap: g.TargetGap, IndustryGap: g.IndustryGap, AverageGap: g.AverageGap,
			Competitors: []CompetitorGap{}, Priority: g.Priority}
		for _, l := range b.lines {
			if l.Kind == surveys.LineCompetitor {
				row.Competitors = append(row.Competitors, CompetitorGap{l.ID, g.Competitors[l.ID.String()]})
			}
		}
		out = append(out, row)
	}
	return out
}

// extremes names the categories with the highest scores of the current line, at most half of those assessed, and among
// the others those furthest below the target; without a target, the lowest. None is both.
func (b *assessmentBuilder) extremes(categories []BenchmarkCategory) (strong, weak []string) {
	strong, weak = []string{}, []string{}
	if b.current < 0 {
		return strong, weak
	}
	target := slices.IndexFunc(b.lines, func(l surveys.AssessmentLine) bool { return l.Kind == surveys.LineTarget })
	type ranked struct {
		code       string
		score, gap float64
	}
	var all []ranked
	for _, c := range categories {
		own := c.Scores[b.current].Score.Value
		if own == nil {
			continue
		}
		r := ranked{c.Code, *own, -*own}
		if target >= 0 && c.Scores[target].Gap != nil {
			r.gap = *c.Scores[target].Gap
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, z ranked) int { return cmp.Compare(z.score, a.score) })
	k := min(strongest, len(all)/2)
	for _, r := range all[:k] {
		strong = append(strong, r.code)
	}
	all = all[k:]
	slices.SortStableFunc(all, func(a, z ranked) int { return cmp.Compare(z.gap, a.gap) })
	for _, r := range all[:min(weakest, len(all))] {
		if target < 0 || r.gap > 0 {
			weak = append(weak, r.code)
		}
	}
	return strong, weak
}

// evidence lists what was written down, line by line in the order of the scorecard.
func (b *assessmentBuilder) evidence() []BenchmarkEvidence {
	out := []BenchmarkEvidence{}
	for i, l := range b.lines {
		for s, it := range b.doc.Items() {
			if text := b.words[l.ID][it.Code]; text != "" {
				out = append(out, BenchmarkEvidence{LineID: l.ID, Item: it.Code, Category: s.Code, Score: b.ratings[i][it.Code], Text: text})
			}
		}
	}
	return out
}

// methods lists what a reader has to know to defend the figures.
func (b *assessmentBuilder) methods(r Benchmark) []Method {
	out := []Method{{Key: "method.rating_scale"}, {Key: "method.rating_mean"}, {Key: "method.rating_points"},
		{Key: "method.rating_level"}, {Key: "method.rating_coverage", Params: []Param{{"share", fixed(r.Header.Coverage, 1)}}},
		{Key: "method.rating_gap"}}
	if slices.ContainsFunc(r.Gaps, func(g BenchmarkGap) bool { return g.Priority != nil }) {
		out = append(out, Method{Key: "method.rating_priority"})
	}
	outside := 0
	for _, l := range r.Lines {
		if l.Kind != surveys.LineCurrent && l.Kind != surveys.LineTarget {
			outside++
		}
	}
	if outside > 0 {
		out = append(out, Method{Key: "method.rating_outside", Params: []Param{{"count", strconv.Itoa(outside)}}})
	}
	return append(out, Method{Key: "method.rating_consensus"})
}
