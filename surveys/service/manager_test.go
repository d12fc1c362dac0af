package service_test

import (
	"context"
	"slices"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

func both(zh, en string) surveys.Text { return surveys.Text{"zh": zh, "en": en} }

// The manager of a client does the whole job there, and nothing elsewhere.
func TestManagerDoesTheWholeJob(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		s, _ := office(t, c)
		ctx, faye, two := context.Background(), c.Actor("faye"), c.A.Two
		brand, err := s.CreateBrand(ctx, faye, service.NewBrand{ClientID: two.ID, Code: "fresh", Name: both("鲜果", "Fresh"), Own: true})
		must(t, err)
		unit, err := s.CreateUnit(ctx, faye, service.NewUnit{ClientID: two.ID, Code: "west", Name: both("西区", "West")})
		must(t, err)
		_, err = s.CreateLocation(ctx, faye, service.NewLocation{ClientID: two.ID, UnitID: unit.ID, BrandID: brand.ID, Code: "w1", Name: both("一店", "One"), Kind: "shop"})
		must(t, err)
		_, err = s.CreateTouchpoint(ctx, faye, service.NewTouchpoint{ClientID: two.ID, Code: "parking", Name: both("停车", "Parking")})
		must(t, err)
		made, err := s.CreateInstrument(ctx, faye, service.NewInstrument{ClientID: two.ID, Code: "visit", Library: "after-visit"})
		must(t, err)
		_, err = s.Publish(ctx, faye, made.ID, service.PublishInput{})
		must(t, err)
		programme, err := s.CreateProgramme(ctx, faye, service.NewProgramme{InstrumentID: made.ID, Code: "csat", Name: both("满意度", "Satisfaction")})
		must(t, err)
		wave := service.NewWave{ProgrammeID: programme.ID, Code: "csat-1", Name: both("第一期", "First"), FromDay: 20261101, ToDay: 20261130, State: "open"}
		_, err = s.CreateWave(ctx, faye, wave)
		must(t, err)
		goal := 40.0
		_, err = s.SetTargets(ctx, faye, []service.TargetInput{{InstrumentID: made.ID, Measure: "nps", Value: &goal}})
		must(t, err)

		unitAndShop := []service.TargetInput{{InstrumentID: made.ID, Measure: "nps", UnitID: two.North.ID, LocationID: two.Locations[0].ID, Value: &goal}}
		wantKind(t, errorOf(s.SetTargets(ctx, faye, unitAndShop)), surveys.Invalid)
		other := c.AddWave(t, c.Publish(t, two, "other", surveytest.SmallSurvey()), "other-1", 20261101, 20261130)
		foreign := []service.TargetInput{{InstrumentID: made.ID, Measure: "nps", WaveID: other.ID, Value: &goal}}
		wantKind(t, errorOf(s.SetTargets(ctx, faye, foreign)), surveys.Invalid)

		closed, reopened := "closed", "active"
		_, err = s.UpdateProgramme(ctx, faye, programme.ID, service.ProgrammePatch{State: &closed})
		must(t, err)
		wave.Code, wave.FromDay, wave.ToDay = "csat-2", 20261201, 20261231
		wantKind(t, errorOf(s.CreateWave(ctx, faye, wave)), surveys.Conflict)
		p, err := s.UpdateProgramme(ctx, faye, programme.ID, service.ProgrammePatch{State: &reopened})
		if err != nil || p.State != "active" {
			t.Errorf("reopened: %+v %v", p, err)
		}
		_, err = s.CreateWave(ctx, faye, wave)
		must(t, err)

		in := service.NewInstrument{ClientID: c.A.One.ID, Code: "other", Library: "after-visit"}
		wantKind(t, errorOf(s.CreateInstrument(ctx, faye, in)), surveys.Invalid) // out of her sight
		wantKind(t, errorOf(s.CreateClient(ctx, faye, service.NewClient{Code: "three", Name: both("三", "Three")})), surveys.Forbidden)
		wantKind(t, errorOf(s.UpdateBrand(ctx, faye, c.A.One.Own.ID, service.BrandPatch{})), surveys.NotFound)
		wantKind(t, errorOf(s.UpdateTouchpoint(ctx, faye, c.A.One.Touchpoints["browse"].ID, service.TouchpointPatch{})), surveys.NotFound)
	})
}

