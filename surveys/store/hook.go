package store

import (
	"context"
	"log/slog"
	"regexp"
	"time"

	"github.com/uptrace/bun"
)

// slowQuery is the time from which a query is always logged.
const slowQuery = time.Second

// queryHook logs operation, table and duration of slow queries — never the query: what Bun calls its template holds the
// values as soon as a part of it was formatted on its own, and values are answers and people's data.
type queryHook struct{}

// tableOf finds the first table of a query; the words before it are ours.
var tableOf = regexp.MustCompile(`(?:INSERT INTO|UPDATE|DELETE FROM|FROM) "?([a-z_]{1,40})"?`)

func (queryHook) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

func (queryHook) AfterQuery(ctx context.Context, e *bun.QueryEvent) {
	if d := time.Since(e.StartTime); d > slowQuery {
		table := ""
		if m := tableOf.FindStringSubmatch(e.Query); m != nil {
			table = m[1]
		}
		slog.WarnContext(ctx, "slow query", "operation", e.Operation(), "table", table, "ms", d.Milliseconds())
	}
}

func (s *Store) hook() {
	s.write = s.write.WithQueryHook(queryHook{})
	s.read = s.read.WithQueryHook(queryHook{})
}
