package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// This file reads single answers: words, numbers, and one item against another. Summaries do not come here.

func (f ResultFilter) answers(db DB, s surveys.Scope, alias string) *bun.SelectQuery {
	q := db.bun.NewSelect().TableExpr("answers AS ?", bun.Ident(alias)).
		Where("?.org_id = ?", bun.Ident(alias), s.Org).Where("?.instrument_id = ?", bun.Ident(alias), f.InstrumentID)
	if f.WaveID != nil {
		q = q.Where("?.wave_id = ?", bun.Ident(alias), *f.WaveID)
	}
	return f.at(q, s, alias+".location_id")
}

// Crossing counts how often an answer to a group item met an answer to another item, in one version.
type Crossing struct {
	VersionID surveys.ID `bun:"version_id"`
	Group     string     `bun:"group_item"`
	GroupCode string     `bun:"group_code"`
	Item      string     `bun:"item"`
	Code      string     `bun:"code"` // of a choice
	Num       float64    `bun:"num"`  // of a scale
	N         int64      `bun:"n"`
}

// CrossAnswers counts every answer to the groups against every answer to the items, person by person.
func CrossAnswers(ctx context.Context, db DB, s surveys.Scope, f ResultFilter, groups, items []string) ([]Crossing, error) {
	out := []Crossing{}
	if len(groups) == 0 || len(items) == 0 {
		return out, nil
	}
	by := "g.version_id, g.item, g.code, a.item, a.code, a.num"
	err := f.answers(db, s, "g").
		Join("JOIN answers AS a ON a.org_id = g.org_id AND a.response_id = g.response_id").
		Where("g.item IN (?)", bun.List(groups)).Where("a.item IN (?)", bun.List(items)).Where("a.item <> g.item").
		ColumnExpr("g.version_id, g.item AS group_item, g.code AS group_code, a.item AS item, a.code AS code, a.num AS num, COUNT(*) AS n").
		GroupExpr(by).OrderExpr(by).Scan(ctx, &out)
	return out, translate(err)
}

// Numbers returns all answers to a number item, ascending.
func Numbers(ctx context.Context, db DB, s surveys.Scope, f ResultFilter, item string) ([]float64, error) {
	out := []float64{}
	err := f.answers(db, s, "a").Where("a.item = ?", item).ColumnExpr("a.num").OrderExpr("a.num").Scan(ctx, &out)
	return out, translate(err)
}

// WordsPage says which answers with words are wanted: of which items, and behind which row. A zero row is the start.
type WordsPage struct {
	Items []string
	After surveys.AnswerRow // its LocalDay, ResponseID and Item
	Limit int
}

// Words returns answers with words, the newest day first.
func Words(ctx context.Context, db DB, s surveys.Scope, f ResultFilter, p WordsPage) ([]surveys.AnswerRow, error) {
	out := []surveys.AnswerRow{}
	if len(p.Items) == 0 {
		return out, nil
	}
	q := f.answers(db, s, "a").Where("a.text <> ''").Where("a.item IN (?)", bun.List(p.Items)).
		ColumnExpr("a.response_id, a.item, a.code, a.wave_id, a.location_id, a.local_day, a.lang, a.text")
	if !p.After.ResponseID.IsZero() {
		q = q.Where("(a.local_day, a.response_id, a.item) < (?, ?, ?)", p.After.LocalDay, p.After.ResponseID, p.After.Item)
	}
	err := q.OrderExpr("a.local_day DESC, a.response_id DESC, a.item DESC").Limit(int64(p.Limit)).Scan(ctx, &out)
	return out, translate(err)
}

// AnswersOf returns the answers of some responses to some items.
func AnswersOf(ctx context.Context, db DB, s surveys.Scope, f ResultFilter, responses []surveys.ID, items []string) ([]surveys.AnswerRow, error) {
	out := []surveys.AnswerRow{}
	if len(responses) == 0 || len(items) == 0 {
		return out, nil
	}
	err := f.answers(db, s, "a").Where("a.response_id IN (?)", bun.List(responses)).Where("a.item IN (?)", bun.List(items)).
		ColumnExpr("a.response_id, a.item, a.num").OrderExpr("a.response_id, a.item").Scan(ctx, &out)
	return out, translate(err)
}
