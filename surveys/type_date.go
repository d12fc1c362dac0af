package surveys

import "time"

// dateType asks for a day, written 2006-01-02.
type dateType struct{}

var _ = register(TypeDate, dateType{})

// First and last day any date item takes: what a workbook can hold as a date.
const (
	FirstDate = "1900-03-01"
	LastDate  = "9999-12-31"
)

func (dateType) kinds() []InstrumentKind  { return []InstrumentKind{Survey, Checklist} }
func (dateType) fields() []string         { return []string{"required", "min_date", "max_date"} }
func (dateType) operand() operand         { return operandDate }
func (dateType) columns(it Item) []Column { return []Column{{Item: it.Code, Kind: ColumnDate}} }

// DateRange returns the first and the last day a date item takes, both included.
func (it Item) DateRange() (first, last string) {
	first, last = FirstDate, LastDate
	if it.MinDate != "" {
		first = it.MinDate
	}
	if it.MaxDate != "" {
		last = it.MaxDate
	}
	return first, last
}

func (dateType) checkDefinition(it Item, _ *Document, p *Problems, path string) {
	first, last := it.DateRange()
	if !isDate(first) {
		p.Add(path+".min_date", "document.date")
	}
	if !isDate(last) {
		p.Add(path+".max_date", "document.date")
	} else if first > last {
		p.Add(path+".max_date", "document.date_bounds")
	}
}

func (dateType) checkAnswer(it Item, a Answer, _ bool, p *Problems) {
	if !checkCarries(it, a, carries{text: true}, p) || a.Text == "" {
		return
	}
	if !isDate(a.Text) {
		p.Add(it.Code, "answer.date")
		return
	}
	if first, last := it.DateRange(); a.Text < first || a.Text > last {
		p.Add(it.Code, "answer.date_range", "min", first, "max", last)
	}
}

// isDate reports whether s is an existing day in the one accepted form. Days in that form compare as strings.
func isDate(s string) bool {
	if len(s) != len(time.DateOnly) || s < FirstDate {
		return false
	}
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
