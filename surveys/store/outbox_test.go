package store

import (
	"bytes"
	"testing"
	"time"
)

func TestOutboxIDsOfADayFollowOneAnother(t *testing.T) {
	day := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	outboxTurn.Store(1<<28 - 3) // over the places where the counter is cut
	last := nextOutboxID(day)
	for range 100_000 {
		id := nextOutboxID(day)
		if bytes.Compare(last[:], id[:]) >= 0 {
			t.Fatalf("%s follows %s", id, last)
		}
		if id.Version() != 7 || !id.Time().Equal(day) {
			t.Fatalf("%s is version %d of %v", id, id.Version(), id.Time())
		}
		last = id
	}
}
