package server

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// apiRows reads the table of docs/api.md: what an endpoint needs, by method and path.
func apiRows(t *testing.T) map[string]string {
	t.Helper()
	raw, err := os.ReadFile("../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		cells := strings.Split(line, " | ")
		name, ok := strings.CutPrefix(cells[0], "| `")
		if ok && strings.Contains(name, " /") && len(cells) == 3 {
			rows[strings.TrimSuffix(name, "`")] = strings.Trim(cells[1], "`")
		}
	}
	return rows
}

func TestAPIPageListsEveryRouteWithItsPermission(t *testing.T) {
	rows := apiRows(t)
	for _, r := range apiRoutes {
		name := r.method + " " + strings.TrimPrefix(r.path, apiPrefix)
		need := string(r.need.verb)
		if r.need == forSignedIn {
			need = "signed in"
		}
		if got, listed := rows[name]; !listed || got != need {
			t.Errorf("%s needs %q, docs/api.md says %q", name, need, got)
		}
		delete(rows, name)
	}
	for name := range rows {
		t.Errorf("docs/api.md lists %s, which is no route", name)
	}
}

// The console's types are made from the description; the page must not fall behind it either.
func TestAPIPageListsEveryDescribedOperation(t *testing.T) {
	raw, err := os.ReadFile("../frontend/console/src/api/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var described struct {
		Paths map[string]map[string]struct {
			Summary string `json:"summary"`
		} `json:"paths"`
	}
	if err := json.Unmarshal(raw, &described); err != nil || len(described.Paths) == 0 {
		t.Fatalf("%d paths: %v", len(described.Paths), err)
	}
	rows := apiRows(t)
	for path, operations := range described.Paths {
		for method := range operations {
			name := strings.ToUpper(method) + " " + strings.TrimPrefix(path, apiPrefix)
			if _, listed := rows[name]; !listed {
				t.Errorf("docs/api.md does not list %s", name)
			}
		}
	}
}
