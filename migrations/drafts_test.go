package migrations_test

import (
	"context"
	"testing"

	"github.com/uptrace/bun"

	"touchstone/migrations"
)

// Drafts that were begun before they had a day get one.
func TestOldDraftsGetADay(t *testing.T) {
	each(t, func(t *testing.T, db *bun.DB) {
		ctx := context.Background()
		run(t, db, filesBefore(t, "20261124000300"), "")
		const id = "01a19b45-b801-73bb-9df0-43afae2c7e6d"
		_, err := db.NewRaw("INSERT INTO drafts (org_id, response_id, sequence, channel_id, visit_id, version_id, lang, answers, started_at, updated_at)"+
			" VALUES (?0, ?0, 1, ?0, ?0, ?0, 'zh', '{}', ?1, ?1)", id, "2026-10-31 23:30:00.123456+00:00").Exec(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := migrations.New().Run(ctx, db); err != nil {
			t.Fatal(err)
		}
		var day int
		if err := db.NewRaw("SELECT local_day FROM drafts").Scan(ctx, &day); err != nil || day != 20261031 {
			t.Errorf("day %d: %v", day, err)
		}
	})
}
