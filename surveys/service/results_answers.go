package service

import (
	"context"
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/store"
)

// Groups returns a survey broken down by its group items. It goes through the single answers, which takes seconds at a
// million responses. Needs result.read; errors as Satisfaction.
func (s *Service) Groups(ctx context.Context, a surveys.Actor, f ResultFilter) (report.Groups, error) {
	return s.groups(ctx, a, surveys.ResultRead, f)
}

// groups is Groups for an actor who reads by another verb.
func (s *Service) groups(ctx context.Context, a surveys.Actor, verb surveys.Verb, f ResultFilter) (report.Groups, error) {
	db := s.store.Read()
	scope, err := a.Scope(verb)
	if err != nil {
		return report.Groups{}, err
	}
	r, err := s.results(ctx, db, scope, f)
	if err != nil {
		return report.Groups{}, err
	}
	in := report.GroupsInput{Versions: r.versions, Wave: r.wave, MinimumN: r.minN, Numbers: map[string][]float64{}}
	var groups, outcomes []string // of every version: a code keeps its meaning
	for _, v := range r.versions {
		g, o := report.CrossedItems(v.Document)
		groups, outcomes = addCodes(groups, g), addCodes(outcomes, o)
		for _, it := range report.NumberItems(v.Document) {
			if _, read := in.Numbers[it.Code]; !read {
				if in.Numbers[it.Code], err = store.Numbers(ctx, db, r.scope, r.inWave(), it.Code); err != nil {
					return report.Groups{}, err
				}
			}
		}
	}
	crossings, err := store.CrossAnswers(ctx, db, r.scope, r.inWave(), groups, outcomes)
	if err != nil {
		return report.Groups{}, err
	}
	for _, c := range crossings {
		in.Crossings = append(in.Crossings, report.Crossing{VersionID: c.VersionID, Group: c.Group, GroupCode: c.GroupCode,
			Item: c.Item, Code: c.Code, Num: c.Num, N: c.N})
	}
	for _, h := range r.places {
		if h.Item == surveys.ItemAll && (r.wave == nil || h.WaveID == r.wave.ID) {
			in.Asked += h.N
		}
	}
	return report.BuildGroups(in), nil
}

func addCodes(codes []string, items []surveys.Item) []string {
	for _, it := range items {
		if !slices.Contains(codes, it.Code) {
			codes = append(codes, it.Code)
		}
	}
	return codes
}
