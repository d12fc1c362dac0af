package report

import "strconv"

// groups prints a table for every group item × every outcome or scored item: counts above shares, row by row.
func (p *satisfactionPages) groups(s *Sheet) {
	widest := 0
	for _, t := range p.g.Tables {
		widest = max(widest, len(t.Columns))
	}
	widths := []float64{26, 12}
	for range widest + 6 {
		widths = append(widths, 10.5)
	}
	s.Widths(widths...)
	s.Title(p.tr("report.sheet.groups"))
	s.Note(p.tr("report.note.groups"))
	s.Note(p.legend())
	s.Blank()
	for _, t := range p.g.Tables {
		p.crossTable(s, t)
	}
	if len(p.g.Numbers) > 0 {
		p.numbers(s)
	}
	p.crossData(s)
}

// titledData is the table of a chart and what the chart is called.
type titledData struct {
	title string
	data  ChartData
}

// chartColors run from bad to good, with grey between them where there are three.
var chartColors = []string{"ED7D31", "BFBFBF", "70AD47", "5B9BD5", "FFC000", "7030A0", "264478"}

// crossData writes the tables that charts of outcomes draw: options of the group down, shares of the outcome across.
func (p *satisfactionPages) crossData(s *Sheet) {
	outcome := map[string]bool{}
	for _, it := range p.r.Items {
		outcome[it.Code] = it.Outcome
	}
	for _, t := range p.g.Tables {
		if !outcome[t.Outcome.Code] || len(t.Columns) > len(chartColors) {
			continue
		}
		d := ChartData{}
		for i, c := range t.Columns {
			d.Series = append(d.Series, ChartSeries{Name: p.categoryName(t.Outcome.Type, c), Color: chartColors[i]})
		}
		for _, r := range t.Rows {
			d.Categories = append(d.Categories, p.categoryName(t.Group.Type, r.Category))
			for i := range d.Series {
				var v *float64
				if i < len(r.Cells) {
					v = r.Cells[i].Share.Value
				}
				d.Series[i].Values = append(d.Series[i].Values, v)
			}
		}
		if len(p.crossed) == 0 {
			s.Heading(p.tr("report.chart.data"))
		}
		title := p.in(t.Group.Label)
		s.Note(title)
		s.Data(&d)
		s.Blank()
		p.crossed = append(p.crossed, titledData{title, d})
	}
}

// numbers prints number items over all groups.
func (p *satisfactionPages) numbers(s *Sheet) {
	s.Heading(p.tr("report.groups.numbers"))
	s.Table(p.heads("report.column.item", "report.column.count", "measure.mean", "report.column.low", "report.column.high",
		"report.column.smallest", "report.column.q1", "report.column.median", "report.column.q3", "report.column.largest")...)
	for _, n := range p.g.Numbers {
		cells := []Cell{Words(p.in(n.Label)), Int(n.Mean.N), FigureCell(n.Mean, UnitNumber)}
		cells = append(cells, IntervalCells(n.Mean, UnitNumber)...)
		s.Row(append(cells, FigureCell(n.Low, UnitNumber), FigureCell(n.Q1, UnitNumber), FigureCell(n.Median, UnitNumber),
			FigureCell(n.Q3, UnitNumber), FigureCell(n.High, UnitNumber))...)
	}
	s.Blank()
}

func (p *satisfactionPages) crossTable(s *Sheet, t CrossTable) {
	s.Heading(p.in(t.Group.Label) + " × " + p.in(t.Outcome.Label))
	columns := []Column{{Head: p.in(t.Group.Label)}, {}}
	for _, c := range t.Columns {
		columns = append(columns, Column{Head: p.categoryName(t.Outcome.Type, c)})
	}
	columns = append(columns, Column{Head: p.tr("report.column.count")})
	for _, f := range t.Total.Figures {
		columns = append(columns, Column{Head: p.Measure(f.Measure)})
	}
	s.Table(columns...)
	for _, r := range t.Rows {
		p.crossRow(s, t, r, Words(p.categoryName(t.Group.Type, r.Category)))
	}
	total := Words(p.tr("report.total"))
	total.Style.Bold = true
	p.crossRow(s, t, t.Total, total)
	s.Blank()
}

