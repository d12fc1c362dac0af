package server

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"touchstone/locales"
)

//go:embed site
var siteFiles embed.FS

var (
	siteTemplates = template.Must(template.ParseFS(siteFiles, "site/*.html"))
	siteStyle     = func() template.CSS {
		raw, err := siteFiles.ReadFile("site/site.css")
		if err != nil {
			panic("server: " + err.Error())
		}
		return template.CSS(raw)
	}()
	// The one style of these pages is named by its digest, so that nothing else can be styled in.
	sitePolicy = "default-src 'none'; img-src 'self' data:; style-src 'sha256-" + digestOf(string(siteStyle)) +
		"'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

func digestOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// sitePage is what every page of layout.html needs; a page embeds it.
type sitePage struct {
	lang      string
	HTMLLang  string
	Title     string
	Style     template.CSS
	Languages []siteLanguage
}

type siteLanguage struct {
	Name, HTMLLang, Href string
	Current              bool
}

// T returns a text of the interface in the page's language.
func (p sitePage) T(key string, args ...any) string { return locales.For(p.lang)(key, args...) }

// newSitePage begins a page in the reader's language. A language asked for in the address is kept in a cookie.
func (s *Server) newSitePage(c echo.Context, title string) sitePage {
	known := requestOf(c.Request().Context())
	lang := known.Lang()
	if known.Wish != "" && known.Wish == lang {
		c.SetCookie(&http.Cookie{Name: langCookie, Value: lang, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: false,
			Secure: s.base.Scheme == "https", SameSite: http.SameSiteLaxMode})
	}
	p := sitePage{lang: lang, HTMLLang: htmlLang(lang), Style: siteStyle, Title: locales.T(lang, title, nil)}
	for _, l := range []siteLanguage{{Name: "中文", HTMLLang: "zh"}, {Name: "English", HTMLLang: "en"}} {
		l.Current, l.Href, l.HTMLLang = l.HTMLLang == lang, "?lang="+l.HTMLLang, htmlLang(l.HTMLLang)
		p.Languages = append(p.Languages, l)
	}
	return p
}

// render sends a page. It is made whole first, so that a fault in it is an error and not half a page.
func (s *Server) render(c echo.Context, status int, name string, view any) error {
	var b bytes.Buffer
	if err := siteTemplates.ExecuteTemplate(&b, name, view); err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Content-Security-Policy", sitePolicy)
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Accept-Language, Cookie")
	return c.Blob(status, "text/html; charset=utf-8", b.Bytes())
}

type errorView struct {
	sitePage
	Message, RequestID string
}

// errorPage shows a problem to a person.
func (s *Server) errorPage(c echo.Context, p *problem) {
	for name, values := range p.GetHeaders() {
		c.Response().Header()[name] = values
	}
	view := errorView{sitePage: s.newSitePage(c, errorTitle(p.Status)), Message: p.Detail, RequestID: p.RequestID}
	if err := s.render(c, p.Status, "error.html", view); err != nil {
		s.log.Error("the error page could not be made", "err", err)
		writeProblem(c.Response(), p)
	}
}

func errorTitle(status int) string {
	switch {
	case status == http.StatusNotFound:
		return "site.error_not_found"
	case status == http.StatusForbidden || status == http.StatusUnauthorized:
		return "site.error_forbidden"
	case status >= 500:
		return "site.error_ours"
	}
	return "site.error_yours"
}

// home sends people to the console, which sends strangers to sign in.
func (s *Server) home(c echo.Context) error { return c.Redirect(http.StatusSeeOther, "/app/") }

// safeName reports whether a path leads nowhere but to a file below its folder.
func safeName(name string) bool {
	return name != "" && !strings.Contains(name, "..") && !strings.ContainsAny(name, "\\\x00")
}
