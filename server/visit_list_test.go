package server

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/surveytest"
)

// signsIn returns where somebody comes out after signing in.
func signsIn(d *desk, who string) string {
	d.t.Helper()
	return d.signIn(who+"@example.com", surveytest.Password, "").Header.Get("Location")
}

// own makes the errand one of dora's account.
func (e *errand) own() {
	e.as, e.path = "dora", "/a/visits/"+e.id.String()
}

func TestAnAuditorLandsOnTheOwnVisits(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		if got := signsIn(d, "dora"); got != "/a" {
			t.Errorf("the auditor lands at %q", got)
		}
		for _, who := range []string{"alice", "chen", "eve"} {
			if got := signsIn(d, who); got != "/app/" {
				t.Errorf("%s lands at %q", who, got)
			}
		}
		if got := d.ask("dora", "GET", "/login", "").Header.Get("Location"); got != "/a" {
			t.Errorf("who is signed in goes on to %q", got)
		}
		wantIn(t, d.ask("dora", "GET", "/a?lang=zh", "").body, "目前没有分配给您的检测任务。", "退出")
	})
}

func TestTheListOfOwnVisits(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		e := newErrand(d)
		first := e.id
		e.plan(d.A.One.Locations[3])
		second := e.id
		w, err := d.PlanVisit(t.Context(), d.Actor("alice"), service.NewVisit{WaveID: e.wave.ID, LocationID: d.A.One.Locations[1].ID, AuditorID: d.User("alice").ID})
		if err != nil {
			t.Fatal(err)
		}
		list := d.ask("dora", "GET", "/a?lang=zh", "")
		wantStatus(t, list, http.StatusOK)
		wantIn(t, list.body, "我的检测任务", "待完成（2）", d.A.One.Locations[0].Name.In("zh"), d.A.One.Locations[3].Name.In("zh"), "已派发", "2026-10-31 – 2026-11-10",
			`<dt>截止日期</dt><dd>2026-11-10</dd>`, `href="/a/visits/`+first.String()+`?lang=zh"`, `href="/a/visits/`+second.String()+`?lang=zh"`)
		for _, hidden := range []string{w.Visit.ID.String(), "打开管理后台", "<script"} {
			if strings.Contains(list.body, hidden) {
				t.Errorf("dora's list shows %s", hidden)
			}
		}
		wantIn(t, d.ask("dora", "GET", "/a?lang=en", "").body, "My visits", "To do (2)", "Sign out")
		wantIn(t, d.ask("alice", "GET", "/a?lang=zh", "").body, w.Visit.ID.String(), "打开管理后台")
		e.id = first
		e.own()
		e.report(t)
		wantIn(t, e.page(""), `href="/a?lang=zh"`)
		e.act("claim", "")
		e.act("hold", "等待凭证")
		list = d.ask("dora", "GET", "/a?lang=zh", "")
		wantIn(t, list.body, "待完成（1）", "复核中")
		e.act("resume", "凭证已到")
		e.must("chen", "POST", "/api/v1/visits/"+first.String()+"/actions", map[string]any{"action": "return", "reason": "照片模糊", "until": 20261105}, nil)
		wantIn(t, d.ask("dora", "GET", "/a?lang=zh", "").body, "待完成（2）", "<dd>2026-11-05</dd>")
		d.advance(9 * 24 * time.Hour)
		delete(d.cookies, "dora") // the session is over too
		list = d.ask("dora", "GET", "/a?lang=zh", "")
		wantIn(t, list.body, "没有待完成的任务。", "已过期")
		if strings.Contains(list.body, second.String()) {
			t.Error("a visit whose time is over still has a link")
		}
	})
}

// report fills the visit in and sends it.
func (e *errand) report(t *testing.T) {
	t.Helper()
	wantStatus(t, e.ask(e.as, "POST", e.path, "_nav=read&_lang=zh", "Content-Type", "application/x-www-form-urlencoded"), http.StatusSeeOther)
	photo := surveytest.JPEG(t, 90, 60, 1)
	r := e.press("submit", append(fieldsFor(surveytest.WorkedAnswers(), "2026-11-02"), postedField{name: "p.c1", file: photo})...)
	wantStatus(t, r, http.StatusSeeOther)
	if to := r.Header.Get("Location"); !strings.HasPrefix(to, e.path+"?") {
		t.Errorf("after sending: %s", to)
	}
}

// A visit of one's own is opened by the account alone and by nobody else's, also when its link was replaced. Who made it
// is in its history.
func TestAnOwnVisitNeedsNoLink(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		e := newErrand(openDesk(t, c))
		link := e.path
		e.own()
		for who, want := range map[string]int{"alice": http.StatusNotFound, "mallory": http.StatusNotFound, "chen": http.StatusForbidden, "dora": http.StatusOK} {
			wantStatus(t, e.ask(who, "GET", e.path, ""), want)
		}
		if got := e.ask("", "GET", e.path, ""); got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/login?next="+url.QueryEscape(e.path) {
			t.Errorf("nobody: %d", got.StatusCode)
		}
		wantStatus(t, e.ask("dora", "GET", "/a/visits/none", ""), http.StatusNotFound)
		if got := e.ask("dora", "POST", e.path, "_nav=read&_lang=zh", "Content-Type", "application/x-www-form-urlencoded", "Origin", "https://evil.test"); got.StatusCode != http.StatusForbidden {
			t.Errorf("a page of another site wrote: %d", got.StatusCode)
		}
		e.must("chen", "POST", "/api/v1/visits/"+e.id.String()+"/link", nil, nil)
		wantStatus(t, e.ask("", "GET", link, ""), http.StatusNotFound)
		e.report(t)
		d := e.desk
		found, err := d.FindVisit(t.Context(), d.Actor("alice"), e.id, nil)
		if err != nil {
			t.Fatal(err)
		}
		last := found.Events[len(found.Events)-1]
		if last.Action != string(surveys.ActSubmit) || last.ActorID != d.User("dora").ID {
			t.Errorf("last came %q by %s", last.Action, last.ActorID)
		}
	})
}
