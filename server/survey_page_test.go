package server

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// turn fills fields into the page, presses a button and returns the next page.
func (s *site) turn(r reply, nav string, fields ...string) reply {
	s.t.Helper()
	form := r.form()
	for i := 0; i+1 < len(fields); i += 2 {
		if fields[i] == "a.did" {
			form[fields[i]] = strings.Split(fields[i+1], ",")
			continue
		}
		form.Set(fields[i], fields[i+1])
	}
	form.Set("_nav", nav)
	return s.post("/s/gallery", form)
}

func TestSurveyIsAnsweredWithoutScript(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		s := openSite(t, st)
		for i, lang := range []string{"zh", "en"} {
			say := locales.For(lang)
			p := s.get("/s/gallery", "Accept-Language", lang)
			if p.StatusCode != 200 || p.page() != "scales" || !strings.Contains(p.body, say("survey.page", "page", 1, "pages", 4)) {
				t.Fatalf("%s: %d, page %q", lang, p.StatusCode, p.page())
			}
			p = s.turn(p, "next")
			if n := strings.Count(p.body, `class="err"`); p.StatusCode != 422 || n != 2 {
				t.Errorf("%s: %d, %d errors", lang, p.StatusCode, n)
			}
			if !strings.Contains(p.body, say("survey.errors", "count", 2)) || !strings.Contains(p.body, `<li><a href="#i-csat">`) {
				t.Errorf("%s: no summary of the errors", lang)
			}
			if p.shows("why") {
				t.Error("an item is shown before its rule holds")
			}
			p = s.turn(p, "next", "a.nps", "3", "a.csat", "4")
			if p.page() != "scales" || !p.shows("why") || !strings.Contains(p.body, say("survey.more")) {
				t.Fatalf("%s: the item that came up is not shown first: page %q", lang, p.page())
			}
			p = s.turn(p, "next", "a.why", "等了\r\n太久 <b>")
			if p.page() != "looks" {
				t.Fatalf("%s: page %q", lang, p.page())
			}
			p = s.turn(p, "next", "a.stars", "5")
			p = s.turn(p, "next", "a.purpose", "other", "a.did", "paid,asked")
			if p.StatusCode != 422 || !strings.Contains(p.body, say("answer.other_text")) {
				t.Errorf("%s: other without words: %d", lang, p.StatusCode)
			}
			p = s.turn(p, "next", "a.purpose.other", "看朋友")
			if p.page() != "words" || !strings.Contains(p.body, `value="submit"`) {
				t.Fatalf("%s: page %q", lang, p.page())
			}
			p = s.turn(p, "submit", "a.word", "好", "a.times", "１２")
			if p.page() != "regulars" {
				t.Fatalf("%s: the page that came up is not shown: %q", lang, p.page())
			}
			back := s.turn(p, "back")
			if back.page() != "words" || back.form().Get("a.word") != "好" || back.form().Get("a.times") != "１２" {
				t.Errorf("%s: going back lost something: %q", lang, back.form())
			}
			p = s.turn(p, "submit", "a.member", "y")
			if p.StatusCode != 303 || p.Header.Get("Location") != "/s/gallery/done?lang="+lang {
				t.Fatalf("%s: %d %s", lang, p.StatusCode, p.Header.Get("Location"))
			}
			if done := s.get(p.Header.Get("Location")); !strings.Contains(done.body, s.live.Version.Document.Thanks.In(lang)) {
				t.Errorf("%s: no thanks", lang)
			}
			stored := s.responses()
			if len(stored) != i+1 {
				t.Fatalf("%d responses", len(stored))
			}
			s.checkStored(stored, lang)
		}
	})
}

// checkStored looks for the response of a language and compares its answers with what was typed.
func (s *site) checkStored(stored []surveys.Response, lang string) {
	s.t.Helper()
	for _, r := range stored {
		if r.Lang != lang {
			continue
		}
		a := r.Answers
		switch {
		case r.State != surveys.Completed, r.Source != surveys.SourcePage, r.ChannelID != s.live.Channel.ID:
			s.t.Errorf("%+v", r)
		case *a["nps"].Number != 3, *a["times"].Number != 12, a["why"].Text != "等了\n太久 <b>":
			s.t.Errorf("%+v", a)
		case a["purpose"].Text != "看朋友", strings.Join(a["did"].Codes, ",") != "asked,paid":
			s.t.Errorf("%+v", a)
		case a["mood"].Missing != surveys.Skipped, a["member"].Codes[0] != "y":
			s.t.Errorf("%+v", a)
		}
		return
	}
	s.t.Errorf("no response in %s", lang)
}

