package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// Columns of the indicators, from 1. One column per line follows scoreColumn, then gap, priority and rank, then codes.
const (
	categoryColumn = 2
	keyColumn      = 4
	weightColumn   = 5
	scoreColumn    = 6
)

// liveSheet writes the indicators and, below them, totals that follow when a reader changes a weight or a bound.
// Formulas look rows up by their category's code, so that sorting the table does not break them.
type liveSheet struct {
	*benchmarkPages
	s           *Sheet
	first, last int         // rows of the indicators
	bounds      [2]int      // first and last row of the level bounds
	weights     map[int]int // row of each category's own weight, by position
	means       [2][2]int   // first and last row of the means by category: all, key
}

// indicators is every indicator with its weight and its score on every line; weights may be edited.
func (p *benchmarkPages) indicators(s *Sheet) {
	l := &liveSheet{benchmarkPages: p, s: s, weights: map[int]int{}}
	s.Title(p.tr("report.sheet.capabilities"))
	s.Note(p.tr("report.note.capabilities"))
	s.Note(p.legend())
	s.Freeze(3)
	s.Table(l.columns()...)
	s.columns[2].Max, s.columns[2].Wrap = 44, true
	l.first = s.At() + 1
	l.last = s.At() + len(p.r.Indicators)
	for _, x := range p.r.Indicators {
		l.indicator(x)
	}
	if len(p.r.Lines) > 0 {
		l.levels()
		l.categoryMeans(0)
		if p.r.Summary.Key.Mean.Base > 0 {
			l.categoryMeans(1)
		}
		l.totals()
	}
}

func (l *liveSheet) columns() []Column {
	columns := l.heads("report.column.number", "report.column.category", "report.column.capability", "report.column.key", "report.column.weight_editable")
	columns[0].Max, columns[3].Max = 8, 8
	for _, line := range l.r.Lines {
		columns = append(columns, Column{Head: l.lineName(line)})
	}
	if l.prioritised() {
		columns = append(columns, l.heads("report.column.target_gap", "report.column.priority", "report.column.priority_rank")...)
	}
	return append(columns, l.heads("report.column.code", "report.column.category_code")...)
}

// prioritised reports whether current and target can be compared.
func (l *liveSheet) prioritised() bool {
	return l.line(surveys.LineCurrent) >= 0 && l.line(surveys.LineTarget) >= 0
}

func (l *liveSheet) indicator(x BenchmarkIndicator) {
	row := l.s.At() + 1
	cells := []Cell{Int(int64(x.Number)), Words(l.in(l.category(x.Category).Label)), Words(l.in(x.Label)), keyCell(x.Key), input(x.Weight)}
	for _, score := range x.Scores {
		cells = append(cells, FigureCell(score.Score, UnitScale))
	}
	if l.prioritised() {
		gap, priority, rank := gapCell(x.Scores[l.line(surveys.LineTarget)].Gap, true), Number(x.Priority, Format(UnitScale)), Absent()
		if x.Priority != nil {
			at := func(kind surveys.LineKind) string { return cellAt(scoreColumn+l.line(kind), row) }
			gap.Formula = at(surveys.LineTarget) + "-" + at(surveys.LineCurrent)
			priority.Formula = fmt.Sprintf("%s*MAX(%s,0)", cellAt(weightColumn, row), cellAt(scoreColumn+len(l.r.Lines), row))
			rank = Int(int64(x.Rank))
		}
		cells = append(cells, gap, priority, rank)
	}
	l.s.Row(append(cells, Words(x.Code), Words(x.Category))...)
}

// input is a number that a reader may change.
func input(v float64) Cell {
	return Cell{Value: v, Style: Style{Border: true, Format: "General", Tone: "input"}}
}

// framed is an empty cell of a block.
var framed = Cell{Style: Style{Border: true}}