func (p *satisfactionPages) crossRow(s *Sheet, t CrossTable, r CrossRow, label Cell) {
	counts := []Cell{label, Words(p.tr("report.groups.counts"))}
	shares := []Cell{{Style: label.Style}, Words(p.tr("report.groups.shares"))}
	for i := range t.Columns {
		if i < len(r.Cells) {
			counts, shares = append(counts, Int(r.Cells[i].Count)), append(shares, FigureCell(r.Cells[i].Share, UnitPercent))
		} else {
			counts, shares = append(counts, Absent()), append(shares, Absent())
		}
	}
	counts, shares = append(counts, Int(r.N)), append(shares, Cell{Style: Style{Border: true}})
	for _, f := range r.Figures {
		counts, shares = append(counts, FigureCell(f.Figure, f.Unit)), append(shares, Cell{Style: Style{Border: true}})
	}
	s.Row(counts...)
	s.Row(shares...)
}

// verbatims prints the words of customers, the newest first, each beside the same person's scores.
func (p *satisfactionPages) verbatims(s *Sheet) {
	s.Title(p.tr("report.sheet.words"))
	s.Note(p.tr("report.note.words"))
	columns := p.heads("report.column.day", "report.column.period", "report.column.location", "report.column.item")
	columns[3].Max = 24
	var scored []Tile
	for _, t := range p.r.Tiles {
		if t.Item != "" {
			scored = append(scored, t)
			columns = append(columns, Column{Head: p.Measure(t.Measure), Max: 12})
		}
	}
	columns = append(columns, Column{Head: p.tr("report.column.words"), Min: 60, Max: 70, Wrap: true}, Column{Head: p.tr("report.column.lang")})
	s.Table(columns...)
	labels := map[string]string{}
	for _, it := range p.r.Verbatims {
		labels[it.Code] = p.in(it.Label)
	}
	for v, err := range p.words {
		if err != nil {
			p.err = err
			return
		}
		cells := []Cell{Words(day(v.Day)), refCell(v.Wave, p.info.Lang), refCell(v.Location, p.info.Lang), Words(labels[v.Item])}
		for _, t := range scored {
			cell := Absent()
			for _, score := range v.Scores {
				if score.Item == t.Item {
					cell = Int(score.Answer)
				}
			}
			cells = append(cells, cell)
		}
		s.Row(append(cells, Words(v.Text), Words(v.Lang))...)
	}
}

func refCell(r *Ref, lang string) Cell {
	if r == nil {
		return Absent()
	}
	return Words(r.Name.In(lang))
}

// methods prints what the figures stand on and how they are computed.
func (p *satisfactionPages) methods(s *Sheet) {
	h := p.r.Header
	facts := []Fact{
		{p.tr("methods.client"), p.in(h.Client.Name)},
		{p.tr("methods.survey"), p.in(h.Instrument.Name) + " (" + h.Instrument.Code + ")"},
		{p.tr("methods.versions"), p.versions(h.Versions)},
		{p.tr("methods.source"), p.in(h.Source)},
	}
	if h.Wave != nil {
		facts = append(facts, Fact{p.tr("methods.wave"), p.in(h.Wave.Name) + " (" + h.Wave.Code + ") " + days(h.Wave.FromDay, h.Wave.ToDay)})
	}
	if h.PreviousWave != nil {
		facts = append(facts, Fact{p.tr("methods.previous"), p.in(h.PreviousWave.Name) + " (" + h.PreviousWave.Code + ")"})
	}
	for _, narrowed := range []*Ref{h.Unit, h.Location} {
		if narrowed != nil {
			facts = append(facts, Fact{p.tr("methods.filter"), p.in(narrowed.Name) + " (" + narrowed.Code + ")"})
		}
	}
	facts = append(facts,
		Fact{p.tr("methods.days"), days(h.FirstDay, h.LastDay)},
		Fact{p.tr("methods.responses"), plain(h.Responses)},
		Fact{p.tr("methods.uncounted"), p.tr("methods.uncounted_text", "invalid", plain(h.Counts.Invalid), "unfinished", plain(h.Counts.Unfinished),
			"screened", plain(h.Counts.ScreenedOut), "quota", plain(h.Counts.OverQuota))},
		Fact{p.tr("methods.as_of"), h.AsOf.In(p.info.Generated.Location()).Format("2006-01-02 15:04:05 -07:00")},
		Fact{p.tr("methods.pending"), plain(h.NotDerived)})
	p.Methods(s, p.legend(), facts, p.r.Methods)
}

// versions lists the versions whose answers are in the figures.
func (b *Book) versions(list []VersionRef) string {
	out := ""
	for i, v := range list {
		if i > 0 {
			out += "; "
		}
		out += "v" + strconv.Itoa(v.Number) + " (" + day(v.Day) + ")"
		if v.Break {
			out += " " + b.tr("methods.version_break")
		}
	}
	return out
}
