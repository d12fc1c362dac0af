package server

import (
	"bytes"
	"image/png"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/surveytest"
)

// What a sender claims about addresses changes nothing, unless a trusted proxy says it.
func TestSpoofedHeaders(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		direct := openDesk(t, c, func(c *Config) { c.Limits.SignIn = Rate{0.001, 4} })
		tries := func(d *desk) (last reply) {
			for i := range 5 {
				form := url.Values{"email": {"x" + string(rune('a'+i)) + "@example.com"}, "password": {"wrong-password"}}
				last = d.ask("", "POST", "/login", form.Encode(), "Content-Type", "application/x-www-form-urlencoded",
					"X-Forwarded-For", "203.0.113."+string(rune('1'+i)), "X-Real-Ip", "203.0.113.9", "Forwarded", "for=203.0.113.7")
			}
			return last
		}
		direct.signedIn("alice") // before the limit is spent
		r := tries(direct)
		if r.StatusCode != http.StatusTooManyRequests || r.Header.Get("Retry-After") == "" || r.Header.Get("Retry-After") == "0" {
			t.Errorf("a spoofed address got round the limit: %d, Retry-After %q", r.StatusCode, r.Header.Get("Retry-After"))
		}
		behind := openDesk(t, c, func(c *Config) {
			c.Limits.SignIn = Rate{0.001, 3}
			c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
		})
		if got := tries(behind).StatusCode; got != http.StatusUnauthorized {
			t.Errorf("five people behind a trusted proxy count as one: %d", got)
		}
		live := c.Publish(t, c.A.One, "spoof", surveytest.SmallSurvey())
		for _, path := range []string{apiPrefix + "/instruments/" + live.Instrument.ID.String() + "/channels", "/api/openapi.json", "/login", "/nowhere"} {
			r := direct.ask("alice", "GET", path, "", "Host", "evil.example", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https")
			if strings.Contains(r.body, "evil.example") || strings.Contains(r.Header.Get("Location"), "evil.example") {
				t.Errorf("%s believes the Host header", path)
			}
			if strings.Contains(path, "channels") && !strings.Contains(r.body, `"http://touchstone.test/s/spoof"`) {
				t.Errorf("no link from the base URL: %s", r.body)
			}
		}
	})
}

func TestOneAccountIsNotTriedFromManyPlaces(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c, func(c *Config) {
			c.Limits.SignIn = Rate{0.001, 4}
			c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
		})
		status := 0
		for i := range 6 {
			form := url.Values{"email": {"Alice@example.com"}, "password": {"wrong-password"}}
			status = d.ask("", "POST", "/login", form.Encode(), "Content-Type", "application/x-www-form-urlencoded",
				"X-Forwarded-For", "198.51.100."+string(rune('1'+i))).StatusCode
		}
		if status != http.StatusTooManyRequests {
			t.Errorf("the sixth try: %d", status)
		}
	})
}

// A page of another site cannot make a browser write; a program without a browser is not asked where it comes from.
func TestWritesFromOtherSites(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		for _, test := range []struct {
			name    string
			headers []string
			want    int
		}{
			{"cross-site", []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
			{"same-site", []string{"Sec-Fetch-Site", "same-site"}, http.StatusForbidden},
			{"foreign origin", []string{"Origin", "https://evil.example"}, http.StatusForbidden},
			{"null origin", []string{"Origin", "null"}, http.StatusForbidden},
			{"same origin", []string{"Sec-Fetch-Site", "same-origin"}, http.StatusOK},
			{"own base URL behind a proxy", []string{"Origin", "http://touchstone.test"}, http.StatusOK},
			{"no browser", nil, http.StatusOK},
		} {
			if got := d.ask("alice", "PATCH", apiPrefix+"/me", `{"lang":"en"}`, test.headers...); got.StatusCode != test.want {
				t.Errorf("%s: %d %s", test.name, got.StatusCode, got.body)
			}
			if test.want == http.StatusForbidden {
				for _, path := range []string{"/login", "/logout"} {
					if got := d.ask("alice", "POST", path, "email=x", append(test.headers, "Content-Type", "application/x-www-form-urlencoded")...).StatusCode; got != test.want {
						t.Errorf("%s to %s: %d", test.name, path, got)
					}
				}
			}
		}
		if got := d.ask("alice", "GET", apiPrefix+"/me", "", "Origin", "https://evil.example").Header.Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("another origin is let in: %q", got)
		}
	})
}

