package measure

import "touchstone/surveys"

// SatisfactionRate returns the share of satisfied answers (满意率): those from the item's TopBoxFrom up. It is not
// available for an item that has none.
func SatisfactionRate(h Histogram, item surveys.Item, base int64) surveys.Figure {
	const method = "t2b-wilson"
	_, hi, known := Scale(item)
	from := item.TopBoxFrom()
	if !known || from == 0 {
		return surveys.NotAvailable(method, base)
	}
	return Share(h.count(from, int(hi)), h.count(0, int(hi)), base, method)
}

// ItemMean returns the mean answer of a scale item in points of its scale, or the mean score of a single choice with
// scores, with a t interval. Options without a score ("do not know") stay out of it.
func ItemMean(h Histogram, item surveys.Item, base int64) surveys.Figure {
	lo, hi, known := Scale(item)
	if !known {
		return surveys.NotAvailable("mean-t", base)
	}
	return MeanFigure(itemMoments(h, item), lo, hi, base, "mean-t")
}

func itemMoments(h Histogram, item surveys.Item) Moments {
	if !item.Type.OneOption() {
		return h.Moments()
	}
	return h.scored(func(position int) (float64, bool) {
		if position >= len(item.Options) || item.Options[position].Score == nil {
			return 0, false
		}
		return *item.Options[position].Score, true
	})
}

// Linear converts a value between lo and hi to 0…100. hi must be above lo.
func Linear(v, lo, hi float64) float64 { return 100 * (v - lo) / (hi - lo) }

// PointsScore returns the mean of fixed points per grade, such as 10/30/50/70/100 for grades 1…5; points[0] belongs to
// the answer 1. Answers without points stay out.
func PointsScore(h Histogram, points []float64, base int64) surveys.Figure {
	m := h.scored(func(code int) (float64, bool) {
		if code < 1 || code > len(points) {
			return 0, false
		}
		return points[code-1], true
	})
	if m.N == 0 {
		return surveys.NotAvailable("points-t", base)
	}
	lo, hi := points[0], points[0]
	for _, p := range points {
		lo, hi = min(lo, p), max(hi, p)
	}
	return MeanFigure(m, lo, hi, base, "points-t")
}
