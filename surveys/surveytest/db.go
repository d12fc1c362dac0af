package surveytest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/uptrace/bun/driver/pgdriver"

	"touchstone/migrations"
	"touchstone/surveys/store"
)

// PostgresEnv names the variable that holds the address of a PostgreSQL server whose user may create databases.
const PostgresEnv = "TOUCHSTONE_TEST_POSTGRES"

// Each runs fn once per engine, on a fresh, migrated, empty database.
func Each(t *testing.T, fn func(t *testing.T, st *store.Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, Open(t, SQLite(t))) })
	t.Run("postgres", func(t *testing.T) { fn(t, Open(t, Postgres(t))) })
}

// EachURL is Each for tests that start processes of their own: fn gets the address of a migrated database.
func EachURL(t *testing.T, fn func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { fn(t, Postgres(t)) })
}

// Open opens a database for the length of the test.
func Open(t testing.TB, url string) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), url, store.Options{MaxConns: 8})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "touchstone-template")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "template.db")
	if err := migrate("sqlite://" + path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// SQLite returns the address of a fresh, migrated SQLite file: a copy of one made once per test binary.
func SQLite(t testing.TB) string {
	t.Helper()
	body, err := sqliteTemplate()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "test.db")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return "sqlite://" + path
}

var postgresTemplate = sync.OnceValues(func() (string, error) {
	name := "tpl_" + random()
	if err := admin("CREATE DATABASE " + name); err != nil {
		return "", err
	}
	return name, migrate(databaseURL(name))
})

// Postgres returns the address of a fresh, migrated PostgreSQL database that is dropped after the test. It fails the
// test when there is no server: half of the promise would go untested.
func Postgres(t testing.TB) string {
	t.Helper()
	if os.Getenv(PostgresEnv) == "" {
		t.Fatal(PostgresEnv + " is not set; run `make test`, or `scripts/with-postgres go test …`, which start a server")
	}
	template, err := postgresTemplate()
	if err != nil {
		t.Fatal(err)
	}
	name := "t_" + random()
	if err := admin("CREATE DATABASE " + name + " TEMPLATE " + template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := admin("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return databaseURL(name)
}

// EmptyPostgres is Postgres without the schema, for tests of migrations.
func EmptyPostgres(t testing.TB) string {
	t.Helper()
	if os.Getenv(PostgresEnv) == "" {
		t.Fatal(PostgresEnv + " is not set; run `make test`")
	}
	name := "e_" + random()
	if err := admin("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := admin("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return databaseURL(name)
}

func migrate(url string) error {
	ctx := context.Background()
	st, err := store.Open(ctx, url, store.Options{MaxConns: 2})
	if err != nil {
		return err
	}
	defer st.Close()
	return st.Migrate(ctx, migrations.New())
}

func databaseURL(name string) string {
	u, _ := url.Parse(os.Getenv(PostgresEnv))
	u.Path = "/" + name
	return u.String()
}

func admin(statement string) error {
	u, err := url.Parse(os.Getenv(PostgresEnv))
	if err != nil {
		return err
	}
	q := u.Query()
	if q.Get("sslmode") == "" {
		q.Set("sslmode", "disable")
		u.RawQuery = q.Encode()
	}
	db := sql.OpenDB(pgdriver.NewConnector(pgdriver.WithDSN(u.String())))
	defer db.Close()
	_, err = db.Exec(statement)
	return err
}

func random() string {
	b := make([]byte, 8)
	rand.Read(b)
	return hex.EncodeToString(b)
}
