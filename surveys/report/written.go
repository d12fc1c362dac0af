package report

import (
	"math"
	"strconv"
	"strings"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// Numbers inside sentences. Cells hold numbers and are formatted by the spreadsheet.

// plain writes a count with thousands separators.
func plain(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// written writes a value as its unit is read.
func written(v float64, unit string) string {
	switch unit {
	case UnitPercent:
		return fixed(v, 1) + "%"
	case UnitNPS:
		return fixed(v, 1)
	}
	return fixed(v, 2)
}

// writtenChange writes a difference with its sign.
func writtenChange(v float64, unit string) string {
	places := 2
	if unit == UnitPercent || unit == UnitNPS {
		places = 1
	}
	s := fixed(v, places)
	if v > 0 && strings.Trim(s, "0.") != "" {
		return "+" + s
	}
	return s
}

func fixed(v float64, places int) string {
	v = measure.Round(v, places)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return Dash
	}
	return strconv.FormatFloat(v, 'f', places, 64)
}

// short writes a number with as many places as it has, as people wrote it down.
func short(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func percent(f surveys.Figure) string {
	if f.Value == nil {
		return Dash
	}
	return written(*f.Value, UnitPercent)
}
