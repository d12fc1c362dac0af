package server

import (
	"net/http"
	"strings"
	"testing"

	"touchstone/surveys/service"
	"touchstone/surveys/surveytest"
)

// The day of a returned report is the one corrected last, also when it is earlier than the one sent before.
func TestADayMayBeCorrectedToAnEarlierOne(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		e := newErrand(openDesk(t, c))
		answers := surveytest.WorkedAnswers()
		r := e.press("photo:c1", append(fieldsFor(answers, "2026-11-02"), postedField{name: "p.c1", file: surveytest.JPEG(t, 90, 60, 1)})...)
		wantStatus(t, r, http.StatusSeeOther)
		form := e.page("?s=c")
		at := strings.Index(form, `name="h.c1" value="`) + len(`name="h.c1" value="`)
		answers = surveytest.WorkedAnswers(form[at : at+64])
		wantStatus(t, e.press("submit", fieldsFor(answers, "2026-11-02")...), http.StatusSeeOther)
		e.act("claim", "")
		e.act("return", "日期不对")
		wantIn(t, e.page("?s=."), `name="_day" value="2026-11-02"`)
		r = e.press("next", fieldsFor(answers, "2026-11-01")...)
		wantStatus(t, r, http.StatusSeeOther)
		where := r.Header.Get("Location")
		wantIn(t, e.page(where[strings.Index(where, "?"):]), `name="_day" value="2026-11-01"`)
		wantStatus(t, e.press("submit", fieldsFor(answers, "2026-11-01")...), http.StatusSeeOther)
		var v service.VisitView
		e.must("chen", "GET", "/api/v1/visits/"+e.id.String(), nil, &v)
		if v.VisitedDay != 20261101 {
			t.Errorf("the visit was on %d", v.VisitedDay)
		}
	})
}
