package store

import (
	"context"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// outboxTurn counts this process's outbox rows, from a random start.
var outboxTurn atomic.Uint32

func init() { outboxTurn.Store(rand.Uint32()) }

// nextOutboxID is surveys.NewID with a counter in place of its first random bits: rows of one day arrive in the order of
// the index and share its pages, which on SQLite is a quarter of what accepting costs. It tells the order of arrival for
// the moments until the row is derived and gone, as the order of the rows in the table does anyway.
func nextOutboxID(at time.Time) surveys.ID {
	id, turn := surveys.NewID(at), outboxTurn.Add(1)
	id[6] = id[6]&0xf0 | byte(turn>>28)
	id[7] = byte(turn >> 20)
	id[8] = id[8]&0xc0 | byte(turn>>14)&0x3f
	id[9] = byte(turn >> 6)
	id[10] = id[10]&0x03 | byte(turn<<2)
	return id
}

// newOutboxRow tells the derivation that a response changed. Its id takes the time of the response, which is cut to the
// day for anonymous ones: the row must not betray more than the response itself.
func newOutboxRow(org, response surveys.ID, at time.Time) *surveys.OutboxRow {
	return &surveys.OutboxRow{OrgID: org, ID: nextOutboxID(at), Consumer: surveys.ConsumerDerive, ResponseID: response, CreatedAt: at}
}

// EnqueueDerive makes the derivation look at these responses again. Call it in the transaction of whatever changed what
// they count for: validity, a visit's publication, a correction.
func EnqueueDerive(ctx context.Context, db DB, org surveys.ID, at time.Time, responses ...surveys.ID) error {
	rows := make([]*surveys.OutboxRow, len(responses))
	for i, id := range responses {
		rows[i] = newOutboxRow(org, id, at)
	}
	return translate(insertMany(ctx, db, rows, ""))
}

// enqueueWhere is EnqueueDerive for every response that a condition names, without reading them.
func enqueueWhere(ctx context.Context, db DB, org surveys.ID, at time.Time, where string, args ...any) error {
	_, err := db.bun.ExecContext(ctx, "INSERT INTO outbox (org_id, id, consumer, response_id, created_at) "+
		"SELECT r.org_id, ?, ?, r.id, ? FROM responses AS r WHERE r.org_id = ? AND "+where,
		append([]any{bun.Safe(db.dia.randomID()), surveys.ConsumerDerive, at, org}, args...)...)
	return translate(err)
}

// PendingDerivation counts the changes of an instrument's responses that no figure holds yet; with a zero instrument,
// those of the organisation. Tests and exports wait on this number, never on time.
func PendingDerivation(ctx context.Context, db DB, scope surveys.Scope, instrument surveys.ID) (int64, error) {
	q := inOrg(db.bun.NewSelect().Model((*surveys.OutboxRow)(nil)), scope).Where("consumer = ?", surveys.ConsumerDerive)
	if !instrument.IsZero() {
		q = q.Where("response_id IN (SELECT id FROM responses WHERE org_id = ? AND instrument_id = ?)", scope.Org, instrument)
	}
	n, err := q.Count(ctx)
	return int64(n), translate(err)
}

// PendingAll counts the changes of all organisations that no figure holds yet.
func PendingAll(ctx context.Context, db DB) (int64, error) {
	n, err := db.bun.NewSelect().Model((*surveys.OutboxRow)(nil)).Where("consumer = ?", surveys.ConsumerDerive).Count(ctx)
	return int64(n), translate(err)
}
