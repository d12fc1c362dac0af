package store

import (
	"context"
	"fmt"
	"os"
	"syscall"
	"time"
)

// fileLock takes an flock beside the SQLite file; the kernel frees it when the process dies. It does nothing on
// PostgreSQL. With wait it waits until the context ends, otherwise it fails at once.
func (s *Store) fileLock(ctx context.Context, suffix string, wait bool) (unlock func(), err error) {
	if s.path == "" {
		return func() {}, nil
	}
	f, err := os.OpenFile(s.path+suffix, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			break
		}
		if !wait {
			f.Close()
			return nil, fmt.Errorf("store: another process already serves %s", s.path)
		}
		select {
		case <-ctx.Done():
			f.Close()
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
	if !wait {
		s.locks = append(s.locks, f) // held until Close
		return func() {}, nil
	}
	return func() { f.Close() }, nil
}
