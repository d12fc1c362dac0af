package report

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"touchstone/surveys"
)

// Limits of a file of responses. A file beyond one of them is refused before it costs memory.
const (
	MaxImportBytes    = 64 << 20
	MaxCSVRows        = 200_000 // the header included, as everywhere here
	MaxXLSXRows       = 50_000
	MaxImportColumns  = 200
	MaxImportCells    = 1_000_000
	maxCellCharacters = 32_767 // what a cell of a spreadsheet holds
	maxUnzipped       = 128 << 20
	maxUnzippedPart   = 16 << 20 // a larger part of a workbook goes through a temporary file
)

// ImportFile is a file of responses as rows of texts, the header first.
type ImportFile struct {
	Rows  [][]string
	SHA   string    // SHA-256 (hex) of the bytes
	Epoch time.Time // the day that the numbers of a workbook count from where they stand for dates; zero for other files
}

// ReadRows reads a file of responses (.csv, .txt, .tsv, .xlsx). Of a workbook it reads the first sheet, numbers
// unformatted, so that dates are numbers. Invalid when the file cannot be read as what its name says; TooLarge beyond a
// limit; NotFound when there is none.
func ReadRows(path string) (ImportFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return ImportFile{}, surveys.E(surveys.NotFound, "import.no_file").Because(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return ImportFile{}, surveys.E(surveys.NotFound, "import.no_file").Because(err)
	}
	if !info.Mode().IsRegular() {
		return ImportFile{}, surveys.E(surveys.Invalid, "import.no_regular_file")
	}
	return ReadRowsFrom(f, info.Size(), filepath.Base(path))
}

// ReadRowsFrom is ReadRows for an open file or an upload of that many bytes and that name.
func ReadRowsFrom(r io.ReaderAt, size int64, name string) (ImportFile, error) {
	if size > MaxImportBytes {
		return ImportFile{}, surveys.E(surveys.TooLarge, "import.too_large", "max", MaxImportBytes>>20)
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, io.NewSectionReader(r, 0, size)); err != nil {
		return ImportFile{}, surveys.E(surveys.Invalid, "import.unreadable").Because(err)
	}
	file := ImportFile{SHA: hex.EncodeToString(hash.Sum(nil))}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".txt", ".tsv":
		raw, err := io.ReadAll(io.NewSectionReader(r, 0, size))
		if err != nil {
			return ImportFile{}, surveys.E(surveys.Invalid, "import.unreadable").Because(err)
		}
		file.Rows, err = readCSV(raw)
		return file, err
	case ".xlsx", ".xlsm":
		var err error
		file.Rows, file.Epoch, err = readXLSX(r, size)
		return file, err
	}
	return ImportFile{}, surveys.E(surveys.Unsupported, "import.type")
}

// limits counts what is read and refuses too much of it.
type limits struct {
	maxRows, rows, cells int
}

func (l *limits) row(columns int) error {
	l.rows++
	l.cells += columns
	switch {
	case l.rows > l.maxRows:
		return surveys.E(surveys.TooLarge, "import.rows", "max", l.maxRows)
	case columns > MaxImportColumns:
		return surveys.E(surveys.TooLarge, "import.columns", "max", MaxImportColumns)
	case l.cells > MaxImportCells:
		return surveys.E(surveys.TooLarge, "import.cells", "max", MaxImportCells)
	}
	return nil
}
