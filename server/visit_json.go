package server

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

// draftAnswer tells the script whether its draft was kept; a lower sequence than the stored one is not.
type draftAnswer struct {
	Stored bool `json:"stored"`
}

// putVisitDraft answers PUT …/draft.
func (s *Server) putVisitDraft(c echo.Context) error {
	var in service.VisitDraft
	if err := readVisitJSON(c, &in); err != nil {
		return err
	}
	if in.Sequence > maxSequence {
		return badField()
	}
	stored, err := s.service.SaveVisitDraft(c.Request().Context(), passOf(c), in)
	if err != nil {
		return err
	}
	return sendJSON(c, http.StatusOK, draftAnswer{stored})
}

// putVisitRevision answers PUT …/revisions/{n}. The same report again gets the same receipt.
func (s *Server) putVisitRevision(c echo.Context) error {
	in := service.VisitReport{Source: surveys.SourcePage}
	if err := readVisitJSON(c, &in); err != nil {
		return err
	}
	n, err := strconv.Atoi(c.Param("n"))
	if err != nil || n < 1 {
		return surveys.E(surveys.NotFound, "error.not_found")
	}
	in.Revision = n
	receipt, err := s.service.SubmitVisit(c.Request().Context(), passOf(c), in)
	if err != nil {
		return err
	}
	status := http.StatusCreated
	if receipt.Duplicate {
		status = http.StatusOK
	}
	return sendJSON(c, status, receipt)
}

// putVisitPhoto answers PUT …/photos/{sha}. The name is checked against the bytes.
func (s *Server) putVisitPhoto(c echo.Context) error {
	e, err := s.service.StorePhoto(c.Request().Context(), passOf(c), c.Param("sha"), c.Request().Body)
	if err != nil {
		return err
	}
	return sendJSON(c, http.StatusCreated, service.VisitPhoto{SHA: e.SHA, Width: e.Width, Height: e.Height})
}

func readVisitJSON(c echo.Context, into any) error {
	body, err := readBody(c.Response(), c.Request(), "application/json")
	if err != nil {
		return err
	}
	if err := decodeStrictly(body, into); err != nil {
		return badField().Because(err)
	}
	return nil
}

func sendJSON(c echo.Context, status int, v any) error {
	noStore(c.Response())
	c.Response().Header().Set("Content-Type", "application/json")
	c.Response().WriteHeader(status)
	return json.NewEncoder(c.Response()).Encode(v)
}
