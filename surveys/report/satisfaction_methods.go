package report

import (
	"strconv"

	"touchstone/surveys"
)

// methods lists what a reader has to know to defend the figures, only of what the report shows.
func (b *builder) methods(r Satisfaction) []Method {
	out := []Method{{Key: "method.base"}, {Key: "method.excluded"}, {Key: "method.not_available"}}
	for _, h := range b.headlines {
		switch h.measure {
		case MeasureIndex:
			out = append(out, Method{Key: "method.index"})
		case MeasureT2B:
			out = append(out, Method{Key: "method.t2b"})
		case MeasureNPS:
			out = append(out, Method{Key: "method.nps"})
		case MeasureCES:
			out = append(out, cesMethod(h.item)...)
		}
	}
	out = append(out, Method{Key: "method.shares"}, Method{Key: "method.mean"},
		Method{Key: "method.low_base", Params: []Param{{"count", strconv.Itoa(surveys.LowBaseN)}}})
	if b.in.MinimumN > 1 {
		out = append(out, Method{Key: "method.minimum_n", Params: []Param{{"count", strconv.FormatInt(b.in.MinimumN, 10)}}})
	}
	if b.previous != nil {
		out = append(out, Method{Key: "method.change"})
	}
	if b.broken {
		out = append(out, Method{Key: "method.break"})
	}
	for _, t := range r.Tiles {
		if t.Target != nil {
			out = append(out, Method{Key: "method.target"})
			break
		}
	}
	if len(r.Locations) > 0 {
		out = append(out, Method{Key: "method.rank"})
	}
	if len(r.Findings) > 0 {
		out = append(out, Method{Key: "method.findings"})
	}
	if len(r.GroupItems) > 0 {
		out = append(out, Method{Key: "method.groups"})
	}
	return out
}

func cesMethod(it surveys.Item) []Method {
	rule := Method{Key: "method.ces_mean"}
	switch it.CESRule {
	case "top3":
		rule.Key = "method.ces_top3"
	case "index":
		rule.Key = "method.ces_index"
	}
	direction := Method{Key: "method.ces_higher"}
	if it.Direction == surveys.LowerBetter {
		direction.Key = "method.ces_lower"
	}
	return []Method{rule, direction}
}