// Bob is the manager of some units: what belongs to the whole client is refused clearly and leaves nothing behind.
func TestManagerOfUnitsStaysThere(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		s, _ := office(t, c)
		ctx, bob, one := context.Background(), c.Actor("bob"), c.A.One
		live := c.Publish(t, one, "shared", surveytest.SmallSurvey())
		draft := surveytest.SmallSurvey()
		draft.Thanks = both("谢谢", "Thanks")
		name := both("改名", "Renamed")
		goal := 50.0
		for what, err := range map[string]error{
			"instrument": errorOf(s.CreateInstrument(ctx, bob, service.NewInstrument{ClientID: one.ID, Code: "mine", Library: "after-visit"})),
			"draft":      errorOf(s.SaveInstrument(ctx, bob, live.Instrument.ID, 1, draft)),
			"publish":    errorOf(s.Publish(ctx, bob, live.Instrument.ID, service.PublishInput{})),
			"close":      errorOf(s.CloseInstrument(ctx, bob, live.Instrument.ID)),
			"link":       errorOf(s.CreateChannel(ctx, bob, live.Instrument.ID, service.NewChannel{Kind: "open"})),
			"programme":  errorOf(s.CreateProgramme(ctx, bob, service.NewProgramme{InstrumentID: live.Instrument.ID, Code: "mine", Name: name})),
			"rename":     errorOf(s.UpdateProgramme(ctx, bob, live.Programme.ID, service.ProgrammePatch{Name: &name})),
			"wave":       errorOf(s.CreateWave(ctx, bob, service.NewWave{ProgrammeID: live.Programme.ID, Code: "mine", Name: name, FromDay: 20261101, ToDay: 20261102})),
			"brand":      errorOf(s.CreateBrand(ctx, bob, service.NewBrand{ClientID: one.ID, Code: "mine", Name: name})),
			"rebrand":    errorOf(s.UpdateBrand(ctx, bob, one.Own.ID, service.BrandPatch{Name: &name})),
			"touchpoint": errorOf(s.CreateTouchpoint(ctx, bob, service.NewTouchpoint{ClientID: one.ID, Code: "mine", Name: name})),
			"journey":    errorOf(s.UpdateTouchpoint(ctx, bob, one.Touchpoints["browse"].ID, service.TouchpointPatch{Name: &name})),
			"root":       errorOf(s.CreateUnit(ctx, bob, service.NewUnit{ClientID: one.ID, Code: "mine", Name: name})),
			"target":     errorOf(s.SetTargets(ctx, bob, []service.TargetInput{{InstrumentID: live.Instrument.ID, Measure: "nps", Value: &goal}})),
		} {
			if surveys.KindOf(err) != surveys.Forbidden {
				t.Errorf("%s: %v", what, err)
			}
		}
		_, err := s.CreateUnit(ctx, bob, service.NewUnit{ClientID: one.ID, ParentID: one.North.ID, Code: "mine", Name: name})
		must(t, err)
		_, err = s.SetTargets(ctx, bob, []service.TargetInput{{InstrumentID: live.Instrument.ID, Measure: "nps", UnitID: one.North.ID, Value: &goal}})
		must(t, err)
		me, err := s.Me(ctx, bob)
		if err != nil || !slices.Contains(me.Verbs, surveys.InstrumentEdit) || len(me.ClientVerbs) > 0 {
			t.Errorf("bob holds %v, of whole clients %v: %v", me.Verbs, me.ClientVerbs, err)
		}
		me, err = s.Me(ctx, c.Actor("faye"))
		if err != nil || !slices.Equal(me.Verbs, me.ClientVerbs) {
			t.Errorf("faye holds %v, of whole clients %v: %v", me.Verbs, me.ClientVerbs, err)
		}
	})
}

