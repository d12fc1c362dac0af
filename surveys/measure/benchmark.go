package measure

import (
	"math"
	"slices"

	"touchstone/surveys"
)

// Brand holds the visits of one brand to compare; they are scored by one version of the checklist.
type Brand struct {
	Code   string
	Visits []VisitScore
}

// LikeForLike compares an own brand with rivals over the benchmark items that every one of them has answered at least
// once. All figures are 0…100 and have the same items and weights behind them.
type LikeForLike struct {
	Items     []string        `json:"items"`       // the common items, in the order of the checklist
	Own       surveys.Figure  `json:"own"`         // N: visits with at least one of the items
	Rivals    []RivalFigure   `json:"rivals"`      // in the order given
	Best      string          `json:"best"`        // code of the best rival; the first of equals
	GapToBest *float64        `json:"gap_to_best"` // own − best rival; negative means behind
	Index     *float64        `json:"index"`       // 100 · own / mean of the rivals
	ByItem    []ItemLikeLevel `json:"by_item"`
}

// RivalFigure is one rival's score over the common items.
type RivalFigure struct {
	Brand  string         `json:"brand"`
	Figure surveys.Figure `json:"figure"`
	Gap    *float64       `json:"gap"` // own − rival
}

// ItemLikeLevel is the score rate of one item with the visits behind it, by brand code.
type ItemLikeLevel struct {
	Item  string             `json:"item"`
	Rates map[string]float64 `json:"rates"` // 0…100
	N     map[string]int64   `json:"n"`     // visits whose answer counts
}

// itemRate is what one brand reached on one item over all its visits.
type itemRate struct {
	earned, possible, full float64
	n                      int64
}

// Compare scores own and rivals over what they have in common. An item that some brand only ever answered "not
// applicable", or never, stays out for all. Several visits of a brand are averaged item by item first, so that a brand
// visited more often, or asked an item more often, does not carry other weights than its rivals.
func Compare(doc surveys.Document, own Brand, rivals []Brand) LikeForLike {
	marked := map[string]bool{}
	for _, s := range doc.Sections {
		for _, it := range s.Items {
			marked[it.Code] = it.Type == surveys.TypeCheck && it.Benchmark
		}
	}
	brands := append([]Brand{own}, rivals...)
	rates := make([]map[string]itemRate, len(brands))
	for i, b := range brands {
		rates[i] = ratesOf(b, marked)
	}
	out := LikeForLike{Items: []string{}, Rivals: []RivalFigure{}, ByItem: []ItemLikeLevel{}}
	for _, s := range doc.Sections {
		for _, it := range s.Items {
			if marked[it.Code] && everyoneHas(rates, it.Code) {
				out.Items = append(out.Items, it.Code)
				out.ByItem = append(out.ByItem, levelsOf(it.Code, brands, rates))
			}
		}
	}
	out.Own = commonScore(own, rates[0], out.Items)
	for i, r := range rivals {
		f := commonScore(r, rates[i+1], out.Items)
		out.Rivals = append(out.Rivals, RivalFigure{Brand: r.Code, Figure: f, Gap: Gap(f.Value, out.Own.Value)})
	}
	out.place()
	return out
}

func ratesOf(b Brand, marked map[string]bool) map[string]itemRate {
	out := map[string]itemRate{}
	for _, v := range b.Visits {
		for _, s := range v.Items {
			if marked[s.Item] && s.Answered && s.Counted && s.Possible > 0 {
				r := out[s.Item]
				r.earned, r.possible, r.full = r.earned+s.Earned, r.possible+s.Possible, s.Possible
				r.n++
				out[s.Item] = r
			}
		}
	}
	return out
}

func everyoneHas(rates []map[string]itemRate, item string) bool {
	for _, r := range rates {
		if _, has := r[item]; !has {
			return false
		}
	}
	return true
}

func levelsOf(item string, brands []Brand, rates []map[string]itemRate) ItemLikeLevel {
	l := ItemLikeLevel{Item: item, Rates: map[string]float64{}, N: map[string]int64{}}
	for i, b := range brands {
		l.Rates[b.Code] = 100 * rates[i][item].earned / rates[i][item].possible
		l.N[b.Code] = rates[i][item].n
	}
	return l
}

func commonScore(b Brand, rates map[string]itemRate, items []string) surveys.Figure {
	const method = "checklist-like-for-like"
	var n int64
	for _, v := range b.Visits {
		if slices.ContainsFunc(v.Items, func(s ItemScore) bool { return s.Answered && slices.Contains(items, s.Item) }) {
			n++
		}
	}
	var earned, possible float64
	for _, it := range items {
		r := rates[it]
		earned += r.full * r.earned / r.possible
		possible += r.full
	}
	if possible <= 0 || n == 0 {
		return surveys.NotAvailable(method, int64(len(b.Visits)))
	}
	return ok(math.Max(0, 100*earned/possible), n, int64(len(b.Visits)), method)
}

// place fills best rival, gap and index.
func (l *LikeForLike) place() {
	var sum float64
	best := math.Inf(-1)
	for _, r := range l.Rivals {
		if r.Figure.Value == nil {
			return // then nobody has a score: the items are common to all
		}
		sum += *r.Figure.Value
		if *r.Figure.Value > best {
			best, l.Best = *r.Figure.Value, r.Brand
		}
	}
	if len(l.Rivals) == 0 || l.Own.Value == nil {
		return
	}
	l.GapToBest = ptr(*l.Own.Value - best)
	if sum > 0 {
		l.Index = ptr(100 * *l.Own.Value / (sum / float64(len(l.Rivals))))
	}
}
