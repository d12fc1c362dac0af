package demo

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

// scorecard is what assessment.json holds: the lines, and for every indicator one score per line in their order; null is
// not assessed. The evidence is that of the first line.
type scorecard struct {
	Name      surveys.Text `json:"name"`
	Assessors string       `json:"assessors"`
	Lines     []struct {
		Kind       surveys.LineKind `json:"kind"`
		Brand      string           `json:"brand"`
		Source     string           `json:"source"`
		DaysAgo    int              `json:"days_ago"`
		Informants int              `json:"informants"`
	} `json:"lines"`
	Ratings []struct {
		Item     string     `json:"item"`
		Scores   []*float64 `json:"scores"`
		Evidence string     `json:"evidence"`
	} `json:"ratings"`
}

// makeAssessment puts the scorecard to use with every kind of line.
func (d *builder) makeAssessment(ctx context.Context) error {
	in := load[scorecard]("assessment.json")
	d.clock.set(d.cal.at(-40, nine))
	published, err := d.makeInstrument(ctx, "demo-cmm", "cmm-e", surveys.Identified)
	if err != nil {
		return err
	}
	view, err := d.service.CreateAssessment(ctx, d.system, service.NewAssessment{InstrumentID: published.Version.InstrumentID, Code: assessmentCode,
		Name: in.Name, FromDay: d.cal.day(-40), ToDay: d.cal.day(-12), Assessors: in.Assessors})
	if err != nil {
		return err
	}
	if view, err = d.makeLines(ctx, view, in); err != nil {
		return err
	}
	d.clock.set(d.cal.at(-12, nine))
	var ratings []service.RatingInput
	for _, r := range in.Ratings {
		for i, line := range view.Lines {
			rating := service.RatingInput{LineID: line.ID, Item: r.Item, Score: r.Scores[i]}
			if i == 0 {
				rating.Evidence = r.Evidence
			}
			if rating.Score != nil || rating.Evidence != "" {
				ratings = append(ratings, rating)
			}
		}
	}
	_, err = d.service.Rate(ctx, d.system, view.ID, ratings)
	return err
}

// makeLines makes the lines stand in the order of the file; the first two are there already.
func (d *builder) makeLines(ctx context.Context, view *service.AssessmentView, in scorecard) (_ *service.AssessmentView, err error) {
	for i, l := range in.Lines {
		if i < len(view.Lines) {
			if l.Informants > 0 {
				if view, err = d.service.UpdateLine(ctx, d.system, view.ID, view.Lines[i].ID, service.LinePatch{Informants: &l.Informants}); err != nil {
					return nil, err
				}
			}
			continue
		}
		line := service.NewLine{Kind: l.Kind, BrandID: d.brands[l.Brand], Source: l.Source, SourceDay: d.cal.day(-l.DaysAgo), Informants: l.Informants}
		for _, b := range d.world.Brands {
			if b.Code == l.Brand {
				line.Name = b.Name
			}
		}
		if view, err = d.service.AddLine(ctx, d.system, view.ID, line); err != nil {
			return nil, err
		}
	}
	return view, nil
}
