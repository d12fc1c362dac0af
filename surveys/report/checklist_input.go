package report

import (
	"slices"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// ChecklistInput is everything a checklist report is computed from. Units, locations and visits hold only what the reader
// may see.
type ChecklistInput struct {
	Org        surveys.Org
	Client     surveys.Client
	Programme  surveys.Programme
	Instrument surveys.Instrument
	Versions   []surveys.Version // all, the oldest first
	Waves      []surveys.Wave    // of the programme up to Wave, in their order
	AllWaves   []surveys.Wave    // those of later periods too
	Wave       surveys.Wave      // the one reported on
	Unit       *surveys.Unit     // filter
	Location   *surveys.Location // filter
	Units      []surveys.Unit
	Locations  []surveys.Location // those the filter lets through
	Brands     []surveys.Brand
	Targets    []surveys.Target
	Visits     []ScoredVisit // of Waves; those that are published with what they say
	Whole      bool          // false: the reader sees part of the client's places
	AsOf       time.Time
	NotDerived int64
}

// visitBuilder holds the visits sorted for the questions the report asks.
type visitBuilder struct {
	in        ChecklistInput
	doc       surveys.Document // the one reported on
	version   int              // its number
	numbers   map[surveys.ID]int
	places    map[surveys.ID]surveys.Location
	brands    map[surveys.ID]surveys.Brand
	rivals    []surveys.Brand                          // with a published visit in the wave
	valid     map[surveys.ID][]*ScoredVisit            // wave → published visits, own and others
	previous  *surveys.Wave                            // the last one before with published visits
	broken    bool                                     // a breaking version lies between previous and wave
	targeting *builder                                 // finds targets
	own       map[surveys.ID]map[surveys.ID]visitsAt   // wave → own location → visits
	others    map[surveys.ID]map[surveys.ID][]visitsAt // wave → rival brand → locations
}

// visitsAt are the published visits of one location in one wave.
type visitsAt []*ScoredVisit

func newChecklist(in ChecklistInput) *visitBuilder {
	b := &visitBuilder{in: in, numbers: map[surveys.ID]int{}, places: map[surveys.ID]surveys.Location{},
		brands: map[surveys.ID]surveys.Brand{}, valid: map[surveys.ID][]*ScoredVisit{},
		own: map[surveys.ID]map[surveys.ID]visitsAt{}, others: map[surveys.ID]map[surveys.ID][]visitsAt{},
		targeting: &builder{in: SatisfactionInput{Units: in.Units, Targets: in.Targets}}}
	for _, v := range in.Versions {
		b.numbers[v.ID] = v.Number
	}
	for _, l := range in.Locations {
		b.places[l.ID] = l
	}
	for _, x := range in.Brands {
		b.brands[x.ID] = x
	}
	b.sort()
	b.chooseVersion()
	b.choosePrevious()
	return b
}

// sort puts the published visits by wave, brand and location. A visit of a location that the reader does not see cannot
// come in, but would be left out here.
func (b *visitBuilder) sort() {
	rivals := map[surveys.ID]bool{}
	byPlace := map[surveys.ID]map[surveys.ID]visitsAt{}
	for i := range b.in.Visits {
		v := &b.in.Visits[i]
		if _, seen := b.places[v.LocationID]; !seen || !v.Published() || v.Detail == nil {
			continue
		}
		b.valid[v.WaveID] = append(b.valid[v.WaveID], v)
		if byPlace[v.WaveID] == nil {
			byPlace[v.WaveID] = map[surveys.ID]visitsAt{}
		}
		byPlace[v.WaveID][v.LocationID] = append(byPlace[v.WaveID][v.LocationID], v)
		if brand := b.brandOf(v.LocationID); !brand.Own && v.WaveID == b.in.Wave.ID {
			rivals[brand.ID] = true
		}
	}
	for wave, places := range byPlace {
		b.own[wave], b.others[wave] = map[surveys.ID]visitsAt{}, map[surveys.ID][]visitsAt{}
		for _, l := range b.in.Locations { // in their order, so that equal input gives an equal report
			at, visited := places[l.ID]
			brand := b.brandOf(l.ID)
			switch {
			case !visited:
			case brand.Own:
				b.own[wave][l.ID] = at
			default:
				b.others[wave][brand.ID] = append(b.others[wave][brand.ID], at)
			}
		}
	}
	for _, brand := range b.in.Brands {
		if rivals[brand.ID] {
			b.rivals = append(b.rivals, brand)
		}
	}
	slices.SortStableFunc(b.rivals, func(a, z surveys.Brand) int { return a.Position - z.Position })
}

func (b *visitBuilder) brandOf(location surveys.ID) surveys.Brand {
	return b.brands[b.places[location].BrandID]
}

// chooseVersion takes the newest version with published visits in the wave, else the newest there is.
func (b *visitBuilder) chooseVersion() {
	used := map[surveys.ID]bool{}
	for _, v := range b.valid[b.in.Wave.ID] {
		used[v.VersionID] = true
	}
	for _, v := range b.in.Versions {
		if used[v.ID] || len(used) == 0 {
			b.doc, b.version = v.Document, v.Number
		}
	}
}

func (b *visitBuilder) choosePrevious() {
	for i := range b.in.Waves {
		w := &b.in.Waves[i]
		if w.ID == b.in.Wave.ID {
			break
		}
		if len(b.own[w.ID]) > 0 {
			b.previous = w
		}
	}
	if b.previous != nil {
		b.broken = b.breaks(b.previous.ID, b.in.Wave.ID)
	}
}

// breaks reports whether a breaking version was published between the versions of two waves.
func (b *visitBuilder) breaks(before, after surveys.ID) bool {
	newest := func(wave surveys.ID) int {
		n := 0
		for _, v := range b.valid[wave] {
			n = max(n, b.numbers[v.VersionID])
		}
		return n
	}
	from, to := newest(before), newest(after)
	return slices.ContainsFunc(b.in.Versions, func(v surveys.Version) bool {
		return v.SeriesBreak && v.Number > from && v.Number <= to && from > 0
	})
}

// few marks a figure that stands on a low base and never hides it.
func few(f surveys.Figure) surveys.Figure { return measure.Gate(f, 0) }

// ownPlaces returns the visits of a wave by own location, in the order of the locations.
func (b *visitBuilder) ownPlaces(wave surveys.ID, in func(surveys.Location) bool) []visitsAt {
	var out []visitsAt
	for _, l := range b.in.Locations {
		if at := b.own[wave][l.ID]; len(at) > 0 && (in == nil || in(l)) {
			out = append(out, at)
		}
	}
	return out
}

// ownVisits returns the own visits of a wave.
func (b *visitBuilder) ownVisits(wave surveys.ID) []*ScoredVisit { return flat(b.ownPlaces(wave, nil)) }

func flat(places []visitsAt) []*ScoredVisit {
	var out []*ScoredVisit
	for _, at := range places {
		out = append(out, at...)
	}
	return out
}

// totals returns the scores of the visits by location.
func totals(places []visitsAt) [][]*float64 {
	out := make([][]*float64, len(places))
	for i, at := range places {
		for _, v := range at {
			out[i] = append(out[i], v.Score)
		}
	}
	return out
}

// sectionScores returns the scores of one section by location.
func sectionScores(places []visitsAt, section string) [][]*float64 {
	out := make([][]*float64, len(places))
	for i, at := range places {
		for _, v := range at {
			var score *float64
			for _, s := range v.Detail.Sections {
				if s.Section == section {
					score = s.Score
				}
			}
			out[i] = append(out[i], score)
		}
	}
	return out
}

// means are the means of the locations that have one.
func means(places [][]*float64) []float64 {
	var out []float64
	for _, visits := range places {
		if f := measure.LocationScore(visits); f.Value != nil {
			out = append(out, *f.Value)
		}
	}
	return out
}
