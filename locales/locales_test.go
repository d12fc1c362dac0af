package locales

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

func TestMatch(t *testing.T) {
	tests := []struct {
		wishes []string
		want   string
	}{
		{nil, "zh"},
		{[]string{""}, "zh"},
		{[]string{"en"}, "en"},
		{[]string{"zh"}, "zh"},
		{[]string{"zh-CN,zh;q=0.9,en;q=0.8"}, "zh"},
		{[]string{"zh-TW"}, "zh"},
		{[]string{"en-GB,en;q=0.9,zh;q=0.5"}, "en"},
		{[]string{"fr"}, "zh"}, // neither language: the default, not the matcher's guess
		{[]string{"fr,en;q=0.4"}, "en"},
		{[]string{"", "en", "zh-CN"}, "en"},      // no query parameter, a cookie, a header
		{[]string{"xx-nonsense-;;", "en"}, "en"}, // garbage is passed over
		{[]string{"de", "en"}, "en"},
		{[]string{strings.Repeat("zh,", 400), "en"}, "en"}, // over the bound: not parsed at all
		{[]string{"*"}, "zh"},
	}
	for _, test := range tests {
		if got := Match(test.wishes...); got != test.want {
			t.Errorf("Match(%.60q) = %s, want %s", test.wishes, got, test.want)
		}
	}
}

func TestEveryTextCanBeSaid(t *testing.T) {
	for _, lang := range Languages() {
		for key, text := range readFile(t, lang+".json") {
			for _, count := range []int{0, 1, 2, 1681} {
				params := map[string]any{}
				for _, name := range text.placeholders() {
					params[name] = "x"
				}
				params["count"] = count
				if got := T(lang, key, params); got == key {
					t.Errorf("%s %s with count %d came back as its key", lang, key, count)
				}
			}
		}
	}
}

// with puts a catalog of the test's own texts in place of the real one.
func with(t *testing.T, zh, en string) {
	t.Helper()
	bundle := i18n.NewBundle(language.Chinese)
	own := map[string]catalog{}
	for lang, raw := range map[string]string{Chinese: zh, English: en} {
		if _, err := bundle.ParseMessageFileBytes([]byte(raw), lang+".json"); err != nil {
			t.Fatal(err)
		}
		own[lang] = catalog{plural: map[string]bool{}}
		for key, text := range parse(t, lang, []byte(raw)) {
			own[lang].plural[key] = text.plural
		}
	}
	for lang, c := range own {
		c.localizer = i18n.NewLocalizer(bundle, lang)
		own[lang] = c
	}
	before := catalogs
	catalogs = own
	t.Cleanup(func() { catalogs = before; unsaid.Clear() })
}

func TestT(t *testing.T) {
	with(t, `{"a.flat":"共 {{.count}} 项","a.n":{"other":"{{.count}} 份答卷"},"a.name":"您好，{{.name}}","a.plain":"您好"}`,
		`{"a.flat":"{{.count}} in all","a.n":{"one":"{{.count}} response","other":"{{.count}} responses"},"a.name":"Hello, {{.name}}","a.plain":"Hello"}`)
	tests := []struct {
		lang, key string
		args      []any
		want      string
	}{
		{"zh", "a.plain", nil, "您好"},
		{"en", "a.plain", nil, "Hello"},
		{"fr", "a.plain", nil, "您好"},
		{"en", "a.name", []any{"name", "Ms <Wang>"}, "Hello, Ms <Wang>"},
		{"en", "a.n", []any{"count", 1}, "1 response"},
		{"en", "a.n", []any{"count", int64(0)}, "0 responses"},
		{"en", "a.n", []any{"count", 1681}, "1,681 responses"},
		{"zh", "a.n", []any{"count", 1}, "1 份答卷"},
		{"en", "a.flat", []any{"count", 1}, "1 in all"}, // no plural forms: the number is just shown
	}
	for _, test := range tests {
		if got := For(test.lang)(test.key, test.args...); got != test.want {
			t.Errorf("%s %s %v = %q, want %q", test.lang, test.key, test.args, got, test.want)
		}
	}
	if got := Missing(); len(got) != 0 {
		t.Errorf("Missing() = %v after texts that exist", got)
	}
}

func TestWhatCannotBeSaidIsTheKeyAndIsCounted(t *testing.T) {
	with(t, `{"a.name":"您好，{{.name}}"}`, `{"a.name":"Hello, {{.name}}"}`)
	if got := T("en", "a.nothing", nil); got != "a.nothing" {
		t.Errorf("unknown key = %q", got)
	}
	if got := T("en", "a.name", map[string]any{"nom": "Wang"}); got != "a.name" {
		t.Errorf("placeholder without a value = %q", got)
	}
	T("en", "a.nothing", nil)
	if got, want := Missing(), []string{"en a.name", "en a.nothing"}; !slices.Equal(got, want) {
		t.Errorf("Missing() = %v, want %v", got, want)
	}
}

func TestUsesInFindsAskedAndPrefixes(t *testing.T) {
	u := usesIn(t, fstest.MapFS{
		"surveys/a.go": {Data: []byte("package a\nvar _ = E(Invalid, \"error.gone\", \"max.n\", 3)\n" +
			"const Read Verb = \"error.read\"\nfunc f() { p.Add(\"unit.name\", \"error.long\"); t(\"state.\" + s); t(Sprintf(\"box.n_%d\", n)) }\n")},
		"surveys/a_test.go":               {Data: []byte("package a\nvar _ = E(Invalid, \"error.testonly\")\n")},
		"server/pages/x.html":             {Data: []byte(`<p>{{template "base.html" .}}{{t "page.next"}} "page.prose" {{t (printf "page.star_%d" .N)}}</p>`)},
		"frontend/console/src/a.tsx":      {Data: []byte("t('page.title'); t(`state.${s}`); const c = {label: 'page.label'}")},
		"frontend/console/src/a.test.tsx": {Data: []byte("t('page.testonly')")},
	})
	for _, key := range []string{"error.gone", "error.long", "page.next", "page.title"} {
		if u.asked[key] == "" {
			t.Errorf("%s is asked for and was not seen", key)
		}
	}
	for _, key := range []string{"error.testonly", "page.testonly", "max.n", "base.html", "page.prose", "unit.name"} {
		if at := u.asked[key]; at != "" {
			t.Errorf("%s at %s is not asked for", key, at)
		}
	}
	for _, prefix := range []string{"state.", "box.n_", "page.star_"} {
		if u.prefixes[prefix] == "" {
			t.Errorf("%q is completed at run time and was not seen", prefix)
		}
	}
	if u.literals["page.label"] == "" || !slices.Contains(u.typed["Verb"], "error.read") {
		t.Errorf("label or typed constant not seen: %+v", u)
	}
}
