package store

import "github.com/uptrace/bun"

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
