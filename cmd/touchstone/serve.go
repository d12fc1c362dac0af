package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	_ "time/tzdata" // reporting days of every zone, also on machines without a zone database

	"touchstone/server"
)

type serveCmd struct {
	ready func(l net.Listener) // told when the listener is open; set by tests
}

// Run serves until the context ends, then drains: requests under way are answered, what was accepted is committed.
func (cmd serveCmd) Run(ctx context.Context, c *Config) (err error) {
	a, err := c.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.close()) }()
	base, err := c.Base()
	if err != nil {
		return err
	}
	log := c.Logger()
	s, err := server.New(server.Config{Service: a.service, Base: base, TrustedProxies: c.TrustedProxies, Limits: server.DefaultLimits(),
		Log: log, Version: version})
	if err != nil {
		return err
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("--addr: %w", err)
	}
	// Background work ends with the server, also when it ends by itself, and before the database is closed.
	ctx, stop := context.WithCancel(ctx)
	var background sync.WaitGroup
	background.Go(func() { a.service.DeriveLoop(ctx) })
	background.Go(func() { a.service.Jobs().Run(ctx) })
	background.Go(func() { a.service.VisitClock(ctx) })
	background.Go(func() { a.service.LitterClock(ctx) })
	defer background.Wait()
	defer stop()
	log.Info("serving", "addr", l.Addr().String(), "url", base.String(), "version", version)
	if cmd.ready != nil {
		cmd.ready(l)
	}
	return s.Serve(ctx, l)
}
