package store

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"math"
	"slices"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// versionIndex is a frozen document as the derivation uses it.
type versionIndex struct {
	client surveys.ID
	items  map[string]*itemIndex
}

type itemIndex struct {
	scale      bool
	choice     bool
	multi      bool           // an answer may have several rows
	note       bool           // a check: the text of its row is the auditor's remark
	position   map[string]int // of an option, in Item.AllOptions
	touchpoint string         // code; own or the section's
}

// version returns the index of a version, from memory when it was used before.
func (d *Deriver) version(ctx context.Context, db DB, org, id surveys.ID) (*versionIndex, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if v := d.versions[versionKey{org, id}]; v != nil {
		return v, nil
	}
	stored := surveys.Version{}
	if err := db.bun.NewSelect().Model(&stored).Where("org_id = ?", org).Where("id = ?", id).Scan(ctx); err != nil {
		return nil, err
	}
	v := &versionIndex{items: map[string]*itemIndex{}}
	err := db.bun.NewSelect().Model((*surveys.Instrument)(nil)).Column("client_id").
		Where("org_id = ?", org).Where("id = ?", stored.InstrumentID).Scan(ctx, &v.client)
	if err != nil {
		return nil, err
	}
	for s, it := range stored.Document.Items() {
		x := &itemIndex{scale: it.IsScale(), choice: it.IsChoice(), multi: it.Several(), note: it.Type == surveys.TypeCheck,
			position: map[string]int{}, touchpoint: cmp.Or(it.Touchpoint, s.Touchpoint)}
		for i, o := range it.AllOptions(nil) {
			x.position[o.Code] = i
		}
		v.items[it.Code] = x
	}
	d.versions[versionKey{org, id}] = v
	return v, nil
}

func touchpointCodes(ctx context.Context, db DB, org, client surveys.ID) (map[string]surveys.ID, error) {
	var list []surveys.Touchpoint
	err := db.bun.NewSelect().Model(&list).Column("id", "code").Where("org_id = ?", org).Where("client_id = ?", client).Scan(ctx)
	codes := make(map[string]surveys.ID, len(list))
	for _, t := range list {
		codes[t.Code] = t.ID
	}
	return codes, err
}

// countingOf keeps the responses that are in figures: of a survey those that count and whose import is visible, of a
// checklist the current revision of a published visit.
func countingOf(ctx context.Context, db DB, org surveys.ID, all []*surveys.Response) ([]*surveys.Response, error) {
	loading, err := loadingImports(ctx, db, org, all)
	if err != nil {
		return nil, err
	}
	visits, err := visitsOf(ctx, db, org, all)
	if err != nil {
		return nil, err
	}
	var out []*surveys.Response
	for _, r := range all {
		if r.Kind == surveys.Checklist {
			v := visits[r.VisitID]
			if v == nil || !v.Published() || v.ResponseID != r.ID || v.Revision != r.Revision ||
				r.State != surveys.Completed || !r.Valid || r.Source == surveys.SourceTest {
				continue
			}
		} else if !r.Counts() || loading[r.ImportID] {
			continue
		}
		out = append(out, r)
	}
	return out, nil
}

func loadingImports(ctx context.Context, db DB, org surveys.ID, all []*surveys.Response) (map[surveys.ID]bool, error) {
	ids := map[surveys.ID]bool{}
	for _, r := range all {
		if !r.ImportID.IsZero() {
			ids[r.ImportID] = true
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	var visible []surveys.ID
	err := db.bun.NewSelect().Model((*surveys.Import)(nil)).Column("id").Where("org_id = ?", org).
		Where("id IN (?)", bun.List(slices.Collect(maps.Keys(ids)))).Where("state = ?", ImportVisible).Scan(ctx, &visible)
	for _, id := range visible {
		delete(ids, id)
	}
	return ids, err
}

func visitsOf(ctx context.Context, db DB, org surveys.ID, all []*surveys.Response) (map[surveys.ID]*surveys.Visit, error) {
	ids := map[surveys.ID]bool{}
	for _, r := range all {
		if r.Kind == surveys.Checklist {
			ids[r.VisitID] = true
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	var list []*surveys.Visit
	err := db.bun.NewSelect().Model(&list).Column("id", "report_state", "response_id", "revision", "excluded_from_reports").
		Where("org_id = ?", org).Where("id IN (?)", bun.List(slices.Collect(maps.Keys(ids)))).Scan(ctx)
	visits := make(map[surveys.ID]*surveys.Visit, len(list))
	for _, v := range list {
		visits[v.ID] = v
	}
	return visits, err
}

// appendRows appends one row for the response itself (surveys.ItemAll), one per answered item, and one per chosen option
// of a multi item.
func (v *versionIndex) appendRows(rows []*surveys.AnswerRow, r *surveys.Response, touchpoints map[string]surveys.ID) []*surveys.AnswerRow {
	rows = append(rows, &surveys.AnswerRow{OrgID: r.OrgID, ResponseID: r.ID, Item: surveys.ItemAll, InstrumentID: r.InstrumentID,
		VersionID: r.VersionID, WaveID: r.WaveID, LocationID: r.LocationID, TouchpointID: r.TouchpointID, LocalDay: r.LocalDay, Lang: r.Lang})
	for code, a := range r.Answers {
		x := v.items[code]
		if x == nil || !a.Given() || x.scale && !onScale(a.Number) {
			continue
		}
		row := surveys.AnswerRow{OrgID: r.OrgID, ResponseID: r.ID, Item: code, InstrumentID: r.InstrumentID, VersionID: r.VersionID,
			WaveID: r.WaveID, LocationID: r.LocationID, TouchpointID: r.TouchpointID, LocalDay: r.LocalDay, Lang: r.Lang}
		if own, known := touchpoints[x.touchpoint]; known {
			row.TouchpointID = own
		}
		if !x.choice {
			row.Text = a.Text
			if a.Number != nil {
				row.Num = *a.Number
			}
			rows = append(rows, &row)
			continue
		}
		for i, chosen := range a.Codes {
			at, known := x.position[chosen]
			if !known || slices.Contains(a.Codes[:i], chosen) {
				continue
			}
			one := row
			one.Code, one.Num = chosen, float64(at)
			switch {
			case x.note:
				one.Text = a.Note
			case chosen == surveys.OtherCode:
				one.Text = a.Text
			}
			rows = append(rows, &one)
		}
	}
	return rows
}

// onScale reports whether a number has a column. Accepted answers always do; one that does not must not stop the
// derivation of all others.
func onScale(n *float64) bool {
	return n != nil && *n >= 0 && *n < wideOptions && *n == math.Trunc(*n)
}

// dropEqual leaves out responses whose rows would not change.
func dropEqual(old, fresh []*surveys.AnswerRow) (gone, added []*surveys.AnswerRow) {
	if len(old) == 0 {
		return old, fresh
	}
	rest := map[surveys.AnswerRow]bool{}
	changed := map[surveys.ID]bool{}
	for _, r := range old {
		rest[*r] = true
	}
	for _, r := range fresh {
		if !rest[*r] {
			changed[r.ResponseID] = true
		}
		delete(rest, *r)
	}
	for r := range rest {
		changed[r.ResponseID] = true
	}
	keep := func(rows []*surveys.AnswerRow) []*surveys.AnswerRow {
		return slices.DeleteFunc(rows, func(r *surveys.AnswerRow) bool { return !changed[r.ResponseID] })
	}
	return keep(old), keep(fresh)
}

// chunkRows is how many rows go into one statement.
const chunkRows = 2000

func chunks[T any](rows []T) iter.Seq[[]T] { return slices.Chunk(rows, chunkRows) }
