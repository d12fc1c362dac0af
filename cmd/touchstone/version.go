package main

import (
	"fmt"
	"runtime"

	"github.com/alecthomas/kong"
)

// version is set when the program is linked: make build writes what git describe says.
var version = "dev"

type versionCmd struct{}

// Run prints one line for a person and for a bug report.
func (versionCmd) Run(k *kong.Kong) error {
	_, err := fmt.Fprintf(k.Stdout, "touchstone %s %s %s/%s\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
