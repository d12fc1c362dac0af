package report

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// cache writes names, categories and values into the chart that was added last. The library leaves them empty, and
// viewers that do not calculate, such as previews on phones, would draw an empty chart.
func (b *Book) cache(c Chart) {
	d := c.Data
	path := "xl/charts/chart" + strconv.Itoa(b.charts) + ".xml"
	stored, ok := b.file.Pkg.Load(path)
	raw, isBytes := stored.([]byte)
	if !ok || !isBytes {
		b.fail(fmt.Errorf("chart %s was not stored", path))
		return
	}
	chart := string(raw)
	if c.Kind == RadarChart {
		chart = radarLines(chart, d.Series)
	}
	for i, series := range d.Series {
		first, last := d.Row+1, d.Row+len(d.Categories)
		values := make([]string, len(series.Values))
		for k, v := range series.Values {
			if v != nil {
				values[k] = strconv.FormatFloat(*v, 'g', -1, 64)
			}
		}
		chart = fill(chart, area(d.Sheet, d.Column+1+i, d.Row, d.Row), "str", []string{series.Name})
		chart = fill(chart, area(d.Sheet, d.Column, first, last), "str", d.Categories)
		chart = fill(chart, area(d.Sheet, d.Column+1+i, first, last), "num", values)
	}
	b.file.Pkg.Store(path, []byte(chart))
}

// radarLines gives the lines of a radar their colours and dashes: the library draws them all alike, and in black and
// white only the dashes tell them apart.
func radarLines(chart string, series []ChartSeries) string {
	parts := strings.SplitAfter(chart, "</tx><spPr>")
	for i, s := range series {
		if i+1 >= len(parts) {
			break
		}
		_, rest, ok := strings.Cut(parts[i+1], "</spPr>")
		if !ok {
			continue
		}
		color := s.Color
		if color == "" {
			color = headFill
		}
		paint := `<a:solidFill><a:srgbClr val="` + color + `"/></a:solidFill>`
		dash := ""
		if s.Dash != "" {
			dash = `<a:prstDash val="` + s.Dash + `"/>`
		}
		marker := s.Marker
		if marker == "" {
			marker = "circle"
		}
		parts[i+1] = `<a:ln w="25400" cap="rnd">` + paint + dash + `</a:ln></spPr>` +
			`<marker><symbol val="` + marker + `"/><size val="5"/><spPr>` + paint + `</spPr></marker>` + rest
	}
	return strings.Join(parts, "")
}

// emptyCache is what the library writes where the values should be.
const emptyCache = "<numCache><formatCode></formatCode></numCache>"

// fill puts a cache of points behind every reference to ref. kind is "str" or "num"; an empty number is a gap.
func fill(chart, ref, kind string, points []string) string {
	if kind == "num" && len(points) == 0 {
		return chart
	}
	open := "<f>" + escape(ref) + "</f>"
	var c strings.Builder
	c.WriteString("<" + kind + "Cache>")
	if kind == "num" {
		c.WriteString("<formatCode>General</formatCode>")
	}
	fmt.Fprintf(&c, `<ptCount val="%d"/>`, len(points))
	for i, p := range points {
		if p != "" || kind == "str" {
			fmt.Fprintf(&c, `<pt idx="%d"><v>%s</v></pt>`, i, escape(p))
		}
	}
	c.WriteString("</" + kind + "Cache>")
	chart = strings.ReplaceAll(chart, open+emptyCache, open)
	return strings.ReplaceAll(chart, open+"</"+kind+"Ref>", open+c.String()+"</"+kind+"Ref>")
}

func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic("report: a string builder failed: " + err.Error())
	}
	return b.String()
}
