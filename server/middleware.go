package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"touchstone/surveys"
)

// Times of a request. Uploads from a shop floor are slow; answers are not.
const (
	headerTime   = 5 * time.Second
	readTime     = 90 * time.Second
	writeTime    = 120 * time.Second
	idleTime     = 120 * time.Second
	handleTime   = 60 * time.Second
	downloadTime = 30 * time.Minute
)

// observe stands outermost: it makes the request's own knowledge, bounds its time, survives a panic and writes one log
// line. The line holds the pattern of the route and never the address itself, whose path and query hold link secrets.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		start := time.Now()
		known := newRequest(c)
		ctx, cancel := context.WithTimeout(context.WithValue(c.Request().Context(), requestKey{}, known), handleTime)
		defer cancel()
		c.SetRequest(c.Request().WithContext(ctx))
		c.Response().Header().Set("X-Request-Id", known.ID)
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				err = surveys.E(surveys.Internal, "error.internal").Because(fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
			}
			if err != nil {
				c.Error(err)
				err = nil
			}
			s.log.LogAttrs(ctx, slog.LevelInfo, "request", slog.String("request", known.ID), slog.String("method", c.Request().Method),
				slog.String("route", c.Path()), slog.Int("status", c.Response().Status), slog.Int64("bytes", c.Response().Size),
				slog.Int64("ms", time.Since(start).Milliseconds()), slog.String("user", userOf(known)))
		}()
		return next(c)
	}
}

func userOf(known *request) string {
	if known.Actor.UserID.IsZero() {
		return ""
	}
	return known.Actor.UserID.String()
}

// policy is the content security policy of everything that is not a page of ours: nothing may be loaded or framed.
const policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

// headers sets what every answer carries; a page replaces the policy by its own.
func (s *Server) headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()")
		if s.base.Scheme == "https" {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		if strings.HasPrefix(c.Request().URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
			h.Add("Vary", "Accept-Language")
		}
		return next(c)
	}
}

// bounded cuts a body off at the limit of its route; a handler that reads further gets an error.
func bounded(max int64) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if c.Request().ContentLength > max {
				return surveys.E(surveys.TooLarge, "error.too_large")
			}
			c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, max)
			return next(c)
		}
	}
}

// admitPage lets a page's request through or turns it away; somebody without a session is sent to sign in.
func (s *Server) admitPage(need access) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			err := s.admit(c.Request(), need)
			if surveys.KindOf(err) == surveys.Unauthenticated && c.Request().Method == http.MethodGet {
				return c.Redirect(http.StatusSeeOther, "/login?next="+url.QueryEscape(c.Request().URL.RequestURI()))
			}
			if err != nil {
				return err
			}
			return next(c)
		}
	}
}

// pace bounds what one sender of respondents' pages may ask: writes only, because a page may be cached and read at will.
func (s *Server) pace(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if m := c.Request().Method; m != http.MethodGet && m != http.MethodHead {
			if wait, ok := s.submitLimit.allow(senderKey(c.RealIP())); !ok {
				return limited(wait)
			}
		}
		return next(c)
	}
}
