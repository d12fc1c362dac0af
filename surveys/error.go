package surveys

import (
	"errors"
	"strings"
)

// ErrorKind is the closed set of ways a request can fail. The server maps a kind to a status in one table.
type ErrorKind string

// The kinds. Whatever is not an *Error is Internal: logged with the request id, never shown.
const (
	Invalid         ErrorKind = "invalid"         // the input is wrong; nothing was stored
	NotFound        ErrorKind = "not_found"       // no such thing in the caller's scope (also: somebody else's)
	Conflict        ErrorKind = "conflict"        // the state does not allow it, or other bytes under the same key
	Forbidden       ErrorKind = "forbidden"       // known caller, missing verb
	Unauthenticated ErrorKind = "unauthenticated" // no or dead credentials
	TooLarge        ErrorKind = "too_large"       // over a limit of size
	Unsupported     ErrorKind = "unsupported"     // content of a type we do not take
	Limited         ErrorKind = "limited"         // too many requests
	Gone            ErrorKind = "gone"            // closed survey, spent link, expired visit
	Unavailable     ErrorKind = "unavailable"     // try again: full queue, unknown commit outcome, shutting down
	Internal        ErrorKind = "internal"
)

// Error is a failure that may be shown. Key names a text in locales; Params fill its placeholders; Field says where in
// the input it happened ("items[3].code", an item code, a CSV "row 7"); More holds further failures of the same
// request, so that all bad fields are named at once.
type Error struct {
	Kind   ErrorKind
	Key    string
	Params map[string]any
	Field  string
	More   []*Error
	Err    error // cause, logged only
}

// E makes an Error. Params come as name, value pairs.
func E(kind ErrorKind, key string, params ...any) *Error {
	e := &Error{Kind: kind, Key: key}
	for i := 0; i+1 < len(params); i += 2 {
		if e.Params == nil {
			e.Params = map[string]any{}
		}
		e.Params[params[i].(string)] = params[i+1]
	}
	return e
}

// At returns the error with the place it happened.
func (e *Error) At(field string) *Error { e.Field = field; return e }

// Because returns the error with its cause, which is logged and never shown.
func (e *Error) Because(err error) *Error { e.Err = err; return e }

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Kind) + ": " + e.Key)
	if e.Field != "" {
		b.WriteString(" at " + e.Field)
	}
	for _, m := range e.More {
		b.WriteString("; " + m.Key + " at " + m.Field)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// KindOf returns the kind of err; Internal when it is not ours.
func KindOf(err error) ErrorKind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// Problems gathers failures of one input. Its zero value is ready.
type Problems struct{ list []*Error }

// Add notes an Invalid failure at field. Params come as name, value pairs.
func (p *Problems) Add(field, key string, params ...any) {
	p.list = append(p.list, E(Invalid, key, params...).At(field))
}

// Len returns how many failures were noted.
func (p *Problems) Len() int { return len(p.list) }

// List returns the failures in the order they were noted.
func (p *Problems) List() []*Error { return p.list }

// Err returns nil when nothing was noted, else one Invalid error that holds them all.
func (p *Problems) Err() error {
	if len(p.list) == 0 {
		return nil
	}
	if len(p.list) == 1 {
		return p.list[0]
	}
	return &Error{Kind: Invalid, Key: "error.invalid", More: p.list}
}
