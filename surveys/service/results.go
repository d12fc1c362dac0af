package service

import (
	"context"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/measure"
	"touchstone/surveys/report"
	"touchstone/surveys/store"
)

// ResultFilter says which results of a survey are wanted. A zero wave means the latest with answers; zero unit and
// location mean everything the actor may see.
type ResultFilter struct {
	InstrumentID surveys.ID
	WaveID       surveys.ID
	UnitID       surveys.ID
	LocationID   surveys.ID
}

// resultSet is a filter resolved for one actor: what every result is read through.
type resultSet struct {
	scope      surveys.Scope
	org        *surveys.Org
	instrument *surveys.Instrument
	versions   []surveys.Version
	waves      []surveys.Wave
	wave       *surveys.Wave // nil: the survey has no waves
	unit       *surveys.Unit
	location   *surveys.Location
	filter     store.ResultFilter // without wave
	places     []surveys.Histogram
	minN       int64
	asOf       time.Time
}

// Satisfaction returns the results of a survey. Needs result.read. NotFound when survey, wave, unit or location are not
// the actor's to see; Invalid when the instrument is no survey.
func (s *Service) Satisfaction(ctx context.Context, a surveys.Actor, f ResultFilter) (report.Satisfaction, error) {
	return s.satisfaction(ctx, a, surveys.ResultRead, f)
}

// satisfaction is Satisfaction for an actor who reads by another verb.
func (s *Service) satisfaction(ctx context.Context, a surveys.Actor, verb surveys.Verb, f ResultFilter) (report.Satisfaction, error) {
	db := s.store.Read()
	scope, err := a.Scope(verb)
	if err != nil {
		return report.Satisfaction{}, err
	}
	r, err := s.results(ctx, db, scope, f)
	if err != nil {
		return report.Satisfaction{}, err
	}
	in := report.SatisfactionInput{Org: *r.org, Instrument: *r.instrument, Versions: r.versions, Waves: r.waves, Wave: r.wave,
		Unit: r.unit, Location: r.location, MinimumN: r.minN, AsOf: r.asOf}
	if err := s.gather(ctx, db, r, &in); err != nil {
		return report.Satisfaction{}, err
	}
	return report.BuildSatisfaction(in), nil
}

// results resolves a filter within a scope. It also reads the histograms, because they say which wave is the latest with answers.
func (s *Service) results(ctx context.Context, db store.DB, scope surveys.Scope, f ResultFilter) (r *resultSet, err error) {
	r = &resultSet{scope: scope, asOf: s.clock()}
	if r.instrument, err = store.FindInstrument(ctx, db, scope, f.InstrumentID); err != nil {
		return nil, err
	}
	if r.instrument.Kind != surveys.Survey {
		return nil, surveys.E(surveys.Invalid, "result.no_survey").At("instrument_id")
	}
	if r.org, err = store.FindOrg(ctx, db, scope.Org); err != nil {
		return nil, err
	}
	r.minN = max(s.minN, r.org.Settings.MinimumN)
	if r.versions, err = store.Versions(ctx, db, scope, r.instrument.ID); err != nil {
		return nil, err
	}
	r.filter = store.ResultFilter{InstrumentID: r.instrument.ID, ClientID: r.instrument.ClientID}
	for _, v := range r.versions {
		r.filter.Versions = append(r.filter.Versions, v.ID)
	}
	if err := r.narrow(ctx, db, f); err != nil {
		return nil, err
	}
	if r.waves, err = store.WavesOfInstrument(ctx, db, scope, r.instrument.ID); err != nil {
		return nil, err
	}
	if r.places, err = store.HistogramsByPlace(ctx, db, scope, r.filter); err != nil {
		return nil, err
	}
	return r, r.chooseWave(f.WaveID)
}

// narrow finds the unit and the location of a filter; both must be the client's of the survey.
func (r *resultSet) narrow(ctx context.Context, db store.DB, f ResultFilter) (err error) {
	notFound := surveys.E(surveys.NotFound, "error.not_found")
	if !f.UnitID.IsZero() {
		if r.unit, err = store.FindUnit(ctx, db, r.scope, f.UnitID); err != nil {
			return err
		}
		if r.unit.ClientID != r.instrument.ClientID {
			return notFound
		}
		if r.filter.Units, err = store.UnitsBelow(ctx, db, r.scope.Org, r.unit.ID); err != nil {
			return err
		}
	}
	if !f.LocationID.IsZero() {
		if r.location, err = store.FindLocation(ctx, db, r.scope, f.LocationID); err != nil {
			return err
		}
		if r.location.ClientID != r.instrument.ClientID {
			return notFound
		}
		r.filter.LocationID = r.location.ID
	}
	return nil
}

