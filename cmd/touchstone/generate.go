package main

import (
	"os"

	"github.com/alecthomas/kong"

	"touchstone/server"
)

//go:generate go run . generate openapi --out ../../frontend/console/src/api/openapi.json

type generateCmd struct {
	OpenAPI generateOpenAPICmd `cmd:"" name:"openapi" help:"Write the description of the API (OpenAPI 3.1); the console's types are made from it."`
}

type generateOpenAPICmd struct {
	Out string `name:"out" default:"frontend/console/src/api/openapi.json" placeholder:"FILE" help:"File to write; - is the screen."`
}

// Run needs no database: the description comes from the table of routes.
func (g generateOpenAPICmd) Run(k *kong.Kong) error {
	// The version of the program is left out: the file is kept under version control.
	want, err := server.OpenAPI("1")
	if err != nil {
		return err
	}
	if g.Out == "-" {
		_, err = k.Stdout.Write(want)
		return err
	}
	return os.WriteFile(g.Out, want, 0o644)
}
