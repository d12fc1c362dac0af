package store

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// TestSlowQueriesAreLoggedWithoutValues runs real queries through a hook that takes each for slow.
func TestSlowQueriesAreLoggedWithoutValues(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	defer slog.SetDefault(before)
	st, err := openSQLite(t.TempDir()+"/x.db", Options{CacheMB: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	st.write = st.write.WithQueryHook(late{})
	ctx := context.Background()
	if _, err := st.write.Exec("CREATE TABLE drafts (org_id TEXT, response_id TEXT, sequence INT, channel_id TEXT, visit_id TEXT, " +
		"version_id TEXT, lang TEXT, answers TEXT, started_at TEXT, updated_at TEXT, local_day INT)"); err != nil {
		t.Fatal(err)
	}
	draft := &surveys.Draft{Lang: "zh", Answers: surveys.Answers{"comment": {Text: "13800138000"}}}
	db := DB{bun: st.write}
	if err := insertRow(ctx, db, draft); err != nil {
		t.Fatal(err)
	}
	if _, err := db.bun.NewDelete().Model(draft).Where("answers LIKE ?", "%13800138000%").Exec(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := st.write.NewRaw("DELETE FROM drafts WHERE lang = ?", "13800138000").Exec(ctx); err != nil {
		t.Fatal(err)
	}
	if got := log.String(); strings.Contains(got, "13800138000") || strings.Count(got, "table=drafts") != 3 || !strings.Contains(got, "operation=DELETE") {
		t.Errorf("logged %s", got)
	}
}

// late makes every query look as if it had begun long ago.
type late struct{}

func (late) BeforeQuery(ctx context.Context, e *bun.QueryEvent) context.Context {
	e.StartTime = time.Now().Add(-time.Minute)
	return ctx
}

func (late) AfterQuery(context.Context, *bun.QueryEvent) {}
