package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"
)

// ChartKind is one of the classic chart types, which WPS and phone previews draw too.
type ChartKind string

// The kinds of chart.
const (
	LineChart    ChartKind = "line"
	BarChart     ChartKind = "bar"     // horizontal bars, first category on top
	StackedChart ChartKind = "stacked" // horizontal bars that add up, such as the three shares of an NPS
	RadarChart   ChartKind = "radar"
)

// Chart is a native chart. Its cells must be written as well: Write them with ChartData, which leaves a gap where there
// is no value (a dash would be drawn as 0). The values are stored in the chart too, for viewers that do not calculate.
type Chart struct {
	Kind     ChartKind
	Title    string
	Data     ChartData
	Min, Max *float64 // ends of the value axis; nil = automatic
	Step     float64  // of the value axis; 0 = automatic
	Format   string   // of the values, e.g. Format(UnitScore)
	Width    int      // pixels
	Height   int
	Labels   bool // print the values
}

// ChartData is a small table: categories down, one column per series.
type ChartData struct {
	Sheet      string // where it is written
	Row        int    // its header row; categories and values follow below
	Column     int    // of the categories, from 1; series stand to the right
	Categories []string
	Series     []ChartSeries
}

// ChartSeries is one line, bar or axis of a chart.
type ChartSeries struct {
	Name   string
	Values []*float64 // one per category; nil is a gap
	Color  string     // RRGGBB
	Dash   string     // "solid" (default), "dash", "sysDot"
	Marker string     // "circle" (default), "square", "diamond", "triangle", "none"
}

// around lets the value axis run in steps of ten just around the values, within the range of the unit.
func (c *Chart) around(unit string) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, series := range c.Data.Series {
		for _, v := range series.Values {
			if v != nil {
				low, high = math.Min(low, *v), math.Max(high, *v)
			}
		}
	}
	if low > high {
		return
	}
	c.Min, c.Max, c.Step = number(math.Floor(low/10-0.2)*10), number(math.Ceil(high/10+0.2)*10), 10
	if unit != UnitNPS {
		c.Min, c.Max = number(math.Max(0, *c.Min)), number(math.Min(100, *c.Max))
	}
}

// Data writes the table of a chart at the current row and remembers where. All charts of it can then be added, on this
// sheet or on one written later.
func (s *Sheet) Data(d *ChartData) {
	if d.Column == 0 {
		d.Column = 1
	}
	d.Sheet, d.Row = s.Name, s.row+1
	lead := make([]Cell, d.Column-1)
	head := append(append([]Cell{}, lead...), Cell{Value: "", Style: Style{Kind: "header"}})
	for _, series := range d.Series {
		head = append(head, Cell{Value: series.Name, Style: Style{Kind: "header"}})
	}
	s.tables++ // a part of its own: no filter, no widths
	s.put(head, 0)
	for i, category := range d.Categories {
		cells := append(append([]Cell{}, lead...), Words(category))
		for _, series := range d.Series {
			cell := Cell{Style: Style{Border: true, Format: "0.00"}}
			if v := series.Values[i]; v != nil {
				cell.Value = *v
			}
			cells = append(cells, cell)
		}
		s.put(cells, 0)
	}
}

// Chart puts a chart with its upper left corner at column and row. The cells below it stay free when the sheet leaves
// rows Blank there. Call it before the sheet ends; the data may stand on any sheet.
func (s *Sheet) Chart(column, row int, c Chart) {
	b := s.book
	if b.err != nil || len(c.Data.Categories) == 0 || len(c.Data.Series) == 0 {
		return
	}
	chart := &excelize.Chart{
		Type:         map[ChartKind]excelize.ChartType{LineChart: excelize.Line, BarChart: excelize.Bar, StackedChart: excelize.BarStacked, RadarChart: excelize.Radar}[c.Kind],
		Dimension:    excelize.ChartDimension{Width: uint(c.Width), Height: uint(c.Height)},
		Title:        excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.Title, Font: b.chartFont(12, true)}}},
		Legend:       excelize.ChartLegend{Position: "bottom", Font: b.chartFont(9, false)},
		ShowBlanksAs: "gap",
		Format:       excelize.GraphicOptions{AltText: c.Title, Positioning: "oneCell"},
		XAxis:        excelize.ChartAxis{Font: *b.chartFont(9, false), ReverseOrder: c.Kind == BarChart || c.Kind == StackedChart},
		YAxis: excelize.ChartAxis{Font: *b.chartFont(9, false), MajorGridLines: true, Minimum: c.Min, Maximum: c.Max,
			MajorUnit: c.Step, NumFmt: excelize.ChartNumFmt{CustomNumFmt: axisFormat(c.Format)}},
		PlotArea: excelize.ChartPlotArea{ShowVal: c.Labels, NumFmt: excelize.ChartNumFmt{CustomNumFmt: c.Format}},
	}
	if len(c.Data.Series) == 1 {
		chart.Legend.Position = "none"
	}
	if c.Kind == LineChart {
		chart.XAxis.TickLabelPosition = excelize.ChartTickLabelLow // below the plot, also where values are negative
	}
	if c.Kind == BarChart || c.Kind == StackedChart {
		gap, over := uint(60), 100
		chart.GapWidth = &gap
		if c.Kind == StackedChart {
			chart.Overlap = &over
		}
	}
	for i, series := range c.Data.Series {
		chart.Series = append(chart.Series, b.series(c, i, series))
	}
	b.fail(b.file.AddChart(s.Name, s.ref(column, row), chart))
	b.charts++
	b.cache(c)
}

func (b *Book) chartFont(size float64, bold bool) *excelize.Font {
	return &excelize.Font{Family: fontOf(b.info.Lang), Size: size, Bold: bold, Color: "404040"}
}

// axisFormat takes the decimals off: an axis counts in whole steps.
func axisFormat(format string) string {
	if strings.Contains(format, "%") {
		return `0"%"`
	}
	return "0.##"
}

func (b *Book) series(c Chart, i int, series ChartSeries) excelize.ChartSeries {
	d := c.Data
	first, last := d.Row+1, d.Row+len(d.Categories)
	color := series.Color
	if color == "" {
		color = headFill
	}
	out := excelize.ChartSeries{
		Name:       area(d.Sheet, d.Column+1+i, d.Row, d.Row),
		Categories: area(d.Sheet, d.Column, first, last),
		Values:     area(d.Sheet, d.Column+1+i, first, last),
		Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}},
	}
	if c.Kind == LineChart || c.Kind == RadarChart {
		dash := map[string]excelize.LineDashType{"dash": excelize.LineDashDash, "sysDot": excelize.LineDashSysDot}[series.Dash]
		out.Line = excelize.LineOptions{Width: 2, Dash: dash, Type: excelize.LineSolid,
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}}
		marker := series.Marker
		if marker == "" {
			marker = "circle"
		}
		out.Marker = excelize.ChartMarker{Symbol: marker, Size: 6,
			Fill:   excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}},
			Border: excelize.LineOptions{Type: excelize.LineSolid, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}}}
	}
	return out
}

func area(sheet string, column, from, to int) string {
	name, err := excelize.ColumnNumberToName(column)
	if err != nil {
		panic("report: chart column out of range") // charts stand in the first few columns
	}
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoteSheet(sheet), name, from, name, to)
}
