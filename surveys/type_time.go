package surveys

import (
	"strings"
	"time"
)

// timeType asks for a time of day, written 15:04.
type timeType struct{}

var _ = register(TypeTime, timeType{})

// First and last minute any time item takes.
const (
	FirstTime = "00:00"
	LastTime  = "23:59"
)

const timeForm = "15:04"

func (timeType) kinds() []InstrumentKind  { return []InstrumentKind{Survey, Checklist} }
func (timeType) fields() []string         { return []string{"required", "min_time", "max_time"} }
func (timeType) operand() operand         { return operandTime }
func (timeType) columns(it Item) []Column { return []Column{{Item: it.Code, Kind: ColumnTime}} }

// TimeRange returns the first and the last minute a time item takes, both included.
func (it Item) TimeRange() (first, last string) {
	first, last = FirstTime, LastTime
	if it.MinTime != "" {
		first = it.MinTime
	}
	if it.MaxTime != "" {
		last = it.MaxTime
	}
	return first, last
}

func (timeType) checkDefinition(it Item, _ *Document, p *Problems, path string) {
	first, last := it.TimeRange()
	switch {
	case !isTime(first):
		p.Add(path+".min_time", "document.time")
	case !isTime(last):
		p.Add(path+".max_time", "document.time")
	case first > last:
		p.Add(path+".max_time", "document.time_bounds")
	}
}

func (timeType) checkAnswer(it Item, a Answer, _ bool, p *Problems) {
	if !checkCarries(it, a, carries{text: true}, p) || a.Text == "" {
		return
	}
	if !isTime(a.Text) {
		p.Add(it.Code, "answer.time")
		return
	}
	if first, last := it.TimeRange(); a.Text < first || a.Text > last {
		p.Add(it.Code, "answer.time_range", "min", first, "max", last)
	}
}

// tidy reads what people type where the browser shows a plain text field: 9:30, full-width digits and colon, seconds of
// zero. The page's script reads the same (frontend/form/src/kinds/time.ts).
func (timeType) tidy(s string) string {
	plain := strings.Map(func(r rune) rune {
		if r >= '０' && r <= '：' { // the colon stands behind the digits
			return r - '０' + '0'
		}
		return r
	}, s)
	if hour, rest, ok := strings.Cut(plain, ":"); ok && len(hour) == 1 {
		plain = "0" + hour + ":" + rest
	}
	if len(plain) == len("15:04:05") {
		plain = strings.TrimSuffix(plain, ":00")
	}
	if isTime(plain) {
		return plain
	}
	return s
}

// isTime reports whether s is a minute of the day in the one accepted form. Times in that form compare as strings.
func isTime(s string) bool {
	if len(s) != len(timeForm) {
		return false
	}
	_, err := time.Parse(timeForm, s)
	return err == nil
}
