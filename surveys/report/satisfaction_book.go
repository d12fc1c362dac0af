package report

import (
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"touchstone/surveys"
)

// SatisfactionBook is everything the workbook 客户满意度报告 prints.
type SatisfactionBook struct {
	Report Satisfaction
	Groups Groups
	Words  iter.Seq2[Verbatim, error] // nil = none
}

// satisfactionPages writes one workbook.
type satisfactionPages struct {
	*Book
	r     Satisfaction
	g     Groups
	words iter.Seq2[Verbatim, error]
	lines []ChartData // per tile: value and target over time; written with the trend
	npsAt ChartData   // shares of the NPS over time

	crossed []titledData // shares of the outcomes in every group; written with the groups
	err     error        // of the words
}

// WriteSatisfaction writes the workbook to w. What has no data is left out. The error is one of w, the disk or Words.
func WriteSatisfaction(w io.Writer, book SatisfactionBook, info Info, tr Translator) error {
	p := &satisfactionPages{Book: newBook(info, tr), r: book.Report, g: book.Groups, words: book.Words}
	defer p.file.Close()
	err := p.write(w, p.pages())
	if p.err != nil {
		return p.err
	}
	return err
}

// SatisfactionInfo fills what the workbook says about itself.
func SatisfactionInfo(r Satisfaction, info Info, tr Translator) Info {
	info.Title = tr("report.satisfaction.title")
	info.Author = r.Header.Org.Name.In(info.Lang)
	info.Subject = r.Header.Instrument.Name.In(info.Lang)
	for _, narrowed := range []*Ref{r.Header.Unit, r.Header.Location} {
		if narrowed != nil {
			info.Subject += " · " + narrowed.Name.In(info.Lang)
		}
	}
	switch {
	case r.Header.Wave != nil:
		info.Period = r.Header.Wave.Name.In(info.Lang)
	case r.Header.FirstDay > 0:
		info.Period = days(r.Header.FirstDay, r.Header.LastDay)
	}
	return info
}

// FileName is how a workbook is called: period, subject, title. It holds no character a file system refuses.
func FileName(info Info) string {
	var parts []string
	for _, s := range []string{info.Period, strings.ReplaceAll(info.Subject, " · ", "_"), info.Title} {
		s = strings.Map(func(r rune) rune {
			if strings.ContainsRune(`<>:"/\|?*`, r) || r < ' ' {
				return '-'
			}
			return r
		}, strings.TrimSpace(s))
		if s != "" {
			parts = append(parts, s)
		}
	}
	name := []rune(strings.Join(parts, "_"))
	return strings.Trim(string(name[:min(len(name), 100)]), " .") + ".xlsx"
}

func (p *satisfactionPages) pages() []Page {
	page := func(name, about string, write func(*Sheet)) Page { return Page{Name: name, About: about, Write: write} }
	out := []Page{
		{Name: p.tr("report.sheet.summary"), About: p.tr("report.about.summary"), One: true, Write: p.summary},
		{Name: p.tr("report.sheet.contents")},
	}
	empty := p.r.Header.Responses == 0
	if len(p.r.Indicators) > 0 && !empty {
		out = append(out, page(p.tr("report.sheet.indicators"), p.tr("report.about.indicators"), p.indicators))
	}
	if !empty {
		out = append(out, page(p.tr("report.sheet.items"), p.tr("report.about.items"), p.items))
	}
	if len(p.r.Units) > 0 && !empty {
		out = append(out, page(p.tr("report.sheet.units"), p.tr("report.about.units"), p.units))
	}
	if len(p.r.Locations) > 0 && !empty {
		out = append(out, page(p.tr("report.sheet.locations"), p.tr("report.about.locations"), p.locations))
	}
	if len(p.r.HeatMap.Rows) > 0 && !empty {
		out = append(out, page(p.tr("report.sheet.heat_map"), p.tr("report.about.heat_map"), p.heatMap))
	}
	if slices.ContainsFunc(p.r.Trend, func(t TrendPoint) bool { return t.Responses > 0 }) {
		trend := page(p.tr("report.sheet.trend"), p.tr("report.about.trend"), p.trend)
		trend.Early = true
		out = append(out, trend)
	}
	if p.grouped() && !empty {
		groups := page(p.tr("report.sheet.groups"), p.tr("report.about.groups"), p.groups)
		groups.Early = true
		out = append(out, groups)
	}
	if p.words != nil && !empty {
		out = append(out, page(p.tr("report.sheet.words"), p.tr("report.about.words"), p.verbatims))
	}
	return append(out, page(p.tr("report.sheet.methods"), p.tr("report.about.methods"), p.methods))
}

// grouped reports whether anybody answered a group item together with another, or a number.
func (p *satisfactionPages) grouped() bool {
	return slices.ContainsFunc(p.g.Tables, func(t CrossTable) bool { return t.Total.N > 0 }) ||
		slices.ContainsFunc(p.g.Numbers, func(n NumberResult) bool { return n.Mean.N > 0 })
}

// measureKeys name the measures.
var measureKeys = map[string]string{
	MeasureIndex: "measure.index", MeasureT2B: "measure.t2b", MeasureNPS: "measure.nps", MeasureCES: "measure.ces",
	MeasureMean: "measure.mean", MeasureDetractors: "measure.detractors", MeasurePassives: "measure.passives",
	MeasurePromoters: "measure.promoters", MeasureCESMean: "measure.ces_mean", MeasureCESTop3: "measure.ces_top3",
	MeasureCESIndex: "measure.ces_index",
}

// Measure names a measure in the language of the download.
func (b *Book) Measure(name string) string { return b.tr(measureKeys[name]) }

// heads are columns by the keys of their headers.
func (b *Book) heads(keys ...string) []Column {
	out := make([]Column, len(keys))
	for i, key := range keys {
		out[i] = Column{Head: b.tr(key)}
	}
	return out
}

// comparisonHeads are the standard columns of a comparison; comparisonCells fill them.
func (b *Book) comparisonHeads() []Column {
	return b.heads("report.column.current", "report.column.count", "report.column.previous", "report.column.change",
		"report.column.year_ago", "report.column.year_on", "report.column.target", "report.column.gap",
		"report.column.low", "report.column.high")
}

func (b *Book) comparisonCells(c Comparison) []Cell {
	cells := FigureCells(c.Current, c.Unit)
	cells = append(cells, optional(c.Previous, c.Unit), b.ChangeCell(c.Change, c.Unit), optional(c.YearAgo, c.Unit), b.ChangeCell(c.YearOn, c.Unit))
	cells = append(cells, TargetCells(c.Target, c.Unit)...)
	return append(cells, IntervalCells(c.Current, c.Unit)...)
}

func optional(f *surveys.Figure, unit string) Cell {
	if f == nil {
		return Absent()
	}
	return FigureCell(*f, unit)
}

// days writes a span of days as 2026-07-01 – 2026-09-30.
func days(from, to int) string {
	if from == to {
		return day(from)
	}
	return day(from) + " – " + day(to)
}

func day(d int) string {
	s := strconv.Itoa(d)
	if len(s) != 8 {
		return Dash
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:]
}

// categoryName says an option or a point of a scale: the number, and what its end means.
func (b *Book) categoryName(t surveys.ItemType, c Category) string {
	label := b.in(c.Label)
	switch {
	case !t.OneOption() && t != surveys.TypeMulti && t != surveys.TypeCheck:
		if label == "" {
			return c.Code
		}
		return c.Code + " · " + label
	case label == "" && c.Code == surveys.OtherCode:
		return b.tr("option.other")
	case label == "":
		return c.Code
	}
	return label
}
