package service

import (
	"context"
	"math"
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// Limits of an assessment.
const (
	maxLines   = 20
	maxRatings = 2000 // in one call
)

// NewLine is a line to be added to an assessment.
type NewLine struct {
	Kind       surveys.LineKind `json:"kind" enum:"current,target,industry_best,industry_average,competitor"`
	Name       surveys.Text     `json:"name,omitempty" doc:"Required for a competitor"`
	BrandID    surveys.ID       `json:"brand_id,omitempty"`
	Source     string           `json:"source,omitempty" maxLength:"2000" doc:"Where the figures come from, printed on the methods sheet"`
	SourceDay  int              `json:"source_day,omitempty" doc:"yyyymmdd"`
	Informants int              `json:"informants,omitempty" minimum:"0" maximum:"10000" doc:"Independent sources behind the line"`
}

// LinePatch changes a line; nil fields stay. Its kind stays too.
type LinePatch struct {
	Name       *surveys.Text `json:"name,omitempty"`
	BrandID    *surveys.ID   `json:"brand_id,omitempty"`
	Source     *string       `json:"source,omitempty" maxLength:"2000"`
	SourceDay  *int          `json:"source_day,omitempty"`
	Informants *int          `json:"informants,omitempty" minimum:"0" maximum:"10000"`
}

// RatingInput is what a line says of an indicator.
type RatingInput struct {
	LineID   surveys.ID `json:"line_id"`
	Item     string     `json:"item" maxLength:"40" doc:"Code of the indicator"`
	Score    *float64   `json:"score" minimum:"0" maximum:"5" doc:"0 to 5 in steps of 0.5; null: not assessed"`
	Evidence string     `json:"evidence,omitempty" maxLength:"2000"`
}

// editAssessment runs fn on an open assessment that the actor may edit and returns it as it is then.
func (s *Service) editAssessment(ctx context.Context, a surveys.Actor, id surveys.ID, fn func(context.Context, store.DB, surveys.Scope, *AssessmentView) error) (view *AssessmentView, err error) {
	scope, err := a.Scope(surveys.AssessmentEdit)
	if err != nil {
		return nil, err
	}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		row, err := store.LockAssessment(ctx, db, scope, id)
		if err != nil {
			return err
		}
		if row.State != "open" {
			return surveys.E(surveys.Conflict, "assessment.closed")
		}
		if view, err = viewAssessment(ctx, db, scope, row); err != nil {
			return err
		}
		if err := fn(ctx, db, scope, view); err != nil {
			return err
		}
		row.UpdatedAt = s.clock()
		if err := store.UpdateAssessment(ctx, db, row); err != nil {
			return err
		}
		view, err = viewAssessment(ctx, db, scope, row)
		return err
	})
	return view, err
}

// AddLine adds a line. There is one of each kind, and any number of competitors, each with a name.
func (s *Service) AddLine(ctx context.Context, a surveys.Actor, id surveys.ID, in NewLine) (*AssessmentView, error) {
	return s.editAssessment(ctx, a, id, func(ctx context.Context, db store.DB, scope surveys.Scope, view *AssessmentView) error {
		if len(view.Lines) >= maxLines {
			return surveys.E(surveys.Conflict, "assessment.lines", "max", maxLines)
		}
		line := &surveys.AssessmentLine{OrgID: a.OrgID, ID: surveys.NewID(s.clock()), AssessmentID: id, Kind: in.Kind, Name: in.Name,
			BrandID: in.BrandID, Source: in.Source, SourceDay: in.SourceDay, Informants: in.Informants, Position: 1}
		for _, l := range view.Lines {
			line.Position = max(line.Position, l.Position+1)
		}
		if line.Name == nil {
			line.Name = surveys.Text{}
		}
		if err := checkLine(ctx, db, scope, view, line); err != nil {
			return err
		}
		if err := store.InsertAssessmentLine(ctx, db, line); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.AssessmentEdit), "assessment_lines", line.ID, nil, line)
	})
}

func checkLine(ctx context.Context, db store.DB, scope surveys.Scope, view *AssessmentView, line *surveys.AssessmentLine) error {
	var p surveys.Problems
	p.CheckOneOf("kind", string(line.Kind), string(surveys.LineCurrent), string(surveys.LineTarget), string(surveys.LineIndustryBest),
		string(surveys.LineIndustryAverage), string(surveys.LineCompetitor))
	p.CheckName("name", line.Name, line.Kind == surveys.LineCompetitor)
	p.CheckText("source", line.Source, false, surveys.MaxRemarkText)
	p.CheckDay("source_day", line.SourceDay, false)
	if line.Informants < 0 || line.Informants > 10000 {
		p.Add("informants", "answer.number_range", "min", 0, "max", 10000)
	}
	if err := p.Err(); err != nil || line.BrandID.IsZero() {
		return err
	}
	brand, err := store.FindBrand(ctx, db, scope, line.BrandID)
	if err == nil && brand.ClientID != view.ClientID {
		err = surveys.E(surveys.NotFound, "error.not_found")
	}
	return reference(err, "brand_id")
}

