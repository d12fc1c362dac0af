package measure

import "touchstone/surveys"

// LocationScore is the mean of the visits of one location, each counting the same; visits without a score stay out but
// remain in Base. The interval is t over the visits, cut at 0 and 100 (or at the best score, if a bonus went beyond).
func LocationScore(visits []*float64) surveys.Figure {
	return meanScore(given(visits), int64(len(visits)), "checklist-mean-visits")
}

// UnitScore is the mean of the means of its locations, each location counting the same however often it was visited.
// N and Base count visits. The interval is t over the locations, since visits of one location resemble each other;
// with a single location it is that location's own.
func UnitScore(locations [][]*float64) surveys.Figure {
	const method = "checklist-mean-locations"
	var n, base int64
	var means []float64
	var only surveys.Figure
	for _, visits := range locations {
		f := LocationScore(visits)
		base += f.Base
		if f.Value != nil {
			n += f.N
			means = append(means, *f.Value)
			only = f
		}
	}
	f := meanScore(means, base, method)
	if f.Value == nil {
		return f
	}
	f.N = n
	if len(means) == 1 {
		f.Interval = only.Interval
	}
	return f
}

func meanScore(values []float64, base int64, method string) surveys.Figure {
	top := 100.0
	for _, v := range values {
		top = max(top, v)
	}
	return MeanFigure(MomentsOf(values), 0, top, base, method)
}

func given(values []*float64) []float64 {
	var out []float64
	for _, v := range values {
		if v != nil {
			out = append(out, *v)
		}
	}
	return out
}

// LossRate returns the points an item lost (失分率), 0…100 of those it could have earned, over the visits in which it
// counted. Base is how many visits there were. Where every visit earned all or nothing the rate is a share with a Wilson
// interval, else a mean with a t interval.
func LossRate(visits []VisitScore, item string) surveys.Figure {
	const method = "loss-rate"
	var lost []float64
	var all int64
	shares := true
	for _, v := range visits {
		for _, s := range v.Items {
			if s.Item != item || !s.Counted || s.Possible <= 0 {
				continue
			}
			l := 100 * (1 - s.Earned/s.Possible)
			lost = append(lost, l)
			switch l {
			case 100:
				all++
			case 0:
			default:
				shares = false
			}
		}
	}
	base := int64(len(visits))
	if shares {
		return Share(all, int64(len(lost)), base, method)
	}
	m := MomentsOf(lost)
	return MeanFigure(m, 0, max(100, m.Mean), base, method)
}