// levels lists the bounds that the totals look their level up in.
func (l *liveSheet) levels() {
	if len(l.r.Header.Levels) == 0 {
		return
	}
	l.s.Blank()
	l.part("report.live.bounds", "report.column.maturity", l.tr("report.column.from_editable"))
	l.bounds[0] = l.s.At() + 1
	for i, band := range l.r.Header.Levels {
		l.s.Row(Int(int64(i+1)), Words(l.in(band.Label)), framed, framed, input(band.Min))
	}
	l.bounds[1] = l.s.At()
}

// part begins a block of rows below the table, in its columns.
func (l *liveSheet) part(titleKey, nameKey, fifth string, more ...string) {
	l.s.Heading(l.tr(titleKey))
	heads := append([]string{l.tr("report.column.number"), l.tr(nameKey), "", "", fifth}, more...)
	columns := make([]Column, len(heads))
	for i, h := range heads {
		columns[i].Head = h
	}
	l.s.Table(columns...)
}

func (l *liveSheet) lineNames() []string {
	var out []string
	for _, line := range l.r.Lines {
		out = append(out, l.lineName(line))
	}
	return out
}

// categoryMeans writes the weighted mean of every category on every line, over all indicators (0) or the key ones (1).
func (l *liveSheet) categoryMeans(set int) {
	l.s.Blank()
	l.part([]string{"report.live.all", "report.live.key"}[set], "report.column.category", l.tr([]string{"report.column.weight_editable", "report.column.weight"}[set]), l.lineNames()...)
	scores := make([]measure.SetScore, len(l.r.Lines))
	for i := range l.r.Lines {
		both := measure.ScoreCard(l.document(), l.ratings(i))
		scores[i] = []measure.SetScore{both.All, both.Key}[set]
	}
	l.means[set][0] = l.s.At() + 1
	for i, c := range l.r.Categories {
		row := l.s.At() + 1
		weight := input(c.Weight)
		if set == 0 {
			l.weights[i] = row
		} else {
			weight = Cell{Value: c.Weight, Formula: cellAt(weightColumn, l.weights[i]), Style: Style{Border: true, Format: "General"}}
		}
		cells := []Cell{Int(int64(i + 1)), Words(l.in(c.Label)), framed, framed, weight}
		for k := range l.r.Lines {
			mean := Absent()
			for _, x := range scores[k].Categories {
				if x.Section == c.Code {
					mean = FigureCell(x.Mean, UnitScale)
				}
			}
			if mean.Value != Dash {
				mean.Formula = l.meanFormula(c.Code, scoreColumn+k, set)
			}
			cells = append(cells, mean)
		}
		l.s.Row(cells...)
	}
	l.means[set][1] = l.s.At()
}

// document is the scorecard as far as scores need it, so that the measure behind every other figure computes these too.
func (l *liveSheet) document() surveys.Document {
	doc := surveys.Document{Kind: surveys.Scorecard, Maturity: &surveys.Maturity{Bounds: l.r.Header.Levels, Coverage: l.r.Header.Coverage / 100}}
	for _, c := range l.r.Categories {
		s := surveys.Section{Code: c.Code, Weight: c.Weight}
		for _, x := range l.r.Indicators {
			if x.Category == c.Code {
				s.Items = append(s.Items, surveys.Item{Code: x.Code, Type: surveys.TypeIndicator, Weight: x.Weight, Key: x.Key})
			}
		}
		doc.Sections = append(doc.Sections, s)
	}
	return doc
}

func (l *liveSheet) ratings(line int) measure.Ratings {
	out := measure.Ratings{}
	for _, x := range l.r.Indicators {
		out[x.Code] = x.Scores[line].Score.Value
	}
	return out
}

