package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// NewAssessment is a scorecard to be put to use.
type NewAssessment struct {
	InstrumentID surveys.ID   `json:"instrument_id"`
	WaveID       surveys.ID   `json:"wave_id,omitempty"`
	Code         string       `json:"code" maxLength:"40" doc:"Unique in the organisation"`
	Name         surveys.Text `json:"name"`
	FromDay      int          `json:"from_day,omitempty" doc:"First day of the assessment, yyyymmdd"`
	ToDay        int          `json:"to_day,omitempty"`
	Assessors    string       `json:"assessors,omitempty" maxLength:"200" doc:"Who assesses, as printed in the report"`
}

// AssessmentPatch changes an assessment; nil fields stay.
type AssessmentPatch struct {
	Name      *surveys.Text `json:"name,omitempty"`
	FromDay   *int          `json:"from_day,omitempty"`
	ToDay     *int          `json:"to_day,omitempty"`
	Assessors *string       `json:"assessors,omitempty" maxLength:"200"`
	State     *string       `json:"state,omitempty" enum:"open,closed" doc:"A closed assessment takes no ratings"`
}

// AssessmentView is an assessment with its lines and ratings and the scorecard it was made with.
type AssessmentView struct {
	surveys.Assessment
	VersionNumber int                      `json:"version_number"`
	Lines         []surveys.AssessmentLine `json:"lines"`
	Ratings       []surveys.Rating         `json:"ratings"`
	Document      surveys.Document         `json:"document"`
}

// ListAssessments returns the assessments of the clients the actor holds whole.
func (s *Service) ListAssessments(ctx context.Context, a surveys.Actor, p surveys.Page) (surveys.List[surveys.Assessment], error) {
	scope, err := a.Scope(surveys.AssessmentRead)
	if err != nil {
		return surveys.List[surveys.Assessment]{}, err
	}
	return store.ListAssessments(ctx, s.store.Read(), scope, p)
}

// FindAssessment returns an assessment whole.
func (s *Service) FindAssessment(ctx context.Context, a surveys.Actor, id surveys.ID) (*AssessmentView, error) {
	scope, err := a.Scope(surveys.AssessmentRead)
	if err != nil {
		return nil, err
	}
	row, err := store.FindAssessment(ctx, s.store.Read(), scope, id)
	if err != nil {
		return nil, err
	}
	return viewAssessment(ctx, s.store.Read(), scope, row)
}

func viewAssessment(ctx context.Context, db store.DB, scope surveys.Scope, row *surveys.Assessment) (*AssessmentView, error) {
	v, err := store.FindVersion(ctx, db, scope, row.VersionID)
	if err != nil {
		return nil, err
	}
	view := &AssessmentView{Assessment: *row, VersionNumber: v.Number, Document: v.Document}
	if view.Lines, err = store.AssessmentLines(ctx, db, scope, row.ID); err != nil {
		return nil, err
	}
	view.Ratings, err = store.Ratings(ctx, db, scope, row.ID)
	return view, err
}

// CreateAssessment puts the latest version of a scorecard to use, with a line for the present state and one for the
// target; further lines are added. Needs assessment.edit for the client.
func (s *Service) CreateAssessment(ctx context.Context, a surveys.Actor, in NewAssessment) (view *AssessmentView, err error) {
	scope, err := a.Scope(surveys.AssessmentEdit)
	if err != nil {
		return nil, err
	}
	now := s.clock()
	row := &surveys.Assessment{OrgID: a.OrgID, ID: surveys.NewID(now), InstrumentID: in.InstrumentID, WaveID: in.WaveID, Code: in.Code,
		Name: in.Name, State: "open", AssessedFrom: in.FromDay, AssessedTo: in.ToDay, Assessors: in.Assessors, CreatedAt: now, UpdatedAt: now}
	if err := checkAssessment(row); err != nil {
		return nil, err
	}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if err := placeAssessment(ctx, db, scope, row); err != nil {
			return err
		}
		if err := store.InsertAssessment(ctx, db, row); err != nil {
			return err
		}
		for i, kind := range []surveys.LineKind{surveys.LineCurrent, surveys.LineTarget} {
			line := &surveys.AssessmentLine{OrgID: a.OrgID, ID: surveys.NewID(now), AssessmentID: row.ID, Kind: kind, Name: surveys.Text{}, Position: i + 1}
			if err := store.InsertAssessmentLine(ctx, db, line); err != nil {
				return err
			}
		}
		if view, err = viewAssessment(ctx, db, scope, row); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.AssessmentEdit), "assessments", row.ID, nil, row)
	})
	return view, err
}

