package migrations

import "io/fs"

// RunnerOf is the runner of a binary that brings these files.
func RunnerOf(files fs.FS) (*Runner, error) {
	steps, err := read(files)
	return &Runner{steps: steps}, err
}

// Files are the steps of this binary.
var Files fs.FS = files
