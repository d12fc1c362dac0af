package library

import (
	"embed"
	"slices"

	"touchstone/surveys"
)

//go:embed *.json
var files embed.FS

// codes lists the instruments in the order in which they are offered: surveys, checklists, scorecards.
var codes = []string{"after-visit", "relationship-nps", "price-quiz", "housing", "retail-checklist", "cmm-e"}

// Entry is one built-in instrument. Code is its name in the library and the name of its file.
type Entry struct {
	Code     string                 `json:"code"`
	Kind     surveys.InstrumentKind `json:"kind"`
	Title    surveys.Text           `json:"title"`
	Document surveys.Document       `json:"document"`
}

// All returns every built-in instrument, always in the same order. The documents are the caller's own copies.
func All() []Entry {
	entries := make([]Entry, 0, len(codes))
	for _, code := range codes {
		d := read(code)
		entries = append(entries, Entry{Code: code, Kind: d.Kind, Title: d.Title, Document: d})
	}
	return entries
}

// Get returns the document with that code as the caller's own copy, or a NotFound error.
func Get(code string) (surveys.Document, error) {
	if !slices.Contains(codes, code) {
		return surveys.Document{}, surveys.E(surveys.NotFound, "library.not_found", "Code", code)
	}
	return read(code), nil
}

// read parses an embedded file anew for each caller, so that nobody can change another's document. A file that is
// missing or malformed is a fault of the build, which the tests of this package catch; there is no caller to tell.
func read(code string) surveys.Document {
	raw, err := files.ReadFile(code + ".json")
	if err != nil {
		panic("library: " + err.Error())
	}
	d, err := surveys.ParseDocument(raw)
	if err != nil {
		panic("library: " + code + ": " + err.Error())
	}
	return d
}
