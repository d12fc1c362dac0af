package server

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"touchstone/surveys/surveytest"
)

// comesOut signs in behind a page and returns where the person comes out.
func (d *desk) comesOut(who, next string) string {
	d.t.Helper()
	form := url.Values{"email": {who + "@example.com"}, "password": {surveytest.Password}, "next": {next}}
	r := d.ask("", "POST", "/login", form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
	wantStatus(d.t, r, http.StatusSeeOther)
	return r.Header.Get("Location")
}

// Who was sent to sign in gets to the page asked for, and nowhere outside.
func TestSigningInLeadsToThePageAskedFor(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		asked := "/app/surveys/x?tab=words&q=a%20b"
		page := d.ask("", "GET", "/login?lang=en&next="+url.QueryEscape(asked), "").body
		wantIn(t, page, `<input type="hidden" name="next" value="`+html.EscapeString(asked)+`">`, "next="+url.QueryEscape(asked))
		form := url.Values{"email": {"alice@example.com"}, "password": {"wrong"}, "next": {asked}}
		again := d.ask("", "POST", "/login", form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
		wantStatus(t, again, http.StatusUnauthorized)
		wantIn(t, again.body, `name="next" value="`+html.EscapeString(asked)+`"`)
		for next, want := range map[string]string{"": "/app/", asked: asked, "/api/docs": "/api/docs", "/a/visits/1": "/a/visits/1"} {
			if got := d.comesOut("alice", next); got != want {
				t.Errorf("alice asked for %q and came out at %q", next, got)
			}
		}
		for next, want := range map[string]string{"": "/a", asked: "/a", "/a/visits/1": "/a/visits/1", "/ab": "/a", "//a/b": "/a"} {
			if got := d.comesOut("dora", next); got != want {
				t.Errorf("dora asked for %q and came out at %q", next, got)
			}
		}
		d.signedIn("alice")
		if got := d.ask("alice", "GET", "/login?next=%2Fapp%2Fvisits", "").Header.Get("Location"); got != "/app/visits" {
			t.Errorf("who is signed in goes on to %q", got)
		}
		for _, next := range []string{"//evil.example", "///evil.example", `/\evil.example`, `\\evil.example`, "/\t/evil.example", "/\n/evil.example", " //evil.example",
			"https://evil.example/app/", "https:evil.example", "javascript:alert(1)", "evil.example", "/login", "/login?next=%2Flogin", "/logout",
			"/%zz", "/app/" + strings.Repeat("a", 2000)} {
			if got := d.comesOut("alice", next); got != "/app/" {
				t.Errorf("%q leads to %q", next, got)
			}
			if got := d.ask("alice", "GET", "/login?next="+url.QueryEscape(next), "").Header.Get("Location"); got != "/app/" {
				t.Errorf("%q leads who is signed in to %q", next, got)
			}
		}
	})
}
