package demo_test

import (
	"fmt"
	"slices"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
)

func (l loaded) visits(t *testing.T) {
	waves := l.waves(t)
	for i := 1; i <= 3; i++ {
		list, err := l.ListVisits(ctx, l.actor, store.VisitFilter{WaveID: waves[fmt.Sprintf("demo-shop-w%d", i)].ID}, all)
		must(t, err)
		own, shops, failed := 0, map[surveys.ID]bool{}, 0
		for _, v := range list.Items {
			if !v.Published() || v.Score == nil {
				t.Errorf("a visit of wave %d is %s", i, v.Report)
			}
			if v.Own {
				own++
			}
			if v.Verdict == "fail" {
				failed++
			}
			shops[v.LocationID] = true
		}
		if len(list.Items) != 18 || own != 12 || len(shops) != 18 || failed == 0 || failed > 9 {
			t.Errorf("wave %d: %d visits, %d own, %d shops, %d failed", i, len(list.Items), own, len(shops), failed)
		}
	}
	list, err := l.ListVisits(ctx, l.actor, store.VisitFilter{WaveID: waves["demo-shop-w4"].ID}, all)
	must(t, err)
	var standing []string
	for _, v := range list.Items {
		standing = append(standing, string(v.State)+" "+string(v.Report))
	}
	slices.Sort(standing)
	if got := fmt.Sprint(standing); got != "[assigned  assigned  in_progress  submitted returned submitted submitted]" {
		t.Errorf("the current wave holds %s", got)
	}
	task, err := l.OpenVisit(ctx, service.VisitLink(l.VisitLink[len(l.VisitLink)-22:]))
	if err != nil || !task.Editable {
		t.Errorf("the visit link: %+v, %v", task, err)
	}
}

func (l loaded) assessment(t *testing.T) {
	row, err := store.FindAssessmentByCode(ctx, l.options.Store.Read(), l.scope, "demo-cmm-e")
	must(t, err)
	view, err := l.FindAssessment(ctx, l.actor, row.ID)
	must(t, err)
	kinds, rated := map[surveys.LineKind]int{}, map[surveys.ID]int{}
	for _, r := range view.Ratings {
		if r.Score != nil {
			rated[r.LineID]++
		}
	}
	for _, line := range view.Lines {
		kinds[line.Kind]++
		if n := rated[line.ID]; n < 43 || n > 64 || line.Kind == surveys.LineTarget && n != 64 {
			t.Errorf("line %s has %d scores", line.Kind, n)
		}
	}
	if len(kinds) != 5 || kinds[surveys.LineCompetitor] != 2 {
		t.Errorf("lines %v", kinds)
	}
}
