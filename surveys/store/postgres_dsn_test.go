package store

import (
	"strings"
	"testing"

	"github.com/uptrace/bun/driver/pgdriver"
)

// The rule for TLS is judged by what the driver makes of the address: only a server on this machine goes without.
func TestTLSFollowsTheServerThatIsUsed(t *testing.T) {
	t.Setenv("PGHOST", "")
	t.Setenv("PGPORT", "")
	for _, c := range []struct{ address, network, server, tls string }{
		{"postgres://u:p@127.0.0.1:5433/x", "tcp", "127.0.0.1:5433", ""},
		{"postgres://u:p@[::1]/x", "tcp", "[::1]:5432", ""},
		{"postgres://u:p@localhost/x?sslmode=disable", "tcp", "localhost:5432", ""},
		{"postgresql:///x", "tcp", "localhost:5432", ""},
		{"postgres://u@/x?host=", "tcp", "localhost:5432", ""},
		{"postgres://u@/x?host=/run/postgresql/.s.PGSQL.5432", "unix", "/run/postgresql/.s.PGSQL.5432", ""},
		{"postgres://u@db.example.com/x?host=/run/postgresql/.s.PGSQL.5432", "unix", "/run/postgresql/.s.PGSQL.5432", ""},
		{"postgres://u:p@db.example.com/x", "tcp", "db.example.com:5432", "db.example.com"},
		{"postgres://u:p@10.1.2.3:5433/x?sslmode=verify-full", "tcp", "10.1.2.3:5433", "10.1.2.3"},
		{"postgres://u:p@localhost.example.com/x", "tcp", "localhost.example.com:5432", "localhost.example.com"},
	} {
		checkServer(t, c.address, c.network, c.server, c.tls)
	}
	t.Setenv("PGHOST", "db.example.com")
	t.Setenv("PGPORT", "6000")
	checkServer(t, "postgres:///x", "tcp", "db.example.com:6000", "db.example.com")
	checkServer(t, "postgres://u@localhost/x", "tcp", "localhost:5432", "")
	t.Setenv("PGHOST", "/run/postgresql")
	checkServer(t, "postgres:///x", "unix", "/run/postgresql/.s.PGSQL.6000", "")
}

// checkServer looks at the driver's own settings; name is what the server must prove, "" for no TLS.
func checkServer(t *testing.T, address, network, server, name string) {
	t.Helper()
	dsn, err := postgresDSN(address)
	if err != nil {
		t.Errorf("%s: %v", address, err)
		return
	}
	c := pgdriver.NewConnector(pgdriver.WithDSN(dsn)).Config()
	switch {
	case c.Network != network || c.Addr != server:
		t.Errorf("%s goes to %s %s, want %s %s", address, c.Network, c.Addr, network, server)
	case (c.TLSConfig != nil) != (name != ""):
		t.Errorf("%s: TLS is %v", address, c.TLSConfig != nil)
	case c.TLSConfig != nil && (c.TLSConfig.InsecureSkipVerify || c.TLSConfig.ServerName != name):
		t.Errorf("%s verifies %q, skips %v", address, c.TLSConfig.ServerName, c.TLSConfig.InsecureSkipVerify)
	}
}

func TestRefusesAddressesThatGoRoundTLS(t *testing.T) {
	t.Setenv("PGHOST", "")
	for address, says := range map[string]string{
		"postgres:///x?host=db.example.com:5432":                             "path of a socket",
		"postgres://u:secret@localhost/x?host=10.1.2.3:5432":                 "path of a socket",
		"postgres://u:secret@localhost/x?host=10.1.2.3:5432&sslmode=disable": "path of a socket",
		"postgres://u:secret@localhost/x?host=/run/a&host=10.1.2.3:5432":     "host twice",
		"postgres://u:secret@db.example.com/x?sslmode=disable":               "verify-full",
		"postgres://u:secret@db.example.com/x?sslmode=require":               "verify-full",
		"postgres://u:secret@db.example.com/x?sslmode=allow":                 "verify-full",
		"postgres://db.example.com/x?sslmode=verify-full&sslmode=disable":    "sslmode twice",
		"postgres://u:secret@localhost,db.example.com/x":                     "several servers",
		"postgres://u:secret@localhost:5432,db.example.com:5432/x":           "several servers",
		"postgres://u@/x?host=/run/a,db.example.com":                         "several servers",
		"postgres://u:secret@local host/x":                                   "cannot be read",
	} {
		dsn, err := postgresDSN(address)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %q, %v; want an error that says %q", address, dsn, err, says)
		}
	}
	t.Setenv("PGHOST", "localhost,db.example.com")
	if dsn, err := postgresDSN("postgres:///x"); err == nil {
		t.Errorf("several servers by PGHOST: %s", dsn)
	}
	_, err := openPostgres("postgres://u:secret@127.0.0.1/x?sslmode=verify-full&sslrootcert=/nowhere/root.pem", Options{})
	if err == nil || !strings.Contains(err.Error(), "/nowhere/root.pem") || strings.Contains(err.Error(), "secret") {
		t.Errorf("a certificate that is not there: %v", err)
	}
}
