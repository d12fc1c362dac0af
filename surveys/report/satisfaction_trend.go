package report

import (
	"maps"
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

// dayIn writes the day of t in a zone as yyyymmdd; an unknown zone is UTC.
func dayIn(t time.Time, zone string) int {
	if loc, err := time.LoadLocation(zone); err == nil {
		t = t.In(loc)
	} else {
		t = t.UTC()
	}
	return t.Year()*10000 + int(t.Month())*100 + t.Day()
}
