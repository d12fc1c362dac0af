package report

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"touchstone/surveys"
)

func refused(t *testing.T, err error, kind surveys.ErrorKind, key string) {
	t.Helper()
	var e *surveys.Error
	if !errors.As(err, &e) || e.Kind != kind || e.Key != key {
		t.Errorf("error is %v, want %s %s", err, kind, key)
	}
}

func TestReadsTheHousingFile(t *testing.T) {
	file, err := ReadRows("testdata/housing.csv")
	if err != nil || len(file.Rows) != 73 || len(file.SHA) != 64 || !slices.Equal(file.Rows[0], []string{"Sat", "Infl", "Type", "Cont", "Freq"}) {
		t.Fatalf("%d rows, %s, %v", len(file.Rows), file.SHA, err)
	}
}

func TestReadsEncodingsAndSeparators(t *testing.T) {
	want := [][]string{{"满意", "原因, 说明"}, {"高", "第一行\n第二行 \"好\""}, {"低", ""}}
	quoted := "满意,\"原因, 说明\"\n高,\"第一行\n第二行 \"\"好\"\"\"\n低,\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(quoted)
	if err != nil {
		t.Fatal(err)
	}
	utf16 := []byte{0xff, 0xfe}
	for _, r := range strings.ReplaceAll(quoted, ",", "\t") {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	for name, raw := range map[string][]byte{
		"utf-8":       []byte(quoted),
		"with a mark": []byte("\xef\xbb\xbf" + quoted),
		"crlf":        []byte(strings.ReplaceAll(quoted, "\n低", "\r\n低")),
		"semicolon":   []byte("满意;\"原因, 说明\"\n高;\"第一行\n第二行 \"\"好\"\"\"\n低;\n"),
		"tab":         []byte("满意\t\"原因, 说明\"\n高\t\"第一行\n第二行 \"\"好\"\"\"\n低\t\n"),
		"gb18030":     []byte(gb),
	} {
		rows, err := readCSV(raw)
		if err != nil || !slices.EqualFunc(rows, want, slices.Equal) {
			t.Errorf("%s: %q, %v", name, rows, err)
		}
	}
	rows, err := readCSV(utf16)
	if err != nil || len(rows) != 3 || rows[1][0] != "高" {
		t.Errorf("utf-16: %q, %v", rows, err)
	}
}

func TestRefusesBadCSV(t *testing.T) {
	for name, test := range map[string]struct {
		raw  string
		kind surveys.ErrorKind
		key  string
	}{
		"quote":    {"a,b\n1,\"2\n", surveys.Invalid, "import.broken_row"},
		"bytes":    {"a,b\n1,\xff\xff\xff\n", surveys.Invalid, "import.encoding"},
		"half":     {"\xff\xfea\x00,\x00b\x00\n\x001\x00,\x00\x00\xd8\n\x00", surveys.Invalid, "import.encoding"},
		"odd":      {"\xff\xfea\x00\n\x00b", surveys.Invalid, "import.encoding"},
		"nul":      {"a,b\n1,\x00\n", surveys.Invalid, "import.encoding"},
		"rows":     {strings.Repeat("a\n", MaxCSVRows+1), surveys.TooLarge, "import.rows"},
		"columns":  {strings.Repeat("a,", MaxImportColumns) + "a\n", surveys.TooLarge, "import.columns"},
		"cells":    {strings.Repeat(strings.Repeat("a,", 99)+"a\n", MaxImportCells/100+1), surveys.TooLarge, "import.cells"},
		"one cell": {"a\n" + strings.Repeat("长", maxCellCharacters+1) + "\n", surveys.TooLarge, "import.cell"},
	} {
		_, err := readCSV([]byte(test.raw))
		if t.Run(name, func(t *testing.T) { refused(t, err, test.kind, test.key) }); err == nil {
			t.Errorf("%s was read", name)
		}
	}
	_, err := ReadRows(filepath.Join(t.TempDir(), "none.csv"))
	refused(t, err, surveys.NotFound, "import.no_file")
	_, err = ReadRows(t.TempDir())
	refused(t, err, surveys.Invalid, "import.no_regular_file")
	_, err = ReadRowsFrom(bytes.NewReader([]byte("x")), 1, "x.exe")
	refused(t, err, surveys.Unsupported, "import.type")
	_, err = ReadRowsFrom(bytes.NewReader(nil), MaxImportBytes+1, "x.csv")
	refused(t, err, surveys.TooLarge, "import.too_large")
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("a,b\n1,2\n"))
	f.Add([]byte("\xef\xbb\xbfa;b\n\"1\n\";2\n"))
	f.Add([]byte("\xc2\xfa\xd2\xe2,Freq\n\xb8\xdf,2\n"))
	f.Add([]byte("\xff\xfea\x00\t\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		rows, err := readCSV(raw)
		var own *surveys.Error
		if err != nil && !errors.As(err, &own) {
			t.Fatalf("%v is not an error for a reader", err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if !utf8.ValidString(cell) || strings.ContainsRune(cell, 0) {
					t.Fatalf("%q is no text", cell)
				}
			}
		}
	})
}

