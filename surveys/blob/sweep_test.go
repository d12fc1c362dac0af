package blob

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// shelf is a folder whose files are as old as the test says.
type shelf struct {
	Folder
	t   *testing.T
	dir string
}

func newShelf(t *testing.T) shelf {
	dir := t.TempDir()
	f, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	return shelf{f, t, dir}
}

func (s shelf) put(text string, age time.Duration) string {
	s.t.Helper()
	sha, _, err := s.Put(strings.NewReader(text))
	if err != nil {
		s.t.Fatal(err)
	}
	s.age(place(sha), age)
	return sha
}

func (s shelf) age(name string, age time.Duration) {
	s.t.Helper()
	at := time.Now().Add(-age)
	if err := os.Chtimes(filepath.Join(s.dir, name), at, at); err != nil {
		s.t.Fatal(err)
	}
}

func (s shelf) has(sha string) bool {
	f, err := s.Open(sha)
	if err != nil {
		return false
	}
	f.Close()
	return true
}

const week = 7 * 24 * time.Hour

func TestSweepTakesOnlyOldAndUnused(t *testing.T) {
	s := newShelf(t)
	stale, used, young := s.put("stale", 2*week), s.put("used", 2*week), s.put("young", time.Hour)
	for name, age := range map[string]time.Duration{"tmp-dead": 2 * week, "tmp-alive": time.Minute} {
		if err := os.WriteFile(filepath.Join(s.dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		s.age(name, age)
	}
	n, err := s.Sweep(context.Background(), week, func(_ context.Context, names []string) (map[string]bool, error) {
		return map[string]bool{used: true}, nil
	})
	if err != nil || n != 1 || s.has(stale) || !s.has(used) || !s.has(young) {
		t.Errorf("%d gone, %v", n, err)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "tmp-dead")); err == nil {
		t.Error("an unfinished file stays for good")
	}
	if _, err := os.Stat(filepath.Join(s.dir, "tmp-alive")); err != nil {
		t.Error("a file that is being written is gone")
	}
}

// Between the question and the removal somebody stores the same bytes: the file stays.
func TestSweepLosesNoBlobThatComesBack(t *testing.T) {
	s := newShelf(t)
	sha := s.put("again", 2*week)
	n, err := s.Sweep(context.Background(), week, func(context.Context, []string) (map[string]bool, error) {
		s.put("again", 0)
		return nil, nil
	})
	if err != nil || n != 0 || !s.has(sha) {
		t.Errorf("%d gone, there: %v, %v", n, s.has(sha), err)
	}
}

func TestSweepThatDiedIsMadeGood(t *testing.T) {
	s := newShelf(t)
	sha := s.put("set aside", 2*week)
	if err := os.Rename(filepath.Join(s.dir, place(sha)), filepath.Join(s.dir, aside+sha)); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Sweep(context.Background(), week, func(_ context.Context, names []string) (map[string]bool, error) {
		return map[string]bool{sha: true}, nil
	}); err != nil || n != 0 || !s.has(sha) {
		t.Errorf("%d gone, there: %v, %v", n, s.has(sha), err)
	}
	failed := errors.New("no database")
	if _, err := s.Sweep(context.Background(), week, func(context.Context, []string) (map[string]bool, error) { return nil, failed }); !errors.Is(err, failed) || !s.has(sha) {
		t.Errorf("not knowing what is used: %v, there: %v", err, s.has(sha))
	}
}
