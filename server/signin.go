package server

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

type signInView struct {
	sitePage
	Email, Org, Failed string
}

// landing is where a person goes after signing in: an auditor, who holds nothing but the own visits, to these, anybody
// else to the console.
func landing(a surveys.Actor) string {
	others := slices.DeleteFunc(slices.Clone(surveys.AllVerbs), func(v surveys.Verb) bool { return v == surveys.VisitFill })
	if a.Can(surveys.VisitFill) && !slices.ContainsFunc(others, a.Can) {
		return "/a"
	}
	return "/app/"
}

// signInPage shows the form. Who is signed in already goes on.
func (s *Server) signInPage(c echo.Context) error {
	if cookie, err := c.Cookie(s.sessionCookie()); err == nil {
		if a, err := s.service.ActorOfSession(c.Request().Context(), cookie.Value); err == nil {
			return c.Redirect(http.StatusSeeOther, landing(a))
		}
	}
	return s.render(c, http.StatusOK, "signin.html", signInView{sitePage: s.newSitePage(c, "signin.title")})
}

// signIn checks the form and opens a session. Tries are counted per sender and per account, so that neither many
// accounts from one place nor one account from many places can be tried at will.
func (s *Server) signIn(c echo.Context) error {
	r := c.Request()
	if err := r.ParseForm(); err != nil {
		return surveys.E(surveys.Invalid, "error.form").Because(err)
	}
	in := service.Credentials{Email: r.PostForm.Get("email"), Password: r.PostForm.Get("password"), Org: r.PostForm.Get("org")}
	for _, key := range []string{"from " + senderKey(c.RealIP()), "for " + strings.ToLower(clip(in.Email, 254))} {
		if wait, ok := s.signInLimit.allow(key); !ok {
			return s.signInAgain(c, in, limited(wait))
		}
	}
	token, user, err := s.service.SignIn(r.Context(), in)
	if err != nil {
		return s.signInAgain(c, in, err)
	}
	s.log.InfoContext(r.Context(), "signed in", "user", user.ID.String(), "request", requestOf(r.Context()).ID)
	c.SetCookie(s.newSessionCookie(token, int(service.SessionLife.Seconds())))
	a, err := s.service.ActorOfSession(r.Context(), token)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, landing(a))
}

func clip(s string, n int) string { return s[:min(len(s), n)] }

// signInAgain shows the form with what was wrong. The password is not kept.
func (s *Server) signInAgain(c echo.Context, in service.Credentials, err error) error {
	p := s.problemOf(c.Request().Context(), err, "body")
	if p.Status >= 500 {
		return err
	}
	for name, values := range p.GetHeaders() {
		c.Response().Header()[name] = values
	}
	s.log.InfoContext(c.Request().Context(), "sign-in refused", "code", p.Code, "request", p.RequestID)
	view := signInView{sitePage: s.newSitePage(c, "signin.title"), Failed: p.Detail}
	if surveys.Clean(in.Email + in.Org) {
		view.Email, view.Org = in.Email, in.Org
	}
	return s.render(c, p.Status, "signin.html", view)
}

// signOut ends the session and forgets the cookie.
func (s *Server) signOut(c echo.Context) error {
	if cookie, err := c.Cookie(s.sessionCookie()); err == nil {
		if err := s.service.SignOut(c.Request().Context(), cookie.Value); err != nil {
			return err
		}
	}
	c.SetCookie(s.newSessionCookie("", -1))
	c.Response().Header().Set("Clear-Site-Data", `"cache"`)
	return c.Redirect(http.StatusSeeOther, "/login")
}

func (s *Server) newSessionCookie(value string, age int) *http.Cookie {
	return &http.Cookie{Name: s.sessionCookie(), Value: value, Path: "/", MaxAge: age, HttpOnly: true,
		Secure: s.base.Scheme == "https", SameSite: http.SameSiteLaxMode}
}
