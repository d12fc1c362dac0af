package server

import (
	"net/http"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// brokenTexts stand for no text: bytes that are no UTF-8, and escapes of half a character. A decoder that puts a
// replacement sign in their place stores something that nobody sent.
var brokenTexts = map[string]string{"bytes": "ab\xff\xfe", "half a character": `ab\ud800`, "the other half": `\udc00ab`, "cut off": "\xe5\xad"}

func TestBrokenTextIsRefusedByTheAPI(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		w := newWorld(d)
		tried := 0
		for _, r := range apiRoutes {
			fields, ok := func() (map[string]any, bool) { b, _ := w.body(r); m, ok := b.(map[string]any); return m, ok }()
			if !ok || len(fields) == 0 {
				continue
			}
			path, before, stored := w.path(r), d.audits(), len(w.responses())
			for what, broken := range brokenTexts {
				for name, value := range fields {
					if _, isText := value.(string); !isText {
						continue
					}
					tried++
					fields[name] = "BROKEN"
					got := d.ask("alice", r.method, path+"?lang=en", strings.Replace(jsonOf(fields), "BROKEN", broken, 1))
					fields[name] = value
					if p := got.problem(t); got.StatusCode < 400 || got.StatusCode > 499 || len(p.Errors) != 1 || p.Errors[0].Code != "input.characters" {
						t.Errorf("%s %s with %s in %s: %d %s", r.method, r.path, what, name, got.StatusCode, got.body)
					}
				}
				named := strings.Replace(jsonOf(map[string]any{"name": map[string]any{"zh": "BROKEN"}, "answers": map[string]any{"why": map[string]any{"text": "BROKEN"}}}), "BROKEN", broken, 2)
				if got := d.ask("alice", r.method, path, named); got.StatusCode < 400 || got.StatusCode > 499 {
					t.Errorf("%s %s with %s inside: %d %s", r.method, r.path, what, got.StatusCode, got.body)
				}
			}
			if d.audits() != before || len(w.responses()) != stored {
				t.Errorf("%s %s stored something broken", r.method, r.path)
			}
		}
		if tried < 40 {
			t.Errorf("only %d texts were tried", tried)
		}
		whole := strings.Replace(jsonOf(map[string]any{"client_id": d.A.One.ID, "code": "whole", "name": map[string]any{"zh": "EMOJI"}}), "EMOJI", `字\u5b57\ud83d\ude00`, 1)
		if got := d.ask("alice", post, apiPrefix+"/touchpoints", whole); got.StatusCode != http.StatusCreated || !strings.Contains(got.body, "字字😀") {
			t.Errorf("a whole text: %d %s", got.StatusCode, got.body)
		}
	})
}

func (w *world) responses() []surveys.Response {
	w.d.t.Helper()
	list, err := store.ListResponses(w.d.t.Context(), w.d.Cast.Store.Read(), w.d.A.Scope(), store.ResponseFilter{}, surveys.Page{Limit: surveys.MaxPage})
	w.check(err)
	return list.Items
}

func TestBrokenTextIsRefusedByTheSurvey(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		s := openSite(t, st)
		for what, broken := range brokenTexts {
			answers := strings.Replace(goodAnswers, "good", broken, 1)
			for path, more := range map[string]string{"/s/gallery/responses/" + s.newID(): "", "/s/gallery/draft": `"id":"` + s.newID() + `","sequence":1,`} {
				body := `{` + more + strings.TrimPrefix(s.message(answers), "{")
				if r := s.send("PUT", path, jsonType, body); r.StatusCode < 400 || r.StatusCode > 499 {
					t.Errorf("%s to %s: %d %s", what, path, r.StatusCode, r.body)
				}
			}
		}
		for _, nav := range []string{"next", "submit", "lang:zh"} {
			form := s.get("/s/gallery?lang=en").form()
			for name, value := range map[string]string{"a.nps": "9", "a.csat": "4", "a.stars": "5", "a.purpose": "buy", "a.word": "a\xff\xfe", "_nav": nav} {
				form.Set(name, value)
			}
			if r := s.post("/s/gallery", form); r.StatusCode < 400 || r.StatusCode > 499 {
				t.Errorf("a posted form, %s: %d", nav, r.StatusCode)
			}
		}
		if stored := s.responses(); len(stored) != 0 {
			t.Errorf("%d responses were stored", len(stored))
		}
	})
}

func TestBrokenTextIsRefusedOfAVisit(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		e := newErrand(openDesk(t, c))
		for what, broken := range brokenTexts {
			answers := `"answers":{"a1":{"codes":["yes"],"note":"` + broken + `"}}}`
			for path, body := range map[string]string{"/draft": `{"sequence":9,"lang":"zh",` + answers, "/revisions/1": `{"lang":"zh","visited_day":20261102,` + answers} {
				if r := e.ask("", "PUT", e.path+path, body); r.StatusCode < 400 || r.StatusCode > 499 {
					t.Errorf("%s to %s: %d %s", what, path, r.StatusCode, r.body)
				}
			}
		}
		fields := []postedField{{name: "a.a1", value: "yes"}, {name: "n.a1", value: "x\xff\xfe"}}
		wantStatus(t, e.press("save", fields...), http.StatusUnprocessableEntity)
		plain := "_nav=save&_lang=zh&_seq=0&a.a1=yes&n.a1=x%ff%fe"
		wantStatus(t, e.ask("", "POST", e.path, plain, "Content-Type", "application/x-www-form-urlencoded"), http.StatusUnprocessableEntity)
		task, err := e.OpenVisit(t.Context(), service.VisitLink(e.path[strings.LastIndexByte(e.path, '/')+1:]))
		if err != nil || len(task.Answers) != 0 || task.Sequence != 0 {
			t.Errorf("a broken text was kept in the draft: %+v %v", task.Answers, err)
		}
	})
}
