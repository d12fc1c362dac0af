package main

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/report"
)

// walker holds a workbook against the model that the API answered.
type walker struct {
	t      *testing.T
	lang   string
	sheets map[string][][]string // raw cells
	seen   int                   // figures looked for
}

func openWalker(t *testing.T, path, lang string) *walker {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := &walker{t: t, lang: lang, sheets: map[string][][]string{}}
	for _, sheet := range f.GetSheetList() {
		if w.sheets[sheet], err = f.GetRows(sheet, excelize.Options{RawCellValue: true}); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func (w *walker) say(key string) string { return locales.T(w.lang, key, nil) }

// row looks for a row of a sheet that holds all the texts and all the numbers. A nil number must be a dash.
func (w *walker) row(sheet string, texts []string, numbers []*float64) {
	w.t.Helper()
	rows, ok := w.sheets[w.say("report.sheet."+sheet)]
	if !ok {
		w.t.Errorf("no sheet %s", sheet)
		return
	}
	w.seen += len(numbers)
	var wanted []string
	for _, text := range texts {
		wanted = append(wanted, report.Guard(text))
	}
	for _, n := range numbers {
		if n == nil {
			wanted = append(wanted, report.Dash)
		} else {
			wanted = append(wanted, strconv.FormatFloat(*n, 'f', -1, 64))
		}
	}
	if !slices.ContainsFunc(rows, func(row []string) bool { return holds(row, wanted) }) {
		w.t.Errorf("%s has no row with %q", sheet, wanted)
	}
}

// holds reports whether the row has every wanted cell, equal ones as often as they are wanted.
func holds(row, wanted []string) bool {
	row = slices.Clone(row)
	for _, cell := range wanted {
		at := slices.Index(row, cell)
		if at < 0 {
			return false
		}
		row[at] = "\x00"
	}
	return true
}

func n(i int64) *float64 { f := float64(i); return &f }

func figure(f surveys.Figure) []*float64 { return []*float64{f.Value, n(f.N)} }

func interval(f surveys.Figure) []*float64 {
	if f.Interval == nil {
		return []*float64{nil, nil}
	}
	return []*float64{&f.Interval.Low, &f.Interval.High}
}

func comparison(c report.Comparison) []*float64 {
	out := append(figure(c.Current), interval(c.Current)...)
	for _, f := range []*surveys.Figure{c.Previous, c.YearAgo} {
		if f == nil {
			out = append(out, nil)
		} else {
			out = append(out, f.Value)
		}
	}
	return append(append(out, change(c.Change), change(c.YearOn)), target(c.Target)...)
}

func change(c *report.Change) *float64 {
	if c == nil {
		return nil
	}
	return &c.Value
}

func target(t *report.TargetGap) []*float64 {
	if t == nil {
		return []*float64{nil, nil}
	}
	return []*float64{&t.Value, t.Gap}
}

// satisfaction goes through the whole model.
// legend makes sure that the methods explain the signs of this kind of workbook.
func (w *walker) legend(key string) {
	w.t.Helper()
	w.row("methods", []string{w.say("methods.signs"), locales.T(w.lang, key, map[string]any{"count": surveys.LowBaseN})}, nil)
}

func (w *walker) satisfaction(r report.Satisfaction) {
	w.t.Helper()
	w.legend("report.legend")
	for _, x := range r.Tiles {
		w.row("summary", []string{w.say("measure." + x.Measure)}, comparison(x.Comparison))
		if c := x.Compared; c != nil {
			for name, share := range map[string]report.Comparison{"promoters": c.Promoters, "passives": c.Passives, "detractors": c.Detractors} {
				w.row("summary", []string{w.say("measure." + name)}, comparison(share))
			}
		}
	}
	for _, x := range r.Indicators {
		label := x.Label.In(w.lang)
		if x.Level == 0 {
			label = w.say("measure.index")
		}
		numbers := append(comparison(x.Score), n(int64(x.Level)), &x.Weight, &x.Coverage)
		if x.T2B != nil {
			numbers = append(numbers, figure(*x.T2B)...)
		}
		w.row("indicators", []string{label}, numbers)
	}
	for _, it := range r.Items {
		for _, c := range it.Counts {
			w.row("items", []string{it.Code, it.Label.In(w.lang)}, append(append(figure(c.Share), n(c.Count)), interval(c.Share)...))
		}
		for _, f := range it.Figures {
			w.row("items", []string{it.Code, w.say("measure." + f.Measure)}, append(append(figure(f.Figure), n(it.Base)), interval(f.Figure)...))
		}
	}
	w.places("units", r.Units)
	w.places("locations", r.Locations)
	for _, x := range r.HeatMap.Rows {
		var numbers []*float64
		for _, f := range x.Cells {
			numbers = append(numbers, figure(f)...)
		}
		w.row("heat_map", []string{x.Name.In(w.lang)}, numbers)
	}
	w.trend(r.Trend)
}

// unanswered makes sure that the workbook of a survey without responses has no sheets of zeros and dashes.
func (w *walker) unanswered(r report.Satisfaction) {
	w.t.Helper()
	w.legend("report.legend")
	w.row("summary", []string{w.say("report.summary.no_responses")}, nil)
	w.nothingElse(r)
	for _, sheet := range []string{"summary", "contents", "methods"} {
		delete(w.sheets, w.say("report.sheet."+sheet))
	}
	for sheet := range w.sheets {
		w.t.Errorf("nobody answered, but there is the sheet %s", sheet)
	}
}

func (w *walker) places(sheet string, rows []report.RankRow) {
	w.t.Helper()
	for _, x := range rows {
		numbers := append([]*float64{n(x.Responses), change(x.Change)}, target(x.Target)...)
		for _, f := range x.Figures {
			numbers = append(numbers, figure(f.Figure)...)
		}
		if x.Rank > 0 {
			numbers = append(numbers, n(int64(x.Rank)))
		}
		if x.RankChange != nil {
			numbers = append(numbers, n(int64(*x.RankChange)))
		}
		w.row(sheet, []string{x.Name.In(w.lang)}, numbers)
	}
}

func (w *walker) trend(points []report.TrendPoint) {
	w.t.Helper()
	for _, x := range points {
		numbers := []*float64{n(x.Responses)}
		for i, f := range x.Figures {
			numbers = append(append(numbers, figure(f.Figure)...), target(x.Targets[i])[0])
		}
		if x.Shares != nil {
			numbers = append(numbers, x.Shares.Promoters.Value, x.Shares.Passives.Value, x.Shares.Detractors.Value)
		}
		var texts []string
		if x.Wave != nil {
			texts = append(texts, x.Wave.Name.In(w.lang))
		}
		w.row("trend", texts, numbers)
	}
}

// groups goes through every table, row by row under its heading.
func (w *walker) groups(g report.Groups) {
	w.t.Helper()
	rows := w.sheets[w.say("report.sheet.groups")]
	for _, table := range g.Tables {
		heading := table.Group.Label.In(w.lang) + " × " + table.Outcome.Label.In(w.lang)
		at := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 0 && row[0] == report.Guard(heading) })
		if at < 0 {
			w.t.Errorf("no table %s", heading)
			continue
		}
		for i, r := range append(slices.Clone(table.Rows), table.Total) {
			var counts, shares []string
			for _, c := range r.Cells {
				counts, shares = append(counts, strconv.FormatInt(c.Count, 10)), append(shares, cell(c.Share))
			}
			counts = append(counts, strconv.FormatInt(r.N, 10))
			for _, f := range r.Figures {
				counts = append(counts, cell(f.Figure))
			}
			w.seen += len(counts) + len(shares)
			if got := rows[at+2+2*i]; !slices.Equal(got[2:], counts) {
				w.t.Errorf("%s, %s: %q, want %q", heading, got[0], got[2:], counts)
			}
			if got := rows[at+3+2*i]; !slices.Equal(got[2:2+len(shares)], shares) {
				w.t.Errorf("%s, row %d: %q, want %q", heading, i, got[2:], shares)
			}
		}
	}
}

