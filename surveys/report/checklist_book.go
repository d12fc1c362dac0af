package report

import (
	"io"
	"strings"

	"touchstone/surveys"
)

// ChecklistBook is everything the workbook 神秘顾客检测报告 prints.
type ChecklistBook struct {
	Report   Checklist
	VisitURL string // where the console shows a visit when its id follows; photos are looked at there
}

// checklistPages writes one workbook.
type checklistPages struct {
	*Book
	r        Checklist
	visitURL string
	sections ChartData // own now and before, rivals; written with the sections
	course   ChartData // own, target and rivals over the waves; written with the trend
}

// WriteChecklist writes the workbook to w. What has no data is left out. The error is one of w or the disk.
func WriteChecklist(w io.Writer, book ChecklistBook, info Info, tr Translator) error {
	p := &checklistPages{Book: newBook(info, tr), r: book.Report, visitURL: book.VisitURL}
	defer p.file.Close()
	return p.write(w, p.pages())
}

// ChecklistInfo fills what the workbook says about itself.
func ChecklistInfo(r Checklist, info Info, tr Translator) Info {
	info.Title = tr("report.checklist.title")
	info.Author = r.Header.Org.Name.In(info.Lang)
	info.Subject = r.Header.Programme.Name.In(info.Lang)
	for _, narrowed := range []*Ref{r.Header.Unit, r.Header.Location} {
		if narrowed != nil {
			info.Subject += " · " + narrowed.Name.In(info.Lang)
		}
	}
	info.Period = r.Header.Wave.Name.In(info.Lang)
	return info
}

func (p *checklistPages) pages() []Page {
	out := []Page{
		{Name: p.tr("report.sheet.summary"), About: p.tr("report.about.shop_summary"), One: true, Write: p.summary},
		{Name: p.tr("report.sheet.contents")},
	}
	add := func(wanted bool, early bool, name, about string, write func(*Sheet)) {
		if wanted {
			out = append(out, Page{Name: p.tr(name), About: p.tr(about), Early: early, Write: write})
		}
	}
	visited := p.r.Summary.Own.Valid > 0
	add(visited, true, "report.sheet.sections", "report.about.sections", p.sectionScores)
	add(len(p.r.Trend) > 1, true, "report.sheet.trend", "report.about.shop_trend", p.trend)
	add(len(p.r.League) > 0, false, "report.sheet.league", "report.about.league", p.league)
	add(len(p.r.HeatMap.Rows) > 0, false, "report.sheet.section_map", "report.about.section_map", p.sectionMap)
	add(visited, false, "report.sheet.checks", "report.about.checks", p.checks)
	add(len(p.r.Critical) > 0, false, "report.sheet.critical", "report.about.critical", p.critical)
	add(p.r.Competitors != nil, false, "report.sheet.rivals", "report.about.rivals", p.rivals)
	add(len(p.r.Visits) > 0, false, "report.sheet.visits", "report.about.visits", p.visits)
	add(true, false, "report.sheet.methods", "report.about.methods", p.methods)
	return out
}

// brandColumns are two columns a brand: its figure and its n.
func (p *checklistPages) brandColumns(brands []BrandFigure) []Column {
	var out []Column
	for _, x := range brands {
		out = append(out, Column{Head: p.in(x.Brand.Name)}, Column{Head: p.tr("report.column.count"), Min: 6})
	}
	return out
}

func brandCells(brands []BrandFigure) []Cell {
	var out []Cell
	for _, x := range brands {
		out = append(out, FigureCells(x.Figure, UnitScore)...)
	}
	return out
}

// figureOf is the figure of a brand in a list; not available when the brand is not in it.
func figureOf(brands []BrandFigure, code string) surveys.Figure {
	for _, x := range brands {
		if x.Brand.Code == code {
			return x.Figure
		}
	}
	return surveys.Figure{Status: surveys.FigureNotAvailable}
}

// rivalBrands are the brands that a section compares with, in their order.
func (p *checklistPages) rivalBrands() []BrandFigure {
	if len(p.r.Sections) == 0 {
		return nil
	}
	return p.r.Sections[0].Rivals
}

// legend explains the signs of this workbook.
func (p *checklistPages) legend() string {
	return p.tr("report.shop.legend", "count", surveys.LowBaseN)
}

// bandCell names a band in its tone.
func (p *checklistPages) bandCell(code string) Cell {
	for _, b := range p.r.Bands {
		if b.Code == code {
			return Words(p.in(b.Label)).Toned(b.Tone)
		}
	}
	return Absent()
}

func (p *checklistPages) sectionName(code string) string {
	for _, s := range p.r.Sections {
		if s.Code == code {
			return p.in(s.Label)
		}
	}
	return code
}

// visitCell is a text that leads to the page of a visit.
func (p *checklistPages) visitCell(text string, id surveys.ID) Cell {
	c := Words(text)
	if strings.Contains(p.visitURL, "://") {
		c.Style.Link, c.Link = true, p.visitURL+id.String()
	}
	return c
}

// methods prints what the figures stand on and how they are computed.
func (p *checklistPages) methods(s *Sheet) {
	h, own, rivals := p.r.Header, p.r.Summary.Own, p.r.Summary.Rivals
	facts := []Fact{
		{p.tr("methods.client"), p.in(h.Client.Name)},
		{p.tr("methods.programme"), p.in(h.Programme.Name) + " (" + h.Programme.Code + ")"},
		{p.tr("methods.checklist"), p.in(h.Instrument.Name) + " (" + h.Instrument.Code + ")"},
		{p.tr("methods.versions"), p.versions(h.Versions)},
		{p.tr("methods.source"), p.in(h.Source)},
		{p.tr("methods.wave"), p.in(h.Wave.Name) + " (" + h.Wave.Code + ") " + days(h.Wave.FromDay, h.Wave.ToDay)},
	}
	if h.PreviousWave != nil {
		facts = append(facts, Fact{p.tr("methods.previous"), p.in(h.PreviousWave.Name) + " (" + h.PreviousWave.Code + ")"})
	}
	for _, narrowed := range []*Ref{h.Unit, h.Location} {
		if narrowed != nil {
			facts = append(facts, Fact{p.tr("methods.filter"), p.in(narrowed.Name) + " (" + narrowed.Code + ")"})
		}
	}
	if h.FirstDay > 0 {
		facts = append(facts, Fact{p.tr("methods.visited"), days(h.FirstDay, h.LastDay)})
	}
	facts = append(facts,
		Fact{p.tr("methods.visits"), p.tr("methods.visits_text", "own", plain(own.Valid), "rivals", plain(rivals.Valid))},
		Fact{p.tr("methods.rules"), p.rules()},
		Fact{p.tr("methods.bands"), p.bandBounds()},
		Fact{p.tr("methods.as_of"), h.AsOf.In(p.info.Generated.Location()).Format("2006-01-02 15:04:05 -07:00")},
		Fact{p.tr("methods.pending_reports"), plain(h.NotDerived)})
	p.Methods(s, p.legend(), facts, p.r.Methods)
}

// bandBounds lists the bands with the scores from which they hold.
func (p *checklistPages) bandBounds() string {
	var out []string
	for _, b := range p.r.Bands {
		out = append(out, p.in(b.Label)+" ≥ "+short(b.Min))
	}
	return strings.Join(out, " · ")
}
