package report

import (
	"io"
	"iter"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"touchstone/surveys"
)

// SheetLimit is how many rows a sheet of Excel holds.
const SheetLimit = excelize.TotalRows

// ResponsesBook is everything the workbook of single responses prints.
type ResponsesBook struct {
	Header    SatisfactionHeader
	Versions  []surveys.Version // the oldest first
	Waves     map[surveys.ID]surveys.Wave
	Locations map[surveys.ID]surveys.Location
	Count     int64                               // at least as many as Rows yields; decides over the number of sheets
	Rows      iter.Seq2[*surveys.Response, error] // each read before the next is asked for
	Limit     int                                 // rows of a sheet, headers included; 0 = SheetLimit
}

// ResponsesInfo fills what the workbook says about itself.
func ResponsesInfo(h SatisfactionHeader, info Info, tr Translator) Info {
	info = SatisfactionInfo(Satisfaction{Header: h}, info, tr)
	info.Title = tr("report.responses.title")
	return info
}

type responsePages struct {
	*Book
	in      ResponsesBook
	columns []responseColumn
	numbers map[surveys.ID]int
	next    func() (*surveys.Response, error, bool)
	date    int // style of a day
	written int64
	err     error
}

// responseColumn is one column of the data sheets.
type responseColumn struct {
	code, label string
	width       float64
	of          func(r *surveys.Response) any
}

// maxSheetCells keeps the XML of a sheet well under 4 GB, beyond which archives need a form that not every reader knows.
const maxSheetCells = 20_000_000

// headRows are the title rows of a data sheet: labels and codes.
const headRows = 2

// WriteResponses writes the workbook to w: one row a response, a code and a label for every choice, split over as many
// sheets as the limit asks for. Memory does not grow with the rows. The error is one of w, the disk or Rows.
func WriteResponses(w io.Writer, in ResponsesBook, info Info, tr Translator) error {
	if in.Limit <= headRows {
		in.Limit = SheetLimit
	}
	p := &responsePages{Book: newBook(info, tr), in: in, numbers: map[surveys.ID]int{}}
	defer p.file.Close()
	format := "yyyy-mm-dd"
	style, err := p.file.NewStyle(&excelize.Style{CustomNumFmt: &format})
	p.fail(err)
	p.date = style
	for _, v := range in.Versions {
		p.numbers[v.ID] = v.Number
	}
	p.columns = append(p.metadata(), p.answers()...)
	next, stop := iter.Pull2(in.Rows)
	defer stop()
	p.next = next
	err = p.write(w, p.pages())
	if p.err != nil {
		return p.err
	}
	return err
}

func (p *responsePages) pages() []Page {
	pages := []Page{{Name: p.tr("report.sheet.contents")}}
	per := int64(min(p.in.Limit-headRows, maxSheetCells/len(p.columns)))
	sheets := max(1, (p.in.Count+per-1)/per)
	for i := range sheets {
		name := p.tr("report.sheet.data")
		if sheets > 1 {
			name += " " + strconv.FormatInt(i+1, 10)
		}
		pages = append(pages, Page{Name: name, About: p.tr("report.about.data"), Write: func(s *Sheet) { p.data(s, per) }})
	}
	return append(pages, Page{Name: p.tr("report.sheet.codebook"), About: p.tr("report.about.codebook"), Write: p.codebook},
		Page{Name: p.tr("report.sheet.methods"), About: p.tr("report.about.methods"), Write: p.methods})
}

// metadata are the columns about a response.
func (p *responsePages) metadata() []responseColumn {
	lang := p.info.Lang
	column := func(code, label string, width float64, of func(r *surveys.Response) any) responseColumn {
		return responseColumn{code, label, width, of}
	}
	return []responseColumn{
		column("response_id", p.tr("report.column.response"), 38, func(r *surveys.Response) any { return r.ID.String() }),
		column("day", p.tr("report.column.day"), 12, func(r *surveys.Response) any { return p.day(r.LocalDay) }),
		column("wave", p.tr("report.column.period"), 16, func(r *surveys.Response) any { return word(p.in.Waves[r.WaveID].Name.In(lang)) }),
		column("location_code", p.tr("report.column.location_code"), 14, func(r *surveys.Response) any { return word(p.in.Locations[r.LocationID].Code) }),
		column("location", p.tr("report.column.location"), 22, func(r *surveys.Response) any { return word(p.in.Locations[r.LocationID].Name.In(lang)) }),
		column("lang", p.tr("report.column.lang"), 8, func(r *surveys.Response) any { return r.Lang }),
		column("source", p.tr("report.column.source"), 10, func(r *surveys.Response) any { return p.sourceName(r.Source) }),
		column("version", p.tr("report.column.version"), 9, p.versionNumber()),
		column("state", p.tr("report.column.state"), 12, func(r *surveys.Response) any { return p.stateName(r.State) }),
		column("valid", p.tr("report.column.valid"), 9, func(r *surveys.Response) any { return flag(r.Valid) }),
		column("invalid_reason", p.tr("report.column.invalid_reason"), 20, func(r *surveys.Response) any { return word(r.InvalidReason) }),
		column("duration_s", p.tr("report.column.duration"), 10, func(r *surveys.Response) any { return float64(r.DurationMS) / 1000 }),
	}
}

