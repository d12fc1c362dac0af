package main

import (
	"context"
	"fmt"

	"github.com/alecthomas/kong"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

type rebuildCmd struct {
	Survey string `name:"survey" placeholder:"CODE" xor:"what" required:"" help:"Code of the survey or checklist."`
	All    bool   `name:"all" xor:"what" required:"" help:"Every survey and checklist of the organisation."`
	Org    string `name:"org" placeholder:"CODE" help:"Code of the organisation, needed when there are several."`
}

// Run derives the figures anew and returns when they are complete. It may run beside a server.
func (cmd rebuildCmd) Run(ctx context.Context, c *Config, k *kong.Kong) (err error) {
	a, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() {
		if e := a.close(); err == nil {
			err = e
		}
	}()
	actor, err := a.system(ctx, cmd.Org, c.DefaultLang)
	if err != nil {
		return err
	}
	instruments, err := cmd.instruments(ctx, a, actor)
	if err != nil {
		return err
	}
	for _, in := range instruments {
		if err := a.service.Rebuild(ctx, actor, in.ID); err != nil {
			return fmt.Errorf("%s: %w", in.Code, err)
		}
		if _, err := fmt.Fprintln(k.Stdout, in.Code); err != nil {
			return err
		}
	}
	return nil
}

// instruments are those that are meant. Scorecards have no responses, so nothing of theirs is derived.
func (cmd rebuildCmd) instruments(ctx context.Context, a *app, actor surveys.Actor) ([]surveys.Instrument, error) {
	scope, err := actor.Scope(surveys.InstrumentRead)
	if err != nil {
		return nil, err
	}
	if !cmd.All {
		in, err := store.FindInstrumentByCode(ctx, a.store.Read(), scope, cmd.Survey)
		if err != nil {
			return nil, named(err, "--survey "+cmd.Survey)
		}
		return []surveys.Instrument{*in}, nil
	}
	var out []surveys.Instrument
	for page := (surveys.Page{Limit: surveys.MaxPage}); ; {
		list, err := store.ListInstruments(ctx, a.store.Read(), scope, store.InstrumentFilter{}, page)
		if err != nil {
			return nil, err
		}
		for _, in := range list.Items {
			if in.Kind != surveys.Scorecard {
				out = append(out, in)
			}
		}
		if list.Next == "" {
			return out, nil
		}
		if page.After, err = surveys.ParseCursor(list.Next); err != nil {
			return nil, err
		}
	}
}
