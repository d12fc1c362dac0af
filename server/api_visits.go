package server

import (
	"context"
	"io"
	"net/http"
	"os"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/service"
)

type visitsInput struct {
	PageInput
	WaveID     surveys.ID `query:"wave_id"`
	LocationID surveys.ID `query:"location_id"`
	State      string     `query:"state" enum:"draft,offered,applied,declined,assigned,acknowledged,in_progress,submitted,withdrawn,expired,cancelled,in_review,returned,on_hold,rejected,approved,second_approved,published,amended,retracted" doc:"State of the visit or of its report"`
}

func (s *Server) listVisits(ctx context.Context, a surveys.Actor, in *visitsInput) (*listOutput[service.VisitSummary], error) {
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[service.VisitSummary], error) {
		return s.service.ListVisits(ctx, a, service.VisitFilter{WaveID: in.WaveID, LocationID: in.LocationID, State: in.State}, p)
	})
}

func (s *Server) listAuditors(ctx context.Context, a surveys.Actor, in *PageInput) (*listOutput[service.Auditor], error) {
	return listed(*in, func(p surveys.Page) (surveys.List[service.Auditor], error) { return s.service.ListAuditors(ctx, a, p) })
}

type newVisitInput struct{ Body service.NewVisit }

func (s *Server) planVisit(ctx context.Context, a surveys.Actor, in *newVisitInput) (*output[service.PlannedVisit], error) {
	return answer(s.service.PlanVisit(ctx, a, in.Body))
}

func (s *Server) getVisit(ctx context.Context, a surveys.Actor, in *IDInput) (*output[service.VisitView], error) {
	return answer(s.service.FindVisit(ctx, a, in.ID, builtInWords))
}

type visitActInput struct {
	IDInput
	Body service.VisitAct
}

func (s *Server) actOnVisit(ctx context.Context, a surveys.Actor, in *visitActInput) (*output[service.VisitView], error) {
	if err := s.service.ActOnVisit(ctx, a, in.ID, in.Body); err != nil {
		return nil, err
	}
	return answer(s.service.FindVisit(ctx, a, in.ID, builtInWords))
}

type visitLinkInput struct {
	IDInput
	Body *struct {
		Until int `json:"until,omitempty" doc:"New last day of the window, or of the deadline of a returned report, yyyymmdd"`
	}
}

func (s *Server) renewVisitLink(ctx context.Context, a surveys.Actor, in *visitLinkInput) (*output[service.PlannedVisit], error) {
	until := 0
	if in.Body != nil {
		until = in.Body.Until
	}
	return answer(s.service.RenewVisitLink(ctx, a, in.ID, until))
}

type visitPhotoInput struct {
	IDInput
	SHA string `path:"sha" pattern:"^[0-9a-f]{64}$" doc:"SHA-256 of the uploaded bytes"`
}

// visitPhoto sends a photo as a file to keep: whatever it is, no browser runs it as a page.
func (s *Server) visitPhoto(ctx context.Context, a surveys.Actor, in *visitPhotoInput) (*streamOutput, error) {
	file, e, err := s.service.OpenPhoto(ctx, a, in.ID, in.SHA)
	if err != nil {
		return nil, err
	}
	return &streamOutput{Body: func(out huma.Context) {
		defer file.Close()
		for name, value := range photoHeaders(e) {
			out.SetHeader(name, value)
		}
		out.SetStatus(http.StatusOK)
		io.Copy(out.BodyWriter(), file) //nolint:errcheck // the reader is gone; there is nobody to tell
	}}, nil
}

// photoHeaders are what a stored photo is sent with.
func photoHeaders(e *surveys.Evidence) map[string]string {
	return map[string]string{
		"Content-Type":            e.ContentType,
		"Content-Length":          strconv.FormatInt(e.Bytes, 10),
		"Content-Disposition":     disposition("attachment", e.SHA[:16]+".jpg"),
		"Content-Security-Policy": "sandbox; default-src 'none'",
		"X-Content-Type-Options":  "nosniff",
		"Cache-Control":           "private, max-age=3600",
	}
}

func sendPhoto(w http.ResponseWriter, file *os.File, e *surveys.Evidence) error {
	defer file.Close()
	for name, value := range photoHeaders(e) {
		w.Header().Set(name, value)
	}
	w.WriteHeader(http.StatusOK)
	_, err := io.Copy(w, file)
	return err
}

type checklistInput struct {
	IDInput
	UnitID     surveys.ID `query:"unit_id" doc:"This unit and everything below it"`
	LocationID surveys.ID `query:"location_id"`
}

func (s *Server) getChecklist(ctx context.Context, a surveys.Actor, in *checklistInput) (*output[report.Checklist], error) {
	r, err := s.service.Checklist(ctx, a, service.ChecklistFilter{WaveID: in.ID, UnitID: in.UnitID, LocationID: in.LocationID})
	return answer(&r, err)
}

func (s *Server) getBenchmark(ctx context.Context, a surveys.Actor, in *IDInput) (*output[report.Benchmark], error) {
	r, err := s.service.Benchmark(ctx, a, in.ID)
	return answer(&r, err)
}
