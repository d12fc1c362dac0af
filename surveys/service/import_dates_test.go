package service_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// visitSurvey asks for a day, in two kinds of Chinese.
func visitSurvey() surveys.Document {
	text := func(s string) surveys.Text { return surveys.Text{"zh-Hans": s, "zh-TW": s} }
	return surveys.Document{Schema: 1, Kind: surveys.Survey, Title: text("到访"), Languages: []string{"zh-Hans", "zh-TW"},
		Sections: []surveys.Section{{Code: "main", Title: text("全部"), Items: []surveys.Item{
			{Code: "score", Type: surveys.TypeNPS, Label: text("推荐")}, {Code: "came", Type: surveys.TypeDate, Label: text("到访日期")}}}}}
}

// book is a workbook with real dates, in one of the two ways of counting days.
func book(t *testing.T, from1904 bool, rows ...[]any) report.ImportFile {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}))
	for y, row := range rows {
		for x, v := range row {
			cell, err := excelize.CoordinatesToCellName(x+1, y+1)
			must(t, err)
			must(t, f.SetCellValue("Sheet1", cell, v))
		}
	}
	raw, err := f.WriteToBuffer()
	must(t, err)
	file, err := report.ReadRowsFrom(bytes.NewReader(raw.Bytes()), int64(raw.Len()), "a.xlsx")
	must(t, err)
	return file
}

func (d *desk) importFile(file report.ImportFile) (*service.ImportReport, error) {
	return d.ImportResponses(context.Background(), d.Actor("alice"), service.ImportInput{InstrumentCode: "visits", FileName: "a.xlsx",
		FileHash: file.SHA, Rows: file.Rows, Epoch: file.Epoch})
}

// Dates, times of day and languages of a workbook are read as its reader sees them.
func TestImportOfRealDates(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		live := d.Cast.Publish(t, d.A.One, "visits", visitSurvey())
		day := time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)
		for _, from1904 := range []bool{false, true} {
			r, err := d.importFile(book(t, from1904, []any{"score", "came", "received", "lang"},
				[]any{9, day, day.Add(23*time.Hour + 30*time.Minute), "zh-tw"},
				[]any{8, day.Add(23 * time.Hour), day, "ZH-HANS"},
				[]any{7, "2026年11月2日", "2026-11-02T23:30:00", "zh-Hans"}))
			if err != nil || r.Stored != 3 {
				t.Fatalf("1904 %v: %+v %v", from1904, r, err)
			}
			list, err := d.ListResponses(context.Background(), d.Actor("alice"), store.ResponseFilter{InstrumentID: live.Instrument.ID}, surveys.Page{})
			must(t, err)
			want := map[float64]string{9: "zh-TW", 8: "zh-Hans", 7: "zh-Hans"}
			for _, got := range list.Items {
				if got.ImportID != r.ImportID {
					continue
				}
				if score := *got.Answers["score"].Number; got.LocalDay != 20261102 || got.Answers["came"].Text != "2026-11-02" || got.Lang != want[score] {
					t.Errorf("1904 %v, score %v: day %d, came %s, %s", from1904, score, got.LocalDay, got.Answers["came"].Text, got.Lang)
				}
			}
		}
	})
}

// A number that is no date is refused, and every number in a text file is none.
func TestImportRefusesNumbersThatAreNoDates(t *testing.T) {
	d := newDesk(t, surveytest.Open(t, surveytest.SQLite(t)))
	d.Cast.Publish(t, d.A.One, "visits", visitSurvey())
	r, err := d.importFile(book(t, false, []any{"score", "came", "date", "lang"}, []any{9, 2026, 46328, "zh-TW"}, []any{9, 46328, 200000, "en"}))
	d.refused(err, surveys.Invalid, "import.bad_rows")
	wantErrors(t, r, "row 2, column came: import.date", "row 3, column lang: import.language",
		"row 3, column date: import.date")
	text := report.ImportFile{SHA: service.HashFile([]byte("x")), Rows: [][]string{{"score", "came"}, {"9", "46328"}}}
	r, err = d.importFile(text)
	d.refused(err, surveys.Invalid, "import.bad_rows")
	wantErrors(t, r, "row 2, column came: import.date")
}

func wantErrors(t *testing.T, r *service.ImportReport, want ...string) {
	t.Helper()
	var got []string
	for _, e := range r.Errors {
		got = append(got, e.Field+": "+e.Key)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("errors are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
