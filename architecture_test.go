package touchstone_test

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "touchstone"

// mayImport is who may import whom inside the module: the arrows of docs/architecture.md. "*" is everything. A package
// that has no line here fails, so a new room is a decision and not an accident.
var mayImport = map[string][]string{
	"touchstone":              {},
	"cmd/touchstone":          {"*"},
	"cmd/touchstone/killtest": {"surveys/store", "surveys"},
	"server":                  {"surveys/service", "surveys/logic", "surveys/report", "surveys", "locales", "frontend"},
	"surveys":                 {},
	"surveys/logic":           {"surveys"},
	"surveys/measure":         {"surveys"},
	"surveys/text":            {"surveys"},
	"surveys/library":         {"surveys"},
	"surveys/blob":            {"surveys"},
	"surveys/store":           {"surveys"},
	"surveys/jobs":            {"surveys/store", "surveys"},
	"surveys/report":          {"surveys/measure", "surveys"},
	"surveys/service":         {"surveys/store", "surveys/logic", "surveys/measure", "surveys/report", "surveys/text", "surveys/library", "surveys/blob", "surveys/jobs", "surveys"},
	"surveys/demo":            {"surveys/service", "surveys/store", "surveys/logic", "surveys/library", "surveys/blob", "surveys"},
	"surveys/bench":           {"*"},
	"surveys/surveytest":      {"surveys/store", "surveys/library", "surveys/blob", "migrations", "surveys"},
	"migrations":              {},
	"locales":                 {},
	"frontend":                {},
}

// forTests are what the tests of every package may import besides.
var forTests = []string{"migrations", "surveys/surveytest", "surveys"}

// forTestsOf are what the tests of one package may import besides: those of the server wire a whole program.
var forTestsOf = map[string][]string{"server": {"surveys/store", "surveys/blob", "surveys/library"}}

// onlyIn says which packages may import a foreign module; the tests of others may import those of readableInTests.
var onlyIn = map[string][]string{
	"github.com/labstack":          {"server"},
	"github.com/danielgtaylor":     {"server"},
	"github.com/uptrace/bun":       {"surveys/store", "migrations", "surveys/surveytest"},
	"modernc.org/sqlite":           {"surveys/store", "migrations", "surveys/surveytest"},
	"github.com/xuri/excelize":     {"surveys/report"},
	"github.com/nicksnyder":        {"locales"},
	"golang.org/x/text/language":   {"locales"},
	"github.com/alecthomas/kong":   {"cmd/touchstone"},
	"go.yaml.in/yaml":              {"cmd/touchstone"},
	"gonum.org/v1/gonum":           {"surveys/measure"},
	"github.com/minio":             {"surveys/blob"},
	"github.com/alexedwards/scs":   {"server"},
	"github.com/disintegration":    {"surveys/blob", "surveys/service", "surveys/report"},
	"github.com/alexedwards/argon": {"surveys/service"},
}

// readableInTests is what any test may use to look at a result from outside.
var readableInTests = []string{"github.com/xuri/excelize"}

// anyLibrary may import every foreign module: it measures them bare, beside ours.
const anyLibrary = "surveys/bench"

// pure packages compute and nothing else: no foreign module but the named ones, and no way to the outside.
var pure = map[string][]string{
	"surveys":         {},
	"surveys/logic":   {},
	"surveys/measure": {"gonum.org/v1/gonum"},
}

var (
	outside   = []string{"os", "os/exec", "net", "net/http", "database/sql", "log", "log/slog"}
	badRoom   = regexp.MustCompile(`^(utils?|helpers?|common|misc|shared|stuff)$`)
	docOpener = regexp.MustCompile(`^(Package|Command) \w+ .{40,}`)
)

// room is one package as the rules see it. Paths are relative to the module, foreign imports as they are written.
type room struct {
	path        string
	files       []string
	doc         string
	imports     []string
	testImports []string
}

