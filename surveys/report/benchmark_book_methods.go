package report

import (
	"strconv"
	"strings"

	"touchstone/surveys"
)

// methods prints what the scores stand on: anchors, bounds, who set the weights, and the source and date of every line.
func (p *benchmarkPages) methods(s *Sheet) {
	h := p.r.Header
	var anchors, bounds []string
	for _, a := range h.Anchors {
		anchors = append(anchors, a.Code+" "+p.in(a.Label))
	}
	for i, l := range h.Levels {
		bounds = append(bounds, strconv.Itoa(i+1)+" "+p.in(l.Label)+" ≥ "+fixed(l.Min, 2))
	}
	facts := []Fact{
		{p.tr("methods.client"), p.in(h.Client.Name)},
		{p.tr("methods.assessment"), p.in(h.Assessment.Name) + " (" + h.Assessment.Code + ")"},
		{p.tr("methods.scorecard"), p.in(h.Instrument.Name) + " (" + h.Instrument.Code + ") v" + strconv.Itoa(h.Version)},
		{p.tr("methods.scorecard_source"), p.in(h.Source)},
		{p.tr("methods.assessed_days"), p.fieldDays()},
		{p.tr("methods.assessors"), orDash(h.Assessors)},
		{p.tr("methods.state"), p.tr(stateKeys[h.State])},
		{p.tr("methods.anchors"), strings.Join(anchors, p.separator())},
		{p.tr("methods.weights_by"), p.in(h.WeightsBy)},
		{p.tr("methods.weights"), p.weights()},
		{p.tr("methods.bounds"), strings.Join(bounds, p.separator())},
	}
	for _, l := range p.r.Lines {
		facts = append(facts, Fact{p.tr("methods.line", "line", p.lineName(l)), p.lineFact(l)})
	}
	facts = append(facts, Fact{p.tr("methods.provisional"), p.provisional()},
		Fact{p.tr("methods.as_of"), h.AsOf.In(p.info.Generated.Location()).Format("2006-01-02 15:04:05 -07:00")})
	p.Methods(s, p.legend(), facts, p.r.Methods)
}

var stateKeys = map[string]string{"open": "report.state.open", "closed": "report.state.closed"}

// weights says what every category weighs; the weights of indicators stand on their sheet.
func (p *benchmarkPages) weights() string {
	var out []string
	for _, c := range p.r.Categories {
		out = append(out, p.in(c.Label)+" "+strconv.FormatFloat(c.Weight, 'f', -1, 64)+" ("+written(c.Share, UnitPercent)+")")
	}
	return strings.Join(out, p.separator())
}

// lineFact says where the figures of a line come from, of when, and how far they reach.
func (p *benchmarkPages) lineFact(l BenchmarkLine) string {
	source, dated, informants := l.Source, Dash, Dash
	switch {
	case l.SourceDay > 0:
		dated = day(l.SourceDay)
	case l.Kind == surveys.LineCurrent:
		dated = p.fieldDays()
	}
	switch {
	case l.Source != "":
	case l.Kind == surveys.LineCurrent:
		source = p.tr("methods.line_own")
	default:
		source = p.tr("methods.line_unsourced")
	}
	if l.Informants > 0 {
		informants = plain(int64(l.Informants))
	}
	return p.tr("methods.line_text", "source", source, "day", dated, "informants", informants,
		"assessed", plain(l.All.Mean.N), "asked", plain(l.All.Mean.Base), "coverage", written(l.All.Coverage, UnitPercent))
}

// provisional names every level that stands on too little; "" when none does.
func (p *benchmarkPages) provisional() string {
	var out []string
	for _, l := range p.r.Lines {
		for _, x := range p.namedSets(l.All, l.Key) {
			if x.set.Provisional {
				out = append(out, p.lineName(l)+" · "+x.name+" ("+written(x.set.Coverage, UnitPercent)+")")
			}
		}
	}
	for _, c := range p.r.Categories {
		if c.Provisional {
			out = append(out, p.in(c.Label)+" ("+written(c.Coverage, UnitPercent)+")")
		}
	}
	return strings.Join(out, p.separator())
}

// separator stands between the entries of a list within one cell.
func (b *Book) separator() string {
	if b.info.Lang == "zh" {
		return "；"
	}
	return "; "
}
