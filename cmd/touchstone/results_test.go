package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

const housingFile = "../../surveys/report/testdata/housing.csv"

func TestHousing(t *testing.T) {
	surveytest.EachURL(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		live := d.Publish(t, d.A.One, "housing", surveytest.Library(t, "housing"))
		if out := d.must("import", "responses", housingFile, "--survey", "housing", "--default-lang", "en"); !strings.Contains(out, "1,681 new responses stored") {
			t.Errorf("said %q", out)
		}
		d.checkHousing(live.Instrument.ID)
		if out := d.must("import", "responses", housingFile, "--survey", "housing", "--default-lang", "en"); !strings.Contains(out, "0 new responses stored") {
			t.Errorf("the second time it said %q", out)
		}
		d.checkHousing(live.Instrument.ID)
		if status := d.ask("mallory", "/instruments/"+live.Instrument.ID.String()+"/results", nil); status != http.StatusNotFound {
			t.Errorf("another organisation got %d", status)
		}
		var paths []string
		for _, lang := range locales.Languages() {
			paths = append(paths, d.checkWorkbook("housing", live.Instrument.ID, lang), d.workbook("responses", "housing", lang))
		}
		if strings.HasPrefix(address, "sqlite") { // the other engine's equal them
			opensInOffice(t, paths...)
		}
	})
}

// checkHousing looks at the printed table through the API.
func (d *desk) checkHousing(id surveys.ID) {
	d.t.Helper()
	var r report.Satisfaction
	var g report.Groups
	if a, b := d.ask("alice", "/instruments/"+id.String()+"/results", &r), d.ask("alice", "/instruments/"+id.String()+"/groups", &g); a != 200 || b != 200 {
		d.t.Fatalf("answers %d and %d", a, b)
	}
	if r.Header.Responses != 1681 || r.Items[0].N != 1681 || len(g.Tables) != 3 {
		d.t.Errorf("n = %d, %d tables", r.Header.Responses, len(g.Tables))
	}
	got := map[string][]int64{}
	for _, row := range g.Tables[1].Rows {
		for _, c := range row.Cells {
			got[row.Code] = append(got[row.Code], c.Count)
		}
	}
	for group, want := range map[string][]int64{"tower": {99, 101, 200}, "apartment": {271, 192, 302}, "atrium": {64, 79, 96}, "terrace": {133, 74, 70}} {
		if !slices.Equal(got[group], want) {
			d.t.Errorf("%s is %v, want %v", group, got[group], want)
		}
	}
}

// checkWorkbook exports the satisfaction report and holds it against the API.
func (d *desk) checkWorkbook(survey string, id surveys.ID, lang string) string {
	d.t.Helper()
	var r report.Satisfaction
	var g report.Groups
	if a, b := d.ask("alice", "/instruments/"+id.String()+"/results", &r), d.ask("alice", "/instruments/"+id.String()+"/groups", &g); a != 200 || b != 200 {
		d.t.Fatalf("answers %d and %d", a, b)
	}
	var words surveys.List[report.Verbatim]
	if status := d.ask("alice", "/instruments/"+id.String()+"/verbatims?limit=200", &words); status != 200 {
		d.t.Fatalf("answer %d", status)
	}
	path := d.workbook("satisfaction", survey, lang)
	w := openWalker(d.t, path, lang)
	if r.Header.Responses == 0 {
		w.unanswered(r)
		return path
	}
	w.satisfaction(r)
	w.groups(g)
	w.nothingElse(r, g, words)
	for _, v := range words.Items {
		w.row("words", []string{v.Text, v.Lang}, nil)
	}
	if w.seen < 20 {
		d.t.Errorf("only %d figures were compared", w.seen)
	}
	d.t.Logf("%s %s: %d figures", survey, lang, w.seen)
	return path
}

