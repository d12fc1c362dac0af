package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/alecthomas/kong"
	"go.yaml.in/yaml/v3"
)

// configFile is the flag that names the YAML file. When it is set, the file answers for every setting that neither a
// flag nor a variable gave. A key that is no setting is an error: a misspelt one would silently do nothing.
type configFile string

// BeforeResolve is called by kong once the flags are known and before settings are looked up.
func (configFile) BeforeResolve(ctx *kong.Context, trace *kong.Path) error {
	path := string(ctx.FlagValue(trace.Flag).(configFile))
	if path == "" {
		return nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("--config: %w", err)
	}
	settings := settings{}
	if err := yaml.Unmarshal(raw, &settings); err != nil {
		return fmt.Errorf("--config %s: %w", path, err)
	}
	var unknown []error
	known := map[string]bool{}
	for _, flag := range configFlags(ctx.Model) {
		known[flag.Name] = true
	}
	for key := range settings {
		if !known[key] {
			unknown = append(unknown, fmt.Errorf("--config %s: %q is not a setting", path, key))
		}
	}
	ctx.AddResolver(settings)
	return errors.Join(unknown...)
}

// configFlags returns the flags of Config: all of the application's own but the two that are not settings.
func configFlags(app *kong.Application) []*kong.Flag {
	var out []*kong.Flag
	for _, flag := range app.Flags {
		if flag.Name != "help" && flag.Name != "config" {
			out = append(out, flag)
		}
	}
	return out
}

// settings answers kong's questions from a file.
type settings map[string]any

// Validate is part of kong's contract; BeforeResolve has already judged the keys.
func (settings) Validate(*kong.Application) error { return nil }

// Resolve returns the file's value for a flag, nil when a variable is set, because kong asks a resolver for those too.
func (s settings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs {
		if _, set := os.LookupEnv(name); set {
			return nil, nil
		}
	}
	return s[flag.Name], nil
}
