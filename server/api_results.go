package server

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/service"
)

type resultsInput struct {
	idInput
	WaveID     surveys.ID `query:"wave_id" doc:"Empty: the latest wave with answers"`
	UnitID     surveys.ID `query:"unit_id" doc:"This unit and everything below it"`
	LocationID surveys.ID `query:"location_id"`
}

func (in resultsInput) filter() service.ResultFilter {
	return service.ResultFilter{InstrumentID: in.ID, WaveID: in.WaveID, UnitID: in.UnitID, LocationID: in.LocationID}
}

func (s *Server) getResults(ctx context.Context, a surveys.Actor, in *resultsInput) (*output[report.Satisfaction], error) {
	r, err := s.service.Satisfaction(ctx, a, in.filter())
	return answer(&r, err)
}

func (s *Server) getGroups(ctx context.Context, a surveys.Actor, in *resultsInput) (*output[report.Groups], error) {
	r, err := s.service.Groups(ctx, a, in.filter())
	return answer(&r, err)
}

type verbatimsInput struct {
	resultsInput
	pageInput
	Item string `query:"item" maxLength:"40" doc:"Only words to this item"`
}

func (s *Server) listVerbatims(ctx context.Context, a surveys.Actor, in *verbatimsInput) (*listOutput[report.Verbatim], error) {
	return listed(in.pageInput, func(p surveys.Page) (surveys.List[report.Verbatim], error) {
		return s.service.Verbatims(ctx, a, in.filter(), in.Item, p)
	})
}
