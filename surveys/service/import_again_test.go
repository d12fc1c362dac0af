package service_test

import (
	"context"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// dieAt imports rows and ends the import at the given look at the clock.
func (d *desk) dieAt(look int, rows [][]string, change ...func(in *service.ImportInput)) {
	d.t.Helper()
	ctx, die := context.WithCancel(context.Background())
	defer die()
	looks := 0
	d.tick = func() {
		if looks++; looks == look {
			die()
		}
	}
	defer func() { d.tick = nil }()
	in := service.ImportInput{InstrumentCode: "parks", FileName: "parks.csv", FileHash: service.HashFile([]byte("file")), Rows: rows}
	for _, c := range change {
		c(&in)
	}
	if _, err := d.ImportResponses(ctx, d.Actor("alice"), in); err == nil {
		d.t.Fatal("the import did not die")
	}
}

// wantStored compares what is stored at all, what lists show and what figures count.
func (d *desk) wantStored(first, second int64) {
	d.t.Helper()
	for visible, what := range map[bool]string{false: "stored", true: "visible"} {
		n, err := store.CountResponses(context.Background(), d.Store.Read(), d.A.Scope(), store.ResponseFilter{VisibleOnly: visible})
		if err != nil || int64(n) != first+second {
			d.t.Errorf("%d %s, want %d; %v", n, what, first+second, err)
		}
	}
	if n := d.shares("sat"); n["first"] != first || n["second"] != second || n["n"] != first+second {
		d.t.Errorf("counted %v, want %d and %d", n, first, second)
	}
}

// A file that is loaded again because its bad rows are good by now may die as well, and is finished like the first one.
func TestInterruptedSecondImport(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		d.Cast.Publish(t, d.A.One, "parks", parkSurvey())
		rows := [][]string{{"sat", "location"}, {"low", d.A.One.Locations[0].Code}, {"high", "new-place"}}
		partial := func(in *service.ImportInput) { in.Partial = true }
		if r, err := d.importRows(rows, "file", partial); err != nil || r.Stored != 1 || r.BadRows != 1 {
			t.Fatalf("%+v %v", r, err)
		}
		l := *d.A.One.Locations[0]
		_, err := d.CreateLocation(context.Background(), d.Actor("alice"), service.NewLocation{ClientID: l.ClientID, UnitID: l.UnitID,
			BrandID: l.BrandID, Code: "new-place", Name: both("新", "new"), Kind: "shop"})
		must(t, err)
		d.dieAt(6, rows, partial) // two rows checked, begun, two rows read and stored; the look that follows shows them
		n, err := store.CountResponses(context.Background(), st.Read(), d.A.Scope(), store.ResponseFilter{})
		if err != nil || n != 2 {
			t.Fatalf("it died with %d stored; %v", n, err)
		}
		r, err := d.importRows(rows, "file", partial)
		if err != nil || r.ImportID.IsZero() {
			t.Errorf("finished: %+v %v", r, err)
		}
		d.wantStored(1, 1)
		if r, err = d.importRows(rows, "file", partial); err != nil || r.Stored != 0 || !r.ImportID.IsZero() {
			t.Errorf("once more: %+v %v", r, err)
		}
		d.wantStored(1, 1)
	})
}

// What an interrupted import left is not mixed with what the file says when its columns are read otherwise.
func TestInterruptedImportWithAnotherMapping(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		d.Cast.Publish(t, d.A.One, "parks", parkSurvey())
		rows := [][]string{{"before", "after", "Freq", "weight"}, {"low", "high", "1500", "1200"}, {"low", "high", "1500", "1300"}}
		reads := func(column, frequency string) func(in *service.ImportInput) {
			return func(in *service.ImportInput) {
				in.Mapping, in.FrequencyColumn = map[string]string{column: "sat"}, frequency
			}
		}
		d.dieAt(5, rows, reads("before", "")) // a batch of a thousand is stored
		r, err := d.importRows(rows, "file", reads("after", ""))
		if err != nil || r.Stored != 3000 {
			t.Errorf("by another mapping: %+v %v", r, err)
		}
		d.wantStored(0, 3000)
		if r, err = d.importRows(rows, "file", reads("AFTER ", "")); err != nil || r.Stored != 0 || !r.ImportID.IsZero() {
			t.Errorf("the same mapping in other letters: %+v %v", r, err)
		}
		in := func(in *service.ImportInput) { in.FileHash = service.HashFile([]byte("other")) }
		d.dieAt(5, rows, reads("before", ""), in)
		if r, err = d.importRows(rows, "other", reads("before", "weight")); err != nil || r.Stored != 2500 {
			t.Errorf("by another frequency: %+v %v", r, err)
		}
		d.wantStored(2500, 3000)
	})
}

// An import that is still at work when the file is read otherwise stops, and leaves nothing.
func TestImportIsOvertaken(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		d.Cast.Publish(t, d.A.One, "parks", parkSurvey())
		rows := [][]string{{"before", "after", "Freq"}, {"low", "high", "1500"}, {"low", "high", "1500"}}
		looks := 0
		d.tick = func() {
			if looks++; looks == 5 {
				d.tick = nil
				r, err := d.importRows(rows, "file", func(in *service.ImportInput) { in.Mapping = map[string]string{"after": "sat"} })
				if err != nil || r.Stored != 3000 {
					t.Errorf("the second one: %+v %v", r, err)
				}
			}
		}
		_, err := d.importRows(rows, "file", func(in *service.ImportInput) { in.Mapping = map[string]string{"before": "sat"} })
		d.refused(err, surveys.Conflict, "import.overtaken")
		d.wantStored(0, 3000)
		looks = 0
		rows[1][0] = "high"
		d.tick = func() { // the same reading at the same time: one finishes, the other has nothing left to do
			if looks++; looks == 5 {
				d.tick = nil
				if r, err := d.importRows(rows, "twin", func(in *service.ImportInput) { in.Mapping = map[string]string{"before": "sat"} }); err != nil || r.Stored != 2000 {
					t.Errorf("the twin: %+v %v", r, err)
				}
			}
		}
		r, err := d.importRows(rows, "twin", func(in *service.ImportInput) { in.Mapping = map[string]string{"before": "sat"} })
		if err != nil || r.Stored != 1000 {
			t.Errorf("%+v %v", r, err)
		}
		d.wantStored(1500, 4500)
	})
}
