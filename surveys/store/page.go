package store

import (
	"context"
	"reflect"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// listByText reads one page ordered by a text column and the id. key returns the row's value of that column.
func listByText[T any](ctx context.Context, q *bun.SelectQuery, rows *[]T, column string, p surveys.Page, at func(T) surveys.Cursor) (surveys.List[T], error) {
	if !p.After.ID.IsZero() {
		q = q.Where("(?TableAlias.?, ?TableAlias.id) > (?, ?)", bun.Ident(column), p.After.Key, p.After.ID)
	}
	q = q.OrderExpr("?TableAlias.?, ?TableAlias.id", bun.Ident(column))
	return readPage(ctx, q, rows, p, at)
}

// listByID reads one page in the order in which rows were made, the newest first.
func listByID[T any](ctx context.Context, q *bun.SelectQuery, rows *[]T, p surveys.Page, id func(T) surveys.ID) (surveys.List[T], error) {
	if !p.After.ID.IsZero() {
		q = q.Where("?TableAlias.id < ?", p.After.ID)
	}
	q = q.OrderExpr("?TableAlias.id DESC")
	return readPage(ctx, q, rows, p, func(row T) surveys.Cursor { return surveys.Cursor{ID: id(row)} })
}

// listByTime reads one page ordered by a time column and the id, the newest first.
func listByTime[T any](ctx context.Context, q *bun.SelectQuery, rows *[]T, column string, p surveys.Page, at func(T) surveys.Cursor) (surveys.List[T], error) {
	if !p.After.ID.IsZero() {
		t, err := p.After.Time()
		if err != nil {
			return surveys.List[T]{}, err
		}
		q = q.Where("(?TableAlias.?, ?TableAlias.id) < (?, ?)", bun.Ident(column), t, p.After.ID)
	}
	q = q.OrderExpr("?TableAlias.? DESC, ?TableAlias.id DESC", bun.Ident(column))
	return readPage(ctx, q, rows, p, at)
}

// readPage reads one row more than the page holds, to know whether there is another page.
func readPage[T any](ctx context.Context, q *bun.SelectQuery, rows *[]T, p surveys.Page, at func(T) surveys.Cursor) (surveys.List[T], error) {
	size := p.Size()
	*rows = []T{}
	if err := q.Limit(int64(size) + 1).Scan(ctx); err != nil {
		return surveys.List[T]{}, translate(err)
	}
	list := surveys.List[T]{Items: *rows}
	if len(*rows) > size {
		list.Items = (*rows)[:size]
		list.Next = at((*rows)[size-1]).String()
	}
	return list, nil
}

// insertRow adds one row.
func insertRow(ctx context.Context, db DB, row any) error {
	_, err := db.bun.NewInsert().Model(row).Exec(ctx)
	return translate(err)
}

// updateRow writes a whole row back under its key, for rows that the transaction holds (LockVisit and its like). NotFound
// when it is gone.
func updateRow(ctx context.Context, db DB, row any) error {
	res, err := db.bun.NewUpdate().Model(row).WherePK().Exec(ctx)
	if err != nil {
		return translate(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return surveys.E(surveys.NotFound, "error.not_found").Because(err)
	}
	return nil
}

// updateChanged writes the columns in which after differs from before, and nothing when none does: what somebody else
// wrote into the other columns stays. Both are pointers to the same row; before was read under a lock. NotFound when the
// row is gone.
func updateChanged[T any](ctx context.Context, db DB, before, after *T) error {
	was, is := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem()
	var columns []string
	for _, f := range db.bun.Dialect().Tables().Get(is.Type()).Fields {
		if !reflect.DeepEqual(was.FieldByIndex(f.Index).Interface(), is.FieldByIndex(f.Index).Interface()) {
			columns = append(columns, f.Name)
		}
	}
	if len(columns) == 0 {
		return nil
	}
	res, err := db.bun.NewUpdate().Model(after).Column(columns...).WherePK().Exec(ctx)
	if err != nil {
		return translate(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return surveys.E(surveys.NotFound, "error.not_found").Because(err)
	}
	return nil
}

// lockRow is findRow that keeps others from changing the row until the end of the transaction: whoever changes it next
// reads what this transaction left. Every change of a row goes lockRow, check, updateChanged.
func lockRow[T any](ctx context.Context, db DB, q *bun.SelectQuery, row *T) (*T, error) {
	return findRow(ctx, db.dia.forUpdate(q), row)
}

// findRow reads the one row a query leads to.
func findRow[T any](ctx context.Context, q *bun.SelectQuery, row *T) (*T, error) {
	if err := q.Limit(1).Scan(ctx); err != nil {
		return nil, translate(err)
	}
	return row, nil
}
