package main

import (
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// parse reads a command line as main does, without ending the test's process.
func parse(t *testing.T, args ...string) (*cli, *kong.Context, error) {
	t.Helper()
	for _, pair := range os.Environ() {
		if name, _, _ := strings.Cut(pair, "="); strings.HasPrefix(name, "TOUCHSTONE_") && !given[name] {
			t.Setenv(name, "")
			os.Unsetenv(name)
		}
	}
	var c cli
	parser, err := newParser(&c)
	if err != nil {
		t.Fatal(err)
	}
	parser.Stdout, parser.Stderr = io.Discard, io.Discard
	ctx, err := parser.Parse(args)
	return &c, ctx, err
}

// given are the variables a test set itself; the others of this machine are kept out.
var given = map[string]bool{}

func setenv(t *testing.T, name, value string) {
	t.Helper()
	t.Setenv(name, value)
	given[name] = true
	t.Cleanup(func() { delete(given, name) })
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "touchstone.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDefaultsAreValid(t *testing.T) {
	c, _, err := parse(t, "version")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	if base, err := c.Base(); err != nil || base.String() != "http://127.0.0.1:8080" {
		t.Errorf("base = %v, %v", base, err)
	}
}

func TestFlagBeatsVariableBeatsFile(t *testing.T) {
	path := write(t, "addr: 127.0.0.1:1\nlog-level: warn\nminimum-n: 7\ninsecure-http: true\ntrusted-proxies: [10.0.0.0/8, 192.0.2.1/32]\n")
	setenv(t, "TOUCHSTONE_LOG_LEVEL", "error")
	setenv(t, "TOUCHSTONE_ADDR", "127.0.0.1:2")
	c, _, err := parse(t, "--config", path, "version", "--addr", "127.0.0.1:3")
	if err != nil {
		t.Fatal(err)
	}
	if c.Addr != "127.0.0.1:3" || c.LogLevel.String() != "ERROR" || c.MinimumN != 7 || !c.InsecureHTTP {
		t.Errorf("got %+v", c.Config)
	}
	if want := netip.MustParsePrefix("192.0.2.1/32"); len(c.TrustedProxies) != 2 || c.TrustedProxies[1] != want {
		t.Errorf("trusted proxies = %v", c.TrustedProxies)
	}
}

func TestFileNamedByVariable(t *testing.T) {
	setenv(t, "TOUCHSTONE_CONFIG", write(t, "minimum-n: 5\n"))
	c, _, err := parse(t, "version")
	if err != nil || c.MinimumN != 5 {
		t.Errorf("minimum-n = %d, %v", c.MinimumN, err)
	}
}

func TestFileMistakesAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"adr: 127.0.0.1:1\n":  `"adr" is not a setting`,
		"config: other.yaml":  `"config" is not a setting`,
		"addr: [broken\n":     "--config",
		"minimum-n: many\n":   "minimum-n",
		"log-format: xml\n":   "log-format",
		"default-lang: 'fr'":  "default-lang",
		"trusted-proxies: 10": "trusted-proxies",
	} {
		if _, _, err := parse(t, "--config", write(t, text), "version"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v does not name %s", text, err, want)
		}
	}
	if _, _, err := parse(t, "--config", "/nowhere/at/all.yaml", "version"); err == nil {
		t.Error("a file that is not there was accepted")
	}
}

func TestCheck(t *testing.T) {
	ok := strings.Repeat("s", minSecret)
	tests := []struct {
		args string
		want string // part of the error; "" means valid
	}{
		{"--database-url postgres://u:p@db/touchstone", ""},
		{"--database-url postgresql://u:p@db/touchstone", ""},
		{"--database-url mysql://u:geheim@db/x", "--database-url must look like"},
		{"--database-url sqlite://", "--database-url must look like"},
		{"--database-url data/touchstone.db", "--database-url must look like"},
		{"--secret short", "--secret has 5 characters"},
		{"--secret " + ok, ""},
		{"--minimum-n 2", "--minimum-n 2"},
		{"--minimum-n=-1", "--minimum-n -1"},
		{"--minimum-n 3", ""},
		{"--addr 8080", "--addr"},
		{"--addr :8080", "every interface"},
		{"--addr 0.0.0.0:8080", "every interface"},
		{"--addr [::]:8080", "every interface"},
		{"--addr 127.0.0.1:0", "any free port"},
		{"--addr [::1]:8080", ""},
		{"--addr localhost:8080", ""},
		{"--addr 192.0.2.7:8080", "not encrypted"},
		{"--addr 192.0.2.7:8080 --insecure-http", ""},
		{"--addr :8080 --base-url https://survey.example.com", ""},
		{"--addr :8080 --base-url https://survey.example.com/", ""},
		{"--base-url http://survey.example.com", "not encrypted"},
		{"--base-url http://survey.example.com --insecure-http", ""},
		{"--base-url http://127.0.0.1.example.com", "not encrypted"},
		{"--base-url https://survey.example.com/touchstone", "must end after the host"},
		{"--base-url https://survey.example.com?x=1", "must end after the host"},
		{"--base-url https://me:pw@survey.example.com", "must end after the host"},
		{"--base-url survey.example.com", "must look like"},
		{"--base-url ftp://survey.example.com", "must look like"},
		{"--base-url https://", "must look like"},
	}
	for _, test := range tests {
		c, _, err := parse(t, append(strings.Fields(test.args), "version")...)
		if err != nil {
			t.Fatalf("%s: %v", test.args, err)
		}
		err = c.Check()
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.args, err, test.want)
		}
		if err != nil && (strings.Contains(err.Error(), "geheim") || strings.Contains(err.Error(), "me:pw")) {
			t.Errorf("%s: the error shows a password: %v", test.args, err)
		}
	}
}

func TestCommandsGetACheckedConfig(t *testing.T) {
	_, ctx, err := parse(t, "version", "--minimum-n", "1")
	if err != nil {
		t.Fatal(err)
	}
	if err := ctx.Run(); err != nil {
		t.Errorf("version asks for no settings and failed: %v", err)
	}
	if _, err := ctx.Call(func(*Config) error { return nil }); err == nil {
		t.Error("a command got a configuration that is not valid")
	}
}
