package server

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"touchstone/locales"
	"touchstone/surveys"
)

// statusOf is the one table from kinds of errors to HTTP status codes.
var statusOf = map[surveys.ErrorKind]int{
	surveys.Invalid:         http.StatusUnprocessableEntity,
	surveys.NotFound:        http.StatusNotFound,
	surveys.Conflict:        http.StatusConflict,
	surveys.Forbidden:       http.StatusForbidden,
	surveys.Unauthenticated: http.StatusUnauthorized,
	surveys.TooLarge:        http.StatusRequestEntityTooLarge,
	surveys.Unsupported:     http.StatusUnsupportedMediaType,
	surveys.Limited:         http.StatusTooManyRequests,
	surveys.Gone:            http.StatusGone,
	surveys.Unavailable:     http.StatusServiceUnavailable,
	surveys.Internal:        http.StatusInternalServerError,
}

// problem is the body of every error of the API (RFC 9457).
type problem struct {
	Type      string         `json:"type" example:"about:blank"`
	Title     string         `json:"title" doc:"Name of the status"`
	Status    int            `json:"status" example:"422"`
	Code      string         `json:"code" doc:"Stable name of the problem, independent of the language" example:"error.invalid"`
	Detail    string         `json:"detail" doc:"What is wrong, in the reader's language"`
	RequestID string         `json:"request_id" doc:"Tell it to whoever runs this server"`
	Errors    []problemField `json:"errors,omitempty" doc:"Every field that is wrong, all at once"`

	retry time.Duration
}

// problemField is one field that is wrong.
type problemField struct {
	Location string `json:"location" doc:"Where: body, query, path or header, then the path to the field" example:"body.items[2].code"`
	Code     string `json:"code" example:"input.required"`
	Message  string `json:"message" doc:"What is wrong, in the reader's language"`
}

// Error, GetStatus, GetHeaders and ContentType are what huma asks of an error.
func (p *problem) Error() string             { return p.Code }
func (p *problem) GetStatus() int            { return p.Status }
func (p *problem) ContentType(string) string { return "application/problem+json" }
func (p *problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(p.retry.Seconds()))))
	}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", "Bearer")
	}
	return h
}

// waitError says after how long a limited request may come again.
type waitError struct{ wait time.Duration }

func (e waitError) Error() string { return "rate limit, wait " + e.wait.String() }

func limited(wait time.Duration) error {
	return surveys.E(surveys.Limited, "error.limited").Because(waitError{wait})
}

// problemOf turns an error into the body of the answer, in the reader's language. What is not ours is logged with the
// request id and shown as an internal error without detail. where is "body" or "query": the part of the request that
// fields without a place of their own are in.
func (s *Server) problemOf(ctx context.Context, err error, where string) *problem {
	known := requestOf(ctx)
	ours := s.ownError(ctx, err)
	lang := known.Lang()
	status := statusOf[ours.Kind]
	p := &problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: ours.Key,
		Detail: locales.T(lang, ours.Key, ours.Params), RequestID: known.ID, retry: retryAfter(ours)}
	list := ours.More
	if ours.Field != "" {
		list = append([]*surveys.Error{ours}, list...)
	}
	for _, e := range list {
		location := where
		if e.Field != "" {
			location += "." + e.Field
		}
		p.Errors = append(p.Errors, problemField{Location: location, Code: e.Key, Message: locales.T(lang, e.Key, e.Params)})
	}
	return p
}

// ownError returns the error as one of ours and logs what must not be shown.
func (s *Server) ownError(ctx context.Context, err error) *surveys.Error {
	var ours *surveys.Error
	var frame *echo.HTTPError
	switch {
	case errors.As(err, &ours):
	case errors.As(err, &frame):
		ours = frameError(frame)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		ours = surveys.E(surveys.Unavailable, "error.unavailable").Because(err)
	default:
		ours = surveys.E(surveys.Internal, "error.internal").Because(err)
	}
	if ours.Kind == surveys.Internal || ours.Kind == surveys.Unavailable {
		s.log.LogAttrs(ctx, slog.LevelError, "request failed", slog.String("request", requestOf(ctx).ID),
			slog.String("code", ours.Key), slog.Any("err", err))
	}
	return ours
}

// frameError translates what echo itself refuses: unknown addresses, wrong methods, bodies over the limit.
func frameError(e *echo.HTTPError) *surveys.Error {
	switch e.Code {
	case http.StatusNotFound:
		return surveys.E(surveys.NotFound, "error.not_found")
	case http.StatusMethodNotAllowed:
		return surveys.E(methodNotAllowed, "error.method")
	case http.StatusRequestEntityTooLarge:
		return surveys.E(surveys.TooLarge, "error.too_large")
	case http.StatusUnsupportedMediaType:
		return surveys.E(surveys.Unsupported, "error.content_type")
	}
	if e.Code >= 400 && e.Code < 500 {
		return surveys.E(surveys.Invalid, "error.invalid").Because(e)
	}
	return surveys.E(surveys.Internal, "error.internal").Because(e)
}

// methodNotAllowed exists at this edge only.
const methodNotAllowed surveys.ErrorKind = "method_not_allowed"

func init() { statusOf[methodNotAllowed] = http.StatusMethodNotAllowed }

func retryAfter(e *surveys.Error) time.Duration {
	var w waitError
	switch {
	case errors.As(e, &w):
		return w.wait
	case e.Kind == surveys.Unavailable, e.Kind == surveys.Limited:
		return 2 * time.Second
	}
	return 0
}

// writeProblem sends a problem outside of huma.
func writeProblem(w http.ResponseWriter, p *problem) {
	for name, values := range p.GetHeaders() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p) //nolint:errcheck // the reader is gone
}

// where says in which part of a request a field of a use case stands.
func where(method string) string {
	if method == http.MethodGet || method == http.MethodDelete {
		return "query"
	}
	return "body"
}
