package touchstone_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const goodDoc = "Package x is described here in enough words to say what it is for."

func TestCleanRoomBreaksNothing(t *testing.T) {
	rooms := []room{
		{path: "server", doc: goodDoc, files: []string{"routes.go"}, imports: []string{"touchstone/surveys/service", "github.com/labstack/echo/v4", "net/http"},
			testImports: []string{"touchstone/surveys/surveytest", "touchstone/migrations", "github.com/xuri/excelize/v2", "touchstone/server"}},
		{path: "surveys", doc: goodDoc, imports: []string{"errors", "database/sql/driver", "crypto/rand"}},
		{path: "surveys/measure", doc: goodDoc, imports: []string{"touchstone/surveys", "gonum.org/v1/gonum/stat", "math"}},
		{path: "surveys/bench", doc: goodDoc, imports: []string{"touchstone/surveys/store", "github.com/uptrace/bun", "github.com/xuri/excelize/v2"}},
		{path: "cmd/touchstone", doc: goodDoc, imports: []string{"touchstone/server", "touchstone/surveys/bench", "github.com/alecthomas/kong"}},
	}
	if got := violations(rooms); len(got) != 0 {
		t.Errorf("rules that nobody broke: %v", got)
	}
}

// TestEveryRuleCanFail plants one violation of each rule and wants exactly its sentence.
func TestEveryRuleCanFail(t *testing.T) {
	tests := []struct {
		planted room
		want    string
	}{
		{room{path: "server", imports: []string{"touchstone/surveys/store"}}, "server may not import surveys/store"},
		{room{path: "surveys", imports: []string{"touchstone/surveys/logic"}}, "surveys may not import surveys/logic"},
		{room{path: "surveys", imports: []string{"github.com/google/uuid"}}, "surveys may not import github.com/google/uuid"},
		{room{path: "surveys/logic", imports: []string{"os"}}, "surveys/logic is pure"},
		{room{path: "surveys/logic", imports: []string{"gonum.org/v1/gonum/stat"}}, "surveys/logic may not import gonum.org"},
		{room{path: "surveys/report", imports: []string{"touchstone/locales"}}, "surveys/report may not import locales"},
		{room{path: "surveys/service", imports: []string{"touchstone/surveys/surveytest"}}, "for tests only"},
		{room{path: "cmd/touchstone", imports: []string{"touchstone/surveys/surveytest"}}, "for tests only"},
		{room{path: "surveys/bench", imports: []string{"touchstone/surveys/surveytest"}}, "for tests only"},
		{room{path: "surveys/service", imports: []string{"github.com/labstack/echo/v4"}}, "stays in server"},
		{room{path: "cmd/touchstone", imports: []string{"github.com/danielgtaylor/huma/v2"}}, "stays in server"},
		{room{path: "surveys/service", imports: []string{"github.com/uptrace/bun/dialect/pgdialect"}}, "stays in surveys/store"},
		{room{path: "surveys/service", imports: []string{"github.com/xuri/excelize/v2"}}, "stays in surveys/report"},
		{room{path: "server", imports: []string{"github.com/nicksnyder/go-i18n/v2/i18n"}}, "stays in locales"},
		{room{path: "surveys/report", testImports: []string{"touchstone/surveys/store"}}, "the tests of surveys/report may not import surveys/store"},
		{room{path: "server", testImports: []string{"github.com/uptrace/bun"}}, "the tests of server may not import github.com/uptrace/bun"},
		{room{path: "surveys/mail"}, "surveys/mail has no line"},
		{room{path: "server", files: []string{"utils.go"}}, `"utils.go" says nothing`},
		{room{path: "server", files: []string{"helper_test.go"}}, `"helper_test.go" says nothing`},
	}
	for _, test := range tests {
		test.planted.doc = goodDoc
		got := violations([]room{test.planted})
		if len(got) != 1 || !strings.Contains(got[0], test.want) {
			t.Errorf("%+v: got %q, want one sentence with %q", test.planted, got, test.want)
		}
	}
	for _, doc := range []string{"", "Package server.", "Server does things that are described here in some length."} {
		if got := violations([]room{{path: "server", doc: doc}}); len(got) != 1 || !strings.Contains(got[0], "no package comment") {
			t.Errorf("package comment %q passed: %q", doc, got)
		}
	}
	if got := violations([]room{{path: "surveys/common", doc: goodDoc}}); len(got) != 2 {
		t.Errorf("a room named common: %q", got)
	}
}

func TestReadRoomsSeesEveryFile(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"a/a.go":                       "// Package a is read.\npackage a\n\nimport \"fmt\"\n",
		"a/a_test.go":                  "package a_test\n\nimport \"testing\"\n",
		"a/mutant.go":                  "//go:build mutant\n\npackage a\n\nimport \"os\"\n",
		"frontend/node_modules/x/x.go": "package x\n",
		"a/testdata/y.go":              "package y\n",
	} {
		if err := os.MkdirAll(filepath.Join(root, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	rooms := readRooms(t, root)
	if len(rooms) != 1 {
		t.Fatalf("rooms = %+v, want one", rooms)
	}
	a := rooms[0]
	if a.path != "a" || strings.Join(a.imports, " ") != "fmt os" || strings.Join(a.testImports, " ") != "testing" || a.doc != "Package a is read.\n" {
		t.Errorf("room = %+v", a)
	}
}
