package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// ResponseFilter narrows a list of responses. Zero fields do not narrow.
type ResponseFilter struct {
	InstrumentID surveys.ID
	WaveIDs      []surveys.ID
	LocationIDs  []surveys.ID
	VisitID      surveys.ID
	FromDay      int // yyyymmdd, included
	ToDay        int
	Source       string
	Lang         string
	Valid        *bool
	CurrentOnly  bool // without superseded revisions
	VisibleOnly  bool // without responses of an import that is still loading
	AnswersOnly  bool // EachResponse: read what a table of answers shows (answersColumns) and leave the rest zero
}

// answersColumns are what a table of answers shows of a response: half of the columns, and half of the work.
var answersColumns = []string{"id", "revision", "version_id", "wave_id", "location_id", "lang", "source", "state", "valid",
	"invalid_reason", "received_at", "local_day", "duration_ms", "answers"}

func (f ResponseFilter) apply(q *bun.SelectQuery) *bun.SelectQuery {
	if !f.InstrumentID.IsZero() {
		q = q.Where("response.instrument_id = ?", f.InstrumentID)
	}
	if len(f.WaveIDs) > 0 {
		q = q.Where("response.wave_id IN (?)", bun.List(f.WaveIDs))
	}
	if len(f.LocationIDs) > 0 {
		q = q.Where("response.location_id IN (?)", bun.List(f.LocationIDs))
	}
	if !f.VisitID.IsZero() {
		q = q.Where("response.visit_id = ?", f.VisitID)
	}
	if f.FromDay > 0 {
		q = q.Where("response.local_day >= ?", f.FromDay)
	}
	if f.ToDay > 0 {
		q = q.Where("response.local_day <= ?", f.ToDay)
	}
	if f.Source != "" {
		q = q.Where("response.source = ?", f.Source)
	}
	if f.Lang != "" {
		q = q.Where("response.lang = ?", f.Lang)
	}
	if f.Valid != nil {
		q = q.Where("response.valid = ?", *f.Valid)
	}
	if f.CurrentOnly {
		q = q.Where("response.superseded_by = 0")
	}
	if f.VisibleOnly {
		q = q.Where("response.import_id NOT IN (SELECT id FROM imports WHERE org_id = response.org_id AND state = ?)", ImportLoading)
	}
	return q
}

// ListResponses returns a page of responses, the newest first by (received_at, id).
func ListResponses(ctx context.Context, db DB, scope surveys.Scope, f ResponseFilter, p surveys.Page) (surveys.List[surveys.Response], error) {
	var out []surveys.Response
	q := f.apply(atLocations(db.bun.NewSelect().Model(&out), scope, "response.location_id", "response.instrument_id"))
	return listByTime(ctx, q, &out, "received_at", p, func(r surveys.Response) surveys.Cursor {
		return surveys.TimeCursor(r.ReceivedAt, r.ID)
	})
}

// eachBatch is how many responses EachResponse holds at a time.
const eachBatch = 1000

// EachResponse calls fn for every response of the filter, the oldest first, holding few of them at a time: while fn works
// on one batch the next is read. So db must be a reader, not a transaction. An error of fn ends it.
func EachResponse(ctx context.Context, db DB, scope surveys.Scope, f ResponseFilter, fn func(*surveys.Response) error) error {
	reading, cancel := context.WithCancel(ctx)
	batches := make(chan responseBatch)
	defer func() { // the reader is gone when this returns
		cancel()
		for range batches {
		}
	}()
	go func() {
		defer close(batches)
		readBatches(reading, db, scope, f, batches)
	}()
	for b := range batches {
		if b.err != nil {
			return translate(b.err)
		}
		for i := range b.list {
			if err := fn(&b.list[i]); err != nil {
				return err
			}
		}
	}
	return translate(ctx.Err()) // half of the responses must not pass for all of them
}

type responseBatch struct {
	list []surveys.Response
	err  error
}

// readBatches sends the responses of a filter in batches until there are no more, one could not be read, or the context
// ends.
func readBatches(ctx context.Context, db DB, scope surveys.Scope, f ResponseFilter, to chan<- responseBatch) {
	var after *surveys.Response
	for {
		b := responseBatch{list: make([]surveys.Response, 0, eachBatch)}
		q := f.apply(atLocations(db.bun.NewSelect().Model(&b.list), scope, "response.location_id", "response.instrument_id"))
		if f.AnswersOnly {
			q = q.Column(answersColumns...)
		}
		if after != nil {
			q = q.Where("(response.received_at, response.id, response.revision) > (?, ?, ?)", after.ReceivedAt.UTC(), after.ID, after.Revision)
		}
		b.err = q.OrderExpr("response.received_at, response.id, response.revision").Limit(eachBatch).Scan(ctx)
		select {
		case to <- b:
		case <-ctx.Done():
			return
		}
		if b.err != nil || len(b.list) < eachBatch {
			return
		}
		after = &b.list[len(b.list)-1]
	}
}

// CountResponses counts what ListResponses would go through.
func CountResponses(ctx context.Context, db DB, scope surveys.Scope, f ResponseFilter) (int64, error) {
	q := atLocations(db.bun.NewSelect().Model((*surveys.Response)(nil)), scope, "response.location_id", "response.instrument_id")
	n, err := f.apply(q).Count(ctx)
	return int64(n), translate(err)
}

// FindResponse returns the newest revision of a response.
func FindResponse(ctx context.Context, db DB, scope surveys.Scope, id surveys.ID) (*surveys.Response, error) {
	r := &surveys.Response{}
	q := atLocations(db.bun.NewSelect().Model(r), scope, "response.location_id", "response.instrument_id").Where("response.id = ?", id)
	if err := q.Order("revision DESC").Limit(1).Scan(ctx); err != nil {
		return nil, translate(err)
	}
	return r, nil
}

// FindRevision returns one revision of a response.
func FindRevision(ctx context.Context, db DB, scope surveys.Scope, id surveys.ID, revision int) (*surveys.Response, error) {
	r := &surveys.Response{}
	q := atLocations(db.bun.NewSelect().Model(r), scope, "response.location_id", "response.instrument_id").
		Where("response.id = ?", id).Where("response.revision = ?", revision)
	if err := q.Scan(ctx); err != nil {
		return nil, translate(err)
	}
	return r, nil
}

// UpdateValidity marks a response valid or not and makes the derivation look at it again. Call it in a transaction.
func UpdateValidity(ctx context.Context, db DB, org, id surveys.ID, valid bool, reason string, at time.Time) error {
	_, err := db.bun.NewUpdate().Model((*surveys.Response)(nil)).Set("valid = ?", valid).Set("invalid_reason = ?", reason).
		Where("org_id = ?", org).Where("id = ?", id).Exec(ctx)
	if err != nil {
		return translate(err)
	}
	return EnqueueDerive(ctx, db, org, at, id)
}

// SupersedeRevisions notes that revision replaced every earlier one of a response and makes the derivation look at it
// again. Call it in the guard of the member that brings the new revision.
func SupersedeRevisions(ctx context.Context, db DB, org, id surveys.ID, revision int) error {
	_, err := db.bun.NewUpdate().Model((*surveys.Response)(nil)).Set("superseded_by = ?", revision).
		Where("org_id = ?", org).Where("id = ?", id).Where("revision < ?", revision).Where("superseded_by = 0").Exec(ctx)
	return translate(err)
}
