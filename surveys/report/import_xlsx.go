package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"touchstone/surveys"
)

// readXLSX reads the first sheet of a workbook, and the day its dates count from. The file is scanned first: a few
// kilobytes can name a cell in the last row and column of a sheet and make a reader allocate gigabytes.
func readXLSX(r io.ReaderAt, size int64) (rows [][]string, epoch time.Time, err error) {
	defer func() {
		if p := recover(); p != nil { // the library panics on some broken files
			rows, err = nil, surveys.E(surveys.Invalid, "import.unreadable").Because(fmt.Errorf("reading panicked: %v", p))
		}
	}()
	if err := scanWorkbook(r, size); err != nil {
		return nil, epoch, err
	}
	f, err := excelize.OpenReader(io.NewSectionReader(r, 0, size), excelize.Options{
		UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzippedPart, RawCellValue: true,
	})
	if err != nil {
		return nil, epoch, surveys.E(surveys.Invalid, "import.unreadable").Because(err)
	}
	defer f.Close()
	sheets := f.GetSheetList()
	props, err := f.GetWorkbookProps()
	if len(sheets) == 0 || err != nil {
		return nil, epoch, surveys.E(surveys.Invalid, "import.unreadable").Because(err)
	}
	// Day 60 of the system that counts from 1900 is a 29 February that never was; from March on it begins a day early.
	epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if props.Date1904 != nil && *props.Date1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	rows, err = readSheet(f, sheets[0])
	return rows, epoch, err
}

func readSheet(f *excelize.File, sheet string) ([][]string, error) {
	it, err := f.Rows(sheet)
	if err != nil {
		return nil, surveys.E(surveys.Invalid, "import.unreadable").Because(err)
	}
	defer it.Close()
	var rows [][]string
	l := limits{maxRows: MaxXLSXRows}
	for it.Next() {
		row, err := it.Columns()
		if err != nil {
			return nil, surveys.E(surveys.Invalid, "import.unreadable").Because(err)
		}
		if err := l.row(len(row)); err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	if err := it.Error(); err != nil {
		return nil, surveys.E(surveys.Invalid, "import.unreadable").Because(err)
	}
	for len(rows) > 0 && strings.Join(rows[len(rows)-1], "") == "" { // formatted, never filled
		rows = rows[:len(rows)-1]
	}
	return rows, nil
}

// scanWorkbook walks through the parts of the archive and the cells of its sheets without building anything.
func scanWorkbook(r io.ReaderAt, size int64) error {
	unreadable := func(err error) error { return surveys.E(surveys.Invalid, "import.unreadable").Because(err) }
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return unreadable(err)
	}
	if len(archive.File) > 2000 {
		return surveys.E(surveys.TooLarge, "import.unpacked")
	}
	left := int64(maxUnzipped)
	for _, part := range archive.File {
		body, err := part.Open()
		if err != nil {
			return unreadable(err)
		}
		counted := &io.LimitedReader{R: body, N: left + 1} // what the directory says of sizes need not be true
		if strings.HasPrefix(part.Name, "xl/worksheets/") && strings.HasSuffix(part.Name, ".xml") {
			err = scanSheet(counted)
		}
		if err == nil {
			_, err = io.Copy(io.Discard, counted)
		}
		body.Close()
		if counted.N <= 0 {
			return surveys.E(surveys.TooLarge, "import.unpacked")
		}
		left = counted.N - 1
		if own := (*surveys.Error)(nil); errors.As(err, &own) {
			return own
		}
		if err != nil {
			return unreadable(err)
		}
	}
	return nil
}

// scanSheet counts rows and cells and looks at the places they name.
func scanSheet(r io.Reader) error {
	d := xml.NewDecoder(&tagReader{r: r})
	row, column, cells := 0, 0, 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "row":
			row++
			column = 0
			if at := attribute(start, "r"); at != "" {
				if row, err = strconv.Atoi(at); err != nil || row < 1 {
					return fmt.Errorf("row %q", at)
				}
			}
		case "c":
			column++
			cells++
			if at := attribute(start, "r"); at != "" {
				if column, row, err = excelize.CellNameToCoordinates(at); err != nil {
					return err
				}
			}
		}
		switch {
		case row > MaxXLSXRows:
			return surveys.E(surveys.TooLarge, "import.rows", "max", MaxXLSXRows)
		case column > MaxImportColumns:
			return surveys.E(surveys.TooLarge, "import.columns", "max", MaxImportColumns)
		case cells > MaxImportCells:
			return surveys.E(surveys.TooLarge, "import.cells", "max", MaxImportCells)
		}
	}
}

// maxBetweenTags is more than any cell holds. Without it a sheet of one endless text would be held in memory as a whole.
const maxBetweenTags = 1 << 20

// tagReader refuses a stretch without the beginning of a tag.
type tagReader struct {
	r     io.Reader
	since int
}

func (t *tagReader) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	if at := bytes.LastIndexByte(p[:n], '<'); at >= 0 {
		t.since = n - at
	} else {
		t.since += n
	}
	if t.since > maxBetweenTags {
		return 0, surveys.E(surveys.TooLarge, "import.unpacked")
	}
	return n, err
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
