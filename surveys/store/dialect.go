package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"
)

// dialect holds what differs between the engines in queries.
type dialect struct{ pg bool }

// skipLocked makes a claiming SELECT pass rows that another process holds. SQLite has one writer and needs nothing.
func (d dialect) skipLocked(q *bun.SelectQuery) *bun.SelectQuery {
	if d.pg {
		return q.For("UPDATE SKIP LOCKED")
	}
	return q
}

// forUpdate locks the selected rows until the end of the transaction. On SQLite the transaction holds the write lock
// already.
func (d dialect) forUpdate(q *bun.SelectQuery) *bun.SelectQuery {
	if d.pg {
		return q.For("UPDATE")
	}
	return q
}

// randomID is the SQL of a fresh random id (UUID version 4) per row.
func (d dialect) randomID() string {
	if d.pg {
		return "gen_random_uuid()"
	}
	return "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)),2) || '-a' || " +
		"substr(hex(randomblob(2)),2) || '-' || hex(randomblob(6)))"
}

// patient lifts the limits of ordinary statements for the rest of the transaction: background work may wait where a
// page must not.
func patient(ctx context.Context, db DB, limit time.Duration) error {
	if !db.dia.pg {
		return nil
	}
	ms := limit.Milliseconds()
	_, err := db.bun.ExecContext(ctx, "SET LOCAL statement_timeout = ?; SET LOCAL lock_timeout = ?", ms, ms)
	return err
}
