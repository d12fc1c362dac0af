// Package migrations holds the database schema as a sequence of steps, one SQL file each for both engines, and the
// runner that applies them.
//
// A file is named YYYYMMDDHHMMSS_what.expand.sql or ….contract.sql. It is a text template whose words (ID, TS, JSON,
// BYTES) become column types of the engine. An expand step only adds, so the previous binary keeps working on it; a
// contract step takes away, and a binary that does not know it refuses the database. A released file never changes: its
// checksum is stored with the mark and compared at every start.
package migrations
