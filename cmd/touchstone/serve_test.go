package main

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"testing"
	"time"
)

// A server whose listener fails ends with the reason: what runs beside it does not hold it up.
func TestServeEndsWhenTheListenerFails(t *testing.T) {
	dir := t.TempDir()
	c := Config{DatabaseURL: "sqlite://" + filepath.Join(dir, "serve.db"), DataDir: dir, Addr: "127.0.0.1:0",
		BaseURL: "http://127.0.0.1:8421", DefaultLang: "en"}
	ended := make(chan error, 1)
	go func() { ended <- serveCmd{ready: func(l net.Listener) { l.Close() }}.Run(context.Background(), &c) }()
	select {
	case err := <-ended:
		if !errors.Is(err, net.ErrClosed) {
			t.Errorf("a server without a listener ended with %v", err)
		}
	case <-time.After(time.Minute): // not a measure of speed: it would hang for good
		t.Fatal("the server hangs")
	}
}
