package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"touchstone/surveys/service"
)

// Server answers HTTP. It is an http.Handler; Serve runs it on a listener.
type Server struct {
	service *service.Service
	base    *url.URL
	log     *slog.Logger
	echo    *echo.Echo
	api     huma.API
	origins *http.CrossOriginProtection
	surveys *surveyPages

	signInLimit, submitLimit, apiLimit *limiter

	stopping atomic.Bool
	openapi  []byte
}

// New makes a server with every route of the table. It errs when the base URL is no origin or a route cannot be made.
func New(c Config) (*Server, error) {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	s := &Server{service: c.Service, base: c.Base, log: c.Log, echo: echo.New(), origins: http.NewCrossOriginProtection(),
		signInLimit: newLimiter(c.Limits.SignIn), submitLimit: newLimiter(c.Limits.Submit), apiLimit: newLimiter(c.Limits.API)}
	// Behind a proxy the Host header may be another than the one people see.
	if err := s.origins.AddTrustedOrigin(c.Base.Scheme + "://" + c.Base.Host); err != nil {
		return nil, fmt.Errorf("server: base URL: %w", err)
	}
	s.surveys = newSurveyPages(s)
	e := s.echo
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = addressOf(c.TrustedProxies)
	e.HTTPErrorHandler = s.handleError
	e.Use(s.observe, s.headers)
	s.api = newAPI(e, c.Version)
	for _, list := range allRoutes() {
		for _, r := range list {
			r.mount(s, r)
		}
	}
	var err error
	s.openapi, err = encodeOpenAPI(s.api.OpenAPI())
	return s, err
}

// addressOf says whose address counts: the connection's, unless a trusted proxy tells of another.
func addressOf(trusted []netip.Prefix) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range trusted {
		_, network, err := net.ParseCIDR(p.Masked().String())
		if err == nil {
			options = append(options, echo.TrustIPRange(network))
		}
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// drainTime bounds how long a stopping server waits for answers under way; stopGrace is how long it still takes requests
// after it said that it is not ready, so that whoever spreads the load can look elsewhere.
const (
	drainTime = 15 * time.Second
	stopGrace = 300 * time.Millisecond
)

// Serve answers on the listener until the context ends, then says on /readyz that it is going, finishes what is under
// way and returns. The accept path of the service is drained by whoever made the service, after Serve has returned.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	hs := &http.Server{Handler: s, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime,
		IdleTimeout: idleTime, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug)}
	failed := make(chan error, 1)
	go func() { failed <- hs.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	s.stopping.Store(true)
	time.Sleep(stopGrace)
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	err := hs.Shutdown(drain)
	if errors.Is(err, context.DeadlineExceeded) {
		err = hs.Close()
	}
	return err
}

// handleError answers what a handler returned as an error: a problem to programs, a page to people.
func (s *Server) handleError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	r := c.Request()
	p := s.problemOf(r.Context(), err, where(r.Method))
	if isAPI(r) || r.Method == http.MethodHead {
		writeProblem(c.Response(), p)
		return
	}
	s.errorPage(c, p)
}

// isAPI reports whether a program asks: it gets problems, not pages.
func isAPI(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") || strings.HasPrefix(r.Header.Get("Accept"), "application/json") ||
		strings.HasPrefix(r.Header.Get("Content-Type"), "application/json")
}
