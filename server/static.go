package server

import (
	"bytes"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"touchstone/frontend"
	"touchstone/surveys"
)

// nonceMark stands in the console's page where the nonce of its styles goes.
const nonceMark = "__CSP_NONCE__"

// immutable is for files whose name holds a digest of what they hold.
const immutable = "public, max-age=31536000, immutable"

// types are the media types of what the bundles hold; the table of the machine is not asked.
var types = map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
	".png": "image/png", ".json": "application/json", ".webp": "image/webp", ".ico": "image/x-icon", ".woff2": "font/woff2",
	".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".webmanifest": "application/manifest+json"}

// formAsset serves a file of the form bundle.
func (s *Server) formAsset(c echo.Context) error { return sendAsset(c, "form/"+c.Param("*")) }

// favicon serves the console's mark for every page, also under the name that browsers ask for unasked.
func (s *Server) favicon(c echo.Context) error {
	raw, err := fs.ReadFile(frontend.Dist(), "console/favicon.svg")
	if err != nil {
		return surveys.E(surveys.NotFound, "error.not_found")
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=86400")
	return c.Blob(http.StatusOK, "image/svg+xml", raw)
}

// console serves a file of the console, and its one page for every address without an ending: the console finds its own
// way by the address.
func (s *Server) console(c echo.Context) error {
	name := c.Param("*")
	if path.Ext(name) != "" && name != "index.html" {
		return sendAsset(c, "console/"+name)
	}
	page, err := fs.ReadFile(frontend.Dist(), "console/index.html")
	if err != nil {
		return surveys.E(surveys.NotFound, "site.no_console").Because(err)
	}
	nonce := randomText()
	h := c.Response().Header()
	h.Set("Cache-Control", "no-cache")
	h.Set("Content-Security-Policy", "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-"+nonce+
		"'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
	return c.Blob(http.StatusOK, types[".html"], bytes.ReplaceAll(page, []byte(nonceMark), []byte(nonce)))
}

// sendAsset sends a built file, precompressed when the browser takes that. Only what was built can be asked for.
func sendAsset(c echo.Context, name string) error {
	kind := types[path.Ext(name)]
	if kind == "" || !safeName(name) || !fs.ValidPath(name) {
		return surveys.E(surveys.NotFound, "error.not_found")
	}
	raw, err := fs.ReadFile(frontend.Dist(), name)
	if err != nil {
		return surveys.E(surveys.NotFound, "error.not_found")
	}
	h := c.Response().Header()
	h.Add("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "public, max-age=3600")
	if hashed(name) {
		h.Set("Cache-Control", immutable)
	}
	accepted := c.Request().Header.Get("Accept-Encoding")
	for _, coding := range []struct{ token, ending string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if !strings.Contains(accepted, coding.token) {
			continue
		}
		if small, err := fs.ReadFile(frontend.Dist(), name+coding.ending); err == nil {
			h.Set("Content-Encoding", coding.token)
			raw = small
			break
		}
	}
	return c.Blob(http.StatusOK, kind, raw)
}

// hashed reports whether a file's name holds a digest: name.HASH.js, or Vite's name-HASH.js in its assets folder.
func hashed(name string) bool {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	at := strings.LastIndexAny(base, ".-")
	return at > 0 && len(base)-at > 7 && (strings.Contains(name, "/assets/") || base[at] == '.')
}
