package report

import (
	"touchstone/surveys"
	"touchstone/surveys/measure"
)

func (b *builder) shares(h headline, of block) *NPSShares {
	d, p, g := measure.NPSShares(of[h.item.Code], of.responses())
	return &NPSShares{Detractors: b.gate(d), Passives: b.gate(p), Promoters: b.gate(g)}
}

// npsShare is one of the three shares: who answered from low to high.
type npsShare struct {
	low, high int
	of        func(*NPSShares) surveys.Figure
	better    string
}

var (
	detractorShare = npsShare{0, 6, func(s *NPSShares) surveys.Figure { return s.Detractors }, better(true)}
	passiveShare   = npsShare{7, 8, func(s *NPSShares) surveys.Figure { return s.Passives }, ""}
	promoterShare  = npsShare{9, 10, func(s *NPSShares) surveys.Figure { return s.Promoters }, better(false)}
)

// compareShares puts the three shares beside those of the wave before and of a year ago.
func (b *builder) compareShares(h headline, now block) *NPSComparisons {
	compare := func(share npsShare) Comparison {
		c := Comparison{Current: share.of(b.shares(h, now)), Better: share.better, Unit: UnitPercent}
		if b.previous != nil {
			c.Previous, c.Change = b.shareAgainst(h, share, now, b.wave(b.previous.ID), b.broken)
		}
		if b.yearAgo != nil {
			c.YearAgo, c.YearOn = b.shareAgainst(h, share, now, b.wave(b.yearAgo.ID), b.breaks(b.yearAgo.ID, b.shown))
		}
		return c
	}
	return &NPSComparisons{Detractors: compare(detractorShare), Passives: compare(passiveShare), Promoters: compare(promoterShare)}
}

// shareAgainst returns a share of an earlier block and the change since; no change when the series is broken or one of
// the two may not be shown.
func (b *builder) shareAgainst(h headline, share npsShare, now, then block, broken bool) (*surveys.Figure, *Change) {
	before := share.of(b.shares(h, then))
	if broken || before.Value == nil || share.of(b.shares(h, now)).Value == nil {
		return &before, nil
	}
	x, y := now[h.item.Code], then[h.item.Code]
	change := changeOf(measure.CompareShares(within(x, share.low, share.high), x.N, within(y, share.low, share.high), y.N), share.better == better(true))
	if change != nil && share.better == "" {
		change.Tone = ""
	}
	return &before, change
}
