package touchstone_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// readRooms reads the head of every Go file below root. It does not ask go list, for two reasons: go list leaves out
// files whose build tags are not set, and go test would not notice that the tree has changed since the last run.
func readRooms(t *testing.T, root string) []room {
	t.Helper()
	rooms := map[string]*room{}
	set := token.NewFileSet()
	source := os.DirFS(root)
	err := fs.WalkDir(source, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if d.IsDir() {
			if name != "." && (strings.HasPrefix(base, ".") || slices.Contains([]string{"node_modules", "testdata", "tmp", "bin", "data", "tools"}, base)) {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(base) != ".go" {
			return nil
		}
		raw, err := fs.ReadFile(source, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(set, name, raw, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		where := path.Dir(name)
		if where == "." {
			where = module
		}
		r := rooms[where]
		if r == nil {
			r = &room{path: where}
			rooms[where] = r
		}
		r.files = append(r.files, base)
		test := strings.HasSuffix(base, "_test.go")
		if file.Doc != nil && !test {
			r.doc = file.Doc.Text()
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if test {
				r.testImports = append(r.testImports, imported)
			} else {
				r.imports = append(r.imports, imported)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var out []room
	for _, name := range slices.Sorted(maps.Keys(rooms)) {
		out = append(out, *rooms[name])
	}
	return out
}
