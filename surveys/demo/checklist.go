package demo

import (
	"bytes"
	"context"
	"strings"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

// makeChecklist publishes the checklist and fills its waves: three that are published, and the one under way.
func (d *builder) makeChecklist(ctx context.Context) (err error) {
	d.clock.set(d.cal.at(-105, nine))
	if d.checklist, err = d.makeInstrument(ctx, checklistCode, "retail-checklist", surveys.Identified); err != nil {
		return err
	}
	if err := d.makeWaves(ctx, checklistCode, surveys.Text{"zh": "门店神秘顾客检测", "en": "Mystery shopping"},
		d.checklist.Version.InstrumentID, visitWaves); err != nil {
		return err
	}
	for wave := range publishedWaves {
		for i, s := range d.world.Locations {
			if err := d.publishVisit(ctx, s, wave, i); err != nil {
				return err
			}
		}
		d.clock.set(d.cal.at(visitWaves[wave].to+8, nine))
		if err := d.closeWave(ctx, waveCode(checklistCode, wave)); err != nil {
			return err
		}
	}
	return d.currentVisits(ctx)
}

// as returns the actor of the demo's user with a built-in role.
func (d *builder) as(role string) surveys.Actor {
	for _, r := range surveys.BuiltInRoles {
		if r.Code == role {
			return surveys.Actor{OrgID: d.system.OrgID, UserID: d.users[role], Lang: "zh", Granted: []surveys.ActorGrant{{Verbs: r.Verbs}}}
		}
	}
	panic("demo: no role " + role)
}

// visit is one visit on its way.
type visit struct {
	*service.PlannedVisit
	token string
	shop  shop
	wave  int
	day   int // days from today
	time  time.Duration
}

// plan assigns a visit to the demo's auditor before the wave begins.
func (d *builder) plan(ctx context.Context, s shop, wave, day int) (*visit, error) {
	d.clock.set(d.cal.at(visitWaves[wave].from-2, nine))
	planned, err := d.service.PlanVisit(ctx, d.as("reviewer"), service.NewVisit{WaveID: d.waves[waveCode(checklistCode, wave)].ID,
		LocationID: s.row.ID, AuditorID: d.users["auditor"]})
	if err != nil {
		return nil, err
	}
	d.made.Visits++
	return &visit{PlannedVisit: planned, token: planned.Link[strings.LastIndexByte(planned.Link, '/')+1:], shop: s, wave: wave, day: day,
		time: 11*time.Hour + time.Duration(d.made.Visits%8)*time.Hour}, nil
}

// publishVisit takes a visit all the way.
func (d *builder) publishVisit(ctx context.Context, s shop, wave, i int) error {
	p := visitWaves[wave]
	v, err := d.plan(ctx, s, wave, p.from+1+i*(p.to-p.from-1)/len(d.world.Locations))
	if err != nil {
		return err
	}
	if err := d.submit(ctx, v); err != nil {
		return err
	}
	reviewer := d.as("reviewer")
	for _, step := range []struct {
		at  time.Time
		act surveys.VisitAction
	}{
		{d.cal.at(v.day+1, nine), surveys.ActClaim},
		{d.cal.at(v.day+1, nine+25*time.Minute), surveys.ActApprove},
		{d.cal.at(p.to+5, nine), surveys.ActPublish},
	} {
		d.clock.set(step.at)
		if err := d.service.ActOnVisit(ctx, reviewer, v.Visit.ID, service.VisitAct{Action: step.act}); err != nil {
			return err
		}
	}
	return nil
}

// submit fills in a visit's report, with its photos, and sends it.
func (d *builder) submit(ctx context.Context, v *visit) error {
	report := newAuditor(v.shop, v.wave).fill(d.checklist.Version.Document)
	d.clock.set(d.cal.at(v.day, v.time))
	for _, shot := range report.shots {
		evidence, err := d.service.StorePhoto(ctx, service.VisitLink(v.token), "", bytes.NewReader(shot.jpeg))
		if err != nil {
			return err
		}
		a := report.answers[shot.item]
		a.Photos = append(a.Photos, evidence.SHA)
		report.answers[shot.item] = a
	}
	d.clock.set(d.cal.at(v.day, v.time+95*time.Minute))
	_, err := d.service.SubmitVisit(ctx, service.VisitLink(v.token), service.VisitReport{Revision: 1, Lang: "zh", VisitedDay: d.cal.day(v.day),
		Answers: report.answers, Source: surveys.SourcePage})
	return err
}

// currentVisits leaves something to do for everybody: visits that wait for the auditor, one begun, one report that waits
// for review, one that was returned.
func (d *builder) currentVisits(ctx context.Context) error {
	wave := publishedWaves
	own := d.world.own()
	for i, fate := range []string{"waiting", "waiting", "begun", "submitted", "returned"} {
		v, err := d.plan(ctx, own[2*i], wave, -3+i/2)
		if err != nil {
			return err
		}
		switch fate {
		case "waiting":
			d.made.VisitLink = v.Link
		case "begun":
			err = d.begin(ctx, v)
		case "submitted":
			err = d.submit(ctx, v)
		case "returned":
			err = d.returned(ctx, v)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// begin takes the photo of the front, as the auditor does first.
func (d *builder) begin(ctx context.Context, v *visit) error {
	d.clock.set(d.cal.at(-1, v.time))
	_, err := d.service.StorePhoto(ctx, service.VisitLink(v.token), "", bytes.NewReader(photograph(stream("begin"), front)))
	return err
}

func (d *builder) returned(ctx context.Context, v *visit) error {
	if err := d.submit(ctx, v); err != nil {
		return err
	}
	d.clock.set(d.cal.at(-1, 17*time.Hour))
	reviewer := d.as("reviewer")
	if err := d.service.ActOnVisit(ctx, reviewer, v.Visit.ID, service.VisitAct{Action: surveys.ActClaim}); err != nil {
		return err
	}
	return d.service.ActOnVisit(ctx, reviewer, v.Visit.ID, service.VisitAct{Action: surveys.ActReturn, Reason: notes.Returned,
		Until: d.cal.day(visitWaves[v.wave].to)})
}
