package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// NewProgramme is an undertaking to be begun. Its kind and client are the instrument's.
type NewProgramme struct {
	InstrumentID surveys.ID   `json:"instrument_id"`
	Code         string       `json:"code" maxLength:"40"`
	Name         surveys.Text `json:"name"`
}

// ProgrammePatch changes a programme; nil fields stay.
type ProgrammePatch struct {
	Name  *surveys.Text `json:"name,omitempty"`
	State *string       `json:"state,omitempty" enum:"active,closed" doc:"A closed programme takes no further waves"`
}

// ListProgrammes returns the programmes of the clients the actor may see; of one kind unless kind is "".
func (s *Service) ListProgrammes(ctx context.Context, a surveys.Actor, kind surveys.InstrumentKind, p surveys.Page) (surveys.List[surveys.Programme], error) {
	scope, err := a.Scope(surveys.InstrumentRead)
	if err != nil {
		return surveys.List[surveys.Programme]{}, err
	}
	return store.ListProgrammes(ctx, s.store.Read(), scope, kind, p)
}

// CreateProgramme begins a programme. Needs instrument.edit for the client.
func (s *Service) CreateProgramme(ctx context.Context, a surveys.Actor, in NewProgramme) (*surveys.Programme, error) {
	scope, err := a.Scope(surveys.InstrumentEdit)
	if err != nil {
		return nil, err
	}
	var p surveys.Problems
	p.CheckCode("code", in.Code)
	p.CheckName("name", in.Name, true)
	if err := p.Err(); err != nil {
		return nil, err
	}
	row := &surveys.Programme{OrgID: a.OrgID, ID: surveys.NewID(s.clock()), Code: in.Code, Name: in.Name, InstrumentID: in.InstrumentID,
		State: "active"}
	return row, s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		instrument, err := store.FindInstrument(ctx, db, scope, in.InstrumentID)
		if err != nil {
			return reference(err, "instrument_id")
		}
		if !scope.Holds(instrument.ClientID) {
			return surveys.E(surveys.Forbidden, "error.forbidden")
		}
		row.ClientID, row.Kind = instrument.ClientID, instrument.Kind
		if err := store.InsertProgramme(ctx, db, row); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.InstrumentEdit), "programmes", row.ID, nil, row)
	})
}

// UpdateProgramme changes a programme. Needs instrument.edit for the client.
func (s *Service) UpdateProgramme(ctx context.Context, a surveys.Actor, id surveys.ID, in ProgrammePatch) (row *surveys.Programme, err error) {
	scope, err := a.Scope(surveys.InstrumentEdit)
	if err != nil {
		return nil, err
	}
	var p surveys.Problems
	if in.Name != nil {
		p.CheckName("name", *in.Name, true)
	}
	if in.State != nil {
		p.CheckOneOf("state", *in.State, "active", "closed")
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if row, err = lockProgramme(ctx, db, scope, id); err != nil {
			return err
		}
		before := *row
		if in.Name != nil {
			row.Name = *in.Name
		}
		if in.State != nil {
			row.State = *in.State
		}
		if err := store.UpdateProgramme(ctx, db, &before, row); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.InstrumentEdit), "programmes", id, before, row)
	})
	return row, err
}
