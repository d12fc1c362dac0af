package server

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/surveytest"
)

// world is one thing of each kind in A's client one: what the routes of the table are tried on.
type world struct {
	d                             *desk
	survey, scorecard             *surveytest.Live
	wave, surveyWave              *surveys.Wave
	channel, response, assessment surveys.ID
	visit, export, user, south    surveys.ID
	photo                         string
	current                       surveys.ID // line of the assessment
	n, beside                     int
}

func newWorld(d *desk) *world {
	d.t.Helper()
	ctx, alice := context.Background(), d.Actor("alice")
	one := d.A.One
	w := &world{d: d, user: d.User("eve").ID}
	w.survey = d.Cast.Publish(d.t, one, "world-survey", surveytest.SmallSurvey())
	w.scorecard = d.Cast.Publish(d.t, one, "world-card", surveytest.Library(d.t, "cmm-e"))
	checklist := d.Cast.Publish(d.t, one, "world-list", surveytest.WorkedChecklist())
	w.wave = d.AddWave(d.t, checklist, "world-w1", 20261031, 20261110)
	w.surveyWave = d.AddWave(d.t, w.survey, "world-s1", 20261101, 20261130)
	w.channel = d.AddChannel(d.t, w.survey, "world-poster", one.Locations[0]).ID
	receipt, err := d.SubmitAs(ctx, alice, w.survey.Instrument.ID, service.APISubmission{Lang: "zh", LocationCode: "n1", Answers: answersOf(9, 5)})
	w.check(err)
	w.response = receipt.ID
	a, err := d.CreateAssessment(ctx, alice, service.NewAssessment{InstrumentID: w.scorecard.Instrument.ID, Code: "world-a", Name: surveys.Text{"zh": "测评", "en": "Assessment"}})
	w.check(err)
	w.assessment, w.current = a.ID, a.Lines[0].ID
	w.visit, w.photo = w.newVisit()
	e, err := d.RequestExport(ctx, alice, surveys.ExportRequest{Report: surveys.ReportResponses, InstrumentID: w.survey.Instrument.ID, Lang: "zh"})
	w.check(err)
	w.export = e.ID
	for err := error(nil); ; {
		n := 0
		if n, err = d.Derive(ctx); err != nil || n == 0 {
			w.check(err)
			break
		}
	}
	w.check(d.DrainJobs(ctx))
	return w
}

func (w *world) check(err error) {
	w.d.t.Helper()
	if err != nil {
		w.d.t.Fatal(err)
	}
}

func answersOf(nps, csat float64) surveys.Answers {
	return surveys.Answers{"nps": {Number: &nps}, "csat": {Number: &csat}}
}

// newVisit plans a visit and stores a photo for it.
func (w *world) newVisit() (id surveys.ID, photo string) {
	w.d.t.Helper()
	p, err := w.d.PlanVisit(context.Background(), w.d.Actor("alice"), service.NewVisit{WaveID: w.wave.ID, LocationID: w.d.A.One.Locations[0].ID,
		AuditorID: w.d.User("alice").ID})
	w.check(err)
	token := p.Link[strings.LastIndexByte(p.Link, '/')+1:]
	e, err := w.d.StorePhoto(context.Background(), service.VisitLink(token), "", bytes.NewReader(surveytest.JPEG(w.d.t, 60, 40, 3)))
	w.check(err)
	return p.Visit.ID, e.SHA
}

// southVisit plans a visit in south, once.
func (w *world) southVisit() surveys.ID {
	w.d.t.Helper()
	if w.south.IsZero() {
		p, err := w.d.PlanVisit(context.Background(), w.d.Actor("alice"), service.NewVisit{WaveID: w.wave.ID, LocationID: w.d.A.One.Locations[3].ID})
		w.check(err)
		w.south = p.Visit.ID
	}
	return w.south
}

// code returns a fresh code.
func (w *world) code() string { w.n++; return fmt.Sprintf("world-%d", w.n) }

// newLine adds a competitor to the assessment.
func (w *world) newLine() surveys.ID {
	w.d.t.Helper()
	view, err := w.d.AddLine(context.Background(), w.d.Actor("alice"), w.assessment, service.NewLine{Kind: surveys.LineCompetitor, Name: surveys.Text{"zh": "对手", "en": "Rival"}})
	w.check(err)
	return view.Lines[len(view.Lines)-1].ID
}

func (w *world) newKey() surveys.ID {
	w.d.t.Helper()
	k, err := w.d.CreateKey(context.Background(), w.d.Actor("alice"), service.NewKey{Name: "test", Verbs: []surveys.Verb{surveys.PlaceRead}})
	w.check(err)
	return k.ID
}

