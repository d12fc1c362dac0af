package server

import (
	"context"
	"net/http"
	"strings"

	"touchstone/surveys"
)

// access says who may ask for a route. Every line of the table has one; the zero value lets nobody in.
type access struct {
	kind accessKind
	verb surveys.Verb
}

type accessKind int

const (
	closed   accessKind = iota
	anybody             // no account needed; writes must come from our own pages
	stranger            // no account needed, from anywhere: respondents' submits, and routes whose link is the credential
	signedIn            // any account
	holder              // an account that holds the verb somewhere; how far is the use case's business
)

// The kinds of access as the table writes them.
var (
	forAnybody  = access{kind: anybody}
	forStranger = access{kind: stranger}
	forSignedIn = access{kind: signedIn}
)

func holds(v surveys.Verb) access { return access{kind: holder, verb: v} }

// sessionCookie is the name of the session's cookie. The prefix makes browsers refuse it from other hosts and paths;
// they only grant it over https.
func (s *Server) sessionCookie() string {
	if s.base.Scheme == "https" {
		return "__Host-touchstone"
	}
	return "touchstone"
}

// admit decides whether the request may go on and puts the actor into the request. Credentials are an API key in the
// Authorization header, else the session's cookie; a header that is there but wrong is never replaced by the cookie.
func (s *Server) admit(r *http.Request, need access) error {
	known := requestOf(r.Context())
	switch need.kind {
	case stranger:
		return nil
	case anybody:
		return s.sameOrigin(r)
	case closed:
		return surveys.E(surveys.NotFound, "error.not_found")
	}
	if err := s.identify(r, known); err != nil {
		return err
	}
	if need.kind == holder && !known.Actor.Can(need.verb) {
		return surveys.E(surveys.Forbidden, "error.forbidden")
	}
	if wait, ok := s.apiLimit.allow(known.Actor.UserID.String() + known.Actor.KeyID.String()); !ok {
		return limited(wait)
	}
	return nil
}

func (s *Server) identify(r *http.Request, known *request) (err error) {
	if header := r.Header.Get("Authorization"); header != "" {
		key, ok := strings.CutPrefix(header, "Bearer ")
		if !ok {
			return surveys.E(surveys.Unauthenticated, "key.wrong")
		}
		known.Actor, err = s.service.ActorOfKey(r.Context(), key)
	} else {
		cookie, cookieErr := r.Cookie(s.sessionCookie())
		if cookieErr != nil {
			return surveys.E(surveys.Unauthenticated, "error.unauthenticated")
		}
		if err := s.sameOrigin(r); err != nil {
			return err
		}
		known.Token = cookie.Value
		known.Actor, err = s.service.ActorOfSession(r.Context(), cookie.Value)
	}
	known.Actor.RequestID = known.ID
	return err
}

// sameOrigin refuses a write that a page of another site made a browser send.
func (s *Server) sameOrigin(r *http.Request) error {
	if err := s.origins.Check(r); err != nil {
		return surveys.E(surveys.Forbidden, "error.cross_origin").Because(err)
	}
	return nil
}

// actorOf returns who asks, after admit.
func actorOf(ctx context.Context) surveys.Actor { return requestOf(ctx).Actor }
