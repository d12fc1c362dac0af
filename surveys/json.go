package surveys

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// CleanJSON reports whether every text in JSON means what it says: encoding/json puts a replacement sign where bytes are
// no UTF-8 and where an escape is half of a character, so that something else than what was sent would be stored without a
// word. A NUL is refused too: PostgreSQL can store none, and nobody means one. Whether it is JSON is not looked at.
func CleanJSON(raw []byte) bool {
	if !utf8.Valid(raw) {
		return false
	}
	for i := 0; i < len(raw); {
		if raw[i] != '\\' {
			i++
			continue
		}
		r, ok := escapeAt(raw, i)
		switch {
		case !ok:
			i += 2 // a short escape, or none: the parser's business
			continue
		case r == 0:
			return false
		case !utf16.IsSurrogate(r):
			i += 6
			continue
		}
		low, ok := escapeAt(raw, i+6)
		if !ok || utf16.DecodeRune(r, low) == utf8.RuneError {
			return false
		}
		i += 12
	}
	return true
}

// escapeAt reads the escape \uXXXX at a place.
func escapeAt(raw []byte, i int) (rune, bool) {
	if i+6 > len(raw) || raw[i] != '\\' || raw[i+1] != 'u' {
		return 0, false
	}
	r, err := strconv.ParseUint(string(raw[i+2:i+6]), 16, 32)
	return rune(r), err == nil
}