func lineOf(view *AssessmentView, id surveys.ID) (*surveys.AssessmentLine, error) {
	i := slices.IndexFunc(view.Lines, func(l surveys.AssessmentLine) bool { return l.ID == id })
	if i < 0 {
		return nil, surveys.E(surveys.NotFound, "error.not_found")
	}
	return &view.Lines[i], nil
}

// UpdateLine changes a line.
func (s *Service) UpdateLine(ctx context.Context, a surveys.Actor, id, lineID surveys.ID, in LinePatch) (*AssessmentView, error) {
	return s.editAssessment(ctx, a, id, func(ctx context.Context, db store.DB, scope surveys.Scope, view *AssessmentView) error {
		line, err := lineOf(view, lineID)
		if err != nil {
			return err
		}
		before := *line
		if in.Name != nil {
			line.Name = *in.Name
		}
		if in.BrandID != nil {
			line.BrandID = *in.BrandID
		}
		if in.Source != nil {
			line.Source = *in.Source
		}
		if in.SourceDay != nil {
			line.SourceDay = *in.SourceDay
		}
		if in.Informants != nil {
			line.Informants = *in.Informants
		}
		if err := checkLine(ctx, db, scope, view, line); err != nil {
			return err
		}
		if err := store.UpdateAssessmentLine(ctx, db, line); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.AssessmentEdit), "assessment_lines", lineID, before, line)
	})
}

// DeleteLine removes a line with its ratings. The line of the present state stays: without it there is no assessment.
func (s *Service) DeleteLine(ctx context.Context, a surveys.Actor, id, lineID surveys.ID) (*AssessmentView, error) {
	return s.editAssessment(ctx, a, id, func(ctx context.Context, db store.DB, scope surveys.Scope, view *AssessmentView) error {
		line, err := lineOf(view, lineID)
		if err != nil {
			return err
		}
		if line.Kind == surveys.LineCurrent {
			return surveys.E(surveys.Conflict, "assessment.line_current")
		}
		if err := store.DeleteAssessmentLine(ctx, db, scope, id, lineID); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.AssessmentEdit), "assessment_lines", lineID, line, nil)
	})
}

// Rate writes ratings, each over the one it replaces. All are checked first; one wrong rating stores none.
func (s *Service) Rate(ctx context.Context, a surveys.Actor, id surveys.ID, in []RatingInput) (*AssessmentView, error) {
	if len(in) > maxRatings {
		return nil, surveys.E(surveys.Invalid, "assessment.ratings", "max", maxRatings).At("ratings")
	}
	return s.editAssessment(ctx, a, id, func(ctx context.Context, db store.DB, _ surveys.Scope, view *AssessmentView) error {
		if err := checkRatings(view, in); err != nil {
			return err
		}
		now := s.clock()
		rows := make([]surveys.Rating, len(in))
		for i, r := range in {
			rows[i] = surveys.Rating{OrgID: a.OrgID, AssessmentID: id, LineID: r.LineID, Item: r.Item, Score: r.Score, Evidence: r.Evidence,
				Consensus: true, UpdatedAt: now}
		}
		if err := store.UpsertRatings(ctx, db, rows); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.AssessmentEdit), "ratings", id, view.Ratings, rows)
	})
}

func checkRatings(view *AssessmentView, in []RatingInput) error {
	var p surveys.Problems
	type cell struct {
		line surveys.ID
		item string
	}
	seen := map[cell]bool{}
	for i, r := range in {
		if _, err := lineOf(view, r.LineID); err != nil {
			p.Add(at("ratings", i, "line_id"), "input.reference")
		}
		if it, _, found := view.Document.Item(r.Item); !found || it.Type != surveys.TypeIndicator {
			p.Add(at("ratings", i, "item"), "answer.unknown_item")
		}
		if r.Score != nil && (*r.Score < 0 || *r.Score > 5 || *r.Score*2 != math.Trunc(*r.Score*2)) {
			p.Add(at("ratings", i, "score"), "assessment.score")
		}
		p.CheckText(at("ratings", i, "evidence"), r.Evidence, false, surveys.MaxRemarkText)
		if seen[cell{r.LineID, r.Item}] {
			p.Add(at("ratings", i, "item"), "assessment.rated_twice")
		}
		seen[cell{r.LineID, r.Item}] = true
	}
	return p.Err()
}
