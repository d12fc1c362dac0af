package server

import (
	"net/http"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/surveytest"
)

// What an assessment takes: one line of each kind, competitors by name, scores in half steps, nothing once it is closed.
func TestAssessmentTakesWhatItShould(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		w := newWorld(d)
		at := apiPrefix + "/assessments/" + w.assessment.String()
		type m = map[string]any
		line := func(kind string, name m) reply {
			return d.ask("gao", "POST", at+"/lines", jsonOf(m{"kind": kind, "name": name}))
		}
		rate := func(score any, item string) reply {
			return d.ask("gao", "PUT", at+"/ratings", jsonOf(m{"ratings": []any{m{"line_id": w.current, "item": item, "score": score, "evidence": "访谈记录"}}}))
		}
		for _, test := range []struct {
			name string
			got  reply
			want int
		}{
			{"best", line("industry_best", m{}), 201}, {"best again", line("industry_best", m{}), 409}, {"average", line("industry_average", m{}), 201},
			{"competitor without a name", line("competitor", m{}), 422}, {"competitor", line("competitor", m{"zh": "甲"}), 201}, {"another", line("competitor", m{"zh": "乙"}), 201},
			{"half steps", rate(2.5, w.indicator()), 200}, {"zero is a score", rate(0, w.indicator()), 200}, {"none is not", rate(nil, w.indicator()), 200},
			{"too fine", rate(2.3, w.indicator()), 422}, {"too high", rate(5.5, w.indicator()), 422}, {"no such indicator", rate(3, "nothing"), 422},
		} {
			if test.got.StatusCode != test.want {
				t.Errorf("%s: %d %s", test.name, test.got.StatusCode, test.got.body)
			}
		}
		var view struct {
			Lines   []surveys.AssessmentLine `json:"lines"`
			Ratings []surveys.Rating         `json:"ratings"`
		}
		d.must("gao", "GET", at, nil, &view)
		if len(view.Lines) != 6 || len(view.Ratings) != 1 || view.Ratings[0].Score != nil || view.Ratings[0].Evidence != "访谈记录" {
			t.Errorf("%d lines, ratings %+v", len(view.Lines), view.Ratings)
		}
		d.must("gao", "PATCH", at, m{"state": "closed"}, nil)
		if got := rate(3, w.indicator()); got.StatusCode != http.StatusConflict || !strings.Contains(got.body, "assessment.closed") {
			t.Errorf("closed: %d %s", got.StatusCode, got.body)
		}
		d.must("gao", "PATCH", at, m{"state": "open"}, nil)
		if got := d.ask("gao", "DELETE", at+"/lines/"+w.current.String(), ""); got.StatusCode != http.StatusConflict {
			t.Errorf("the present state can be removed: %d", got.StatusCode)
		}
	})
}
