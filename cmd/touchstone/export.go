package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/alecthomas/kong"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

type exportCmd struct {
	Responses    surveyExport     `cmd:"" help:"Single responses of a survey, codes and labels."`
	Satisfaction surveyExport     `cmd:"" help:"The satisfaction report of a survey."`
	Checklist    checklistExport  `cmd:"" help:"The mystery-shop report of a wave."`
	Benchmark    assessmentExport `cmd:"" help:"The benchmark report of an assessment."`
}

// exportFlags are those of every export.
type exportFlags struct {
	Lang string `name:"lang" enum:"zh,en," default:"" placeholder:"LANG" help:"Language of the workbook: zh or en (default: that of the command line)."`
	Out  string `name:"out" default:"." placeholder:"FILE" help:"Where to write; in a folder the file gets its own name."`
	Org  string `name:"org" placeholder:"CODE" help:"Code of the organisation, needed when there are several."`
}

type surveyExport struct {
	Survey   string `name:"survey" required:"" placeholder:"CODE" help:"Code of the survey."`
	Wave     string `name:"wave" placeholder:"CODE" help:"Code of the wave (default: the latest with answers; for responses every wave)."`
	Unit     string `name:"unit" placeholder:"CODE" help:"Only this unit and everything below it."`
	Location string `name:"location" placeholder:"CODE" help:"Only this location."`
	exportFlags
}

type checklistExport struct {
	Wave string `name:"wave" required:"" placeholder:"CODE" help:"Code of the wave."`
	exportFlags
}

type assessmentExport struct {
	Assessment string `name:"assessment" required:"" placeholder:"CODE" help:"Code of the assessment."`
	exportFlags
}

// Run writes the workbook of a survey; the command's own name says which.
func (cmd surveyExport) Run(ctx context.Context, c *Config, k *kong.Kong, command *kong.Context) error {
	return cmd.write(ctx, c, k, func(a *app, scope surveys.Scope, req *surveys.ExportRequest) error {
		req.Report = command.Selected().Name
		db := a.store.Read()
		in, err := store.FindInstrumentByCode(ctx, db, scope, cmd.Survey)
		if err != nil {
			return named(err, "--survey "+cmd.Survey)
		}
		req.InstrumentID = in.ID
		if cmd.Wave != "" {
			wave, err := store.FindWaveByCode(ctx, db, scope, cmd.Wave)
			if err != nil {
				return named(err, "--wave "+cmd.Wave)
			}
			req.WaveID = wave.ID
		}
		return cmd.place(ctx, db, scope, in.ClientID, req)
	})
}

// place finds unit and location by their codes.
func (cmd surveyExport) place(ctx context.Context, db store.DB, scope surveys.Scope, client surveys.ID, req *surveys.ExportRequest) error {
	if cmd.Unit == "" && cmd.Location == "" {
		return nil
	}
	units, locations, err := store.PlacesOf(ctx, db, scope, client)
	if err != nil {
		return err
	}
	for _, u := range units {
		if u.Code == cmd.Unit {
			req.UnitID = u.ID
		}
	}
	for _, l := range locations {
		if l.Code == cmd.Location {
			req.LocationID = l.ID
		}
	}
	unknown := surveys.E(surveys.NotFound, "error.not_found")
	switch {
	case cmd.Unit != "" && req.UnitID.IsZero():
		return unknown.At("--unit " + cmd.Unit)
	case cmd.Location != "" && req.LocationID.IsZero():
		return unknown.At("--location " + cmd.Location)
	}
	return nil
}

// Run writes the workbook of a wave of visits.
func (cmd checklistExport) Run(ctx context.Context, c *Config, k *kong.Kong) error {
	return cmd.write(ctx, c, k, func(a *app, scope surveys.Scope, req *surveys.ExportRequest) error {
		wave, err := store.FindWaveByCode(ctx, a.store.Read(), scope, cmd.Wave)
		if err != nil {
			return named(err, "--wave "+cmd.Wave)
		}
		req.Report, req.WaveID = surveys.ReportChecklist, wave.ID
		return nil
	})
}

// Run writes the workbook of an assessment.
func (cmd assessmentExport) Run(ctx context.Context, c *Config, k *kong.Kong) error {
	return cmd.write(ctx, c, k, func(a *app, scope surveys.Scope, req *surveys.ExportRequest) error {
		as, err := store.FindAssessmentByCode(ctx, a.store.Read(), scope, cmd.Assessment)
		if err != nil {
			return named(err, "--assessment "+cmd.Assessment)
		}
		req.Report, req.AssessmentID = surveys.ReportBenchmark, as.ID
		return nil
	})
}

// named says which flag names nothing.
func named(err error, flag string) error {
	if surveys.KindOf(err) == surveys.NotFound {
		return surveys.E(surveys.NotFound, "error.not_found").At(flag)
	}
	return err
}

// write runs the export that fill describes. The figures hold everything accepted so far; the file appears under its
// name only when it is complete.
func (f exportFlags) write(ctx context.Context, c *Config, k *kong.Kong, fill func(*app, surveys.Scope, *surveys.ExportRequest) error) (err error) {
	a, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() {
		if e := a.close(); err == nil {
			err = e
		}
	}()
	actor, err := a.system(ctx, f.Org, c.DefaultLang)
	if err != nil {
		return err
	}
	scope, err := actor.Scope(surveys.ResultExport)
	if err != nil {
		return err
	}
	req := surveys.ExportRequest{Lang: f.Lang}
	if req.Lang == "" {
		req.Lang = c.DefaultLang
	}
	if err := fill(a, scope, &req); err != nil {
		return err
	}
	if _, err := a.service.Derive(ctx); err != nil {
		return err
	}
	path, err := f.save(ctx, a, actor, req)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(k.Stdout, path)
	return err
}

func (f exportFlags) save(ctx context.Context, a *app, actor surveys.Actor, req surveys.ExportRequest) (path string, err error) {
	info, err := os.Stat(f.Out)
	folder := err == nil && info.IsDir()
	dir := f.Out
	if !folder {
		dir = filepath.Dir(f.Out)
	}
	file, err := os.CreateTemp(dir, ".touchstone-*.xlsx")
	if err != nil {
		return "", fmt.Errorf("--out: %w", err)
	}
	defer os.Remove(file.Name()) // gone already when all went well
	name, err := a.service.RunExport(ctx, actor, req, file)
	if e := file.Close(); err == nil {
		err = e
	}
	if err != nil {
		return "", err
	}
	path = f.Out
	if folder {
		path = filepath.Join(f.Out, name)
	}
	return path, os.Rename(file.Name(), path)
}
