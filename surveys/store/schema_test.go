package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// models are the rows of all tables.
var models = []any{
	surveys.Org{}, surveys.Client{}, surveys.Unit{}, surveys.Brand{}, surveys.Location{}, surveys.Touchpoint{}, surveys.Staff{},
	surveys.User{}, surveys.Role{}, surveys.Grant{}, surveys.Session{}, surveys.APIKey{}, surveys.AuditRow{}, surveys.Job{},
	surveys.Instrument{}, surveys.Version{}, surveys.Programme{}, surveys.Wave{}, surveys.Channel{}, surveys.PublicCode{},
	surveys.Import{}, surveys.Response{}, surveys.Draft{}, surveys.OutboxRow{}, surveys.AnswerRow{}, surveys.Histogram{},
	store.OptionCount{}, surveys.Visit{}, surveys.VisitEvent{}, surveys.Evidence{}, surveys.Assessment{}, surveys.AssessmentLine{},
	surveys.Rating{}, surveys.Target{},
}

// unmodelled are tables that nothing reads yet, or that share a model with another.
var unmodelled = []string{"contacts", "histogram_months", "response_contacts", "schema_steps", "staff_posts"}

func columnsIn(t *testing.T, st *store.Store) map[string][]string {
	t.Helper()
	query := "SELECT m.name AS tbl, c.name AS col FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
	if st.Postgres() {
		query = "SELECT table_name::text AS tbl, column_name::text AS col FROM information_schema.columns WHERE table_schema = 'public'"
	}
	rows, err := st.Query(context.Background(), query)
	must(t, err)
	tables := map[string][]string{}
	for _, r := range rows {
		name := fmt.Sprintf("%s", r["tbl"])
		tables[name] = append(tables[name], fmt.Sprintf("%s", r["col"]))
	}
	return tables
}

// The models have exactly the columns of the migrated schema, on both engines.
func TestModelsMatchSchema(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		tables := columnsIn(t, st)
		if len(tables) < len(models) {
			t.Fatalf("only %d tables were found", len(tables))
		}
		months, days := slices.Sorted(slices.Values(tables["histogram_months"])), slices.Sorted(slices.Values(tables["histograms"]))
		if !slices.Equal(months, days) || len(days) == 0 {
			t.Errorf("months have %v, days have %v", months, days)
		}
		for _, m := range models {
			table, want := st.ColumnsOf(m)
			got := tables[table]
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%T: model has %v, table %s has %v", m, want, table, got)
			}
			delete(tables, table)
		}
		for table := range tables {
			if !slices.Contains(unmodelled, table) {
				t.Errorf("no model is compared with the table %s", table)
			}
		}
	})
}
