package store

import (
	"context"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// DB is what queries run on: a reader, or a transaction. The Bun handle stays inside the package.
type DB struct {
	bun bun.IDB
	dia dialect
}

// Read returns a reader. It sees committed rows; on SQLite it cannot write.
func (s *Store) Read() DB { return DB{bun: s.read, dia: s.dia} }

// InTx runs fn in one transaction and commits when fn returns nil. The error of fn comes back unchanged (translated when
// it is the engine's); an error of the commit itself is Unavailable, because its outcome is not known.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context, db DB) error) error {
	return runTx(ctx, s.write, s.dia, fn)
}

// InTx runs fn in a savepoint of the transaction: when fn fails, what it did is undone and the transaction goes on.
func (db DB) InTx(ctx context.Context, fn func(ctx context.Context, db DB) error) error {
	return runTx(ctx, db.bun, db.dia, fn)
}

func runTx(ctx context.Context, on bun.IDB, dia dialect, fn func(ctx context.Context, db DB) error) error {
	var inner error
	ran := false
	err := on.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		inner = fn(ctx, DB{bun: tx, dia: dia})
		ran = inner == nil
		return inner
	})
	switch {
	case inner != nil:
		return translate(inner)
	case err != nil && ran: // fn succeeded, COMMIT did not answer
		return surveys.E(surveys.Unavailable, "error.commit_unknown").Because(err)
	case err != nil:
		return translate(err)
	}
	return nil
}
