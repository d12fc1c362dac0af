package blob

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"touchstone/surveys"
)

// Folder keeps blobs under one directory, in sub-directories by the first two digits of their name. Paths go through
// os.Root, so that no name can lead outside.
type Folder struct{ root *os.Root }

// unfinishedFor is how old an unfinished file has to be for its process to be surely gone.
const unfinishedFor = 48 * time.Hour

// OpenFolder makes the directory when it is missing, and removes what processes that were killed left unfinished in it two
// days ago or earlier.
func OpenFolder(dir string) (Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Folder{}, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return Folder{}, err
	}
	f := Folder{root: root}
	return f, f.recover(time.Now().Add(-unfinishedFor))
}

// Put stores what r holds and returns its SHA-256 (hex) and size. The file is durable when Put returns: written to a
// temporary name, synced, renamed, the directory synced, and the one above it when the directory is new.
func (f Folder) Put(r io.Reader) (sha string, size int64, err error) {
	var tag [8]byte
	rand.Read(tag[:])
	tmp := "tmp-" + hex.EncodeToString(tag[:])
	file, err := f.root.OpenFile(tmp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", 0, err
	}
	defer func() {
		if err != nil {
			f.root.Remove(tmp)
		}
	}()
	h := sha256.New()
	size, err = io.Copy(io.MultiWriter(file, h), r)
	if err == nil {
		err = file.Sync()
	}
	if e := file.Close(); err == nil {
		err = e
	}
	if err != nil {
		return "", 0, err
	}
	sha = hex.EncodeToString(h.Sum(nil))
	if err = f.subfolder(sha[:2]); err != nil {
		return "", 0, err
	}
	if err = f.root.Rename(tmp, place(sha)); err != nil {
		return "", 0, err
	}
	return sha, size, f.syncDir(sha[:2])
}

// subfolder makes a sub-directory that outlives a power cut. Every caller syncs: another one may have made it a moment ago
// and not come so far.
func (f Folder) subfolder(name string) error {
	if list, err := f.root.Open(name); err == nil {
		_, err := list.ReadDir(1)
		list.Close()
		if err == nil { // something is in it: whoever put it there has synced
			return nil
		}
	}
	if err := f.root.Mkdir(name, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return f.syncDir(".")
}

// Open opens a stored blob. NotFound when there is none of that name.
func (f Folder) Open(sha string) (*os.File, error) {
	if !IsSHA(sha) {
		return nil, surveys.E(surveys.NotFound, "error.not_found")
	}
	file, err := f.root.Open(place(sha))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, surveys.E(surveys.NotFound, "error.not_found")
	}
	return file, err
}

// Remove deletes a blob; one that is not there is no error.
func (f Folder) Remove(sha string) error {
	if !IsSHA(sha) {
		return nil
	}
	if err := f.root.Remove(place(sha)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// IsSHA reports whether s is 64 lower-case hexadecimal digits.
func IsSHA(s string) bool {
	if len(s) != 64 {
		return false
	}
	for _, c := range s {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

func place(sha string) string { return filepath.Join(sha[:2], sha) }

func (f Folder) syncDir(name string) error {
	d, err := f.root.Open(name)
	if err != nil {
		return err
	}
	defer d.Close()
	return syncDir(d)
}

// syncDir is what tests watch.
var syncDir = (*os.File).Sync
