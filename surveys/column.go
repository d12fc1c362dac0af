package surveys

import (
	"slices"
	"strings"
)

// ColumnKind says what the cells of an export column hold.
type ColumnKind string

// The kinds of columns.
const (
	ColumnNumber ColumnKind = "number" // float64
	ColumnCode   ColumnKind = "code"   // option code, to be shown as code or label
	ColumnFlag   ColumnKind = "flag"   // bool: the option was chosen
	ColumnText   ColumnKind = "text"   // string
	ColumnDate   ColumnKind = "date"   // string 2006-01-02
	ColumnTime   ColumnKind = "time"   // string 15:04
	ColumnCount  ColumnKind = "count"  // int
)

// Suffixes of columns beside the main one. They hold a dot, so no option code can be the same.
const (
	suffixOther  = "other.text"
	suffixNote   = "check.note"
	suffixPhotos = "check.photos"
)

// Column is one column of an item in an export.
type Column struct {
	Item   string // code of the item
	Suffix string // "" for the item itself; an option's code for multi; else other.text, check.note, check.photos
	Kind   ColumnKind
}

// Code returns the column's header: the item's code, with the suffix behind a dot.
func (c Column) Code() string {
	if c.Suffix == "" {
		return c.Item
	}
	return c.Item + "." + c.Suffix
}

// Of returns the cell of the column for an answer to its item, of the Go type that Kind names; nil when there is none.
func (c Column) Of(a Answer) any {
	switch c.Suffix {
	case suffixOther:
		if !slices.Contains(a.Codes, OtherCode) {
			return nil
		}
		return textCell(a.Text)
	case suffixNote:
		return textCell(a.Note)
	case suffixPhotos:
		if a.empty() {
			return nil
		}
		return len(a.Photos)
	}
	switch c.Kind {
	case ColumnNumber:
		if a.Number != nil {
			return *a.Number
		}
	case ColumnCode:
		return textCell(strings.Join(a.Codes, ","))
	case ColumnFlag:
		if len(a.Codes) > 0 {
			return slices.Contains(a.Codes, c.Suffix)
		}
	case ColumnText, ColumnDate, ColumnTime:
		return textCell(a.Text)
	}
	return nil
}

func textCell(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// Columns returns the export columns of the item, in order; none for a statement.
func (it Item) Columns() []Column {
	if t := itemTypes[it.Type]; t != nil {
		return t.columns(it)
	}
	return nil
}
