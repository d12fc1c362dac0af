package service_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// parkSurvey is a survey as somebody might have taken it before: an outcome and two groups.
func parkSurvey() surveys.Document {
	two := func(zh, en string) surveys.Text { return surveys.Text{"zh": zh, "en": en} }
	return surveys.Document{Schema: 1, Kind: surveys.Survey, Title: two("公园", "Parks"), Languages: []string{"zh", "en"},
		Sections: []surveys.Section{{Code: "main", Title: two("全部", "All"), Items: []surveys.Item{
			{Code: "sat", Type: surveys.TypeSingle, Required: true, Outcome: true, Label: two("满意度", "Satisfaction"), Options: []surveys.Option{
				{Code: "low", Label: two("低", "Low")}, {Code: "high", Label: two("高", "High")}}},
			{Code: "park", Type: surveys.TypeSingle, Group: true, Label: two("公园", "Which park"), Options: []surveys.Option{
				{Code: "lake", Label: two("湖滨", "Lakeside")}, {Code: "hill", Label: two("山顶", "Hilltop")}}},
			{Code: "uses", Type: surveys.TypeMulti, Label: two("用途", "Uses"), Options: []surveys.Option{
				{Code: "run", Label: two("跑步", "Running")}, {Code: "rest", Label: two("休息", "Resting")}}},
			{Code: "score", Type: surveys.TypeNPS, Label: two("推荐", "Recommend")},
			{Code: "words", Type: surveys.TypeLongText, Label: two("意见", "Words")},
		}}}}
}

func parkRows() [][]string {
	return [][]string{
		{"Sat", "which PARK", "频数", "用途", "note"},
		{"Low", "Lakeside", "3", "Running; 休息", "x"},
		{"高", "hill", "5", "", ""},
		{"HIGH", "湖滨", "0", "run", ""},
		{"high", "lake", "２", "", ""},
	}
}

func (d *desk) importRows(rows [][]string, hash string, change ...func(in *service.ImportInput)) (*service.ImportReport, error) {
	in := service.ImportInput{InstrumentCode: "parks", FileName: "parks.csv", FileHash: service.HashFile([]byte(hash)), Rows: rows}
	for _, c := range change {
		c(&in)
	}
	return d.importLater(in)
}

// importLater imports three weeks after the start: the days of a file may not lie ahead.
func (d *desk) importLater(in service.ImportInput) (*service.ImportReport, error) {
	now := d.now
	defer func() { d.now = now }()
	d.now = now.AddDate(0, 0, 21)
	return d.ImportResponses(context.Background(), d.Actor("alice"), in)
}

func (d *desk) shares(item string) map[string]int64 {
	d.t.Helper()
	list, err := store.ListHistograms(context.Background(), d.Store.Read(), d.A.Scope(), store.HistogramFilter{Items: []string{item}})
	if err != nil {
		d.t.Fatal(err)
	}
	n := map[string]int64{}
	for _, h := range list {
		n["n"] += h.N
		n["first"] += h.C0
		n["second"] += h.C1
	}
	return n
}

func TestImport(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		d.Cast.Publish(t, d.A.One, "parks", parkSurvey())
		report, err := d.importRows(parkRows(), "file")
		if err != nil {
			t.Fatal(err)
		}
		if report.Rows != 4 || report.Responses != 10 || report.Stored != 10 || report.BadRows != 0 || !slices.Equal(report.Ignored, []string{"note"}) ||
			report.Columns["Sat"] != "sat" || report.Columns["which PARK"] != "park" || report.Columns["频数"] != "frequency" {
			t.Errorf("%+v", report)
		}
		if s, p, u := d.shares("sat"), d.shares("park"), d.shares("uses"); s["n"] != 10 || s["first"] != 3 || p["first"] != 5 || p["second"] != 5 ||
			u["n"] != 3 || u["first"] != 3 || u["second"] != 3 {
			t.Errorf("sat %v, park %v, uses %v", s, p, u)
		}
		again, err := d.importRows(parkRows(), "file")
		if err != nil || again.Stored != 0 || !again.ImportID.IsZero() || d.shares("sat")["n"] != 10 {
			t.Errorf("the same file again: %+v %v", again, err)
		}
		if other, err := d.importRows(parkRows(), "another file"); err != nil || other.Stored != 10 || d.shares("sat")["n"] != 20 {
			t.Errorf("another file with the same rows: %+v %v", other, err)
		}
	})
}

