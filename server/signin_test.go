package server

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/surveytest"
)

func TestSignInGivesOneCookieAndSignOutEndsIt(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		r := d.signIn("Alice@Example.com ", surveytest.Password, "")
		cookie := r.Header.Get("Set-Cookie")
		for _, want := range []string{"touchstone=", "HttpOnly", "SameSite=Lax", "Path=/"} {
			if !strings.Contains(cookie, want) {
				t.Errorf("the cookie %q lacks %s", cookie, want)
			}
		}
		if r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != "/app/" {
			t.Fatalf("%d to %s", r.StatusCode, r.Header.Get("Location"))
		}
		first, second := d.signedIn("alice"), r.Cookies()[0].Value
		if first == second {
			t.Error("two sign-ins gave the same secret")
		}
		if got := d.ask("alice", "POST", "/logout", ""); got.StatusCode != http.StatusSeeOther || got.Cookies()[0].MaxAge >= 0 {
			t.Errorf("sign-out: %d %v", got.StatusCode, got.Cookies())
		}
		if got := d.ask("alice", "GET", apiPrefix+"/me", "").StatusCode; got != http.StatusUnauthorized {
			t.Errorf("after sign-out: %d", got)
		}
		d.cookies["alice"] = second
		if got := d.ask("alice", "GET", apiPrefix+"/me", "").StatusCode; got != http.StatusOK {
			t.Errorf("another session ended too: %d", got)
		}
	})
}

var typed = regexp.MustCompile(` value="[^"]*"`)

// Whatever is wrong, the page says the same with the same status: nobody learns which addresses have accounts.
func TestSignInDoesNotTellWhoHasAnAccount(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		disabled := true
		if _, err := d.UpdateUser(context.Background(), d.A.System(), d.User("gao").ID, service.UserPatch{Disabled: &disabled}); err != nil {
			t.Fatal(err)
		}
		want := ""
		for _, try := range []struct{ email, password, org string }{
			{"alice@example.com", "wrong-password", ""}, {"nobody@example.com", surveytest.Password, ""}, {"gao@example.com", surveytest.Password, ""},
			{"alice@example.com", surveytest.Password, "boreas"}, {"alice@example.com", surveytest.Password, "nowhere"}, {"' OR 1=1 --", "x", ""},
			{"alice@example.com", "", ""}, {strings.Repeat("a", 300) + "@example.com", "x", ""}, {"alice@example.com\x00", surveytest.Password, ""},
		} {
			r := d.signIn(try.email, try.password, try.org)
			said := typed.ReplaceAllString(r.body, "") // what the person typed stands in the form again
			if want == "" {
				want = said
			}
			if r.StatusCode != http.StatusUnauthorized || said != want || r.Header.Get("Set-Cookie") != "" {
				t.Errorf("%q: %d, cookie %q, same page: %v", try.email, r.StatusCode, r.Header.Get("Set-Cookie"), said == want)
			}
		}
	})
}

func TestSessionsEnd(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		works := func(who string) bool { return d.ask(who, "GET", apiPrefix+"/me", "").StatusCode == http.StatusOK }
		disabled := true
		steps := []struct {
			name string
			do   func()
			ends bool
		}{
			{"used within the hour", func() { d.advance(59 * time.Minute) }, false},
			{"and again", func() { d.advance(59 * time.Minute) }, false},
			{"not used for an hour", func() { d.advance(time.Hour) }, true},
			{"half a day old though used", func() {
				for range 13 {
					d.advance(55 * time.Minute)
					d.ask("eve", "GET", apiPrefix+"/me", "")
				}
				d.advance(6 * time.Minute)
			}, true},
			{"new password by the administrator", func() {
				d.must("alice", "PATCH", apiPrefix+"/users/"+d.User("eve").ID.String(), map[string]any{"reset_password": true}, nil)
			}, true},
			{"disabled", func() {
				if _, err := d.UpdateUser(context.Background(), d.A.System(), d.User("bob").ID, service.UserPatch{Disabled: &disabled}); err != nil {
					t.Fatal(err)
				}
			}, true},
		}
		for _, step := range steps {
			who := "eve"
			if step.name == "disabled" {
				who = "bob"
			}
			if !works(who) {
				t.Fatalf("%s: no session to begin with", step.name)
			}
			if strings.HasPrefix(step.name, "new password") {
				d.cookies["alice"] = ""
			}
			step.do()
			if works(who) == step.ends {
				t.Errorf("%s: the session goes on = %v", step.name, !step.ends)
			}
			if step.ends {
				d.cookies[who] = ""
			}
			if strings.HasPrefix(step.name, "new password") {
				if got := d.signIn("eve@example.com", surveytest.Password, ""); got.StatusCode != http.StatusUnauthorized {
					t.Errorf("the old password still opens: %d", got.StatusCode)
				}
			}
		}
	})
}