func cell(f surveys.Figure) string {
	if f.Value == nil {
		return report.Dash
	}
	return strconv.FormatFloat(*f.Value, 'f', -1, 64)
}

// nothingElse makes sure that every number of the workbook is one of the model's: nothing was computed on the way.
func (w *walker) nothingElse(models ...any) {
	w.t.Helper()
	known := map[string]bool{}
	for _, m := range models {
		numbersOf(reflect.ValueOf(m), known)
	}
	numbered := []string{w.say("report.sheet.contents"), w.say("report.sheet.methods")} // their lines are counted
	for sheet, rows := range w.sheets {
		if slices.Contains(numbered, sheet) {
			continue
		}
		for i, row := range rows {
			for k, text := range row {
				if _, err := strconv.ParseFloat(text, 64); err == nil && !known[text] {
					w.t.Errorf("%s row %d column %d: %s is not in the answer of the API", sheet, i+1, k+1, text)
				}
			}
		}
	}
}

// numbersOf gathers every number of a model, and texts that look like one (a point of a scale is called "7").
func numbersOf(v reflect.Value, into map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			numbersOf(v.Elem(), into)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				numbersOf(v.Field(i), into)
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			numbersOf(v.Index(i), into)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			numbersOf(v.MapIndex(key), into)
		}
	case reflect.Float64:
		into[strconv.FormatFloat(v.Float(), 'f', -1, 64)] = true
	case reflect.Int, reflect.Int64:
		into[strconv.FormatInt(v.Int(), 10)] = true
	case reflect.String:
		into[strings.TrimSpace(v.String())] = true
	}
}
