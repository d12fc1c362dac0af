package main

import (
	"context"
	"os"

	"github.com/alecthomas/kong"

	"touchstone/surveys/bench"
)

type benchCmd struct {
	Only  []string `name:"only" placeholder:"PART" help:"Only these parts: submit, page, dashboard, export, start."`
	Quick bool     `name:"quick" help:"Less data and shorter runs: shows that it works, not how fast it is."`
}

// Run measures on scratch databases beside the configured one, which stays as it is.
func (cmd benchCmd) Run(ctx context.Context, c *Config, k *kong.Kong) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	return bench.Run(ctx, bench.Options{DatabaseURL: c.DatabaseURL, Only: cmd.Only, Quick: cmd.Quick, Program: program,
		Out: k.Stdout, Log: k.Stderr})
}

// benchChildCmd is the program started again by the bench. It reads its task and nothing of the configuration.
type benchChildCmd struct {
	Task string `arg:""`
}

// Run does what the task says.
func (cmd benchChildCmd) Run(ctx context.Context, k *kong.Kong) error {
	return bench.RunChild(ctx, cmd.Task, k.Stdout)
}
