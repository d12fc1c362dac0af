package bench

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"time"

	"github.com/xuri/excelize/v2"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// exportChild writes the workbook of responses to a file and prints seconds and peak memory.
func exportChild(ctx context.Context, t task, out io.Writer) error {
	st, s, err := openTask(ctx, t, store.Options{CacheMB: 8})
	if err != nil {
		return err
	}
	defer st.Close()
	defer s.Close(ctx)
	actor, err := s.SystemActor(ctx, t.Org)
	if err != nil {
		return err
	}
	row, err := store.FindInstrumentByCode(ctx, st.Read(), surveys.Scope{Org: actor.OrgID, AllClients: true}, t.Survey)
	if err != nil {
		return err
	}
	return spend(t.File, out, func(w io.Writer) error {
		_, err := s.RunExport(ctx, actor, surveys.ExportRequest{Report: "responses", InstrumentID: row.ID, Lang: "zh"}, w)
		return err
	})
}

// bareChild writes the cells of a file with excelize alone.
func bareChild(_ context.Context, t task, out io.Writer) error {
	in, err := os.Open(t.File)
	if err != nil {
		return err
	}
	defer in.Close()
	return spend(t.File+".xlsx", out, func(w io.Writer) error { return writeBare(bufio.NewReaderSize(in, 1<<16), w) })
}

// spend runs fn on a new file and prints what it took.
func spend(path string, out io.Writer, fn func(io.Writer) error) error {
	began := time.Now()
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := errors.Join(fn(file), file.Close()); err != nil {
		return err
	}
	took := time.Since(began)
	memory, err := peakMemory()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, took.Seconds(), memory)
	return err
}

// Marks of the file of cells.
const (
	markSheet  = 's' // a new sheet
	markRow    = 'r' // a new row
	markEmpty  = 'e'
	markNumber = 'n' // eight bytes
	markText   = 't' // length, bytes
)

func writeBare(in *bufio.Reader, w io.Writer) error {
	book := excelize.NewFile()
	defer book.Close()
	var sheet *excelize.StreamWriter
	var cells []any
	sheets, row := 0, 0
	flush := func() error {
		if sheet == nil || row == 0 {
			return nil
		}
		at, err := excelize.CoordinatesToCellName(1, row)
		if err == nil {
			err = sheet.SetRow(at, cells)
		}
		cells = cells[:0]
		return err
	}
	for {
		mark, err := in.ReadByte()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		switch mark {
		case markSheet, markRow:
			if err := flush(); err != nil {
				return err
			}
			row++
			if mark == markRow {
				continue
			}
			if sheet, err = nextSheet(book, sheet, sheets); err != nil {
				return err
			}
			sheets, row = sheets+1, 0
		default:
			cell, err := readCell(in, mark)
			if err != nil {
				return err
			}
			cells = append(cells, cell)
		}
	}
	if err := flush(); err != nil {
		return err
	}
	if err := sheet.Flush(); err != nil {
		return err
	}
	_, err := book.WriteTo(w)
	return err
}

func nextSheet(book *excelize.File, last *excelize.StreamWriter, n int) (*excelize.StreamWriter, error) {
	if last != nil {
		if err := last.Flush(); err != nil {
			return nil, err
		}
	}
	name := fmt.Sprint("Sheet", n+1)
	if n > 0 {
		if _, err := book.NewSheet(name); err != nil {
			return nil, err
		}
	}
	return book.NewStreamWriter(name)
}

func readCell(in *bufio.Reader, mark byte) (any, error) {
	switch mark {
	case markEmpty:
		return nil, nil
	case markNumber:
		var b [8]byte
		_, err := io.ReadFull(in, b[:])
		return math.Float64frombits(binary.LittleEndian.Uint64(b[:])), err
	case markText:
		n, err := binary.ReadUvarint(in)
		if err != nil {
			return nil, err
		}
		b := make([]byte, n)
		_, err = io.ReadFull(in, b)
		return string(b), err
	}
	return nil, fmt.Errorf("the file of cells holds mark %q", mark)
}
