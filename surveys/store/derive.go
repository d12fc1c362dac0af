package store

import (
	"context"
	"encoding/binary"
	"sync"
	"time"

	"github.com/uptrace/bun"

	"touchstone/surveys"
)

// deriveTime is how long one statement of a derivation may take, locks included.
const deriveTime = time.Minute

// Deriver turns accepted responses into answers and histograms. Deriving a response means: subtract what answers holds
// for it, replace those rows, add again; all in the transaction that deletes the outbox rows which asked for it. So any
// number of processes may derive at once, and deriving again changes nothing.
type Deriver struct {
	store *Store

	mu       sync.Mutex
	versions map[versionKey]*versionIndex // frozen, so never stale
}

type versionKey struct{ org, id surveys.ID }

// NewDeriver returns a deriver over the store.
func NewDeriver(s *Store) *Deriver {
	return &Deriver{store: s, versions: map[versionKey]*versionIndex{}}
}

// Batch derives at most limit changes in one transaction and returns how many it took; 0 means that nothing waits that
// no other process is working on.
func (d *Deriver) Batch(ctx context.Context, limit int) (n int, err error) {
	err = d.store.InTx(ctx, func(ctx context.Context, db DB) error {
		if err := patient(ctx, db, deriveTime); err != nil {
			return err
		}
		byOrg, order, err := claim(ctx, db, limit)
		if err != nil {
			return err
		}
		for _, org := range order {
			if err := lockDerivation(ctx, db, org, false); err != nil {
				return err
			}
			if err := d.deriveOrg(ctx, db, org, byOrg[org]); err != nil {
				return err
			}
			n += len(byOrg[org])
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// claim takes outbox rows that no other process holds and deletes them, one by one, in this transaction: a row that was
// committed late, behind rows already taken, is taken by the next batch.
func claim(ctx context.Context, db DB, limit int) (byOrg map[surveys.ID][]surveys.ID, order []surveys.ID, err error) {
	var rows []surveys.OutboxRow
	q := db.bun.NewSelect().Model(&rows).Column("org_id", "id", "response_id").
		Where("consumer = ?", surveys.ConsumerDerive).Order("id").Limit(int64(limit))
	if err := db.dia.skipLocked(q).Scan(ctx); err != nil {
		return nil, nil, err
	}
	byOrg = map[surveys.ID][]surveys.ID{}
	taken := map[surveys.ID][]surveys.ID{}
	for _, r := range rows {
		if byOrg[r.OrgID] == nil {
			order = append(order, r.OrgID)
		}
		byOrg[r.OrgID] = append(byOrg[r.OrgID], r.ResponseID)
		taken[r.OrgID] = append(taken[r.OrgID], r.ID)
	}
	for _, org := range order {
		_, err := db.bun.NewDelete().Model((*surveys.OutboxRow)(nil)).
			Where("org_id = ?", org).Where("id IN (?)", bun.List(taken[org])).Exec(ctx)
		if err != nil {
			return nil, nil, err
		}
	}
	return byOrg, order, nil
}

// lockDerivation keeps batches of an organisation (many at a time) apart from a rebuild (alone).
func lockDerivation(ctx context.Context, db DB, org surveys.ID, alone bool) error {
	if !db.dia.pg {
		return nil
	}
	fn := "pg_advisory_xact_lock_shared"
	if alone {
		fn = "pg_advisory_xact_lock"
	}
	key := int64(binary.BigEndian.Uint64(org[8:]))
	_, err := db.bun.ExecContext(ctx, "SELECT ?(?)", bun.Safe(fn), key)
	return err
}

// deriveOrg derives responses of one organisation.
func (d *Deriver) deriveOrg(ctx context.Context, db DB, org surveys.ID, ids []surveys.ID) error {
	responses, err := lockResponses(ctx, db, org, ids)
	if err != nil {
		return err
	}
	counting, err := countingOf(ctx, db, org, responses)
	if err != nil {
		return err
	}
	var old []*surveys.AnswerRow
	err = db.bun.NewSelect().Model(&old).Where("org_id = ?", org).Where("response_id IN (?)", bun.List(ids)).Scan(ctx)
	if err != nil {
		return err
	}
	touchpoints := map[surveys.ID]map[string]surveys.ID{}
	fresh := make([]*surveys.AnswerRow, 0, len(counting)*12)
	for _, r := range counting {
		v, err := d.version(ctx, db, org, r.VersionID)
		if err != nil {
			return err
		}
		if touchpoints[v.client] == nil {
			if touchpoints[v.client], err = touchpointCodes(ctx, db, org, v.client); err != nil {
				return err
			}
		}
		fresh = v.appendRows(fresh, r, touchpoints[v.client])
	}
	old, fresh = dropEqual(old, fresh)
	return d.replace(ctx, db, org, old, fresh)
}

// lockResponses reads all revisions of the responses and holds them: two processes that derive the same response do so
// one after the other, and a change that is not committed yet has its own outbox row.
func lockResponses(ctx context.Context, db DB, org surveys.ID, ids []surveys.ID) ([]*surveys.Response, error) {
	var responses []*surveys.Response
	q := db.bun.NewSelect().Model(&responses).Column("id", "revision", "kind", "instrument_id", "version_id", "wave_id",
		"location_id", "touchpoint_id", "visit_id", "lang", "source", "import_id", "state", "valid", "local_day",
		"superseded_by", "answers").
		Where("org_id = ?", org).Where("id IN (?)", bun.List(ids)).Order("id", "revision")
	if err := db.dia.forUpdate(q).Scan(ctx); err != nil {
		return nil, err
	}
	for _, r := range responses {
		r.OrgID = org
	}
	return responses, nil
}

// replace writes the difference between the rows that answers held and those it is to hold, and the same difference
// into the histograms.
func (d *Deriver) replace(ctx context.Context, db DB, org surveys.ID, old, fresh []*surveys.AnswerRow) error {
	counts := deltas{}
	if err := d.observe(ctx, db, counts, old, -1); err != nil {
		return err
	}
	if err := d.observe(ctx, db, counts, fresh, 1); err != nil {
		return err
	}
	if len(old) > 0 {
		gone := map[surveys.ID]bool{}
		var ids []surveys.ID
		for _, r := range old {
			if !gone[r.ResponseID] {
				gone[r.ResponseID] = true
				ids = append(ids, r.ResponseID)
			}
		}
		_, err := db.bun.NewDelete().Model((*surveys.AnswerRow)(nil)).
			Where("org_id = ?", org).Where("response_id IN (?)", bun.List(ids)).Exec(ctx)
		if err != nil {
			return err
		}
	}
	for chunk := range chunks(fresh) {
		if err := insertMany(ctx, db, chunk, ""); err != nil {
			return err
		}
	}
	return counts.write(ctx, db)
}

// rebuildSteps empty what derives from an instrument's responses.
var rebuildSteps = []string{
	"DELETE FROM histograms WHERE org_id = ?0 AND version_id IN (SELECT id FROM versions WHERE org_id = ?0 AND instrument_id = ?1)",
	"DELETE FROM histogram_months WHERE org_id = ?0 AND version_id IN (SELECT id FROM versions WHERE org_id = ?0 AND instrument_id = ?1)",
	"DELETE FROM histogram_options WHERE org_id = ?0 AND version_id IN (SELECT id FROM versions WHERE org_id = ?0 AND instrument_id = ?1)",
	"DELETE FROM answers WHERE org_id = ?0 AND instrument_id = ?1",
}

// Rebuild empties what derives from an instrument's responses and asks for all of them again, in one transaction;
// figures are complete when the derivation has caught up. The result equals the original.
func (d *Deriver) Rebuild(ctx context.Context, org, instrument surveys.ID, now time.Time) error {
	return d.store.InTx(ctx, func(ctx context.Context, db DB) error {
		if err := patient(ctx, db, time.Hour); err != nil {
			return err
		}
		if err := lockDerivation(ctx, db, org, true); err != nil {
			return err
		}
		for _, step := range rebuildSteps {
			if _, err := db.bun.ExecContext(ctx, step, org, instrument); err != nil {
				return err
			}
		}
		return enqueueWhere(ctx, db, org, now, "r.instrument_id = ? AND r.revision = 1", instrument)
	})
}