func TestLanguageKeepsAnswers(t *testing.T) {
	s := openSite(t, surveytest.Open(t, surveytest.SQLite(t)))
	p := s.get("/s/gallery?lang=zh")
	p = s.turn(p, "lang:en", "a.nps", "3", "a.csat", "2", "a.why", "慢")
	f := p.form()
	if p.StatusCode != 200 || !strings.Contains(p.body, `<html lang="en">`) || p.page() != "scales" {
		t.Fatalf("%d %q", p.StatusCode, p.page())
	}
	if f.Get("a.nps") != "3" || f.Get("a.csat") != "2" || f.Get("a.why") != "慢" || f.Get("_lang") != "en" || !p.shows("why") {
		t.Errorf("%v", f)
	}
	if strings.Contains(p.body, `role="alert" tabindex="-1" autofocus`) {
		t.Error("changing the language is no reason to complain")
	}
}

func TestClearWithoutScript(t *testing.T) {
	s := openSite(t, surveytest.Open(t, surveytest.SQLite(t)))
	p := s.turn(s.get("/s/gallery"), "clear:ces", "a.nps", "9", "a.ces", "3")
	if f := p.form(); f.Get("a.nps") != "9" || f.Has("a.ces") {
		t.Errorf("%v", f)
	}
}

func TestSubmittingTwiceStoresOnce(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		s := openSite(t, st)
		form := s.get("/s/gallery?lang=en").form()
		for name, value := range map[string]string{"a.nps": "9", "a.csat": "4", "a.stars": "5", "a.purpose": "buy", "a.word": "good",
			"_page": "words", "_nav": "submit"} {
			form.Set(name, value)
		}
		for range 3 {
			if r := s.post("/s/gallery", form); r.StatusCode != 303 {
				t.Fatalf("%d", r.StatusCode)
			}
		}
		form.Set("a.nps", "1")
		form.Set("_shown", "why")
		r := s.post("/s/gallery", form)
		if r.StatusCode != 409 || !strings.Contains(r.body, locales.T("zh", "survey.already_title", nil)) {
			t.Errorf("other answers under the same id: %d", r.StatusCode)
		}
		if stored := s.responses(); len(stored) != 1 || *stored[0].Answers["nps"].Number != 9 {
			t.Errorf("%+v", stored)
		}
	})
}

func TestAbsentAndClosedSurveys(t *testing.T) {
	s := openSite(t, surveytest.Open(t, surveytest.SQLite(t)))
	form := s.get("/s/gallery?lang=en").form()
	for _, path := range []string{"/s/nobody", "/s/nobody/done", "/s/%2e%2e", "/s/gallery%00", "/s/GALLERY", "/s/" + strings.Repeat("x", 5000)} {
		if r := s.get(path, "Accept-Language", "en"); r.StatusCode != 404 {
			t.Errorf("%.30s: %d", path, r.StatusCode)
		}
	}
	if r := s.get("/s/nobody", "Accept-Language", "en"); !strings.Contains(r.body, locales.T("en", "survey.missing_title", nil)) {
		t.Error("the page does not say what is wrong")
	}
	if _, err := s.svc.CloseInstrument(context.Background(), s.cast.Actor("alice"), s.live.Instrument.ID); err != nil {
		t.Fatal(err)
	}
	if r := s.get("/s/gallery?lang=en"); r.StatusCode != 410 || !strings.Contains(r.body, locales.T("en", "survey.closed_title", nil)) {
		t.Errorf("closed: %d", r.StatusCode)
	}
	form.Set("_nav", "next")
	if r := s.post("/s/gallery", form); r.StatusCode != 410 {
		t.Errorf("closed: %d", r.StatusCode)
	}
	if r := s.get("/s/gallery/done?lang=en"); r.StatusCode != 200 || !strings.Contains(r.body, "Thank you") {
		t.Errorf("thanks after closing: %d", r.StatusCode)
	}
}

func TestPagesSayHowTheyMayBeUsed(t *testing.T) {
	s := openSite(t, surveytest.Open(t, surveytest.SQLite(t)))
	var ids []string
	for _, encoding := range []string{"identity", "gzip"} {
		p := s.send("GET", "/s/gallery", "", "", "Accept-Encoding", encoding)
		if p.Header.Get("Cache-Control") != "no-store" || p.Header.Get("Content-Security-Policy") != pagePolicy ||
			p.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", encoding, p.Header)
		}
		if got := p.Header.Get("Content-Encoding"); got != strings.TrimPrefix(encoding, "identity") {
			t.Errorf("%s: sent as %q", encoding, got)
		}
		if encoding == "identity" {
			style := p.body[strings.Index(p.body, "<style>")+7 : strings.Index(p.body, "</style>")]
			if !strings.Contains(pagePolicy, contentHash(style)) {
				t.Error("the policy does not allow the page's own style sheet")
			}
			ids = append(ids, p.form().Get("_id"))
		}
	}
	ids = append(ids, s.get("/s/gallery").form().Get("_id"))
	if ids[0] == ids[1] {
		t.Error("two views share an id")
	}
	if _, err := surveys.ParseID(ids[0]); err != nil {
		t.Error(err)
	}
}

