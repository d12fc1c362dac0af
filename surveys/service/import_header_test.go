package service_test

import (
	"context"
	"errors"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// What the header lacks is said once, at the header, with what could not be read, and nothing is stored.
func TestImportHeaderIsChecked(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		survey := visitSurvey()
		survey.Sections[0].Items[0].Required = true
		live := d.Cast.Publish(t, d.A.One, "visits", survey)
		tests := []struct {
			name    string
			mapping map[string]string
			rows    [][]string
			want    []string
		}{
			{"misspelt", nil, [][]string{{"scroe", "came"}, {"9", "2026-11-02"}}, []string{"row 1: import.item_missing", "row 1: import.unread"}},
			{"missing", nil, [][]string{{"came"}, {"2026-11-02"}}, []string{"row 1: import.item_missing"}},
			{"mapping of nothing", map[string]string{"Nope": "came"}, [][]string{{"score"}, {"9"}}, []string{"row 1: import.mapping_header"}},
			{"future", nil, [][]string{{"score", "date"}, {"9", "2099-01-01"}, {"8", "2026-11-02"}}, []string{"row 2, column date: import.future"}},
		}
		for _, test := range tests {
			r, err := d.ImportResponses(context.Background(), d.Actor("alice"), service.ImportInput{InstrumentCode: "visits", FileName: "a.csv",
				FileHash: service.HashFile([]byte(test.name)), Rows: test.rows, Mapping: test.mapping})
			if surveys.KindOf(err) != surveys.Invalid {
				t.Fatalf("%s: %v", test.name, err)
			}
			if r == nil || len(r.Errors) == 0 {
				r = &service.ImportReport{Errors: eachError(err)}
			}
			wantErrors(t, r, test.want...)
		}
		list, err := d.ListResponses(context.Background(), d.Actor("alice"), store.ResponseFilter{InstrumentID: live.Instrument.ID}, surveys.Page{})
		must(t, err)
		if len(list.Items) != 0 {
			t.Errorf("%d responses of refused files", len(list.Items))
		}
	})
}

// eachError lists what an error says, one by one.
func eachError(err error) []*surveys.Error {
	var e *surveys.Error
	if !errors.As(err, &e) {
		return nil
	}
	if len(e.More) > 0 {
		return e.More
	}
	return []*surveys.Error{e}
}
