package locales

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template"
	"unicode"
)

// message is one text of a file: its plural forms, or only "other".
type message struct {
	key    string
	forms  map[string]string
	plural bool
}

var (
	keyShape    = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_-]+)+$`)
	placeholder = regexp.MustCompile(`\{\{\.([A-Za-z][A-Za-z0-9_]*)\}\}`)
)

// placeholders returns the names a text wants, sorted, each once. A plural form may leave out the count ("one response").
func (m message) placeholders() []string {
	var names []string
	for _, form := range m.forms {
		for _, found := range placeholder.FindAllStringSubmatch(form, -1) {
			if found[1] != "count" || !m.plural {
				names = append(names, found[1])
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// parse reads a file token by token, because a decoder into a map swallows a key that stands there twice.
func parse(t *testing.T, name string, raw []byte) map[string]message {
	t.Helper()
	out := map[string]message{}
	last := ""
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			t.Fatalf("%s after %q: %v", name, last, err)
		}
		key := token.(string)
		if _, twice := out[key]; twice {
			t.Errorf("%s: %s stands there twice", name, key)
		}
		if key < last {
			t.Errorf("%s: %s comes after %s; keys are sorted", name, key, last)
		}
		last = key
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			t.Fatalf("%s: %s: %v", name, key, err)
		}
		m := message{key: key, forms: map[string]string{}}
		var single string
		if json.Unmarshal(value, &single) == nil {
			m.forms["other"] = single
		} else if err := json.Unmarshal(value, &m.forms); err != nil {
			t.Errorf("%s: %s is neither a text nor plural forms: %v", name, key, err)
		} else {
			m.plural = true
		}
		out[key] = m
	}
	return out
}

func readFile(t *testing.T, name string) map[string]message {
	t.Helper()
	raw, err := files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, name, raw)
}

func both(t *testing.T) (zh, en map[string]message) {
	t.Helper()
	return readFile(t, "zh.json"), readFile(t, "en.json")
}

func TestBothFilesHoldTheSameKeys(t *testing.T) {
	zh, en := both(t)
	for key := range zh {
		if !keyShape.MatchString(key) {
			t.Errorf("%s is not a dotted lower-case key such as error.survey_closed", key)
		}
		if _, ok := en[key]; !ok {
			t.Errorf("%s is in zh.json and not in en.json", key)
		}
	}
	for key := range en {
		if _, ok := zh[key]; !ok {
			t.Errorf("%s is in en.json and not in zh.json", key)
		}
	}
}

func TestPluralForms(t *testing.T) {
	zh, en := both(t)
	for lang, want := range map[string][]string{"zh": {"other"}, "en": {"one", "other"}} {
		for key, m := range map[string]map[string]message{"zh": zh, "en": en}[lang] {
			if m.plural != zh[key].plural || m.plural != en[key].plural {
				t.Errorf("%s has plural forms in one language only", key)
			}
			if !m.plural {
				continue
			}
			var forms []string
			for form := range m.forms {
				forms = append(forms, form)
			}
			slices.Sort(forms)
			if !slices.Equal(forms, want) {
				t.Errorf("%s: %s has the forms %v, want %v", lang, key, forms, want)
			}
			if !strings.Contains(m.forms["other"], "{{.count}}") {
				t.Errorf("%s: %s depends on a number and does not show {{.count}}", lang, key)
			}
		}
	}
}

func TestPlaceholders(t *testing.T) {
	zh, en := both(t)
	for key, m := range zh {
		if a, b := m.placeholders(), en[key].placeholders(); !slices.Equal(a, b) {
			t.Errorf("%s asks for %v in Chinese and %v in English", key, a, b)
		}
	}
	for _, file := range []map[string]message{zh, en} {
		for key, m := range file {
			for _, form := range m.forms {
				if _, err := template.New("").Parse(form); err != nil {
					t.Errorf("%s does not parse: %v", key, err)
				}
				if strings.ContainsAny(placeholder.ReplaceAllString(form, ""), "{}") {
					t.Errorf("%s holds braces that are no {{.name}}: %s", key, form)
				}
				if strings.TrimSpace(form) != form || form == "" {
					t.Errorf("%s is empty or has space around it: %q", key, form)
				}
			}
		}
	}
}

// alike are words that are the same in both languages: brands, abbreviations, units and languages' own names.
var alike = strings.Fields(`Touchstone 试金石 中文 English NPS CSAT CES CMM-E CRM IPA T2B API OpenAPI JSON CSV XLSX SPSS Excel PDF QR SVG PNG
	JPEG URL ID SMS SQLite PostgreSQL TOTP IP GPS MB KB px A4 n N CI p t SHA-256 M1 M2 M3 M4 M5`)

// bare returns what is left of a text to translate: letters outside placeholders and words that are alike.
func bare(text string) string {
	text = placeholder.ReplaceAllString(text, "")
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
	words = slices.DeleteFunc(words, func(w string) bool {
		return slices.Contains(alike, w) || !strings.ContainsFunc(w, unicode.IsLetter)
	})
	return strings.Join(words, " ")
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func TestTextsAreTranslated(t *testing.T) {
	zh, en := both(t)
	for key := range zh {
		for _, form := range zh[key].forms {
			if rest := bare(form); rest != "" && !strings.ContainsFunc(form, isHan) {
				t.Errorf("zh: %s is not Chinese: %q (a word that is the same in both languages goes into alike)", key, form)
			}
		}
		for _, form := range en[key].forms {
			if strings.ContainsFunc(bare(form), isHan) {
				t.Errorf("en: %s holds Chinese: %q", key, form)
			}
		}
		if form := zh[key].forms["other"]; form == en[key].forms["other"] && bare(form) != "" {
			t.Errorf("%s is the same in both languages: %q", key, form)
		}
	}
}

// Chinese typography that readers notice at once: full-width punctuation after Chinese, one space between Chinese and
// Latin letters or digits, the polite 您, and no shouting.
var chineseSlips = []struct {
	what string
	slip *regexp.Regexp
}{
	{"half-width punctuation beside Chinese", regexp.MustCompile(`\p{Han}[,;:?!()]|[(]\p{Han}`)},
	{"no space between Chinese and a Latin letter or digit", regexp.MustCompile(`\p{Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Han}`)},
	{"a placeholder of its own needs a space beside Chinese when it holds a number", regexp.MustCompile(`\p{Han}\{\{\.count\}\}|\{\{\.count\}\}\p{Han}`)},
	{"你 instead of 您", regexp.MustCompile(`你`)},
	{"an exclamation mark", regexp.MustCompile(`[!！]`)},
}

func TestChineseTypography(t *testing.T) {
	for key, m := range readFile(t, "zh.json") {
		for _, form := range m.forms {
			for _, s := range chineseSlips {
				if at := s.slip.FindString(form); at != "" {
					t.Errorf("%s: %s at %q: %s", key, s.what, at, form)
				}
			}
		}
	}
}
