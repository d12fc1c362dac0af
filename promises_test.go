package touchstone_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A proof in docs/promises.md is a file, then the tests in it: Go functions, or titles of TypeScript tests in quotes.
var (
	proofFile = regexp.MustCompile("`([a-z][A-Za-z0-9_./-]*_test\\.go|[a-z][A-Za-z0-9_./-]*\\.test\\.(?:mjs|ts))`")
	proofTest = regexp.MustCompile("`(Test[A-Za-z0-9]+)`|“([^”]+)”")
)

func TestEveryNamedProofExists(t *testing.T) {
	page, err := os.ReadFile("docs/promises.md")
	if err != nil {
		t.Fatal(err)
	}
	promises := 0
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, " | ")
		if !strings.HasPrefix(line, "| ") || len(cells) != 3 || strings.HasPrefix(line, "| promise") {
			continue
		}
		promises++
		proof := cells[2]
		files := proofFile.FindAllStringSubmatchIndex(proof, -1)
		if len(files) == 0 {
			t.Errorf("no proof: %s", cells[0])
		}
		for i, at := range files {
			end := len(proof)
			if i+1 < len(files) {
				end = files[i+1][0]
			}
			checkProof(t, proof[at[2]:at[3]], proof[at[1]:end])
		}
	}
	if promises < 30 {
		t.Errorf("only %d promises were read", promises)
	}
}

func checkProof(t *testing.T, file, named string) {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Errorf("docs/promises.md names a file that is not there: %v", err)
		return
	}
	tests := proofTest.FindAllStringSubmatch(named, -1)
	if len(tests) == 0 {
		t.Errorf("docs/promises.md names no test of %s", file)
	}
	for _, m := range tests {
		if name := m[1]; name != "" && !strings.Contains(string(source), "\nfunc "+name+"(t *testing.T) {") {
			t.Errorf("docs/promises.md names %s, which is not in %s", name, file)
		}
		if title := m[2]; title != "" && !strings.Contains(string(source), "("+quoted(title, string(source))+",") {
			t.Errorf("docs/promises.md names %q, which is not in %s", title, file)
		}
	}
}

// goFile is a Go file as the architecture names it: from the root, or from the room of the language below it.
var goFile = regexp.MustCompile("`([a-zA-Z0-9_./-]+\\.go)`")

func TestTheArchitectureNamesFilesThatExist(t *testing.T) {
	for page, least := range map[string]int{"docs/architecture.md": 8, "CONTRIBUTING.md": 4} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		files := goFile.FindAllStringSubmatch(string(text), -1)
		if len(files) < least {
			t.Errorf("only %d files were found in %s", len(files), page)
		}
		for _, m := range files {
			_, here := os.Stat(m[1])
			_, below := os.Stat(filepath.Join("surveys", m[1]))
			if here != nil && below != nil {
				t.Errorf("%s names %s, which is not there", page, m[1])
			}
		}
	}
}

// quoted writes a title with the quotes the source uses for it.
func quoted(title, source string) string {
	for _, q := range []string{"'", `"`} {
		if strings.Contains(source, q+title+q) {
			return q + title + q
		}
	}
	return "'" + title + "'"
}
