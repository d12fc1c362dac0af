package surveys

import "strings"

// Text is what an author wrote, by language tag ("zh", "en", later any BCP 47 tag).
type Text map[string]string

// In returns the text in lang, else in zh, else in en, else in the alphabetically first language that has one.
// It is "" only when nothing was written at all.
func (t Text) In(lang string) string {
	for _, l := range []string{lang, "zh", "en"} {
		if s := t[l]; s != "" {
			return s
		}
	}
	first := ""
	for l, s := range t {
		if s != "" && (first == "" || l < first) {
			first = l
		}
	}
	return t[first]
}

// Empty reports whether no language has a text.
func (t Text) Empty() bool {
	for _, s := range t {
		if s != "" {
			return false
		}
	}
	return true
}

// blank lists what counts as empty at the ends of an answer: spaces, tabs, line ends and the Chinese full-width space.
// It is written out because languages disagree on "white space", and the page must trim exactly as the server does.
const blank = " \t\r\n\u3000"

// TrimBlank returns s without blanks at its ends.
func TrimBlank(s string) string { return strings.Trim(s, blank) }
