package server

import (
	"net/http"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/surveytest"
)

// severalChecklist is the worked one with a check to tick all that apply for its last check at the checkout.
func severalChecklist() surveys.Document {
	doc := surveytest.WorkedChecklist()
	one, none := 1.0, 0.0
	fact := func(code, zh, en string) surveys.Option {
		return surveys.Option{Code: code, Label: surveys.Text{"zh": zh, "en": en}, Points: &one}
	}
	for i := range doc.Sections {
		for k := range doc.Sections[i].Items {
			if it := &doc.Sections[i].Items[k]; it.Code == "c3" {
				it.MaxChoices, it.Options = 5, []surveys.Option{fact("price", "价格", "Price"), fact("care", "保养", "Care"),
					fact("return", "退换", "Returns"), fact("member", "会员", "Membership"),
					{Code: "gossip", Label: surveys.Text{"zh": "闲聊", "en": "Small talk"}, Points: &none}}
			}
		}
	}
	return doc
}

// Three of four facts earn three of four points, ticked on the page without a script; what stands alone stands alone.
func TestSeveralOptionsOfOneCheck(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		live := d.Cast.Publish(t, d.A.One, "several", severalChecklist())
		e := &errand{desk: d, wave: d.AddWave(t, live, "several-w1", 20261031, 20261110)}
		e.plan(d.A.One.Locations[0])
		e.own()
		wantStatus(t, e.ask(e.as, "POST", e.path, "_nav=read&_lang=zh", "Content-Type", "application/x-www-form-urlencoded"), http.StatusSeeOther)
		wantIn(t, e.page("?s=c"), `type="checkbox" name="a.c3" value="price"`, `type="checkbox" name="a.c3" value="none"`, "以上都没有")
		photo := postedField{name: "p.c1", file: surveytest.JPEG(t, 90, 60, 1)}
		answers := surveytest.WorkedAnswers()
		answers["c3"] = surveys.Answer{Codes: []string{"price", "care", "none"}}
		r := e.press("submit", append(fieldsFor(answers, "2026-11-02"), photo)...)
		wantStatus(t, r, http.StatusUnprocessableEntity)
		wantIn(t, r.body, "不能与其他选项同时选择")
		answers["c3"] = surveys.Answer{Codes: []string{"price", "care", "return"}}
		fields := fieldsFor(answers, "2026-11-02")
		if page := e.page("?s=c"); !strings.Contains(page, `value="care" checked`) {
			t.Error("the draft forgot a tick")
		}
		wantStatus(t, e.press("submit", append(fields, photo)...), http.StatusSeeOther)
		view, err := d.FindVisit(t.Context(), d.Actor("alice"), e.id, func(string) surveys.Text { return nil })
		if err != nil {
			t.Fatal(err)
		}
		near := func(name string, got, want float64) {
			if got-want > 1e-9 || want-got > 1e-9 {
				t.Errorf("%s: %v, want %v", name, got, want)
			}
		}
		var item service.VisitItemView
		for _, s := range view.Sections {
			for _, it := range s.Items {
				if it.Code == "c3" {
					item = it
				}
			}
		}
		near("earned", item.Earned, 3)
		near("possible", item.Possible, 4)
		near("total", *view.Score, surveytest.WorkedScore)
		if len(item.Labels) != 3 || item.Labels[2].In("zh") != "退换" || item.Failed {
			t.Errorf("%+v", item)
		}
		for _, step := range []string{"claim", "approve", "publish"} {
			e.act(step, "")
		}
		for n := 1; n > 0; {
			if n, err = d.Derive(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		result, err := d.Checklist(t.Context(), d.Actor("alice"), service.ChecklistFilter{WaveID: e.wave.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range result.Items {
			if it.Code == "c3" && (it.Answers[0].Count != 1 || it.Answers[2].Count != 1 || it.Answers[3].Count != 0 || len(it.Answers) != 6) {
				t.Errorf("%+v", it.Answers)
			}
		}
	})
}
