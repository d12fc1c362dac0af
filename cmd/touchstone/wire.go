package main

import (
	"context"
	"fmt"
	"path/filepath"

	"touchstone/locales"
	"touchstone/migrations"
	"touchstone/surveys"
	"touchstone/surveys/blob"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
)

// app is an opened database with the use cases over it.
type app struct {
	store   *store.Store
	service *service.Service
	blobs   blob.Folder
	secret  []byte
}

// open connects, brings the schema up to date and wires the use cases. serving takes the lock that keeps a second
// server off a SQLite file; other commands may run beside a server.
func (c *Config) open(ctx context.Context, serving bool) (*app, error) {
	base, err := c.Base()
	if err != nil {
		return nil, err
	}
	secret, err := c.LoadSecret()
	if err != nil {
		return nil, err
	}
	options := store.Options{}
	if !serving {
		options.CacheMB = 8 // a command reads once what it reads
	}
	st, err := store.Open(ctx, c.DatabaseURL, options)
	if err != nil {
		return nil, err
	}
	if serving {
		err = st.LockForServe(ctx)
	}
	if err == nil {
		err = st.Migrate(ctx, migrations.New())
	}
	var blobs blob.Folder
	if err == nil {
		blobs, err = blob.OpenFolder(filepath.Join(c.DataDir, "files"))
	}
	if err != nil {
		st.Close()
		return nil, err
	}
	return &app{store: st, blobs: blobs, secret: secret, service: service.New(service.Config{Store: st, Blobs: blobs, Secret: secret,
		BaseURL: base.String(), MinimumN: int64(c.MinimumN), Log: c.Logger(), Version: version, Texts: locales.For})}, nil
}

// close drains what was accepted and closes the database.
func (a *app) close() error {
	err := a.service.Close(context.Background())
	if e := a.store.Close(); err == nil {
		err = e
	}
	return err
}

// system returns the actor of the command line in the organisation with that code; an empty code stands for the only
// organisation there is.
func (a *app) system(ctx context.Context, orgCode, lang string) (surveys.Actor, error) {
	orgs, err := store.ListOrgs(ctx, a.store.Read(), 100)
	if err != nil {
		return surveys.Actor{}, err
	}
	var codes []string
	for _, o := range orgs {
		if o.Code == orgCode || orgCode == "" && len(orgs) == 1 {
			return surveys.Actor{OrgID: o.ID, System: true, Lang: lang}, nil
		}
		codes = append(codes, o.Code)
	}
	switch {
	case len(codes) == 0:
		return surveys.Actor{}, fmt.Errorf("there is no organisation yet; `touchstone demo` makes one to look at, `touchstone user create` one to work with")
	case orgCode == "":
		return surveys.Actor{}, fmt.Errorf("there are several organisations; say --org with one of %v", codes)
	}
	return surveys.Actor{}, fmt.Errorf("there is no organisation %q, only %v", orgCode, codes)
}