// A brand's name and side can be corrected, each change is in the audit log, and a code is used once.
func TestBrandsAndTouchpointsChange(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		s, _ := office(t, c)
		ctx, alice, one := context.Background(), c.Actor("alice"), c.A.One
		name, own, place := both("新名", "New name"), true, 7
		b, err := s.UpdateBrand(ctx, alice, one.Rival.ID, service.BrandPatch{Name: &name, Own: &own})
		if err != nil || !b.Own || b.Name["en"] != "New name" || b.Code != "rival" {
			t.Errorf("brand %+v: %v", b, err)
		}
		p, err := s.UpdateTouchpoint(ctx, alice, one.Touchpoints["browse"].ID, service.TouchpointPatch{Position: &place})
		if err != nil || p.Position != 7 || p.Name.Empty() {
			t.Errorf("touchpoint %+v: %v", p, err)
		}
		audits, err := s.ListAudits(ctx, alice, surveys.Page{Limit: 10})
		if err != nil || len(audits.Items) != 2 || audits.Items[0].Object != "touchpoints" || audits.Items[1].Object != "brands" ||
			audits.Items[1].Before == audits.Items[1].After || audits.Items[1].ActorID != alice.UserID {
			t.Errorf("audit rows %+v: %v", audits.Items, err)
		}
		wantKind(t, errorOf(s.CreateBrand(ctx, alice, service.NewBrand{ClientID: one.ID, Code: "own", Name: name})), surveys.Conflict)
		wantKind(t, errorOf(s.CreateBrand(ctx, alice, service.NewBrand{ClientID: one.ID, Code: "Not a code", Name: name})), surveys.Invalid)
		wantKind(t, errorOf(s.CreateTouchpoint(ctx, alice, service.NewTouchpoint{ClientID: one.ID, Code: "browse", Name: name})), surveys.Conflict)
		empty := surveys.Text{}
		wantKind(t, errorOf(s.UpdateBrand(ctx, alice, one.Own.ID, service.BrandPatch{Name: &empty})), surveys.Invalid)
		client, err := s.CreateClient(ctx, alice, service.NewClient{Code: "three", Name: both("三", "Three")})
		must(t, err)
		points, err := s.ListTouchpoints(ctx, alice, service.PlaceFilter{ClientID: client.ID}, surveys.Page{})
		if err != nil || len(points.Items) == 0 {
			t.Errorf("a new client has touchpoints %v: %v", points.Items, err)
		}
	})
}

// Workbooks that print more than figures are refused when they are asked for, not by a job that ends dead.
func TestExportsAreRefusedAtOnce(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		s, _ := office(t, c)
		ctx, alice := context.Background(), c.Actor("alice")
		live := c.Publish(t, c.A.One, "figures", surveytest.SmallSurvey())
		card := c.Publish(t, c.A.One, "card", surveytest.Library(t, "cmm-e"))
		a, err := s.CreateAssessment(ctx, alice, service.NewAssessment{InstrumentID: card.Instrument.ID, Code: "a", Name: both("测评", "Assessment")})
		must(t, err)
		answers := surveys.ExportRequest{Report: surveys.ReportResponses, InstrumentID: live.Instrument.ID, Lang: "zh"}
		benchmark := surveys.ExportRequest{Report: surveys.ReportBenchmark, AssessmentID: a.ID, Lang: "zh"}
		wantKind(t, errorOf(s.RequestExport(ctx, c.Actor("chen"), answers)), surveys.Forbidden)
		wantKind(t, errorOf(s.RequestExport(ctx, c.Actor("chen"), benchmark)), surveys.Forbidden)
		wantKind(t, errorOf(s.RequestExport(ctx, c.Actor("gao"), answers)), surveys.Forbidden)
		_, err = s.RequestExport(ctx, c.Actor("gao"), benchmark)
		must(t, err)

		// A key with result.export alone is refused too, and a narrower response.read decides what can be named.
		key := alice
		key.Verbs = []surveys.Verb{surveys.ResultExport}
		wantKind(t, errorOf(s.RequestExport(ctx, key, answers)), surveys.Forbidden)
		elsewhere := alice
		elsewhere.Granted = []surveys.ActorGrant{{Verbs: []surveys.Verb{surveys.ResultExport}},
			{Verbs: []surveys.Verb{surveys.ResponseRead}, ClientID: c.A.Two.ID}}
		wantKind(t, errorOf(s.RequestExport(ctx, elsewhere, answers)), surveys.Invalid)
		jobs, err := s.ListExports(ctx, c.Actor("chen"), surveys.Page{})
		if err != nil || len(jobs.Items) != 0 {
			t.Errorf("a refusal left jobs %+v: %v", jobs.Items, err)
		}
	})
}