func TestArchitecture(t *testing.T) {
	rooms := readRooms(t, ".")
	if len(rooms) < 4 {
		t.Fatalf("only %d packages found; the reader is broken", len(rooms))
	}
	for _, broken := range violations(rooms) {
		t.Error(broken)
	}
}

// violations returns a sentence for every rule that a package breaks, sorted.
func violations(rooms []room) []string {
	var out []string
	for _, r := range rooms {
		allowed, known := mayImport[r.path]
		if !known {
			out = append(out, fmt.Sprintf("%s has no line in mayImport: say what it may import, and draw it in docs/architecture.md", r.path))
		}
		out = append(out, brokenNames(r)...)
		for _, imported := range r.imports {
			out = append(out, brokenImport(r.path, imported, allowed, known)...)
		}
		for _, imported := range r.testImports {
			testing := slices.Concat(allowed, forTests, forTestsOf[r.path])
			out = append(out, brokenTestImport(r.path, imported, append(testing, r.path), known)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func brokenNames(r room) []string {
	var out []string
	for _, name := range append([]string{path.Base(r.path)}, r.files...) {
		if badRoom.MatchString(strings.TrimSuffix(strings.TrimSuffix(name, ".go"), "_test")) {
			out = append(out, fmt.Sprintf("%s: %q says nothing about what is in it", r.path, name))
		}
	}
	if !docOpener.MatchString(strings.ReplaceAll(r.doc, "\n", " ")) {
		out = append(out, fmt.Sprintf("%s has no package comment that says in words what it is for", r.path))
	}
	return out
}

func brokenImport(from, imported string, allowed []string, known bool) []string {
	var out []string
	if ours, ok := strings.CutPrefix(imported, module+"/"); ok {
		if ours == "surveys/surveytest" {
			return []string{from + " imports surveys/surveytest, which is for tests only"}
		}
		if known && !slices.Contains(allowed, "*") && !slices.Contains(allowed, ours) {
			out = append(out, fmt.Sprintf("%s may not import %s", from, ours))
		}
		return out
	}
	if foreign, isPure := pure[from]; isPure {
		if slices.Contains(outside, imported) {
			out = append(out, fmt.Sprintf("%s is pure and may not import %s", from, imported))
		}
		if isForeign(imported) && !slices.ContainsFunc(foreign, func(m string) bool { return within(imported, m) }) {
			return append(out, fmt.Sprintf("%s may not import %s: it stands on the standard library", from, imported))
		}
	}
	if homes := homesOf(imported); homes != nil && from != anyLibrary && !slices.Contains(homes, from) {
		out = append(out, fmt.Sprintf("%s may not import %s, which stays in %s", from, imported, strings.Join(homes, ", ")))
	}
	return out
}

func brokenTestImport(from, imported string, allowed []string, known bool) []string {
	if ours, ok := strings.CutPrefix(imported, module+"/"); ok {
		if known && !slices.Contains(allowed, "*") && !slices.Contains(allowed, ours) {
			return []string{fmt.Sprintf("the tests of %s may not import %s", from, ours)}
		}
		return nil
	}
	readable := slices.ContainsFunc(readableInTests, func(m string) bool { return within(imported, m) })
	if homes := homesOf(imported); homes != nil && !readable && from != anyLibrary && !slices.Contains(homes, from) {
		return []string{fmt.Sprintf("the tests of %s may not import %s, which stays in %s", from, imported, strings.Join(homes, ", "))}
	}
	return nil
}

// isForeign tells a module from the standard library: only the first has a host name.
func isForeign(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return strings.Contains(first, ".")
}

// within reports whether a path belongs to a module or family of modules, whatever its version.
func within(imported, family string) bool { return strings.HasPrefix(imported, family) }

func homesOf(imported string) []string {
	for _, family := range slices.Sorted(maps.Keys(onlyIn)) {
		if within(imported, family) {
			return onlyIn[family]
		}
	}
	return nil
}
