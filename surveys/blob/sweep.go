package blob

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"time"
)

// aside is the beginning of the name of a blob that is being looked at once more before it goes.
const aside = "old-"

// sweepBatch is how many names one question is about.
const sweepBatch = 200

// Sweep removes what was stored longer ago than age, by the clock of this machine, and belongs to nothing, and what a crash left half done. used says
// which of some names belong to a row. It returns how many files went.
//
// It may run beside Put, in any number of processes. Whoever refers to a blob has Put it a moment before, and Put renews
// the time of the file: so a file is first set aside, its time is read again, and one that was renewed is put back.
func (f Folder) Sweep(ctx context.Context, age time.Duration, used func(context.Context, []string) (map[string]bool, error)) (removed int, err error) {
	before := time.Now().Add(-age)
	if err := f.recover(before); err != nil {
		return 0, err
	}
	folders, err := fs.ReadDir(f.root.FS(), ".")
	if err != nil {
		return 0, err
	}
	for _, folder := range folders {
		if !folder.IsDir() || len(folder.Name()) != 2 {
			continue
		}
		old, err := f.olderThan(folder.Name(), before)
		if err != nil {
			return removed, err
		}
		for len(old) > 0 && ctx.Err() == nil {
			names := old[:min(sweepBatch, len(old))]
			old = old[len(names):]
			belongs, err := used(ctx, names)
			if err != nil {
				return removed, err
			}
			for _, sha := range names {
				if belongs[sha] {
					continue
				}
				gone, err := f.retire(sha, before)
				if err != nil {
					return removed, err
				}
				if gone {
					removed++
				}
			}
		}
	}
	return removed, ctx.Err()
}

// recover puts back what a sweep that died had set aside, and removes unfinished files.
func (f Folder) recover(before time.Time) error {
	list, err := fs.ReadDir(f.root.FS(), ".")
	if err != nil {
		return err
	}
	for _, entry := range list {
		name := entry.Name()
		if sha, found := strings.CutPrefix(name, aside); found && IsSHA(sha) {
			if err := f.putBack(sha); err != nil {
				return err
			}
			continue
		}
		if !strings.HasPrefix(name, "tmp-") {
			continue
		}
		info, err := entry.Info()
		if err == nil && info.ModTime().Before(before) {
			err = f.root.Remove(name)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// olderThan lists the blobs of a folder that were stored before a time.
func (f Folder) olderThan(folder string, before time.Time) ([]string, error) {
	list, err := fs.ReadDir(f.root.FS(), folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range list {
		if !IsSHA(entry.Name()) {
			continue
		}
		info, err := entry.Info()
		switch {
		case errors.Is(err, fs.ErrNotExist): // another process was faster
		case err != nil:
			return nil, err
		case info.ModTime().Before(before):
			names = append(names, entry.Name())
		}
	}
	return names, nil
}

// retire removes a blob unless it was stored anew in this moment.
func (f Folder) retire(sha string, before time.Time) (gone bool, err error) {
	err = f.root.Rename(place(sha), aside+sha)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	info, err := f.root.Stat(aside + sha)
	switch {
	case errors.Is(err, fs.ErrNotExist): // put back by another process
		return false, nil
	case err != nil:
		return false, err
	case !info.ModTime().Before(before):
		return false, f.putBack(sha)
	}
	err = f.root.Remove(aside + sha)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// putBack gives a blob its place again; one that was stored anew meanwhile stays.
func (f Folder) putBack(sha string) error {
	if err := f.root.Link(aside+sha, place(sha)); err != nil && !errors.Is(err, fs.ErrExist) && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := f.root.Remove(aside + sha); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
