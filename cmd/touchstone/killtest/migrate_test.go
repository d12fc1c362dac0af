package killtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"touchstone/migrations"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// dyingEnv makes this test binary a process that migrates a database and dies before its Nth statement; the value is
// "N URL".
const dyingEnv = "TOUCHSTONE_TEST_DYING_MIGRATION"

// migrateAndDie returns 0 when it lived through all statements.
func migrateAndDie() int {
	at, url, _ := strings.Cut(os.Getenv(dyingEnv), " ")
	left, err := strconv.Atoi(at)
	if err != nil {
		return 3
	}
	st, err := store.Open(context.Background(), url, store.Options{MaxConns: 2})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 3
	}
	r := migrations.New()
	r.Hook = func(string, int) {
		if left == 0 {
			p, _ := os.FindProcess(os.Getpid())
			p.Kill() //nolint:errcheck // it cannot fail
			select {}
		}
		left--
	}
	if err := st.Migrate(context.Background(), r); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 3
	}
	return 0
}

// dieAt migrates in another process that dies before statement n. done is true when there were fewer.
func dieAt(t *testing.T, url string, n int) (done bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), dyingEnv+"="+strconv.Itoa(n)+" "+url)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != -1) {
		t.Fatalf("statement %d: %v\n%s", n, err, out)
	}
	return err == nil
}

func migrate(t *testing.T, url string, r *migrations.Runner) error {
	t.Helper()
	st, err := store.Open(context.Background(), url, store.Options{MaxConns: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	return st.Migrate(context.Background(), r)
}

// statements counts, for each step, the moments at which it can die: before every statement, and before its mark.
func statements(t *testing.T, url string) (counts []int) {
	t.Helper()
	r := migrations.New()
	r.Hook = func(_ string, statement int) {
		if statement == 0 {
			counts = append(counts, 0)
		}
		counts[len(counts)-1]++
	}
	if err := migrate(t, url, r); err != nil {
		t.Fatal(err)
	}
	return counts
}

// A migration that dies anywhere is finished by the next one, and the schema is the same as that of a fresh database.
func TestKilledMigrationRecovers(t *testing.T) {
	for engine, fresh := range map[string]func(t *testing.T) string{
		"sqlite":   func(t *testing.T) string { return "sqlite://" + filepath.Join(t.TempDir(), "migrated.db") },
		"postgres": func(t *testing.T) string { return surveytest.EmptyPostgres(t) },
	} {
		t.Run(engine, func(t *testing.T) {
			reference, url := fresh(t), fresh(t)
			counts := statements(t, reference)
			want := schemaOf(t, reference)
			deaths := 0
			for step, count := range counts {
				for _, n := range moments(count) {
					if dieAt(t, url, n) {
						t.Fatalf("step %d did not die at moment %d of %d", step+1, n, count)
					}
					deaths++
				}
				// In its own process the step now succeeds, and the next one dies before its first statement.
				if done := dieAt(t, url, count); done != (step == len(counts)-1) {
					t.Fatalf("step %d was not the next one to be done", step+1)
				}
			}
			if got := schemaOf(t, url); !slices.Equal(got, want) {
				t.Errorf("after %d deaths:\n%s\nwant:\n%s", deaths, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			t.Logf("%d steps, %d deaths", len(counts), deaths)
		})
	}
}

// moments are the first, the last (everything is done but the mark), and some in between.
func moments(count int) []int {
	var out []int
	for n := 0; n < count-1; n += max(count/8, 1) {
		out = append(out, n)
	}
	return append(out, count-1)
}

// schemaOf lists tables, columns, indexes and the steps that are marked as done.
func schemaOf(t *testing.T, url string) []string {
	t.Helper()
	driver, address := "pg", url
	queries := []string{
		"SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns WHERE table_schema = 'public'",
		"SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
	}
	if path, lite := strings.CutPrefix(url, "sqlite://"); lite {
		driver, address = "sqlite", path
		queries = []string{"SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master"}
	}
	db, err := sql.Open(driver, address) // both drivers come with the store
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var lines []string
	for _, q := range append(queries, "SELECT name || ' ' || kind || ' ' || checksum FROM schema_steps") {
		rows, err := db.Query(q)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				t.Fatal(err)
			}
			lines = append(lines, line)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	if len(lines) < 60 {
		t.Fatalf("only %d lines of schema", len(lines))
	}
	slices.Sort(lines)
	return lines
}
