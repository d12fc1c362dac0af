package server

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"

	"touchstone/surveys/surveytest"
)

// hostile are texts that mean something to somebody: a database, a shell, a page, a file system, a formula.
var hostile = []string{"' OR '1'='1", "1; DROP TABLE users; --", "x') UNION SELECT password_hash FROM users--", "../../etc/passwd",
	"%00", "<script>alert(1)</script>", "{{.}}", "${jndi:ldap://x}", "=1+1", "\u202e", "000000000000", "00000000-0000-0000-0000-000000000000"}

// wrongBodies are no input of any route.
var wrongBodies = map[string]string{
	"a list": `[]`, "a text": `"x"`, "a number": `7`, "cut off": `{"code":`, "two values": `{} {}`, "unknown field": `{"no_such_field":1}`,
	"not UTF-8": "{\"code\":\"\xff\xfe\"}", "deep": strings.Repeat(`{"a":`, 11000) + "1" + strings.Repeat("}", 11000),
	"huge": `{"code":"` + strings.Repeat("x", 2<<20) + `"}`, "prototype": `{"__proto__":{"admin":true}}`,
	"columns": `{"org_id":"x","password_hash":"x","draft_rev":-1,"version_id":"x","created_at":"x"}`,
}

// wrongValues replace one field of an input after the other.
var wrongValues = []any{map[string]any{"x": 1}, []any{1}, []any{[]any{}}, true, -1, 1e300, 0.1, "\x00", "a\x07b", strings.Repeat("字", 5000), nil}

// A text of zeros and hyphens is a code like any other, and as an id it means "none".

// freeText are fields that hold what people write; a hostile text there is a text like any other.
var freeText = map[string]bool{"name": true, "city": true, "reason": true, "assessors": true, "source": true, "evidence": true, "present": true, "next": true}

// Whatever a writing route is sent, the answer is a translated refusal with all its parts, and nothing was stored.
func TestBadInputIsRefusedAndLeavesNothing(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		w := newWorld(d)
		for _, r := range apiRoutes {
			if r.method == get {
				continue
			}
			body, _ := w.body(r)
			path := w.path(r)
			fields, ok := body.(map[string]any)
			if !ok {
				continue // takes nothing, so nothing can be wrong with it
			}
			before := d.audits()
			for name, wrong := range wrongBodies {
				w.mustRefuse(t, r, path, wrong, name)
			}
			if after := d.audits(); after != before {
				t.Errorf("%s %s: wrong bodies left %d audit rows", r.method, r.path, after-before)
			}
			w.tryFields(t, r, path, fields)
		}
	})
}

// mustRefuse sends a body as alice, who may, and reads the refusal in both languages.
func (w *world) mustRefuse(t *testing.T, r route, path, body, what string) {
	t.Helper()
	for lang, han := range map[string]bool{"zh": true, "en": false} {
		got := w.d.ask("alice", r.method, path+"?lang="+lang, body)
		if got.StatusCode < 400 || got.StatusCode > 499 {
			t.Errorf("%s %s with %s: %d %.200s", r.method, r.path, what, got.StatusCode, got.body)
			return
		}
		checkLanguage(t, r, what, got.problem(t), han)
		if strings.Contains(got.body, "no such table") || strings.Contains(got.body, "SQLSTATE") || strings.Contains(got.body, "goroutine") {
			t.Errorf("%s %s with %s shows insides: %s", r.method, r.path, what, got.body)
		}
	}
}

func checkLanguage(t *testing.T, r route, what string, p problem, han bool) {
	t.Helper()
	texts := []string{p.Detail}
	for _, f := range p.Errors {
		texts = append(texts, f.Message)
		if f.Message == f.Code || f.Location == "" {
			t.Errorf("%s %s with %s: untranslated or nowhere: %+v", r.method, r.path, what, f)
		}
	}
	for _, text := range texts {
		if strings.ContainsFunc(text, func(c rune) bool { return unicode.Is(unicode.Han, c) }) != han {
			t.Errorf("%s %s with %s: %q is in the wrong language", r.method, r.path, what, text)
		}
	}
}

