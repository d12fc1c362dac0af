package store

import (
	"context"
	"log/slog"
	"time"

	"github.com/uptrace/bun"
)

// slowQuery is the time from which a query is always logged.
const slowQuery = time.Second

// queryHook logs operation, duration and the query with its placeholders — never the values, which are answers and
// people's data.
type queryHook struct{}

func (queryHook) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

func (queryHook) AfterQuery(ctx context.Context, e *bun.QueryEvent) {
	if d := time.Since(e.StartTime); d > slowQuery {
		slog.WarnContext(ctx, "slow query", "operation", e.Operation(), "ms", d.Milliseconds(), "template", e.QueryTemplate)
	}
}

func (s *Store) hook() {
	s.write = s.write.WithQueryHook(queryHook{})
	s.read = s.read.WithQueryHook(queryHook{})
}
