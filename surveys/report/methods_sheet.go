package report

// Fact is a line of the methods sheet: what it is about, and what it says.
type Fact struct{ Name, Text string }

// Methods writes the last sheet of every workbook (口径说明): facts, how figures are computed, what the workbook's own signs
// mean (legend), and how the file was made. What has no text is left out.
func (b *Book) Methods(s *Sheet, legend string, facts []Fact, methods []Method) {
	s.Title(b.tr("report.sheet.methods"))
	s.Note(b.info.Title + " · " + b.info.Subject)
	s.Table(Column{Head: b.tr("report.column.number"), Max: 8}, Column{Head: b.tr("report.column.topic"), Max: 26, Min: 22},
		Column{Head: b.tr("report.column.text"), Min: 105, Max: 105, Wrap: true})
	s.NoFilter()
	n := int64(0)
	line := func(name, text string) {
		if text == "" {
			return
		}
		n++
		s.Row(Int(n), Words(name), Words(text))
	}
	for _, f := range facts {
		line(f.Name, f.Text)
	}
	for _, m := range methods {
		args := make([]any, 0, 2*len(m.Params))
		for _, p := range m.Params {
			args = append(args, p.Name, p.Value)
		}
		line(b.tr("methods.rule"), b.tr(m.Key, args...))
	}
	line(b.tr("methods.signs"), legend)
	line(b.tr("methods.generated"), b.info.Generated.Format("2006-01-02 15:04:05 -07:00")+" · Touchstone "+b.info.Version+" · "+b.info.Lang)
}
