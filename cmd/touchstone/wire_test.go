package main

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Who has no organisation yet is told commands that exist.
func TestFirstStepsAreCommands(t *testing.T) {
	dir := t.TempDir()
	c := Config{DatabaseURL: "sqlite://" + filepath.Join(dir, "empty.db"), DataDir: dir, Addr: "127.0.0.1:8411", DefaultLang: "en"}
	a, err := c.open(context.Background(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	_, err = a.system(context.Background(), "", "en")
	if err == nil {
		t.Fatal("an empty database has an organisation")
	}
	told := regexp.MustCompile("`touchstone ([^`]+)`").FindAllStringSubmatch(err.Error(), -1)
	if len(told) != 2 {
		t.Fatalf("%d commands in %q", len(told), err)
	}
	var known cli
	parser, err := newParser(&known)
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range told {
		node := parser.Model.Node
		for _, word := range strings.Fields(words[1]) {
			at := -1
			for i, child := range node.Children {
				if child.Name == word {
					at = i
				}
			}
			if at < 0 {
				t.Fatalf("there is no command %q", words[1])
			}
			node = node.Children[at]
		}
		if len(node.Children) > 0 {
			t.Errorf("%q is no command, only the beginning of some", words[1])
		}
	}
}
