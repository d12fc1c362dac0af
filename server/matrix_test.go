package server

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/surveytest"
)

// ownCredential are routes whose address is the credential, or that need none; their own tests say what they do.
func ownCredential(r route) bool { return r.need.kind == anybody || r.need.kind == stranger }

// object reports whether a route names something in its path.
func object(r route) bool { return strings.ContainsAny(r.path, "{:") }

// Every route of the table, asked by nobody, by everybody of the cast, and by the administrator of another organisation,
// with ids of A's client one. Who lacks the verb gets 403, strangers to the organisation or the client find nothing, and
// nothing that was refused leaves a trace.
func TestEveryRouteByEverybody(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		w := newWorld(d)
		asked := 0
		for _, list := range allRoutes() {
			for _, r := range list {
				if r.need.kind == closed {
					t.Errorf("%s %s says nowhere who may ask", r.method, r.path)
				}
				if ownCredential(r) {
					continue
				}
				asked++
				w.tryRoute(t, r)
			}
		}
		if asked < 50 {
			t.Errorf("only %d routes were tried", asked)
		}
		if w.beside != 10 {
			t.Errorf("%d of 10 routes were tried from beside the unit", w.beside)
		}
	})
}

func (w *world) tryRoute(t *testing.T, r route) {
	d, name := w.d, r.method+" "+r.path
	body, known := w.body(r)
	if r.method != get && !known {
		t.Errorf("%s: nobody said what it takes; add it to world.body", name)
		return
	}
	path := w.path(r)
	before := d.audits()
	if got := d.ask("", r.method, path, bodyOf(body), mediaOf(body)...).StatusCode; got != http.StatusUnauthorized && (got != http.StatusSeeOther || isAPIPath(path)) {
		t.Errorf("%s as nobody: %d", name, got)
	}
	for _, who := range d.People() {
		if who == "alice" {
			continue // last, because she changes things
		}
		if r.need.kind == holder && !d.Actor(who).Can(r.need.verb) {
			if got := d.ask(who, r.method, path, bodyOf(body), mediaOf(body)...).StatusCode; got != http.StatusForbidden {
				t.Errorf("%s as %s, who lacks %s: %d", name, who, r.need.verb, got)
			}
		}
	}
	if r.need.kind == holder {
		w.tryStrangers(t, r, name, path, body)
		if after := d.audits(); after != before && !selfContained[r.method+" "+strings.TrimPrefix(r.path, apiPrefix)] {
			t.Errorf("%s: refusals left %d audit rows", name, after-before)
		}
	}
	if got := d.ask("alice", r.method, path, bodyOf(body), mediaOf(body)...); !welcome(r, got.StatusCode) {
		t.Errorf("%s as alice: %d %s", name, got.StatusCode, got.body)
	}
	w.tryPartHolders(t, r, name)
	w.tryBesideUnit(t, r, name)
}

// tryBesideUnit asks as bob, who manages north alone, with ids of south and of what the whole client owns: whatever he asks
// to be written there is refused and no table has a row more or less; what he reads of south is not found.
func (w *world) tryBesideUnit(t *testing.T, r route, name string) {
	rest := strings.TrimPrefix(r.path, apiPrefix)
	place := map[string]surveys.ID{"/units/": w.d.A.One.South.ID, "/locations/": w.d.A.One.Locations[3].ID}
	for prefix, id := range place {
		if !strings.HasPrefix(rest, prefix) {
			continue
		}
		body, _ := w.body(r)
		path, before := strings.Replace(r.path, "{id}", id.String(), 1), w.d.audits()
		if got := w.d.ask("bob", r.method, path, bodyOf(body), mediaOf(body)...).StatusCode; got != http.StatusNotFound {
			t.Errorf("%s of south as bob: %d", name, got)
		}
		if w.d.audits() != before {
			t.Errorf("%s of south as bob left a trace", name)
		}
	}
	southern, ok := w.southern(r.method + " " + rest)
	if !ok {
		return
	}
	w.beside++
	path, body := southern()
	before := w.d.audits()
	if got := w.d.ask("bob", r.method, apiPrefix+path, bodyOf(body)); got.StatusCode < 400 || got.StatusCode > 499 {
		t.Errorf("%s for south as bob: %d %s", name, got.StatusCode, got.body)
	}
	if w.d.audits() != before {
		t.Errorf("%s for south as bob left a trace", name)
	}
}

