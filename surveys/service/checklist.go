package service

import (
	"context"
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/store"
)

// maxTrendWaves bounds how far back a checklist report looks.
const maxTrendWaves = 12

// ChecklistFilter says which results of visits are wanted. Zero unit and location mean everything the actor may see.
type ChecklistFilter struct {
	WaveID     surveys.ID
	UnitID     surveys.ID
	LocationID surveys.ID
}

// Checklist returns the results of a wave of visits. Needs result.read. NotFound when wave, unit or location are not the
// actor's to see; Invalid when the wave is not one of visits.
func (s *Service) Checklist(ctx context.Context, a surveys.Actor, f ChecklistFilter) (report.Checklist, error) {
	return s.checklist(ctx, a, surveys.ResultRead, f)
}

// checklist builds the report for whoever holds the verb.
func (s *Service) checklist(ctx context.Context, a surveys.Actor, verb surveys.Verb, f ChecklistFilter) (report.Checklist, error) {
	scope, err := a.Scope(verb)
	if err != nil {
		return report.Checklist{}, err
	}
	db := s.store.Read()
	in := &report.ChecklistInput{AsOf: s.clock()}
	if err := readWave(ctx, db, scope, f.WaveID, in); err != nil {
		return report.Checklist{}, err
	}
	in.Whole = scope.Holds(in.Client.ID)
	if err := readPlaces(ctx, db, scope, f, in); err != nil {
		return report.Checklist{}, err
	}
	if err := readVisits(ctx, db, visitSight(a, scope), in); err != nil {
		return report.Checklist{}, err
	}
	if in.NotDerived, err = store.PendingDerivation(ctx, db, scope, in.Instrument.ID); err != nil {
		return report.Checklist{}, err
	}
	return report.BuildChecklist(*in), nil
}

// readWave reads the wave and what it belongs to.
func readWave(ctx context.Context, db store.DB, scope surveys.Scope, id surveys.ID, in *report.ChecklistInput) error {
	wave, err := store.FindWave(ctx, db, scope, id)
	if err != nil {
		return err
	}
	programme, err := store.FindProgramme(ctx, db, scope, wave.ProgrammeID)
	if err != nil {
		return err
	}
	if programme.Kind != surveys.Checklist {
		return surveys.E(surveys.Invalid, "visit.not_checklist").At("wave_id")
	}
	instrument, err := store.FindInstrument(ctx, db, scope, programme.InstrumentID)
	if err != nil {
		return err
	}
	client, err := store.FindClient(ctx, db, scope, programme.ClientID)
	if err != nil {
		return err
	}
	org, err := store.FindOrg(ctx, db, scope.Org)
	if err != nil {
		return err
	}
	in.Wave, in.Programme, in.Instrument, in.Client, in.Org = *wave, *programme, *instrument, *client, *org
	if in.Versions, err = store.Versions(ctx, db, scope, instrument.ID); err != nil {
		return err
	}
	if in.AllWaves, err = store.WavesOfProgramme(ctx, db, scope, programme.ID); err != nil {
		return err
	}
	at := slices.IndexFunc(in.AllWaves, func(w surveys.Wave) bool { return w.ID == wave.ID })
	in.Waves = in.AllWaves[max(0, at+1-maxTrendWaves) : at+1]
	in.Targets, err = store.InstrumentTargets(ctx, db, scope, instrument.ID)
	return err
}

// readPlaces reads what of the client the actor sees, narrowed by the filter.
func readPlaces(ctx context.Context, db store.DB, scope surveys.Scope, f ChecklistFilter, in *report.ChecklistInput) (err error) {
	if in.Units, in.Locations, err = store.PlacesOf(ctx, db, scope, in.Client.ID); err != nil {
		return err
	}
	if in.Brands, err = allBrands(ctx, db, scope, in.Client.ID); err != nil {
		return err
	}
	notFound := surveys.E(surveys.NotFound, "error.not_found")
	if !f.UnitID.IsZero() {
		at := slices.IndexFunc(in.Units, func(u surveys.Unit) bool { return u.ID == f.UnitID })
		if at < 0 {
			return notFound
		}
		in.Unit = &in.Units[at]
		below, err := store.UnitsBelow(ctx, db, scope.Org, f.UnitID)
		if err != nil {
			return err
		}
		in.Locations = slices.DeleteFunc(in.Locations, func(l surveys.Location) bool { return !slices.Contains(below, l.UnitID) })
	}
	if !f.LocationID.IsZero() {
		in.Locations = slices.DeleteFunc(in.Locations, func(l surveys.Location) bool { return l.ID != f.LocationID })
		if len(in.Locations) == 0 {
			return notFound
		}
		in.Location = &in.Locations[0]
	}
	return nil
}

// readVisits reads the visits of the waves that the actor may know of, and what the published ones say, scored by the
// version they were made with.
func readVisits(ctx context.Context, db store.DB, sight store.VisitSight, in *report.ChecklistInput) error {
	var waves []surveys.ID
	for _, w := range in.Waves {
		waves = append(waves, w.ID)
	}
	visits, err := store.VisitsOfWaves(ctx, db, sight, waves)
	if err != nil {
		return err
	}
	reports, err := store.CurrentReports(ctx, db, sight.Read, waves)
	if err != nil {
		return err
	}
	documents := map[surveys.ID]surveys.Document{}
	for _, v := range in.Versions {
		documents[v.ID] = v.Document
	}
	for _, v := range visits {
		row := report.ScoredVisit{Visit: v}
		if r, published := reports[v.ID]; published && r.Revision == v.Revision {
			score, err := scoreReport(documents[v.VersionID], r.Answers)
			if err != nil {
				return err
			}
			row.Answers, row.Detail = r.Answers, &score
		}
		in.Visits = append(in.Visits, row)
	}
	return nil
}
