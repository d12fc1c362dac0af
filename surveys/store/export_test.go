package store

import (
	"context"
	"touchstone/surveys"
)

func InsertOne(ctx context.Context, s *Store, r *surveys.Response) error {
	row, _ := newResponseRow(Member{Response: r})
	return s.InTx(ctx, func(ctx context.Context, db DB) error {
		if _, err := db.bun.NewInsert().Model(&row).Exec(ctx); err != nil {
			return err
		}
		o := newOutboxRow(r.OrgID, r.ID, r.ReceivedAt)
		_, err := db.bun.NewInsert().Model(o).Exec(ctx)
		return err
	})
}
