package server

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/library"
)

// gallery has one item of every type, rules within a page and between pages.
func gallery(t *testing.T) surveys.Document {
	t.Helper()
	raw, err := os.ReadFile("testdata/gallery.json")
	if err != nil {
		t.Fatal(err)
	}
	d, err := surveys.ParseDocument(raw)
	if err != nil {
		t.Fatal(err)
	}
	if err := surveys.CheckDocument(d); err != nil {
		t.Fatal(err)
	}
	return d
}

func rendered(t *testing.T, in formInput) string {
	t.Helper()
	page, err := renderForm(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestGalleryHasEveryTypeOfSurveys(t *testing.T) {
	d := gallery(t)
	for _, name := range surveys.ItemTypes() {
		if name == surveys.TypeCheck || name == surveys.TypeIndicator {
			continue
		}
		found := false
		for _, it := range d.Items() {
			found = found || it.Type == name
		}
		if !found {
			t.Errorf("no item of type %s", name)
		}
	}
}

func TestEveryItemIsOnThePageAndOnlyTheFirstSectionIsShown(t *testing.T) {
	d := gallery(t)
	for _, lang := range d.Languages {
		page := rendered(t, formInput{Document: d, Lang: lang, Action: "/s/x", Mode: surveys.Anonymous})
		for s, it := range d.Items() {
			if !strings.Contains(page, `id="i-`+it.Code+`"`) {
				t.Errorf("%s: %s is missing", lang, it.Code)
			}
			if it.TakesAnswer() && !strings.Contains(page, `name="a.`+it.Code+`"`) {
				t.Errorf("%s: %s has no field", lang, it.Code)
			}
			if !strings.Contains(page, it.Label.In(lang)) && !strings.Contains(it.Label.In(lang), "\n") {
				t.Errorf("%s: the label of %s is missing", lang, it.Code)
			}
			hidden := strings.Contains(page, `id="s-`+s.Code+`" aria-labelledby="t-`+s.Code+`" hidden`)
			if hidden != (s.Code != "scales") {
				t.Errorf("%s: section %s hidden = %v", lang, s.Code, hidden)
			}
		}
		if !strings.Contains(page, `<html lang="`+htmlLang(lang)+`">`) {
			t.Errorf("%s: wrong lang attribute", lang)
		}
	}
}

var (
	checkedBox  = regexp.MustCompile(`<input[^>]* checked`)
	inlineStyle = regexp.MustCompile(`<[^>]+ style=|<[^>]+ on[a-z]+=`)
	address     = regexp.MustCompile(`(?:href|src|action)="([^"]*)"`)
)

func TestNothingIsChosenBeforehandAndNothingComesFromElsewhere(t *testing.T) {
	page := rendered(t, formInput{Document: gallery(t), Lang: "zh", Action: "/s/x", Script: "/assets/form.js"})
	if checkedBox.MatchString(page) {
		t.Error("an option is chosen beforehand")
	}
	if inlineStyle.MatchString(page) {
		t.Error("the policy forbids inline styles and handlers")
	}
	for _, a := range address.FindAllStringSubmatch(page, -1) {
		if !strings.HasPrefix(a[1], "/") && !strings.HasPrefix(a[1], "#") && !strings.HasPrefix(a[1], "data:image/svg+xml,") {
			t.Errorf("%s leads elsewhere", a[1])
		}
	}
}

func TestTextsOfAuthorsAndRespondentsAreNotMarkup(t *testing.T) {
	d := gallery(t)
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>{{.}}`
	d.Title = surveys.Text{"zh": evil}
	d.Sections[0].Items[0].Label = surveys.Text{"zh": evil}
	fields := formFields{"word": {values: []string{evil}}, "comment": {values: []string{"</textarea>" + evil}}}
	page := rendered(t, formInput{Document: d, Lang: "zh", Action: "/s/x", Brand: evil, Fields: fields, Script: "/assets/form.js"})
	if strings.Contains(page, "<script>alert") || strings.Contains(page, "<img") {
		t.Error("markup got through")
	}
}

func TestFieldsSpellAnswers(t *testing.T) {
	d := gallery(t)
	fields := formFields{
		"nps": {values: []string{"6"}}, "purpose": {values: []string{"other"}, other: " 看朋友 "},
		"did": {values: []string{"paid", "asked"}, other: "left behind"}, "times": {values: []string{"１２"}},
		"spent": {values: []string{"12.50"}}, "day": {values: []string{"2026-11-20"}}, "word": {values: []string{"  "}},
	}
	answers, problems := fields.read(d)
	if problems.Len() > 0 {
		t.Fatalf("%v", problems.Err())
	}
	if n := answers["nps"].Number; n == nil || *n != 6 {
		t.Errorf("nps = %+v", answers["nps"])
	}
	if a := answers["purpose"]; a.Text != "看朋友" || !slices.Equal(a.Codes, []string{"other"}) {
		t.Errorf("purpose = %+v", a)
	}
	if a := answers["did"]; a.Text != "" || len(a.Codes) != 2 {
		t.Errorf("words left behind another option count: %+v", a)
	}
	if n := answers["times"].Number; n == nil || *n != 12 {
		t.Errorf("full-width digits: %+v", answers["times"])
	}
	if _, ok := answers["word"]; ok {
		t.Error("blanks are an answer")
	}
	if answers["day"].Text != "2026-11-20" || *answers["spent"].Number != 12.5 {
		t.Errorf("%+v", answers)
	}
}

func TestWhatIsNoNumberIsSaidAtTheField(t *testing.T) {
	d := gallery(t)
	for _, text := range []string{"twelve", "1e3", "NaN", "Inf", "0x10", "1,5", "+-3", "..", strings.Repeat("9", 25)} {
		_, problems := formFields{"times": {values: []string{text}}}.read(d)
		if problems.Len() != 1 || problems.List()[0].Field != "times" {
			t.Errorf("%q: %v", text, problems.Err())
		}
	}
}

func TestUnknownFieldsAreRefused(t *testing.T) {
	d := gallery(t)
	for name, form := range map[string]url.Values{
		"unknown item":     {"a.nobody": {"1"}},
		"unknown own":      {"_role": {"administrator"}},
		"no prefix":        {"nps": {"1"}},
		"a statement":      {"a.hello": {"1"}},
		"other of another": {"a.nps.other": {"x"}},
		"two numbers":      {"a.nps": {"1", "2"}},
		"two of single":    {"a.purpose": {"buy", "look"}},
		"two pages":        {"_page": {"a", "b"}},
		"suffix only":      {"a.": {"1"}},
		"twice suffixed":   {"a.did.other.other": {"1"}},
	} {
		if _, _, err := fieldsOf(d, form); surveys.KindOf(err) != surveys.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	fields, own, err := fieldsOf(d, url.Values{"a.did": {"paid", "asked"}, "a.did.other": {""}, "_shown": {"why", "x"}, "_page": {"looks"}})
	if err != nil || len(fields["did"].values) != 2 || len(own["_shown"]) != 2 {
		t.Errorf("%v %v %v", fields, own, err)
	}
}

func TestSplicedPageIsTheSameCompressed(t *testing.T) {
	page := newSplicedPage("<p>头" + strings.Repeat("正文", 500) + spliceID + "</p><p>" + spliceStarted + "尾</p>")
	plain := page.plain("one", "two")
	if !bytes.Contains(plain, []byte("正文one</p><p>two尾")) {
		t.Fatalf("%s", plain[len(plain)-60:])
	}
	for range 2 { // a view must not change the page
		z, err := gzip.NewReader(bytes.NewReader(page.gzip("one", "two")))
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(z) // checks length and CRC
		if err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("%v: %d bytes, want %d", err, len(got), len(plain))
		}
	}
}

// The first view of the demo's survey: what a phone loads before the first answer.
func TestFirstViewIsSmall(t *testing.T) {
	d, err := library.Get("after-visit")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range d.Languages {
		page := newSplicedPage(rendered(t, formInput{Document: d, Lang: lang, Action: "/s/demo-csat", Mode: surveys.Anonymous,
			Brand: "云岚生活 · 静安店", Script: "/assets/form.00000000.js", Fresh: true, ID: spliceID, Started: spliceStarted}))
		size := len(page.gzip(surveys.ID{1}.String(), "2026-11-24T00:00:00Z"))
		t.Logf("%s: %d bytes", lang, size)
		if size > 12<<10 {
			t.Errorf("%s: %d bytes, the limit is 12 KiB", lang, size)
		}
	}
	if css := newSplicedPage(formStyle + spliceID + spliceStarted); len(css.packed) > 4<<10 {
		t.Errorf("the style sheet takes %d bytes, the limit is 4 KiB", len(css.packed))
	}
}

func TestTakesGzip(t *testing.T) {
	for header, want := range map[string]bool{"": false, "gzip": true, "br, gzip;q=0.5": true, "gzip;q=0": false,
		"gzip; q=0.0": false, "deflate": false, "identity": false, "x-gzip-not": false} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Encoding", header)
		if got := takesGzip(r); got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
}