func TestEveryAnswerCarriesItsHeaders(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		for _, path := range []string{"/login", "/api/docs", "/api/openapi.json", "/healthz", "/readyz", "/nowhere", apiPrefix + "/me", apiPrefix + "/nowhere", "/app/", "/assets/nothing.js"} {
			h := d.ask("", "GET", path, "").Header
			csp := h.Get("Content-Security-Policy")
			if h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(csp, "frame-ancestors 'none'") || !strings.Contains(csp, "base-uri 'none'") ||
				h.Get("X-Request-Id") == "" || h.Get("Referrer-Policy") == "" || h.Get("Content-Type") == "" {
				t.Errorf("%s: %v", path, h)
			}
			if strings.Contains(csp, "script-src") && strings.Contains(csp, "unsafe") && !regexp.MustCompile(`script-src 'self';`).MatchString(csp) {
				t.Errorf("%s allows scripts of others: %s", path, csp)
			}
			if h.Get("Strict-Transport-Security") != "" {
				t.Errorf("%s promises https on http", path)
			}
		}
		safe := openDesk(t, c, func(c *Config) { c.Base = &url.URL{Scheme: "https", Host: "touchstone.test"} })
		r := safe.signIn("alice@example.com", surveytest.Password, "")
		cookie := r.Header.Get("Set-Cookie")
		if !strings.HasPrefix(cookie, "__Host-touchstone=") || !strings.Contains(cookie, "Secure") || r.Header.Get("Strict-Transport-Security") == "" {
			t.Errorf("over https: %q, HSTS %q", cookie, r.Header.Get("Strict-Transport-Security"))
		}
	})
}

func TestErrorsInBothLanguagesAndForms(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		for _, test := range []struct{ path, header, want string }{
			{apiPrefix + "/nowhere", "zh-CN,en;q=0.5", "没有找到您要的内容"},
			{apiPrefix + "/nowhere", "en-GB", "was not found"},
			{apiPrefix + "/nowhere?lang=en", "zh", "was not found"},
			{apiPrefix + "/me", "en", "Please sign in first"},
		} {
			r := d.ask("", "GET", test.path, "", "Accept-Language", test.header)
			if p := r.problem(t); !strings.Contains(p.Detail, test.want) || r.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s in %s: %s", test.path, test.header, r.body)
			}
		}
		if r := d.ask("", "DELETE", apiPrefix+"/units", "", "Accept-Language", "en"); r.StatusCode != http.StatusMethodNotAllowed || r.problem(t).Code != "error.method" {
			t.Errorf("wrong method: %d %s", r.StatusCode, r.body)
		}
		for header, want := range map[string]string{"zh": `<html lang="zh-CN"`, "en": `<html lang="en"`} {
			r := d.ask("", "GET", "/nowhere", "", "Accept-Language", header)
			if r.StatusCode != http.StatusNotFound || !strings.Contains(r.body, want) || !strings.Contains(r.Header.Get("Content-Type"), "text/html") {
				t.Errorf("error page in %s: %d %.300s", header, r.StatusCode, r.body)
			}
		}
		page := d.ask("", "GET", "/login?lang=zh", "", "Accept-Language", "en")
		if !strings.Contains(page.body, "登录") || !strings.Contains(page.Header.Get("Set-Cookie"), "lang=zh") {
			t.Error("the sign-in page does not follow the address")
		}
		docs := d.ask("", "GET", "/api/docs", "", "Accept-Language", "zh")
		if docs.StatusCode != http.StatusOK || strings.Count(docs.body, "<details") < 100 || strings.Contains(docs.body, "<script") {
			t.Errorf("docs: %d, %d entries", docs.StatusCode, strings.Count(docs.body, "<details"))
		}
	})
}

