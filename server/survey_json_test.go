package server

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

const jsonType = "application/json"

// message makes what the script sends: the head of the page and these answers.
func (s *site) message(answers string, more ...string) string {
	extra := ""
	if len(more) > 0 {
		extra = more[0] + ","
	}
	return `{` + extra + `"version":"` + s.live.Version.ID.String() + `","lang":"en","started_at":"2026-11-02T08:00:00Z","answers":` + answers + `}`
}

const goodAnswers = `{"nps":{"number":9},"csat":{"number":4},"stars":{"number":5},"purpose":{"codes":["buy"]},"word":{"text":"good"}}`

func (s *site) newID() string { return s.svc.NewResponseID(surveys.Anonymous).String() }

func TestScriptSubmitsOnce(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		s := openSite(t, st)
		path := "/s/gallery/responses/" + s.newID()
		body := s.message(goodAnswers)
		replies := make([]reply, 50)
		var all sync.WaitGroup
		for i := range replies {
			all.Go(func() { replies[i] = s.send("PUT", path, jsonType, body) })
		}
		all.Wait()
		var first struct {
			ID         string `json:"id"`
			ReceivedAt string `json:"received_at"`
		}
		for i, r := range replies {
			var got = first
			if r.StatusCode != 200 || json.Unmarshal([]byte(r.body), &got) != nil {
				t.Fatalf("%d: %s", r.StatusCode, r.body)
			}
			if i == 0 {
				first = got
			}
			if got != first || !strings.HasSuffix(path, got.ID) {
				t.Errorf("another receipt: %s", r.body)
			}
		}
		other := s.send("PUT", path, jsonType, s.message(strings.Replace(goodAnswers, "9", "8", 1)))
		if other.StatusCode != 409 || other.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("other answers: %d %s", other.StatusCode, other.body)
		}
		if stored := s.responses(); len(stored) != 1 || *stored[0].Answers["nps"].Number != 9 {
			t.Errorf("%d responses", len(stored))
		}
	})
}

func TestScriptIsToldWhatIsWrong(t *testing.T) {
	s := openSite(t, surveytest.Open(t, surveytest.SQLite(t)))
	r := s.send("PUT", "/s/gallery/responses/"+s.newID(), jsonType, s.message(`{"nps":{"number":11},"csat":{"number":4}}`), "Accept-Language", "en")
	var p struct {
		Errors []struct{ Location, Message string }
	}
	if err := json.Unmarshal([]byte(r.body), &p); err != nil || r.StatusCode != 422 {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	said := map[string]string{}
	for _, e := range p.Errors {
		said[e.Location] = e.Message
	}
	if len(said) != 4 || said["body.nps"] == "" || said["body.stars"] != "Please answer this item" {
		t.Errorf("%v", said)
	}
}

func TestDraftsGoByTheirSequence(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		s := openSite(t, st)
		id := s.newID()
		draft := func(sequence, answers string) {
			t.Helper()
			r := s.send("PUT", "/s/gallery/draft", jsonType, s.message(answers, `"id":"`+id+`","sequence":`+sequence))
			if r.StatusCode != 204 {
				t.Fatalf("%d %s", r.StatusCode, r.body)
			}
		}
		draft("1", `{"nps":{"number":3}}`)
		draft("3", `{"nps":{"number":5},"csat":{"number":2}}`)
		draft("2", `{"nps":{"number":4}}`)
		parsed, err := surveys.ParseID(id)
		if err != nil {
			t.Fatal(err)
		}
		d, err := store.FindDraft(context.Background(), st.Read(), s.cast.A.Org.ID, parsed)
		if err != nil || d.Sequence != 3 || *d.Answers["nps"].Number != 5 {
			t.Errorf("%+v %v", d, err)
		}
		if len(s.responses()) != 0 {
			t.Error("a draft is no response")
		}
	})
}

func TestBadMessagesStoreNothing(t *testing.T) {
	s := openSite(t, surveytest.Open(t, surveytest.SQLite(t)))
	path := "/s/gallery/responses/" + s.newID()
	good := s.message(goodAnswers)
	for what, c := range map[string]struct{ path, kind, body string }{
		"form":              {path, "application/x-www-form-urlencoded", good},
		"no type":           {path, "", good},
		"no JSON":           {path, jsonType, "answers"},
		"nothing":           {path, jsonType, ""},
		"a list":            {path, jsonType, "[]"},
		"unknown field":     {path, jsonType, strings.Replace(good, `{"version"`, `{"org_id":"x","version"`, 1)},
		"unknown in answer": {path, jsonType, strings.Replace(good, `"number":9`, `"number":9,"score":1`, 1)},
		"something behind":  {path, jsonType, good + "{}"},
		"an id inside":      {path, jsonType, s.message(goodAnswers, `"id":"`+s.newID()+`"`)},
		"a sequence":        {path, jsonType, s.message(goodAnswers, `"sequence":1`)},
		"unknown item":      {path, jsonType, s.message(strings.Replace(goodAnswers, "nps", "npss", 1))},
		"photos":            {path, jsonType, s.message(strings.Replace(goodAnswers, `"number":9`, `"photos":["x"]`, 1))},
		"a note":            {path, jsonType, s.message(strings.Replace(goodAnswers, `"number":9`, `"number":9,"note":"x"`, 1))},
		"text for number":   {path, jsonType, s.message(strings.Replace(goodAnswers, `9`, `"9"`, 1))},
		"huge number":       {path, jsonType, s.message(strings.Replace(goodAnswers, `9`, `1e999`, 1))},
		"no version":        {path, jsonType, strings.Replace(good, s.live.Version.ID.String(), "", 1)},
		"no language":       {path, jsonType, strings.Replace(good, `"en"`, `""`, 1)},
		"no start":          {path, jsonType, strings.Replace(good, "2026-11-02T08:00:00Z", "soon", 1)},
		"broken id":         {"/s/gallery/responses/1", jsonType, good},
		"unknown survey":    {"/s/nobody/responses/" + s.newID(), jsonType, good},
		"over the limit":    {path, jsonType, s.message(`{"word":{"text":"` + strings.Repeat("x", maxFormBytes) + `"}}`)},
		"draft without id":  {"/s/gallery/draft", jsonType, s.message(`{}`, `"sequence":1`)},
		"draft number zero": {"/s/gallery/draft", jsonType, s.message(`{}`, `"id":"`+s.newID()+`","sequence":0`)},
	} {
		r := s.send("PUT", c.path, c.kind, c.body)
		if r.StatusCode < 400 || r.StatusCode >= 500 {
			t.Errorf("%s: %d %s", what, r.StatusCode, r.body)
		}
	}
	if stored := s.responses(); len(stored) != 0 {
		t.Errorf("%d responses were stored", len(stored))
	}
}