func checkAssessment(row *surveys.Assessment) error {
	var p surveys.Problems
	p.CheckCode("code", row.Code)
	p.CheckName("name", row.Name, true)
	p.CheckDay("from_day", row.AssessedFrom, false)
	p.CheckDay("to_day", row.AssessedTo, false)
	if row.AssessedTo != 0 && row.AssessedFrom > row.AssessedTo {
		p.Add("to_day", "wave.days")
	}
	p.CheckLine("assessors", row.Assessors, false, surveys.MaxNameText)
	return p.Err()
}

// placeAssessment finds scorecard, version, client and wave of a new assessment.
func placeAssessment(ctx context.Context, db store.DB, scope surveys.Scope, row *surveys.Assessment) error {
	instrument, err := store.FindInstrument(ctx, db, scope, row.InstrumentID)
	switch {
	case err != nil:
		return reference(err, "instrument_id")
	case !scope.Holds(instrument.ClientID):
		return surveys.E(surveys.Forbidden, "error.forbidden")
	case instrument.Kind != surveys.Scorecard:
		return surveys.E(surveys.Invalid, "assessment.scorecard").At("instrument_id")
	case instrument.VersionID.IsZero():
		return surveys.E(surveys.Conflict, "assessment.unpublished").At("instrument_id")
	}
	row.ClientID, row.VersionID = instrument.ClientID, instrument.VersionID
	if row.WaveID.IsZero() {
		return nil
	}
	w, err := store.FindWave(ctx, db, scope, row.WaveID)
	if err != nil {
		return reference(err, "wave_id")
	}
	programme, err := store.FindProgramme(ctx, db, scope, w.ProgrammeID)
	if err == nil && programme.InstrumentID != row.InstrumentID {
		err = surveys.E(surveys.NotFound, "error.not_found")
	}
	return reference(err, "wave_id")
}

// UpdateAssessment changes an assessment. Needs assessment.edit for the client.
func (s *Service) UpdateAssessment(ctx context.Context, a surveys.Actor, id surveys.ID, in AssessmentPatch) (view *AssessmentView, err error) {
	scope, err := a.Scope(surveys.AssessmentEdit)
	if err != nil {
		return nil, err
	}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		row, err := store.LockAssessment(ctx, db, scope, id)
		if err != nil {
			return err
		}
		before := *row
		if err := applyAssessmentPatch(row, in); err != nil {
			return err
		}
		row.UpdatedAt = s.clock()
		if err := store.UpdateAssessment(ctx, db, row); err != nil {
			return err
		}
		if view, err = viewAssessment(ctx, db, scope, row); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.AssessmentEdit), "assessments", id, before, row)
	})
	return view, err
}

func applyAssessmentPatch(row *surveys.Assessment, in AssessmentPatch) error {
	if in.Name != nil {
		row.Name = *in.Name
	}
	if in.FromDay != nil {
		row.AssessedFrom = *in.FromDay
	}
	if in.ToDay != nil {
		row.AssessedTo = *in.ToDay
	}
	if in.Assessors != nil {
		row.Assessors = *in.Assessors
	}
	if in.State != nil {
		var p surveys.Problems
		if p.CheckOneOf("state", *in.State, "open", "closed"); p.Len() > 0 {
			return p.Err()
		}
		row.State = *in.State
	}
	return checkAssessment(row)
}
