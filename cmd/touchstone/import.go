package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/alecthomas/kong"
	"go.yaml.in/yaml/v3"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/service"
)

type importCmd struct {
	Responses importResponsesCmd `cmd:"" help:"Import responses to a survey from a CSV or Excel file."`
}

type importResponsesCmd struct {
	File      string `arg:"" help:"The file: .csv (UTF-8 or GB18030; comma, semicolon or tab) or .xlsx, the header in its first row."`
	Survey    string `name:"survey" required:"" placeholder:"CODE" help:"Code of the survey. Columns are found by item code, then by label, whatever the case."`
	Mapping   string `name:"mapping" placeholder:"FILE" help:"YAML or JSON file that names the item of a column, like 'Zufriedenheit: sat'; an empty name ignores the column."`
	Frequency string `name:"frequency" placeholder:"COLUMN" help:"Column that says how many responses a row stands for (default: Freq, frequency or 频数)."`
	Partial   bool   `name:"partial" help:"Store the good rows even though others are bad."`
	Org       string `name:"org" placeholder:"CODE" help:"Code of the organisation, needed when there are several."`
}

// Run imports the file and returns when the figures hold its responses.
func (cmd importResponsesCmd) Run(ctx context.Context, c *Config, k *kong.Kong) (err error) {
	mapping, err := readMapping(cmd.Mapping)
	if err != nil {
		return err
	}
	file, err := report.ReadRows(cmd.File)
	if err != nil {
		return err
	}
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
	done, err := a.service.ImportResponses(ctx, actor, service.ImportInput{InstrumentCode: cmd.Survey, FileName: filepath.Base(cmd.File),
		FileHash: file.SHA, Rows: file.Rows, Epoch: file.Epoch, Mapping: mapping, FrequencyColumn: cmd.Frequency, Partial: cmd.Partial})
	if err != nil {
		return named(err, "--survey "+cmd.Survey)
	}
	return sayImport(k.Stdout, k.Stderr, done, c.DefaultLang)
}

// sayImport tells what was stored, and every bad row that was passed over.
func sayImport(out, problems io.Writer, done *service.ImportReport, lang string) error {
	say := locales.For(lang)
	for _, e := range done.Errors {
		if _, err := fmt.Fprintln(problems, describe(e, lang)); err != nil {
			return err
		}
	}
	lines := []string{say("cli.import.read", "rows", locales.Integer(int64(done.Rows)), "responses", locales.Integer(done.Responses)),
		say("cli.import.stored", "count", done.Stored)}
	if done.BadRows > 0 {
		lines = append(lines, say("cli.import.bad", "count", done.BadRows))
	}
	for _, header := range done.Ignored {
		lines = append(lines, say("cli.import.ignored", "column", header))
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(out, line); err != nil {
			return err
		}
	}
	return nil
}

// readMapping reads a file of "header: item" lines; no file is no mapping.
func readMapping(path string) (map[string]string, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("--mapping: %w", err)
	}
	defer f.Close()
	mapping := map[string]string{}
	err = yaml.NewDecoder(io.LimitReader(f, 1<<20)).Decode(&mapping)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, surveys.E(surveys.Invalid, "import.mapping_file").At("--mapping").Because(err)
	}
	return mapping, nil
}
