package locales

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// OwnName returns what a language calls itself, so that those who need it can read it; an unknown tag is its own name.
func OwnName(tag string) string {
	switch tag {
	case Chinese:
		return "中文"
	case English:
		return "English"
	}
	parsed, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if name := display.Self.Name(parsed); name != "" {
		return name
	}
	return tag
}

// RightToLeft reports whether a language is written from right to left.
func RightToLeft(tag string) bool {
	parsed, err := language.Parse(tag)
	if err != nil {
		return false
	}
	script, _ := parsed.Script()
	return strings.Contains("Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa", script.String())
}

// Speaks reports whether the interface has texts in a language, of whatever region.
func Speaks(tag string) bool {
	parsed, err := language.Parse(tag)
	if err != nil {
		return false
	}
	base, _ := parsed.Base()
	return base.String() == Chinese || base.String() == English
}

// Choose returns the one of the offered tags that meets the strongest of a reader's wishes, which are written as those of
// Match; "" when none does.
func Choose(offered []string, wishes ...string) string {
	tags := make([]language.Tag, len(offered))
	for i, tag := range offered {
		tags[i] = language.Make(tag)
	}
	own := language.NewMatcher(tags)
	for _, wish := range wishes {
		if wish == "" || len(wish) > maxWish {
			continue
		}
		wanted, _, err := language.ParseAcceptLanguage(wish)
		if err != nil || len(wanted) == 0 {
			continue
		}
		if _, i, confidence := own.Match(wanted...); confidence > language.No {
			return offered[i]
		}
	}
	return ""
}
