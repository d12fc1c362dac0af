package server

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// Pages for respondents and auditors: one folder of templates, one file per item type below items/, one style sheet.
//
//go:embed pages
var pageFiles embed.FS

var (
	formStyle     = squeezeCSS(string(mustRead("pages/form.css")))
	visitStyle    = formStyle + squeezeCSS(string(mustRead("pages/visit.css"))) // auditors' pages
	formTemplates = parsePages("pages/*.html", "pages/items/*.html")
	itemTemplates *template.Template // the same set; apart, because an item is rendered while a page is being rendered
)

func init() { itemTemplates = formTemplates }

// stylePolicy is the hashes of the two style sheets, for the Content-Security-Policy.
var stylePolicy = contentHash(formStyle) + " " + contentHash(visitStyle)

// pagePolicy is the Content-Security-Policy of every page made from these templates: nothing from elsewhere, no script
// in the page, no frame around it.
var pagePolicy = "default-src 'none'; style-src " + stylePolicy + "; script-src 'self'; connect-src 'self'; " +
	"img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func contentHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// mustRead reads an embedded file; one that is missing is a broken build.
func mustRead(name string) []byte {
	raw, err := pageFiles.ReadFile(name)
	if err != nil {
		panic("server: " + err.Error())
	}
	return raw
}

// renderItem writes one item by the template named after its type, so that a new type is a new file and no new line.
func renderItem(v itemView) (template.HTML, error) {
	var b bytes.Buffer
	if err := itemTemplates.ExecuteTemplate(&b, string(v.Type)+".html", v); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil //nolint:gosec // made by html/template, which has escaped it
}

// parsePages parses the files under their base names, without the line breaks and indents that are there for people.
func parsePages(patterns ...string) *template.Template {
	set := template.New("").Funcs(template.FuncMap{"item": renderItem})
	for _, pattern := range patterns {
		names, err := fs.Glob(pageFiles, pattern)
		if err != nil || len(names) == 0 {
			panic("server: no pages match " + pattern)
		}
		for _, name := range names {
			template.Must(set.New(path.Base(name)).Parse(squeezeHTML(string(mustRead(name)))))
		}
	}
	return set
}

var (
	htmlSeam = regexp.MustCompile(`([>}])\s*\n\s*([<{])`)
	htmlLine = regexp.MustCompile(`\s*\n\s*`)
)

// squeezeHTML joins the lines of a template: nothing between two tags or actions, one blank inside them.
func squeezeHTML(page string) string {
	page = htmlSeam.ReplaceAllString(page, "$1$2")
	page = htmlSeam.ReplaceAllString(page, "$1$2") // seams that shared a character
	return htmlLine.ReplaceAllString(strings.TrimSpace(page), " ")
}

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssSpace   = regexp.MustCompile(`\s+`)
	cssMarks   = regexp.MustCompile(`\s*([{};,>~])\s*`)
)

// squeezeCSS takes comments and needless blanks out of the style sheet, which every page carries.
func squeezeCSS(css string) string {
	css = cssComment.ReplaceAllString(css, "")
	css = cssSpace.ReplaceAllString(css, " ")
	css = cssMarks.ReplaceAllString(css, "$1")
	css = strings.ReplaceAll(css, ": ", ":")
	return strings.TrimSpace(strings.ReplaceAll(css, ";}", "}"))
}
