package migrations_test

import (
	"context"
	"database/sql"
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	_ "github.com/uptrace/bun/driver/pgdriver" // registers the driver "pg"
	_ "modernc.org/sqlite"                     // registers the driver "sqlite"

	"touchstone/migrations"
	"touchstone/surveys/surveytest"
)

// each runs fn on an empty database of either engine.
func each(t *testing.T, fn func(t *testing.T, db *bun.DB)) {
	t.Helper()
	open := func(t *testing.T, driver, address string) *sql.DB {
		db, err := sql.Open(driver, address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		return db
	}
	t.Run("sqlite", func(t *testing.T) {
		path := "file:" + filepath.Join(t.TempDir(), "test.db") + "?_txlock=immediate"
		fn(t, bun.NewDB(open(t, "sqlite", path), sqlitedialect.New()))
	})
	t.Run("postgres", func(t *testing.T) {
		fn(t, bun.NewDB(open(t, "pg", surveytest.EmptyPostgres(t)), pgdialect.New()))
	})
}

// binary is a runner that knows these files.
func binary(t *testing.T, files map[string]string) *migrations.Runner {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, body := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(body)}
	}
	r, err := migrations.RunnerOf(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var released = map[string]string{
	"1_first.expand.sql": "-- a comment; with a semicolon\nCREATE TABLE one (id {{.ID}} NOT NULL, at {{.TS}}, doc {{.JSON}}, raw {{.BYTES}});\nCREATE INDEX one_id ON one (id);\n",
}

func with(more map[string]string) map[string]string {
	all := maps.Clone(released)
	maps.Copy(all, more)
	return all
}

func run(t *testing.T, db *bun.DB, files map[string]string, refusal string) {
	t.Helper()
	err := binary(t, files).Run(context.Background(), db)
	switch {
	case refusal == "" && err != nil:
		t.Fatal(err)
	case refusal != "" && (err == nil || !strings.Contains(err.Error(), refusal)):
		t.Fatalf("error is %v, want one that says %q", err, refusal)
	}
}

// The previous binary runs on what a newer one added, and refuses what a newer one took away.
func TestOlderBinary(t *testing.T) {
	each(t, func(t *testing.T, db *bun.DB) {
		run(t, db, released, "")
		run(t, db, released, "") // again: nothing to do
		added := with(map[string]string{"2_second.expand.sql": "CREATE TABLE two (id {{.ID}});\n"})
		run(t, db, added, "")
		run(t, db, released, "")
		taken := with(map[string]string{"2_second.expand.sql": added["2_second.expand.sql"], "3_third.contract.sql": "DROP TABLE two;\n"})
		run(t, db, taken, "")
		run(t, db, taken, "")
		run(t, db, added, "newer version (3_third)")
		run(t, db, released, "newer version (3_third)")
	})
}

func TestAlteredStepIsRefused(t *testing.T) {
	each(t, func(t *testing.T, db *bun.DB) {
		run(t, db, released, "")
		run(t, db, map[string]string{"1_first.expand.sql": released["1_first.expand.sql"] + "CREATE TABLE more (id {{.ID}});\n"}, "1_first was altered")
	})
}

// A step that fails leaves nothing behind, neither a table nor a mark.
func TestFailedStepLeavesNothing(t *testing.T) {
	each(t, func(t *testing.T, db *bun.DB) {
		broken := with(map[string]string{"2_second.expand.sql": "CREATE TABLE two (id {{.ID}});\nCREATE TABLE one (id {{.ID}});\n"})
		run(t, db, broken, "2_second: statement 2")
		var marks []string
		err := db.NewSelect().Table("schema_steps").Column("name").Scan(context.Background(), &marks)
		if err != nil || len(marks) != 1 || marks[0] != "1_first" {
			t.Errorf("marks: %v %v", marks, err)
		}
		run(t, db, with(map[string]string{"2_second.expand.sql": "CREATE TABLE two (id {{.ID}});\n"}), "") // two does not exist yet
	})
}

func TestMisnamedFileIsRefused(t *testing.T) {
	if _, err := migrations.RunnerOf(fstest.MapFS{"1_first.sql": &fstest.MapFile{}}); err == nil {
		t.Error("a step that does not say whether it expands or contracts was read")
	}
	if n := len(migrations.Steps()); n == 0 {
		t.Error("this binary has no steps")
	}
}
