package service

import (
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/store"
)

// Verbatims returns one page of customers' words, the newest day first: to one item, or to all when item is "". Needs
// result.read; errors as Satisfaction. While fewer responses than the minimum n are counted, there are no words to see.
func (s *Service) Verbatims(ctx context.Context, a surveys.Actor, f ResultFilter, item string, p surveys.Page) (surveys.List[report.Verbatim], error) {
	w, err := s.words(ctx, a, surveys.ResultRead, f, item)
	if err != nil {
		return surveys.List[report.Verbatim]{Items: []report.Verbatim{}}, err
	}
	return w.page(ctx, p)
}

// allWords goes through the words page by page. It is nil when there are none, so that no empty sheet is made.
func (s *Service) allWords(ctx context.Context, a surveys.Actor, f ResultFilter) (iter.Seq2[report.Verbatim, error], error) {
	w, err := s.words(ctx, a, surveys.ResultExport, f, "")
	if err != nil {
		return nil, err
	}
	page := surveys.Page{Limit: surveys.MaxPage}
	first, err := w.page(ctx, page)
	if err != nil || len(first.Items) == 0 {
		return nil, err
	}
	return func(yield func(report.Verbatim, error) bool) {
		for list := first; ; {
			for _, v := range list.Items {
				if !yield(v, nil) {
					return
				}
			}
			if list.Next == "" {
				return
			}
			after, err := surveys.ParseCursor(list.Next)
			if err == nil {
				page.After = after
				list, err = w.page(ctx, page)
			}
			if err != nil {
				yield(report.Verbatim{}, err)
				return
			}
		}
	}, nil
}

// wordReader reads words with everything that is the same for all their pages, which costs far more than a page.
type wordReader struct {
	db        store.DB
	results   *resultSet
	items     []string // whose words are read
	hidden    bool     // fewer responses than the minimum n
	locations []surveys.Location
	heads     []report.HeadlineItem
}

// words finds out what words a reader by that verb may see.
func (s *Service) words(ctx context.Context, a surveys.Actor, verb surveys.Verb, f ResultFilter, item string) (*wordReader, error) {
	scope, err := a.Scope(verb)
	if err != nil {
		return nil, err
	}
	w := &wordReader{db: s.store.Read()}
	if w.results, err = s.results(ctx, w.db, scope, f); err != nil {
		return nil, err
	}
	r := w.results
	for _, v := range r.versions {
		for _, it := range v.Document.Items() {
			words := it.Type == surveys.TypeText || it.Type == surveys.TypeLongText || it.Other
			if words && (item == "" || it.Code == item) && !slices.Contains(w.items, it.Code) {
				w.items = append(w.items, it.Code)
			}
		}
	}
	if item != "" && len(w.items) == 0 {
		return nil, surveys.E(surveys.NotFound, "error.not_found").At("item")
	}
	counted := int64(0)
	for _, h := range r.places {
		if h.Item == surveys.ItemAll && (r.wave == nil || h.WaveID == r.wave.ID) {
			counted += h.N
		}
	}
	w.hidden = counted < r.minN
	if n := len(r.versions); n > 0 {
		w.heads = report.HeadlineItems(r.versions[n-1].Document)
	}
	_, w.locations, err = store.PlacesOf(ctx, w.db, r.scope, r.instrument.ClientID)
	return w, err
}

// page reads one page.
func (w *wordReader) page(ctx context.Context, p surveys.Page) (surveys.List[report.Verbatim], error) {
	list := surveys.List[report.Verbatim]{Items: []report.Verbatim{}}
	after, err := wordsCursor(p.After)
	if err != nil || w.hidden {
		return list, err
	}
	rows, err := store.Words(ctx, w.db, w.results.scope, w.results.inWave(), store.WordsPage{Items: w.items, After: after, Limit: p.Size() + 1})
	if err != nil {
		return list, err
	}
	if len(rows) > p.Size() {
		rows = rows[:p.Size()]
		last := rows[len(rows)-1]
		list.Next = surveys.Cursor{Key: strconv.Itoa(last.LocalDay) + " " + last.Item, ID: last.ResponseID}.String()
	}
	list.Items, err = w.verbatims(ctx, rows)
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
func (w *wordReader) verbatims(ctx context.Context, rows []surveys.AnswerRow) ([]report.Verbatim, error) {
	ids, codes := make([]surveys.ID, len(rows)), make([]string, len(w.heads))
	for i, row := range rows {
		ids[i] = row.ResponseID
	}
	for i, h := range w.heads {
		codes[i] = h.Item
	}
	answers, err := store.AnswersOf(ctx, w.db, w.results.scope, w.results.filter, ids, codes)
	if err != nil {
		return nil, err
	}
	out := make([]report.Verbatim, 0, len(rows))
	for _, row := range rows {
		v := report.Verbatim{ResponseID: row.ResponseID, Item: row.Item, Text: row.Text, Lang: row.Lang, Day: row.LocalDay, Scores: []report.VerbatimScore{}}
		for _, l := range w.locations {
			if l.ID == row.LocationID {
				v.Location = &report.Ref{ID: l.ID, Code: l.Code, Name: l.Name}
			}
		}
		for _, wave := range w.results.waves {
			if wave.ID == row.WaveID {
				v.Wave = &report.Ref{ID: wave.ID, Code: wave.Code, Name: wave.Name}
			}
		}
		for _, h := range w.heads {
			for _, ans := range answers {
				if ans.ResponseID == row.ResponseID && ans.Item == h.Item {
					v.Scores = append(v.Scores, report.VerbatimScore{Measure: h.Measure, Item: h.Item, Answer: int64(ans.Num)})
				}
			}
		}
		out = append(out, v)
	}
	return out, nil
}
