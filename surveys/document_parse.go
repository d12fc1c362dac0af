package surveys

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"
)

// Limits of an authored file.
const (
	MaxDocumentBytes = 1 << 20
	maxDocumentDepth = 100 // a rule of MaxRuleDepth in an item needs about 70
)

// ParseDocument reads an authored document. It is strict about form: fields it does not know, names written twice,
// wrong kinds of values and anything behind the document are refused, so that a slip of the pen is not a silent
// default. Whether the content makes sense is CheckDocument's part. Errors: TooLarge over MaxDocumentBytes, else
// Invalid with the path of the place.
func ParseDocument(b []byte) (Document, error) {
	if len(b) > MaxDocumentBytes {
		return Document{}, E(TooLarge, "document.too_large", "max", MaxDocumentBytes>>20)
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")) // editors on Windows write it
	if !utf8.Valid(b) {
		return Document{}, E(Invalid, "document.utf8")
	}
	if !CleanJSON(b) {
		return Document{}, E(Invalid, "document.characters")
	}
	w := jsonWalk{dec: json.NewDecoder(bytes.NewReader(b))}
	w.dec.UseNumber()
	err := w.value(reflect.TypeFor[Document](), "", 1)
	if err == nil {
		if _, end := w.dec.Token(); !errors.Is(end, io.EOF) {
			err = E(Invalid, "document.trailing")
		}
	}
	var ours *Error
	if errors.As(err, &ours) {
		return Document{}, ours
	}
	if err != nil {
		return Document{}, E(Invalid, "document.json", "line", lineOf(b, w.dec.InputOffset())).Because(err)
	}
	var d Document
	if err := json.Unmarshal(b, &d); err != nil {
		return Document{}, unmarshalError(b, err)
	}
	return d, nil
}

func unmarshalError(b []byte, err error) *Error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return E(Invalid, "document.value_kind", "line", lineOf(b, kind.Offset)).At(kind.Field).Because(err)
	}
	return E(Invalid, "document.json", "line", 1).Because(err)
}

func lineOf(b []byte, offset int64) int {
	return 1 + bytes.Count(b[:min(int(offset), len(b))], []byte("\n"))
}

// jsonWalk reads JSON beside the Go type it is meant for. encoding/json alone takes names in any case and lets the
// last of two equal names win.
type jsonWalk struct{ dec *json.Decoder }

func (w *jsonWalk) value(t reflect.Type, path string, depth int) error {
	tok, err := w.dec.Token()
	if err != nil {
		return err
	}
	delim, nested := tok.(json.Delim)
	if !nested {
		return nil
	}
	if depth > maxDocumentDepth {
		return E(Invalid, "document.depth").At(short(path))
	}
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if delim == '{' {
		err = w.object(t, path, depth)
	} else {
		err = w.array(t, path, depth)
	}
	if err == nil {
		_, err = w.dec.Token() // the closing bracket
	}
	return err
}

func (w *jsonWalk) object(t reflect.Type, path string, depth int) error {
	fields := jsonFields(t)
	seen := map[string]bool{}
	for w.dec.More() {
		tok, err := w.dec.Token()
		if err != nil {
			return err
		}
		name, _ := tok.(string)
		at := strings.TrimPrefix(path+"."+name, ".")
		if seen[name] {
			return E(Invalid, "document.field_twice", "field", short(name)).At(short(at))
		}
		seen[name] = true
		var next reflect.Type
		if fields != nil {
			known, ok := fields[name]
			if !ok {
				return E(Invalid, "document.field_unknown", "field", short(name)).At(short(at))
			}
			next = known
		}
		if err := w.value(next, at, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (w *jsonWalk) array(t reflect.Type, path string, depth int) error {
	var next reflect.Type
	if t != nil && t.Kind() == reflect.Slice {
		next = t.Elem()
	}
	for i := 0; w.dec.More(); i++ {
		if err := w.value(next, fmt.Sprintf("%s[%d]", path, i), depth+1); err != nil {
			return err
		}
	}
	return nil
}

// jsonFields returns the JSON names of a struct with their types; nil for anything else, where any name goes.
func jsonFields(t reflect.Type) map[string]reflect.Type {
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	fields := map[string]reflect.Type{}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		fields[name] = f.Type
	}
	return fields
}

// short keeps what is echoed from hostile input readable.
func short(s string) string {
	if r := []rune(s); len(r) > 120 {
		return string(r[:120]) + "…"
	}
	return s
}
