package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"math"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/service"
	"touchstone/surveys/surveytest"
)

// errand is a visit as its auditor meets it: a link and nothing else.
type errand struct {
	*desk
	path string // of the link, or of the own visit
	as   string // who asks; "" = whoever has the link
	id   surveys.ID
	wave *surveys.Wave
}

func newErrand(d *desk) *errand {
	d.t.Helper()
	live := d.Cast.Publish(d.t, d.A.One, "errand", surveytest.WorkedChecklist())
	e := &errand{desk: d, wave: d.AddWave(d.t, live, "errand-w1", 20261031, 20261110)}
	e.plan(d.A.One.Locations[0])
	return e
}

func (e *errand) plan(at *surveys.Location) {
	e.t.Helper()
	var planned service.PlannedVisit
	e.must("chen", "POST", "/api/v1/visits", map[string]any{"wave_id": e.wave.ID, "location_id": at.ID, "auditor_id": e.User("dora").ID}, &planned)
	e.id, e.path = planned.Visit.ID, strings.TrimPrefix(planned.Link, "http://touchstone.test")
}

// field is one field of a posted form; with a file it is an upload.
type postedField struct {
	name, value string
	file        []byte
}

// press posts the checklist as a browser without scripts does.
func (e *errand) press(nav string, fields ...postedField) reply {
	e.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, f := range append(fields, postedField{name: "_lang", value: "zh"}, postedField{name: "_seq", value: "0"}, postedField{name: "_nav", value: nav}) {
		var err error
		if f.file == nil {
			err = w.WriteField(f.name, f.value)
		} else if part, e := w.CreateFormFile(f.name, "IMG_0001.JPG"); e == nil {
			_, err = part.Write(f.file)
		}
		if err != nil {
			e.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		e.t.Fatal(err)
	}
	return e.ask(e.as, "POST", e.path, body.String(), "Content-Type", w.FormDataContentType(), "Accept-Language", "zh")
}

// fieldsFor are the fields of a report filled in.
func fieldsFor(answers surveys.Answers, day string) []postedField {
	out := []postedField{{name: "_day", value: day}, {name: "_page", value: reviewPage}}
	for _, code := range slices.Sorted(maps.Keys(answers)) {
		a := answers[code]
		for _, c := range a.Codes {
			out = append(out, postedField{name: "a." + code, value: c})
		}
		if a.Note != "" {
			out = append(out, postedField{name: "n." + code, value: a.Note})
		}
		for _, sha := range a.Photos {
			out = append(out, postedField{name: "h." + code, value: sha})
		}
	}
	return out
}

func (e *errand) page(query string) string {
	e.t.Helper()
	r := e.ask(e.as, "GET", e.path+query, "", "Accept-Language", "zh")
	if r.StatusCode != http.StatusOK {
		e.t.Fatalf("page: %d %s", r.StatusCode, r.body)
	}
	return r.body
}

func (e *errand) act(action, reason string) {
	e.t.Helper()
	e.must("chen", "POST", "/api/v1/visits/"+e.id.String()+"/actions", map[string]any{"action": action, "reason": reason}, nil)
}

func wantIn(t *testing.T, page string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			t.Errorf("%q is not on the page:\n%.1500s", text, page[strings.Index(page, "<body"):])
		}
	}
}

func wantStatus(t *testing.T, r reply, status int) {
	t.Helper()
	if r.StatusCode != status {
		t.Fatalf("%s %s: %d, want %d\n%.800s", r.Request.Method, r.Request.URL.Path, r.StatusCode, status, r.body)
	}
}

