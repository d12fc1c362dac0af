package server

import (
	"time"

	"github.com/labstack/echo/v4"

	"touchstone/frontend"
)

// surveyRoutes are the pages of respondents. The code in the address is all they need, wherever the request comes from.
var surveyRoutes = []route{
	page(get, "/s/:code", forStranger, (*Server).showSurvey),
	page(post, "/s/:code", forStranger, (*Server).postSurvey, paced),
	page(get, "/s/:code/done", forStranger, (*Server).surveyDone),
	page(put, "/s/:code/draft", forStranger, (*Server).putDraft, paced),
	page(put, "/s/:code/responses/:id", forStranger, (*Server).putResponse, paced),
}

// newSurveyPages makes the respondents' pages of a server.
func newSurveyPages(s *Server) *surveyPages {
	return &surveyPages{desk: s.service, now: time.Now, script: scriptAddress(frontend.Dist(), "src/main.ts"), log: s.log}
}

func (s *Server) showSurvey(c echo.Context) error {
	return s.surveys.show(c.Response(), c.Request(), c.Param("code"))
}

func (s *Server) postSurvey(c echo.Context) error {
	return s.surveys.post(c.Response(), c.Request(), c.Param("code"))
}

func (s *Server) surveyDone(c echo.Context) error {
	return s.surveys.done(c.Response(), c.Request(), c.Param("code"))
}

func (s *Server) putDraft(c echo.Context) error {
	return s.surveys.putDraft(c.Response(), c.Request(), c.Param("code"))
}

func (s *Server) putResponse(c echo.Context) error {
	return s.surveys.putResponse(c.Response(), c.Request(), c.Param("code"), c.Param("id"))
}
