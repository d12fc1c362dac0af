package store

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path"
	"strings"

	"github.com/uptrace/bun/driver/pgdriver"
)

// postgresDSN settles which server an address means, writes it into the address and applies the rule for sslmode (see
// Open) to it. The driver has more ways to a server than the part before the path: a parameter host, and PGHOST when the
// address names none. Its errors never hold the address, which may carry a password.
func postgresDSN(raw string) (string, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return "", errors.New("store: the PostgreSQL address cannot be read")
	}
	q := u.Query()
	for name, values := range q {
		if len(values) > 1 { // the driver takes the last one; we would judge the first
			return "", fmt.Errorf("store: the PostgreSQL address gives %s twice", name)
		}
	}
	socket, host, port := q.Get("host"), u.Hostname(), u.Port()
	if host == "" && socket == "" {
		host, port = cmp.Or(os.Getenv("PGHOST"), "localhost"), cmp.Or(port, os.Getenv("PGPORT"))
		if strings.HasPrefix(host, "/") { // a folder of sockets, as other programs take it
			socket = path.Join(host, ".s.PGSQL."+cmp.Or(port, "5432"))
		}
	}
	switch {
	case strings.Contains(host+socket, ","):
		return "", errors.New("store: the PostgreSQL address names several servers; name one")
	case socket == "":
		q.Del("host")
		u.Host = net.JoinHostPort(host, cmp.Or(port, "5432"))
	case !strings.HasPrefix(socket, "/"):
		return "", errors.New("store: the parameter host of a PostgreSQL address must be the path of a socket; " +
			"a server's name stands between @ and the name of the database")
	default:
		q.Set("host", socket)
	}
	ip := net.ParseIP(host)
	local := socket != "" || host == "localhost" || ip != nil && ip.IsLoopback()
	switch mode := q.Get("sslmode"); {
	case mode == "" && local:
		q.Set("sslmode", "disable")
	case mode == "":
		q.Set("sslmode", "verify-full")
	case mode == "verify-full", mode == "disable" && local:
	default:
		return "", fmt.Errorf("store: sslmode=%s does not verify the server %s; use verify-full", mode, host)
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// readable reports what the driver would panic about: a certificate that is not there, a time limit it cannot read.
func readable(dsn string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("store: the PostgreSQL address cannot be used: %v", p)
		}
	}()
	pgdriver.NewConnector(pgdriver.WithDSN(dsn))
	return nil
}