// The log names routes, people by id and request ids; no address with its secrets, no address of people, no password.
func TestLogHoldsNoSecrets(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		c.Publish(t, c.A.One, "secret-code", surveytest.SmallSurvey())
		cookie := d.signedIn("alice")
		d.ask("alice", "GET", apiPrefix+"/units?cursor=canary-query", "")
		d.ask("", "GET", "/s/secret-code?t=canary-query", "")
		d.ask("", "GET", "/a/v/canary-token", "")
		d.signIn("alice@example.com", "canary-password", "")
		_, secret, _ := strings.Cut(cookie, ".")
		for _, canary := range []string{"canary-query", "secret-code", "canary-token", "canary-password", "alice@example.com", secret, surveytest.Password} {
			if strings.Contains(d.log.String(), canary) {
				t.Errorf("the log holds %q", canary)
			}
		}
		if !strings.Contains(d.log.String(), `"route":"/s/:code"`) {
			t.Error("the log does not even name the route")
		}
	})
}

func TestFilesOfTheBundles(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		for _, path := range []string{"/assets/..%2f..%2fembed.go", "/assets/%2e%2e/console/index.html", "/assets/manifest.json%00.js", "/app/..%2fform%2fmanifest.json",
			"/app/assets/none.js", "/assets/", "/app/x.exe", "/assets/..\\..\\go.mod"} {
			if got := d.ask("", "GET", path, ""); got.StatusCode != http.StatusNotFound {
				t.Errorf("%s: %d %.100s", path, got.StatusCode, got.body)
			}
		}
		// The console finds its own way by the address; whether it was built is another test's business.
		root, deep := d.ask("", "GET", "/app/", ""), d.ask("", "GET", "/app/surveys/0123", "")
		if root.StatusCode != deep.StatusCode || strings.Contains(root.body, nonceMark) {
			t.Errorf("/app/ %d, below %d", root.StatusCode, deep.StatusCode)
		}
	})
}

func TestQRCodesAndTheSheet(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		live := c.Publish(t, c.A.One, "poster", surveytest.SmallSurvey())
		base := apiPrefix + "/channels/" + live.Channel.ID.String()
		svg := d.ask("eve", "GET", base+"/qr.svg", "")
		if svg.Header.Get("Content-Type") != "image/svg+xml" || !strings.HasPrefix(svg.body, "<svg") || strings.Count(svg.body, "M") < 50 {
			t.Errorf("svg: %s %.100s", svg.Header.Get("Content-Type"), svg.body)
		}
		small, err := png.Decode(bytes.NewReader([]byte(d.ask("eve", "GET", base+"/qr.png?size=400", "").body)))
		if err != nil || small.Bounds().Dx() < 400 || small.Bounds().Dx() > 500 {
			t.Fatalf("png: %v", err)
		}
		if r, _, _, _ := small.At(1, 1).RGBA(); r != 0xffff {
			t.Error("no quiet margin")
		}
		if got := d.ask("eve", "GET", base+"/qr.png?size=99999", "").StatusCode; got != http.StatusUnprocessableEntity {
			t.Errorf("a huge picture: %d", got)
		}
		sheet := d.ask("eve", "GET", "/app-sheets/channels/"+live.Channel.ID.String()+"?lang=zh", "")
		if !strings.Contains(sheet.body, "满意度调查") || !strings.Contains(sheet.body, "<svg xmlns") || !strings.Contains(sheet.body, "http://touchstone.test/s/poster") {
			t.Errorf("sheet: %d %.300s", sheet.StatusCode, sheet.body)
		}
		if got := d.ask("", "GET", "/app-sheets/channels/"+live.Channel.ID.String(), ""); got.StatusCode != http.StatusSeeOther || !strings.HasPrefix(got.Header.Get("Location"), "/login?next=%2Fapp-sheets%2F") {
			t.Errorf("without a session: %d", got.StatusCode)
		}
	})
}

func TestPagesOfListsMeet(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		seen, cursor := map[surveys.ID]bool{}, ""
		for pages := 1; ; pages++ {
			var list surveys.List[surveys.Location]
			d.must("alice", "GET", apiPrefix+"/locations?limit=3&cursor="+cursor, nil, &list)
			for _, l := range list.Items {
				if seen[l.ID] {
					t.Errorf("%s is on two pages", l.Code)
				}
				seen[l.ID] = true
			}
			if cursor = list.Next; cursor == "" {
				if pages != 4 || len(seen) != 10 {
					t.Errorf("%d pages, %d locations", pages, len(seen))
				}
				return
			}
		}
	})
}
