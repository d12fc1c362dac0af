package report

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"

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

// ReadRows reads a file of responses (.csv, .txt, .tsv, .xlsx) as rows of texts, the header first, with the SHA-256
// (hex) of its bytes. Of a workbook it reads the first sheet, numbers unformatted. Invalid when the file cannot be read
// as what its name says; TooLarge beyond a limit; NotFound when there is none.
func ReadRows(path string) (rows [][]string, sha string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, "", surveys.E(surveys.NotFound, "import.no_file").Because(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, "", surveys.E(surveys.NotFound, "import.no_file").Because(err)
	}
	return ReadRowsFrom(f, info.Size(), filepath.Base(path))
}

// ReadRowsFrom is ReadRows for an open file or an upload of that many bytes and that name.
func ReadRowsFrom(r io.ReaderAt, size int64, name string) (rows [][]string, sha string, err error) {
	if size > MaxImportBytes {
		return nil, "", surveys.E(surveys.TooLarge, "import.too_large", "max", MaxImportBytes>>20)
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, io.NewSectionReader(r, 0, size)); err != nil {
		return nil, "", surveys.E(surveys.Invalid, "import.unreadable").Because(err)
	}
	sha = hex.EncodeToString(hash.Sum(nil))
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".txt", ".tsv":
		raw, err := io.ReadAll(io.NewSectionReader(r, 0, size))
		if err != nil {
			return nil, "", surveys.E(surveys.Invalid, "import.unreadable").Because(err)
		}
		rows, err = readCSV(raw)
		return rows, sha, err
	case ".xlsx", ".xlsm":
		rows, err = readXLSX(r, size)
		return rows, sha, err
	}
	return nil, "", surveys.E(surveys.Unsupported, "import.type")
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
