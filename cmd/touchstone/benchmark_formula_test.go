package main

import (
	"math"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"touchstone/locales"
	"touchstone/surveys/report"
)

// checkFormulas lets LibreOffice compute every formula and holds the results against the values in the file.
func checkFormulas(t *testing.T, path string) {
	t.Helper()
	before, after := formulas(t, path), formulas(t, recomputed(t, path))
	if len(before) < 200 || len(before) != len(after) {
		t.Fatalf("%d formulas, %d after LibreOffice", len(before), len(after))
	}
	for at, value := range before {
		same(t, at, value, after[at])
	}
}

func same(t *testing.T, at, before, after string) {
	t.Helper()
	x, errX := strconv.ParseFloat(before, 64)
	y, errY := strconv.ParseFloat(after, 64)
	if errX != nil || errY != nil || math.Abs(x-y) > 1e-9 {
		t.Errorf("%s holds %s, computed %s", at, before, after)
	}
}

// checkTrial changes weights as a reader would: the totals must be those of a scorecard with these weights.
func (a *assessed) checkTrial(path string, r report.Benchmark) {
	a.t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		a.t.Fatal(err)
	}
	defer f.Close()
	sheet, weights := locales.T("zh", "report.sheet.capabilities", nil), map[string]float64{}
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		a.t.Fatal(err)
	}
	for i, row := range rows {
		for _, x := range r.Indicators {
			if x.Number%3 == 0 && slices.Contains(row, x.Code) {
				weights[x.Code] = float64(x.Number)
				if err := f.SetCellValue(sheet, "E"+strconv.Itoa(i+1), x.Number); err != nil {
					a.t.Fatal(err)
				}
			}
		}
	}
	trial := filepath.Join(a.dir, "trial.xlsx")
	if err := f.SaveAs(trial); err != nil || len(weights) != 21 {
		a.t.Fatalf("%d weights changed, %v", len(weights), err)
	}
	w := openWalker(a.t, recomputed(a.t, trial), "zh")
	var all, key []float64
	for _, s := range a.scores(r, weights)[:len(r.Lines)-1] {
		all, key = append(all, *s.All.Mean.Value), append(key, *s.Key.Mean.Value)
	}
	means := [][]float64{all, key}
	for _, row := range w.sheets[sheet] {
		if len(row) > 5 && row[1] == w.say("report.column.mean") && len(means) > 0 {
			for k, want := range means[0] {
				same(a.t, "a changed mean", strconv.FormatFloat(want, 'f', -1, 64), row[5+k])
			}
			means = means[1:]
		}
	}
	if len(means) > 0 {
		a.t.Error("the means were not found")
	}
}

// recomputed is the workbook as LibreOffice computes and saves it. The values of formulas are taken out before, because
// it would believe them.
func recomputed(t *testing.T, path string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	bare, out := filepath.Join(t.TempDir(), filepath.Base(path)), t.TempDir()
	if err := f.UpdateLinkedValue(); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(bare); err != nil {
		t.Fatal(err)
	}
	args := []string{"-env:UserInstallation=file://" + filepath.Join(out, "profile"), "--headless", "--convert-to", "xlsx", "--outdir", out, bare}
	if said, err := exec.Command(office(t), args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return filepath.Join(out, filepath.Base(path))
}

// formulas are the raw values of all cells that have one, by their place.
func formulas(t *testing.T, path string) map[string]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for k, value := range row {
				at, err := excelize.CoordinatesToCellName(k+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				if formula, err := f.GetCellFormula(sheet, at); err == nil && formula != "" {
					out[sheet+" "+at] = value
				}
			}
		}
	}
	return out
}
