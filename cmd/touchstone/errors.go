package main

import (
	"errors"
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
			line = e.Field + ": " + line
		}
		if e.Err != nil {
			line += " (" + e.Err.Error() + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n  ")
}
