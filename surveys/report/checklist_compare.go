package report

import (
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// competitors compares own and rival brands; nil without a published visit of a rival.
func (b *visitBuilder) competitors() *Competitors {
	if len(b.rivals) == 0 || len(b.own[b.in.Wave.ID]) == 0 {
		return nil
	}
	wave := b.in.Wave.ID
	ownRef := b.ownRef()
	own := measure.Brand{Code: ownRef.Code, Visits: b.comparable(b.ownVisits(wave))}
	var rivals []measure.Brand
	for _, brand := range b.rivals {
		rivals = append(rivals, measure.Brand{Code: brand.Code, Visits: b.comparable(flat(b.others[wave][brand.ID]))})
	}
	l := measure.Compare(b.doc, own, rivals)
	out := &Competitors{Version: b.version, Best: l.Best, GapToBest: l.GapToBest, Index: l.Index, Rivals: []BrandStanding{},
		Items: []BenchmarkItem{}, LeftOut: []BenchmarkLost{}, Sections: []BenchmarkStage{}}
	places := b.ownPlaces(wave, nil)
	out.Own = BrandStanding{Brand: ownRef, Visits: int64(len(flat(places))), Locations: int64(len(places)), Common: few(l.Own),
		Total: b.scoreOf(wave)}
	for i, brand := range b.rivals {
		at := b.others[wave][brand.ID]
		out.Rivals = append(out.Rivals, BrandStanding{Brand: refOfBrand(brand), Visits: int64(len(flat(at))), Locations: int64(len(at)),
			Common: few(l.Rivals[i].Figure), Total: few(measure.UnitScore(totals(at))), Gap: l.Rivals[i].Gap})
	}
	out.addItems(b.doc, l, ownRef.Code)
	out.addSections(b.doc, ownRef.Code)
	return out
}

// comparable keeps the visits of the version that is compared.
func (b *visitBuilder) comparable(visits []*ScoredVisit) []measure.VisitScore {
	var out []measure.VisitScore
	for _, v := range visits {
		if b.numbers[v.VersionID] == b.version {
			out = append(out, *v.Detail)
		}
	}
	return out
}

// ownRef names the own side: its one brand, or the client when it has several.
func (b *visitBuilder) ownRef() Ref {
	seen := map[surveys.ID]bool{}
	for location := range b.own[b.in.Wave.ID] {
		seen[b.brandOf(location).ID] = true
	}
	if len(seen) == 1 {
		for _, x := range b.in.Brands {
			if seen[x.ID] {
				return refOfBrand(x)
			}
		}
	}
	return Ref{ID: b.in.Client.ID, Code: b.in.Client.Code, Name: b.in.Client.Name}
}

func (c *Competitors) addItems(d surveys.Document, l measure.LikeForLike, own string) {
	for s, it := range d.Items() {
		if it.Type != surveys.TypeCheck || !it.Benchmark {
			continue
		}
		at := slices.IndexFunc(l.ByItem, func(x measure.ItemLikeLevel) bool { return x.Item == it.Code })
		if at < 0 {
			c.LeftOut = append(c.LeftOut, BenchmarkLost{it.Code, it.Label})
			continue
		}
		row := BenchmarkItem{Code: it.Code, Label: it.Label, Section: s.Code, Own: l.ByItem[at].Rates[own], Rivals: map[string]float64{},
			N: l.ByItem[at].N}
		best := 0.0
		for _, r := range c.Rivals {
			rate := l.ByItem[at].Rates[r.Brand.Code]
			row.Rivals[r.Brand.Code] = rate
			best = max(best, rate)
		}
		row.Gap = row.Own - best
		c.Items = append(c.Items, row)
	}
}

// addSections adds the common items up by section, each by the points it can earn.
func (c *Competitors) addSections(d surveys.Document, own string) {
	for _, s := range d.Sections {
		stage := BenchmarkStage{Code: s.Code, Label: s.Name(), Rivals: map[string]float64{}}
		var rates []map[string]float64
		var points []float64
		for _, row := range c.Items {
			if it, _, ok := d.Item(row.Code); ok && row.Section == s.Code {
				by := map[string]float64{own: row.Own}
				for code, rate := range row.Rivals {
					by[code] = rate
				}
				rates, points = append(rates, by), append(points, stake(it, d.Scoring))
			}
		}
		mean := func(code string) *float64 {
			values := make([]float64, len(rates))
			for i, by := range rates {
				values[i] = by[code]
			}
			return measure.WeightedMean(values, points)
		}
		total := mean(own)
		if total == nil {
			continue
		}
		stage.Items, stage.Own = len(rates), *total
		for _, r := range c.Rivals {
			stage.Rivals[r.Brand.Code] = *mean(r.Brand.Code)
		}
		c.Sections = append(c.Sections, stage)
	}
}
