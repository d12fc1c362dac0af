package server

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

func (s *Server) listAssessments(ctx context.Context, a surveys.Actor, in *PageInput) (*listOutput[surveys.Assessment], error) {
	return listed(*in, func(p surveys.Page) (surveys.List[surveys.Assessment], error) {
		return s.service.ListAssessments(ctx, a, p)
	})
}

type newAssessmentInput struct{ Body service.NewAssessment }

func (s *Server) createAssessment(ctx context.Context, a surveys.Actor, in *newAssessmentInput) (*output[service.AssessmentView], error) {
	return answer(s.service.CreateAssessment(ctx, a, in.Body))
}

func (s *Server) getAssessment(ctx context.Context, a surveys.Actor, in *IDInput) (*output[service.AssessmentView], error) {
	return answer(s.service.FindAssessment(ctx, a, in.ID))
}

type assessmentPatchInput struct {
	IDInput
	Body service.AssessmentPatch
}

func (s *Server) updateAssessment(ctx context.Context, a surveys.Actor, in *assessmentPatchInput) (*output[service.AssessmentView], error) {
	return answer(s.service.UpdateAssessment(ctx, a, in.ID, in.Body))
}

type newLineInput struct {
	IDInput
	Body service.NewLine
}

func (s *Server) addLine(ctx context.Context, a surveys.Actor, in *newLineInput) (*output[service.AssessmentView], error) {
	return answer(s.service.AddLine(ctx, a, in.ID, in.Body))
}

type LineInput struct {
	IDInput
	Line surveys.ID `path:"line"`
}

type linePatchInput struct {
	LineInput
	Body service.LinePatch
}

func (s *Server) updateLine(ctx context.Context, a surveys.Actor, in *linePatchInput) (*output[service.AssessmentView], error) {
	return answer(s.service.UpdateLine(ctx, a, in.ID, in.Line, in.Body))
}

func (s *Server) deleteLine(ctx context.Context, a surveys.Actor, in *LineInput) (*output[service.AssessmentView], error) {
	return answer(s.service.DeleteLine(ctx, a, in.ID, in.Line))
}

type ratingsInput struct {
	IDInput
	Body struct {
		Ratings []service.RatingInput `json:"ratings" maxItems:"2000"`
	}
}

func (s *Server) rate(ctx context.Context, a surveys.Actor, in *ratingsInput) (*output[service.AssessmentView], error) {
	return answer(s.service.Rate(ctx, a, in.ID, in.Body.Ratings))
}
