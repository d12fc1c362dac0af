package service

import (
	"context"
	"slices"
	"strconv"
	"strings"

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

// Verbatims returns one page of customers' words, the newest day first: to one item, or to all when item is "". Needs
// result.read; errors as Satisfaction. While fewer responses than the minimum n are counted, there are no words to see.
func (s *Service) Verbatims(ctx context.Context, a surveys.Actor, f ResultFilter, item string, p surveys.Page) (surveys.List[report.Verbatim], error) {
	return s.words(ctx, a, surveys.ResultRead, f, item, p)
}

// words is Verbatims for an actor who reads by another verb.
func (s *Service) words(ctx context.Context, a surveys.Actor, verb surveys.Verb, f ResultFilter, item string, p surveys.Page) (surveys.List[report.Verbatim], error) {
	list := surveys.List[report.Verbatim]{Items: []report.Verbatim{}}
	db := s.store.Read()
	scope, err := a.Scope(verb)
	if err != nil {
		return list, err
	}
	r, err := s.results(ctx, db, scope, f)
	if err != nil {
		return list, err
	}
	after, err := wordsCursor(p.After)
	if err != nil {
		return list, err
	}
	var items []string
	counted := int64(0)
	for _, v := range r.versions {
		for _, it := range v.Document.Items() {
			words := it.Type == surveys.TypeText || it.Type == surveys.TypeLongText || it.Other
			if words && (item == "" || it.Code == item) && !slices.Contains(items, it.Code) {
				items = append(items, it.Code)
			}
		}
	}
	if item != "" && len(items) == 0 {
		return list, surveys.E(surveys.NotFound, "error.not_found").At("item")
	}
	for _, h := range r.places {
		if h.Item == surveys.ItemAll && (r.wave == nil || h.WaveID == r.wave.ID) {
			counted += h.N
		}
	}
	if counted < r.minN {
		return list, nil
	}
	rows, err := store.Words(ctx, db, r.scope, r.inWave(), store.WordsPage{Items: items, After: after, Limit: p.Size() + 1})
	if err != nil {
		return list, err
	}
	if len(rows) > p.Size() {
		rows = rows[:p.Size()]
		last := rows[len(rows)-1]
		list.Next = surveys.Cursor{Key: strconv.Itoa(last.LocalDay) + " " + last.Item, ID: last.ResponseID}.String()
	}
	list.Items, err = s.verbatims(ctx, db, r, rows)
	return list, err
}

// wordsCursor reads the place where a page of words begins.
func wordsCursor(c surveys.Cursor) (surveys.AnswerRow, error) {
	if c.ID.IsZero() {
		return surveys.AnswerRow{}, nil
	}
	day, item, ok := strings.Cut(c.Key, " ")
	n, err := strconv.Atoi(day)
	if !ok || err != nil {
		return surveys.AnswerRow{}, surveys.E(surveys.Invalid, "error.cursor").At("cursor")
	}
	return surveys.AnswerRow{LocalDay: n, Item: item, ResponseID: c.ID}, nil
}

// verbatims adds to words where they were said and how the same person scored.
func (s *Service) verbatims(ctx context.Context, db store.DB, r *resultSet, rows []surveys.AnswerRow) ([]report.Verbatim, error) {
	_, locations, err := store.PlacesOf(ctx, db, r.scope, r.instrument.ClientID)
	if err != nil {
		return nil, err
	}
	var doc surveys.Document
	if n := len(r.versions); n > 0 {
		doc = r.versions[n-1].Document
	}
	heads := report.HeadlineItems(doc)
	ids, codes := make([]surveys.ID, len(rows)), make([]string, len(heads))
	for i, w := range rows {
		ids[i] = w.ResponseID
	}
	for i, h := range heads {
		codes[i] = h.Item
	}
	answers, err := store.AnswersOf(ctx, db, r.scope, r.filter, ids, codes)
	if err != nil {
		return nil, err
	}
	out := make([]report.Verbatim, 0, len(rows))
	for _, w := range rows {
		v := report.Verbatim{ResponseID: w.ResponseID, Item: w.Item, Text: w.Text, Lang: w.Lang, Day: w.LocalDay, Scores: []report.VerbatimScore{}}
		for _, l := range locations {
			if l.ID == w.LocationID {
				v.Location = &report.Ref{ID: l.ID, Code: l.Code, Name: l.Name}
			}
		}
		for _, wave := range r.waves {
			if wave.ID == w.WaveID {
				v.Wave = &report.Ref{ID: wave.ID, Code: wave.Code, Name: wave.Name}
			}
		}
		for _, h := range heads {
			for _, ans := range answers {
				if ans.ResponseID == w.ResponseID && ans.Item == h.Item {
					v.Scores = append(v.Scores, report.VerbatimScore{Measure: h.Measure, Item: h.Item, Answer: int64(ans.Num)})
				}
			}
		}
		out = append(out, v)
	}
	return out, nil
}
