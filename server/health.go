package server

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

// alive answers as long as the process does.
func (s *Server) alive(c echo.Context) error { return c.String(http.StatusOK, "ok\n") }

// ready answers 200 when this process can serve: it is not stopping and the database takes writes. Its schema is
// current since the process started, because the start brings it there or fails.
func (s *Server) ready(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	if s.stopping.Load() {
		return c.String(http.StatusServiceUnavailable, "stopping\n")
	}
	ctx, cancel := context.WithTimeout(c.Request().Context(), 2*time.Second)
	defer cancel()
	if err := s.service.Ready(ctx); err != nil {
		s.log.WarnContext(ctx, "not ready", "err", err)
		return c.String(http.StatusServiceUnavailable, "no database\n")
	}
	return c.String(http.StatusOK, "ready\n")
}
