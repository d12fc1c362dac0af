package report

import (
	"cmp"
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// BuildChecklist computes the report. It reads nothing but its input, so equal input gives an equal report.
func BuildChecklist(in ChecklistInput) Checklist {
	b := newChecklist(in)
	out := Checklist{Header: b.header(), Summary: b.summary(), Sections: b.sections(), Bands: b.bands(), Units: b.units(),
		League: b.league(), Items: b.items(), Critical: b.critical(), Competitors: b.competitors(), Visits: b.visitRows(), Trend: b.trend()}
	out.HeatMap = b.heatMap(out.League)
	out.Methods = b.methods(out)
	return out
}

func (b *visitBuilder) header() ChecklistHeader {
	in := b.in
	h := ChecklistHeader{Org: Ref{ID: in.Org.ID, Code: in.Org.Code, Name: in.Org.Name},
		Client:     Ref{ID: in.Client.ID, Code: in.Client.Code, Name: in.Client.Name},
		Programme:  Ref{ID: in.Programme.ID, Code: in.Programme.Code, Name: in.Programme.Name},
		Instrument: Ref{ID: in.Instrument.ID, Code: in.Instrument.Code, Name: in.Instrument.Title},
		Source:     b.doc.Source, Versions: []VersionRef{}, Wave: refOfWave(in.Wave), Waves: []WaveRef{}, Scoring: b.doc.Scoring,
		Whole: in.Whole, AsOf: in.AsOf, NotDerived: in.NotDerived}
	if b.previous != nil {
		w := refOfWave(*b.previous)
		h.PreviousWave = &w
	}
	if in.Unit != nil {
		r := refOfUnit(*in.Unit)
		h.Unit = &r
	}
	if in.Location != nil {
		r := refOfLocation(*in.Location)
		h.Location = &r
	}
	for _, w := range in.AllWaves {
		h.Waves = append(h.Waves, refOfWave(w))
	}
	used := map[surveys.ID]bool{}
	for _, v := range b.valid[in.Wave.ID] {
		used[v.VersionID] = true
		if h.FirstDay == 0 || v.VisitedDay < h.FirstDay {
			h.FirstDay = v.VisitedDay
		}
		h.LastDay = max(h.LastDay, v.VisitedDay)
	}
	for _, v := range in.Versions {
		if used[v.ID] {
			h.Versions = append(h.Versions, VersionRef{Number: v.Number, Day: dayIn(v.PublishedAt, in.Org.Zone), Break: v.SeriesBreak})
		}
	}
	return h
}

func (b *visitBuilder) summary() ChecklistSummary {
	now := b.ownVisits(b.in.Wave.ID)
	s := ChecklistSummary{Locations: int64(len(b.own[b.in.Wave.ID])), Score: b.scoreNow(), PassRate: b.passNow()}
	s.Own, s.Rivals = b.counts()
	s.CriticalCount, _ = criticals(now)
	s.CriticalRate = b.criticalNow()
	for _, it := range b.doc.Items() {
		if it.Critical != nil {
			s.CriticalItems++
		}
	}
	if b.previous != nil {
		before, _ := criticals(b.ownVisits(b.previous.ID))
		s.CriticalPrev = &before
		if change := s.CriticalCount - before; !b.broken && len(now) > 0 {
			s.CriticalChange = &change
		}
	}
	return s
}

// counts says what became of the visits of the wave, whatever their state.
func (b *visitBuilder) counts() (own, rivals VisitCounts) {
	for i := range b.in.Visits {
		v := &b.in.Visits[i]
		if _, seen := b.places[v.LocationID]; !seen || v.WaveID != b.in.Wave.ID {
			continue
		}
		c := &rivals
		if b.brandOf(v.LocationID).Own {
			c = &own
		}
		c.add(v)
	}
	return own, rivals
}

func (c *VisitCounts) add(v *ScoredVisit) {
	switch v.State {
	case surveys.VisitDraft, surveys.VisitDeclined, surveys.VisitWithdrawn, surveys.VisitCancelled:
		return
	case surveys.VisitExpired:
		c.Expired++
	}
	c.Planned++
	if v.Report == surveys.ReportNone {
		return
	}
	c.Done++
	switch {
	case v.Excluded, v.Report == surveys.ReportRejected, v.Report == surveys.ReportRetracted:
		c.Excluded++
	case v.Published():
		c.Valid++
	default:
		c.InReview++
	}
}

// scoreOf is the mean of the own locations in a wave.
func (b *visitBuilder) scoreOf(wave surveys.ID) surveys.Figure {
	return few(measure.UnitScore(totals(b.ownPlaces(wave, nil))))
}

func passed(visits []*ScoredVisit) (n, of int64) {
	for _, v := range visits {
		if v.Verdict == measure.VerdictPass {
			n++
		}
		if v.Verdict != "" {
			of++
		}
	}
	return n, of
}

func (b *visitBuilder) passOf(wave surveys.ID) surveys.Figure {
	visits := b.ownVisits(wave)
	n, of := passed(visits)
	return few(measure.Share(n, of, int64(len(visits)), "pass-rate"))
}

func (b *visitBuilder) scoreNow() Comparison {
	wave := b.in.Wave
	c := Comparison{Current: b.scoreOf(wave.ID), Better: better(false), Unit: UnitScore}
	if b.previous != nil {
		f := b.scoreOf(b.previous.ID)
		c.Previous = &f
		if !b.broken {
			c.Change = changeOf(meansApart(totals(b.ownPlaces(wave.ID, nil)), totals(b.ownPlaces(b.previous.ID, nil))), false)
		}
	}
	c.Target = targetGap(b.targeting.target(MeasureVisit, &wave, nil, nil), c.Current, false)
	return c
}

// meansApart compares the means of locations of two waves; nil when one of them has none.
func meansApart(now, then [][]*float64) *measure.Difference {
	return measure.Welch(measure.MomentsOf(means(now)), measure.MomentsOf(means(then)))
}

func (b *visitBuilder) passNow() Comparison {
	c := Comparison{Current: b.passOf(b.in.Wave.ID), Better: better(false), Unit: UnitPercent}
	if b.previous != nil {
		f := b.passOf(b.previous.ID)
		c.Previous = &f
		if !b.broken {
			x, n := passed(b.ownVisits(b.in.Wave.ID))
			y, m := passed(b.ownVisits(b.previous.ID))
			c.Change = changeOf(measure.CompareShares(x, n, y, m), false)
		}
	}
	return c
}

// sections compares every section with the wave before and with the rivals.
func (b *visitBuilder) sections() []SectionResult {
	out := []SectionResult{}
	var total float64
	for _, s := range b.doc.Sections {
		total += s.Weight
	}
	wave := b.in.Wave
	for _, s := range b.doc.Sections {
		row := SectionResult{Code: s.Code, Label: s.Name(), Rivals: []BrandFigure{}, Counted: scorable(s)}
		if total > 0 {
			row.Weight = 100 * s.Weight / total
		}
		now := sectionScores(b.ownPlaces(wave.ID, nil), s.Code)
		row.Own = Comparison{Current: few(measure.UnitScore(now)), Better: better(false), Unit: UnitScore}
		if b.previous != nil {
			then := sectionScores(b.ownPlaces(b.previous.ID, nil), s.Code)
			f := few(measure.UnitScore(then))
			row.Own.Previous = &f
			if !b.broken {
				row.Own.Change = changeOf(meansApart(now, then), false)
			}
		}
		row.Own.Target = targetGap(b.targeting.target(MeasureSection+s.Code, &wave, nil, nil), row.Own.Current, false)
		for _, brand := range b.rivals {
			row.Rivals = append(row.Rivals, BrandFigure{refOfBrand(brand),
				few(measure.UnitScore(sectionScores(b.others[wave.ID][brand.ID], s.Code)))})
		}
		out = append(out, row)
	}
	return out
}

// scorable counts the checks of a section that can score.
func scorable(s surveys.Section) int {
	n := 0
	for _, it := range s.Items {
		if it.Type == surveys.TypeCheck && (it.Weight > 0 || it.Bonus > 0 || it.Deduction > 0) {
			n++
		}
	}
	return n
}

func refOfBrand(x surveys.Brand) Ref { return Ref{ID: x.ID, Code: x.Code, Name: x.Name} }

// bands counts the own visits by band, best first.
func (b *visitBuilder) bands() []BandCount {
	out := []BandCount{}
	if b.doc.Scoring == nil {
		return out
	}
	count := func(wave surveys.ID, band string) (n, of int64) {
		for _, v := range b.ownVisits(wave) {
			if v.Band == band {
				n++
			}
			if v.Band != "" {
				of++
			}
		}
		return n, of
	}
	for _, band := range b.doc.Scoring.Bands {
		n, of := count(b.in.Wave.ID, band.Code)
		row := BandCount{Code: band.Code, Label: band.Label, Min: band.Min, Tone: band.Tone, Count: n,
			Share: few(measure.Share(n, of, int64(len(b.ownVisits(b.in.Wave.ID))), "band-share"))}
		if b.previous != nil {
			before, _ := count(b.previous.ID, band.Code)
			row.Previous = &before
		}
		out = append(out, row)
	}
	slices.SortStableFunc(out, func(a, z BandCount) int { return cmp.Compare(z.Min, a.Min) })
	return out
}

// trend goes through the waves up to the one reported on.
func (b *visitBuilder) trend() []ChecklistPeriod {
	out := []ChecklistPeriod{}
	var last surveys.ID
	for i := range b.in.Waves {
		w := &b.in.Waves[i]
		current := w.ID == b.in.Wave.ID
		visits := b.ownVisits(w.ID)
		if len(visits) == 0 && !current {
			continue
		}
		p := ChecklistPeriod{Wave: refOfWave(*w), Current: current, Visits: int64(len(visits)), Score: b.scoreOf(w.ID),
			PassRate: b.passOf(w.ID), Rivals: []BrandFigure{}}
		p.Break = !last.IsZero() && b.breaks(last, w.ID)
		p.Target = targetGap(b.targeting.target(MeasureVisit, w, nil, nil), p.Score, false)
		p.Criticals, _ = criticals(visits)
		for _, brand := range b.rivals {
			p.Rivals = append(p.Rivals, BrandFigure{refOfBrand(brand), few(measure.UnitScore(totals(b.others[w.ID][brand.ID])))})
		}
		out = append(out, p)
		last = w.ID
		if current {
			break
		}
	}
	return out
}
