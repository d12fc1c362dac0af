package main

import (
	"slices"
	"strconv"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/report"
)

// checklist goes through the whole model.
func (w *walker) checklist(r report.Checklist) {
	w.t.Helper()
	w.legend("report.shop.legend")
	w.shopSummary(r)
	w.course(r)
	if r.Summary.Own.Valid == 0 {
		for _, sheet := range []string{"sections", "checks", "critical", "rivals"} {
			if _, there := w.sheets[w.say("report.sheet."+sheet)]; there {
				w.t.Errorf("a sheet %s without data", sheet)
			}
		}
		return
	}
	for _, x := range r.Sections {
		w.row("sections", []string{x.Label.In(w.lang)}, slices.Concat(comparison(x.Own), []*float64{&x.Weight, n(int64(x.Counted))}, brands(x.Rivals)))
	}
	w.league(r)
	for _, x := range r.HeatMap.Rows {
		w.row("section_map", []string{x.Name.In(w.lang)}, figures(x.Cells))
	}
	w.checks(r)
	for _, x := range r.Critical {
		w.row("critical", []string{x.Location.Name.In(w.lang), x.Label.In(w.lang), x.Note, locales.T(w.lang, "report.shop.photos", map[string]any{"count": len(x.Photos)})}, nil)
	}
	if r.Competitors != nil {
		w.rivals(*r.Competitors)
	}
	w.visited(r)
}

func (w *walker) course(r report.Checklist) {
	w.t.Helper()
	if len(r.Trend) < 2 {
		return
	}
	for _, x := range r.Trend {
		w.row("trend", []string{x.Wave.Name.In(w.lang)}, slices.Concat([]*float64{n(x.Visits), counted(x.Criticals, x.Visits)}, figure(x.Score), interval(x.Score),
			target(x.Target), figure(x.PassRate), brands(x.Rivals)))
		w.under("trend", []string{x.Wave.Name.In(w.lang)}, map[string]*float64{"report.shop.score": x.Score.Value, "report.shop.pass": x.PassRate.Value,
			"report.column.visits": n(x.Visits), "report.column.criticals": counted(x.Criticals, x.Visits), "report.column.target": target(x.Target)[0]})
	}
}

// under makes sure that the number stands under its header, in the first row of the sheet that holds the texts.
func (w *walker) under(sheet string, texts []string, wanted map[string]*float64) {
	w.t.Helper()
	rows := w.sheets[w.say("report.sheet."+sheet)]
	at := slices.IndexFunc(rows, func(row []string) bool { return holds(row, texts) })
	head := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 3 })
	if at < 0 || head < 0 || head >= at {
		w.t.Errorf("%s has no row %q under a header", sheet, texts)
		return
	}
	for key, v := range wanted {
		column, text := slices.Index(rows[head], w.say(key)), report.Dash
		if v != nil {
			text = strconv.FormatFloat(*v, 'f', -1, 64)
		}
		if column < 0 || column >= len(rows[at]) || rows[at][column] != text {
			w.t.Errorf("%s, %q: %s stands in column %d of %q, want %s", sheet, texts, key, column, rows[at], text)
		}
	}
}

func brands(list []report.BrandFigure) (out []*float64) {
	for _, x := range list {
		out = append(out, figure(x.Figure)...)
	}
	return out
}

func figures(list []surveys.Figure) (out []*float64) {
	for _, x := range list {
		out = append(out, figure(x)...)
	}
	return out
}

func before(f *surveys.Figure) *float64 {
	if f == nil {
		return nil
	}
	return f.Value
}

func (w *walker) shopSummary(r report.Checklist) {
	w.t.Helper()
	sum := r.Summary
	w.row("summary", []string{w.say("report.shop.score")}, comparison(sum.Score))
	w.row("summary", []string{w.say("report.shop.pass")}, comparison(sum.PassRate))
	w.row("summary", []string{w.say("report.shop.critical_rate")}, comparison(sum.CriticalRate))
	w.row("summary", []string{w.say("report.shop.criticals")}, []*float64{counted(sum.CriticalCount, sum.Own.Valid), n(sum.Own.Valid), count(sum.CriticalPrev), count(sum.CriticalChange)})
	for side, c := range map[string]report.VisitCounts{"own": sum.Own, "rivals": sum.Rivals} {
		w.row("summary", []string{w.say("report.shop." + side)}, []*float64{n(c.Planned), n(c.Done), n(c.Valid), n(c.Excluded), n(c.InReview), n(c.Expired)})
	}
	if sum.Own.Valid == 0 {
		return
	}
	for _, x := range r.Sections {
		w.row("summary", []string{x.Label.In(w.lang)}, slices.Concat(figure(x.Own.Current), []*float64{before(x.Own.Previous), change(x.Own.Change)}, brands(x.Rivals)))
	}
	for _, x := range r.Bands {
		w.row("summary", nil, slices.Concat([]*float64{&x.Min, n(x.Count), count(x.Previous)}, figure(x.Share)))
	}
	ranked := slices.DeleteFunc(slices.Clone(r.League), func(x report.LeagueRow) bool { return x.Rank == 0 })
	for _, i := range []int{0, len(ranked) - 1} {
		x := ranked[i]
		w.row("summary", []string{x.Name.In(w.lang)}, slices.Concat(figure(x.Score), []*float64{n(int64(x.Rank)), before(x.Previous), x.Change, n(x.Criticals)}))
	}
	worst := slices.IndexFunc(r.Items, func(x report.CheckResult) bool { return x.LossRank == 1 })
	x := r.Items[worst]
	w.row("summary", []string{x.Label.In(w.lang)}, append(figure(x.Loss), n(x.Losing), n(1)))
}