// One bad row: its errors name row and column, and nothing is stored, unless the rest is wanted.
func TestImportOfBadRows(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		d.Cast.Publish(t, d.A.One, "parks", parkSurvey())
		rows := append(parkRows(), []string{"so-so", "lake", "many", "", ""}, []string{"", "hill", "1", "swim", ""})
		report, err := d.importRows(rows, "file")
		d.refused(err, surveys.Invalid, "import.bad_rows")
		var got []string
		for _, e := range report.Errors {
			got = append(got, e.Field+": "+e.Key)
		}
		want := []string{"row 6, column Sat: import.option", "row 6, column 频数: import.frequency", "row 7, column 用途: import.option"}
		if !slices.Equal(got, want) || report.BadRows != 2 {
			t.Errorf("errors are\n%s", strings.Join(got, "\n"))
		}
		if n := d.shares("sat"); n["n"] != 0 {
			t.Errorf("%d responses of a refused file", n["n"])
		}
		partial := func(in *service.ImportInput) { in.Partial = true }
		if report, err = d.importRows(rows, "file", partial); err != nil || report.Stored != 10 || report.BadRows != 2 {
			t.Fatalf("%+v %v", report, err)
		}
		// The survey learns the missing words in its next version; the same file then brings what was refused.
		rows[5], rows[6] = []string{"low", "lake", "1", "", ""}, []string{"", "hill", "1", "", ""}
		report, err = d.importRows(rows, "file", partial)
		if err != nil || report.Stored != 1 || report.BadRows != 1 || report.Errors[0].Field != "row 7, column Sat" || report.Errors[0].Key != "answer.required" {
			t.Fatalf("%+v %v", report, err)
		}
		if n := d.shares("sat"); n["n"] != 11 {
			t.Errorf("n = %d, want 11", n["n"])
		}
	})
}

func TestImportMappingAndPlaces(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		live := d.Cast.Publish(t, d.A.One, "parks", parkSurvey())
		wave := d.AddWave(t, live, "parks-w1", 20260901, 20260930)
		shop := d.A.One.Locations[0]
		rows := [][]string{{"q1", "shop", "日期", "lang", "uses.run", "uses.rest", "weight", "Internal no.", "Extra"},
			{"low", shop.Code, "2026年9月30日", "en", "1", "0", "2", "17", "x"}}
		report, err := d.importRows(rows, "file", func(in *service.ImportInput) {
			in.Mapping, in.FrequencyColumn = map[string]string{"Q1": "sat", "shop": "location", "internal NO.": ""}, "Weight"
		})
		if err != nil || report.Stored != 2 {
			t.Fatalf("%+v %v", report, err)
		}
		if !slices.Equal(report.Ignored, []string{"Extra"}) {
			t.Errorf("not recognised: %q, but the mapping leaves a column out on purpose", report.Ignored)
		}
		list, err := d.ListResponses(context.Background(), d.Actor("alice"), store.ResponseFilter{InstrumentID: live.Instrument.ID}, surveys.Page{})
		if err != nil || len(list.Items) != 2 {
			t.Fatal(list, err)
		}
		r := list.Items[0]
		if r.LocationID != shop.ID || r.LocalDay != 20260930 || r.WaveID != wave.ID || r.Lang != "en" || r.Source != surveys.SourceImport ||
			r.ImportID != report.ImportID || !slices.Equal(r.Answers["uses"].Codes, []string{"run"}) {
			t.Errorf("stored as %+v", r)
		}
		for name, header := range map[string][]string{"import.no_columns": {"a", "b"}, "import.column_twice": {"sat", "Satisfaction"}} {
			_, err := d.importRows([][]string{header, {"low", "low"}}, name)
			d.refused(err, surveys.Invalid, name)
		}
		_, err = d.ImportResponses(context.Background(), d.Actor("bob"), service.ImportInput{InstrumentCode: "parks", Rows: rows})
		d.refused(err, surveys.Forbidden, "error.forbidden")
		_, err = d.ImportResponses(context.Background(), d.Actor("mallory"), service.ImportInput{InstrumentCode: "parks", Rows: rows})
		d.refused(err, surveys.NotFound, "error.not_found")
	})
}

// An import that died on the way shows nothing; the same file again finishes it.
func TestInterruptedImport(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		d.Cast.Publish(t, d.A.One, "parks", parkSurvey())
		var rows [][]string
		rows = append(rows, []string{"sat", "freq"}, []string{"low", "1500"}, []string{"high", "1500"})
		ctx, die := context.WithCancel(context.Background())
		looks := 0
		d.tick = func() { // two rows are checked, the import begins, the first row is stored, then the second one is read
			if looks++; looks == 5 {
				die()
			}
		}
		in := service.ImportInput{InstrumentCode: "parks", FileHash: service.HashFile([]byte("file")), Rows: rows}
		if _, err := d.ImportResponses(ctx, d.Actor("alice"), in); err == nil {
			t.Fatal("the import did not die")
		}
		d.tick = nil
		if _, err := d.Derive(context.Background()); err != nil || d.shares("sat")["n"] != 0 {
			t.Errorf("a part of an import is in figures: %v %v", d.shares("sat"), err)
		}
		report, err := d.importRows(rows, "file")
		if err != nil || report.Stored != 2000 || d.shares("sat")["n"] != 3000 || d.shares("sat")["first"] != 1500 {
			t.Errorf("finished: %+v %v, %v", report, err, d.shares("sat"))
		}
	})
}