func TestAVisitWithoutScripts(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		e := newErrand(openDesk(t, c))
		wantIn(t, e.page(""), "访问指引", "我已阅读，开始填写", "2026-10-31")
		wantStatus(t, e.ask("", "POST", e.path, "_nav=read&_lang=zh", "Content-Type", "application/x-www-form-urlencoded"), http.StatusSeeOther)
		form := e.page("?s=b")
		wantIn(t, form, "30 秒内招呼", `name="a.b1" value="yes"`, `accept="image/*"`, "核对提交")
		for _, secret := range []string{"weight", "points", "score", "权重", "得分", "分值", "critical", "benchmark", " multiple", "capture="} {
			if strings.Contains(form[strings.Index(form, "<body"):], secret) {
				t.Errorf("the page shows %q", secret)
			}
		}
		answers := surveytest.WorkedAnswers()
		r := e.press("submit", fieldsFor(answers, "2026-11-02")...)
		wantStatus(t, r, http.StatusUnprocessableEntity)
		wantIn(t, r.body, "还有 1 项需要补充", "至少上传 1 张照片")

		photo := surveytest.JPEG(t, 90, 60, 1)
		fields := fieldsFor(answers, "2026-11-02")
		r = e.press("photo:c1", append(fields, postedField{name: "p.c1", file: photo})...)
		wantStatus(t, r, http.StatusSeeOther)
		form = e.page("?s=c")
		held := regexp.MustCompile(`name="h\.c1" value="([0-9a-f]{64})"`).FindStringSubmatch(form)
		if sum := sha256.Sum256(photo); held == nil || held[1] != hex.EncodeToString(sum[:]) {
			t.Fatalf("the photo is not on the page: %v", held)
		}
		wantIn(t, form, "店员称小票机坏了")
		wantStatus(t, e.ask("", "GET", e.path+"/photos/"+held[1], ""), http.StatusOK)
		if r = e.press("photo:c1", append(fields, postedField{name: "h.c1", value: held[1]}, postedField{name: "p.c1", file: []byte("<svg/>")})...); r.StatusCode != http.StatusUnprocessableEntity {
			t.Fatalf("an SVG as a photo: %d", r.StatusCode)
		}
		wantIn(t, r.body, "只支持 JPEG 或 PNG 照片")

		answers = surveytest.WorkedAnswers(held[1])
		if r = e.press("submit", fieldsFor(answers, "2026-11-20")...); r.StatusCode != http.StatusUnprocessableEntity {
			t.Fatalf("a visit in the future: %d", r.StatusCode)
		}
		wantIn(t, r.body, "访问日期须在访问时段内")
		wantStatus(t, e.press("submit", fieldsFor(answers, "2026-11-02")...), http.StatusSeeOther)
		wantIn(t, e.page(""), "报告已提交")
		wantStatus(t, e.press("save", fieldsFor(answers, "2026-11-02")...), http.StatusSeeOther) // an old page: it stands
		wantIn(t, e.page(""), "报告已提交")

		e.act("claim", "")
		wantIn(t, e.page(""), "报告复核中")
		e.act("return", "请补拍收银台照片")
		wantIn(t, e.page(""), "请补拍收银台照片", "截止日期：2026-11-05", `value="`+held[1]+`"`)
		wantStatus(t, e.press("submit", fieldsFor(answers, "2026-11-02")...), http.StatusSeeOther)
		for _, action := range []string{"claim", "approve", "publish"} {
			e.act(action, "")
		}
		wantIn(t, e.page(""), "报告已发布")
		e.checkPublished(held[1])
	})
}

// checkPublished reads the published visit as a viewer and the wave's report, over the API.
func (e *errand) checkPublished(photo string) {
	t := e.t
	t.Helper()
	var v service.VisitView
	e.must("eve", "GET", "/api/v1/visits/"+e.id.String(), nil, &v)
	if v.Score == nil || math.Abs(*v.Score-surveytest.WorkedScore) > 1e-9 || v.Verdict != "fail" || v.Revision != 2 || v.FirstPublished != 2 {
		t.Errorf("%+v", v.Visit)
	}
	if item := v.Sections[2].Items[0]; item.Labels[0]["zh"] != "否" || item.Labels[0]["en"] != "No" || len(item.Photos) != 1 || item.Answer.Note == "" {
		t.Errorf("critical item %+v", item)
	}
	r := e.ask("eve", "GET", "/api/v1/visits/"+e.id.String()+"/photos/"+photo, "")
	wantStatus(t, r, http.StatusOK)
	for header, want := range map[string]string{"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"} {
		if got := r.Header.Get(header); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q", header, got)
		}
	}
	if !strings.HasPrefix(r.Header.Get("Content-Disposition"), "attachment") {
		t.Error("a photo is not sent as an attachment")
	}
	if who := e.ask("mallory", "GET", "/api/v1/visits/"+e.id.String()+"/photos/"+photo, ""); who.StatusCode != http.StatusNotFound {
		t.Errorf("another organisation fetches the photo: %d", who.StatusCode)
	}
	var wave report.Checklist
	e.must("eve", "GET", "/api/v1/waves/"+e.wave.ID.String()+"/checklist", nil, &wave)
	if f := wave.Summary.Score.Current; f.Value == nil || *f.Value != *v.Score || f.N != 1 || f.Status != surveys.FigureLowBase {
		t.Errorf("score of the wave %+v", f)
	}
	if len(wave.Critical) != 1 || wave.Critical[0].Note != v.Sections[2].Items[0].Answer.Note || wave.Summary.Own.Valid != 1 {
		t.Errorf("%+v", wave.Summary)
	}
	dora := e.User("dora")
	for _, path := range []string{"/api/v1/waves/" + e.wave.ID.String() + "/checklist", "/api/v1/visits/" + e.id.String(), "/api/v1/visits"} {
		body := e.ask("eve", "GET", path, "").body
		if strings.Contains(body, dora.ID.String()) || strings.Contains(body, `"auditor":`) {
			t.Errorf("a viewer learns from %s who the auditor is", path)
		}
	}
	if body := e.ask("chen", "GET", "/api/v1/visits/"+e.id.String(), "").body; !strings.Contains(body, `"auditor":"dora"`) {
		t.Error("who plans visits does not see the auditor")
	}
}

