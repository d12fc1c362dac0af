// Package server speaks HTTP: the JSON API under /api/v1, the pages of respondents and auditors, signing in, and the
// console's files. routes.go is the one table of everything that can be asked, with who may ask it. Handlers read the
// request, call one use case of package service and write the answer; they hold no SQL and no arithmetic.
//
// One file holds one resource (api_places.go, api_instruments.go, …). Echo and huma types do not leave this package.
package server
