package server

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

func (s *Server) listAssessments(ctx context.Context, a surveys.Actor, in *pageInput) (*listOutput[surveys.Assessment], error) {
	return listed(*in, func(p surveys.Page) (surveys.List[surveys.Assessment], error) {
		return s.service.ListAssessments(ctx, a, p)
	})
}

type newAssessmentInput struct{ Body service.NewAssessment }

func (s *Server) createAssessment(ctx context.Context, a surveys.Actor, in *newAssessmentInput) (*output[service.AssessmentView], error) {
	return answer(s.service.CreateAssessment(ctx, a, in.Body))
}

func (s *Server) getAssessment(ctx context.Context, a surveys.Actor, in *idInput) (*output[service.AssessmentView], error) {
	return answer(s.service.FindAssessment(ctx, a, in.ID))
}

type assessmentPatchInput struct {
	idInput
	Body service.AssessmentPatch
}

func (s *Server) updateAssessment(ctx context.Context, a surveys.Actor, in *assessmentPatchInput) (*output[service.AssessmentView], error) {
	return answer(s.service.UpdateAssessment(ctx, a, in.ID, in.Body))
}

type newLineInput struct {
	idInput
	Body service.NewLine
}

func (s *Server) addLine(ctx context.Context, a surveys.Actor, in *newLineInput) (*output[service.AssessmentView], error) {
	return answer(s.service.AddLine(ctx, a, in.ID, in.Body))
}

type lineInput struct {
	idInput
	Line surveys.ID `path:"line"`
}

type linePatchInput struct {
	lineInput
	Body service.LinePatch
}

func (s *Server) updateLine(ctx context.Context, a surveys.Actor, in *linePatchInput) (*output[service.AssessmentView], error) {
	return answer(s.service.UpdateLine(ctx, a, in.ID, in.Line, in.Body))
}

func (s *Server) deleteLine(ctx context.Context, a surveys.Actor, in *lineInput) (*output[service.AssessmentView], error) {
	return answer(s.service.DeleteLine(ctx, a, in.ID, in.Line))
}

type ratingsInput struct {
	idInput
	Body struct {
		Ratings []service.RatingInput `json:"ratings" maxItems:"2000"`
	}
}

func (s *Server) rate(ctx context.Context, a surveys.Actor, in *ratingsInput) (*output[service.AssessmentView], error) {
	return answer(s.service.Rate(ctx, a, in.ID, in.Body.Ratings))
}
