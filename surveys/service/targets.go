package service

import (
	"context"
	"math"
	"slices"
	"strings"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// TargetInput sets what a measure should reach at a place in a wave, or takes it away.
type TargetInput struct {
	InstrumentID surveys.ID     `json:"instrument_id"`
	Measure      string         `json:"measure" maxLength:"60" doc:"nps, t2b, ces, index, visit, index:CODE or section:CODE"`
	UnitID       surveys.ID     `json:"unit_id,omitempty" doc:"Empty: the whole client"`
	LocationID   surveys.ID     `json:"location_id,omitempty"`
	WaveID       surveys.ID     `json:"wave_id,omitempty" doc:"Empty: every wave"`
	Value        *float64       `json:"value" doc:"In the unit of the measure; null removes the target"`
	Bands        []surveys.Band `json:"bands,omitempty" maxItems:"10"`
}

// ListTargets returns targets; of one instrument unless instrument is zero.
func (s *Service) ListTargets(ctx context.Context, a surveys.Actor, instrument surveys.ID, p surveys.Page) (surveys.List[surveys.Target], error) {
	scope, err := a.Scope(surveys.ResultRead)
	if err != nil {
		return surveys.List[surveys.Target]{}, err
	}
	return store.ListTargets(ctx, s.store.Read(), scope, instrument, p)
}

// maxTargets bounds one call.
const maxTargets = 500

// SetTargets sets or removes targets; all are checked first. Needs target.edit for the client, or for the unit.
func (s *Service) SetTargets(ctx context.Context, a surveys.Actor, in []TargetInput) ([]surveys.Target, error) {
	scope, err := a.Scope(surveys.TargetEdit)
	if err != nil {
		return nil, err
	}
	if len(in) > maxTargets {
		return nil, surveys.E(surveys.Invalid, "target.many", "max", maxTargets).At("targets")
	}
	out := []surveys.Target{}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		var p surveys.Problems
		rows := make([]surveys.Target, len(in))
		for i, t := range in {
			row, err := s.checkTarget(ctx, db, scope, t, &p, i)
			if err != nil {
				return err
			}
			rows[i] = row
		}
		if err := p.Err(); err != nil {
			return err
		}
		for i := range rows {
			if in[i].Value == nil {
				if err := store.DeleteTarget(ctx, db, rows[i]); err != nil {
					return err
				}
				continue
			}
			if err := store.UpsertTarget(ctx, db, &rows[i]); err != nil {
				return err
			}
			out = append(out, rows[i])
		}
		return s.audit(ctx, db, a, string(surveys.TargetEdit), "targets", surveys.ID{}, nil, in)
	})
	return out, err
}

func (s *Service) checkTarget(ctx context.Context, db store.DB, scope surveys.Scope, in TargetInput, p *surveys.Problems, i int) (surveys.Target, error) {
	row := surveys.Target{OrgID: scope.Org, ID: surveys.NewID(s.clock()), InstrumentID: in.InstrumentID, Measure: in.Measure, UnitID: in.UnitID,
		LocationID: in.LocationID, WaveID: in.WaveID, Bands: append([]surveys.Band{}, in.Bands...)}
	instrument, err := store.FindInstrument(ctx, db, scope, in.InstrumentID)
	if surveys.KindOf(err) == surveys.NotFound {
		p.Add(at("targets", i, "instrument_id"), "input.reference")
		return row, nil
	}
	if err != nil {
		return row, err
	}
	row.ClientID = instrument.ClientID
	if !measureKnown(in.Measure, instrument) {
		p.Add(at("targets", i, "measure"), "target.measure")
	}
	if in.Value != nil {
		row.Value = *in.Value
		if math.IsNaN(row.Value) || row.Value < -100 || row.Value > 100 {
			p.Add(at("targets", i, "value"), "answer.number_range", "min", -100, "max", 100)
		}
	}
	checkBands(row.Bands, p, i)
	return row, checkTargetPlace(ctx, db, scope, row, p, i)
}

// checkTargetPlace makes sure that the place belongs to the client and that the scope holds it.
func checkTargetPlace(ctx context.Context, db store.DB, scope surveys.Scope, row surveys.Target, p *surveys.Problems, i int) error {
	held := scope.Holds(row.ClientID)
	if !row.UnitID.IsZero() && !row.LocationID.IsZero() {
		p.Add(at("targets", i, "location_id"), "target.place") // which of the two would nobody know
		return nil
	}
	if !row.UnitID.IsZero() {
		u, err := store.FindUnit(ctx, db, scope, row.UnitID)
		switch {
		case surveys.KindOf(err) == surveys.NotFound, err == nil && u.ClientID != row.ClientID:
			p.Add(at("targets", i, "unit_id"), "input.reference")
			return nil
		case err != nil:
			return err
		}
		held = true
	}
	if !row.LocationID.IsZero() {
		l, err := store.FindLocation(ctx, db, scope, row.LocationID)
		switch {
		case surveys.KindOf(err) == surveys.NotFound, err == nil && l.ClientID != row.ClientID:
			p.Add(at("targets", i, "location_id"), "input.reference")
			return nil
		case err != nil:
			return err
		}
		held = true
	}
	if !row.WaveID.IsZero() {
		waves, err := store.WavesOfInstrument(ctx, db, scope, row.InstrumentID)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(waves, func(w surveys.Wave) bool { return w.ID == row.WaveID }) {
			p.Add(at("targets", i, "wave_id"), "input.reference")
		}
	}
	if !held {
		return surveys.E(surveys.Forbidden, "error.forbidden").At(at("targets", i, "unit_id"))
	}
	return nil
}

func checkBands(bands []surveys.Band, p *surveys.Problems, i int) {
	if len(bands) > 10 {
		p.Add(at("targets", i, "bands"), "document.bands", "max", 10)
		return
	}
	for j, b := range bands {
		p.CheckCode(at("targets", i, at("bands", j, "code")), b.Code)
		p.CheckName(at("targets", i, at("bands", j, "label")), b.Label, false)
		p.CheckOneOf(at("targets", i, at("bands", j, "tone")), b.Tone, "", "good", "watch", "bad")
		if j > 0 && b.Min <= bands[j-1].Min {
			p.Add(at("targets", i, at("bands", j, "min")), "document.band_order")
		}
	}
}

// measureKnown reports whether the instrument's kind has the measure and the code behind it, if any, is in the draft or
// was once; codes of older versions keep their series, so only the form of the code is asked for.
func measureKnown(measure string, in *surveys.Instrument) bool {
	name, code, coded := strings.Cut(measure, ":")
	if coded {
		var p surveys.Problems
		if p.CheckCode("", code); p.Len() > 0 {
			return false
		}
	}
	if in.Kind == surveys.Survey {
		return coded && name == "index" || !coded && slices.Contains([]string{"nps", "t2b", "ces", "index"}, name)
	}
	return in.Kind == surveys.Checklist && (coded && name == "section" || !coded && name == "visit")
}
