package report

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"

	"touchstone/surveys"
)

// trendLength is how many periods a trend shows at most.
const trendLength = 12

// trend shows the waves with answers up to the one reported on, or the months of a survey without waves.
func (b *builder) trend() []TrendPoint {
	out := []TrendPoint{}
	if len(b.headlines) == 0 {
		return out
	}
	if b.in.Wave == nil {
		for _, month := range slices.Sorted(maps.Keys(b.byMonth)) {
			if of := b.byMonth[month]; of.responses() > 0 {
				out = append(out, b.point(of, nil, month))
			}
		}
		return out[max(0, len(out)-trendLength):]
	}
	var last *surveys.Wave
	for i := range b.in.Waves {
		w := &b.in.Waves[i]
		if of := b.wave(w.ID); of.responses() > 0 {
			p := b.point(of, w, 0)
			p.Current = w.ID == b.shown
			p.Break = last != nil && b.breaks(last.ID, w.ID)
			last = w
			out = append(out, p)
		}
		if w.ID == b.shown {
			break
		}
	}
	return out[max(0, len(out)-trendLength):]
}

func (b *builder) point(of block, wave *surveys.Wave, month int) TrendPoint {
	p := TrendPoint{Wave: waveRef(wave), Month: month, Responses: of.responses(), Figures: b.named(of), Targets: []*TargetGap{}}
	for i, h := range b.headlines {
		t := b.target(h.measure, wave, b.in.Location, b.in.Unit)
		p.Targets = append(p.Targets, targetGap(t, p.Figures[i].Figure, h.lower))
		if h.measure == MeasureNPS {
			p.Shares = b.shares(h, of)
		}
	}
	return p
}

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
	var moved, missed []Finding
	note := func(f Finding) {
		switch {
		case f.Change != nil && f.Change.Tone == ToneGood:
			f.Kind = FindingRise
			moved = append(moved, f)
		case f.Change != nil && f.Change.Tone == ToneBad:
			f.Kind = FindingFall
			moved = append(moved, f)
		case f.Target != nil && f.Target.Tone == ToneBad:
			f.Kind = FindingGap
			missed = append(missed, f)
		}
	}
	for _, t := range r.Tiles {
		note(Finding{Tile: t.Measure, Label: t.Label, Comparison: t.Comparison})
	}
	var leaves []Finding
	for _, row := range r.Indicators {
		f := Finding{Code: row.Code, Label: row.Label, Comparison: row.Score}
		if row.Level == 1 {
			note(f)
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
	slices.SortStableFunc(leaves, func(a, z Finding) int { return cmp.Compare(*z.Current.Value, *a.Current.Value) })
	k := min(findingsOf, len(leaves)/2)
	for i := range k {
		f := leaves[i]
		f.Kind = FindingStrength
		out = append(out, f)
	}
	for i := range k {
		f := leaves[len(leaves)-1-i]
		f.Kind = FindingWeakness
		out = append(out, f)
	}
	return out
}

// dayIn writes the day of t in a zone as yyyymmdd; an unknown zone is UTC.
func dayIn(t time.Time, zone string) int {
	if loc, err := time.LoadLocation(zone); err == nil {
		t = t.In(loc)
	} else {
		t = t.UTC()
	}
	return t.Year()*10000 + int(t.Month())*100 + t.Day()
}
