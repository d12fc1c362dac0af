package store

import (
	"context"
	"database/sql"
	"reflect"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"touchstone/surveys"
)

// insertInSteps inserts rows on SQLite, one execution of a prepared statement each: there is no way to a server that many
// rows would share, and to bind values costs a third less than to have the engine read them as text. each, when set, is
// told of every row whether it was stored.
func insertInSteps[T any](ctx context.Context, db DB, table string, rows []*T, suffix string, each func(i int, stored bool)) error {
	tx, within := db.bun.(bun.Tx)
	if !within {
		return db.InTx(ctx, func(ctx context.Context, db DB) error { return insertInSteps(ctx, db, table, rows, suffix, each) })
	}
	q := newBulkInsert(db, table, rows)
	b := q.appendHead(schema.NewQueryGen(tx.Dialect()), nil)
	b = append(b, "VALUES (?"...)
	b = append(b, strings.Repeat(",?", len(q.table.Fields)-1)...)
	b = append(append(b, ") "...), suffix...)
	insert, err := tx.Tx.PrepareContext(ctx, string(b))
	if err != nil {
		return err
	}
	defer insert.Close()
	return q.steps(ctx, insert, each)
}

func (q bulkInsert) steps(ctx context.Context, insert *sql.Stmt, each func(i int, stored bool)) error {
	values := make([]any, len(q.table.Fields))
	for r := range q.rows.Len() {
		row := q.rows.Index(r).Elem()
		for i, f := range q.table.Fields {
			var err error
			if values[i], err = argument(f.Value(row)); err != nil {
				return err
			}
		}
		result, err := insert.ExecContext(ctx, values...)
		if err != nil {
			return err
		}
		if each == nil {
			continue
		}
		n, err := result.RowsAffected()
		if err != nil {
			return err
		}
		each(r, n > 0)
	}
	return nil
}

// argument is a value as SQLite keeps it, the same as Bun writes it into a query.
func argument(v reflect.Value) (any, error) {
	switch columnType(v.Type()) {
	case "uuid":
		return string(appendUUID(make([]byte, 0, 36), v)), nil
	case "timestamptz":
		return v.Interface().(time.Time).UTC().Format("2006-01-02 15:04:05.999999-07:00"), nil
	case "jsonb":
		return string(v.Bytes()), nil
	case "text":
		s := v.String()
		if strings.IndexByte(s, 0) >= 0 {
			return nil, surveys.E(surveys.Invalid, "answer.characters")
		}
		return s, nil
	case "bigint":
		return v.Int(), nil
	case "boolean":
		return v.Bool(), nil
	}
	return v.Float(), nil
}
