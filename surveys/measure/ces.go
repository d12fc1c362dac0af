package measure

import "touchstone/surveys"

// CESResult holds the three readings of an effort item and which of them its author chose as headline. Nothing is
// turned round: with Direction "lower" (the effort wording) a high value is the bad one.
type CESResult struct {
	Headline  surveys.Figure    `json:"headline"`
	Mean      surveys.Figure    `json:"mean"`  // 1…7
	Top3      surveys.Figure    `json:"top3"`  // share answering 5–7
	Index     surveys.Figure    `json:"index"` // share 6–7 minus share 1–3, −100…100
	Direction surveys.Direction `json:"direction"`
}

// CES returns the readings of a 1…7 effort item. Without a rule the mean is the headline, without a direction higher
// is better (CES 2.0, agreement that it was easy).
func CES(h Histogram, item surveys.Item, base int64) CESResult {
	r := CESResult{
		Mean:      MeanFigure(h.Moments(), 1, 7, base, "ces-mean"),
		Top3:      Share(h.count(5, 7), h.count(1, 7), base, "ces-top3"),
		Index:     net(h.count(6, 7), h.count(1, 3), h.count(1, 7), base, "ces-index"),
		Direction: item.Direction,
	}
	if r.Direction == "" {
		r.Direction = surveys.HigherBetter
	}
	switch item.CESRule {
	case "top3":
		r.Headline = r.Top3
	case "index":
		r.Headline = r.Index
	default:
		r.Headline = r.Mean
	}
	return r
}
