package report

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Sheet is one sheet being written from top to bottom. The first rows are held back until the widths of the columns can
// be told from them; from then on rows go straight to the file.
type Sheet struct {
	Name string

	book    *Book
	writer  *excelize.StreamWriter
	held    [][]Cell
	heights []float64
	flowing bool
	row     int // last row given
	columns []Column
	head    int // row of the (first) header; 0 = none
	last    int // last row of the first table
	tables  int
	freeze  int // columns that stay when scrolling sideways
	filter  bool
	links   []link
	fixed   []float64 // widths, once they are set
}

type link struct {
	cell, sheet string
}

// Column is a column of a table. Its width follows its texts, between Min and Max characters (default 9 and 40).
type Column struct {
	Head     string
	Min, Max float64
	Wrap     bool // long texts wrap instead of being cut
}

const (
	sampleRows   = 300
	narrow, wide = 9.0, 40.0
)

// Row returns the number of the last row written, from 1; 0 before the first.
func (s *Sheet) At() int { return s.row }

// Title writes the heading of the sheet.
func (s *Sheet) Title(text string) {
	s.put([]Cell{{Value: text, Style: Style{Kind: "title"}}}, 30)
}

// Heading writes the heading of a part.
func (s *Sheet) Heading(text string) {
	s.put([]Cell{{Value: text, Style: Style{Kind: "heading"}}}, 22)
}

// Note writes a text in small type. On a sheet of set widths it is broken into lines, so that it does not make the
// printed page wider, and with that everything on it smaller.
func (s *Sheet) Note(text string) {
	for _, line := range broken(text, s.noteWidth()) {
		s.put([]Cell{{Value: line, Style: Style{Kind: "note"}}}, 0)
	}
}

// Blank leaves rows free, for air or for a chart; no number means one.
func (s *Sheet) Blank(rows ...int) {
	n := 1
	if len(rows) > 0 {
		n = rows[0]
	}
	for range n {
		s.put(nil, 0)
	}
}

// Table writes a header row and makes its columns those of the rows that follow. The first table of a sheet is frozen
// under its header, filtered and repeated on every printed page.
func (s *Sheet) Table(columns ...Column) {
	cells := make([]Cell, len(columns))
	for i, c := range columns {
		cells[i] = Cell{Value: c.Head, Style: Style{Kind: "header"}}
	}
	s.tables++
	if s.tables == 1 {
		s.columns = columns
		s.filter = true
	}
	s.put(cells, 0)
	if s.tables == 1 {
		s.head = s.row
		s.last = s.row
	}
}

// Widths sets the columns of a sheet that is no single table: the least width of each. Nothing is frozen or filtered.
func (s *Sheet) Widths(widths ...float64) {
	s.tables = 1 // later tables are parts
	for _, w := range widths {
		s.columns = append(s.columns, Column{Min: w, Max: w})
	}
}

// Freeze keeps the first columns in sight when scrolling sideways. Call it before the first table.
func (s *Sheet) Freeze(columns int) { s.freeze = columns }

// NoFilter leaves the filter arrows away. Call it after Table.
func (s *Sheet) NoFilter() { s.filter = false }

// Row writes a row of cells.
func (s *Sheet) Row(cells ...Cell) {
	for i := range cells {
		if i < len(s.columns) && s.columns[i].Wrap && s.tables <= 1 {
			cells[i].Style.Wrap = true
		}
	}
	s.put(cells, 0)
	if s.tables == 1 {
		s.last = s.row
	}
}

// Raw writes a row of plain values in the standard style, the quickest way for very many rows. The columns need their
// widths from Min, because the rows are not looked at. Strings are guarded as everywhere.
func (s *Sheet) Raw(values []any) {
	if !s.flowing {
		s.flow()
	}
	for i, v := range values {
		if text, ok := v.(string); ok {
			values[i] = Guard(text)
		}
	}
	s.row++
	s.last = s.row
	if s.book.err == nil {
		s.book.fail(s.writer.SetRow("A"+strconv.Itoa(s.row), values))
	}
}

func (s *Sheet) put(cells []Cell, height float64) {
	s.row++
	for i, c := range cells {
		if c.Link != "" {
			s.links = append(s.links, link{s.ref(i+1, s.row), c.Link})
		}
	}
	if !s.flowing {
		s.held = append(s.held, append([]Cell(nil), cells...))
		s.heights = append(s.heights, height)
		if len(s.held) >= sampleRows {
			s.flow()
		}
		return
	}
	s.stream(s.row, cells, height)
}

// flow fixes the widths and lets the rows held back go.
func (s *Sheet) flow() {
	s.flowing = true
	if s.head > 0 {
		s.book.fail(s.writer.SetPanes(&excelize.Panes{
			Freeze: true, XSplit: s.freeze, YSplit: s.head, TopLeftCell: s.ref(s.freeze+1, s.head+1), ActivePane: pane(s.freeze),
		}))
	}
	s.fixed = s.widths()
	for i, w := range s.fixed {
		s.book.fail(s.writer.SetColWidth(i+1, i+1, w))
	}
	for i, cells := range s.held {
		s.stream(i+1, cells, s.heights[i])
	}
	s.held, s.heights = nil, nil
}

func pane(columns int) string {
	if columns > 0 {
		return "bottomRight"
	}
	return "bottomLeft"
}

func (s *Sheet) stream(row int, cells []Cell, height float64) {
	if s.book.err != nil {
		return
	}
	values := make([]any, len(cells))
	for i, c := range cells {
		if c.Value == nil && c.Style == (Style{}) {
			continue
		}
		value := c.Value
		if text, ok := value.(string); ok {
			value = Guard(text)
		}
		values[i] = excelize.Cell{StyleID: s.book.style(c.Style), Value: value, Formula: c.Formula}
	}
	var opts []excelize.RowOpts
	if height == 0 {
		height = s.height(cells)
	}
	if height > 0 {
		opts = append(opts, excelize.RowOpts{Height: height})
	}
	s.book.fail(s.writer.SetRow("A"+strconv.Itoa(row), values, opts...))
}

// finish writes what is left, the filter, the links and the repeated header, and closes the sheet.
func (s *Sheet) finish() {
	if !s.flowing {
		s.flow()
	}
	b := s.book
	for _, l := range s.links {
		to, kind := quoteSheet(l.sheet)+"!A1", "Location"
		if strings.Contains(l.sheet, "://") {
			to, kind = l.sheet, "External"
		}
		b.fail(b.file.SetCellHyperLink(s.Name, l.cell, to, kind))
	}
	if s.head > 0 {
		if s.filter && s.last > s.head {
			b.fail(b.file.AutoFilter(s.Name, s.ref(1, s.head)+":"+s.ref(len(s.columns), s.last), nil))
		}
		row := strconv.Itoa(s.head)
		b.fail(b.file.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: quoteSheet(s.Name) + "!$" + row + ":$" + row, Scope: s.Name,
		}))
	}
	b.fail(s.writer.Flush())
}

func (s *Sheet) ref(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	s.book.fail(err)
	return name
}

func quoteSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// Guard puts a ' before a text that a spreadsheet could take for a formula when it is pasted or saved as CSV.
func Guard(s string) string {
	if r, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("=+-@\t\r\n＝＋－＠", r) && s != "" {
		return "'" + s
	}
	return s
}
