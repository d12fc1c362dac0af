package bench

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"touchstone/surveys/surveytest"
)

// TestMain lets the test binary stand in for the program when the bench starts it again.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == Child {
		ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
		defer stop()
		if err := RunChild(ctx, os.Args[2], os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func newRun(t *testing.T, url string) (*run, *bytes.Buffer) {
	t.Helper()
	s, err := newScratch(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.drop(); err != nil {
			t.Error(err)
		}
	})
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	return &run{Options: Options{Quick: true, Program: program, Out: &out, Log: io.Discard}, scratch: s}, &out
}

// figures reads what was printed.
func figures(t *testing.T, out string) map[string]float64 {
	t.Helper()
	got := map[string]float64{}
	for line := range strings.Lines(out) {
		var name, unit string
		var value float64
		if n, err := fmt.Sscan(line, &name, &value, &unit); n != 3 || err != nil {
			t.Fatalf("no figure: %q", line)
		}
		got[name] = value
	}
	return got
}

// TestCopiesEqualDerivation holds the shortcut of the dashboard's data against the product's own derivation.
func TestCopiesEqualDerivation(t *testing.T) {
	ctx := context.Background()
	surveytest.EachURL(t, func(t *testing.T, url string) {
		r, _ := newRun(t, url)
		survey, err := publish(ctx, r.scratch.service, "bench", "", fourItems())
		check(t, err)
		f := &filler{run: r, survey: survey}
		check(t, f.places(ctx))
		check(t, f.fill(ctx, 300))
		_, err = r.scratch.service.Derive(ctx)
		check(t, err)
		check(t, f.multiply(ctx))
		copied := r.derivedTables(t)
		check(t, r.scratch.service.Rebuild(ctx, survey.actor, survey.version.InstrumentID))
		_, err = r.scratch.service.Derive(ctx)
		check(t, err)
		if derived := r.derivedTables(t); derived != copied || strings.Count(copied, "\n") < 3000*5 {
			t.Errorf("copies and derivation differ: %d and %d bytes", len(copied), len(derived))
		}
	})
}

// derivedTables prints all rows of what derives from responses.
func (r *run) derivedTables(t *testing.T) string {
	t.Helper()
	db, err := r.scratch.bare(1)
	check(t, err)
	defer db.Close()
	key := []string{"version_id", "item", `"row"`, "wave_id", "location_id", "local_day"}
	var b strings.Builder
	for _, table := range []string{"answers", "histograms", "histogram_months"} {
		columns := append(slices.Clone(key), counted...)
		if table == "answers" {
			columns = append([]string{"response_id"}, copiedAnswer...)
		}
		list := strings.Join(columns, ", ")
		rows, err := db.Query("SELECT " + list + " FROM " + table + " ORDER BY " + list)
		check(t, err)
		values, pointers := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			pointers[i] = &values[i]
		}
		for rows.Next() {
			check(t, rows.Scan(pointers...))
			fmt.Fprintf(&b, "%s %v\n", table, values)
		}
		check(t, rows.Err())
		check(t, rows.Close())
	}
	return b.String()
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestQuickRunPrintsFigures runs the parts that need no other command than the bench's own, on both engines.
func TestQuickRunPrintsFigures(t *testing.T) {
	surveytest.EachURL(t, func(t *testing.T, url string) {
		for name, want := range map[string][]string{
			"submit":    {"submit.store.128", "submit.store.128.floor", "submit.http.8.ratio"},
			"page":      {"page.gzip", "page.requests"},
			"dashboard": {"dashboard.5k", "dashboard.50k", "dashboard.ratio"},
			"export":    {"export.time", "export.time.floor", "export.memory"},
		} {
			t.Run(name, func(t *testing.T) {
				r, out := newRun(t, url)
				for _, p := range parts {
					if p.name == name {
						check(t, p.run(context.Background(), r))
					}
				}
				got := figures(t, out.String())
				for _, figure := range want {
					if v := got[figure]; !(v > 0) || math.IsInf(v, 0) {
						t.Errorf("%s is %v in\n%s", figure, v, out)
					}
				}
			})
		}
	})
}

func TestScratchLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	s, err := newScratch(context.Background(), "sqlite://"+filepath.Join(folder, "given.db"))
	check(t, err)
	check(t, s.drop())
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("left %v, %v", left, err)
	}
	if err := Run(context.Background(), Options{Only: []string{"everything"}}); err == nil {
		t.Error("an unknown part was run")
	}
}

// TestFloorWritesTheSameCells takes the cells of a workbook and writes them again.
func TestFloorWritesTheSameCells(t *testing.T) {
	folder := t.TempDir()
	book := excelize.NewFile()
	rows := [][]any{{"题目", 3.5, nil, "x"}, {}, {"<&>", -7, "", "007"}}
	w, err := book.NewStreamWriter("Sheet1")
	check(t, err)
	for i, row := range rows {
		check(t, w.SetRow(fmt.Sprint("A", i+1), row))
	}
	check(t, w.Flush())
	_, err = book.NewSheet("二")
	check(t, err)
	check(t, book.SetCellValue("二", "A1", "shared"))
	check(t, book.SaveAs(filepath.Join(folder, "a.xlsx")))

	n, err := takeCells(filepath.Join(folder, "a.xlsx"), filepath.Join(folder, "cells"))
	check(t, err)
	in, err := os.Open(filepath.Join(folder, "cells"))
	check(t, err)
	defer in.Close()
	var out bytes.Buffer
	check(t, writeBare(bufio.NewReader(in), &out))
	again, err := excelize.OpenReader(&out)
	check(t, err)
	for sheet, want := range map[string]string{"Sheet1": "[[题目 3.5  x] [] [<&> -7  007]]", "Sheet2": "[[shared]]"} {
		got, err := again.GetRows(sheet)
		check(t, err)
		if fmt.Sprint(got) != want {
			t.Errorf("%s holds %v, want %s", sheet, got, want)
		}
	}
	if kind, err := again.GetCellType("Sheet1", "D3"); err != nil || kind != excelize.CellTypeInlineString || n < 8 {
		t.Errorf("D3 is %v, %v; %d cells", kind, err, n)
	}
}

func TestLoadCountsWhatWasAnswered(t *testing.T) {
	rate, err := load(context.Background(), 4, 50*time.Millisecond, func(context.Context, int) error { time.Sleep(time.Millisecond); return nil })
	if err != nil || rate <= 0 {
		t.Errorf("%v answers/s, %v", rate, err)
	}
	broken := fmt.Errorf("broken")
	if _, err := load(context.Background(), 2, time.Minute, func(context.Context, int) error { return broken }); err != broken { //nolint:errorlint // the very one
		t.Errorf("error = %v", err)
	}
}

func TestPageReferencesAreFound(t *testing.T) {
	html := `<link rel="icon" href="data:,"><link href="/a.css" rel=stylesheet><script type="module" src="/b.js"></script><img src='c.png'><a href="/no">`
	if got := fmt.Sprint(references("text/html", html)); got != "[data:, /a.css /b.js c.png]" {
		t.Errorf("page: %s", got)
	}
	if got := fmt.Sprint(references("text/javascript", `import{a}from"./x.js";import"./y.js";const s="import z"`)); got != "[./x.js ./y.js]" {
		t.Errorf("script: %s", got)
	}
}
