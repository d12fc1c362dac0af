package server

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

type signInView struct {
	sitePage
	Email, Org, Failed string
	Next               string // address asked for before signing in, of this site; "" = none
}

// newSignIn begins the form. What was asked for stays with it, also when the reader changes the language.
func (s *Server) newSignIn(c echo.Context, next string) signInView {
	v := signInView{sitePage: s.newSitePage(c, "signin.title"), Next: localPage(next)}
	if v.Next != "" {
		for i := range v.Languages {
			v.Languages[i].Href += "&next=" + url.QueryEscape(v.Next)
		}
	}
	return v
}

// localPage returns the address of a page of this site, "" for anything else. Browsers take a second slash or a backslash
// for the beginning of another site's name, and pass over control characters.
func localPage(next string) string {
	if len(next) > 2000 || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.Contains(next, `\`) {
		return ""
	}
	u, err := url.Parse(next) // refuses control characters
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Path == "/login" || u.Path == "/logout" {
		return ""
	}
	return u.EscapedPath() + strings.TrimSuffix("?"+u.RawQuery, "?")
}

// landing is where a person goes after signing in: to the page asked for, else to the console. An auditor, who holds
// nothing but the own visits, goes to these, whatever was asked for elsewhere.
func landing(a surveys.Actor, next string) string {
	next = localPage(next)
	others := slices.DeleteFunc(slices.Clone(surveys.AllVerbs), func(v surveys.Verb) bool { return v == surveys.VisitFill })
	if a.Can(surveys.VisitFill) && !slices.ContainsFunc(others, a.Can) {
		if strings.HasPrefix(next, "/a/") {
			return next
		}
		return "/a"
	}
	return cmp.Or(next, "/app/")
}

// signInPage shows the form. Who is signed in already goes on.
func (s *Server) signInPage(c echo.Context) error {
	next := c.QueryParam("next")
	if cookie, err := c.Cookie(s.sessionCookie()); err == nil {
		if a, err := s.service.ActorOfSession(c.Request().Context(), cookie.Value); err == nil {
			return c.Redirect(http.StatusSeeOther, landing(a, next))
		}
	}
	return s.render(c, http.StatusOK, "signin.html", s.newSignIn(c, next))
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
	return c.Redirect(http.StatusSeeOther, landing(a, r.PostForm.Get("next")))
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
	view := s.newSignIn(c, c.Request().PostForm.Get("next"))
	view.Failed = p.Detail
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