func TestPagesOfOtherVersionsGoOn(t *testing.T) {
	s := openSite(t, surveytest.Open(t, surveytest.SQLite(t)))
	other := s.cast.Publish(t, s.cast.A.One, "other", surveytest.SmallSurvey())
	form := s.get("/s/gallery?lang=en").form()
	form.Set("_nav", "next")
	form.Set("_v", other.Version.ID.String())
	if r := s.post("/s/gallery", form); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("the version of another survey: %d", r.StatusCode)
	}
}

func TestBadFormsStoreNothing(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		s := openSite(t, st)
		good := s.get("/s/gallery?lang=en").form()
		for name, value := range map[string]string{"a.nps": "9", "a.csat": "4", "a.stars": "5", "a.purpose": "buy", "a.word": "good",
			"_page": "words", "_nav": "submit"} {
			good.Set(name, value)
		}
		with := func(name string, values ...string) url.Values {
			form := url.Values{}
			for k, v := range good {
				form[k] = v
			}
			if form[name] = values; values == nil {
				delete(form, name)
			}
			return form
		}
		for what, form := range map[string]url.Values{
			"unknown field": with("a.nobody", "1"), "own field": with("_role", "admin"), "no id": with("_id"),
			"broken id": with("_id", "x"), "id of version 4": with("_id", "9b2e3c1a-7d43-4f5e-8a6b-0c1d2e3f4a5b"),
			"no version": with("_v"), "unknown version": with("_v", surveys.ID{1}.String()), "no start": with("_at"),
			"broken start": with("_at", "yesterday"), "no sequence": with("_seq"), "negative sequence": with("_seq", "-1"),
			"unknown language": with("_lang", "xx"), "unknown button": with("_nav", "drop"), "off the scale": with("a.nps", "11"),
			"below the scale": with("a.nps", "-1"), "a fraction": with("a.nps", "9.5"), "no number": with("a.nps", "nine"),
			"unknown option": with("a.purpose", "fly"), "two options": with("a.purpose", "buy", "look"),
			"required left out": with("a.word"), "required blank": with("a.word", " 　"), "too long": with("a.word", strings.Repeat("长", 21)),
			"control character": with("a.word", "a\x00b"), "broken UTF-8": with("a.word", "\xff\xfe"), "too few": with("a.did", "paid"),
			"too many": with("a.did", "paid", "asked", "tried", "back"), "twice": with("a.did", "paid", "paid"),
			"number range": with("a.times", "99"), "decimals": with("a.spent", "1.234"), "no day": with("a.day", "2026-02-30"),
			"day range": with("a.day", "2019-01-01"), "statement": with("a.hello", "x"), "huge number": with("a.spent", "1e400"),
		} {
			r := s.post("/s/gallery", form)
			if r.StatusCode < 400 || r.StatusCode >= 500 {
				t.Errorf("%s: %d", what, r.StatusCode)
			}
			if !strings.Contains(r.body, "<html lang=") {
				t.Errorf("%s: no page", what)
			}
		}
		for what, c := range map[string]struct{ kind, body string }{
			"JSON":            {"application/json", "{}"},
			"multipart":       {"multipart/form-data; boundary=x", "--x--"},
			"no type":         {"", good.Encode()},
			"broken escape":   {"application/x-www-form-urlencoded", "a.nps=%zz"},
			"semicolons":      {"application/x-www-form-urlencoded", "a.nps=1;a.csat=2"},
			"over the limit":  {"application/x-www-form-urlencoded", "a.word=" + strings.Repeat("x", maxFormBytes)},
			"nothing at all":  {"application/x-www-form-urlencoded", ""},
			"repeated field":  {"application/x-www-form-urlencoded", good.Encode() + "&_id=" + surveys.ID{1}.String()},
			"a million pairs": {"application/x-www-form-urlencoded", strings.Repeat("a=&", 300000)},
		} {
			if r := s.send("POST", "/s/gallery", c.kind, c.body); r.StatusCode < 400 || r.StatusCode >= 500 {
				t.Errorf("%s: %d", what, r.StatusCode)
			}
		}
		if stored := s.responses(); len(stored) != 0 {
			t.Errorf("%d responses were stored", len(stored))
		}
		if r := s.post("/s/gallery", good); r.StatusCode != 303 {
			t.Errorf("and the good one is refused: %d", r.StatusCode)
		}
	})
}