// chooseWave takes the wave asked for, else the latest with answers. A survey whose answers belong to no wave has none:
// everything counts.
func (r *resultSet) chooseWave(id surveys.ID) error {
	answered := map[surveys.ID]bool{}
	for _, h := range r.places {
		answered[h.WaveID] = answered[h.WaveID] || h.N > 0
	}
	for i := range r.waves {
		w := &r.waves[i]
		if w.ID == id || id.IsZero() && answered[w.ID] {
			r.wave = w
		}
	}
	if r.wave == nil && !id.IsZero() {
		return surveys.E(surveys.NotFound, "error.not_found")
	}
	return nil
}

// inWave is the filter of the chosen wave.
func (r *resultSet) inWave() store.ResultFilter {
	f := r.filter
	if r.wave != nil {
		f.WaveID = &r.wave.ID
	}
	return f
}

// gather reads what the report is computed from besides the histograms by place.
func (s *Service) gather(ctx context.Context, db store.DB, r *resultSet, in *report.SatisfactionInput) error {
	client, err := store.FindClient(ctx, db, r.scope, r.instrument.ClientID)
	if err != nil {
		return err
	}
	in.Client = *client
	if in.Units, in.Locations, err = store.PlacesOf(ctx, db, r.scope, client.ID); err != nil {
		return err
	}
	if in.Targets, err = store.InstrumentTargets(ctx, db, r.scope, r.instrument.ID); err != nil {
		return err
	}
	beyond, err := store.OptionsByPlace(ctx, db, r.scope, r.filter)
	if err != nil {
		return err
	}
	in.Tallies = tallies(r.places, beyond)
	if r.wave == nil {
		months, err := store.HistogramsByMonth(ctx, db, r.scope, r.filter)
		if err != nil {
			return err
		}
		beyond, err := store.OptionsByMonth(ctx, db, r.scope, r.filter)
		if err != nil {
			return err
		}
		in.Months = tallies(months, beyond)
	}
	if in.FirstDay, in.LastDay, err = store.ResponseDays(ctx, db, r.scope, r.inWave()); err != nil {
		return err
	}
	if in.NotDerived, err = store.PendingDerivation(ctx, db, r.scope, r.instrument.ID); err != nil {
		return err
	}
	in.Counts, err = r.counts(ctx, db)
	return err
}

// counts reads how many responses are in no figure.
func (r *resultSet) counts(ctx context.Context, db store.DB) (c report.ResponseCounts, err error) {
	uncounted, err := store.CountUncounted(ctx, db, r.scope, r.inWave())
	if err != nil {
		return c, err
	}
	for _, u := range uncounted {
		switch {
		case u.State == surveys.Completed:
			c.Invalid += u.N
		case u.State == surveys.ScreenedOut:
			c.ScreenedOut += u.N
		case u.State == surveys.OverQuota:
			c.OverQuota += u.N
		default:
			c.Unfinished += u.N
		}
	}
	drafts, err := store.CountUnfinished(ctx, db, r.scope, r.filter, r.wave)
	c.Unfinished += drafts
	return c, err
}

// tallies turns rows of the database into what the builder reads. beyond holds the options for which the rows have no
// column.
func tallies(rows []surveys.Histogram, beyond []store.OptionTally) []report.Tally {
	type key struct {
		version, wave, location surveys.ID
		month                   int
		item                    string
	}
	more := map[key]measure.Histogram{}
	for _, o := range beyond {
		k := key{o.VersionID, o.WaveID, o.LocationID, o.Month, o.Item}
		more[k] = more[k].With(o.Position, o.N)
	}
	out := make([]report.Tally, len(rows))
	for i, h := range rows {
		out[i] = report.Tally{VersionID: h.VersionID, WaveID: h.WaveID, LocationID: h.LocationID, Month: h.LocalDay, Item: h.Item,
			Histogram: measure.Histogram{N: h.N, Sum: h.Sum, SumSq: h.SumSq,
				C:    [11]int64{h.C0, h.C1, h.C2, h.C3, h.C4, h.C5, h.C6, h.C7, h.C8, h.C9, h.C10},
				More: more[key{h.VersionID, h.WaveID, h.LocationID, h.LocalDay, h.Item}].More}}
	}
	return out
}
