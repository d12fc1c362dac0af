package measure

import "slices"

// Rank returns competition ranks, highest value first: 1, 2, 3, 3, 5. Values equal to 9 decimals share a rank; nil has
// rank 0 and takes no place.
func Rank(values []*float64) []int {
	var ascending []float64
	for _, v := range given(values) {
		ascending = append(ascending, Clean(v))
	}
	slices.Sort(ascending)
	ranks := make([]int, len(values))
	for i, v := range values {
		if v != nil {
			above, _ := slices.BinarySearchFunc(ascending, Clean(*v), func(x, v float64) int {
				if x <= v {
					return -1
				}
				return 1
			})
			ranks[i] = len(ascending) - above + 1
		}
	}
	return ranks
}

// PeerStanding places one brand among its peers. Gaps are own minus the other: negative means behind.
type PeerStanding struct {
	Best        float64  `json:"best"` // highest score, own included
	GapToBest   float64  `json:"gap_to_best"`
	GapToMean   *float64 `json:"gap_to_mean"`   // to the mean of the others; nil without others
	RatioToBest *float64 `json:"ratio_to_best"` // nil unless the best is positive
	Rank        int      `json:"rank"`
	Of          int      `json:"of"` // brands with a score, own included
}

// Standing returns the place of own among others; nil values have no score. It is nil when own has none.
func Standing(own *float64, others []*float64) *PeerStanding {
	if own == nil {
		return nil
	}
	all := append([]*float64{own}, others...)
	s := &PeerStanding{Best: *own, Rank: Rank(all)[0], Of: 1}
	var sum float64
	for _, o := range given(others) {
		s.Best = max(s.Best, o)
		s.Of++
		sum += o
	}
	s.GapToBest = *own - s.Best
	if s.Of > 1 {
		s.GapToMean = ptr(*own - sum/float64(s.Of-1))
	}
	if s.Best > 0 {
		s.RatioToBest = ptr(*own / s.Best)
	}
	return s
}

// MinMax stretches values to 0…1 between their lowest and highest. Where all are equal there is no spread to stretch
// and everything is nil; so is what had no value.
func MinMax(values []*float64) []*float64 {
	out := make([]*float64, len(values))
	some := given(values)
	if len(some) == 0 {
		return out
	}
	lo, hi := some[0], some[0]
	for _, v := range some {
		lo, hi = min(lo, v), max(hi, v)
	}
	if lo == hi {
		return out
	}
	for i, v := range values {
		if v != nil {
			out[i] = ptr((*v - lo) / (hi - lo))
		}
	}
	return out
}