func TestAVisitByScript(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		e := newErrand(openDesk(t, c))
		put := func(path string, body any) reply {
			raw, err := json.Marshal(body)
			if err != nil {
				t.Fatal(err)
			}
			return e.ask("", "PUT", e.path+path, string(raw))
		}
		type m = map[string]any
		wantStatus(t, put("/draft", m{"sequence": 2, "lang": "zh", "answers": m{"a1": m{"codes": []string{"yes"}}}}), http.StatusOK)
		if r := put("/draft", m{"sequence": 1, "lang": "zh", "answers": m{}}); r.body != "{\"stored\":false}\n" {
			t.Error(r.body)
		}
		wantStatus(t, put("/draft", m{"sequence": 3, "lang": "zh", "answers": m{"zz": m{"codes": []string{"yes"}}}}), http.StatusUnprocessableEntity)
		wantStatus(t, put("/draft", m{"sequence": 3, "lang": "zh", "more": 1}), http.StatusUnprocessableEntity)

		photo := surveytest.JPEG(t, 50, 50, 9)
		sum := sha256.Sum256(photo)
		sha := hex.EncodeToString(sum[:])
		file := func(name string, raw []byte) reply {
			return e.ask("", "PUT", e.path+"/photos/"+name, string(raw), "Content-Type", "application/octet-stream", "Accept", "application/json")
		}
		report := m{"lang": "zh", "visited_day": 20261102, "answers": surveytest.WorkedAnswers(sha)}
		if r := put("/revisions/1", report); r.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(r.body, `"body.c1"`) {
			t.Fatalf("a report whose photo is missing: %d %s", r.StatusCode, r.body)
		}
		wantStatus(t, file(strings.Repeat("0", 64), photo), http.StatusUnprocessableEntity)
		wantStatus(t, file(sha, photo), http.StatusCreated)
		wantStatus(t, file(sha, photo), http.StatusCreated)
		wantStatus(t, put("/revisions/1", report), http.StatusCreated)
		wantStatus(t, put("/revisions/1", report), http.StatusOK)
		other := m{"lang": "zh", "visited_day": 20261101, "answers": surveytest.WorkedAnswers(sha)}
		wantStatus(t, put("/revisions/1", other), http.StatusConflict)
		wantStatus(t, put("/revisions/2", other), http.StatusConflict)
		wantStatus(t, put("/revisions/3", other), http.StatusConflict)
		wantStatus(t, put("/draft", m{"sequence": 9, "lang": "zh", "answers": m{}}), http.StatusConflict)
		wantStatus(t, file(hex.EncodeToString(bytes.Repeat([]byte{1}, 32)), photo), http.StatusConflict)
	})
}

func TestVisitLinksTellStrangersNothing(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		e := newErrand(openDesk(t, c))
		token := strings.TrimPrefix(e.path, "/a/v/")
		first := ""
		for _, guess := range []string{"none", strings.Repeat("A", 22), "errand", token[:21], token + "A", strings.Repeat("z", 4000)} {
			r := e.ask("", "GET", "/a/v/"+guess, "", "Accept-Language", "en")
			wantStatus(t, r, http.StatusNotFound)
			if first == "" {
				first = r.body
			}
			if r.body != first {
				t.Error("two wrong links look different")
			}
		}
		var renewed service.PlannedVisit
		e.must("chen", "POST", "/api/v1/visits/"+e.id.String()+"/link", nil, &renewed)
		r := e.ask("", "GET", e.path, "", "Accept-Language", "en")
		wantStatus(t, r, http.StatusNotFound)
		if r.body != first {
			t.Error("a replaced link looks different from one that never was")
		}
		if strings.Contains(e.log.String(), token) {
			t.Error("the log holds the secret of a link")
		}
	})
}
