package main

import (
	"errors"
	"regexp"
	"strings"

	"touchstone/locales"
	"touchstone/surveys"
)

// describe says an error to the person at the terminal: ours in their language with the place it happened, one line
// for each thing that is wrong; any other as it is, because whoever sits there runs the machine.
func describe(err error, lang string) string {
	var ours *surveys.Error
	if !errors.As(err, &ours) {
		return err.Error()
	}
	var lines []string
	for _, e := range append([]*surveys.Error{ours}, ours.More...) {
		line := locales.T(lang, e.Key, e.Params)
		if e.Field != "" {
			line = locales.For(lang)("cli.place.problem", "place", placeOf(e.Field, lang), "problem", line)
		}
		if e.Err != nil {
			line += " (" + e.Err.Error() + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n  ")
}

// A place in a file that is imported, as the import names it to programs.
var (
	cellPlace = regexp.MustCompile(`(?s)^row (\d+), column (.*)$`)
	rowPlace  = regexp.MustCompile(`^row (\d+)$`)
	linePlace = regexp.MustCompile(`^line (\d+)$`)
)

// placeOf says the place of an error in the reader's language; paths into documents are the same in all.
func placeOf(field, lang string) string {
	say := locales.For(lang)
	if m := cellPlace.FindStringSubmatch(field); m != nil {
		return say("cli.place.cell", "row", m[1], "column", m[2])
	}
	if m := rowPlace.FindStringSubmatch(field); m != nil {
		return say("cli.place.row", "row", m[1])
	}
	if m := linePlace.FindStringSubmatch(field); m != nil {
		return say("cli.place.line", "line", m[1])
	}
	return field
}
