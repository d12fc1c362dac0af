package server

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"touchstone/surveys/surveytest"
)

// A parameter with a slip of the pen in its name is not passed over: the answer would be figures of everything.
func TestUnknownParametersAreRefusedEverywhere(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		w := newWorld(d)
		for _, r := range apiRoutes {
			body, _ := w.body(r)
			path, before := w.path(r), d.audits()
			got := d.ask("alice", r.method, path+"?lang=en&wavve=x&"+url.QueryEscape(strings.Repeat("长", 99))+"=1", bodyOf(body), mediaOf(body)...)
			p := got.problem(t)
			if got.StatusCode != http.StatusUnprocessableEntity || len(p.Errors) != 2 || p.Errors[0].Location != "query.wavve" ||
				p.Errors[0].Code != "api.parameter" || len(p.Errors[1].Location) > 250 {
				t.Errorf("%s %s: %d %.300s", r.method, r.path, got.StatusCode, got.body)
			}
			if after := d.audits(); after != before {
				t.Errorf("%s %s was refused and left %d audit rows", r.method, r.path, after-before)
			}
			if got := d.ask("", r.method, path+"?wavve=x", bodyOf(body), mediaOf(body)...); got.StatusCode == http.StatusUnprocessableEntity {
				t.Errorf("%s %s tells a stranger about parameters", r.method, r.path)
			}
		}
		results := apiPrefix + "/instruments/" + w.survey.Instrument.ID.String() + "/results"
		for _, query := range []string{"wave=zzz", "wave_id=%zz", "wave_id=%ff", "a;b=1", "%00=1", "WAVE_ID=" + w.surveyWave.ID.String()} {
			if got := d.ask("alice", get, results+"?"+query, ""); got.StatusCode != http.StatusUnprocessableEntity {
				t.Errorf("results?%s: %d", query, got.StatusCode)
			}
		}
		if got := d.ask("alice", get, results+"?lang=zh&wave_id="+w.surveyWave.ID.String(), ""); got.StatusCode != http.StatusOK {
			t.Errorf("results of a wave: %d %s", got.StatusCode, got.body)
		}
	})
}

// What is wrong is said where it stands.
func TestProblemsStandAtTheirField(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		w := newWorld(d)
		responses := apiPrefix + "/instruments/" + w.survey.Instrument.ID.String() + "/responses"
		ok := `"answers":{"nps":{"number":9},"csat":{"number":5}}`
		for _, test := range []struct{ method, path, body, location, code string }{
			{post, responses, `{"id":"not-uuid","lang":"zh",` + ok + `}`, "body.id", "error.id"},
			{post, responses, `{` + ok + `}`, "body.lang", "api.required"},
			{post, responses, `{"lang":"xx",` + ok + `}`, "body.lang", "input.one_of"},
			{post, responses, `{"lang":"ZH",` + ok + `}`, "body.lang", "input.one_of"},
			{"PATCH", apiPrefix + "/responses/" + w.response.String(), `{"reason":"x"}`, "body.valid", "api.required"},
			{post, apiPrefix + "/locations", `{"client_id":"` + d.A.One.ID.String() + `","unit_id":"` + d.A.One.North.ID.String() +
				`","code":"z1","name":{"zh":"新"},"kind":"shop"}`, "body.brand_id", "api.required"},
			{post, apiPrefix + "/assessments/" + w.assessment.String() + "/lines", `{"name":{"zh":"对手"}}`, "body.kind", "api.required"},
			{"PUT", apiPrefix + "/targets", `{"targets":[{"instrument_id":"7","measure":"nps","value":40}]}`, "body.targets[0].instrument_id", "error.id"},
			{post, apiPrefix + "/visits", `{"wave_id":"` + w.wave.ID.String() + `","location_id":"` + d.A.One.Locations[0].ID.String() +
				`","from_day":20261108,"to_day":20261106}`, "body.to_day", "visit.window_order"},
			{get, apiPrefix + "/visits?wave_id=7", "", "query.wave_id", "error.id"},
			{get, apiPrefix + "/visits/7", "", "path.id", "error.id"},
		} {
			before := d.audits()
			for _, lang := range []string{"zh", "en"} {
				separator := "?"
				if strings.Contains(test.path, "?") {
					separator = "&"
				}
				got := d.ask("alice", test.method, test.path+separator+"lang="+lang, test.body)
				p := got.problem(t)
				if got.StatusCode != http.StatusUnprocessableEntity || len(p.Errors) != 1 || p.Errors[0].Location != test.location || p.Errors[0].Code != test.code {
					t.Errorf("%s %s with %s: %d %s", test.method, test.path, test.body, got.StatusCode, got.body)
				}
			}
			if d.audits() != before {
				t.Errorf("%s %s was refused and left a trace", test.method, test.path)
			}
		}
	})
}