func TestForgedCookies(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		real := d.signedIn("alice")
		org, secret, _ := strings.Cut(real, ".")
		mallory, _, _ := strings.Cut(d.signedIn("mallory"), ".")
		for _, forged := range []string{"", ".", org, org + ".", org + "." + strings.Repeat("A", 43), mallory + "." + secret, strings.ToUpper(org) + "x." + secret,
			real + "x", real[1:], org + "." + secret[:42] + "'", strings.Repeat("0", 32) + "." + secret, "' OR 1=1." + secret} {
			got := d.ask("", "GET", apiPrefix+"/me", "", "Cookie", "touchstone="+forged)
			if got.StatusCode != http.StatusUnauthorized {
				t.Errorf("%q: %d", forged, got.StatusCode)
			}
		}
	})
}

// An API key acts as its owner with its own verbs at most, is shown once, and dies with its revocation or its owner.
func TestAPIKeys(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		var made service.KeyView
		d.must("alice", "POST", apiPrefix+"/keys", map[string]any{"name": "till", "verbs": []string{"place.read"}}, &made)
		with := func(method, path, key string) int {
			return d.ask("", method, apiPrefix+path, "", "Authorization", "Bearer "+key).StatusCode
		}
		if !strings.HasPrefix(made.Key, "ts_") || with("GET", "/units", made.Key) != http.StatusOK {
			t.Fatalf("the key %q does not open", made.Key)
		}
		if got := with("GET", "/users", made.Key); got != http.StatusForbidden {
			t.Errorf("beyond its verbs: %d", got)
		}
		for _, wrong := range []string{"", "ts_", made.Key + "x", made.Key[:len(made.Key)-1], strings.ToUpper(made.Key), strings.Replace(made.Key, "ts_", "tt_", 1)} {
			if got := with("GET", "/units", wrong); got != http.StatusUnauthorized {
				t.Errorf("key %q: %d", wrong, got)
			}
		}
		// A wrong key is not helped by the cookie of a browser.
		if got := d.ask("alice", "GET", apiPrefix+"/units", "", "Authorization", "Bearer nonsense").StatusCode; got != http.StatusUnauthorized {
			t.Errorf("wrong key beside a good cookie: %d", got)
		}
		list := d.ask("alice", "GET", apiPrefix+"/keys", "")
		if strings.Contains(list.body, made.Key) || strings.Contains(d.log.String(), made.Key) {
			t.Error("the key is shown twice or logged")
		}
		// A key cannot make a mightier one.
		if got := d.ask("eve", "POST", apiPrefix+"/keys", `{"name":"x","verbs":["place.read"]}`).StatusCode; got != http.StatusForbidden {
			t.Errorf("eve makes a key without the verb: %d", got)
		}
		if got := d.ask("bob", "POST", apiPrefix+"/keys", `{"name":"x","verbs":["user.manage"]}`).StatusCode; got != http.StatusForbidden {
			t.Errorf("bob makes a key that manages users: %d", got)
		}
		d.must("alice", "DELETE", apiPrefix+"/keys/"+made.ID.String(), nil, nil)
		if got := with("GET", "/units", made.Key); got != http.StatusUnauthorized {
			t.Errorf("revoked: %d", got)
		}
		soon := d.clock().Add(time.Hour)
		key, err := d.CreateKey(context.Background(), d.Actor("alice"), service.NewKey{Name: "short", Verbs: []surveys.Verb{surveys.PlaceRead}, ExpiresAt: &soon})
		if err != nil || with("GET", "/units", key.Key) != http.StatusOK {
			t.Fatalf("a key with an end does not open: %v", err)
		}
		d.advance(2 * time.Hour)
		if got := with("GET", "/units", key.Key); got != http.StatusUnauthorized {
			t.Errorf("expired: %d", got)
		}
	})
}

