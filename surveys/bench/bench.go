package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Options say what is measured, where, and with how much patience.
type Options struct {
	DatabaseURL string
	Only        []string  // names of parts; empty = all
	Quick       bool      // less data and shorter runs: shows that it works, not how fast it is
	Program     string    // path of the touchstone binary, which is started again as server and as child
	Out         io.Writer // one line a figure: name value unit
	Log         io.Writer // what is being done
}

// part is one group of figures.
type part struct {
	name string
	run  func(context.Context, *run) error
}

var parts = []part{{"submit", submit}, {"page", page}, {"dashboard", dashboard}, {"export", export}, {"start", start}}

// Parts lists the names that Only may hold.
func Parts() []string {
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.name
	}
	return names
}

// run is one run of the bench.
type run struct {
	Options
	scratch *scratch
}

// Run measures and prints. A part that fails ends the run.
func Run(ctx context.Context, o Options) error {
	for _, name := range o.Only {
		if !slices.Contains(Parts(), name) {
			return fmt.Errorf("--only %s is none of %s", name, strings.Join(Parts(), ", "))
		}
	}
	for _, p := range parts {
		if len(o.Only) > 0 && !slices.Contains(o.Only, p.name) {
			continue
		}
		if err := o.runPart(ctx, p); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return nil
}

// runPart gives every part a scratch database of its own: what one leaves behind would slow the next.
func (o Options) runPart(ctx context.Context, p part) (err error) {
	fmt.Fprintln(o.Log, "#", p.name)
	s, err := newScratch(ctx, o.DatabaseURL)
	if err != nil {
		return err
	}
	if p.name == parts[0].name {
		if err := o.printServer(ctx, s); err != nil {
			return errors.Join(err, s.drop())
		}
	}
	defer func() {
		if e := s.drop(); err == nil {
			err = e
		}
	}()
	return p.run(ctx, &run{Options: o, scratch: s})
}

// printServer says what the figures were measured on.
func (o Options) printServer(ctx context.Context, s *scratch) error {
	db, err := s.bare(1)
	if err != nil {
		return err
	}
	defer db.Close()
	query, engine := "SELECT sqlite_version()", "SQLite"
	if s.postgres() {
		query, engine = "SHOW server_version", "PostgreSQL"
	}
	var version string
	if err := db.QueryRowContext(ctx, query).Scan(&version); err != nil {
		return err
	}
	number, _, _ := strings.Cut(version, " ")
	_, err = fmt.Fprintln(o.Out, "server", number, engine)
	return err
}

// print writes one figure.
func (r *run) print(name string, value float64, unit string) {
	digits := 0
	switch {
	case value == math.Trunc(value):
	case value < 10:
		digits = 2
	case value < 100:
		digits = 1
	}
	fmt.Fprintf(r.Out, "%s %.*f %s\n", name, digits, value, unit)
}

// pick returns the first value, the second in a quick run.
func pick[T any](r *run, full, quick T) T {
	if r.Quick {
		return quick
	}
	return full
}

func median(list []float64) float64 {
	list = slices.Sorted(slices.Values(list))
	if n := len(list); n%2 == 0 {
		return (list[n/2-1] + list[n/2]) / 2
	}
	return list[len(list)/2]
}
