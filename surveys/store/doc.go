// Package store keeps the language of package surveys in a database: SQLite embedded, PostgreSQL in production, one set
// of queries for both. It is the only package, with migrations, that speaks Bun.
//
// Every function takes a DB: either a reader (Store.Read) or the transaction of a use case (Store.InTx), so that the
// same function works inside and outside. Every function on data of an organisation takes a surveys.Scope and applies it
// (scope.go); a row outside the scope is not found. What differs between the engines lives in dialect.go, errors.go and
// open.go, nowhere else.
//
// One file holds one aggregate. committer.go is the accept path: answers are acknowledged after the commit of a shared
// transaction. derive.go turns accepted responses into answers and histograms.
package store
