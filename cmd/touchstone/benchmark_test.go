package main

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/measure"
	"touchstone/surveys/report"
	"touchstone/surveys/service"
	"touchstone/surveys/surveytest"
)

// assessed is an assessment of the library's scorecard, made by the assessor of the cast.
type assessed struct {
	*desk
	service *service.Service
	doc     surveys.Document
	view    *service.AssessmentView
}

func (d *desk) assess(code string) *assessed {
	d.t.Helper()
	a := &assessed{desk: d, doc: surveytest.Library(d.t, "cmm-e")}
	live := d.Publish(d.t, d.A.One, code+"-card", a.doc)
	a.service = service.New(service.Config{Store: d.Store, Blobs: surveytest.Blobs(d.t), Secret: make([]byte, 32), BaseURL: "http://127.0.0.1", Texts: locales.For})
	d.t.Cleanup(func() {
		if err := a.service.Close(context.Background()); err != nil {
			d.t.Error(err)
		}
	})
	view, err := a.service.CreateAssessment(context.Background(), d.Actor("gao"), service.NewAssessment{InstrumentID: live.Instrument.ID, Code: code,
		Name: surveys.Text{"zh": "年度测评", "en": "Yearly assessment"}, FromDay: 20261015, ToDay: 20261112, Assessors: "外部顾问 & 客户部"})
	if err != nil {
		d.t.Fatal(err)
	}
	a.view = view
	key, err := a.service.CreateKey(context.Background(), d.Actor("alice"), service.NewKey{Name: code, Verbs: []surveys.Verb{surveys.AssessmentRead}})
	if err != nil {
		d.t.Fatal(err)
	}
	d.keys["assessor"] = key.Key
	return a
}

func (a *assessed) line(in service.NewLine) {
	a.t.Helper()
	view, err := a.service.AddLine(context.Background(), a.Actor("gao"), a.view.ID, in)
	if err != nil {
		a.t.Fatal(err)
	}
	a.view = view
}

// rate gives every line its scores: some halves, some missing, the last category of one's own line not assessed at all,
// and the last line nothing.
func (a *assessed) rate() {
	a.t.Helper()
	var in []service.RatingInput
	number := 0
	for section, it := range a.doc.Items() {
		number++
		for k, l := range a.view.Lines[:len(a.view.Lines)-1] {
			score := float64((number*(k+2)+k)%11) / 2
			r := service.RatingInput{LineID: l.ID, Item: it.Code, Score: &score}
			if (number+k)%9 == 0 || k == 0 && section.Code == "performance" {
				r.Score = nil
			}
			if k < 2 && number < 4 {
				r.Evidence = []string{"=1+1", "@经理访谈", "年报第 12 页"}[number-1]
			}
			if r.Score != nil || r.Evidence != "" {
				in = append(in, r)
			}
		}
	}
	if _, err := a.service.Rate(context.Background(), a.Actor("gao"), a.view.ID, in); err != nil {
		a.t.Fatal(err)
	}
}

func (a *assessed) workbook(lang string) string {
	a.t.Helper()
	path := filepath.Join(a.dir, a.view.Code+"-"+lang+".xlsx")
	a.must("export", "benchmark", "--assessment", a.view.Code, "--lang", lang, "--out", path)
	return path
}

func (a *assessed) model() (r report.Benchmark) {
	a.t.Helper()
	if status := a.ask("assessor", "/assessments/"+a.view.ID.String()+"/benchmark", &r); status != 200 {
		a.t.Fatalf("the API answered %d", status)
	}
	return r
}

func TestBenchmarkWorkbookEqualsTheAPI(t *testing.T) {
	surveytest.EachURL(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		a := d.assess("cmm")
		a.line(service.NewLine{Kind: surveys.LineIndustryBest, Source: "行业协会年报", SourceDay: 20260601, Informants: 3})
		a.line(service.NewLine{Kind: surveys.LineIndustryAverage, Source: "问卷汇总", SourceDay: 20260501, Informants: 26})
		a.line(service.NewLine{Kind: surveys.LineCompetitor, Name: surveys.Text{"zh": "甲乙丙", "en": "Rival & Co"}, BrandID: d.A.One.Rival.ID})
		a.line(service.NewLine{Kind: surveys.LineCompetitor, Name: surveys.Text{"zh": "没有数据", "en": "Unknown"}})
		a.rate()
		r := a.model()
		if len(r.Lines) != 6 || len(r.Indicators) != 64 || len(r.Evidence) != 6 || r.Lines[5].All.Mean.Value != nil || r.Summary.All.Next == nil {
			t.Errorf("the sample is too thin: %+v", r.Summary)
		}
		var paths []string
		for _, lang := range locales.Languages() {
			path := a.workbook(lang)
			paths = append(paths, path)
			w := openWalker(t, path, lang)
			w.benchmark(r)
			w.nothingElse(r, a.scores(r, nil))
			if w.seen < 1700 {
				t.Errorf("only %d figures compared", w.seen)
			}
			checkRadar(t, path, lang, r)
		}
		opensInOffice(t, paths...)
		checkFormulas(t, paths[0])
		a.checkTrial(paths[0], r)
		a.checkRights()
		if missing := locales.Missing(); len(missing) > 0 {
			t.Errorf("texts that could not be said: %q", missing)
		}
	})
}