// path fills the parameters of a route with ids of A's client one.
func (w *world) path(r route) string {
	w.d.t.Helper()
	one, id := w.d.A.One, surveys.ID{}
	switch rest := strings.TrimPrefix(r.path, apiPrefix); {
	case strings.HasPrefix(rest, "/units/"):
		id = one.North.ID
	case strings.HasPrefix(rest, "/brands/"):
		id = one.Rival.ID
	case strings.HasPrefix(rest, "/touchpoints/"):
		id = one.Touchpoints["browse"].ID
	case strings.HasPrefix(rest, "/programmes/"):
		id = w.survey.Programme.ID
	case strings.HasPrefix(rest, "/locations/"):
		id = one.Locations[0].ID
	case strings.HasPrefix(rest, "/instruments/"):
		id = w.survey.Instrument.ID
	case strings.HasPrefix(rest, "/channels/"), strings.HasPrefix(rest, "/app-sheets/channels/"):
		id = w.channel
	case strings.HasPrefix(rest, "/responses/"):
		id = w.response
	case strings.HasPrefix(rest, "/waves/"):
		id = w.wave.ID
	case strings.HasSuffix(rest, "/actions"), strings.HasPrefix(rest, "/a/visits/"):
		id, _ = w.newVisit() // the action ends it
	case strings.HasPrefix(rest, "/visits/"):
		id = w.visit
	case strings.HasPrefix(rest, "/assessments/"):
		id = w.assessment
	case strings.HasPrefix(rest, "/exports/"):
		id = w.export
	case strings.HasPrefix(rest, "/users/"):
		id = w.user
	case strings.HasPrefix(rest, "/keys/"):
		id = w.newKey()
	}
	fill := []string{"{id}", id.String(), ":id", id.String(), "{number}", "1", "{sha}", w.photo, ":code", "world-survey", ":token", "none", ":sha", w.photo, ":n", "1", "/*", "/x.txt"}
	if strings.Contains(r.path, "{line}") {
		fill = append(fill, "{line}", w.newLine().String())
	}
	return strings.NewReplacer(fill...).Replace(r.path)
}

