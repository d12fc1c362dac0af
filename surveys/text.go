package surveys

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
