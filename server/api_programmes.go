package server

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

type programmesInput struct {
	PageInput
	Kind string `query:"kind" enum:"survey,checklist,scorecard"`
}

func (s *Server) listProgrammes(ctx context.Context, a surveys.Actor, in *programmesInput) (*listOutput[surveys.Programme], error) {
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[surveys.Programme], error) {
		return s.service.ListProgrammes(ctx, a, surveys.InstrumentKind(in.Kind), p)
	})
}

type newProgrammeInput struct{ Body service.NewProgramme }

func (s *Server) createProgramme(ctx context.Context, a surveys.Actor, in *newProgrammeInput) (*output[surveys.Programme], error) {
	return answer(s.service.CreateProgramme(ctx, a, in.Body))
}

type programmePatchInput struct {
	IDInput
	Body service.ProgrammePatch
}

func (s *Server) updateProgramme(ctx context.Context, a surveys.Actor, in *programmePatchInput) (*output[surveys.Programme], error) {
	return answer(s.service.UpdateProgramme(ctx, a, in.ID, in.Body))
}

type wavesInput struct {
	PageInput
	ProgrammeID surveys.ID `query:"programme_id" doc:"Only of this programme"`
}

func (s *Server) listWaves(ctx context.Context, a surveys.Actor, in *wavesInput) (*listOutput[surveys.Wave], error) {
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[surveys.Wave], error) {
		return s.service.ListWaves(ctx, a, in.ProgrammeID, p)
	})
}

type newWaveInput struct{ Body service.NewWave }

func (s *Server) createWave(ctx context.Context, a surveys.Actor, in *newWaveInput) (*output[surveys.Wave], error) {
	return answer(s.service.CreateWave(ctx, a, in.Body))
}

type wavePatchInput struct {
	IDInput
	Body service.WavePatch
}

func (s *Server) updateWave(ctx context.Context, a surveys.Actor, in *wavePatchInput) (*output[surveys.Wave], error) {
	return answer(s.service.UpdateWave(ctx, a, in.ID, in.Body))
}

type targetsInput struct {
	PageInput
	InstrumentID surveys.ID `query:"instrument_id" doc:"Only of this instrument"`
}

func (s *Server) listTargets(ctx context.Context, a surveys.Actor, in *targetsInput) (*listOutput[surveys.Target], error) {
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[surveys.Target], error) {
		return s.service.ListTargets(ctx, a, in.InstrumentID, p)
	})
}

type setTargetsInput struct {
	Body struct {
		Targets []service.TargetInput `json:"targets" maxItems:"500"`
	}
}

func (s *Server) setTargets(ctx context.Context, a surveys.Actor, in *setTargetsInput) (*listOutput[surveys.Target], error) {
	set, err := s.service.SetTargets(ctx, a, in.Body.Targets)
	return &listOutput[surveys.Target]{Body: surveys.List[surveys.Target]{Items: set}}, err
}
