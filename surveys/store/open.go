package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"github.com/uptrace/bun/driver/pgdriver"
	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

// Options tune a store. The zero value is right for `serve`.
type Options struct {
	MaxConns int           // PostgreSQL: connections of this process; default 20
	ReadTime time.Duration // longest single statement of a reader; default 30 s (reports), writers have 5 s
	Name     string        // application_name on PostgreSQL
	CacheMB  int           // SQLite: page cache of each connection; default 64, which suits many readers of one file
}

// Store is an open database.
type Store struct {
	write *bun.DB // SQLite: one connection, BEGIN IMMEDIATE. PostgreSQL: the pool.
	read  *bun.DB // SQLite: query_only pool. PostgreSQL: a pool with a longer time limit.
	dia   dialect
	path  string // SQLite file; "" on PostgreSQL
	locks []*os.File
}

// Open connects to sqlite://PATH or postgres://…, without touching the schema. PostgreSQL without sslmode means no TLS
// on loopback or a socket and verify-full anywhere else; weaker modes to another host are refused.
func Open(ctx context.Context, databaseURL string, o Options) (*Store, error) {
	if o.MaxConns == 0 {
		o.MaxConns = 20
	}
	if o.ReadTime == 0 {
		o.ReadTime = 30 * time.Second
	}
	if o.CacheMB == 0 {
		o.CacheMB = 64
	}
	if o.Name == "" {
		o.Name = "touchstone"
	}
	var s *Store
	var err error
	switch {
	case strings.HasPrefix(databaseURL, "sqlite://"):
		s, err = openSQLite(strings.TrimPrefix(databaseURL, "sqlite://"), o)
	case strings.HasPrefix(databaseURL, "postgres://"), strings.HasPrefix(databaseURL, "postgresql://"):
		s, err = openPostgres(databaseURL, o)
	default:
		return nil, fmt.Errorf("store: database URL must begin with sqlite:// or postgres://")
	}
	if err != nil {
		return nil, err
	}
	if err := s.read.PingContext(ctx); err != nil {
		s.Close()
		return nil, fmt.Errorf("store: cannot reach the database: %w", err)
	}
	return s, nil
}

// sqliteDSN writes the settings into the address, because a PRAGMA run by hand reaches one connection of the pool only.
// busy_timeout comes first: the journal mode needs to wait for locks as well. synchronous is FULL: NORMAL loses
// acknowledged answers on a power cut. Checkpoints wait for 32 MB instead of 4: under load most pages are written again
// before that, and copying them each time cost a fifth of the accept path.
func sqliteDSN(path string, cacheMB int, reader bool) string {
	q := fmt.Sprintf("?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"+
		"&_pragma=cache_size(%d)&_pragma=temp_store(2)&_pragma=wal_autocheckpoint(8192)&_time_format=sqlite", -cacheMB*1024)
	if reader {
		return "file:" + (&url.URL{Path: path}).EscapedPath() + q + "&_pragma=query_only(1)"
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + q + "&_txlock=immediate"
}

func openSQLite(path string, o Options) (*Store, error) {
	if path == "" {
		return nil, fmt.Errorf("store: sqlite:// needs a file path")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	w, err := sql.Open("sqlite", sqliteDSN(path, o.CacheMB, false))
	if err != nil {
		return nil, err
	}
	w.SetMaxOpenConns(1)             // one writer; everybody else would only wait for its lock
	if err := w.Ping(); err != nil { // creates the file before query_only readers look for it
		w.Close()
		return nil, fmt.Errorf("store: cannot open %s: %w", path, err)
	}
	r, err := sql.Open("sqlite", sqliteDSN(path, o.CacheMB, true))
	if err != nil {
		w.Close()
		return nil, err
	}
	r.SetMaxOpenConns(4)
	r.SetMaxIdleConns(4)
	d := sqlitedialect.New()
	s := &Store{write: bun.NewDB(w, d), read: bun.NewDB(r, sqlitedialect.New()), dia: dialect{}, path: path}
	s.hook()
	return s, nil
}

func openPostgres(databaseURL string, o Options) (*Store, error) {
	dsn, err := postgresDSN(databaseURL)
	if err == nil {
		err = readable(dsn)
	}
	if err != nil {
		return nil, err
	}
	connect := func(conns int, limit time.Duration) *bun.DB {
		c := pgdriver.NewConnector(pgdriver.WithDSN(dsn), pgdriver.WithApplicationName(o.Name),
			pgdriver.WithReadTimeout(limit+5*time.Second), pgdriver.WithWriteTimeout(30*time.Second),
			pgdriver.WithConnParams(map[string]any{
				"statement_timeout":                   fmt.Sprint(limit.Milliseconds()),
				"lock_timeout":                        "2000",
				"idle_in_transaction_session_timeout": "15000",
			}))
		db := sql.OpenDB(c)
		db.SetMaxOpenConns(conns)
		db.SetMaxIdleConns(conns)
		db.SetConnMaxLifetime(5 * time.Minute)
		return bun.NewDB(db, pgdialect.New())
	}
	half := max(o.MaxConns/2, 2)
	s := &Store{write: connect(half, 5*time.Second), read: connect(half, o.ReadTime), dia: dialect{pg: true}}
	s.hook()
	return s, nil
}

// Migrator brings a schema up to date; migrations.Runner is the one there is.
type Migrator interface {
	Run(ctx context.Context, db *bun.DB) error
}

// Migrate lets m change the schema. Concurrent callers wait for each other.
func (s *Store) Migrate(ctx context.Context, m Migrator) error {
	unlock, err := s.fileLock(ctx, ".migrate.lock", true)
	if err != nil {
		return err
	}
	defer unlock()
	return m.Run(ctx, s.write)
}

// LockForServe makes sure that only one process serves a SQLite file; a second one gets an error at once. On PostgreSQL
// any number of processes may serve.
func (s *Store) LockForServe(ctx context.Context) error {
	_, err := s.fileLock(ctx, ".serve.lock", false)
	return err
}

// Close closes the pools and frees the file locks.
func (s *Store) Close() error {
	err := s.read.Close()
	if e := s.write.Close(); err == nil {
		err = e
	}
	for _, f := range s.locks {
		f.Close()
	}
	return err
}

// Postgres reports which engine this is, for messages and the bench.
func (s *Store) Postgres() bool { return s.dia.pg }

// Ping reports whether the database answers a write connection, for readiness.
func (s *Store) Ping(ctx context.Context) error { return s.write.PingContext(ctx) }
