package report

// codebook explains every column: item, type, codes and labels.
func (p *responsePages) codebook(s *Sheet) {
	s.Title(p.tr("report.sheet.codebook"))
	s.Note(p.tr("report.note.codebook"))
	s.Freeze(1)
	columns := p.heads("report.column.code", "report.column.type", "report.column.item", "report.column.answer_code", "report.column.answer", "report.column.score")
	columns[2].Max, columns[2].Wrap = 60, true
	s.Table(columns...)
	meta := p.metadata()
	for _, c := range meta {
		s.Row(Words(c.code), Absent(), Words(c.label), Absent(), Absent(), Absent())
	}
	for _, it := range p.items() {
		lead := []Cell{Words(it.Code), Words(string(it.Type)), Words(p.words(it.Label))}
		cats := categories(it)
		if len(cats) == 0 {
			s.Row(append(lead, Absent(), Absent(), Absent())...)
		}
		for _, c := range cats {
			score := Absent()
			if o, ok := it.Option(c.Code); ok && o.Score != nil {
				score = Number(o.Score, "0.##")
			}
			s.Row(append(append([]Cell{}, lead...), Words(c.Code), Words(p.categoryName(it.Type, c)), score)...)
		}
	}
}

func (p *responsePages) methods(s *Sheet) {
	h := p.in.Header
	facts := []Fact{
		{p.tr("methods.client"), p.words(h.Client.Name)},
		{p.tr("methods.survey"), p.words(h.Instrument.Name) + " (" + h.Instrument.Code + ")"},
		{p.tr("methods.source"), p.words(h.Source)},
		{p.tr("methods.rows"), plain(p.in.Count)},
		{p.tr("methods.as_of"), h.AsOf.In(p.info.Generated.Location()).Format("2006-01-02 15:04:05 -07:00")},
	}
	if h.Wave != nil {
		facts = append(facts, Fact{p.tr("methods.wave"), p.words(h.Wave.Name) + " (" + h.Wave.Code + ")"})
	}
	for _, narrowed := range []*Ref{h.Unit, h.Location} {
		if narrowed != nil {
			facts = append(facts, Fact{p.tr("methods.filter"), p.words(narrowed.Name) + " (" + narrowed.Code + ")"})
		}
	}
	p.Methods(s, "", facts, []Method{{Key: "method.rows"}, {Key: "method.columns"}})
}
