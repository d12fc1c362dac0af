package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"github.com/uptrace/bun/schema"

	"touchstone/surveys"
)

// insertMany inserts many rows of one model. suffix is what follows the values (ON CONFLICT …). Columns are the fields of
// the model, so that the two cannot drift apart.
func insertMany[T any](ctx context.Context, db DB, rows []*T, suffix string) error {
	return insertManyInto(ctx, db, "", rows, suffix)
}

// insertManyInto is insertMany into another table of the same columns.
func insertManyInto[T any](ctx context.Context, db DB, table string, rows []*T, suffix string) error {
	if len(rows) == 0 {
		return nil
	}
	if !db.dia.pg {
		return insertInSteps(ctx, db, table, rows, suffix, nil)
	}
	_, err := db.bun.NewRaw("? "+suffix, newBulkInsert(db, table, rows)).Exec(ctx)
	return err
}

func newBulkInsert[T any](db DB, table string, rows []*T) bulkInsert {
	return bulkInsert{table: db.bun.Dialect().Tables().Get(reflect.TypeFor[T]()), into: table, rows: reflect.ValueOf(rows)}
}

// bulkInsert appends INSERT INTO table AS alias (columns) and the values, for PostgreSQL: as one array per column, which
// the server reads in half the time of a list of rows.
type bulkInsert struct {
	table *schema.Table
	into  string // other table than the model's
	rows  reflect.Value
}

// AppendQuery implements schema.QueryAppender.
func (q bulkInsert) AppendQuery(gen schema.QueryGen, b []byte) ([]byte, error) {
	return q.appendArrays(gen, q.appendHead(gen, b))
}

func (q bulkInsert) appendHead(gen schema.QueryGen, b []byte) []byte {
	b = append(b, "INSERT INTO "...)
	if q.into != "" {
		b = gen.AppendIdent(b, q.into)
	} else {
		b = append(b, q.table.SQLName...)
	}
	b = append(b, " AS "...)
	b = append(b, q.table.SQLAlias...)
	b = append(b, " ("...)
	for i, f := range q.table.Fields {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, f.SQLName...)
	}
	return append(b, ") "...)
}

func (q bulkInsert) appendArrays(gen schema.QueryGen, b []byte) (_ []byte, err error) {
	b = append(b, "SELECT * FROM unnest("...)
	for i, f := range q.table.Fields {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, "'{"...)
		for r := range q.rows.Len() {
			if r > 0 {
				b = append(b, ',')
			}
			if b, err = appendElement(gen, b, f.Value(q.rows.Index(r).Elem())); err != nil {
				return nil, fmt.Errorf("store: column %s: %w", f.Name, err)
			}
		}
		b = append(b, "}'::"...)
		b = append(b, columnType(f.StructField.Type)...)
		b = append(b, "[]"...)
	}
	return append(b, ')'), nil
}

var (
	idType   = reflect.TypeFor[surveys.ID]()
	timeType = reflect.TypeFor[time.Time]()
	jsonType = reflect.TypeFor[json.RawMessage]()
)

// columnType is the PostgreSQL type of a field. A field of another type is a mistake in this package.
func columnType(t reflect.Type) string {
	switch {
	case t == idType:
		return "uuid"
	case t == timeType:
		return "timestamptz"
	case t == jsonType:
		return "jsonb"
	case t.Kind() == reflect.String:
		return "text"
	case t.Kind() == reflect.Int || t.Kind() == reflect.Int64:
		return "bigint"
	case t.Kind() == reflect.Bool:
		return "boolean"
	case t.Kind() == reflect.Float64:
		return "double precision"
	}
	panic("store: no column type for " + t.String())
}

// appendElement appends one element of a PostgreSQL array inside a quoted literal.
func appendElement(gen schema.QueryGen, b []byte, v reflect.Value) ([]byte, error) {
	switch columnType(v.Type()) {
	case "uuid":
		return appendUUID(b, v), nil
	case "timestamptz":
		t := v.Interface().(time.Time).UTC()
		return append(t.AppendFormat(append(b, '"'), "2006-01-02 15:04:05.999999-07:00"), '"'), nil
	case "jsonb":
		return appendQuoted(b, string(v.Bytes()))
	case "text":
		return appendQuoted(b, v.String())
	}
	return appendLiteral(gen, b, v), nil
}

// appendQuoted escapes for the array first (quote, backslash), for the literal second (apostrophe).
func appendQuoted(b []byte, s string) ([]byte, error) {
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; c {
		case 0:
			return nil, surveys.E(surveys.Invalid, "answer.characters")
		case '\'':
			b = append(b, "''"...)
		case '"', '\\':
			b = append(b, '\\', c)
		default:
			b = append(b, c)
		}
	}
	return append(b, '"'), nil
}

// appendLiteral appends a value as a literal of the engine.
func appendLiteral(gen schema.QueryGen, b []byte, v reflect.Value) []byte {
	switch columnType(v.Type()) {
	case "uuid":
		return append(appendUUID(append(b, '\''), v), '\'')
	case "timestamptz":
		return gen.Dialect().AppendTime(b, v.Interface().(time.Time))
	case "jsonb":
		return gen.Dialect().AppendString(b, string(v.Bytes()))
	case "text":
		return gen.Dialect().AppendString(b, v.String())
	case "bigint":
		return strconv.AppendInt(b, v.Int(), 10)
	case "boolean":
		return gen.Dialect().AppendBool(b, v.Bool())
	}
	return strconv.AppendFloat(b, v.Float(), 'g', -1, 64)
}

func appendUUID(b []byte, v reflect.Value) []byte {
	id := v.Bytes() // the rows are pointers, so their arrays can be addressed
	b = append(hex.AppendEncode(b, id[0:4]), '-')
	b = append(hex.AppendEncode(b, id[4:6]), '-')
	b = append(hex.AppendEncode(b, id[6:8]), '-')
	b = append(hex.AppendEncode(b, id[8:10]), '-')
	return hex.AppendEncode(b, id[10:16])
}
