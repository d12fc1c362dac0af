package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/store"
)

// Benchmark returns the result of an assessment. Needs assessment.read for the client.
func (s *Service) Benchmark(ctx context.Context, a surveys.Actor, id surveys.ID) (report.Benchmark, error) {
	scope, err := a.Scope(surveys.AssessmentRead)
	if err != nil {
		return report.Benchmark{}, err
	}
	db := s.store.Read()
	row, err := store.FindAssessment(ctx, db, scope, id)
	if err != nil {
		return report.Benchmark{}, err
	}
	in := report.BenchmarkInput{Assessment: *row, AsOf: s.clock()}
	if err := readAssessment(ctx, db, scope, &in); err != nil {
		return report.Benchmark{}, err
	}
	return report.BuildBenchmark(in), nil
}

func readAssessment(ctx context.Context, db store.DB, scope surveys.Scope, in *report.BenchmarkInput) error {
	version, err := store.FindVersion(ctx, db, scope, in.Assessment.VersionID)
	if err != nil {
		return err
	}
	instrument, err := store.FindInstrument(ctx, db, scope, in.Assessment.InstrumentID)
	if err != nil {
		return err
	}
	client, err := store.FindClient(ctx, db, scope, in.Assessment.ClientID)
	if err != nil {
		return err
	}
	org, err := store.FindOrg(ctx, db, scope.Org)
	if err != nil {
		return err
	}
	in.Version, in.Instrument, in.Client, in.Org = *version, *instrument, *client, *org
	if in.Lines, err = store.AssessmentLines(ctx, db, scope, in.Assessment.ID); err != nil {
		return err
	}
	if in.Ratings, err = store.Ratings(ctx, db, scope, in.Assessment.ID); err != nil {
		return err
	}
	in.Brands, err = allBrands(ctx, db, scope, client.ID)
	return err
}
