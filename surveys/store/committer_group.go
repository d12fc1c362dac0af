package store

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"touchstone/surveys"
)

// memberKey names what may be stored once.
type memberKey struct {
	org, id  surveys.ID
	revision int
}

func (p *pending) key() memberKey { return memberKey{p.row.OrgID, p.row.ID, p.row.Revision} }

// seat is one key of a group: the first member to bring it, and those that brought it again.
type seat struct {
	*pending
	again  []*pending
	result result
}

// commit stores a group and answers every member after the commit. When the group fails as a whole, each seat is tried
// alone, so that one bad member fails alone.
func (c *Committer) commit(group []*pending) {
	seats, retry := merge(group), []*pending{}
	acknowledgeEarly(seats)
	if err := c.store.writeSeats(seats); err != nil {
		if len(seats) == 1 || unknownOutcome(err) {
			refuse(seats, err)
		} else {
			c.commitAlone(seats)
		}
	}
	for _, s := range seats {
		s.answer <- s.result
		for _, p := range s.again {
			if r, settled := settle(s, p); settled {
				p.answer <- r
			} else {
				retry = append(retry, p)
			}
		}
	}
	for len(retry) > 0 { // other bytes under the key of a member that was refused: its own turn
		c.commit(retry[:1])
		retry = retry[1:]
	}
}

// unknownOutcome tells a commit that did not answer from a transaction that was undone.
func unknownOutcome(err error) bool {
	var e *surveys.Error
	return asError(err, &e) && e.Key == "error.commit_unknown"
}

// maxDeaf is how many lone members may find the database unavailable before the rest of their group is told so too.
const maxDeaf = 3

func (c *Committer) commitAlone(seats []*seat) {
	deaf := 0
	for i, s := range seats {
		err := c.store.writeSeats([]*seat{s})
		if err == nil {
			deaf = 0
			continue
		}
		refuse([]*seat{s}, err)
		if surveys.KindOf(err) == surveys.Unavailable {
			deaf++
		}
		if deaf == maxDeaf {
			refuse(seats[i+1:], err)
			return
		}
	}
}

func refuse(seats []*seat, err error) {
	for _, s := range seats {
		s.result = result{err: err}
	}
}

// merge seats the members by key, in the order of the keys: two processes that write the same keys then wait for each
// other in one direction only.
func merge(group []*pending) []*seat {
	var seats []*seat
	byKey := make(map[memberKey]*seat, len(group))
	for _, p := range group {
		if s, taken := byKey[p.key()]; taken {
			s.again = append(s.again, p)
			continue
		}
		s := &seat{pending: p}
		byKey[p.key()] = s
		seats = append(seats, s)
	}
	slices.SortFunc(seats, func(a, b *seat) int {
		if d := bytes.Compare(a.row.OrgID[:], b.row.OrgID[:]); d != 0 {
			return d
		}
		if d := bytes.Compare(a.row.ID[:], b.row.ID[:]); d != 0 {
			return d
		}
		return a.row.Revision - b.row.Revision
	})
	return seats
}

// settle answers a member that shares a seat. It is not settled when the first member was refused for reasons that say
// nothing about other bytes.
func settle(s *seat, p *pending) (result, bool) {
	same := p.row.BodyHash == s.row.BodyHash
	switch {
	case s.result.err == nil && same:
		r := s.result
		r.outcome.Duplicate = true
		return r, true
	case s.result.err == nil:
		return result{err: differs()}, true
	case same, surveys.KindOf(s.result.err) == surveys.Unavailable:
		return s.result, true
	}
	return result{}, false
}

func differs() error { return surveys.E(surveys.Conflict, "error.response_differs") }

// writeSeats runs one transaction for the seats and leaves each one's result in it. An error undid all of them, unless
// its outcome is unknown.
func (s *Store) writeSeats(seats []*seat) error {
	// Not a caller's context: one of them going away must not undo the others.
	ctx, cancel := context.WithTimeout(context.Background(), groupTime)
	defer cancel()
	var plain, guarded []*seat
	for _, s := range seats {
		if s.Guard == nil {
			plain = append(plain, s)
		} else {
			guarded = append(guarded, s)
		}
	}
	if s.dia.pg && len(guarded) == 0 {
		return s.writeAtOnce(ctx, plain)
	}
	return s.InTx(ctx, func(ctx context.Context, db DB) error {
		if err := insertSeats(ctx, db, plain); err != nil {
			return err
		}
		for _, s := range guarded {
			if err := guardSeat(ctx, db, s); err != nil {
				return err
			}
		}
		return nil
	})
}

// guardSeat stores a member and runs its guard in a savepoint. It fails only when the transaction cannot go on.
func guardSeat(ctx context.Context, db DB, s *seat) error {
	var refused error
	err := db.InTx(ctx, func(ctx context.Context, db DB) error {
		if err := insertSeats(ctx, db, []*seat{s}); err != nil {
			return err
		}
		if s.result.err != nil || s.result.outcome.Duplicate {
			return nil
		}
		refused = runGuard(ctx, db, s)
		return refused
	})
	if err != nil && refused != nil {
		s.result = result{err: err}
		return nil
	}
	return err
}

func runGuard(ctx context.Context, db DB, s *seat) (err error) {
	defer func() {
		if r := recover(); r != nil { // the accept path of the whole process must outlive one guard
			err = fmt.Errorf("store: guard of a member panicked: %v", r)
		}
	}()
	return s.Guard(ctx, db)
}