// Managers of the client judge responses; those of some of its units, and integrators, do not.
func TestWhoMayJudgeResponses(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		ctx := context.Background()
		poster := d.AddChannel(t, d.live, "poster", d.A.One.Locations[0])
		in := d.submission(9)
		in.Code = poster.Code
		_, err := d.Submit(ctx, in)
		must(t, err)
		_, err = d.SetValidity(ctx, d.Actor("bob"), in.ID, false, "重复")
		wantKind(t, err, surveys.Forbidden)
		_, err = d.SetValidity(ctx, d.Actor("faye"), in.ID, false, "重复")
		wantKind(t, err, surveys.NotFound)
		_, err = d.SetValidity(ctx, d.Actor("chen"), in.ID, false, "重复")
		wantKind(t, err, surveys.Forbidden)
		manager := d.Actor("bob")
		manager.Granted = []surveys.ActorGrant{{Verbs: d.A.Roles["manager"].Verbs, ClientID: d.A.One.ID}}
		r, err := d.SetValidity(ctx, manager, in.ID, false, "重复")
		if err != nil || r.Valid || r.InvalidReason != "重复" {
			t.Errorf("judged %+v: %v", r, err)
		}
		audits, err := d.ListAudits(ctx, d.Actor("alice"), surveys.Page{Limit: 1})
		if err != nil || len(audits.Items) != 1 || audits.Items[0].Verb != "response.judge" || audits.Items[0].ObjectID != in.ID {
			t.Errorf("audit rows %+v: %v", audits.Items, err)
		}
	})
}

// The list of surveys says how many responses each has: those the actor may see results of, as the results say too.
func TestListedSurveysHaveCounts(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newCounted(t, st)
		ctx := context.Background()
		empty := d.Cast.Publish(t, d.A.One, "empty", surveytest.SmallSurvey())
		list := d.Cast.Publish(t, d.A.One, "list", surveytest.WorkedChecklist())
		count := func(who string, id surveys.ID) (*int64, int) {
			t.Helper()
			rows, err := d.ListInstruments(ctx, d.Actor(who), service.InstrumentFilter{}, surveys.Page{})
			must(t, err)
			i := slices.IndexFunc(rows.Items, func(r service.InstrumentRow) bool { return r.ID == id })
			if i < 0 {
				t.Fatalf("%s does not see the instrument", who)
			}
			return rows.Items[i].Responses, rows.Items[i].LastDay
		}
		if n, day := count("alice", d.live.Instrument.ID); n == nil || *n != 140 || day != 20261109 {
			t.Errorf("alice: %v until %d", n, day)
		}
		if n, day := count("bob", d.live.Instrument.ID); n == nil || *n != 90 || day != 20261104 { // n1 alone
			t.Errorf("bob: %v until %d", n, day)
		}
		if n, day := count("alice", empty.Instrument.ID); n == nil || *n != 0 || day != 0 {
			t.Errorf("a survey without answers: %v until %d", n, day)
		}
		if n, _ := count("alice", list.Instrument.ID); n != nil {
			t.Errorf("a checklist: %v", *n)
		}
		reader := d.Actor("alice")
		reader.Verbs = []surveys.Verb{surveys.InstrumentRead}
		rows, err := d.ListInstruments(ctx, reader, service.InstrumentFilter{}, surveys.Page{})
		if err != nil || rows.Items[0].Responses != nil || rows.Items[len(rows.Items)-1].Responses != nil {
			t.Errorf("without result.read: %+v %v", rows.Items, err)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
