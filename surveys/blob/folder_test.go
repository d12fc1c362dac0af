package blob

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A new sub-directory is lost in a power cut unless the directory above it was synced before Put answered.
func TestPutSyncsTheDirectoryAboveANewOne(t *testing.T) {
	dir := t.TempDir()
	f, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	real := syncDir
	defer func() { syncDir = real }()
	var synced []string
	syncDir = func(d *os.File) error {
		synced = append(synced, filepath.Base(d.Name()))
		return real(d)
	}
	sha, _, err := f.Put(strings.NewReader("one"))
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{filepath.Base(dir), sha[:2]}; !slices.Equal(synced, want) && !slices.Equal(synced, []string{".", sha[:2]}) {
		t.Errorf("synced %v, want %v", synced, want)
	}
	synced = nil
	if _, _, err := f.Put(strings.NewReader("one")); err != nil || !slices.Equal(synced, []string{sha[:2]}) {
		t.Errorf("again: synced %v, %v", synced, err)
	}
	// Another process made the directory and was killed before it synced.
	other, _, err := f.Put(strings.NewReader("two"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Remove(other); err != nil {
		t.Fatal(err)
	}
	synced = nil
	if _, _, err := f.Put(strings.NewReader("two")); err != nil || len(synced) != 2 {
		t.Errorf("a directory that is there and empty: synced %v, %v", synced, err)
	}
}

func TestOpenRemovesWhatKilledProcessesLeft(t *testing.T) {
	s := newShelf(t)
	for name, age := range map[string]time.Duration{"tmp-dead": 49 * time.Hour, "tmp-alive": 47 * time.Hour} {
		if err := os.WriteFile(filepath.Join(s.dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		s.age(name, age)
	}
	if _, err := OpenFolder(s.dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "tmp-dead")); !os.IsNotExist(err) {
		t.Errorf("an unfinished file of a killed process stays: %v", err)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "tmp-alive")); err != nil {
		t.Errorf("a file that may still be written is gone: %v", err)
	}
}
