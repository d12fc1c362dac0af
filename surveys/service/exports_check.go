package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// checkExport makes sure that the report exists, that what it is about is in the actor's sight, and that the actor may
// read what it prints: a refusal comes at once, not from a job that ends dead.
func (s *Service) checkExport(ctx context.Context, a surveys.Actor, req surveys.ExportRequest) error {
	scope, err := exportScope(a, req)
	if err != nil {
		return err
	}
	var p surveys.Problems
	if exporters[req.Report] == nil {
		p.CheckOneOf("report", req.Report, surveys.ReportResponses, surveys.ReportSatisfaction, surveys.ReportChecklist, surveys.ReportBenchmark)
	}
	p.CheckOneOf("lang", req.Lang, "zh", "en")
	if err := p.Err(); err != nil {
		return err
	}
	if exporters[req.Report] == nil {
		return surveys.E(surveys.Invalid, "export.unknown").At("report")
	}
	return s.checkExportPlaces(ctx, scope, req)
}

// exportNeeds is what a workbook needs besides result.export, because it prints more than figures.
var exportNeeds = map[string]surveys.Verb{
	surveys.ReportResponses: surveys.ResponseRead,
	surveys.ReportBenchmark: surveys.AssessmentRead,
}

// exportScope returns where the actor holds everything that a workbook needs.
func exportScope(a surveys.Actor, req surveys.ExportRequest) (surveys.Scope, error) {
	if verb, further := exportNeeds[req.Report]; further {
		return a.ScopeOfBoth(surveys.ResultExport, verb)
	}
	return a.Scope(surveys.ResultExport)
}

// checkExportPlaces makes sure that everything the request names is there, is in the scope, and that nothing is missing.
func (s *Service) checkExportPlaces(ctx context.Context, scope surveys.Scope, req surveys.ExportRequest) error {
	db := s.store.Read()
	checks := []struct {
		field    string
		id       surveys.ID
		required bool
		find     func() error
	}{
		{"instrument_id", req.InstrumentID, req.Report == surveys.ReportResponses || req.Report == surveys.ReportSatisfaction,
			func() error { _, err := store.FindInstrument(ctx, db, scope, req.InstrumentID); return err }},
		{"wave_id", req.WaveID, req.Report == surveys.ReportChecklist,
			func() error { _, err := store.FindWave(ctx, db, scope, req.WaveID); return err }},
		{"assessment_id", req.AssessmentID, req.Report == surveys.ReportBenchmark,
			func() error { _, err := store.FindAssessment(ctx, db, scope, req.AssessmentID); return err }},
		{"unit_id", req.UnitID, false, func() error { _, err := store.FindUnit(ctx, db, scope, req.UnitID); return err }},
		{"location_id", req.LocationID, false, func() error { _, err := store.FindLocation(ctx, db, scope, req.LocationID); return err }},
	}
	var p surveys.Problems
	for _, c := range checks {
		if c.id.IsZero() && c.required {
			p.Add(c.field, "input.required")
		}
		if c.id.IsZero() {
			continue
		}
		if err := c.find(); surveys.KindOf(err) == surveys.NotFound {
			p.Add(c.field, "input.reference")
		} else if err != nil {
			return err
		}
	}
	return p.Err()
}
