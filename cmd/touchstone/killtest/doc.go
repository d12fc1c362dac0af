// Package killtest holds the tests that kill. They start the real program, on SQLite and on a PostgreSQL server of their
// own, load it with responses, kill program and database without warning again and again, and compare what is stored
// with a ledger kept outside of both: an acknowledged response must be there, once, as it was sent.
//
// The same load against a program built with the tag mutant_early_ack, which acknowledges before it commits, must find
// losses; else the test would prove nothing. TOUCHSTONE_KILL_SECONDS makes the load longer than in `make test`.
//
// Migrations are killed too, between any two statements, and must recover.
package killtest
