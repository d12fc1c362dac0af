package locales

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// uses is what the sources say about keys. Values of the maps are places, "file:line".
type uses struct {
	asked    map[string]string   // literals handed to something that says texts: they must exist
	literals map[string]string   // every literal with the shape of a key: it counts as a use
	prefixes map[string]string   // literals that end in a dot or underscore: the rest is put on at run time
	typed    map[string][]string // Go constants by their type's name: verbs, states
}

// askers are the functions that take a key, and which argument it is.
var askers = map[string][]int{
	"E": {1}, "Add": {1}, "T": {0, 1}, "t": {0}, "tr": {0}, "Tr": {0}, "say": {0}, "text": {0}, "translate": {0},
}

// skipped rooms hold no source that people see texts from.
var skipped = []string{".git", "node_modules", "dist", "bin", "data", "tmp", "docs", "tools", "locales", "testdata"}

var (
	prefixShape  = regexp.MustCompile(`^[a-z][a-z0-9_]*\.([a-z0-9_.-]*[._])?$`)
	fileEnding   = regexp.MustCompile(`\.(html|css|m?js|tsx?|json|csv|tsv|xlsx|zip|md|go|sql|txt|svg|png|jpe?g|webp|ico|db|ya?ml|gz|tmpl|xml|woff2)$`)
	action       = regexp.MustCompile(`\{\{[^}]*\}\}`)
	namesPage    = regexp.MustCompile(`^\{\{-?\s*(template|block|define)\b`)
	quoted       = regexp.MustCompile("[\"'`]([a-z][a-z0-9_.%-]*)[\"'`]")
	scriptAsks   = regexp.MustCompile("\\b(?:t|tr|T|say|translate)\\(\\s*[\"'`]([a-z][a-z0-9_.-]*)[\"'`]|i18nKey=\\{?[\"'`]([a-z][a-z0-9_.-]*)[\"'`]")
	scriptPrefix = regexp.MustCompile("`([a-z][a-z0-9_.-]*[._])\\$\\{|[\"']([a-z][a-z0-9_.-]*[._])[\"']\\s*\\+")
)

// usesIn reads every Go file, page and script below fsys, tests and generated files apart.
func usesIn(t *testing.T, fsys fs.FS) *uses {
	t.Helper()
	u := &uses{map[string]string{}, map[string]string{}, map[string]string{}, map[string][]string{}}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains(skipped, d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		ending := path.Ext(name)
		if !slices.Contains([]string{".go", ".html", ".ts", ".tsx"}, ending) || strings.HasSuffix(name, "_test.go") ||
			strings.Contains(name, ".test.") || strings.HasSuffix(name, ".d.ts") {
			return nil
		}
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		switch ending {
		case ".go":
			u.readGo(t, name, raw)
		case ".html":
			u.readPage(name, string(raw))
		default:
			u.readScript(name, string(raw))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (u *uses) readGo(t *testing.T, name string, raw []byte) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, raw, parser.SkipObjectResolution)
	if err != nil {
		t.Errorf("%v", err)
		return
	}
	at := func(n ast.Node) string { p := set.Position(n.Pos()); return p.Filename + ":" + strconv.Itoa(p.Line) }
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec, *ast.Field: // paths and struct tags
			return false
		case *ast.BasicLit:
			u.literal(value(n), at(n))
		case *ast.CallExpr:
			for _, i := range askers[callee(n)] {
				if i < len(n.Args) {
					u.ask(value(n.Args[i]), at(n))
				}
			}
		case *ast.KeyValueExpr:
			if field, ok := n.Key.(*ast.Ident); ok && (strings.HasSuffix(field.Name, "Key") || field.Name == "Reason") {
				u.ask(value(n.Value), at(n))
			}
		case *ast.ValueSpec:
			if kind, ok := n.Type.(*ast.Ident); ok {
				for _, v := range n.Values {
					if s := value(v); s != "" {
						u.typed[kind.Name] = append(u.typed[kind.Name], s)
					}
				}
			}
		}
		return true
	})
}

// callee returns the last word of what is called: f, x.f, f[T].
func callee(call *ast.CallExpr) string {
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}

// value returns the text of a string literal; "" for everything else.
func value(n ast.Expr) string {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return s
}

func (u *uses) readPage(name, text string) {
	for _, loc := range action.FindAllStringIndex(text, -1) {
		part := text[loc[0]:loc[1]]
		for _, found := range quoted.FindAllStringSubmatch(part, -1) {
			u.literal(found[1], place(name, text, loc[0]))
			if !namesPage.MatchString(part) {
				u.ask(found[1], place(name, text, loc[0]))
			}
		}
	}
}

func (u *uses) readScript(name, text string) {
	for _, loc := range quoted.FindAllStringSubmatchIndex(text, -1) {
		u.literal(text[loc[2]:loc[3]], place(name, text, loc[0]))
	}
	for _, loc := range scriptAsks.FindAllStringSubmatchIndex(text, -1) {
		from, to := loc[2], loc[3]
		if from < 0 {
			from, to = loc[4], loc[5]
		}
		u.ask(text[from:to], place(name, text, loc[0]))
	}
	for _, loc := range scriptPrefix.FindAllStringSubmatchIndex(text, -1) {
		from, to := loc[2], loc[3]
		if from < 0 {
			from, to = loc[4], loc[5]
		}
		u.literal(text[from:to], place(name, text, loc[0]))
	}
}

func place(name, text string, offset int) string {
	return name + ":" + strconv.Itoa(1+strings.Count(text[:offset], "\n"))
}

func (u *uses) ask(s, at string) {
	if keyShape.MatchString(s) && !prefixShape.MatchString(s) && (Has(s) || !fileEnding.MatchString(s)) {
		u.asked[s] = at
	}
}

func (u *uses) literal(s, at string) {
	start, _, _ := strings.Cut(s, "%") // "state.%s" is completed by Sprintf
	switch {
	case prefixShape.MatchString(start):
		u.prefixes[start] = at
	case keyShape.MatchString(s) && (Has(s) || !fileEnding.MatchString(s)):
		u.literals[s] = at
	}
}
