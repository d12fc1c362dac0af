package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// shop plans, files and publishes visits of one wave; its clock stands on a day of that wave.
type shop struct {
	*desk
	*service.Service
	wave *surveys.Wave
	day  int
	seed byte
}

func (d *desk) shop(wave *surveys.Wave, now time.Time) *shop {
	d.t.Helper()
	s := service.New(service.Config{Store: d.Store, Blobs: surveytest.Blobs(d.t), Now: func() time.Time { now = now.Add(time.Millisecond); return now },
		Secret: make([]byte, 32), BaseURL: "http://127.0.0.1", Texts: locales.For})
	d.t.Cleanup(func() {
		if err := s.Close(context.Background()); err != nil {
			d.t.Error(err)
		}
	})
	y, m, day := now.Date()
	return &shop{desk: d, Service: s, wave: wave, day: y*10000 + int(m)*100 + day}
}

// plan gives the visit and the token of its link.
func (s *shop) plan(at *surveys.Location) (surveys.ID, string) {
	s.t.Helper()
	p, err := s.PlanVisit(context.Background(), s.Actor("chen"), service.NewVisit{WaveID: s.wave.ID, LocationID: at.ID})
	if err != nil {
		s.t.Fatal(err)
	}
	return p.Visit.ID, p.Link[strings.LastIndexByte(p.Link, '/')+1:]
}

// file submits the worked visit with other answers; fails says whether the critical item fails, with its photo.
func (s *shop) file(at *surveys.Location, fails bool, other map[string]string) surveys.ID {
	s.t.Helper()
	ctx := context.Background()
	id, token := s.plan(at)
	answers := surveytest.WorkedAnswers()
	if fails {
		s.seed++
		photo, err := s.StorePhoto(ctx, service.VisitLink(token), "", bytes.NewReader(surveytest.JPEG(s.t, 40, 30, s.seed)))
		if err != nil {
			s.t.Fatal(err)
		}
		answers = surveytest.WorkedAnswers(photo.SHA)
	} else {
		answers["c1"] = surveys.Answer{Codes: []string{"yes"}}
	}
	for item, code := range other {
		answers[item] = surveys.Answer{Codes: []string{code}}
	}
	if _, err := s.SubmitVisit(ctx, service.VisitLink(token), service.VisitReport{Revision: 1, Lang: "zh", VisitedDay: s.day, Answers: answers, Source: surveys.SourcePage}); err != nil {
		s.t.Fatalf("%v", describe(err, "en"))
	}
	return id
}

func (s *shop) act(id surveys.ID, acts ...service.VisitAct) {
	s.t.Helper()
	for _, act := range acts {
		if err := s.ActOnVisit(context.Background(), s.Actor("chen"), id, act); err != nil {
			s.t.Fatalf("%s: %v", act.Action, err)
		}
	}
}

func (s *shop) publish(id surveys.ID) surveys.ID {
	s.t.Helper()
	s.act(id, service.VisitAct{Action: surveys.ActClaim}, service.VisitAct{Action: surveys.ActApprove}, service.VisitAct{Action: surveys.ActPublish})
	return id
}

// shopping is two waves with every kind of visit: good and bad ones, a rival, one corrected, one taken back, one open.
func (d *desk) shopping(live *surveytest.Live) (first, second *surveys.Wave) {
	d.t.Helper()
	at := d.A.One.Locations
	first, second = d.AddWave(d.t, live, "shop-w1", 20261031, 20261105), d.AddWave(d.t, live, "shop-w2", 20261106, 20261120)
	before := d.shop(first, time.Date(2026, 11, 3, 4, 0, 0, 0, time.UTC))
	for i, l := range at[:3] {
		before.publish(before.file(l, i == 1, map[string]string{"b2": fmt.Sprint(i + 2)}))
	}
	before.publish(before.file(d.A.One.RivalLocation, false, map[string]string{"b1": "no"}))
	now := d.shop(second, time.Date(2026, 11, 10, 4, 0, 0, 0, time.UTC))
	now.publish(now.file(at[0], false, map[string]string{"a2": "yes", "b3": "yes", "d1": "yes", "d2": "yes", "d3": "no"}))
	now.publish(now.file(at[1], true, map[string]string{"b2": "0", "c2": "no"}))
	now.act(now.publish(now.file(at[2], false, nil)), service.VisitAct{Action: surveys.ActAmend, Reason: "门店提供了照片",
		Answers: surveys.Answers{"b3": {Codes: []string{"yes"}}}})
	now.act(now.publish(now.file(at[2], true, nil)), service.VisitAct{Action: surveys.ActRetract, Reason: "认错了门店"})
	now.publish(now.file(d.A.One.RivalLocation, false, map[string]string{"b3": "yes", "c3": "4"}))
	now.plan(at[3])
	for measure, value := range map[string]float64{report.MeasureVisit: 80, report.MeasureSection + "b": 85} {
		d.target(live, measure, value)
	}
	return first, second
}

