package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// cli is the command line. A command is one file of this package with a struct and its Run method; Run may ask for a
// context.Context, which ends at the first SIGINT or SIGTERM, and for the *Config, which then has passed Check.
type cli struct {
	ConfigFile configFile `name:"config" env:"TOUCHSTONE_CONFIG" placeholder:"FILE" help:"YAML file with any of the settings below, by the names of their flags."`
	Config     `embed:""`

	Serve      serveCmd      `cmd:"" help:"Serve pages, console and API."`
	User       userCmd       `cmd:"" help:"Let people in."`
	Demo       demoCmd       `cmd:"" help:"Make the demo organisation, once, and show how to sign in."`
	Import     importCmd     `cmd:"" help:"Read data into a survey."`
	Export     exportCmd     `cmd:"" help:"Write a workbook."`
	Rebuild    rebuildCmd    `cmd:"" help:"Derive the figures of a survey or checklist anew from its responses."`
	Migrate    migrateCmd    `cmd:"" help:"Bring the database to the schema of this version."`
	Generate   generateCmd   `cmd:"" help:"Write files that are made from the program." hidden:""`
	Bench      benchCmd      `cmd:"" help:"Measure speed and size beside bare floors, in scratch databases."`
	BenchChild benchChildCmd `cmd:"" name:"bench-child" hidden:"" help:"A process of the bench."`
	Version    versionCmd    `cmd:"" help:"Print the version and what it was built with."`
}

func main() {
	var c cli
	parser, err := newParser(&c)
	if err != nil {
		fmt.Fprintln(os.Stderr, "touchstone:", err)
		os.Exit(1)
	}
	command, err := parser.Parse(os.Args[1:])
	parser.FatalIfErrorf(err)

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// After the first signal the default returns: a second one ends a command that does not come to its end.
	context.AfterFunc(ctx, stop)
	command.BindTo(ctx, (*context.Context)(nil))
	err = command.Run()
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "touchstone:", describe(err, c.DefaultLang))
		os.Exit(1)
	}
}

// newParser builds the parser of c. Its help texts are also the source of docs/configuration.md.
func newParser(c *cli) (*kong.Kong, error) {
	return kong.New(c,
		kong.Name("touchstone"),
		kong.Description("Measures how an organisation treats its customers: surveys, mystery shopping, scorecards."),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 110}),
		kong.BindToProvider(func() (*Config, error) { return &c.Config, c.Check() }),
	)
}