// Nobody gives what they do not have, nor changes somebody who has more.
func TestNoWayUp(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		ctx := context.Background()
		// A person who manages users of the whole organisation and may do nothing else.
		clerk := d.Actor("eve")
		clerk.Granted = []surveys.ActorGrant{{Verbs: []surveys.Verb{surveys.UserManage, surveys.PlaceRead, surveys.InstrumentRead, surveys.ResultRead, surveys.VisitRead, surveys.AssessmentRead}}}
		refused := func(err error, what string) {
			t.Helper()
			if surveys.KindOf(err) != surveys.Forbidden {
				t.Errorf("%s: %v", what, err)
			}
		}
		grant := func(role string) *[]service.GrantInput { return &[]service.GrantInput{{Role: role}} }
		_, err := d.CreateUser(ctx, clerk, service.NewUser{Email: "x@example.com", Name: "x", Lang: "zh", Grants: *grant("administrator")})
		refused(err, "makes an administrator")
		_, err = d.UpdateUser(ctx, clerk, d.User("bob").ID, service.UserPatch{Grants: grant("manager")})
		refused(err, "changes a manager, who may export")
		_, err = d.UpdateUser(ctx, clerk, d.User("alice").ID, service.UserPatch{ResetPassword: true})
		refused(err, "takes over the administrator")
		_, err = d.UpdateUser(ctx, clerk, d.User("mallory").ID, service.UserPatch{ResetPassword: true})
		if surveys.KindOf(err) != surveys.NotFound {
			t.Errorf("reaches into another organisation: %v", err)
		}
		if _, err := d.CreateUser(ctx, clerk, service.NewUser{Email: "x@example.com", Name: "x", Lang: "zh", Grants: *grant("viewer")}); err != nil {
			t.Errorf("may not even let a viewer in: %v", err)
		}
		// The same verbs for one client are not enough: users belong to the organisation.
		part := clerk
		part.Granted = []surveys.ActorGrant{{Verbs: surveys.AllVerbs, ClientID: d.A.One.ID}}
		_, err = d.ListUsers(ctx, part, surveys.Page{})
		refused(err, "lists users with a part of the organisation")
		_, err = d.UpdateUser(ctx, d.Actor("alice"), d.User("alice").ID, service.UserPatch{Grants: grant("viewer")})
		if surveys.KindOf(err) != surveys.Conflict {
			t.Errorf("the administrator locks herself out: %v", err)
		}
	})
}

func TestPasswordChange(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		other := d.signIn("eve@example.com", surveytest.Password, "").Cookies()[0].Value
		change := func(present, next string) reply {
			return d.ask("eve", "POST", apiPrefix+"/me/password", jsonOf(map[string]string{"present": present, "next": next}))
		}
		for name, r := range map[string]reply{"wrong present": change("not-the-password", "violet-lamp-river"), "short": change(surveytest.Password, "short"),
			"on everybody's list": change(surveytest.Password, "1234567890"), "the address": change(surveytest.Password, "eve@example.com"), "one letter": change(surveytest.Password, "aaaaaaaaaaaa")} {
			if r.StatusCode != http.StatusUnprocessableEntity || len(r.problem(t).Errors) != 1 {
				t.Errorf("%s: %d %s", name, r.StatusCode, r.body)
			}
		}
		if r := change(surveytest.Password, "violet-lamp-river"); r.StatusCode >= 300 {
			t.Fatalf("%d %s", r.StatusCode, r.body)
		}
		if got := d.ask("eve", "GET", apiPrefix+"/me", "").StatusCode; got != http.StatusOK {
			t.Errorf("the session that changed it ended: %d", got)
		}
		d.cookies["eve"] = other
		if got := d.ask("eve", "GET", apiPrefix+"/me", "").StatusCode; got != http.StatusUnauthorized {
			t.Errorf("the other session goes on: %d", got)
		}
		if got := d.signIn("eve@example.com", "violet-lamp-river", "aurora"); got.StatusCode != http.StatusSeeOther {
			t.Errorf("the new password does not open: %d", got.StatusCode)
		}
	})
}
