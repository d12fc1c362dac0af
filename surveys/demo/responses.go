package demo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math/rand/v2"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/logic"
	"touchstone/surveys/store"
)

const (
	openPerWave = 60    // responses per wave through the open link, which names no shop
	hasteShare  = 0.006 // share of responses given too fast to be meant
	insertBatch = 1000
)

// makeResponses writes what customers answered, in bulk.
func (d *builder) makeResponses(ctx context.Context) error {
	var all []*surveys.Response
	for wave := range surveyWaves {
		for _, s := range d.world.own() {
			list, err := d.answersAt(s, wave, s.Share)
			if err != nil {
				return err
			}
			all = append(all, list...)
		}
		list, err := d.answersAt(shop{named: named{Code: ""}, Base: 0.05, Drift: []float64{0, 0, 0}, English: 0.15}, wave, openPerWave)
		if err != nil {
			return err
		}
		all = append(all, list...)
	}
	for from := 0; from < len(all); from += insertBatch {
		batch := all[from:min(from+insertBatch, len(all))]
		err := d.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
			_, err := store.InsertResponses(ctx, db, batch, true)
			return err
		})
		if err != nil {
			return err
		}
	}
	d.made.Responses = len(all)
	for i := range len(surveyWaves) - 1 {
		d.clock.set(d.cal.at(surveyWaves[i].to+2, nine))
		if err := d.closeWave(ctx, waveCode(surveyCode, i)); err != nil {
			return err
		}
	}
	return nil
}

// answersAt makes the responses of one shop in one wave; those of the shop without a code come through the open link.
func (d *builder) answersAt(s shop, wave, count int) ([]*surveys.Response, error) {
	r := stream("responses " + s.Code + waveCode(surveyCode, wave))
	list := make([]*surveys.Response, 0, count)
	for range count {
		p := answered(surveyWaves[wave])
		began := d.cal.at(p.from+r.IntN(p.to-p.from+1), openingTime(r))
		if !weekend(began) && chance(r, 0.4) { // a second draw: weekends are busier
			began = d.cal.at(p.from+r.IntN(p.to-p.from+1), openingTime(r))
		}
		row, err := d.response(r, s, wave, began)
		if err != nil {
			return nil, err
		}
		list = append(list, row)
	}
	return list, nil
}

func (d *builder) response(r *rand.Rand, s shop, wave int, began time.Time) (*surveys.Response, error) {
	c := newCustomer(r, s, wave, weekend(began))
	took := time.Duration(55+r.ExpFloat64()*70) * time.Second
	channel := d.survey.Channel
	if s.row != nil {
		channel = &d.posters[s.Code].Channel
	}
	v := d.survey.Version
	day := began.UTC().Truncate(24 * time.Hour) // anonymous: no row tells the hour
	row := &surveys.Response{OrgID: d.system.OrgID, ID: dayID(r, began), Revision: 1, Kind: surveys.Survey, InstrumentID: v.InstrumentID,
		VersionID: v.ID, WaveID: d.waves[waveCode(surveyCode, wave)].ID, ChannelID: channel.ID, LocationID: channel.LocationID,
		TouchpointID: channel.TouchpointID, Lang: c.lang, Mode: surveys.Anonymous, Source: surveys.SourcePage, State: surveys.Completed,
		Valid: true, Notice: v.Notice, StartedAt: day, ReceivedAt: day, LocalDay: dayOf(began)}
	if chance(r, hasteShare) {
		took = time.Duration(6+r.IntN(12)) * time.Second
		row.Valid, row.InvalidReason = false, "作答时间不足 20 秒"
	}
	row.DurationMS = took.Milliseconds()
	var err error
	if row.Answers, err = logic.Validate(v.Document, c.answers(), logic.Submit); err != nil {
		return nil, err
	}
	sent, err := json.Marshal(row.Answers)
	sum := sha256.Sum256(sent)
	row.BodyHash = hex.EncodeToString(sum[:])
	return row, err
}

// openingTime is a time of day between ten and ten, mostly after lunch and after work.
func openingTime(r *rand.Rand) time.Duration {
	peak := []float64{13.5, 16, 19.5}[weighted(r, 3, 3, 4)]
	hour := min(max(peak+1.6*r.NormFloat64(), 10), 21.8)
	return time.Duration(hour * float64(time.Hour)).Truncate(time.Second)
}

func weekend(t time.Time) bool { return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday }
