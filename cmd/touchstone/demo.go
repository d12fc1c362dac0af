package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/alecthomas/kong"

	"touchstone/locales"
	"touchstone/surveys/demo"
)

type demoCmd struct {
	Credentials string `name:"credentials" placeholder:"FILE" help:"Also write what is shown once to this file, which only you can read."`
	AsOf        string `name:"as-of" placeholder:"DATE" help:"The day that is today in the demo, like 2026-11-24 (default: today)."`
	Org         string `name:"org" default:"demo" placeholder:"CODE" help:"Code of the organisation."`
}

// Run makes the demo organisation, once: where it exists already, nothing changes.
func (cmd demoCmd) Run(ctx context.Context, c *Config, k *kong.Kong) (err error) {
	var asOf time.Time
	if cmd.AsOf != "" {
		if asOf, err = time.Parse(time.DateOnly, cmd.AsOf); err != nil {
			return fmt.Errorf("--as-of %q must look like 2026-11-24", cmd.AsOf)
		}
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
	file, err := openCredentials(cmd.Credentials) // before the work: a password that cannot be written down is lost
	if err != nil {
		return err
	}
	defer file.discard()
	base, err := c.Base()
	if err != nil {
		return err
	}
	made, err := demo.Load(ctx, demo.Options{Store: a.store, Blobs: a.blobs, Secret: a.secret, BaseURL: base.String(), AsOf: asOf, OrgCode: cmd.Org})
	if err != nil {
		return err
	}
	if made.Existed {
		_, err = fmt.Fprintln(k.Stdout, locales.T(c.DefaultLang, "demo.existed", map[string]any{"Code": made.OrgCode}))
		return err
	}
	text := credentials(made, base.String(), c.DefaultLang)
	if err := file.keep(text); err != nil {
		return err
	}
	_, err = io.WriteString(k.Stdout, text)
	return err
}

// credentials is what is shown once. The first word of a line is the same in every language, so that scripts can read it.
func credentials(m *demo.Made, base, lang string) string {
	var b strings.Builder
	day := fmt.Sprintf("%04d-%02d-%02d", m.AsOf/10000, m.AsOf/100%100, m.AsOf%100)
	fmt.Fprintf(&b, "%s\n\n", locales.T(lang, "demo.made", map[string]any{"Code": m.OrgCode, "Day": day, "Responses": m.Responses, "Visits": m.Visits}))
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "  console\t%s/app/\n  survey\t%s\n  visit\t%s\n  api-key\t%s\n", base, m.SurveyLink, m.VisitLink, m.APIKey)
	for _, u := range m.Users {
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", u.Role, u.Email, u.Password, u.Name)
	}
	w.Flush()
	fmt.Fprintf(&b, "\n%s\n", locales.T(lang, "demo.once", nil))
	return b.String()
}

// credentialsFile is written beside its place and moved there when it is whole. The zero value writes nothing.
type credentialsFile struct {
	*os.File
	path string
}

func openCredentials(path string) (credentialsFile, error) {
	if path == "" {
		return credentialsFile{}, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return credentialsFile{}, fmt.Errorf("--credentials: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".credentials-*") // made with mode 0600
	if err != nil {
		return credentialsFile{}, fmt.Errorf("--credentials: %w", err)
	}
	return credentialsFile{f, path}, nil
}

func (f credentialsFile) keep(text string) error {
	if f.File == nil {
		return nil
	}
	_, err := f.WriteString(text)
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = os.Rename(f.Name(), f.path)
	}
	if err != nil {
		return fmt.Errorf("--credentials: %w", err)
	}
	return nil
}

// discard closes the file and removes it unless it was kept.
func (f credentialsFile) discard() {
	if f.File != nil {
		f.Close()
		os.Remove(f.Name())
	}
}