// workbook writes a small workbook with those rows.
func workbook(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadsAWorkbook(t *testing.T) {
	raw := workbook(t, []any{"满意", "Freq"}, []any{"高", 12}, []any{"=1+1", 0.125}, []any{"", nil})
	file, err := ReadRowsFrom(bytes.NewReader(raw), int64(len(raw)), "a.XLSX")
	want := [][]string{{"满意", "Freq"}, {"高", "12"}, {"=1+1", "0.125"}}
	if err != nil || !slices.EqualFunc(file.Rows, want, slices.Equal) {
		t.Errorf("%q, %v", file.Rows, err)
	}
}

// A date in a workbook is a number; the reader says from when it counts.
func TestWorkbooksSayWhenTheyCountFrom(t *testing.T) {
	at := time.Date(2026, 11, 2, 9, 50, 24, 0, time.UTC)
	for system, want := range map[bool]struct{ cell, epoch string }{false: {"46328.4100", "1899-12-30"}, true: {"44866.4100", "1904-01-01"}} {
		f := excelize.NewFile()
		defer f.Close()
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &system}); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue("Sheet1", "A1", at); err != nil {
			t.Fatal(err)
		}
		raw, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		file, err := ReadRowsFrom(bytes.NewReader(raw.Bytes()), int64(raw.Len()), "a.xlsx")
		if err != nil || len(file.Rows) != 1 || file.Rows[0][0][:8] != want.cell[:8] || file.Epoch.Format(time.DateOnly) != want.epoch {
			t.Errorf("1904 %v: %q from %v, %v; want %v", system, file.Rows, file.Epoch, err, want)
		}
	}
	if file, err := ReadRows("testdata/housing.csv"); err != nil || !file.Epoch.IsZero() {
		t.Errorf("a text file counts from %v; %v", file.Epoch, err)
	}
}

// withSheet replaces the sheet of a small workbook by the given XML.
func withSheet(t *testing.T, sheet string) []byte {
	t.Helper()
	raw := workbook(t, []any{"a"})
	in, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range in.File {
		body, err := in.Open(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		to, err := w.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if part.Name == "xl/worksheets/sheet1.xml" {
			_, err = to.Write([]byte(sheet))
		} else {
			_, err = to.Write(read(t, body))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t *testing.T, r interface{ Read([]byte) (int, error) }) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// packed is an archive with one part of that many zeros.
func packed(t *testing.T, size int) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	part, err := w.Create("xl/media/image1.png")
	if err == nil {
		_, err = part.Write(make([]byte, size))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestRefusesHostileWorkbooks(t *testing.T) {
	const open = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	const shut = `</sheetData></worksheet>`
	var wide strings.Builder
	for i := 1; i <= 400; i++ {
		fmt.Fprintf(&wide, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i, i)
	}
	for name, test := range map[string]struct {
		sheet string
		kind  surveys.ErrorKind
		key   string
	}{
		"far row":       {`<row r="50000000"><c r="A50000000"><v>1</v></c></row>`, surveys.TooLarge, "import.rows"},
		"far cell":      {`<row r="1"><c r="A60000"><v>1</v></c></row>`, surveys.TooLarge, "import.rows"},
		"last column":   {wide.String(), surveys.TooLarge, "import.columns"},
		"many cells":    {strings.Repeat(`<row>`+strings.Repeat(`<c/>`, 180)+`</row>`, MaxImportCells/180+1), surveys.TooLarge, "import.cells"},
		"negative row":  {`<row r="-1"><c r="A1"/></row>`, surveys.Invalid, "import.unreadable"},
		"bad reference": {`<row r="1"><c r="!!"/></row>`, surveys.Invalid, "import.unreadable"},
		"shared string": {`<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`, "", ""},
	} {
		raw := withSheet(t, open+test.sheet+shut)
		file, err := ReadRowsFrom(bytes.NewReader(raw), int64(len(raw)), "a.xlsx")
		if test.key == "" { // whatever it is read as, it must not panic
			t.Logf("%s: %q, %v", name, file.Rows, err)
			continue
		}
		t.Run(name, func(t *testing.T) { refused(t, err, test.kind, test.key) })
	}
	raw := withSheet(t, open+strings.Repeat(" ", 4*maxBetweenTags)+shut)
	_, err := ReadRowsFrom(bytes.NewReader(raw), int64(len(raw)), "a.xlsx")
	refused(t, err, surveys.TooLarge, "import.unpacked")
	raw = packed(t, maxUnzipped+1) // much, packed into little
	_, err = ReadRowsFrom(bytes.NewReader(raw), int64(len(raw)), "a.xlsx")
	refused(t, err, surveys.TooLarge, "import.unpacked")
	_, err = ReadRowsFrom(bytes.NewReader([]byte("PK nothing")), 10, "a.xlsx")
	refused(t, err, surveys.Invalid, "import.unreadable")
	csv, err := os.ReadFile("testdata/housing.csv")
	if err != nil {
		t.Fatal(err)
	}
	_, err = ReadRowsFrom(bytes.NewReader(csv), int64(len(csv)), "a.xlsx")
	refused(t, err, surveys.Invalid, "import.unreadable")
}