// A new assessment has nothing but dashes: no score, no level, no sheet of evidence.
func TestBenchmarkWorkbookOfNothing(t *testing.T) {
	a := newDesk(t, surveytest.SQLite(t)).assess("blank")
	w := openWalker(t, a.workbook("en"), "en")
	w.benchmark(a.model())
	if _, has := w.sheets[w.say("report.sheet.evidence")]; has {
		t.Error("a sheet for evidence that nobody gave")
	}
	for _, row := range w.sheets[w.say("report.sheet.capabilities")] {
		if len(row) > 6 && strings.HasPrefix(row[len(row)-2], "i") && (row[5] != report.Dash || row[6] != report.Dash) {
			t.Errorf("not assessed, yet %q", row)
		}
	}
	opensInOffice(t, a.workbook("zh"))
}

// scores computes every line anew, with other weights of items when there are any.
func (a *assessed) scores(r report.Benchmark, weights map[string]float64) []measure.ScorecardScore {
	doc := a.doc
	doc.Sections = slices.Clone(doc.Sections)
	for i, s := range doc.Sections {
		doc.Sections[i].Items = slices.Clone(s.Items)
		for k, it := range s.Items {
			if w, ok := weights[it.Code]; ok {
				doc.Sections[i].Items[k].Weight = w
			}
		}
	}
	var out []measure.ScorecardScore
	for k := range r.Lines {
		ratings := measure.Ratings{}
		for _, x := range r.Indicators {
			ratings[x.Code] = x.Scores[k].Score.Value
		}
		out = append(out, measure.ScoreCard(doc, ratings))
	}
	return out
}

// checkRights: exporting needs both verbs at the client; the rest learn nothing.
func (a *assessed) checkRights() {
	a.t.Helper()
	for who, want := range map[string]surveys.ErrorKind{"chen": surveys.Forbidden, "dora": surveys.Forbidden, "eve": surveys.Forbidden,
		"faye": surveys.Invalid, "mallory": surveys.Invalid} {
		req := surveys.ExportRequest{Report: surveys.ReportBenchmark, Lang: "en", AssessmentID: a.view.ID}
		if _, err := a.service.RunExport(context.Background(), a.Actor(who), req, io.Discard); surveys.KindOf(err) != want {
			a.t.Errorf("%s: %v", who, err)
		}
	}
	name, err := a.service.RunExport(context.Background(), a.Actor("gao"), surveys.ExportRequest{Report: surveys.ReportBenchmark, Lang: "zh", AssessmentID: a.view.ID}, io.Discard)
	if err != nil || !strings.HasPrefix(name, "2026-10-15 – 2026-11-12_") || !strings.HasSuffix(name, "_年度测评_客户管理能力成熟度测评报告.xlsx") {
		a.t.Errorf("%q, %v", name, err)
	}
}

// checkRadar looks into the one chart: a line per line of the assessment, with the values stored.
func checkRadar(t *testing.T, path, lang string, r report.Benchmark) {
	t.Helper()
	chart := part(t, path, "xl/charts/chart1.xml")
	series := strings.Split(chart, "<ser>")[1:]
	if charts(t, path) != 1 || !strings.Contains(chart, "<radarChart>") || len(series) != len(r.Lines) {
		t.Fatalf("%d series in %s", len(series), chart)
	}
	for i, l := range r.Lines {
		name := l.Name.In(lang)
		if l.Kind != surveys.LineCompetitor {
			name = locales.T(lang, "report.line."+string(l.Kind), nil)
		}
		dash := map[surveys.LineKind]string{surveys.LineCurrent: "solid", surveys.LineTarget: "dash"}[l.Kind]
		if dash == "" {
			dash = "sysDot"
		}
		for _, want := range []string{"<v>" + strings.ReplaceAll(name, "&", "&amp;") + "</v>", `prstDash val="` + dash + `"`} {
			if !strings.Contains(series[i], want) {
				t.Errorf("series %d lacks %s", i, want)
			}
		}
		for k, c := range r.Categories {
			point := `<pt idx="` + strconv.Itoa(k) + `"><v>`
			_, values, _ := strings.Cut(series[i], "<val>")
			_, got, found := strings.Cut(values, point)
			got, _, _ = strings.Cut(got, "</v>")
			value := c.Scores[i].Score.Value
			if found != (value != nil) || found && got != strconv.FormatFloat(*value, 'g', -1, 64) {
				t.Errorf("%s, %s: drawn %q", name, c.Code, got)
			}
		}
	}
}
