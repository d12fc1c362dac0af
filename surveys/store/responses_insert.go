package store

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// asError is errors.As for our own errors.
func asError(err error, to **surveys.Error) bool { return errors.As(err, to) }

// responseRow is a response as the accept path writes it: the answers are JSON already.
type responseRow struct {
	bun.BaseModel `bun:"table:responses,alias:response"`
	surveys.Response
	Answers json.RawMessage `bun:"answers"`
}

func newResponseRow(m Member) (responseRow, error) {
	row := responseRow{Response: *m.Response, Answers: m.Body}
	if row.Answers == nil {
		body, err := json.Marshal(m.Response.Answers)
		if err != nil {
			return row, surveys.E(surveys.Invalid, "error.invalid").Because(err)
		}
		row.Answers = body
	}
	row.Response.Answers = nil
	return row, nil
}

// insertSeats writes the rows of the seats, tells the derivation of those that were new, drops their drafts, and
// compares the others with what is stored.
func insertSeats(ctx context.Context, db DB, seats []*seat) error {
	if len(seats) == 0 {
		return nil
	}
	accept := acceptResponses
	if !db.dia.pg {
		accept = acceptInSteps
	}
	won, err := accept(ctx, db, seats)
	if err != nil {
		return err
	}
	for org, seats := range seatWinners(seats, won) {
		if err := compareLosers(ctx, db, org, seats); err != nil {
			return err
		}
	}
	return nil
}

// seatWinners leaves the result of those that were inserted in their seats and returns the others by organisation.
func seatWinners(seats []*seat, won map[memberKey]bool) (lost map[surveys.ID][]*seat) {
	lost = map[surveys.ID][]*seat{}
	for _, s := range seats {
		if !won[s.key()] {
			lost[s.row.OrgID] = append(lost[s.row.OrgID], s)
			continue
		}
		s.result = result{outcome: Outcome{ResponseID: s.row.ID, Revision: s.row.Revision, ReceivedAt: s.row.ReceivedAt}}
	}
	return lost
}

// acceptInSteps is acceptResponses on SQLite.
func acceptInSteps(ctx context.Context, db DB, seats []*seat) (map[memberKey]bool, error) {
	won, err := insertResponses(ctx, db, seats)
	if err != nil {
		return nil, err
	}
	outbox := make([]*surveys.OutboxRow, 0, len(seats))
	drafts := map[surveys.ID][]surveys.ID{}
	for _, s := range seats {
		if won[s.key()] {
			outbox = append(outbox, newOutboxRow(s.row.OrgID, s.row.ID, s.row.ReceivedAt))
			drafts[s.row.OrgID] = append(drafts[s.row.OrgID], s.row.ID)
		}
	}
	if err := insertMany(ctx, db, outbox, ""); err != nil {
		return nil, err
	}
	for org, ids := range drafts {
		if err := deleteDrafts(ctx, db, org, ids); err != nil {
			return nil, err
		}
	}
	return won, nil
}

// insertResponses inserts what is not there and returns what it inserted.
func insertResponses(ctx context.Context, db DB, seats []*seat) (map[memberKey]bool, error) {
	rows := make([]*responseRow, len(seats))
	for i, s := range seats {
		rows[i] = &s.row
	}
	if !db.dia.pg {
		won := make(map[memberKey]bool, len(seats))
		err := insertInSteps(ctx, db, "", rows, "ON CONFLICT DO NOTHING", func(i int, stored bool) {
			if stored {
				won[seats[i].key()] = true
			}
		})
		return won, err
	}
	var back []memberRow
	insert := newBulkInsert(db, "", rows)
	if err := db.bun.NewRaw("? ON CONFLICT DO NOTHING RETURNING org_id, id, revision", insert).Scan(ctx, &back); err != nil {
		return nil, err
	}
	return keysOf(back), nil
}

// memberRow is a key that came back from an insert.
type memberRow struct {
	OrgID    surveys.ID `bun:"org_id"`
	ID       surveys.ID `bun:"id"`
	Revision int        `bun:"revision"`
}

func keysOf(back []memberRow) map[memberKey]bool {
	keys := make(map[memberKey]bool, len(back))
	for _, b := range back {
		keys[memberKey{b.OrgID, b.ID, b.Revision}] = true
	}
	return keys
}

// compareLosers reads back what was stored before: the same bytes are a retry, other bytes a conflict.
func compareLosers(ctx context.Context, db DB, org surveys.ID, seats []*seat) error {
	ids := make([]surveys.ID, len(seats))
	for i, s := range seats {
		ids[i] = s.row.ID
	}
	var stored []surveys.Response
	err := db.bun.NewSelect().Model(&stored).Column("id", "revision", "body_hash", "received_at").
		Where("org_id = ?", org).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	if err != nil {
		return err
	}
	for _, s := range seats {
		s.result = result{err: surveys.E(surveys.Unavailable, "error.unavailable")} // erased in this moment
		for i := range stored {
			r := &stored[i]
			if r.ID != s.row.ID || r.Revision != s.row.Revision {
				continue
			}
			if r.BodyHash != s.row.BodyHash {
				s.result = result{err: differs()}
				continue
			}
			s.result = result{outcome: Outcome{ResponseID: r.ID, Revision: r.Revision, ReceivedAt: r.ReceivedAt.UTC(), Duplicate: true}}
		}
	}
	return nil
}

// InsertResponses adds many responses in the caller's transaction, for imports, the demo and the bench, and returns
// those that were not there before. With derive the derivation is told of them.
func InsertResponses(ctx context.Context, db DB, list []*surveys.Response, derive bool) (stored []surveys.ID, err error) {
	seats := make([]*seat, len(list))
	for i, r := range list {
		row, err := newResponseRow(Member{Response: r})
		if err != nil {
			return nil, err
		}
		seats[i] = &seat{pending: &pending{row: row}}
	}
	for chunk := range chunks(seats) {
		won, err := insertResponses(ctx, db, chunk)
		if err != nil {
			return nil, translate(err)
		}
		outbox := make([]*surveys.OutboxRow, 0, len(won))
		for _, s := range chunk {
			if won[s.key()] {
				stored = append(stored, s.row.ID)
				outbox = append(outbox, newOutboxRow(s.row.OrgID, s.row.ID, s.row.ReceivedAt))
			}
		}
		if !derive {
			continue
		}
		if err := insertMany(ctx, db, outbox, ""); err != nil {
			return nil, translate(err)
		}
	}
	return stored, nil
}
