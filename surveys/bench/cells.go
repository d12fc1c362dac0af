package bench

import (
	"archive/zip"
	"bufio"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
)

// takeCells writes the cells of all sheets of a workbook to a file, so that excelize alone can write them again. It
// returns how many there are. Strings of our workbooks stand in the cells, or in the table of shared strings.
func takeCells(workbook, to string) (n int, err error) {
	z, err := zip.OpenReader(workbook)
	if err != nil {
		return 0, err
	}
	defer z.Close()
	file, err := os.Create(to)
	if err != nil {
		return 0, err
	}
	t := &cellTaker{w: bufio.NewWriterSize(file, 1<<16)}
	defer func() { err = errors.Join(err, t.w.Flush(), file.Close()) }()
	var sheets []*zip.File
	for _, f := range z.File {
		switch {
		case f.Name == "xl/sharedStrings.xml":
			if err := eachElement(f, t.sharedString); err != nil {
				return 0, err
			}
		case strings.HasPrefix(f.Name, "xl/worksheets/sheet"):
			sheets = append(sheets, f)
		}
	}
	slices.SortFunc(sheets, func(a, b *zip.File) int { return len(a.Name)*1000 - len(b.Name)*1000 + strings.Compare(a.Name, b.Name) })
	for _, f := range sheets {
		t.w.WriteByte(markSheet)
		t.row = 0
		if err := eachElement(f, t.sheetRow); err != nil {
			return 0, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return t.n, nil
}

type cellTaker struct {
	w      *bufio.Writer
	shared []string
	row    int // of the sheet, from 1
	column int // the next one, from 0
	n      int
}

// eachElement calls fn for every start of an element.
func eachElement(f *zip.File, fn func(*xml.Decoder, xml.StartElement) error) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := fn(d, start); err != nil {
				return err
			}
		}
	}
}

func (t *cellTaker) sharedString(d *xml.Decoder, e xml.StartElement) error {
	if e.Name.Local != "si" {
		return nil
	}
	text, err := innerText(d, "si")
	t.shared = append(t.shared, text)
	return err
}

func (t *cellTaker) sheetRow(d *xml.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		number, err := strconv.Atoi(attribute(e, "r"))
		if err != nil {
			return err
		}
		for ; t.row < number; t.row++ {
			t.w.WriteByte(markRow)
		}
		t.column = 0
		return nil
	case "c":
		kind := attribute(e, "t")
		for column := columnOf(attribute(e, "r")); t.column < column; t.column++ { // empty cells are left out
			t.w.WriteByte(markEmpty)
		}
		t.column++
		text, err := innerText(d, "c")
		if err != nil {
			return err
		}
		t.n++
		return t.cell(kind, text)
	}
	return nil
}

func (t *cellTaker) cell(kind, text string) error {
	switch {
	case text == "":
		return t.w.WriteByte(markEmpty)
	case kind == "s":
		i, err := strconv.Atoi(text)
		if err != nil || i >= len(t.shared) {
			return fmt.Errorf("no shared string %q", text)
		}
		text = t.shared[i]
	case kind == "" || kind == "n":
		if number, err := strconv.ParseFloat(text, 64); err == nil {
			t.w.WriteByte(markNumber)
			return binary.Write(t.w, binary.LittleEndian, math.Float64bits(number))
		}
	}
	t.w.WriteByte(markText)
	t.w.Write(binary.AppendUvarint(nil, uint64(len(text))))
	_, err := t.w.WriteString(text)
	return err
}

// columnOf reads the column of a cell's name: A1 is 0, AB7 is 27.
func columnOf(cell string) int {
	n := 0
	for _, c := range cell {
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// innerText gathers the text up to the end of an element.
func innerText(d *xml.Decoder, name string) (string, error) {
	var b strings.Builder
	for {
		token, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.CharData:
			b.Write(token)
		case xml.EndElement:
			if token.Name.Local == name {
				return b.String(), nil
			}
		}
	}
}