func count(i *int64) *float64 {
	if i == nil {
		return nil
	}
	return n(*i)
}

// counted is nil where there was no visit to count in.
func counted(i, visits int64) *float64 {
	if visits == 0 {
		return nil
	}
	return n(i)
}

func (w *walker) league(r report.Checklist) {
	w.t.Helper()
	for _, x := range slices.Concat(r.Units, r.League) {
		numbers := slices.Concat(figure(x.Score), target(x.Target), []*float64{n(x.Visits), counted(x.Criticals, x.Visits), counted(x.Failed, x.Visits), before(x.Previous), x.Change})
		if x.Rank > 0 {
			numbers = append(numbers, n(int64(x.Rank)))
		}
		if x.RankChange != nil {
			numbers = append(numbers, n(int64(*x.RankChange)))
		}
		if x.Level > 0 {
			numbers = append(numbers, n(x.Locations))
			w.row("league", []string{x.Name.In(w.lang)}, figures(x.Sections))
		}
		w.row("league", []string{x.Name.In(w.lang)}, numbers)
		w.under("league", []string{x.Name.In(w.lang)}, map[string]*float64{"report.shop.score": x.Score.Value, "report.column.previous": before(x.Previous),
			"report.column.change": x.Change, "report.column.visits": n(x.Visits), "report.column.criticals": counted(x.Criticals, x.Visits),
			"report.column.failed": counted(x.Failed, x.Visits)})
	}
}

func (w *walker) checks(r report.Checklist) {
	w.t.Helper()
	for _, x := range r.Items {
		numbers := slices.Concat(figure(x.Rate), interval(x.Rate), []*float64{&x.Weight, &x.Points, before(x.Previous), change(x.Change), x.Loss.Value,
			n(x.Losing), n(x.Yes), n(x.Part), n(x.No), n(x.NA), n(x.Open)})
		if x.LossRank > 0 {
			numbers = append(numbers, n(int64(x.LossRank)))
		}
		w.row("checks", []string{x.Code, x.Label.In(w.lang)}, numbers)
		w.under("checks", []string{x.Code}, map[string]*float64{"report.column.rate": x.Rate.Value, "report.column.loss": x.Loss.Value,
			"report.column.previous": before(x.Previous), "report.column.full": n(x.Yes), "report.column.part": n(x.Part), "report.column.none": n(x.No),
			"report.column.na": n(x.NA), "report.column.open": n(x.Open), "report.column.losing": n(x.Losing), "report.column.points": &x.Points})
		for _, a := range x.Answers {
			if label := a.Label.In(w.lang); label != "" {
				w.row("checks", []string{x.Label.In(w.lang), label}, []*float64{n(a.Count)})
			}
		}
	}
}

func (w *walker) rivals(c report.Competitors) {
	w.t.Helper()
	rates := func(own float64, rivals map[string]float64) []*float64 {
		out := []*float64{&own}
		for _, x := range c.Rivals {
			rate := rivals[x.Brand.Code]
			out = append(out, &rate)
		}
		return out
	}
	for _, x := range c.Items {
		cells := append(rates(x.Own, x.Rivals), &x.Gap, n(x.N[c.Own.Brand.Code]))
		for _, rival := range c.Rivals {
			cells = append(cells, n(x.N[rival.Brand.Code]))
		}
		w.row("rivals", []string{x.Label.In(w.lang)}, cells)
	}
	for _, x := range c.Sections {
		w.row("rivals", []string{x.Label.In(w.lang)}, rates(x.Own, x.Rivals))
	}
	for i, x := range append([]report.BrandStanding{c.Own}, c.Rivals...) {
		last := x.Gap
		if i == 0 {
			last = c.Index
		}
		w.row("rivals", []string{x.Brand.Name.In(w.lang)}, slices.Concat(figure(x.Common), figure(x.Total), []*float64{n(x.Visits), n(x.Locations), last}))
	}
}

func (w *walker) visited(r report.Checklist) {
	w.t.Helper()
	for _, x := range r.Visits {
		numbers := append([]*float64{x.Score, x.FirstScore, n(int64(x.Criticals)), n(int64(x.Photos)), n(int64(x.Version))}, x.Sections...)
		w.under("visits", []string{x.Location.Name.In(w.lang)}, map[string]*float64{"report.column.total": x.Score, "report.column.first_score": x.FirstScore,
			"report.column.criticals": n(int64(x.Criticals)), "report.column.photos": n(int64(x.Photos))})
		w.row("visits", []string{x.Location.Name.In(w.lang), x.Brand.Name.In(w.lang)}, numbers)
	}
}
