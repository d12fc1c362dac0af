package migrations_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/uptrace/bun"

	"touchstone/migrations"
	"touchstone/surveys"
)

// The lists of verbs that organisations were made with before 24 November 2026.
const (
	oldManager = `["place.read","instrument.read","response.read","result.read","result.export","visit.read","assessment.read","key.manage"]`
	oldAdmin   = `["place.read","place.edit","instrument.read","instrument.edit","instrument.publish","response.read","response.write","response.import","result.read","result.export","visit.read","visit.plan","visit.fill","visit.review","visit.publish","assessment.read","assessment.edit","target.edit","user.manage","key.manage","audit.read"]`
)

// An organisation made by an older binary ends up with the same built-in roles as one made by this, and a role that
// somebody changed stays.
func TestOldRolesGetNewVerbs(t *testing.T) {
	each(t, func(t *testing.T, db *bun.DB) {
		run(t, db, filesBefore(t, "20261124000000"), "")
		rows := []surveys.Role{
			{OrgID: surveys.ID{1}, ID: surveys.ID{1}, Code: "manager", Name: surveys.Text{}, Verbs: verbs(t, oldManager)},
			{OrgID: surveys.ID{1}, ID: surveys.ID{2}, Code: "administrator", Name: surveys.Text{}, Verbs: verbs(t, oldAdmin)},
			{OrgID: surveys.ID{1}, ID: surveys.ID{3}, Code: "viewer", Name: surveys.Text{}, Verbs: verbs(t, `["result.read"]`)},
			{OrgID: surveys.ID{2}, ID: surveys.ID{4}, Code: "manager", Name: surveys.Text{}, Verbs: verbs(t, `["place.read"]`)},
		}
		if _, err := db.NewInsert().Model(&rows).Exec(context.Background()); err != nil {
			t.Fatal(err)
		}
		if err := migrations.New().Run(context.Background(), db); err != nil {
			t.Fatal(err)
		}
		var now []surveys.Role
		if err := db.NewSelect().Model(&now).OrderExpr("id").Scan(context.Background()); err != nil {
			t.Fatal(err)
		}
		want := [][]surveys.Verb{builtIn("manager"), builtIn("administrator"), {surveys.ResultRead}, {surveys.PlaceRead}}
		for i, r := range now {
			if !slices.Equal(r.Verbs, want[i]) {
				t.Errorf("role %d (%s) has %v, want %v", i+1, r.Code, r.Verbs, want[i])
			}
		}
	})
}

func builtIn(code string) []surveys.Verb {
	i := slices.IndexFunc(surveys.BuiltInRoles, func(r surveys.Role) bool { return r.Code == code })
	return surveys.BuiltInRoles[i].Verbs
}

func verbs(t *testing.T, list string) (out []surveys.Verb) {
	t.Helper()
	if err := json.Unmarshal([]byte(list), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// filesBefore are the steps up to a time, as a binary of then brought them.
func filesBefore(t *testing.T, stamp string) map[string]string {
	t.Helper()
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, n := range names {
		if strings.Compare(n, stamp) >= 0 {
			continue
		}
		body, err := fs.ReadFile(migrations.Files, n)
		if err != nil {
			t.Fatal(err)
		}
		out[n] = string(body)
	}
	return out
}