// versionNumber remembers the last version, because neighbours have the same one.
func (p *responsePages) versionNumber() func(r *surveys.Response) any {
	var last surveys.ID
	var number any
	return func(r *surveys.Response) any {
		if r.VersionID != last || number == nil {
			last, number = r.VersionID, p.numbers[r.VersionID]
		}
		return number
	}
}

func (p *responsePages) sourceName(source string) string {
	switch source {
	case surveys.SourceAPI:
		return p.tr("source.api")
	case surveys.SourceImport:
		return p.tr("source.import")
	}
	return p.tr("source.page")
}

func (p *responsePages) stateName(s surveys.ResponseState) string {
	switch s {
	case surveys.Completed:
		return p.tr("response.completed")
	case surveys.ScreenedOut:
		return p.tr("response.screened_out")
	case surveys.OverQuota:
		return p.tr("response.over_quota")
	}
	return p.tr("response.unfinished")
}

// items are the items of all versions by code, each as it was last authored, in the order of the newest version; items
// dropped since stand at the end.
func (p *responsePages) items() []surveys.Item {
	var out []surveys.Item
	seen := map[string]bool{}
	for i := len(p.in.Versions) - 1; i >= 0; i-- {
		for _, it := range p.in.Versions[i].Document.Items() {
			if !seen[it.Code] {
				seen[it.Code] = true
				out = append(out, it)
			}
		}
	}
	return out
}

// answers are the columns of the items. A choice has its code and beside it the label.
func (p *responsePages) answers() []responseColumn {
	var out []responseColumn
	for _, it := range p.items() {
		labels := p.optionLabels(it)
		for _, c := range it.Columns() {
			label := p.words(it.Label)
			if c.Kind == surveys.ColumnFlag {
				label += " · " + labels[c.Suffix]
			}
			out = append(out, responseColumn{c.Code(), label, 12, func(r *surveys.Response) any { return cellValue(c.Of(r.Answers[it.Code])) }})
			if c.Kind == surveys.ColumnCode {
				out = append(out, responseColumn{c.Code() + ".label", label + " " + p.tr("report.responses.label"), 18, func(r *surveys.Response) any {
					if code, ok := c.Of(r.Answers[it.Code]).(string); ok {
						return word(labels[code])
					}
					return nil
				}})
			}
		}
	}
	return out
}

func (p *responsePages) words(t surveys.Text) string { return t.In(p.info.Lang) }

// optionLabels are the labels of every option an item ever had; the newest wording counts.
func (p *responsePages) optionLabels(it surveys.Item) map[string]string {
	out := map[string]string{}
	for _, v := range p.in.Versions {
		old, _, ok := v.Document.Item(it.Code)
		if !ok {
			continue
		}
		for _, o := range old.AllOptions(nil) {
			out[o.Code] = p.categoryName(surveys.TypeSingle, Category{o.Code, o.Label})
		}
	}
	return out
}

// data writes one data sheet of at most that many rows.
func (p *responsePages) data(s *Sheet, most int64) {
	heads := make([]Column, len(p.columns))
	codes := make([]Cell, len(p.columns))
	for i, c := range p.columns {
		heads[i] = Column{Head: c.label, Min: c.width, Max: c.width}
		codes[i] = Cell{Value: c.code, Style: Style{Kind: "code", Border: true}}
	}
	s.Freeze(1)
	s.Table(heads...)
	s.put(codes, 0)
	s.head, s.last = s.row, s.row
	values := make([]any, len(p.columns))
	for range most {
		r, err, ok := p.next()
		if err != nil {
			p.err = err
			return
		}
		if !ok {
			return
		}
		for i, c := range p.columns {
			values[i] = c.of(r)
		}
		s.Raw(values)
		p.written++
	}
}

// day turns yyyymmdd into a date cell.
func (p *responsePages) day(d int) any {
	if d == 0 {
		return nil
	}
	t := time.Date(d/10000, time.Month(d/100%100), d%100, 0, 0, 0, 0, time.UTC)
	serial := int64(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
	return excelize.Cell{StyleID: p.date, Value: serial}
}

// word is a text cell, empty when there is nothing to say.
func word(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func flag(v bool) int64 {
	if v {
		return 1
	}
	return 0
}

// cellValue writes flags as 1 and 0, which every tool adds up.
func cellValue(v any) any {
	if b, ok := v.(bool); ok {
		return flag(b)
	}
	return v
}
