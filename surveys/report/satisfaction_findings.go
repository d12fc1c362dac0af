package report

import (
	"cmp"
	"math"
	"slices"

	"touchstone/surveys"
)

// Kinds of finding.
const (
	FindingRise     = "rise"
	FindingFall     = "fall"
	FindingGap      = "gap"
	FindingStrength = "strength"
	FindingWeakness = "weakness"
)

// findingsOf is how many findings of a sort are named.
const findingsOf = 3

// findings chooses by rule what a manager should read first: at most three significant changes (the largest first) or,
// where those are fewer, missed targets; the three strongest and the three weakest indicators at the ends of the tree.
func (b *builder) findings(r Satisfaction) []Finding {
	var moved, missed, leaves []Finding
	for _, t := range r.Tiles {
		sortFinding(Finding{Tile: t.Measure, Label: t.Label, Comparison: t.Comparison}, &moved, &missed)
	}
	for _, row := range r.Indicators {
		f := Finding{Code: row.Code, Label: row.Label, Comparison: row.Score}
		if row.Level == 1 {
			sortFinding(f, &moved, &missed)
		}
		if row.Item != "" && row.Score.Current.Status == surveys.FigureOK {
			leaves = append(leaves, f)
		}
	}
	slices.SortStableFunc(moved, func(a, z Finding) int {
		return cmp.Compare(math.Abs(z.Change.Value), math.Abs(a.Change.Value))
	})
	out := append(moved, missed...)
	out = append([]Finding{}, out[:min(len(out), findingsOf)]...)
	return append(out, ends(leaves)...)
}

// sortFinding notes a significant change, else a missed target.
func sortFinding(f Finding, moved, missed *[]Finding) {
	switch {
	case f.Change != nil && f.Change.Tone == ToneGood:
		f.Kind = FindingRise
		*moved = append(*moved, f)
	case f.Change != nil && f.Change.Tone == ToneBad:
		f.Kind = FindingFall
		*moved = append(*moved, f)
	case f.Target != nil && f.Target.Tone == ToneBad:
		f.Kind = FindingGap
		*missed = append(*missed, f)
	}
}

// ends names the strongest indicators, best first, and the weakest, worst first. None is both.
func ends(leaves []Finding) []Finding {
	slices.SortStableFunc(leaves, func(a, z Finding) int { return cmp.Compare(*z.Current.Value, *a.Current.Value) })
	k := min(findingsOf, len(leaves)/2)
	var out []Finding
	for _, f := range leaves[:k] {
		f.Kind = FindingStrength
		out = append(out, f)
	}
	for _, f := range slices.Backward(leaves[len(leaves)-k:]) {
		f.Kind = FindingWeakness
		out = append(out, f)
	}
	return out
}
