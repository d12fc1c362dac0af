package main

import (
	"archive/zip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// office returns LibreOffice: the one make test found, else the machine's.
func office(t *testing.T) string {
	t.Helper()
	path := os.Getenv("TOUCHSTONE_LIBREOFFICE")
	if path == "" {
		path, _ = exec.LookPath("soffice")
	}
	if path == "" {
		t.Fatal("no LibreOffice: run `make test`, which gets it, or set TOUCHSTONE_LIBREOFFICE")
	}
	return path
}

// errorCell is what a spreadsheet shows instead of a value it cannot compute.
var errorCell = regexp.MustCompile(`^(#[A-Z0-9/]+[!?]?|Err:\d+)$`)

// opensInOffice lets LibreOffice open each workbook, compute it and save it again: no cell may be an error, and every
// chart must still be there.
func opensInOffice(t *testing.T, workbooks ...string) {
	t.Helper()
	out := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(out, "profile"), "--headless", "--convert-to", "xlsx", "--outdir", out}
	if said, err := exec.Command(office(t), append(args, workbooks...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for _, path := range workbooks {
		saved := filepath.Join(out, filepath.Base(path))
		if before, after := charts(t, path), charts(t, saved); before != after {
			t.Errorf("%s: %d charts, %d after LibreOffice", filepath.Base(path), before, after)
		}
		f, err := excelize.OpenFile(saved)
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range rows {
				for k, cell := range row {
					if errorCell.MatchString(cell) {
						t.Errorf("%s: %s row %d column %d is %s", filepath.Base(path), sheet, i+1, k+1, cell)
					}
				}
			}
		}
		f.Close()
	}
}

// charts counts the charts of a workbook that hold cached values.
func charts(t *testing.T, path string) int {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	n := 0
	for _, part := range z.File {
		if strings.HasPrefix(part.Name, "xl/charts/chart") && strings.HasSuffix(part.Name, ".xml") {
			n++
		}
	}
	return n
}
