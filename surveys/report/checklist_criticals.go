package report

import (
	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// criticals counts failed critical items, and the visits that have any.
func criticals(visits []*ScoredVisit) (failed, touched int64) {
	for _, v := range visits {
		n := int64(len(v.Detail.Criticals))
		failed += n
		if n > 0 {
			touched++
		}
	}
	return failed, touched
}

func criticalRate(visits []*ScoredVisit) surveys.Figure {
	_, touched := criticals(visits)
	return few(measure.Share(touched, int64(len(visits)), int64(len(visits)), "critical-rate"))
}

// criticalNow is the share of own visits with a failed critical item, beside that of the wave before.
func (b *visitBuilder) criticalNow() Comparison {
	now := b.ownVisits(b.in.Wave.ID)
	c := Comparison{Current: criticalRate(now), Better: better(true), Unit: UnitPercent}
	if b.previous != nil {
		then := b.ownVisits(b.previous.ID)
		f := criticalRate(then)
		c.Previous = &f
		if !b.broken {
			_, x := criticals(now)
			_, y := criticals(then)
			c.Change = changeOf(measure.CompareShares(x, int64(len(now)), y, int64(len(then))), true)
		}
	}
	return c
}