// southern returns how a route is asked about south: the path, and a body that is right for somebody who holds south.
func (w *world) southern(route string) (func() (string, any), bool) {
	one := w.d.A.One
	type m = map[string]any
	both := m{"zh": "南", "en": "South"}
	f, ok := map[string]func() (string, any){
		"POST /units": func() (string, any) {
			return "/units", m{"client_id": one.ID, "parent_id": one.South.ID, "code": w.code(), "name": both}
		},
		"POST /locations": func() (string, any) {
			return "/locations", m{"client_id": one.ID, "unit_id": one.South.ID, "brand_id": one.Own.ID, "code": w.code(), "name": both, "kind": "shop"}
		},
		"PATCH /locations/{id}": func() (string, any) { return "/locations/" + one.Locations[0].ID.String(), m{"unit_id": one.South.ID} },
		"POST /visits":          func() (string, any) { return "/visits", m{"wave_id": w.wave.ID, "location_id": one.Locations[3].ID} },
		"PUT /targets": func() (string, any) {
			return "/targets", m{"targets": []any{m{"instrument_id": w.survey.Instrument.ID, "measure": "nps", "unit_id": one.South.ID, "value": 40}}}
		},
		"GET /visits/{id}": func() (string, any) { return "/visits/" + w.southVisit().String(), nil },
		"POST /visits/{id}/actions": func() (string, any) {
			return "/visits/" + w.southVisit().String() + "/actions", m{"action": "cancel", "reason": "x"}
		},
		"POST /visits/{id}/link": func() (string, any) { return "/visits/" + w.southVisit().String() + "/link", m{} },
		"GET /waves/{id}/checklist": func() (string, any) {
			return "/waves/" + w.wave.ID.String() + "/checklist?unit_id=" + one.South.ID.String(), nil
		},
		"GET /instruments/{id}/results": func() (string, any) {
			return "/instruments/" + w.survey.Instrument.ID.String() + "/results?unit_id=" + one.South.ID.String(), nil
		},
	}[route]
	return f, ok
}

// welcome reports whether a status is a success; a posted form leads on to the next page.
func welcome(r route, status int) bool {
	return status >= 200 && status <= 299 || status == http.StatusSeeOther && r.method == post && !isAPIPath(r.path)
}

func isAPIPath(path string) bool { return strings.HasPrefix(path, "/api/") }

// tryStrangers asks as mallory, who holds every verb in another organisation, and as faye, who holds another client.
func (w *world) tryStrangers(t *testing.T, r route, name, path string, body any) {
	d := w.d
	for _, who := range []string{"mallory", "faye"} {
		if !d.Actor(who).Can(r.need.verb) {
			continue
		}
		got := d.ask(who, r.method, path, bodyOf(body), mediaOf(body)...)
		switch {
		case object(r) && got.StatusCode != http.StatusNotFound:
			t.Errorf("%s as %s: %d %s", name, who, got.StatusCode, got.body)
		case object(r), ownList[strings.TrimPrefix(r.path, apiPrefix)]:
		case r.method == get && got.StatusCode != http.StatusOK:
			t.Errorf("%s as %s: %d", name, who, got.StatusCode)
		case r.method == get:
			for _, id := range w.ids() {
				if strings.Contains(got.body, id.String()) {
					t.Errorf("%s shows %s an id of A's client one: %s", name, who, id)
				}
			}
		case !selfContained[r.method+" "+strings.TrimPrefix(r.path, apiPrefix)] && (got.StatusCode < 400 || got.StatusCode > 499):
			t.Errorf("%s as %s with ids of A: %d %s", name, who, got.StatusCode, got.body)
		}
	}
}

// ownList holds lists of what belongs to nobody or to oneself; selfContained are writes that name nothing of others.
var (
	ownList       = map[string]bool{"/library": true}
	selfContained = map[string]bool{"POST /keys": true, "POST /clients": true}
)

// ids are what a list must not show to strangers.
func (w *world) ids() []surveys.ID {
	one := w.d.A.One
	return []surveys.ID{one.ID, one.North.ID, one.Own.ID, one.Locations[0].ID, one.Touchpoints["checkout"].ID, w.survey.Instrument.ID,
		w.scorecard.Instrument.ID, w.survey.Programme.ID, w.wave.ID, w.channel, w.response, w.assessment, w.visit, w.export, w.user}
}

// tryPartHolders asks as those who hold the verb for a part of A: never an error of ours, never the sign-in.
func (w *world) tryPartHolders(t *testing.T, r route, name string) {
	if r.method != get {
		return
	}
	for _, who := range []string{"bob", "chen", "dora", "eve", "gao"} {
		if r.need.kind == holder && !w.d.Actor(who).Can(r.need.verb) {
			continue
		}
		got := w.d.ask(who, r.method, w.path(r), "").StatusCode
		if got != http.StatusOK && got != http.StatusNotFound && got != http.StatusForbidden {
			t.Errorf("%s as %s: %d", name, who, got)
		}
	}
}

// openRoutes are the routes that ask for no verb. A further one is a decision, made here.
var openRoutes = []string{
	"GET /", "GET /healthz", "GET /readyz", "GET /assets/*", "GET /favicon.svg", "GET /favicon.ico", "GET /login", "POST /login", "POST /logout",
	"GET /api/openapi.json", "GET /api/docs", "GET /app", "GET /app/*",
	"GET " + apiPrefix + "/me", "PATCH " + apiPrefix + "/me", "POST " + apiPrefix + "/me/password",
}

func TestOnlyTheseRoutesAskForNoVerb(t *testing.T) {
	for _, list := range allRoutes() {
		for _, r := range list {
			name := r.method + " " + r.path
			linked := strings.HasPrefix(r.path, "/s/:code") || strings.HasPrefix(r.path, "/a/v/:token")
			switch {
			case r.need.kind == holder && r.need.verb == "":
				t.Errorf("%s asks for a verb without a name", name)
			case r.need.kind == stranger != linked:
				t.Errorf("%s: only addresses that are the credential take writes from anywhere", name)
			case r.need.kind != holder && !linked && !slices.Contains(openRoutes, name):
				t.Errorf("%s asks for no verb", name)
			}
		}
	}
}
