package demo

import (
	"context"
	"fmt"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
)

// Codes of the demo's instruments, which are also those of their links.
const (
	surveyCode     = "demo-csat"
	housingCode    = "housing"
	checklistCode  = "demo-shop"
	assessmentCode = "demo-cmm-e"
)

// makeInstrument publishes an instrument of the library under a code.
func (d *builder) makeInstrument(ctx context.Context, code, library string, mode surveys.Mode) (*service.Published, error) {
	row, err := d.service.CreateInstrument(ctx, d.system, service.NewInstrument{ClientID: d.client.ID, Code: code, Library: library, Mode: mode})
	if err != nil {
		return nil, err
	}
	return d.service.Publish(ctx, d.system, row.ID, service.PublishInput{ChannelCode: code})
}

// makeWaves begins a programme of an instrument and opens its waves; the last one of the survey and of the visits is under
// way.
func (d *builder) makeWaves(ctx context.Context, code string, name surveys.Text, instrument surveys.ID, periods []period) error {
	programme, err := d.service.CreateProgramme(ctx, d.system, service.NewProgramme{InstrumentID: instrument, Code: code, Name: name})
	if err != nil {
		return err
	}
	for i, p := range periods {
		w, err := d.service.CreateWave(ctx, d.system, service.NewWave{ProgrammeID: programme.ID, Code: waveCode(code, i), State: "open",
			Name:    surveys.Text{"zh": fmt.Sprintf("第 %d 期", i+1), "en": fmt.Sprintf("Wave %d", i+1)},
			FromDay: d.cal.day(p.from), ToDay: d.cal.day(p.to)})
		if err != nil {
			return err
		}
		d.waves[w.Code] = w
	}
	return nil
}

func waveCode(programme string, i int) string { return fmt.Sprintf("%s-w%d", programme, i+1) }

// closeWave ends a wave and publishes its figures.
func (d *builder) closeWave(ctx context.Context, code string) error {
	for _, state := range []string{"closed", "published"} {
		if _, err := d.service.UpdateWave(ctx, d.system, d.waves[code].ID, service.WavePatch{State: &state}); err != nil {
			return err
		}
	}
	return nil
}

// makeSurvey publishes the survey with its open link, its waves, and a poster with a QR code for every own shop.
func (d *builder) makeSurvey(ctx context.Context) error {
	d.clock.set(d.cal.at(-100, nine))
	published, err := d.makeInstrument(ctx, surveyCode, "after-visit", surveys.Anonymous)
	if err != nil {
		return err
	}
	d.survey = published
	if err := d.makeWaves(ctx, surveyCode, surveys.Text{"zh": "到店满意度", "en": "After-visit satisfaction"},
		published.Version.InstrumentID, surveyWaves); err != nil {
		return err
	}
	checkout, err := d.touchpoint(ctx, "checkout")
	if err != nil {
		return err
	}
	d.posters = map[string]*service.ChannelView{}
	for _, s := range d.world.own() {
		name := surveys.Text{"zh": s.Name["zh"] + "收银台", "en": s.Name["en"] + " till"}
		d.posters[s.Code], err = d.service.CreateChannelWithCode(ctx, d.system, published.Version.InstrumentID, service.NewChannel{Kind: "qr",
			Name: name, LocationID: s.row.ID, TouchpointID: checkout}, "demo-"+s.Code)
		if err != nil {
			return err
		}
	}
	return nil
}

func (d *builder) touchpoint(ctx context.Context, code string) (surveys.ID, error) {
	list, err := d.service.ListTouchpoints(ctx, d.system, store.PlaceFilter{ClientID: d.client.ID}, surveys.Page{Limit: surveys.MaxPage})
	for _, t := range list.Items {
		if t.Code == code {
			return t.ID, err
		}
	}
	return surveys.ID{}, err
}

// makeHousing publishes the survey that waits for an import.
func (d *builder) makeHousing(ctx context.Context) error {
	_, err := d.makeInstrument(ctx, housingCode, "housing", surveys.Anonymous)
	return err
}

// makeTargets says what the measures should reach.
func (d *builder) makeTargets(ctx context.Context) error {
	d.clock.set(d.cal.at(-1, nine))
	var in []service.TargetInput
	for _, t := range d.world.Targets {
		instrument, code := d.survey.Version.InstrumentID, surveyCode
		if t.Measure == "visit" {
			instrument, code = d.checklist.Version.InstrumentID, checklistCode
		}
		row := service.TargetInput{InstrumentID: instrument, Measure: t.Measure, UnitID: d.units[t.Unit], Value: &t.Value}
		if t.Wave > 0 {
			row.WaveID = d.waves[waveCode(code, t.Wave-1)].ID
		}
		in = append(in, row)
	}
	_, err := d.service.SetTargets(ctx, d.system, in)
	return err
}
