package locales

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// composed lists the keys that are put together at run time. The star stands for each value of the Go constants of the
// named types, and for each further word.
var composed = []struct {
	pattern string
	types   []string
	words   []string
}{}

// notKeys are literals that have the shape of a key under one of our first words, and are something else.
var notKeys = map[string]string{}

// rooms whose literals are columns and tables, or names of figures, not texts.
var columns = []string{"surveys/store/", "migrations/", "surveys/bench/"}

func expand(u *uses) (keys map[string]string, prefixes []string) {
	keys = map[string]string{}
	for _, c := range composed {
		prefix, suffix, _ := strings.Cut(c.pattern, "*")
		prefixes = append(prefixes, prefix)
		words := slices.Clone(c.words)
		for _, kind := range c.types {
			words = append(words, u.typed[kind]...)
		}
		for _, word := range words {
			keys[prefix+word+suffix] = c.pattern
		}
	}
	return keys, prefixes
}

func firstWord(key string) string { word, _, _ := strings.Cut(key, "."); return word }

// absent returns the texts that are asked for and do not exist, with the place that asks.
func absent(u *uses) map[string]string {
	ours := map[string]bool{}
	for _, key := range Keys() {
		ours[firstWord(key)] = true
	}
	var constants []string
	for _, values := range u.typed {
		constants = append(constants, values...)
	}
	out := map[string]string{}
	for key, at := range u.asked {
		if !Has(key) && notKeys[key] == "" {
			out[key] = at
		}
	}
	for key, at := range u.literals {
		inColumns := slices.ContainsFunc(columns, func(room string) bool { return strings.HasPrefix(at, room) })
		if ours[firstWord(key)] && !Has(key) && notKeys[key] == "" && !inColumns && !slices.Contains(constants, key) {
			out[key] = at
		}
	}
	made, _ := expand(u)
	for key, pattern := range made {
		if !Has(key) {
			out[key] = "composed as " + pattern
		}
	}
	return out
}

func TestEveryUsedKeyExists(t *testing.T) {
	u := usesIn(t, os.DirFS(".."))
	if len(u.asked) < 4 {
		t.Fatalf("only %d keys seen in the sources; the scan is broken", len(u.asked))
	}
	lacking := absent(u)
	for _, key := range slices.Sorted(maps.Keys(lacking)) {
		t.Errorf("%s (%s) is not in zh.json; a literal that is no key goes into notKeys", key, lacking[key])
	}
}

func TestComposedKeysAreDeclared(t *testing.T) {
	u := usesIn(t, os.DirFS(".."))
	ours := map[string]bool{}
	for _, key := range Keys() {
		ours[firstWord(key)] = true
	}
	_, declared := expand(u)
	for prefix, at := range u.prefixes {
		if ours[firstWord(prefix)] && !slices.Contains(declared, prefix) && notKeys[prefix] == "" {
			t.Errorf("%q (%s) is completed at run time; declare it in composed", prefix, at)
		}
	}
}

func TestNoUnusedKeys(t *testing.T) {
	u := usesIn(t, os.DirFS(".."))
	made, _ := expand(u)
	for _, key := range Keys() {
		if u.literals[key] == "" && made[key] == "" {
			t.Errorf("%s is used nowhere", key)
		}
	}
}
