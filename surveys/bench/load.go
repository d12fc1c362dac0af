package bench

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// clientCounts are the numbers of clients every load is run with.
var clientCounts = []int{1, 8, 32, 128}

// warmUp is the share of a run that is not counted.
const warmUp = 0.2

// load lets clients do something over and over, each waiting for its answer, and returns how many answers a second came.
func load(ctx context.Context, clients int, length time.Duration, one func(ctx context.Context, client int) error) (float64, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var counted atomic.Int64
	var counting, over atomic.Bool
	var wg sync.WaitGroup
	for client := range clients {
		wg.Go(func() {
			for !over.Load() && ctx.Err() == nil {
				if err := one(ctx, client); err != nil {
					cancel(err)
					return
				}
				if counting.Load() && !over.Load() {
					counted.Add(1)
				}
			}
		})
	}
	wait(ctx, time.Duration(warmUp*float64(length)))
	counting.Store(true)
	began := time.Now()
	wait(ctx, length)
	over.Store(true)
	n, took := counted.Load(), time.Since(began)
	wg.Wait()
	return float64(n) / took.Seconds(), context.Cause(ctx)
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// byTurns runs a load and its floor one after the other several times and returns the median of each.
func (r *run) byTurns(ours, floor func() (float64, error)) (a, b float64, err error) {
	var as, bs []float64
	for range pick(r, 3, 1) {
		if a, err = ours(); err != nil {
			return 0, 0, err
		}
		if b, err = floor(); err != nil {
			return 0, 0, err
		}
		as, bs = append(as, a), append(bs, b)
	}
	return median(as), median(bs), nil
}

// length is how long one load runs.
func (r *run) length() time.Duration { return pick(r, 2*time.Second, 250*time.Millisecond) }

// printBeside writes a figure, its floor and their ratio.
func (r *run) printBeside(name string, ours, floor float64, unit string) {
	r.print(name, ours, unit)
	r.print(name+".floor", floor, unit)
	r.print(name+".ratio", ours/floor, "x")
}
