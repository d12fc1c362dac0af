package store

import (
	"context"

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
