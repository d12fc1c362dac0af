package bench

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/uptrace/bun/driver/pgdriver"
	_ "modernc.org/sqlite" // registers the driver "sqlite"

	"touchstone/locales"
	"touchstone/migrations"
	"touchstone/surveys/blob"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
)

// scratch is a database that exists for one part of the bench.
type scratch struct {
	url     string
	folder  string // temporary; holds the SQLite file and the data folder
	secret  string
	store   *store.Store
	service *service.Service
	admin   *sql.DB // PostgreSQL: connection to the given database, from which the scratch one is dropped
	name    string
}

// newScratch makes an empty, migrated database beside the given one.
func newScratch(ctx context.Context, given string) (*scratch, error) {
	tag := make([]byte, 6)
	rand.Read(tag)
	s := &scratch{secret: strings.Repeat(hex.EncodeToString(tag), 6), name: "touchstone_bench_" + hex.EncodeToString(tag)}
	if err := s.make(ctx, given); err != nil {
		return nil, errors.Join(err, s.drop())
	}
	return s, nil
}

func (s *scratch) make(ctx context.Context, given string) (err error) {
	path, isSQLite := strings.CutPrefix(given, "sqlite://")
	beside := ""
	if isSQLite {
		if beside = filepath.Dir(path); beside != "." {
			if err := os.MkdirAll(beside, 0o700); err != nil {
				return err
			}
		}
	}
	if s.folder, err = os.MkdirTemp(beside, s.name+"-"); err != nil {
		return err
	}
	if isSQLite {
		s.url = "sqlite://" + filepath.Join(s.folder, "scratch.db")
	} else if err := s.makePostgres(ctx, given); err != nil {
		return err
	}
	if s.store, err = store.Open(ctx, s.url, store.Options{Name: "touchstone bench", ReadTime: 10 * time.Minute}); err != nil {
		return err
	}
	if err := s.store.Migrate(ctx, migrations.New()); err != nil {
		return err
	}
	blobs, err := blob.OpenFolder(filepath.Join(s.data(), "files"))
	if err != nil {
		return err
	}
	s.service = service.New(service.Config{Store: s.store, Blobs: blobs, Secret: []byte(s.secret), BaseURL: "http://127.0.0.1",
		Texts: locales.For})
	return nil
}

func (s *scratch) makePostgres(ctx context.Context, given string) error {
	u, err := url.Parse(given)
	if err != nil {
		return errors.New("the PostgreSQL address cannot be read")
	}
	s.admin = openPostgres(u)
	if _, err := s.admin.ExecContext(ctx, "CREATE DATABASE "+s.name); err != nil {
		s.name = ""
		return fmt.Errorf("the bench needs a user who may create databases: %w", err)
	}
	u.Path = "/" + s.name
	s.url = u.String()
	return nil
}

// openPostgres opens a bare connection, with the rule for sslmode that the store has for this machine: the bench measures
// nothing over a network.
func openPostgres(u *url.URL) *sql.DB {
	q := u.Query()
	if q.Get("sslmode") == "" {
		q.Set("sslmode", "disable")
	}
	copied := *u
	copied.RawQuery = q.Encode()
	return sql.OpenDB(pgdriver.NewConnector(pgdriver.WithDSN(copied.String()), pgdriver.WithReadTimeout(30*time.Minute),
		pgdriver.WithWriteTimeout(time.Minute)))
}

// data is the data folder of children.
func (s *scratch) data() string { return filepath.Join(s.folder, "data") }

func (s *scratch) postgres() bool { return s.admin != nil }

// bare opens the scratch database without the store: the same driver and settings, nothing of ours in between.
func (s *scratch) bare(conns int) (*sql.DB, error) { return openBare(s.url, conns) }

func openBare(address string, conns int) (*sql.DB, error) {
	if path, ok := strings.CutPrefix(address, "sqlite://"); ok {
		db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"+
			"&_pragma=cache_size(-65536)&_pragma=temp_store(2)&_pragma=wal_autocheckpoint(8192)&_txlock=immediate")
		if err == nil {
			db.SetMaxOpenConns(1) // SQLite has one writer; more connections would only wait for each other
		}
		return db, err
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("the PostgreSQL address cannot be read")
	}
	db := openPostgres(u)
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}

// drop removes all that newScratch made.
func (s *scratch) drop() error {
	var errs []error
	ctx := context.Background()
	if s.service != nil {
		errs = append(errs, s.service.Close(ctx))
	}
	if s.store != nil {
		errs = append(errs, s.store.Close())
	}
	if s.admin != nil {
		if s.name != "" {
			_, err := s.admin.ExecContext(ctx, "DROP DATABASE IF EXISTS "+s.name+" WITH (FORCE)")
			errs = append(errs, err)
		}
		errs = append(errs, s.admin.Close())
	}
	if s.folder != "" {
		errs = append(errs, os.RemoveAll(s.folder))
	}
	return errors.Join(errs...)
}
