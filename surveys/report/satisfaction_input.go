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

// Tally is the counted answers of one item in one version, wave and location, or in one month. The item surveys.ItemAll
// counts whole responses.
type Tally struct {
	VersionID  surveys.ID
	WaveID     surveys.ID
	LocationID surveys.ID
	Month      int // yyyymm; 0 = all
	Item       string
	measure.Histogram
}

// block is the counted answers of some scope by item, by positions of the reported document.
type block map[string]measure.Histogram

func (b block) add(item string, h measure.Histogram) { b[item] = b[item].Add(h) }

func (b block) addAll(o block) {
	for item, h := range o {
		b.add(item, h)
	}
}

// responses is how many responses the block holds, the base of its figures.
func (b block) responses() int64 { return b[surveys.ItemAll].N }

// readable turns a tally into the terms of the reported document. A choice is carried over by option codes. A scale that
// was another one in its version is not comparable and left out.
func readable(t Tally, item surveys.Item, from surveys.Document) (measure.Histogram, bool) {
	old, _, ok := from.Item(t.Item)
	if !ok || old.Type != item.Type {
		return measure.Histogram{}, false
	}
	if item.IsScale() {
		oldLow, oldHigh := old.ScaleRange()
		low, high := item.ScaleRange()
		return t.Histogram, oldLow == low && oldHigh == high
	}
	now := item.AllOptions(nil)
	h := measure.Histogram{N: t.N}
	for position, o := range old.AllOptions(nil) {
		for at, option := range now {
			if option.Code == o.Code {
				h = h.With(at, t.Count(position))
			}
		}
	}
	return h, true
}
