package server

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/surveytest"
)

// desk is a server over the cast, and the people at it. Its clock goes on a millisecond at every look.
type desk struct {
	*surveytest.Cast
	*service.Service
	t       *testing.T
	url     string
	server  *Server
	log     *bytes.Buffer
	cookies map[string]string

	mu  sync.Mutex
	now time.Time
}

func (d *desk) clock() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = d.now.Add(time.Millisecond)
	return d.now
}

// advance lets time pass, after what was used so far has been noted.
func (d *desk) advance(by time.Duration) {
	d.Settle()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = d.now.Add(by)
}

func openDesk(t *testing.T, c *surveytest.Cast, change ...func(*Config)) *desk {
	t.Helper()
	d := &desk{Cast: c, t: t, cookies: map[string]string{}, now: surveytest.Start, log: new(bytes.Buffer)}
	d.Service = service.New(service.Config{Store: c.Store, Blobs: surveytest.Blobs(t), Now: d.clock, Secret: bytes.Repeat([]byte{7}, 32),
		BaseURL: "http://touchstone.test"})
	config := Config{Service: d.Service, Base: &url.URL{Scheme: "http", Host: "touchstone.test"},
		Log: slog.New(slog.NewJSONHandler(d.log, nil))}
	for _, f := range change {
		f(&config)
	}
	var err error
	if d.server, err = New(config); err != nil {
		t.Fatal(err)
	}
	hs := httptest.NewServer(d.server)
	d.url = hs.URL
	t.Cleanup(func() {
		hs.Close()
		if err := d.Service.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return d
}

// ask sends a request as somebody of the cast, or as nobody ("").
func (d *desk) ask(who, method, path, body string, headers ...string) reply {
	d.t.Helper()
	r, err := http.NewRequest(method, d.url+path, strings.NewReader(body))
	if err != nil {
		d.t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if who != "" {
		r.AddCookie(&http.Cookie{Name: "touchstone", Value: d.signedIn(who)})
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return reply{answer, string(raw)}
}

// signedIn returns the session cookie of somebody, who signs in through the page the first time.
func (d *desk) signedIn(who string) string {
	d.t.Helper()
	if d.cookies[who] == "" {
		r := d.signIn(who+"@example.com", surveytest.Password, "")
		for _, c := range r.Cookies() {
			if c.Name == "touchstone" {
				d.cookies[who] = c.Value
			}
		}
		if r.StatusCode != http.StatusSeeOther || d.cookies[who] == "" {
			d.t.Fatalf("%s cannot sign in: %d %s", who, r.StatusCode, r.body)
		}
	}
	return d.cookies[who]
}

func (d *desk) signIn(email, password, org string) reply {
	d.t.Helper()
	form := url.Values{"email": {email}, "password": {password}, "org": {org}}
	return d.ask("", "POST", "/login", form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
}

// must asks and decodes an answer that has to succeed.
func (d *desk) must(who, method, path string, body any, out any) {
	d.t.Helper()
	text := ""
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			d.t.Fatal(err)
		}
		text = string(raw)
	}
	r := d.ask(who, method, path, text)
	if r.StatusCode >= 300 {
		d.t.Fatalf("%s %s as %s: %d %s", method, path, who, r.StatusCode, r.body)
	}
	if out != nil {
		if err := json.Unmarshal([]byte(r.body), out); err != nil {
			d.t.Fatalf("%s %s: %v in %s", method, path, err, r.body)
		}
	}
}

// problem decodes a refusal and checks its form.
func (r reply) problem(t *testing.T) problem {
	t.Helper()
	var p problem
	if got := r.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("%d answer is %q: %s", r.StatusCode, got, r.body)
	}
	if err := json.Unmarshal([]byte(r.body), &p); err != nil || p.Status != r.StatusCode || p.Detail == "" || p.Detail == p.Code || p.RequestID == "" {
		t.Errorf("no proper problem: %v %s", err, r.body)
	}
	return p
}

// audits counts the audit rows of A: what was refused must not add one.
func (d *desk) audits() int {
	d.t.Helper()
	n := 0
	for p := (surveys.Page{Limit: surveys.MaxPage}); ; {
		list, err := d.ListAudits(context.Background(), d.A.System(), p)
		if err != nil {
			d.t.Fatal(err)
		}
		n += len(list.Items)
		if list.Next == "" {
			return n
		}
		if p.After, err = surveys.ParseCursor(list.Next); err != nil {
			d.t.Fatal(err)
		}
	}
}