func (d *desk) checkChecklist(wave *surveys.Wave, lang string) string {
	d.t.Helper()
	var r report.Checklist
	if status := d.ask("alice", "/waves/"+wave.ID.String()+"/checklist", &r); status != 200 {
		d.t.Fatalf("answer %d", status)
	}
	path := filepath.Join(d.dir, "checklist-"+wave.Code+"-"+lang+".xlsx")
	d.must("export", "checklist", "--wave", wave.Code, "--lang", lang, "--out", path)
	w := openWalker(d.t, path, lang)
	w.checklist(r)
	w.nothingElse(r)
	d.t.Logf("%s %s: %d figures", wave.Code, lang, w.seen)
	return path
}

func TestChecklistWorkbookEqualsTheAPI(t *testing.T) {
	surveytest.EachURL(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		live := d.Publish(t, d.A.One, "shop-check", surveytest.WorkedChecklist())
		first, second := d.shopping(live)
		empty := d.AddWave(t, live, "shop-w3", 20261121, 20261130)
		var r report.Checklist
		d.ask("alice", "/waves/"+second.ID.String()+"/checklist", &r)
		if own := r.Summary.Own; own.Planned != 5 || own.Done != 4 || own.Valid != 3 || own.Excluded != 1 || r.Header.PreviousWave == nil || r.Competitors == nil ||
			len(r.Critical) != 1 || len(r.League) != 4 || len(r.Trend) != 2 || len(r.Units) == 0 || r.Summary.Score.Target == nil {
			t.Errorf("the sample is too thin: %+v", r.Summary)
		}
		var paths []string
		for _, lang := range locales.Languages() {
			for _, wave := range []*surveys.Wave{first, second, empty} {
				paths = append(paths, d.checkChecklist(wave, lang))
			}
		}
		for i, want := range []int{3, 5, 1} { // sections twice and rivals; the trend twice, once where the wave is empty
			if n := charts(t, paths[i]); n != want {
				t.Errorf("%s has %d charts, want %d", filepath.Base(paths[i]), n, want)
			}
		}
		d.noAuditor(paths[1])
		opensInOffice(t, paths...)
		if missing := locales.Missing(); len(missing) > 0 {
			t.Errorf("texts that could not be said: %q", missing)
		}
	})
}

// noAuditor makes sure that nobody who visits or reviews can be read from the workbook.
func (d *desk) noAuditor(path string) {
	d.t.Helper()
	w := openWalker(d.t, path, "zh")
	for _, name := range d.People() {
		u := d.User(name)
		for sheet, rows := range w.sheets {
			for _, row := range rows {
				for _, cell := range row {
					if cell == u.Name || strings.Contains(cell, u.ID.String()) {
						d.t.Errorf("%s names %s: %s", sheet, name, cell)
					}
				}
			}
		}
	}
}

func TestChecklistWorkbookShowsOnlyWhatTheReaderMaySee(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := &desk{Cast: surveytest.NewCast(t, st), t: t}
		live := d.Publish(t, d.A.One, "shop-check", surveytest.WorkedChecklist())
		_, wave := d.shopping(live)
		s := d.shop(wave, time.Date(2026, 11, 12, 4, 0, 0, 0, time.UTC))
		for _, who := range []string{"mallory", "faye"} {
			_, err := s.RunExport(context.Background(), d.Actor(who), surveys.ExportRequest{Report: surveys.ReportChecklist, WaveID: wave.ID, Lang: "zh"}, new(bytes.Buffer))
			if err == nil {
				t.Errorf("%s got the workbook", who)
			}
		}
		var b bytes.Buffer
		name, err := s.RunExport(context.Background(), d.Actor("alice"), surveys.ExportRequest{Report: surveys.ReportChecklist, WaveID: wave.ID, Lang: "zh",
			LocationID: d.A.One.Locations[1].ID}, &b)
		if err != nil || b.Len() == 0 || !strings.HasSuffix(name, "神秘顾客检测报告.xlsx") {
			t.Errorf("%s of %d bytes, %v", name, b.Len(), err)
		}
	})
}
