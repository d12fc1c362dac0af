package service

import (
	"context"
	"sync"
	"time"

	"touchstone/surveys/store"
)

// Bounds of noting that a session or a key was used.
const (
	touchTime  = 5 * time.Second // of one note
	maxTouches = 4               // at once; what comes on top is noted at the next request
)

// touches writes down in the background that sessions and keys are in use: a request that only reads waits for no
// writer, and a note that is lost costs at most a minute of the idle time.
type touches struct {
	mu    sync.Mutex
	under map[string]bool // by hash of the secret: what is being written
	done  sync.WaitGroup
}

// note runs write in a transaction of its own. It does nothing when the same is being noted, or too much at once.
func (t *touches) note(ctx context.Context, st *store.Store, hash string, write func(ctx context.Context, db store.DB) error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.under[hash] || len(t.under) >= maxTouches {
		return
	}
	if t.under == nil {
		t.under = map[string]bool{}
	}
	t.under[hash] = true
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), touchTime)
	t.done.Go(func() {
		defer cancel()
		_ = st.InTx(ctx, write) // the next request notes it
		t.mu.Lock()
		defer t.mu.Unlock()
		delete(t.under, hash)
	})
}

// Settle waits until the uses noted so far are written down.
func (s *Service) Settle() { s.touches.done.Wait() }
