package surveys

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Limits of what people type into forms of the console and into the API.
const (
	MaxNameText   = 200  // characters of a name in one language
	MaxRemarkText = 2000 // characters of a reason, a source, an evidence text
)

// CheckCode notes a code that is not [a-z0-9_-]{1,40}.
func (p *Problems) CheckCode(field, code string) {
	if !codePattern.MatchString(code) {
		p.Add(field, "document.code")
	}
}

// CheckLine notes a single line that is empty though required, too long, or holds characters that cannot be stored.
func (p *Problems) CheckLine(field, s string, required bool, max int) {
	p.checkString(field, s, required, max, false)
}

// CheckText notes a text of several lines under the same rules as CheckLine.
func (p *Problems) CheckText(field, s string, required bool, max int) {
	p.checkString(field, s, required, max, true)
}

func (p *Problems) checkString(field, s string, required bool, max int, lines bool) {
	switch {
	case !cleanText(s, lines):
		p.Add(field, "input.characters")
	case required && TrimBlank(s) == "":
		p.Add(field, "input.required")
	case utf8.RuneCountInString(s) > max:
		p.Add(field, "input.too_long", "count", max)
	}
}

// CheckName notes a name that has no language though required, a tag that is no language, or a text that CheckLine
// would refuse.
func (p *Problems) CheckName(field string, t Text, required bool) {
	if required && t.Empty() {
		p.Add(field, "input.required")
	}
	if len(t) > MaxLanguages {
		p.Add(field, "document.languages", "max", MaxLanguages)
		return
	}
	for _, lang := range sortedKeys(t) {
		if !languagePattern.MatchString(lang) {
			p.Add(field, "document.language")
			continue
		}
		p.CheckLine(field+"."+lang, t[lang], false, MaxNameText)
	}
}

// CheckDay notes a day that is no date written yyyymmdd; 0 passes unless the day is required.
func (p *Problems) CheckDay(field string, day int, required bool) {
	if day == 0 && !required {
		return
	}
	if !ValidDay(day) {
		p.Add(field, "input.day")
	}
}

// ValidDay reports whether day is an existing date written yyyymmdd, from the year 2000 on.
func ValidDay(day int) bool {
	t := time.Date(day/10000, time.Month(day/100%100), day%100, 0, 0, 0, 0, time.UTC)
	return day >= 20000101 && day <= 21991231 && t.Year()*10000+int(t.Month())*100+t.Day() == day
}

// CheckOneOf notes a value that is none of the allowed ones.
func (p *Problems) CheckOneOf(field, s string, allowed ...string) {
	if !slices.Contains(allowed, s) {
		p.Add(field, "input.one_of", "values", strings.Join(allowed, ", "))
	}
}

// CheckZone notes a text that is no IANA time zone; "" passes unless the zone is required.
func (p *Problems) CheckZone(field, zone string, required bool) {
	if zone == "" && !required {
		return
	}
	if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" || len(zone) > 60 {
		p.Add(field, "input.zone")
	}
}

// CheckEmail notes a text that is no e-mail address. It asks for one @ with something sensible on both sides; whether
// mail arrives can only be seen by sending some.
func (p *Problems) CheckEmail(field, s string) {
	at := strings.LastIndexByte(s, '@')
	if at < 1 || at > 64 || len(s) > 254 || !cleanText(s, false) || strings.ContainsAny(s, " ,;<>()[]\"\\\u3000") ||
		strings.Count(s, "@") != 1 || !strings.Contains(strings.Trim(s[at+1:], "."), ".") {
		p.Add(field, "input.email")
	}
}

// Clean reports whether s may be stored at all: valid UTF-8 without control characters, line ends and tabs apart.
func Clean(s string) bool { return cleanText(s, true) }
