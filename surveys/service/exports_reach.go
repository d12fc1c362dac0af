package service

import (
	"context"
	"encoding/json"
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// exportResult is what the job of a workbook leaves: the file, and how much of its client it shows.
type exportResult struct {
	surveys.ExportFile
	Units []surveys.ID `json:"units,omitempty"` // those that who asked held; nil = the whole client
}

// exportReach returns the units that a workbook shows at most; nil = the whole client.
func (s *Service) exportReach(ctx context.Context, a surveys.Actor, req surveys.ExportRequest) ([]surveys.ID, error) {
	if err := s.checkExport(ctx, a, req); err != nil {
		return nil, err
	}
	scope, err := exportScope(a, req)
	if err != nil {
		return nil, err
	}
	client, err := exportClient(ctx, s.store.Read(), scope, req)
	if err != nil || scope.Holds(client) {
		return nil, err
	}
	return scope.Units, nil
}

// exportClient returns the client that a workbook is about.
func exportClient(ctx context.Context, db store.DB, scope surveys.Scope, req surveys.ExportRequest) (surveys.ID, error) {
	switch req.Report {
	case surveys.ReportBenchmark:
		as, err := store.FindAssessment(ctx, db, scope, req.AssessmentID)
		if err != nil {
			return surveys.ID{}, err
		}
		return as.ClientID, nil
	case surveys.ReportChecklist:
		wave, err := store.FindWave(ctx, db, scope, req.WaveID)
		if err != nil {
			return surveys.ID{}, err
		}
		programme, err := store.FindProgramme(ctx, db, scope, wave.ProgrammeID)
		if err != nil {
			return surveys.ID{}, err
		}
		return programme.ClientID, nil
	}
	in, err := store.FindInstrument(ctx, db, scope, req.InstrumentID)
	if err != nil {
		return surveys.ID{}, err
	}
	return in.ClientID, nil
}

// mayOpen makes sure that the actor could make now what a finished job made then: with the rights of now, and with those
// of the key in hand. Forbidden otherwise.
func (s *Service) mayOpen(ctx context.Context, a surveys.Actor, j *surveys.Job, req surveys.ExportRequest) error {
	var made exportResult
	if err := json.Unmarshal(j.Result, &made); err != nil {
		return err
	}
	forbidden := surveys.E(surveys.Forbidden, "error.forbidden")
	now, err := s.exportReach(ctx, a, req)
	if kind := surveys.KindOf(err); err != nil && (kind == surveys.Invalid || kind == surveys.NotFound) {
		return forbidden // what it is about is out of the actor's sight
	}
	if err != nil || now == nil || !req.UnitID.IsZero() || !req.LocationID.IsZero() { // a named place was looked for above
		return err
	}
	if made.Units == nil || slices.ContainsFunc(made.Units, func(u surveys.ID) bool { return !slices.Contains(now, u) }) {
		return forbidden
	}
	return nil
}