// tryFields takes an input that is right and makes one field after the other wrong. A value that happens to be right is
// no error; one that is refused leaves nothing, and none is an error of ours.
func (w *world) tryFields(t *testing.T, r route, path string, fields map[string]any) {
	values := slices.Clone(wrongValues)
	for _, s := range hostile {
		values = append(values, s)
	}
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		for _, v := range values {
			changed := maps.Clone(fields)
			changed[field] = v
			before := w.d.audits()
			got := w.d.ask("alice", r.method, path, jsonOf(changed))
			what := fmt.Sprintf("%s = %.40q", field, fmt.Sprint(v))
			if got.StatusCode >= 500 {
				t.Errorf("%s %s with %s: %d %s", r.method, r.path, what, got.StatusCode, got.body)
			}
			if got.StatusCode >= 400 {
				got.problem(t)
				if after := w.d.audits(); after != before {
					t.Errorf("%s %s with %s was refused and left %d audit rows", r.method, r.path, what, after-before)
				}
				continue
			}
			if s, isText := v.(string); isText && (strings.ContainsAny(s, "\x00\x07") || len(s) > 1000 || !freeText[field] && strings.Trim(s, "0-") != "") {
				t.Errorf("%s %s took %s: %.200s", r.method, r.path, what, got.body)
			}
		}
	}
}

// Identifier-like parameters of every route, in path and query, take identifiers and nothing else.
func TestHostileParameters(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		w := newWorld(d)
		tried := 0
		for _, r := range apiRoutes {
			for _, bad := range hostile {
				if object(r) {
					tried++
					w.tryPath(t, r, bad)
				}
			}
			item := d.server.api.OpenAPI().Paths[r.path]
			if r.method != get || item == nil || item.Get == nil {
				continue
			}
			for _, p := range item.Get.Parameters {
				if p.In != "query" {
					continue
				}
				for _, bad := range hostile {
					tried++
					got := d.ask("alice", get, w.path(r)+"?"+url.Values{p.Name: {bad}}.Encode(), "")
					// An item's code is looked up in the document, whatever it is; the zero id means "not given".
					mayPass := p.Name == "item" || strings.HasSuffix(p.Name, "_id") && strings.HasPrefix(bad, "00000000-") ||
						slices.Contains([]string{"from_day", "to_day", "from", "to"}, p.Name) && bad == "000000000000"
					if got.StatusCode >= 500 || got.StatusCode < 400 && !mayPass {
						t.Errorf("%s with %s=%q: %d %.200s", r.path, p.Name, bad, got.StatusCode, got.body)
					}
				}
			}
		}
		if tried < 500 {
			t.Errorf("only %d parameters were tried", tried)
		}
	})
}

func (w *world) tryPath(t *testing.T, r route, bad string) {
	t.Helper()
	path := strings.NewReplacer("{id}", url.PathEscape(bad), "{line}", url.PathEscape(bad), "{number}", url.PathEscape(bad),
		"{sha}", url.PathEscape(bad)).Replace(r.path)
	body, _ := w.body(r)
	got := w.d.ask("alice", r.method, path, jsonOf(body))
	if got.StatusCode != http.StatusNotFound && got.StatusCode != http.StatusUnprocessableEntity && got.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("%s %s with %q: %d %.200s", r.method, r.path, bad, got.StatusCode, got.body)
	}
}

// A refusal names every wrong field at once, where it stands, and never says back what was sent.
func TestRefusalNamesEveryField(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		secret := "geheim-7f3a"
		got := d.ask("alice", "POST", apiPrefix+"/units?lang=zh", `{"code":"`+secret+`","name":{"zh":5},"position":"`+secret+`","extra":"`+secret+`"}`)
		p := got.problem(t)
		places := map[string]bool{}
		for _, f := range p.Errors {
			places[f.Location] = true
		}
		for _, want := range []string{"body.client_id", "body.name.zh", "body.position", "body.extra"} {
			if !places[want] {
				t.Errorf("nothing is said about %s: %s", want, got.body)
			}
		}
		if got.StatusCode != http.StatusUnprocessableEntity || strings.Contains(got.body, secret) {
			t.Errorf("%d %s", got.StatusCode, got.body)
		}
		got = d.ask("alice", "POST", apiPrefix+"/locations", jsonOf(map[string]any{"client_id": d.A.One.ID, "unit_id": d.A.One.North.ID,
			"brand_id": d.A.One.Own.ID, "code": "A B", "name": map[string]any{"zh": "a\tb"}, "kind": "shop", "zone": "Mars/Base"}))
		var seen []string
		for _, f := range got.problem(t).Errors {
			seen = append(seen, f.Location+" "+f.Code)
		}
		slices.Sort(seen)
		want := []string{"body.code document.code", "body.name.zh input.characters", "body.zone input.zone"}
		if !slices.Equal(seen, want) {
			raw, _ := json.Marshal(seen)
			t.Errorf("said %s, want %v", raw, want)
		}
	})
}
