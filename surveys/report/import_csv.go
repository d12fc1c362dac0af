package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"touchstone/surveys"
)

// readCSV reads comma-, semicolon- or tab-separated rows. Blank lines are passed over.
func readCSV(raw []byte) ([][]string, error) {
	text, err := decode(raw)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separator(text)
	r.FieldsPerRecord = -1
	var rows [][]string
	l := limits{maxRows: MaxCSVRows}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			line := 0
			if broken := (*csv.ParseError)(nil); errors.As(err, &broken) {
				line = broken.Line
			}
			return nil, surveys.E(surveys.Invalid, "import.broken_row").At("line " + strconv.Itoa(line))
		}
		if err := l.row(len(row)); err != nil {
			return nil, err
		}
		for _, cell := range row {
			if len(cell) > maxCellCharacters && utf8.RuneCountInString(cell) > maxCellCharacters {
				line, _ := r.FieldPos(0)
				return nil, surveys.E(surveys.TooLarge, "import.cell", "max", maxCellCharacters).At("line " + strconv.Itoa(line))
			}
		}
		rows = append(rows, row)
	}
}

// decode turns the bytes into text: UTF-8 with or without a mark, UTF-16 with one (what Excel calls Unicode text), else
// GB18030, which holds GBK and GB2312. What is none of them is refused, not guessed at.
func decode(raw []byte) (string, error) {
	wrong := surveys.E(surveys.Invalid, "import.encoding")
	utf16 := bytes.HasPrefix(raw, []byte{0xff, 0xfe}) || bytes.HasPrefix(raw, []byte{0xfe, 0xff})
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	var err error
	switch {
	case utf16:
		raw, err = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
		if bytes.ContainsRune(raw, utf8.RuneError) { // half of a character, or half of two bytes
			return "", wrong
		}
	case !utf8.Valid(raw):
		raw, err = simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
		if bytes.ContainsRune(raw, utf8.RuneError) {
			return "", wrong
		}
	}
	if err != nil {
		return "", wrong.Because(err)
	}
	if bytes.IndexByte(raw, 0) >= 0 || !utf8.Valid(raw) {
		return "", wrong
	}
	return string(raw), nil
}

// separator is the sign that stands most often in the header, outside quotes.
func separator(text string) rune {
	counts := map[rune]int{}
	quoted := false
	for _, r := range strings.TrimLeft(text, "\r\n") {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\n' || r == '\r':
			return most(counts)
		case r == ',' || r == ';' || r == '\t':
			counts[r]++
		}
	}
	return most(counts)
}

func most(counts map[rune]int) rune {
	best := ','
	for _, r := range []rune{';', '\t'} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}
