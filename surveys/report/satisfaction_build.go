package report

import (
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// BuildSatisfaction computes the report. It reads nothing but its input, so equal input gives an equal report.
func BuildSatisfaction(in SatisfactionInput) Satisfaction {
	b := newSatisfaction(in)
	out := Satisfaction{Header: b.header()}
	out.Tiles = b.tiles()
	if len(out.Tiles) > 0 {
		out.RankedBy = out.Tiles[0].Measure
	}
	out.Indicators = b.indicators()
	out.Items = b.items()
	out.Locations = b.locations()
	out.Units = b.units()
	out.HeatMap = b.heatMap()
	out.Trend = b.trend()
	out.Findings = b.findings(out)
	out.Verbatims, out.GroupItems = b.itemLists()
	out.Methods = b.methods(out)
	return out
}

// builder holds the tallies sorted for the questions the report asks.
type builder struct {
	in        SatisfactionInput
	doc       surveys.Document // the one reported on
	headlines []headline
	shown     surveys.ID                          // wave reported on; zero = none
	byPlace   map[surveys.ID]map[surveys.ID]block // wave → location → answers
	byMonth   map[int]block
	whole     map[surveys.ID]block // wave → answers over all locations, filled as asked
	versions  map[surveys.ID][]int // numbers of the versions answered in a wave
	numbers   map[surveys.ID]int
	previous  *surveys.Wave
	yearAgo   *surveys.Wave
	broken    bool // a breaking version lies between previous and shown
}

func newSatisfaction(in SatisfactionInput) *builder {
	b := &builder{in: in, byPlace: map[surveys.ID]map[surveys.ID]block{}, byMonth: map[int]block{}, whole: map[surveys.ID]block{},
		versions: map[surveys.ID][]int{}, numbers: map[surveys.ID]int{}}
	if in.Wave != nil {
		b.shown = in.Wave.ID
	}
	docs := map[surveys.ID]surveys.Document{}
	for _, v := range in.Versions {
		b.numbers[v.ID] = v.Number
		docs[v.ID] = v.Document
	}
	b.doc = b.document()
	b.headlines = headlinesOf(b.doc)
	for _, t := range in.Tallies {
		wave := t.WaveID
		if in.Wave == nil {
			wave = surveys.ID{}
		}
		if c, ok := b.read(t, docs); ok {
			places := b.byPlace[wave]
			if places == nil {
				places = map[surveys.ID]block{}
				b.byPlace[wave] = places
			}
			if places[t.LocationID] == nil {
				places[t.LocationID] = block{}
			}
			places[t.LocationID].add(t.Item, c)
			if n := b.numbers[t.VersionID]; !slices.Contains(b.versions[wave], n) {
				b.versions[wave] = append(b.versions[wave], n)
			}
		}
	}
	for _, t := range in.Months {
		if c, ok := b.read(t, docs); ok {
			if b.byMonth[t.Month] == nil {
				b.byMonth[t.Month] = block{}
			}
			b.byMonth[t.Month].add(t.Item, c)
		}
	}
	b.findEarlierWaves()
	return b
}

func (b *builder) read(t Tally, docs map[surveys.ID]surveys.Document) (measure.Histogram, bool) {
	if t.Item == surveys.ItemAll {
		return t.Histogram, true
	}
	item, _, ok := b.doc.Item(t.Item)
	if !ok {
		return measure.Histogram{}, false
	}
	return readable(t, item, docs[t.VersionID])
}

// document is the newest version answered in the wave, else the newest of all: the words of a report on an old wave
// are those that people read then.
func (b *builder) document() surveys.Document {
	answered := map[surveys.ID]bool{}
	for _, t := range b.in.Tallies {
		if b.in.Wave == nil || t.WaveID == b.shown {
			answered[t.VersionID] = true
		}
	}
	for _, v := range slices.Backward(b.in.Versions) {
		if answered[v.ID] {
			return v.Document
		}
	}
	if n := len(b.in.Versions); n > 0 {
		return b.in.Versions[n-1].Document
	}
	return b.in.Instrument.Draft
}

// findEarlierWaves picks the wave with answers before the shown one, and the one that held its first day a year ago.
func (b *builder) findEarlierWaves() {
	for i := range b.in.Waves {
		w := &b.in.Waves[i]
		if b.in.Wave == nil || w.ID == b.shown {
			break
		}
		if b.wave(w.ID).responses() == 0 {
			continue
		}
		b.previous = w
		if day := b.in.Wave.FromDay - 10000; w.ProgrammeID == b.in.Wave.ProgrammeID && w.FromDay <= day && day <= w.ToDay {
			b.yearAgo = w
		}
	}
	if b.previous != nil {
		b.broken = b.breaks(b.previous.ID, b.shown)
	}
}

// breaks reports whether a version that broke the series was answered in the later wave and is newer than every version
// answered in the earlier one.
func (b *builder) breaks(earlier, later surveys.ID) bool {
	before := b.versions[earlier]
	if len(before) == 0 {
		return false
	}
	last := slices.Max(before)
	return slices.ContainsFunc(b.in.Versions, func(v surveys.Version) bool {
		return v.SeriesBreak && v.Number > last && slices.ContainsFunc(b.versions[later], func(n int) bool { return n >= v.Number })
	})
}

// wave returns the answers of a wave over all locations.
func (b *builder) wave(id surveys.ID) block {
	if all, ok := b.whole[id]; ok {
		return all
	}
	all := block{}
	for _, of := range b.byPlace[id] {
		all.addAll(of)
	}
	b.whole[id] = all
	return all
}

func (b *builder) gate(f surveys.Figure) surveys.Figure { return measure.Gate(f, b.in.MinimumN) }

func (b *builder) header() SatisfactionHeader {
	in := b.in
	h := SatisfactionHeader{
		Org:        Ref{in.Org.ID, in.Org.Code, in.Org.Name},
		Client:     Ref{in.Client.ID, in.Client.Code, in.Client.Name},
		Instrument: Ref{in.Instrument.ID, in.Instrument.Code, in.Instrument.Title},
		Mode:       in.Instrument.Mode, Source: b.doc.Source, Break: b.broken, Versions: []VersionRef{}, Waves: []WaveRef{},
		FirstDay: in.FirstDay, LastDay: in.LastDay, Counts: in.Counts, MinimumN: in.MinimumN, AsOf: in.AsOf, NotDerived: in.NotDerived,
		Wave: waveRef(in.Wave), PreviousWave: waveRef(b.previous), YearAgoWave: waveRef(b.yearAgo),
	}
	for _, v := range in.Versions {
		if slices.Contains(b.versions[b.shown], v.Number) {
			h.Versions = append(h.Versions, VersionRef{Number: v.Number, Day: dayIn(v.PublishedAt, in.Org.Zone), Break: v.SeriesBreak})
		}
	}
	for _, w := range in.Waves {
		if b.wave(w.ID).responses() > 0 || w.ID == b.shown {
			h.Waves = append(h.Waves, refOfWave(w))
		}
	}
	if in.Unit != nil {
		r := refOfUnit(*in.Unit)
		h.Unit = &r
	}
	if in.Location != nil {
		r := refOfLocation(*in.Location)
		h.Location = &r
	}
	h.Responses = b.wave(b.shown).responses()
	h.Counts.Completed = h.Responses
	begun := h.Responses + h.Counts.Invalid + h.Counts.Unfinished
	h.Completion = measure.Share(h.Responses+h.Counts.Invalid, begun, begun, "completion-wilson")
	return h
}

func waveRef(w *surveys.Wave) *WaveRef {
	if w == nil {
		return nil
	}
	r := refOfWave(*w)
	return &r
}

// itemLists returns the items whose words can be read, and those that results are broken down by.
func (b *builder) itemLists() (words, groups []ItemRef) {
	words, groups = []ItemRef{}, []ItemRef{}
	for _, it := range b.doc.Items() {
		ref := ItemRef{it.Code, it.Type, it.Label}
		switch {
		case it.Type == surveys.TypeText || it.Type == surveys.TypeLongText || it.Other:
			words = append(words, ref)
		case it.Group:
			groups = append(groups, ref)
		}
	}
	return words, groups
}
