package surveys

import (
	"encoding/base64"
	"strings"
	"time"
)

// Sizes of a page of a list.
const (
	DefaultPage = 50
	MaxPage     = 200
)

// Cursor says where a page of a list begins: behind the row with this sort key and ID. The zero Cursor is the start.
// Lists are ordered by one key and then by id, so that equal keys never hide a row between two pages.
type Cursor struct {
	Key string
	ID  ID
}

// Page asks for a part of a list.
type Page struct {
	After Cursor
	Limit int // 1…MaxPage; 0 = DefaultPage
}

// Size returns the limit within its bounds.
func (p Page) Size() int {
	if p.Limit <= 0 {
		return DefaultPage
	}
	return min(p.Limit, MaxPage)
}

// List is one page of a list. Next is the cursor of the page behind it, "" at the end.
type List[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"`
}

// String writes the cursor as opaque text for links; the zero Cursor is "".
func (c Cursor) String() string {
	if c.ID.IsZero() {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(c.ID.String() + c.Key))
}

// ParseCursor reads what String wrote. Invalid for anything else.
func ParseCursor(s string) (Cursor, error) {
	if s == "" {
		return Cursor{}, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || len(raw) < 36 || len(raw) > 400 || !cleanText(string(raw), false) {
		return Cursor{}, E(Invalid, "error.cursor").At("cursor")
	}
	id, err := ParseID(string(raw[:36]))
	if err != nil || id.IsZero() {
		return Cursor{}, E(Invalid, "error.cursor").At("cursor")
	}
	return Cursor{Key: string(raw[36:]), ID: id}, nil
}

// TimeCursor is the cursor behind a row that is ordered by a time.
func TimeCursor(at time.Time, id ID) Cursor {
	return Cursor{Key: at.UTC().Format(time.RFC3339Nano), ID: id}
}

// Time returns the time of a TimeCursor. Invalid when the key is none.
func (c Cursor) Time() (time.Time, error) {
	at, err := time.Parse(time.RFC3339Nano, c.Key)
	if err != nil || !strings.HasSuffix(c.Key, "Z") {
		return time.Time{}, E(Invalid, "error.cursor").At("cursor")
	}
	return at, nil
}
