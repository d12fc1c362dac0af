package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

//go:generate go test -run ^TestConfigurationPage$ -update .

var update = flag.Bool("update", false, "write docs/configuration.md instead of comparing it")

const (
	configurationPage = "../../docs/configuration.md"
	configurationHead = `# Configuration

<!-- Made by make generate from cmd/touchstone/config.go; change it there. -->

Every setting has one name in three places: a flag (` + "`--base-url`" + `), a variable (` + "`TOUCHSTONE_BASE_URL`" + `) and a line of a YAML
file (` + "`base-url: https://survey.example.com`" + `) that ` + "`--config FILE`" + ` or ` + "`TOUCHSTONE_CONFIG`" + ` names. The flag wins over the variable, the
variable over the file, the file over the default. A name in the file that is no setting is an error.

| setting | variable | default | meaning |
|---|---|---|---|
`
)

// page writes the table from the flags themselves, so that it cannot tell another story than --help.
func page(t *testing.T) string {
	t.Helper()
	var c cli
	parser, err := newParser(&c)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString(configurationHead)
	for _, f := range configFlags(parser.Model) {
		value := "–"
		if f.HasDefault {
			value = "`" + f.Default + "`"
		}
		fmt.Fprintf(&b, "| `--%s` | `%s` | %s | %s |\n", f.Name, strings.Join(f.Envs, ", "), value, strings.ReplaceAll(f.Help, "|", "\\|"))
	}
	return b.String()
}

func TestConfigurationPage(t *testing.T) {
	want := page(t)
	if *update {
		if err := os.WriteFile(configurationPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(configurationPage)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/configuration.md is not what config.go says; run make generate")
	}
}

func TestEverySettingIsDocumentedAndNamedAlike(t *testing.T) {
	var c cli
	parser, err := newParser(&c)
	if err != nil {
		t.Fatal(err)
	}
	flags := configFlags(parser.Model)
	if len(flags) < 10 {
		t.Fatalf("only %d settings found", len(flags))
	}
	for _, f := range flags {
		want := "TOUCHSTONE_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if len(f.Envs) != 1 || f.Envs[0] != want {
			t.Errorf("--%s has the variables %v, want %s", f.Name, f.Envs, want)
		}
		if len(f.Help) < 20 || !strings.HasSuffix(f.Help, ".") {
			t.Errorf("--%s is not described: %q", f.Name, f.Help)
		}
	}
}
