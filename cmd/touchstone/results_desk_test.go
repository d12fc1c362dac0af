package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/locales"
	"touchstone/server"
	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/surveytest"
)

// desk is a database with the cast in it, worked on by the command line and asked through the API.
type desk struct {
	*surveytest.Cast
	t    *testing.T
	url  string
	dir  string
	api  *httptest.Server
	keys map[string]string
}

func newDesk(t *testing.T, address string) *desk {
	t.Helper()
	d := &desk{Cast: surveytest.NewCast(t, surveytest.Open(t, address)), t: t, url: address, dir: t.TempDir(), keys: map[string]string{}}
	s := service.New(service.Config{Store: d.Store, Blobs: surveytest.Blobs(t), Secret: make([]byte, 32), BaseURL: "http://127.0.0.1", Texts: locales.For})
	base, err := url.Parse("http://127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	handler, err := server.New(server.Config{Service: s, Base: base, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	d.api = httptest.NewServer(handler)
	t.Cleanup(func() {
		d.api.Close()
		if err := s.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	for _, who := range []string{"alice", "bob", "mallory"} {
		verbs := []surveys.Verb{surveys.ResultRead}
		if who == "alice" { // counts visits that are under way as well, as the workbook of the command line does
			verbs = append(verbs, surveys.VisitPlan)
		}
		key, err := s.CreateKey(context.Background(), d.Actor(who), service.NewKey{Name: who, Verbs: verbs})
		if err != nil {
			t.Fatal(err)
		}
		d.keys[who] = key.Key
	}
	return d
}

// run runs the command line in organisation A and returns what it printed.
func (d *desk) run(args ...string) (string, error) {
	d.t.Helper()
	var c cli
	parser, err := newParser(&c)
	if err != nil {
		d.t.Fatal(err)
	}
	var out strings.Builder
	parser.Stdout, parser.Stderr = &out, &out
	args = append(args, "--org", "aurora", "--database-url", d.url, "--data-dir", d.dir, "--secret", strings.Repeat("s", minSecret))
	command, err := parser.Parse(args)
	if err != nil {
		return out.String(), err
	}
	ctx := context.Background()
	command.BindTo(ctx, (*context.Context)(nil))
	err = command.Run()
	return out.String(), err
}

func (d *desk) must(args ...string) string {
	d.t.Helper()
	out, err := d.run(args...)
	if err != nil {
		d.t.Fatalf("%q: %v", args, describe(err, "en"))
	}
	return out
}

// ask gets a model from the API.
func (d *desk) ask(who, path string, into any) int {
	d.t.Helper()
	r, err := http.NewRequest(http.MethodGet, d.api.URL+"/api/v1"+path, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+d.keys[who])
	answer, err := d.api.Client().Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusOK {
		if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
			d.t.Fatal(err)
		}
	}
	return answer.StatusCode
}

// workbook exports one and returns where it is.
func (d *desk) workbook(kind, survey, lang string) string {
	d.t.Helper()
	path := filepath.Join(d.dir, kind+"-"+survey+"-"+lang+".xlsx")
	d.must("export", kind, "--survey", survey, "--lang", lang, "--out", path)
	return path
}

// visits writes a file of answers to the survey of the library: three waves, four places, better and worse ones.
func (d *desk) visits() string {
	var b bytes.Buffer
	b.WriteString("overall,purpose,did,env_clean,env_layout,range,quality,attitude,knowledge,fitting,value,checkout,aftersales,ces,nps,comment,age,location,date,Freq\n")
	for wave, month := range []string{"2025-11", "2026-10", "2026-11"} {
		for place, code := range []string{"n1", "n2", "ne1", "s1"} {
			for k := range 9 {
				five := min(5, 2+(k+place+wave)%4)
				ten := min(10, 3+(2*k+place+wave)%8)
				comment := ""
				if k == 4 {
					comment = "\"店员很好，就是等得久\""
				}
				if k == 7 {
					comment = "=HYPERLINK(1)"
				}
				fmt.Fprintf(&b, "%d,%s,consult;fitting;paid;returned,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%s,%s,%s,%s-%02d,%d\n",
					five, []string{"self", "gift", "browse"}[k%3], five, 6-five, five, ten, min(5, five+1), five, 3, ten, five, 2+k%3,
					1+(k+place)%7, min(10, ten+wave), comment, []string{"under25", "35-44", "60plus"}[k%3], code, month, 1+k, 3+place)
			}
		}
	}
	path := filepath.Join(d.dir, "visits.csv")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}
