package report

import (
	"cmp"
	"slices"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// items reads every check over the own visits.
func (b *visitBuilder) items() []CheckResult {
	out := []CheckResult{}
	for s, it := range b.doc.Items() {
		if it.Type == surveys.TypeCheck {
			out = append(out, b.item(s, it))
		}
	}
	losses := make([]*float64, len(out))
	for i, r := range out {
		losses[i] = r.Loss.Value
	}
	for i, rank := range measure.Rank(losses) {
		out[i].LossRank = rank
	}
	return out
}

func (b *visitBuilder) item(s surveys.Section, it surveys.Item) CheckResult {
	visits := b.ownVisits(b.in.Wave.ID)
	r := CheckResult{Code: it.Code, Label: it.Label, Section: s.Code, Touchpoint: b.doc.ItemTouchpoint(it.Code), Weight: it.Weight,
		Points: stake(it, b.doc.Scoring), Benchmark: it.Benchmark, Bonus: it.Bonus, Answers: []AnswerCount{}}
	if it.Critical != nil {
		r.Critical = string(it.Critical.Effect)
	}
	r.Loss = few(measure.LossRate(details(visits), it.Code))
	r.Rate = kept(r.Loss)
	losing := map[surveys.ID]bool{}
	for _, v := range visits {
		for _, score := range v.Detail.Items {
			if score.Item == it.Code {
				r.count(score)
				if score.Counted && measure.Clean(score.Earned) < measure.Clean(score.Possible) {
					losing[v.LocationID] = true
				}
			}
		}
	}
	r.Losing = int64(len(losing))
	for _, o := range it.AllOptions(nil) {
		n := int64(0)
		for _, v := range visits {
			if slices.Contains(v.Answers[it.Code].Codes, o.Code) {
				n++
			}
		}
		r.Answers = append(r.Answers, AnswerCount{o.Code, o.Label, n})
	}
	if b.previous != nil {
		before := kept(few(measure.LossRate(details(b.ownVisits(b.previous.ID)), it.Code)))
		r.Previous = &before
		if !b.broken {
			r.Change = changeOf(measure.CompareFigures(r.Rate, before), false)
		}
	}
	return r
}

func details(visits []*ScoredVisit) []measure.VisitScore {
	out := make([]measure.VisitScore, len(visits))
	for i, v := range visits {
		out[i] = *v.Detail
	}
	return out
}

// kept turns a loss rate into the rate of what was earned.
func kept(loss surveys.Figure) surveys.Figure {
	f := loss
	f.Method = "score-rate"
	if loss.Value != nil {
		v := 100 - *loss.Value
		f.Value = &v
	}
	if loss.Interval != nil {
		f.Interval = &surveys.Interval{Low: 100 - loss.Interval.High, High: 100 - loss.Interval.Low, Method: loss.Interval.Method}
	}
	return f
}

// stake is what a check can earn, or cost where points are deducted.
func stake(it surveys.Item, rules *surveys.Scoring) float64 {
	if rules != nil && rules.Mode == measure.ModeDeduction {
		return it.Deduction
	}
	best := 0.0
	for _, o := range it.AllOptions(nil) {
		if o.Points != nil {
			best = max(best, *o.Points)
		}
	}
	return it.Weight * best
}

// count puts one visit's answer under yes, part, no, not applicable or open.
func (r *CheckResult) count(s measure.ItemScore) {
	switch {
	case s.Reason == measure.ReasonNotApplicable || s.Reason == measure.ReasonNAFull || s.Reason == measure.ReasonNAZero:
		r.NA++
	case !s.Answered:
		r.Open++
	case s.Reason == measure.ReasonBonus && s.Earned > 0, s.Counted && measure.Clean(s.Earned) >= measure.Clean(s.Possible):
		r.Yes++
	case s.Counted && s.Earned > 0:
		r.Part++
	case !s.Counted && s.Reason != measure.ReasonBonus && !s.Failed: // asked without points
		r.Yes++
	default:
		r.No++
	}
}

// critical lists the failed critical items of the own visits, newest first.
func (b *visitBuilder) critical() []CriticalFinding {
	out := []CriticalFinding{}
	for _, v := range b.ownVisits(b.in.Wave.ID) {
		l := b.places[v.LocationID]
		for _, c := range v.Detail.Criticals {
			it, _, _ := b.doc.Item(c.Item)
			a := v.Answers[c.Item]
			out = append(out, CriticalFinding{VisitID: v.ID, Location: refOfLocation(l), Unit: b.unitRef(l.UnitID), Day: v.VisitedDay,
				Item: c.Item, Label: it.Label, Section: c.Section, Effect: string(c.Effect), Value: c.Value, Note: a.Note,
				Photos: append([]string{}, a.Photos...)})
		}
	}
	slices.SortStableFunc(out, func(a, z CriticalFinding) int { return cmp.Compare(z.Day, a.Day) })
	return out
}

// visitRows lists the published visits, newest first.
func (b *visitBuilder) visitRows() []VisitRow {
	rows := []VisitRow{}
	for _, v := range b.valid[b.in.Wave.ID] {
		l := b.places[v.LocationID]
		brand := b.brandOf(v.LocationID)
		row := VisitRow{ID: v.ID, Location: refOfLocation(l), Unit: b.unitRef(l.UnitID), Brand: refOfBrand(brand), Own: brand.Own,
			Day: v.VisitedDay, State: string(v.Report), Score: v.Score, FirstScore: v.FirstScore, Verdict: v.Verdict, Band: v.Band,
			Criticals: len(v.Detail.Criticals), Sections: []*float64{}, Version: b.numbers[v.VersionID]}
		for _, s := range b.doc.Sections {
			row.Sections = append(row.Sections, sectionScores([]visitsAt{{v}}, s.Code)[0][0])
		}
		for _, a := range v.Answers {
			row.Photos += len(a.Photos)
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, z VisitRow) int { return cmp.Compare(z.Day, a.Day) })
	return rows
}
