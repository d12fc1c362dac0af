package server

import (
	"context"
	"errors"
	"strings"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

type responsesInput struct {
	IDInput
	PageInput
	WaveID     surveys.ID `query:"wave_id"`
	LocationID surveys.ID `query:"location_id"`
	FromDay    int        `query:"from_day" doc:"First reporting day, yyyymmdd"`
	ToDay      int        `query:"to_day" doc:"Last reporting day, yyyymmdd"`
	Source     string     `query:"source" enum:"page,api,import,test"`
	Valid      string     `query:"valid" enum:"true,false"`
}

func (in responsesInput) filter() (service.ResponseFilter, error) {
	f := service.ResponseFilter{InstrumentID: in.ID, FromDay: in.FromDay, ToDay: in.ToDay, Source: in.Source}
	if !in.WaveID.IsZero() {
		f.WaveIDs = []surveys.ID{in.WaveID}
	}
	if !in.LocationID.IsZero() {
		f.LocationIDs = []surveys.ID{in.LocationID}
	}
	if in.Valid != "" {
		valid := in.Valid == "true"
		f.Valid = &valid
	}
	var p surveys.Problems
	p.CheckDay("from_day", in.FromDay, false)
	p.CheckDay("to_day", in.ToDay, false)
	return f, p.Err()
}

func (s *Server) listResponses(ctx context.Context, a surveys.Actor, in *responsesInput) (*listOutput[surveys.Response], error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[surveys.Response], error) {
		return s.service.ListResponses(ctx, a, f, p)
	})
}

func (s *Server) getResponse(ctx context.Context, a surveys.Actor, in *IDInput) (*output[surveys.Response], error) {
	return answer(s.service.FindResponse(ctx, a, in.ID))
}

type submitInput struct {
	IDInput
	Body struct {
		ID           surveys.ID      `json:"id,omitempty" doc:"A UUID of version 7 of your own making lets you send the same response again without storing it twice"`
		Lang         string          `json:"lang" maxLength:"20" pattern:"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$" doc:"Language the answers were given in"`
		LocationCode string          `json:"location_code,omitempty" maxLength:"40"`
		Answers      surveys.Answers `json:"answers" doc:"By item code; options by their codes"`
		StartedAt    *time.Time      `json:"started_at,omitempty"`
	}
}

func (s *Server) submitResponse(ctx context.Context, a surveys.Actor, in *submitInput) (*output[service.Receipt], error) {
	sent := service.APISubmission{ID: in.Body.ID, Lang: in.Body.Lang, LocationCode: in.Body.LocationCode, Answers: in.Body.Answers}
	if in.Body.StartedAt != nil {
		sent.StartedAt = *in.Body.StartedAt
	}
	receipt, err := s.service.SubmitAs(ctx, a, in.ID, sent)
	if err != nil {
		return nil, atAnswers(err)
	}
	return &output[service.Receipt]{Body: receipt}, nil
}

// atAnswers puts what is wrong with an answer, which the use case places at its item, where the body has it.
func atAnswers(err error) error {
	var ours *surveys.Error
	if !errors.As(err, &ours) {
		return err
	}
	for _, e := range append([]*surveys.Error{ours}, ours.More...) {
		if family, _, _ := strings.Cut(e.Key, "."); family == "answer" && e.Field != "" {
			e.Field = "answers." + e.Field
		}
	}
	return err
}

type validityInput struct {
	IDInput
	Body struct {
		Valid  bool   `json:"valid" doc:"false takes the response out of every figure"`
		Reason string `json:"reason,omitempty" maxLength:"2000" doc:"Required to take it out"`
	}
}

func (s *Server) setValidity(ctx context.Context, a surveys.Actor, in *validityInput) (*output[surveys.Response], error) {
	return answer(s.service.SetValidity(ctx, a, in.ID, in.Body.Valid, in.Body.Reason))
}
