package measure

import (
	"cmp"
	"slices"

	"touchstone/surveys"
)

// Lines are the lines of an assessment that gaps are taken between. Competitors are by name.
type Lines struct {
	Current         Ratings
	Target          Ratings
	IndustryBest    Ratings
	IndustryAverage Ratings
	Competitors     map[string]Ratings
}

// IndicatorGap is what one indicator is behind others. A gap is the other line minus current: positive means behind,
// nil that one of the two was not assessed.
type IndicatorGap struct {
	Item        string              `json:"item"`
	Section     string              `json:"section"`
	Weight      float64             `json:"weight"`
	Key         bool                `json:"key"`
	Current     *float64            `json:"current"`
	Target      *float64            `json:"target"`
	TargetGap   *float64            `json:"target_gap"`
	IndustryGap *float64            `json:"industry_gap"` // to the best of the industry
	AverageGap  *float64            `json:"average_gap"`  // to the average of the industry
	Competitors map[string]*float64 `json:"competitors"`  // gap to each
	// Priority is weight · target gap, 0 when the target is reached; nil without a target gap.
	Priority *float64 `json:"priority"`
	// Rank 1 is the first to work on; equal priority and industry gap share a rank; 0 without a priority.
	Rank int `json:"rank"`
}

// Gaps returns the indicators of a scorecard, the most urgent first: by priority, ties by the gap to the best of the
// industry, then in the order of the scorecard. Indicators without a priority stand at the end.
func Gaps(doc surveys.Document, lines Lines) []IndicatorGap {
	out := []IndicatorGap{}
	for _, section := range doc.Sections {
		for _, it := range section.Items {
			if it.Type == surveys.TypeIndicator {
				out = append(out, gapOf(section.Code, it, lines))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b IndicatorGap) int { return urgency(b, a) })
	for i := range out {
		switch {
		case out[i].Priority == nil:
		case i > 0 && urgency(out[i-1], out[i]) == 0:
			out[i].Rank = out[i-1].Rank
		default:
			out[i].Rank = i + 1
		}
	}
	return out
}

func gapOf(section string, it surveys.Item, lines Lines) IndicatorGap {
	current := lines.Current[it.Code]
	g := IndicatorGap{
		Item: it.Code, Section: section, Weight: it.Weight, Key: it.Key,
		Current: current, Target: lines.Target[it.Code],
		TargetGap:   Gap(current, lines.Target[it.Code]),
		IndustryGap: Gap(current, lines.IndustryBest[it.Code]),
		AverageGap:  Gap(current, lines.IndustryAverage[it.Code]),
		Competitors: map[string]*float64{},
	}
	for name, r := range lines.Competitors {
		g.Competitors[name] = Gap(current, r[it.Code])
	}
	if g.TargetGap != nil {
		g.Priority = ptr(it.Weight * max(*g.TargetGap, 0))
	}
	return g
}

// urgency orders by priority, then industry gap; what is missing comes below everything.
func urgency(a, b IndicatorGap) int {
	return cmp.Or(compareMissingLow(a.Priority, b.Priority), compareMissingLow(a.IndustryGap, b.IndustryGap))
}

func compareMissingLow(a, b *float64) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Compare(Clean(*a), Clean(*b))
}

// Gap returns to − from; nil when either is.
func Gap(from, to *float64) *float64 {
	if from == nil || to == nil {
		return nil
	}
	return ptr(*to - *from)
}
