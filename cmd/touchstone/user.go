package main

import (
	"context"
	"fmt"

	"github.com/alecthomas/kong"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

type userCmd struct {
	Create   userCreateCmd   `cmd:"" help:"Let a person in; the first password is shown once."`
	Password userPasswordCmd `cmd:"" help:"Give a person a new first password, shown once, and sign them out everywhere."`
}

type userCreateCmd struct {
	Email   string `name:"email" required:"" placeholder:"ADDRESS" help:"Their e-mail address."`
	Name    string `name:"name" required:"" placeholder:"NAME" help:"Their name."`
	Role    string `name:"role" default:"administrator" placeholder:"CODE" help:"Role for the whole organisation: administrator, manager, reviewer, assessor, auditor or viewer."`
	Org     string `name:"org" placeholder:"CODE" help:"Organisation; needed only when there are several."`
	NewOrg  string `name:"new-org" placeholder:"NAME" help:"Make the organisation --org first, under this name."`
	NewZone string `name:"new-zone" default:"Asia/Shanghai" placeholder:"ZONE" help:"Time zone of the new organisation's reporting days."`
}

// Run makes the person, and with --new-org the organisation too: a fresh database has neither, and no default account.
func (cmd userCreateCmd) Run(ctx context.Context, c *Config, k *kong.Kong) (err error) {
	a, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() {
		if e := a.close(); err == nil {
			err = e
		}
	}()
	var actor surveys.Actor
	if cmd.NewOrg != "" {
		actor, _, err = a.service.CreateOrganisation(ctx, service.NewOrg{Code: cmd.Org, Zone: cmd.NewZone,
			Name: surveys.Text{c.DefaultLang: cmd.NewOrg}})
	} else {
		actor, err = a.system(ctx, cmd.Org, c.DefaultLang)
	}
	if err != nil {
		return err
	}
	u, err := a.service.CreateUser(ctx, actor, service.NewUser{Email: cmd.Email, Name: cmd.Name, Lang: c.DefaultLang,
		Grants: []service.GrantInput{{Role: cmd.Role, Personal: cmd.Role == "administrator"}}})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(k.Stdout, "%s %s\n", u.Email, u.Password)
	return err
}

type userPasswordCmd struct {
	Email string `name:"email" required:"" placeholder:"ADDRESS" help:"Their e-mail address."`
	Org   string `name:"org" placeholder:"CODE" help:"Organisation; needed only when there are several."`
}

// Run replaces the password and prints the new one, once.
func (cmd userPasswordCmd) Run(ctx context.Context, c *Config, k *kong.Kong) (err error) {
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
	password, err := a.service.SetPassword(ctx, actor, cmd.Email)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(k.Stdout, "%s %s\n", cmd.Email, password)
	return err
}
