package service

import (
	"context"
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// NewWave is a period to be added behind the last of its programme.
type NewWave struct {
	ProgrammeID surveys.ID   `json:"programme_id"`
	Code        string       `json:"code" maxLength:"40" doc:"Unique in the organisation"`
	Name        surveys.Text `json:"name"`
	FromDay     int          `json:"from_day" doc:"First day, yyyymmdd"`
	ToDay       int          `json:"to_day" doc:"Last day, yyyymmdd"`
	State       string       `json:"state,omitempty" enum:"planned,open" doc:"Empty: planned"`
}

// WavePatch changes a wave; nil fields stay.
type WavePatch struct {
	Name    *surveys.Text `json:"name,omitempty"`
	FromDay *int          `json:"from_day,omitempty"`
	ToDay   *int          `json:"to_day,omitempty"`
	State   *string       `json:"state,omitempty" enum:"planned,open,closing,closed,published"`
}

// waveMoves says which state may follow which. Published figures can be taken back, answers not.
var waveMoves = map[string][]string{
	"planned":   {"open"},
	"open":      {"planned", "closing", "closed"},
	"closing":   {"open", "closed"},
	"closed":    {"open", "published"},
	"published": {"closed"},
}

// ListWaves returns waves; of one programme unless programme is zero.
func (s *Service) ListWaves(ctx context.Context, a surveys.Actor, programme surveys.ID, p surveys.Page) (surveys.List[surveys.Wave], error) {
	scope, err := a.Scope(surveys.InstrumentRead)
	if err != nil {
		return surveys.List[surveys.Wave]{}, err
	}
	return store.ListWaves(ctx, s.store.Read(), scope, programme, p)
}

// CreateWave adds a wave behind the others of a programme that goes on. Days of waves that use one survey do not overlap, because a response without
// a named wave belongs to the one that holds its day. Needs instrument.edit for the client.
func (s *Service) CreateWave(ctx context.Context, a surveys.Actor, in NewWave) (*surveys.Wave, error) {
	scope, err := a.Scope(surveys.InstrumentEdit)
	if err != nil {
		return nil, err
	}
	if in.State == "" {
		in.State = "planned"
	}
	w := &surveys.Wave{OrgID: a.OrgID, ID: surveys.NewID(s.clock()), ProgrammeID: in.ProgrammeID, Code: in.Code, Name: in.Name,
		FromDay: in.FromDay, ToDay: in.ToDay, State: in.State}
	if err := checkWave(w); err != nil {
		return nil, err
	}
	defer s.forgetEntries()
	return w, s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		programme, err := lockProgramme(ctx, db, scope, w.ProgrammeID)
		if err != nil {
			return reference(err, "programme_id")
		}
		if programme.State != "active" {
			return surveys.E(surveys.Conflict, "programme.closed").At("programme_id")
		}
		if err := checkWaveDays(ctx, db, scope, programme, w); err != nil {
			return err
		}
		others, err := store.WavesOfProgramme(ctx, db, scope, w.ProgrammeID)
		if err != nil {
			return err
		}
		for _, o := range others {
			w.Position = max(w.Position, o.Position+1)
		}
		if err := store.InsertWave(ctx, db, w); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.InstrumentEdit), "waves", w.ID, nil, w)
	})
}

func checkWave(w *surveys.Wave) error {
	var p surveys.Problems
	p.CheckCode("code", w.Code)
	p.CheckName("name", w.Name, true)
	p.CheckDay("from_day", w.FromDay, true)
	p.CheckDay("to_day", w.ToDay, true)
	if w.FromDay > w.ToDay {
		p.Add("to_day", "wave.days")
	}
	if _, known := waveMoves[w.State]; !known {
		p.CheckOneOf("state", w.State, "planned", "open", "closing", "closed", "published")
	}
	return p.Err()
}

// lockProgramme locks a programme of a client that the scope holds whole: whoever closes it or adds a wave to it waits.
// Forbidden when it may only be read.
func lockProgramme(ctx context.Context, db store.DB, scope surveys.Scope, id surveys.ID) (*surveys.Programme, error) {
	programme, err := store.LockProgramme(ctx, db, scope, id)
	if err == nil && !scope.Holds(programme.ClientID) {
		return nil, surveys.E(surveys.Forbidden, "error.forbidden")
	}
	return programme, err
}

// checkWaveDays makes sure that the wave overlaps no other of its survey.
func checkWaveDays(ctx context.Context, db store.DB, scope surveys.Scope, programme *surveys.Programme, w *surveys.Wave) error {
	if programme.Kind != surveys.Survey {
		return nil
	}
	// The lock makes two waves that are added at once follow one another.
	if _, err := store.LockInstrument(ctx, db, scope, programme.InstrumentID); err != nil {
		return err
	}
	others, err := store.WavesOfInstrument(ctx, db, scope, programme.InstrumentID)
	for _, o := range others {
		if o.ID != w.ID && w.FromDay <= o.ToDay && o.FromDay <= w.ToDay {
			return surveys.E(surveys.Conflict, "wave.overlap", "Code", o.Code).At("from_day")
		}
	}
	return err
}

// UpdateWave changes a wave. Needs instrument.edit for the client.
func (s *Service) UpdateWave(ctx context.Context, a surveys.Actor, id surveys.ID, in WavePatch) (w *surveys.Wave, err error) {
	scope, err := a.Scope(surveys.InstrumentEdit)
	if err != nil {
		return nil, err
	}
	defer s.forgetEntries()
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if w, err = store.LockWave(ctx, db, scope, id); err != nil {
			return err
		}
		before := *w
		if in.State != nil && *in.State != w.State {
			if !slices.Contains(waveMoves[w.State], *in.State) {
				return surveys.E(surveys.Conflict, "error.conflict").At("state")
			}
			w.State = *in.State
		}
		if in.Name != nil {
			w.Name = *in.Name
		}
		if in.FromDay != nil {
			w.FromDay = *in.FromDay
		}
		if in.ToDay != nil {
			w.ToDay = *in.ToDay
		}
		if err := checkWave(w); err != nil {
			return err
		}
		programme, err := lockProgramme(ctx, db, scope, w.ProgrammeID)
		if err != nil {
			return err
		}
		if err := checkWaveDays(ctx, db, scope, programme, w); err != nil {
			return err
		}
		if err := store.UpdateWave(ctx, db, &before, w); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.InstrumentEdit), "waves", id, before, w)
	})
	return w, err
}
