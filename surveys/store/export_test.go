package store

import (
	"context"
	"reflect"

	"touchstone/surveys"
)

// InsertOne is what the committer is measured against: the same two rows in a transaction of their own.
func InsertOne(ctx context.Context, s *Store, r *surveys.Response) error {
	row, err := newResponseRow(Member{Response: r})
	if err != nil {
		return err
	}
	return s.InTx(ctx, func(ctx context.Context, db DB) error {
		if _, err := db.bun.NewInsert().Model(&row).Exec(ctx); err != nil {
			return err
		}
		_, err := db.bun.NewInsert().Model(newOutboxRow(r.OrgID, r.ID, r.ReceivedAt)).Exec(ctx)
		return err
	})
}

// CommitTogether puts members into one group and returns what each was answered.
func CommitTogether(c *Committer, members ...Member) ([]Outcome, []error) {
	var group []*pending
	for _, m := range members {
		row, err := newResponseRow(m)
		if err != nil {
			panic(err)
		}
		group = append(group, &pending{Member: m, row: row, answer: make(chan result, 1)})
	}
	c.commit(group)
	outcomes, errs := make([]Outcome, len(group)), make([]error, len(group))
	for i, p := range group {
		r := <-p.answer
		outcomes[i], errs[i] = r.outcome, r.err
	}
	return outcomes, errs
}

// QueueLength is how many members may wait.
const QueueLength = queueLength

// Query reads rows of text, for tests that look at tables.
func (s *Store) Query(ctx context.Context, query string, args ...any) ([]map[string]any, error) {
	var out []map[string]any
	err := s.read.NewRaw(query, args...).Scan(ctx, &out)
	return out, err
}

// Exec changes rows behind everybody's back.
func (s *Store) Exec(ctx context.Context, query string, args ...any) error {
	_, err := s.write.NewRaw(query, args...).Exec(ctx)
	return err
}

// UniqueRules lists the names of the rules that have a message of their own, with its key.
func UniqueRules() map[string]string {
	rules := map[string]string{}
	for _, r := range uniqueRules {
		rules[r.index] = r.key
	}
	return rules
}

// Insert adds any row.
func (s *Store) Insert(ctx context.Context, row any) error {
	return s.InTx(ctx, func(ctx context.Context, db DB) error { return insertRow(ctx, db, row) })
}

// ColumnsOf returns the table of a model and its columns.
func (s *Store) ColumnsOf(model any) (table string, columns []string) {
	t := s.read.Dialect().Tables().Get(reflect.TypeOf(model))
	for _, f := range t.Fields {
		columns = append(columns, f.Name)
	}
	return t.Name, columns
}

// LockDerivation holds what a batch (shared) or a rebuild (alone) holds.
func LockDerivation(ctx context.Context, db DB, org surveys.ID, alone bool) error {
	return lockDerivation(ctx, db, org, alone)
}

// Writers is how many groups a committer writes at once.
func (c *Committer) Writers() int { return c.writers }
