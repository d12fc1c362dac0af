package report

import (
	"time"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// SatisfactionInput is everything a satisfaction report is computed from. Tallies, waves, units and locations hold only
// what the reader may see and what the filter lets through.
type SatisfactionInput struct {
	Org        surveys.Org
	Client     surveys.Client
	Instrument surveys.Instrument
	Versions   []surveys.Version // all, the oldest first
	Waves      []surveys.Wave    // all of the survey, in their order
	Wave       *surveys.Wave     // the one reported on; nil: everything, for a survey without waves
	Unit       *surveys.Unit     // filter
	Location   *surveys.Location // filter
	Units      []surveys.Unit
	Locations  []surveys.Location
	Targets    []surveys.Target
	Tallies    []Tally // by version, wave and location
	Months     []Tally // by version and month, only for a survey without waves
	Counts     ResponseCounts
	FirstDay   int
	LastDay    int
	MinimumN   int64
	AsOf       time.Time
	NotDerived int64
}

// Tally is the counted answers of one item in one version, wave and location, or in one month. Beyond holds options from
// position 11 on, which a histogram has no room for. The item surveys.ItemAll counts whole responses.
type Tally struct {
	VersionID  surveys.ID
	WaveID     surveys.ID
	LocationID surveys.ID
	Month      int // yyyymm; 0 = all
	Item       string
	measure.Histogram
	Beyond map[int]int64
}

// counted is what was answered to one item: the histogram by positions of the reported document, and the counts of all
// its options.
type counted struct {
	measure.Histogram
	options []int64
}

// block is the counted answers of some scope by item.
type block map[string]counted

func (b block) add(item string, c counted) {
	sum := b[item]
	sum.Histogram = sum.Histogram.Add(c.Histogram)
	if len(sum.options) < len(c.options) {
		sum.options = append(sum.options, make([]int64, len(c.options)-len(sum.options))...)
	} else {
		sum.options = append([]int64(nil), sum.options...) // not another block's
	}
	for i, n := range c.options {
		sum.options[i] += n
	}
	b[item] = sum
}

func (b block) addAll(o block) {
	for item, c := range o {
		b.add(item, c)
	}
}

// responses is how many responses the block holds, the base of its figures.
func (b block) responses() int64 { return b[surveys.ItemAll].N }

func (b block) histograms() map[string]measure.Histogram {
	out := make(map[string]measure.Histogram, len(b))
	for item, c := range b {
		out[item] = c.Histogram
	}
	return out
}

// readable turns a tally into the terms of the reported document. A choice is carried over by option codes. A scale that
// was another one in its version is not comparable and left out.
func readable(t Tally, item surveys.Item, from surveys.Document) (counted, bool) {
	old, _, ok := from.Item(t.Item)
	if !ok || old.Type != item.Type {
		return counted{}, false
	}
	if item.IsScale() {
		oldLow, oldHigh := old.ScaleRange()
		low, high := item.ScaleRange()
		return counted{Histogram: t.Histogram}, oldLow == low && oldHigh == high
	}
	now := item.AllOptions(nil)
	c := counted{Histogram: measure.Histogram{N: t.N}, options: make([]int64, len(now))}
	for position, o := range old.AllOptions(nil) {
		n := t.Beyond[position]
		if position < len(t.C) {
			n = t.C[position]
		}
		for at, option := range now {
			if option.Code == o.Code {
				c.options[at] += n
				if at < len(c.C) {
					c.C[at] += n
				}
			}
		}
	}
	return c, true
}
