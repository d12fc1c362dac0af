package migrations

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"text/template"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect"
)

//go:embed *.sql
var files embed.FS

// Step is one schema change.
type Step struct {
	Name     string // file name without ending
	Contract bool
	Checksum string // SHA-256 (hex) of the file as written, before the words are filled in
	body     string
}

// Steps returns all steps of this binary in order. It panics when a file is misnamed: that is a build mistake.
func Steps() []Step {
	steps, err := read(files)
	if err != nil {
		panic(err)
	}
	return steps
}

func read(fsys fs.FS) ([]Step, error) {
	names, err := fs.Glob(fsys, "*.sql")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var steps []Step
	for _, n := range names {
		body, err := fs.ReadFile(fsys, n)
		if err != nil {
			return nil, err
		}
		name, contract := strings.CutSuffix(n, ".contract.sql")
		if !contract {
			var expand bool
			if name, expand = strings.CutSuffix(n, ".expand.sql"); !expand {
				return nil, fmt.Errorf("migrations: %s is neither .expand.sql nor .contract.sql", n)
			}
		}
		sum := sha256.Sum256(body)
		steps = append(steps, Step{Name: name, Contract: contract, Checksum: hex.EncodeToString(sum[:]), body: string(body)})
	}
	return steps, nil
}

// words are the column types that differ between the engines.
func words(pg bool) map[string]any {
	if pg {
		return map[string]any{"ID": "UUID", "TS": "TIMESTAMPTZ", "JSON": "JSONB", "BYTES": "BYTEA", "Postgres": true}
	}
	return map[string]any{"ID": "TEXT", "TS": "TIMESTAMP", "JSON": "TEXT", "BYTES": "BLOB", "Postgres": false}
}

// statements renders the step for an engine and splits it. A statement ends with ";" at the end of a line.
func (s Step) statements(pg bool) ([]string, error) {
	t, err := template.New(s.Name).Option("missingkey=error").Parse(s.body)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, words(pg)); err != nil {
		return nil, err
	}
	var out []string
	for _, part := range strings.Split(b.String(), ";\n") {
		if strings.TrimSpace(stripComments(part)) != "" {
			out = append(out, part)
		}
	}
	return out, nil
}

func stripComments(sql string) string {
	var keep []string
	for _, l := range strings.Split(sql, "\n") {
		if !strings.HasPrefix(strings.TrimSpace(l), "--") {
			keep = append(keep, l)
		}
	}
	return strings.Join(keep, "\n")
}

// advisoryKey is the PostgreSQL advisory lock that one migrating process holds ("touchstn" as a number).
const advisoryKey = 0x746f75636873746e

// Runner brings a database to the schema of this binary.
type Runner struct {
	// Hook, when set, is called before every statement. The kill test uses it to die in the middle of a step.
	Hook  func(step string, statement int)
	steps []Step
}

// New returns a runner over the steps of this binary.
func New() *Runner { return &Runner{steps: Steps()} }

type mark struct {
	bun.BaseModel `bun:"table:schema_steps"`
	Name          string    `bun:"name,pk"`
	Kind          string    `bun:"kind"`
	Checksum      string    `bun:"checksum"`
	AppliedAt     time.Time `bun:"applied_at"`
}

// Run applies what is missing. Each step and its mark are one transaction, so that a kill at any moment leaves either
// none or all of it. It refuses a database that holds a contract step this binary does not know, and one whose released
// steps were altered. On PostgreSQL the caller's connection is pinned and holds an advisory lock, which the server frees
// when the process dies; on SQLite the caller holds a file lock and every transaction begins IMMEDIATE.
func (r *Runner) Run(ctx context.Context, db *bun.DB) error {
	pg := db.Dialect().Name() == dialect.PG
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if pg {
		// A long step, or a long wait for another process, is not cut short by the limits of ordinary statements.
		if _, err := conn.ExecContext(ctx, "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0"); err != nil {
			return err
		}
		defer conn.ExecContext(context.WithoutCancel(ctx), "RESET ALL") //nolint:errcheck // the connection is dropped when it fails
		if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock(?)", int64(advisoryKey)); err != nil {
			return err
		}
		defer conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock(?)", int64(advisoryKey)) //nolint:errcheck // freed with the connection
	}
	if _, err := conn.ExecContext(ctx, markTable(pg)); err != nil {
		return err
	}
	todo, err := r.pending(ctx, conn)
	if err != nil {
		return err
	}
	for _, s := range todo {
		if err := r.apply(ctx, conn, s, pg); err != nil {
			return fmt.Errorf("migrations: step %s: %w", s.Name, err)
		}
	}
	return nil
}

func markTable(pg bool) string {
	return "CREATE TABLE IF NOT EXISTS schema_steps (name TEXT PRIMARY KEY, kind TEXT NOT NULL, checksum TEXT NOT NULL, applied_at " +
		words(pg)["TS"].(string) + " NOT NULL)"
}

// pending compares the marks with the steps.
func (r *Runner) pending(ctx context.Context, db bun.IDB) ([]Step, error) {
	var marks []mark
	if err := db.NewSelect().Model(&marks).Scan(ctx); err != nil {
		return nil, err
	}
	known := map[string]Step{}
	for _, s := range r.steps {
		known[s.Name] = s
	}
	applied := map[string]bool{}
	for _, m := range marks {
		applied[m.Name] = true
		s, ok := known[m.Name]
		if !ok && m.Kind == "contract" {
			return nil, fmt.Errorf("migrations: the database was changed by a newer version (%s); this version cannot use it", m.Name)
		}
		if ok && s.Checksum != m.Checksum {
			return nil, fmt.Errorf("migrations: released step %s was altered", m.Name)
		}
	}
	var todo []Step
	for _, s := range r.steps {
		if !applied[s.Name] {
			todo = append(todo, s)
		}
	}
	return todo, nil
}

func (r *Runner) apply(ctx context.Context, conn bun.Conn, s Step, pg bool) error {
	list, err := s.statements(pg)
	if err != nil {
		return err
	}
	kind := "expand"
	if s.Contract {
		kind = "contract"
	}
	return conn.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		for i, sql := range list {
			if r.Hook != nil {
				r.Hook(s.Name, i)
			}
			if _, err := tx.ExecContext(ctx, sql); err != nil {
				return fmt.Errorf("statement %d: %w", i+1, err)
			}
		}
		if r.Hook != nil {
			r.Hook(s.Name, len(list))
		}
		m := &mark{Name: s.Name, Kind: kind, Checksum: s.Checksum, AppliedAt: time.Now().UTC().Truncate(time.Microsecond)}
		_, err := tx.NewInsert().Model(m).Exec(ctx)
		return err
	})
}
