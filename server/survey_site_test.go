package server

import (
	"context"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/blob"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// site is the real server over a database with the gallery published under the code "gallery".
type site struct {
	*httptest.Server
	t     *testing.T
	store *store.Store
	cast  *surveytest.Cast
	live  *surveytest.Live
	svc   *service.Service
}

func openSite(t *testing.T, st *store.Store) *site {
	t.Helper()
	s := &site{t: t, store: st, cast: surveytest.NewCast(t, st)}
	s.live = s.cast.Publish(t, s.cast.A.One, "gallery", gallery(t))
	blobs, err := blob.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s.svc = service.New(service.Config{Store: st, Blobs: blobs, Secret: make([]byte, 32), BaseURL: "http://127.0.0.1"})
	base, err := url.Parse("http://127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	handler, err := New(Config{Service: s.svc, Base: base, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	s.Server = httptest.NewServer(handler)
	s.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	t.Cleanup(func() {
		s.Close()
		if err := s.svc.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return s
}

// reply is an answer read to its end.
type reply struct {
	*http.Response
	body string
}

func (s *site) send(method, path, contentType, body string, headers ...string) reply {
	s.t.Helper()
	r, err := http.NewRequest(method, s.URL+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := s.Client().Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return reply{answer, string(raw)}
}

func (s *site) get(path string, headers ...string) reply {
	return s.send("GET", path, "", "", headers...)
}

func (s *site) post(path string, form url.Values) reply {
	return s.send("POST", path, "application/x-www-form-urlencoded", form.Encode())
}

// responses returns everything that was stored.
func (s *site) responses() []surveys.Response {
	s.t.Helper()
	list, err := store.ListResponses(context.Background(), s.store.Read(), s.cast.A.Scope(), store.ResponseFilter{}, surveys.Page{Limit: 100})
	if err != nil {
		s.t.Fatal(err)
	}
	return list.Items
}

var (
	fieldTag  = regexp.MustCompile(`<(input|textarea)([^>]*)>([^<]*)`)
	attribute = regexp.MustCompile(`([a-z-]+)(?:="([^"]*)")?`)
)

// form returns what a browser would send of the page: every field that is not disabled, hidden sections too.
func (r reply) form() url.Values {
	form := url.Values{}
	for _, tag := range fieldTag.FindAllStringSubmatch(r.body, -1) {
		has := map[string]string{}
		for _, a := range attribute.FindAllStringSubmatch(tag[2], -1) {
			has[a[1]] = html.UnescapeString(a[2])
		}
		_, disabled := has["disabled"]
		_, checked := has["checked"]
		picked := has["type"] == "radio" || has["type"] == "checkbox"
		if disabled || picked && !checked {
			continue
		}
		if tag[1] == "textarea" {
			has["value"] = html.UnescapeString(tag[3])
		}
		form.Add(has["name"], has["value"])
	}
	return form
}

// page returns the code of the section that is shown.
func (r reply) page() string {
	found := regexp.MustCompile(`<section id="s-([a-z0-9_-]+)" aria-labelledby="[^"]*">`).FindAllStringSubmatch(r.body, -1)
	if len(found) != 1 {
		return ""
	}
	return found[0][1]
}

// shows reports whether the item is on the page and its rule lets it be seen.
func (r reply) shows(item string) bool {
	return regexp.MustCompile(`id="i-`+item+`"[^>]*>`).MatchString(r.body) &&
		!regexp.MustCompile(`id="i-`+item+`"[^>]* hidden`).MatchString(r.body)
}
