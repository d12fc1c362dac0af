package library

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"touchstone/surveys"
)

func TestEveryTextIsWrittenInBothLanguages(t *testing.T) {
	for _, e := range All() {
		n := 0
		walkTexts(reflect.ValueOf(e.Document), e.Code, func(path string, text surveys.Text) {
			n++
			for _, fault := range textFaults(text) {
				t.Errorf("%s: %s", path, fault)
			}
		})
		if n < 10 {
			t.Errorf("%s: only %d texts were looked at", e.Code, n)
		}
	}
}

// The auditor must see no points, so nothing shown beside a check may tell what it is worth.
func TestChecksDoNotTellWhatTheyAreWorth(t *testing.T) {
	d := mustGet(t, "retail-checklist")
	texts := []surveys.Text{d.Intro}
	for _, s := range d.Sections {
		texts = append(texts, s.Title, s.Intro)
	}
	for _, it := range items(d) {
		texts = append(texts, it.Label, it.Hint)
		for _, o := range it.Options {
			texts = append(texts, o.Label)
		}
	}
	worth := regexp.MustCompile(`(?i)[0-9] 分($|[^钟])|[得计扣加总满]分|权重|\bscore|\bpoints?\b|\bbonus\b|\bweight`)
	for _, text := range texts {
		for _, s := range text {
			if hit := worth.FindString(s); hit != "" {
				t.Errorf("%q in %q", hit, s)
			}
		}
	}
}

func TestTextFaults(t *testing.T) {
	good := surveys.Text{"zh": "等候不超过 5 分钟，“很快”。", "en": "The wait is 5 minutes or less"}
	if faults := textFaults(good); len(faults) > 0 {
		t.Errorf("good text: %v", faults)
	}
	bad := map[string]surveys.Text{
		"no English":      {"zh": "等候"},
		"no Chinese":      {"en": "Wait"},
		"a third":         {"zh": "等候", "en": "Wait", "fr": "Attente"},
		"identical":       {"zh": "CMM-E", "en": "CMM-E"},
		"not Chinese":     {"zh": "Wait!", "en": "Wait"},
		"Chinese in en":   {"zh": "等候", "en": "等候 time"},
		"exclamation":     {"zh": "谢谢！", "en": "Thank you"},
		"half-width":      {"zh": "您好,请坐", "en": "Please sit down"},
		"no space before": {"zh": "不超过5 分钟", "en": "5 minutes at most"},
		"no space after":  {"zh": "不超过 5分钟", "en": "5 minutes at most"},
		"space at an end": {"zh": "等候 ", "en": "Wait"},
	}
	for name, text := range bad {
		if len(textFaults(text)) == 0 {
			t.Errorf("%s: %v passed", name, text)
		}
	}
}

// textFaults lists what is wrong with a text of the library: both languages, neither a copy of the other, and Chinese
// in the house's typography.
func textFaults(text surveys.Text) []string {
	zh, en := text["zh"], text["en"]
	var faults []string
	when := func(wrong bool, format string, args ...any) {
		if wrong {
			faults = append(faults, fmt.Sprintf(format, args...))
		}
	}
	when(len(text) != 2 || zh == "" || en == "", "languages of %v", text)
	when(zh == en, "the same in both languages: %q", zh)
	when(!strings.ContainsFunc(zh, isHan), "no Chinese in %q", zh)
	when(strings.ContainsFunc(en, isHan), "Chinese in %q", en)
	for _, s := range text {
		when(strings.TrimSpace(s) != s, "space at an end of %q", s)
		when(strings.ContainsAny(s, "!！"), "exclamation mark in %q", s)
	}
	runes := []rune(zh)
	for i := 1; i < len(runes); i++ {
		a, b := runes[i-1], runes[i]
		when(isHan(a) && isLatin(b) || isLatin(a) && isHan(b), "no space at %q in %q", string(runes[i-1:i+1]), zh)
		when(isHan(a) && strings.ContainsRune(",;:?()", b), "half-width punctuation in %q", zh)
	}
	return faults
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func isLatin(r rune) bool {
	return r < unicode.MaxLatin1 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%')
}

// walkTexts visits every Text that was written anywhere below v.
func walkTexts(v reflect.Value, path string, visit func(string, surveys.Text)) {
	if text, ok := v.Interface().(surveys.Text); ok {
		if text != nil {
			visit(path, text)
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			walkTexts(v.Elem(), path, visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			walkTexts(v.Field(i), path+"."+v.Type().Field(i).Name, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walkTexts(v.Index(i), fmt.Sprintf("%s[%d]", path, i), visit)
		}
	}
}
