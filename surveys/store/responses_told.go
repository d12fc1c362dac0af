package store

import (
	"context"
	"errors"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/driver/pgdriver"
	"github.com/uptrace/bun/schema"

	"touchstone/surveys"
)

// toldRow is an outbox row to be written if its response is.
type toldRow struct {
	bun.BaseModel `bun:"table:outbox"`
	surveys.OutboxRow
	Revision int `bun:"revision"`
}

// arrays appends SELECT * FROM unnest(…) of the rows.
type arrays bulkInsert

// AppendQuery implements schema.QueryAppender.
func (q arrays) AppendQuery(gen schema.QueryGen, b []byte) ([]byte, error) {
	return bulkInsert(q).appendArrays(gen, b)
}

// acceptAtOnce does in one statement what a group on PostgreSQL would need three for, each a way to the server and back:
// insert what is not there, tell the derivation of it, drop its drafts (but a visit's, see deleteDrafts).
const acceptAtOnce = `WITH won AS (? ON CONFLICT DO NOTHING RETURNING org_id, id, revision), ` +
	`told AS (INSERT INTO outbox (org_id, id, consumer, response_id, created_at) ` +
	`SELECT u.org_id, u.id, u.consumer, u.response_id, u.created_at ` +
	`FROM (?) AS u (org_id, id, consumer, response_id, created_at, revision) ` +
	`JOIN won AS w ON w.org_id = u.org_id AND w.id = u.response_id AND w.revision = u.revision), ` +
	`dropped AS (DELETE FROM drafts AS d USING won AS w WHERE d.org_id = w.org_id AND d.response_id = w.id ` +
	`AND d.visit_id = '00000000-0000-0000-0000-000000000000') ` +
	`SELECT org_id, id, revision FROM won`

// acceptResponses is acceptAtOnce; it returns what was inserted.
func acceptResponses(ctx context.Context, db DB, seats []*seat) (map[memberKey]bool, error) {
	rows, told := make([]*responseRow, len(seats)), make([]*toldRow, len(seats))
	for i, s := range seats {
		rows[i] = &s.row
		told[i] = &toldRow{OutboxRow: *newOutboxRow(s.row.OrgID, s.row.ID, s.row.ReceivedAt), Revision: s.row.Revision}
	}
	insert, outbox := newBulkInsert(db, "", rows), newBulkInsert(db, "", told)
	var back []memberRow
	if err := db.bun.NewRaw(acceptAtOnce, insert, arrays(outbox)).Scan(ctx, &back); err != nil {
		return nil, err
	}
	return keysOf(back), nil
}

// writeAtOnce is writeSeats for members without guards on PostgreSQL: the one statement is its own transaction, so that no
// BEGIN and no COMMIT travels. The driver reads on until the server is ready again, which it says after the commit; a
// break before that leaves the outcome open. When the pool sends the statement again over another connection, the rows
// it stored the first time are found and acknowledged as what they are.
func (s *Store) writeAtOnce(ctx context.Context, seats []*seat) error {
	db := DB{bun: s.write, dia: s.dia}
	won, err := acceptResponses(ctx, db, seats)
	var told pgdriver.Error
	switch {
	case errors.As(err, &told): // the server says that it undid the statement
		return translate(err)
	case err != nil && surveys.KindOf(err) == surveys.Invalid: // of ours, before anything was sent
		return err
	case err != nil:
		return surveys.E(surveys.Unavailable, "error.commit_unknown").Because(err)
	}
	for org, seats := range seatWinners(seats, won) {
		if err := compareLosers(ctx, db, org, seats); err != nil {
			refuse(seats, translate(err)) // the winners are stored all the same
		}
	}
	return nil
}
