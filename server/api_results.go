package server

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/service"
)

type ResultsInput struct {
	IDInput
	WaveID     surveys.ID `query:"wave_id" doc:"Empty: the latest wave with answers"`
	UnitID     surveys.ID `query:"unit_id" doc:"This unit and everything below it"`
	LocationID surveys.ID `query:"location_id"`
}

func (in ResultsInput) filter() service.ResultFilter {
	return service.ResultFilter{InstrumentID: in.ID, WaveID: in.WaveID, UnitID: in.UnitID, LocationID: in.LocationID}
}

func (s *Server) getResults(ctx context.Context, a surveys.Actor, in *ResultsInput) (*output[report.Satisfaction], error) {
	r, err := s.service.Satisfaction(ctx, a, in.filter())
	return answer(&r, err)
}

func (s *Server) getGroups(ctx context.Context, a surveys.Actor, in *ResultsInput) (*output[report.Groups], error) {
	r, err := s.service.Groups(ctx, a, in.filter())
	return answer(&r, err)
}

type verbatimsInput struct {
	ResultsInput
	PageInput
	Item string `query:"item" maxLength:"40" doc:"Only words to this item"`
}

func (s *Server) listVerbatims(ctx context.Context, a surveys.Actor, in *verbatimsInput) (*listOutput[report.Verbatim], error) {
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[report.Verbatim], error) {
		return s.service.Verbatims(ctx, a, in.filter(), in.Item, p)
	})
}
