package service

import (
	"context"
	"log/slog"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// Batches of the derivation, in changed responses: large when somebody waits for it, small beside the accept path, whose
// writer a batch holds on SQLite.
const (
	drainBatch = 1000
	loopBatch  = 200
)

const (
	derivePoll  = 1500 * time.Millisecond // other processes may have accepted
	derivePause = 100 * time.Millisecond  // lets a burst arrive before the first batch
	maxYields   = 20                      // pauses in a row for a busy accept path, then a batch all the same
	maxTries    = 5
)

// Derive derives everything that waits, of all organisations, and returns how many changes it took. What another process
// is just deriving is waited for.
func (s *Service) Derive(ctx context.Context) (n int, err error) { return s.deriveAll(ctx, drainBatch) }

func (s *Service) deriveAll(ctx context.Context, batch int) (n int, err error) {
	for tries := 0; ; {
		k, err := s.deriver.Batch(ctx, batch)
		switch {
		case err != nil && (surveys.KindOf(err) != surveys.Unavailable || tries >= maxTries || ctx.Err() != nil):
			return n, err
		case err != nil: // a lock that took too long, a deadlock: the batch was undone as a whole
			tries++
			k = 1
		default:
			tries = 0
			n += k
		}
		if k > 0 {
			continue
		}
		left, err := store.PendingAll(ctx, s.store.Read())
		if err != nil || left == 0 {
			return n, err
		}
		if !pause(ctx, 20*time.Millisecond) {
			return n, ctx.Err()
		}
	}
}

// catchUpTime bounds how long a workbook waits for the derivation.
const catchUpTime = 2 * time.Minute

// catchUp derives what waits, beside the accept path and for at most catchUpTime; what is left then is no error.
func (s *Service) catchUp(ctx context.Context) error {
	if left, err := store.PendingAll(ctx, s.store.Read()); err != nil || left == 0 {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, catchUpTime)
	defer cancel()
	_, err := s.deriveAll(limited, loopBatch)
	if limited.Err() != nil && ctx.Err() == nil {
		return nil
	}
	return err
}

// DeriveLoop derives in the background until the context ends: soon after this process accepted something, and every
// now and then for what others accepted.
func (s *Service) DeriveLoop(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.derive:
			if !pause(ctx, derivePause) {
				return
			}
		case <-time.After(derivePoll):
		}
		for ctx.Err() == nil {
			for range maxYields {
				if s.accept.Waiting() == 0 || !pause(ctx, derivePause) {
					break
				}
			}
			n, err := s.deriver.Batch(ctx, loopBatch)
			if err != nil && ctx.Err() == nil {
				s.log.WarnContext(ctx, "derivation failed, will be tried again", slog.Any("error", err))
			}
			if n < loopBatch {
				break
			}
		}
	}
}

func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// wakeDerivation tells the loop of this process that something was accepted.
func (s *Service) wakeDerivation() {
	select {
	case s.derive <- struct{}{}:
	default: // it was told already
	}
}

// Pending returns how many changes of an instrument's responses no figure holds yet. Needs result.read.
func (s *Service) Pending(ctx context.Context, a surveys.Actor, instrument surveys.ID) (int64, error) {
	scope, err := a.Scope(surveys.ResultRead)
	if err != nil {
		return 0, err
	}
	return store.PendingDerivation(ctx, s.store.Read(), scope, instrument)
}

// Rebuild derives an instrument's responses from scratch and returns when that is done; the figures are the same afterwards.
// `touchstone rebuild` calls it. Needs instrument.publish for the whole organisation.
func (s *Service) Rebuild(ctx context.Context, a surveys.Actor, instrument surveys.ID) error {
	scope, err := wholeOrg(a, surveys.InstrumentPublish)
	if err != nil {
		return err
	}
	if _, err := store.FindInstrument(ctx, s.store.Read(), scope, instrument); err != nil {
		return err
	}
	if err := s.deriver.Rebuild(ctx, scope.Org, instrument, s.clock()); err != nil {
		return err
	}
	_, err = s.Derive(ctx)
	return err
}
