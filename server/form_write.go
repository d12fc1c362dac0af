package server

import (
	"bytes"
	"compress/gzip"
	"html/template"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"touchstone/locales"
	"touchstone/surveys"
)

// messageView is a page that only says something: thank you, closed, not found.
type messageView struct {
	words
	HTMLLang, Title string
	Dir             string
	Brand, Initial  string
	Lines           []string
	Good            bool
	Home            string // where a signed-in auditor goes on; "" = nowhere
	Style           template.CSS
}

// newMessageView makes such a page; empty lines are left out.
func newMessageView(lang, title string, lines ...string) messageView {
	v := messageView{words: words{locales.Match(lang)}, HTMLLang: htmlLang(lang), Dir: htmlDir(lang), Title: title,
		Style: template.CSS(formStyle)} //nolint:gosec // our own file
	for _, line := range lines {
		if line != "" {
			v.Lines = append(v.Lines, line)
		}
	}
	return v
}

// renderPage writes a template of the pages folder into memory: an error must not leave half a page behind.
func renderPage(name string, view any) ([]byte, error) {
	var b bytes.Buffer
	if err := formTemplates.ExecuteTemplate(&b, name, view); err != nil {
		return nil, surveys.E(surveys.Internal, "error.internal").Because(err)
	}
	return b.Bytes(), nil
}

var packers = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	if err != nil { // the level is valid
		panic("server: " + err.Error())
	}
	return z
}}

// writePage sends a page, compressed for whoever takes that.
func writePage(w http.ResponseWriter, r *http.Request, status int, page []byte) error {
	if !takesGzip(r) {
		return sendPage(w, r, status, "", page)
	}
	var b bytes.Buffer
	z, _ := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(&b)
	if _, err := z.Write(page); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return sendPage(w, r, status, "gzip", b.Bytes())
}

// sendPage sends a page as it is. Nothing of a respondent's page may be kept by anybody on the way: it names a response.
func sendPage(w http.ResponseWriter, r *http.Request, status int, encoding string, page []byte) error {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(page)))
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Vary", "Accept-Encoding, Accept-Language")
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	_, err := w.Write(page)
	return err
}

// takesGzip reads Accept-Encoding. A coding with weight 0 is one that is not taken.
func takesGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == "gzip" {
			q, ok := strings.CutPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
			n, err := strconv.ParseFloat(q, 64)
			return !ok || err == nil && n > 0
		}
	}
	return false
}
