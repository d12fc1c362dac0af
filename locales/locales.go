package locales

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
)

//go:embed zh.json en.json
var files embed.FS

// The interface languages. Default is what somebody gets whose wishes we cannot meet.
const (
	Chinese = "zh"
	English = "en"
	Default = Chinese
)

// Languages returns the interface languages, the default first.
func Languages() []string { return []string{Chinese, English} }

// catalog is one language: its texts, ready to be filled.
type catalog struct {
	localizer *i18n.Localizer
	plural    map[string]bool // every key; true when the text depends on count
}

var catalogs = load()

// strict refuses a text whose placeholder was not given: the default prints "<no value>" to the reader.
var strict = &template.TextParser{Option: "missingkey=error"}

// load reads the embedded files. They are part of the program and checked by its tests, so a broken one is a panic.
func load() map[string]catalog {
	bundle := i18n.NewBundle(language.Make(Default))
	out := map[string]catalog{}
	for _, lang := range Languages() {
		raw, err := files.ReadFile(lang + ".json")
		if err == nil {
			_, err = bundle.ParseMessageFileBytes(raw, lang+".json")
		}
		var texts map[string]json.RawMessage
		if err == nil {
			err = json.Unmarshal(raw, &texts)
		}
		if err != nil {
			panic("locales: " + lang + ".json: " + err.Error())
		}
		plural := make(map[string]bool, len(texts))
		for key, text := range texts {
			plural[key] = bytes.HasPrefix(text, []byte("{"))
		}
		out[lang] = catalog{plural: plural}
	}
	for lang, c := range out {
		c.localizer = i18n.NewLocalizer(bundle, lang)
		out[lang] = c
	}
	return out
}

// Has reports whether key names a text.
func Has(key string) bool {
	_, ok := catalogs[Default].plural[key]
	return ok
}

// Keys returns every key, sorted.
func Keys() []string { return slices.Sorted(maps.Keys(catalogs[Default].plural)) }

// T returns the text of key in lang with its placeholders filled. An unknown lang means the default. The number that
// decides a plural form is params["count"], any integer; it is shown with thousands separators. What cannot be said —
// no such key, a placeholder without a value — comes back as the key itself, is logged once and counted in Missing.
func T(lang, key string, params map[string]any) string {
	c, ok := catalogs[lang]
	if !ok {
		lang, c = Default, catalogs[Default]
	}
	plural, ok := c.plural[key]
	if !ok {
		return missing(lang, key, nil)
	}
	config := i18n.LocalizeConfig{MessageID: key, TemplateData: params, TemplateParser: strict}
	if count, ok := params["count"]; ok {
		shown, operand := countOf(count)
		params = maps.Clone(params)
		params["count"] = shown
		config.TemplateData = params
		if plural {
			config.PluralCount = operand
		}
	}
	text, err := c.localizer.Localize(&config)
	if err != nil {
		return missing(lang, key, err)
	}
	return text
}

// countOf returns how a count is shown and what the plural rule is asked with.
func countOf(count any) (shown, operand string) {
	operand = fmt.Sprint(count)
	if n, err := strconv.ParseInt(operand, 10, 64); err == nil {
		return Integer(n), operand
	}
	return operand, operand
}

// For returns T bound to a language. Its arguments after the key are name, value pairs, as in surveys.E. Packages that
// must not know this one (surveys/report) are handed such a function.
func For(lang string) func(key string, args ...any) string {
	return func(key string, args ...any) string {
		var params map[string]any
		for i := 0; i+1 < len(args); i += 2 {
			if params == nil {
				params = make(map[string]any, len(args)/2)
			}
			params[fmt.Sprint(args[i])] = args[i+1]
		}
		return T(lang, key, params)
	}
}

var unsaid sync.Map // "lang key" → struct{}{}

func missing(lang, key string, err error) string {
	if _, seen := unsaid.LoadOrStore(lang+" "+key, struct{}{}); !seen {
		slog.Error("a text could not be said", "lang", lang, "key", key, "err", err)
	}
	return key
}

// Missing returns what T could not say since the program started, as "lang key", sorted. Tests expect it empty.
func Missing() []string {
	var out []string
	unsaid.Range(func(k, _ any) bool {
		out = append(out, k.(string))
		return true
	})
	slices.Sort(out)
	return out
}
