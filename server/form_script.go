package server

import (
	"encoding/json"
	"io/fs"
	"strings"
)

// scriptAddress returns the address of a script of the form bundle by its source file ("src/main.ts"), "" when the
// bundle was not built: pages work without it.
func scriptAddress(dist fs.FS, source string) string {
	raw, err := fs.ReadFile(dist, "form/manifest.json")
	if err != nil {
		return ""
	}
	var files map[string]struct{ File string }
	if json.Unmarshal(raw, &files) != nil || files[source].File == "" {
		return ""
	}
	return "/assets/" + strings.TrimPrefix(files[source].File, "/")
}