// meanFormula is Σ weight × score ÷ Σ weight over the assessed indicators of a category. Dashes count as nothing.
func (l *liveSheet) meanFormula(code string, column, set int) string {
	codes, weights, scores := l.range1(l.codeColumn()), l.range1(weightColumn), l.range1(column)
	only, where := "", ""
	if set == 1 {
		keys := l.range1(keyColumn)
		only, where = fmt.Sprintf(`--(%s="%s"),`, keys, keyMark), fmt.Sprintf(`,%s,"%s"`, keys, keyMark)
	}
	return fmt.Sprintf(`IFERROR(SUMPRODUCT(--(%s="%s"),%s%s,%s)/SUMIFS(%s,%s,"%s",%s,">=0"%s),"%s")`,
		codes, code, only, weights, scores, weights, codes, code, scores, where, Dash)
}

func (l *liveSheet) codeColumn() int { return len(l.columns()) }

// range1 is the cells of the indicators in a column.
func (l *liveSheet) range1(column int) string { return rangeOf(column, l.first, l.last) }

// totals writes points, n, weighted mean and level of every line, over both sets.
func (l *liveSheet) totals() {
	for set, title := range []string{"report.live.total_all", "report.live.total_key"} {
		if l.means[set][0] == 0 {
			continue
		}
		l.s.Blank()
		l.part(title, "report.column.measure", l.tr("report.column.max_points"), l.lineNames()...)
		sums := make([][]Cell, 4)
		for k, line := range l.r.Lines {
			x := []BenchmarkSet{line.All, line.Key}[set]
			for i, c := range l.total(x, scoreColumn+k, set) {
				sums[i] = append(sums[i], c)
			}
		}
		most := Number(&[]BenchmarkSet{l.r.Summary.All, l.r.Summary.Key}[set].MaxPoints, "0")
		for i, name := range []string{"report.column.points_sum", "report.column.assessed", "report.column.mean", "report.column.maturity_number"} {
			lead := []Cell{Int(int64(i + 1)), strong(l.tr(name)), framed, framed, framed}
			if i == 0 {
				lead[4] = most
			}
			if i < 3 || l.bounds[0] > 0 {
				l.s.Row(append(lead, sums[i]...)...)
			}
		}
	}
}

// total is the four totals of one line: each a formula beside its value.
func (l *liveSheet) total(x BenchmarkSet, column, set int) [4]Cell {
	scores, keys := l.range1(column), l.range1(keyColumn)
	weights, means := rangeOf(weightColumn, l.means[set][0], l.means[set][1]), rangeOf(column, l.means[set][0], l.means[set][1])
	points, n := "SUM("+scores+")", "COUNT("+scores+")"
	if set == 1 {
		points = fmt.Sprintf(`SUMIFS(%s,%s,"%s")`, scores, keys, keyMark)
		n = fmt.Sprintf(`COUNTIFS(%s,"%s",%s,">=0")`, keys, keyMark, scores)
	}
	mean := fmt.Sprintf(`IFERROR(SUMPRODUCT(%s,%s)/SUMIF(%s,">=0",%s),"%s")`, weights, means, means, weights, Dash)
	count := Int(x.Mean.N)
	count.Formula = n
	out := [4]Cell{Absent(), count, Absent(), Absent()}
	if x.Mean.Value == nil {
		return out
	}
	out[0] = pointCells(x)[0]
	out[0].Formula = points
	out[2] = FigureCell(x.Mean, UnitScale)
	out[2].Formula = mean
	out[2].Style.Bold = true
	if l.bounds[0] > 0 {
		at := cellAt(column, l.s.At()+1+2)
		out[3] = Int(int64(x.LevelNumber))
		out[3].Formula = fmt.Sprintf(`IFERROR(MATCH(ROUND(%s,9),%s,1),"%s")`, at, rangeOf(weightColumn, l.bounds[0], l.bounds[1]), Dash)
	}
	return out
}

func cellAt(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic("report: cell out of range") // a scorecard has few lines and few indicators
	}
	return name
}

// rangeOf is a column of cells, fixed by $ so that it may be copied.
func rangeOf(column, from, to int) string {
	name, err := excelize.ColumnNumberToName(column)
	if err != nil {
		panic("report: column out of range") // as above
	}
	return fmt.Sprintf("$%s$%d:$%s$%d", name, from, name, to)
}