// body returns what a write route takes, so that somebody who may gets a success; ok is false for a route nobody thought
// of.
func (w *world) body(r route) (body any, ok bool) {
	one := w.d.A.One
	type m = map[string]any
	both := func(zh, en string) m { return m{"zh": zh, "en": en} }
	bodies := map[string]func() any{
		"PATCH /me":         func() any { return m{"lang": "en"} },
		"POST /me/password": func() any { return m{"present": surveytest.Password, "next": surveytest.Password + "-2"} },
		"POST /units": func() any {
			return m{"client_id": one.ID, "parent_id": one.Head.ID, "code": w.code(), "name": both("新机构", "New")}
		},
		"POST /clients": func() any { return m{"code": w.code(), "name": both("新委托企业", "New client")} },
		"POST /brands": func() any {
			return m{"client_id": one.ID, "code": w.code(), "name": both("新品牌", "New"), "own": true}
		},
		"PATCH /brands/{id}":      func() any { return m{"name": both("竞品", "Rival"), "own": false} },
		"POST /touchpoints":       func() any { return m{"client_id": one.ID, "code": w.code(), "name": both("停车", "Parking")} },
		"PATCH /touchpoints/{id}": func() any { return m{"position": 9} },
		"PATCH /programmes/{id}":  func() any { return m{"name": both("年度调查", "Yearly survey")} },
		"PATCH /units/{id}":       func() any { return m{"position": 3} },
		"POST /locations": func() any {
			return m{"client_id": one.ID, "unit_id": one.North.ID, "brand_id": one.Own.ID, "code": w.code(), "name": both("新店", "New"), "kind": "shop"}
		},
		"PATCH /locations/{id}":                            func() any { return m{"city": both("苏州", "Suzhou")} },
		"POST /instruments":                                func() any { return m{"client_id": one.ID, "code": w.code(), "library_code": "after-visit"} },
		"PUT /instruments/{id}/draft":                      func() any { return m{"draft_rev": w.draftRev(), "document": w.nextDocument()} },
		"POST /instruments/{id}/publish":                   func() any { return m{} },
		"POST /instruments/{id}/close":                     nil,
		"POST /instruments/{id}/reopen":                    nil,
		"POST /instruments/{id}/versions/{number}/restore": nil,
		"POST /instruments/{id}/responses":                 func() any { return m{"lang": "zh", "location_code": "n1", "answers": answersOf(10, 4)} },
		"PATCH /responses/{id}":                            func() any { return m{"valid": false, "reason": "重复"} },
		"POST /instruments/{id}/channels": func() any {
			return m{"kind": "qr", "location_id": one.Locations[1].ID, "name": both("海报", "Poster")}
		},
		"PATCH /channels/{id}": func() any { return m{"open": false} },
		"POST /programmes": func() any {
			return m{"instrument_id": w.survey.Instrument.ID, "code": w.code(), "name": both("项目", "Programme")}
		},
		"POST /waves": func() any {
			return m{"programme_id": w.survey.Programme.ID, "code": w.code(), "name": both("第二期", "Second"), "from_day": 20270101 + w.n, "to_day": 20270101 + w.n}
		},
		"PATCH /waves/{id}": func() any { return m{"name": both("第一期", "First")} },
		"PUT /targets": func() any {
			return m{"targets": []any{m{"instrument_id": w.survey.Instrument.ID, "measure": "nps", "unit_id": one.North.ID, "value": 40}}}
		},
		"POST /visits":              func() any { return m{"wave_id": w.wave.ID, "location_id": one.Locations[1].ID} },
		"POST /visits/{id}/actions": func() any { return m{"action": "cancel", "reason": "门店装修"} },
		"POST /visits/{id}/link":    nil,
		"POST /assessments": func() any {
			return m{"instrument_id": w.scorecard.Instrument.ID, "code": w.code(), "name": both("测评", "Assessment")}
		},
		"PATCH /assessments/{id}": func() any { return m{"assessors": "王老师"} },
		"POST /assessments/{id}/lines": func() any {
			return m{"kind": "competitor", "name": both("对手", "Rival"), "brand_id": one.Rival.ID, "source": "公开资料", "source_day": 20261001}
		},
		"PATCH /assessments/{id}/lines/{line}":  func() any { return m{"source": "访谈"} },
		"DELETE /assessments/{id}/lines/{line}": nil,
		"PUT /assessments/{id}/ratings": func() any {
			return m{"ratings": []any{m{"line_id": w.current, "item": w.indicator(), "score": 3.5, "evidence": "制度文件"}}}
		},
		"POST /exports": func() any { return m{"report": "satisfaction", "instrument_id": w.survey.Instrument.ID, "lang": "zh"} },
		"POST /users": func() any {
			return m{"email": w.code() + "@example.com", "name": "新人", "lang": "zh", "grants": []any{m{"role": "viewer", "client_id": one.ID}}}
		},
		"PATCH /users/{id}":       func() any { return m{"name": "Eve"} },
		"POST /keys":              func() any { return m{"name": "系统", "verbs": []string{"place.read"}} },
		"DELETE /keys/{id}":       nil,
		"POST /a/visits/:id":      func() any { return formBody("_nav=read&_lang=zh") },
		"PUT /a/visits/:id/draft": func() any { return m{"sequence": 9, "lang": "zh", "answers": m{}} },
		"PUT /a/visits/:id/revisions/:n": func() any {
			return m{"lang": "zh", "visited_day": 20261102, "answers": surveytest.WorkedAnswers(w.photo)}
		},
		"PUT /a/visits/:id/photos/:sha": func() any { return fileBody(surveytest.JPEG(w.d.t, 60, 40, 3)) },
	}
	make, known := bodies[r.method+" "+strings.TrimPrefix(r.path, apiPrefix)]
	if make == nil {
		return nil, known
	}
	return make(), true
}

func (w *world) draftRev() int64 {
	v, err := w.d.FindInstrument(context.Background(), w.d.A.System(), w.survey.Instrument.ID)
	w.check(err)
	return v.DraftRev
}

// nextDocument is the survey with another word in it, so that it can be published again.
func (w *world) nextDocument() surveys.Document {
	doc := surveytest.SmallSurvey()
	doc.Thanks = surveys.Text{"zh": "谢谢 " + w.code(), "en": "Thank you"}
	return doc
}

func (w *world) indicator() string { return w.scorecard.Version.Document.Sections[0].Items[0].Code }

// formBody and fileBody are bodies that are no JSON.
type (
	formBody string
	fileBody string
)

// bodyOf writes what a route takes.
func bodyOf(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case formBody:
		return string(v)
	case fileBody:
		return string(v)
	}
	return jsonOf(v)
}

// mediaOf is the header of a body that is no JSON.
func mediaOf(v any) []string {
	switch v.(type) {
	case formBody:
		return []string{"Content-Type", "application/x-www-form-urlencoded"}
	case fileBody:
		return []string{"Content-Type", "image/jpeg"}
	}
	return nil
}

func jsonOf(v any) string {
	if v == nil {
		return ""
	}
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}
