package report

import (
	"io"
	"strconv"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// benchmarkPages writes one workbook.
type benchmarkPages struct {
	*Book
	r     Benchmark
	radar ChartData // categories × lines; written with the categories
}

// legend explains the signs of this workbook.
func (p *benchmarkPages) legend() string { return p.tr("report.benchmark.legend") }

// WriteBenchmark writes the workbook 客户管理能力成熟度测评报告 to w. What has no data is left out. The error is one of w or
// the disk.
func WriteBenchmark(w io.Writer, r Benchmark, info Info, tr Translator) error {
	p := &benchmarkPages{Book: newBook(info, tr), r: r}
	defer p.file.Close()
	return p.write(w, p.pages())
}

// BenchmarkInfo fills what the workbook says about itself.
func BenchmarkInfo(r Benchmark, info Info, tr Translator) Info {
	info.Title = tr("report.benchmark.title")
	info.Author = r.Header.Org.Name.In(info.Lang)
	info.Subject = r.Header.Client.Name.In(info.Lang) + " · " + r.Header.Assessment.Name.In(info.Lang)
	if r.Header.FromDay > 0 {
		info.Period = days(r.Header.FromDay, r.Header.ToDay)
	}
	return info
}

func (p *benchmarkPages) pages() []Page {
	page := func(name, about string, write func(*Sheet)) Page { return Page{Name: name, About: about, Write: write} }
	categories := page(p.tr("report.sheet.categories"), p.tr("report.about.categories"), p.categories)
	categories.Early = true
	out := []Page{
		{Name: p.tr("report.sheet.conclusions"), About: p.tr("report.about.conclusions"), One: true, Write: p.summary},
		{Name: p.tr("report.sheet.contents")},
		categories,
		page(p.tr("report.sheet.capabilities"), p.tr("report.about.capabilities"), p.indicators),
	}
	if len(p.otherLines()) > 0 {
		out = append(out, page(p.tr("report.sheet.gaps"), p.tr("report.about.gaps"), p.gaps))
	}
	if len(p.r.Evidence) > 0 {
		out = append(out, page(p.tr("report.sheet.evidence"), p.tr("report.about.evidence"), p.evidence))
	}
	return append(out, page(p.tr("report.sheet.methods"), p.tr("report.about.benchmark_methods"), p.methods))
}

// lineKeys name the kinds of line that need no name of their own.
var lineKeys = map[surveys.LineKind]string{
	surveys.LineCurrent: "report.line.current", surveys.LineTarget: "report.line.target",
	surveys.LineIndustryBest: "report.line.industry_best", surveys.LineIndustryAverage: "report.line.industry_average",
	surveys.LineCompetitor: "report.line.competitor",
}

// lineName says whose scores a line holds.
func (p *benchmarkPages) lineName(l BenchmarkLine) string {
	if l.Kind == surveys.LineCompetitor {
		if name := p.in(l.Name); name != "" {
			return name
		}
		if l.Brand != nil {
			return p.in(l.Brand.Name)
		}
	}
	return p.tr(lineKeys[l.Kind])
}

// line returns the position of the line of a kind; −1 when there is none.
func (p *benchmarkPages) line(kind surveys.LineKind) int {
	for i, l := range p.r.Lines {
		if l.Kind == kind {
			return i
		}
	}
	return -1
}

// otherLines are the positions of the lines that the current one is held against; none without a current line.
func (p *benchmarkPages) otherLines() []int {
	var out []int
	if p.line(surveys.LineCurrent) < 0 {
		return nil
	}
	for i, l := range p.r.Lines {
		if l.Kind != surveys.LineCurrent {
			out = append(out, i)
		}
	}
	return out
}

func (p *benchmarkPages) category(code string) BenchmarkCategory {
	for _, c := range p.r.Categories {
		if c.Code == code {
			return c
		}
	}
	return BenchmarkCategory{}
}

// levelName says a level, and whether too little was assessed to be sure of it.
func (p *benchmarkPages) levelName(code string, provisional bool) string {
	for _, l := range p.r.Header.Levels {
		if l.Code == code && provisional {
			return p.tr("report.level.provisional", "level", p.in(l.Label))
		} else if l.Code == code {
			return p.in(l.Label)
		}
	}
	return Dash
}

// levelCells shows a level by name and number: two cells.
func (p *benchmarkPages) levelCells(code string, number int, provisional bool) []Cell {
	if number == 0 {
		return []Cell{Absent(), Absent()}
	}
	name := Words(p.levelName(code, provisional))
	name.Style.Wrap = true
	return []Cell{name, Int(int64(number))}
}

// gapCell shows a gap, toned when it is one to the target: positive means behind.
func gapCell(gap *float64, toned bool) Cell {
	c := Number(gap, signed(UnitScale))
	if gap == nil || !toned {
		return c
	}
	switch g := measure.Clean(*gap); {
	case g <= 0:
		return c.Toned(ToneGood)
	case g < farBehind:
		return c.Toned(ToneWatch)
	}
	return c.Toned(ToneBad)
}

// farBehind is the gap to the target from which an indicator or category is marked ▼: a whole step of the scale.
const farBehind = 1

// pointsFormat writes points beside what could be reached: 203/320. Averages of an industry may have fractions.
func pointsFormat(points, most float64) string {
	whole := "0"
	if measure.Clean(points) != measure.Round(points, 0) {
		whole = "0.00"
	}
	return whole + `"/` + strconv.FormatFloat(most, 'f', -1, 64) + `"`
}

// Lines of the radar: one's own solid, the target dashed, all others dotted; in black and white markers tell them apart.
func lineLook(kind surveys.LineKind, rival int) ChartSeries {
	colors, markers := []string{"7030A0", "00808A", "B8860B", "C00000"}, []string{"circle", "square", "diamond", "triangle"}
	switch kind {
	case surveys.LineCurrent:
		return ChartSeries{Color: headFill, Dash: "solid", Marker: "circle"}
	case surveys.LineTarget:
		return ChartSeries{Color: "C55A11", Dash: "dash", Marker: "square"}
	case surveys.LineIndustryBest:
		return ChartSeries{Color: "2E8B57", Dash: "sysDot", Marker: "diamond"}
	case surveys.LineIndustryAverage:
		return ChartSeries{Color: "7F7F7F", Dash: "sysDot", Marker: "triangle"}
	}
	return ChartSeries{Color: colors[rival%len(colors)], Dash: "sysDot", Marker: markers[rival%len(markers)]}
}

// radarData is the categories with the score of every line.
func (p *benchmarkPages) radarData() ChartData {
	d := ChartData{Column: 2}
	for _, c := range p.r.Categories {
		d.Categories = append(d.Categories, p.in(c.Label))
	}
	rivals := 0
	for i, l := range p.r.Lines {
		s := lineLook(l.Kind, rivals)
		s.Name = p.lineName(l)
		if l.Kind == surveys.LineCompetitor {
			rivals++
		}
		for _, c := range p.r.Categories {
			s.Values = append(s.Values, c.Scores[i].Score.Value)
		}
		d.Series = append(d.Series, s)
	}
	return d
}
