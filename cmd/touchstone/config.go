package main

import (
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
)

// Config is every setting of the program. A key is its flag (--base-url), its variable (TOUCHSTONE_BASE_URL) and its
// line in the YAML file (base-url: …); the flag wins over the variable, the variable over the file. The help text here
// is the only description: --help prints it and docs/configuration.md is made from it.
type Config struct {
	DatabaseURL string `name:"database-url" env:"TOUCHSTONE_DATABASE_URL" default:"sqlite://data/touchstone.db" help:"Database: sqlite://PATH or postgres://USER:PASSWORD@HOST:PORT/NAME. A PostgreSQL on another host must prove its name (sslmode=verify-full), which is the default."`
	DataDir     string `name:"data-dir" env:"TOUCHSTONE_DATA_DIR" default:"data" help:"Folder of evidence files and, on SQLite, of the generated secret."`
	Secret      string `name:"secret" env:"TOUCHSTONE_SECRET" placeholder:"TEXT" help:"The secret that will seal contact data, at least 32 characters. This version stores no contact data and seals nothing with it; it is asked for so that a database has one from its first day. It is the same for every process on one database; better given as a variable or in the file than as a flag, which others on the machine can see. On SQLite it is generated into the data folder when it is not given; on PostgreSQL it is required."`

	Addr           string         `name:"addr" env:"TOUCHSTONE_ADDR" default:"127.0.0.1:8080" help:"Address to listen on."`
	BaseURL        string         `name:"base-url" env:"TOUCHSTONE_BASE_URL" placeholder:"URL" help:"Address under which people reach this server; every link and QR code is made from it (default: http://ADDR). Anything but https needs a loopback host or --insecure-http."`
	InsecureHTTP   bool           `name:"insecure-http" env:"TOUCHSTONE_INSECURE_HTTP" help:"Allow a base URL that is http on another host than this one: answers and sign-ins then cross the network unencrypted."`
	TrustedProxies []netip.Prefix `name:"trusted-proxies" env:"TOUCHSTONE_TRUSTED_PROXIES" placeholder:"CIDR" help:"Networks of reverse proxies whose X-Forwarded-For is believed. None by default."`

	DefaultLang string `name:"default-lang" env:"TOUCHSTONE_DEFAULT_LANG" default:"zh" enum:"zh,en" help:"Language of this command line and of the demo organisation: zh or en. Readers of pages choose for themselves."`
	MinimumN    int    `name:"minimum-n" env:"TOUCHSTONE_MINIMUM_N" default:"0" help:"Figures of customers' answers that stand on fewer answers than this are not shown; at least 3, 5 is usual, 0 shows all."`

	LogLevel  slog.Level `name:"log-level" env:"TOUCHSTONE_LOG_LEVEL" default:"info" help:"What is logged: debug, info, warn or error. No level logs answers, contact data or tokens."`
	LogFormat string     `name:"log-format" env:"TOUCHSTONE_LOG_FORMAT" default:"text" enum:"text,json" help:"Form of log lines: text or json."`
}

// Engine is the kind of database a URL names.
type Engine string

// The engines, by the scheme of their URLs.
const (
	SQLite     Engine = "sqlite"
	PostgreSQL Engine = "postgres"
)

// Check refuses settings that cannot work or would quietly be unsafe, before anything is opened. (A method named
// Validate would be called by kong itself, for every command, version included.)
func (c *Config) Check() error {
	if _, err := c.engine(); err != nil {
		return err
	}
	if c.Secret != "" && len(c.Secret) < minSecret {
		return fmt.Errorf("--secret has %d characters; at least %d are needed (openssl rand -hex 32 makes a good one)", len(c.Secret), minSecret)
	}
	if c.MinimumN != 0 && c.MinimumN < 3 {
		return fmt.Errorf("--minimum-n %d would let single answers be guessed; use 0 to show all figures, or at least 3", c.MinimumN)
	}
	_, err := c.Base()
	return err
}

// engine reads the kind of database from the URL. The rest of a PostgreSQL URL is the store's to judge.
func (c *Config) engine() (Engine, error) {
	scheme, rest, _ := strings.Cut(c.DatabaseURL, "://")
	switch {
	case scheme == "sqlite" && rest != "":
		return SQLite, nil
	case (scheme == "postgres" || scheme == "postgresql") && rest != "":
		return PostgreSQL, nil
	}
	// Never print the URL itself: it may hold a password.
	return "", fmt.Errorf("--database-url must look like sqlite://PATH or postgres://USER:PASSWORD@HOST:PORT/NAME")
}

// Base returns the address of links: scheme and host, without a path. It errs when --addr or --base-url make no sense
// or when the address would carry sign-ins unencrypted over a network without --insecure-http.
func (c *Config) Base() (*url.URL, error) {
	host, port, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return nil, fmt.Errorf("--addr %q must look like 127.0.0.1:8080", c.Addr)
	}
	if c.BaseURL == "" {
		if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
			return nil, fmt.Errorf("--addr %s listens on every interface; say with --base-url under which address people reach it", c.Addr)
		}
		if port == "0" {
			return nil, fmt.Errorf("--addr %s takes any free port; say with --base-url under which address people reach it", c.Addr)
		}
		return c.safe(&url.URL{Scheme: "http", Host: c.Addr})
	}
	u, err := url.Parse(c.BaseURL)
	if err != nil || !slices.Contains([]string{"http", "https"}, u.Scheme) || u.Hostname() == "" {
		return nil, fmt.Errorf("--base-url %q must look like https://survey.example.com", c.BaseURL)
	}
	if strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, fmt.Errorf("--base-url %q must end after the host: the program needs a host of its own, without path, query or user", u.Redacted())
	}
	return c.safe(&url.URL{Scheme: u.Scheme, Host: u.Host})
}

func (c *Config) safe(u *url.URL) (*url.URL, error) {
	if u.Scheme == "http" && !isLoopback(u.Hostname()) && !c.InsecureHTTP {
		return nil, fmt.Errorf("the base URL %s is not encrypted and not on this machine; put https in front and give --base-url https://…, or accept it with --insecure-http", u)
	}
	return u, nil
}

func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// Logger returns the log of the process, written to stderr in the configured form.
func (c *Config) Logger() *slog.Logger {
	options := &slog.HandlerOptions{Level: c.LogLevel}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(os.Stderr, options))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, options))
}
