// Package frontend carries the built bundles inside the program: dist/form for the pages of respondents and auditors,
// dist/console for everybody who signs in. A program built before the bundles serves its pages without them.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Dist returns the built files; "form" and "console" are its folders when they were built.
func Dist() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil { // the folder is named in the line above
		panic("frontend: " + err.Error())
	}
	return sub
}
