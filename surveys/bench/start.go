package bench

import (
	"context"
	"fmt"
	"net"
	"time"
)

// start measures the time from starting the process to its first answer, on a database that is up to date.
func start(ctx context.Context, r *run) error {
	survey, err := publish(ctx, r.scratch.service, "bench", "", fourItems())
	if err != nil {
		return err
	}
	for _, path := range []string{"/healthz", "/s/" + survey.channel.Code} {
		var times []float64
		for range pick(r, 9, 2) {
			took, err := r.startOnce(ctx, path)
			if err != nil {
				return err
			}
			times = append(times, float64(took.Microseconds())/1000)
		}
		name := "start.page"
		if path == "/healthz" {
			name = "start.healthz"
		}
		r.print(name, median(times), "ms")
	}
	return nil
}

// startOnce starts the server as anybody would and asks until it answers.
func (r *run) startOnce(ctx context.Context, path string) (time.Duration, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0") // a port that is free in this moment
	if err != nil {
		return 0, err
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		return 0, err
	}
	began := time.Now()
	server, err := r.startChild(ctx, "serve", "--addr", address, "--database-url", r.scratch.url, "--data-dir", r.scratch.data())
	if err != nil {
		return 0, err
	}
	client := newHTTP(1)
	defer client.CloseIdleConnections()
	for {
		_, _, err = get(ctx, client, "http://"+address+path)
		took := time.Since(began)
		if err == nil {
			return took, server.stop()
		}
		if ctx.Err() != nil || took > 30*time.Second {
			return 0, fmt.Errorf("no answer from %s after %s: %w: %s", path, took, err, server.Stderr)
		}
		time.Sleep(time.Millisecond)
	}
}
