package report

import (
	"strconv"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// methods lists what a reader has to know to defend the figures, only of what the report shows.
func (b *visitBuilder) methods(r Checklist) []Method {
	out := []Method{{Key: "method.visit_base"}, {Key: "method.visit_counts"}}
	if rules := b.doc.Scoring; rules != nil {
		switch rules.Mode {
		case measure.ModePooled:
			out = append(out, Method{Key: "method.visit_pooled"})
		case measure.ModeDeduction:
			out = append(out, Method{Key: "method.visit_deduction"})
		default:
			out = append(out, Method{Key: "method.visit_weighted"})
		}
		switch rules.NA {
		case surveys.NAFull:
			out = append(out, Method{Key: "method.visit_na_full"})
		case surveys.NAZero:
			out = append(out, Method{Key: "method.visit_na_zero"})
		default:
			out = append(out, Method{Key: "method.visit_na_exclude"})
		}
		if rules.Cap > 0 {
			out = append(out, Method{Key: "method.visit_cap", Params: []Param{{"cap", fixed(rules.Cap, 0)}}})
		}
		out = append(out, Method{Key: "method.visit_pass", Params: []Param{{"pass", fixed(rules.Pass, 0)}}})
	}
	if r.Summary.CriticalItems > 0 {
		out = append(out, Method{Key: "method.visit_critical"})
	}
	out = append(out, Method{Key: "method.visit_mean"}, Method{Key: "method.visit_rates"},
		Method{Key: "method.visit_low_base", Params: []Param{{"count", strconv.Itoa(surveys.LowBaseN)}}},
		Method{Key: "method.visit_amended"}, Method{Key: "method.visit_rank"})
	if b.previous != nil {
		out = append(out, Method{Key: "method.visit_change"})
	}
	if b.broken {
		out = append(out, Method{Key: "method.break"})
	}
	if r.Competitors != nil {
		out = append(out, Method{Key: "method.visit_compare", Params: []Param{{"count", strconv.Itoa(len(r.Competitors.Items))},
			{"version", strconv.Itoa(r.Competitors.Version)}}})
	}
	if !b.in.Whole {
		out = append(out, Method{Key: "method.visit_part"})
	}
	return append(out, Method{Key: "method.visit_auditors"})
}
