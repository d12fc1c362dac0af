package main

import (
	"database/sql"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/surveytest"
)

// Figures that were damaged are derived anew from the responses.
func TestRebuild(t *testing.T) {
	surveytest.EachURL(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		live := d.Publish(t, d.A.One, "housing", surveytest.Library(t, "housing"))
		d.Publish(t, d.A.One, "card", surveytest.Library(t, "cmm-e"))
		d.must("import", "responses", housingFile, "--survey", "housing")
		for _, args := range [][]string{{"--survey", "housing"}, {"--all"}} {
			damage(t, address)
			if n := d.counted(live.Instrument.ID); n == 1681 {
				t.Fatal("the damage does not show")
			}
			if out := d.must(append([]string{"rebuild"}, args...)...); out != "housing\n" {
				t.Errorf("%v said %q", args, out)
			}
			if n := d.counted(live.Instrument.ID); n != 1681 {
				t.Errorf("after %v n = %d", args, n)
			}
			d.checkHousing(live.Instrument.ID)
		}
		_, err := d.run("rebuild", "--survey", "nowhere")
		if surveys.KindOf(err) != surveys.NotFound || !strings.Contains(describe(err, "en"), "--survey nowhere") {
			t.Errorf("a survey that is not there: %v", err)
		}
		for _, args := range [][]string{{"rebuild"}, {"rebuild", "--all", "--survey", "housing"}} {
			if _, err := d.run(args...); err == nil {
				t.Errorf("%v was taken", args)
			}
		}
	})
}

// counted is how many responses the figures of a survey hold.
func (d *desk) counted(id surveys.ID) int64 {
	d.t.Helper()
	var r report.Satisfaction
	if status := d.ask("alice", "/instruments/"+id.String()+"/results", &r); status != 200 {
		d.t.Fatalf("answer %d", status)
	}
	return r.Header.Responses
}

// damage makes every figure wrong behind the program's back.
func damage(t *testing.T, address string) {
	t.Helper()
	driver, source := "pg", address
	if path, lite := strings.CutPrefix(address, "sqlite://"); lite {
		driver, source = "sqlite", "file:"+path+"?_pragma=busy_timeout(10000)"
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{"UPDATE histogram_months SET n = n + 1", "UPDATE histograms SET n = n + 1", "DELETE FROM answers"} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
}
