package server

import (
	"html/template"
	"slices"
	"strings"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/logic"
)

// formInput is what a form page is made from: an instrument, and what has been filled in so far.
type formInput struct {
	Document surveys.Document
	Lang     string // content language, one of the document's
	Action   string // where the form posts to
	Brand    string // whose survey it is, shown at the top; the place may stand behind it
	Mode     surveys.Mode
	Script   string // address of the script; "" leaves the page plain
	Accept   string // what the browser wishes, for our own texts where the content's language is none of ours
	Page     string // code of the section to show; one that is not shown means the first

	ID       string // of the response; made by the server
	Version  string
	Started  string // RFC 3339
	Sequence int64  // of the draft

	Fields   formFields       // what stands in the fields
	Problems []*surveys.Error // by item code
	Trouble  string           // why the last try failed, though nothing is wrong with the answers
	More     bool             // answers have brought up items on this very page
	Fresh    bool             // nothing has been posted yet: the script may fill in what the device kept
}

// formView is a form page ready for its template.
type formView struct {
	words
	formInput
	HTMLLang  string
	Dir       string // "rtl", or "" for the usual way
	Title     string
	Intro     string
	Notice    string
	ModeName  string
	Initial   string // first character of the brand
	Languages []languageView
	Sections  []*sectionView
	Number    int // of the current page, from 1
	Pages     int
	First     bool
	Last      bool
	Errors    []problemView
	Icons     bool       // some item is drawn with stars or smileys
	Model     *formModel // for the script; nil without one
	Style     template.CSS
}

type languageView struct{ Tag, Name, HTMLLang string }

type problemView struct{ Item, Label, Message string }

type sectionView struct {
	words
	Code, Title, Intro string
	Current            bool
	Items              []itemView
}

// words says texts of the interface to a template: {{.T "survey.next"}}.
type words struct{ lang string }

// T returns a text of the interface in the page's language.
func (w words) T(key string, args ...any) string { return locales.For(w.lang)(key, args...) }

// newFormView decides what of the document is shown for the fields and makes the view of it.
func newFormView(in formInput) (*formView, error) {
	shown, err := logic.Visible(in.Document, in.Fields.answers(in.Document))
	if err != nil {
		return nil, err
	}
	d, lang := in.Document, in.Lang
	v := &formView{words: words{wordsLang(&d, lang, in.Accept)}, formInput: in, HTMLLang: htmlLang(lang), Dir: htmlDir(lang), Title: d.Title.In(lang),
		Intro: d.Intro.In(lang), Notice: d.Notice.In(lang), Style: template.CSS(formStyle)} //nolint:gosec // our own file
	if key, ok := modeKeys[in.Mode]; ok {
		v.ModeName = v.T(key)
	}
	for _, it := range d.Items() {
		v.Icons = v.Icons || it.Look != "" && it.Look != "numbers"
	}
	v.Initial = initial(in.Brand)
	for _, l := range d.Languages {
		if l != lang {
			v.Languages = append(v.Languages, languageView{l, locales.OwnName(l), htmlLang(l)})
		}
	}
	pages := shownPages(d, shown)
	at := max(slices.Index(pages, in.Page), 0)
	v.Number, v.Pages, v.First, v.Last = at+1, len(pages), at == 0, at == len(pages)-1
	if len(pages) > 0 {
		v.Page = pages[at]
	}
	if in.Script != "" {
		v.Model = newFormModel(v)
	}
	v.addSections(shown)
	return v, nil
}

var modeKeys = map[surveys.Mode]string{
	surveys.Anonymous:    "survey.mode_anonymous",
	surveys.Confidential: "survey.mode_confidential",
	surveys.Identified:   "survey.mode_identified",
}

func (v *formView) addSections(shown logic.Visibility) {
	messages := map[string]string{}
	for _, p := range v.Problems {
		if messages[p.Field] == "" {
			messages[p.Field] = locales.T(v.lang, p.Key, p.Params)
		}
	}
	for _, s := range v.Document.Sections {
		view := &sectionView{words: v.words, Code: s.Code, Title: s.Title.In(v.Lang), Intro: s.Intro.In(v.Lang),
			Current: s.Code == v.Page}
		for _, it := range s.Items {
			item := newItemView(v.words, v.Lang, it, v.Fields[it.Code])
			item.show(shown)
			item.Error = messages[it.Code]
			if item.Error != "" && view.Current && !item.Hidden {
				v.Errors = append(v.Errors, problemView{it.Code, item.Label, item.Error})
			}
			view.Items = append(view.Items, item)
		}
		v.Sections = append(v.Sections, view)
	}
}

// Heading is the title of the browser's tab: errors first, then where we are.
func (v *formView) Heading() string {
	if len(v.Errors) > 0 {
		return v.T("survey.error_title", "title", v.Title)
	}
	if v.Number > 1 {
		return v.PageOf() + " · " + v.Title
	}
	return v.Title
}

// PageOf says "page 2 of 5".
func (v *formView) PageOf() string { return v.T("survey.page", "page", v.Number, "pages", v.Pages) }

// Onward is what the main button does.
func (v *formView) Onward() string {
	if v.Last {
		return navSubmit
	}
	return navNext
}

// shownPages lists the sections that have something to show.
func shownPages(d surveys.Document, shown logic.Visibility) []string {
	var pages []string
	for _, s := range d.Sections {
		if slices.ContainsFunc(s.Items, func(it surveys.Item) bool { return shown.Shows(it.Code) }) {
			pages = append(pages, s.Code)
		}
	}
	return pages
}

// htmlLang is the tag of the lang attribute: plain zh leaves a browser to guess between Chinese and Japanese glyphs.
func htmlLang(lang string) string {
	if lang == locales.Chinese {
		return "zh-CN"
	}
	return lang
}

// htmlDir is the dir attribute of a page in a language; "" where it needs none.
func htmlDir(lang string) string {
	if locales.RightToLeft(lang) {
		return "rtl"
	}
	return ""
}

// wordsLang is the language of our own texts on a page whose content is in lang: the same when we have it, else English when
// the document is offered in English too, else what the browser likes better of those we have.
func wordsLang(d *surveys.Document, lang, accept string) string {
	switch {
	case locales.Speaks(lang):
		return locales.Match(lang)
	case slices.ContainsFunc(d.Languages, func(l string) bool { return locales.Speaks(l) && locales.Match(l) == locales.English }):
		return locales.English
	}
	return locales.Match(accept)
}

// WordsLang is the lang attribute of our own texts where it is not that of the page, else "".
func (v *formView) WordsLang() string { return otherLang(v.lang, v.Lang) }

func otherLang(words, content string) string {
	if locales.Speaks(content) {
		return ""
	}
	return htmlLang(words)
}

func initial(brand string) string {
	for _, r := range strings.TrimSpace(brand) {
		return strings.ToUpper(string(r))
	}
	return ""
}
