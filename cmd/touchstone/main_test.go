package main

import (
	"errors"
	"strings"
	"testing"

	"touchstone/surveys"
)

func TestVersionPrintsOneLine(t *testing.T) {
	var c cli
	parser, err := newParser(&c)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	parser.Stdout = &out
	ctx, err := parser.Parse([]string{"version"})
	if err != nil {
		t.Fatal(err)
	}
	if err := ctx.Run(); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.HasPrefix(got, "touchstone "+version+" go1.") || strings.Count(got, "\n") != 1 {
		t.Errorf("version printed %q", got)
	}
}

func TestDescribe(t *testing.T) {
	var p surveys.Problems
	p.Add("row 7", "error.id")
	p.Add("row 9", "error.forbidden")
	if got := describe(p.Err(), "zh"); strings.Count(got, "\n") != 2 || !strings.Contains(got, "第 9 行：您没有") {
		t.Errorf("two problems = %q", got)
	}
	wrapped := surveys.E(surveys.Invalid, "error.id").Because(errors.New("disk full"))
	if got := describe(wrapped, "en"); !strings.HasSuffix(got, "(disk full)") {
		t.Errorf("cause = %q", got)
	}
	if got := describe(errors.New("plain"), "zh"); got != "plain" {
		t.Errorf("foreign error = %q", got)
	}
}
