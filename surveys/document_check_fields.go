package surveys

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// unusedFields returns, by JSON name, the fields the item carries though they mean nothing for its type. It reads the
// struct itself, so a field added to Item is refused everywhere until a type claims it.
func unusedFields(it Item, t itemType) []string {
	var unused []string
	v := reflect.ValueOf(it)
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if carriesNothing(v.Field(i)) || slices.Contains(commonFields, name) || slices.Contains(t.fields(), name) {
			continue
		}
		unused = append(unused, name)
	}
	return unused
}

func carriesNothing(v reflect.Value) bool {
	if k := v.Kind(); k == reflect.Map || k == reflect.Slice {
		return v.Len() == 0
	}
	return v.IsZero()
}

// optionParts says which parts of an option mean something where it stands.
type optionParts struct {
	score  bool // Score
	points bool // Points, NA, Fail
	show   bool // Show
}

// checkOptions checks codes (none of the reserved ones), labels and values of authored options.
func checkOptions(options []Option, reserved []string, parts optionParts, d *Document, p *Problems, path string) {
	if len(options) > MaxOptions {
		p.Add(path, "document.options_many", "max", MaxOptions)
	}
	codes := map[string]bool{}
	for _, c := range reserved {
		codes[c] = true
	}
	for i, o := range options {
		at := fmt.Sprintf("%s[%d]", path, i)
		checkCode(o.Code, codes, p, at+".code")
		checkText(o.Label, d, true, p, at+".label")
		switch {
		case o.Score != nil && !parts.score:
			p.Add(at+".score", "document.unused_here")
		case o.Score != nil && !within(*o.Score, -maxPoints, maxPoints):
			p.Add(at+".score", "document.points")
		}
		if o.Show != nil && !parts.show {
			p.Add(at+".show", "document.unused_here")
		}
		if parts.points {
			checkOptionPoints(o, p, at)
		} else if o.Points != nil || o.NA || o.Fail {
			p.Add(at, "document.unused_here")
		}
	}
}

// checkOptionPoints asks every option of a check for points, and a "not applicable" one for none: it leaves the score.
func checkOptionPoints(o Option, p *Problems, path string) {
	switch {
	case o.NA && (o.Points != nil || o.Fail):
		p.Add(path, "document.na_points")
	case !o.NA && o.Points == nil:
		p.Add(path+".points", "document.points_missing")
	case o.Points != nil && !within(*o.Points, 0, maxPoints):
		p.Add(path+".points", "document.points")
	}
}
