package report

import (
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// target finds the target of a measure for a place in a wave: the place's own, else that of its unit or one above, else
// the client's; one for this very wave goes before one for all waves.
func (b *builder) target(name string, wave *surveys.Wave, location *surveys.Location, unit *surveys.Unit) *surveys.Target {
	waves := []surveys.ID{{}}
	if wave != nil {
		waves = []surveys.ID{wave.ID, {}}
	}
	type place struct{ unit, location surveys.ID }
	var places []place
	at := surveys.ID{}
	if unit != nil {
		at = unit.ID
	}
	if location != nil {
		places = append(places, place{location: location.ID})
		at = location.UnitID
	}
	for range len(b.in.Units) + 1 { // no longer than the tree is deep, even if its parents ran in a circle
		if at.IsZero() {
			break
		}
		places = append(places, place{unit: at})
		i := slices.IndexFunc(b.in.Units, func(u surveys.Unit) bool { return u.ID == at })
		if i < 0 {
			break
		}
		at = b.in.Units[i].ParentID
	}
	places = append(places, place{})
	for _, p := range places {
		for _, w := range waves {
			for i, t := range b.in.Targets {
				if t.Measure == name && t.UnitID == p.unit && t.LocationID == p.location && t.WaveID == w {
					return &b.in.Targets[i]
				}
			}
		}
	}
	return nil
}

// targetGap sets a figure against a target. Without bands of its own a missed target is "watch" while the interval of
// the figure still reaches it.
func targetGap(t *surveys.Target, f surveys.Figure, lower bool) *TargetGap {
	if t == nil {
		return nil
	}
	g := &TargetGap{Value: t.Value}
	if f.Value == nil {
		return g
	}
	gap := *f.Value - t.Value
	g.Gap = &gap
	reached := measure.Clean(gap) >= 0
	if lower {
		reached = measure.Clean(gap) <= 0
	}
	band, has := measure.BandOf(t.Bands, *f.Value)
	switch {
	case has && band.Tone != "":
		g.Tone = band.Tone
	case reached:
		g.Tone = ToneGood
	case f.Interval != nil && f.Interval.Low <= t.Value && t.Value <= f.Interval.High:
		g.Tone = ToneWatch
	default:
		g.Tone = ToneBad
	}
	return g
}