// target sets what a measure of a survey should reach, everywhere and always.
func (d *desk) target(live *surveytest.Live, measure string, value float64) {
	d.t.Helper()
	err := d.Store.InTx(context.Background(), func(ctx context.Context, db store.DB) error {
		return store.UpsertTarget(ctx, db, &surveys.Target{OrgID: d.A.Org.ID, ID: surveys.NewID(surveytest.Start), ClientID: d.A.One.ID,
			InstrumentID: live.Instrument.ID, Measure: measure, Value: value, Bands: []surveys.Band{}})
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

func TestSatisfactionWorkbookEqualsTheAPI(t *testing.T) {
	surveytest.EachURL(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		live := d.Publish(t, d.A.One, "visit", surveytest.Library(t, "after-visit"))
		empty := d.Publish(t, d.A.One, "empty", surveytest.Library(t, "after-visit"))
		d.AddWave(t, live, "visit-w1", 20251101, 20251130)
		d.AddWave(t, live, "visit-w2", 20261001, 20261031)
		d.AddWave(t, live, "visit-w3", 20261101, 20261130)
		d.target(live, report.MeasureIndex, 70)
		d.target(live, report.MeasureNPS, -20)
		if out := d.must("import", "responses", d.visits(), "--survey", "visit"); !strings.Contains(out, "486") {
			t.Errorf("said %q", out)
		}
		var r report.Satisfaction
		if d.ask("alice", "/instruments/"+live.Instrument.ID.String()+"/results", &r); r.Header.YearAgoWave == nil || len(r.Tiles) != 4 ||
			len(r.Trend) != 3 || r.Tiles[0].Target == nil || len(r.Locations) != 4 || len(r.Units) != 4 {
			t.Errorf("the sample is too thin: %+v", r.Header)
		}
		var paths []string
		for _, lang := range locales.Languages() {
			paths = append(paths, d.checkWorkbook("visit", live.Instrument.ID, lang), d.checkWorkbook("empty", empty.Instrument.ID, lang),
				d.workbook("responses", "visit", lang))
		}
		if n := charts(t, paths[0]); n < 6 {
			t.Errorf("only %d charts", n)
		}
		if strings.HasPrefix(address, "sqlite") { // the other engine's equal them
			opensInOffice(t, paths...)
		}
		if missing := locales.Missing(); len(missing) > 0 {
			t.Errorf("texts that could not be said: %q", missing)
		}
	})
}

func TestImportNamesBadRowsInTheLanguage(t *testing.T) {
	d := newDesk(t, surveytest.SQLite(t))
	live := d.Publish(t, d.A.One, "housing", surveytest.Library(t, "housing"))
	path := filepath.Join(d.dir, "bad.csv")
	if err := os.WriteFile(path, []byte("满意,Infl,Type,Cont,频数\nLow,Low,Tower,Low,2\nLow,Low,Castle,Low,2\nLow,Low,Tower,Low,x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	mapping := filepath.Join(d.dir, "mapping.yaml")
	if err := os.WriteFile(mapping, []byte("满意: sat\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := d.run("import", "responses", path, "--survey", "housing", "--mapping", mapping)
	if said := describe(err, "zh"); err == nil || !strings.Contains(said, "第 3 行“Type”列：没有选项“Castle”") || !strings.Contains(said, "第 4 行“频数”列") {
		t.Errorf("said %s", said)
	}
	var r report.Satisfaction
	if d.ask("alice", "/instruments/"+live.Instrument.ID.String()+"/results", &r); r.Header.Responses != 0 {
		t.Errorf("%d responses of a refused file", r.Header.Responses)
	}
	out := d.must("import", "responses", path, "--survey", "housing", "--mapping", mapping, "--partial")
	if !strings.Contains(out, "第 3 行“Type”列：没有选项“Castle”") || !strings.Contains(out, "新存入 2 份答卷") || !strings.Contains(out, "跳过 2 行") {
		t.Errorf("said %s", out)
	}
	for _, args := range [][]string{{"import", "responses", path, "--survey", "nowhere"}, {"export", "satisfaction", "--survey", "nowhere"},
		{"export", "satisfaction", "--survey", "housing", "--wave", "w9"}, {"export", "responses", "--survey", "housing", "--location", "x"},
		{"import", "responses", path + "x", "--survey", "housing"}} {
		if _, err := d.run(args...); surveys.KindOf(err) != surveys.NotFound {
			t.Errorf("%q: %v", args, err)
		}
	}
	name := d.must("export", "satisfaction", "--survey", "housing", "--out", d.dir, "--lang", "en")
	if base := filepath.Base(strings.TrimSpace(name)); !strings.HasSuffix(base, "_Tenants’ housing satisfaction survey_Customer satisfaction report.xlsx") {
		t.Errorf("the file is called %s", base)
	}
}
