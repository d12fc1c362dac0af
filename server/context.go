package server

import (
	"context"
	"crypto/rand"
	"encoding/base64"

	"github.com/labstack/echo/v4"

	"touchstone/locales"
	"touchstone/surveys"
)

// request is what the server knows of the request at hand. The middleware makes it, access fills in the actor.
type request struct {
	ID     string // random; in the log, in error bodies, in audit rows
	Wish   string // ?lang=
	Saved  string // cookie of the pages
	Accept string
	Actor  surveys.Actor
	Token  string // session cookie, when one was used
}

type requestKey struct{}

// requestOf returns what is known of the request of a context; a bare one outside of requests.
func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{}
}

// Lang is the language of answers: what the address asks for, then what the person chose (a program's header comes
// before its owner's choice), then what the browser offers.
func (r *request) Lang() string {
	if !r.Actor.KeyID.IsZero() {
		return locales.Match(r.Wish, r.Accept, r.Actor.Lang)
	}
	return locales.Match(r.Wish, r.Saved, r.Actor.Lang, r.Accept)
}

// langCookie keeps the language a visitor of a page chose.
const langCookie = "lang"

func newRequest(c echo.Context) *request {
	r := &request{ID: randomText(), Wish: c.QueryParam("lang"), Accept: c.Request().Header.Get("Accept-Language")}
	if cookie, err := c.Cookie(langCookie); err == nil {
		r.Saved = cookie.Value
	}
	return r
}

// randomText returns 96 random bits for request ids and nonces.
func randomText() string {
	var b [12]byte
	rand.Read(b[:]) // never fails on supported systems
	return base64.RawURLEncoding.EncodeToString(b[:])
}
