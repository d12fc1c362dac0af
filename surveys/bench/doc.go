// Package bench measures how fast and how small the program is, each figure beside a bare floor in the same run: what the
// database does one transaction at a time, what a static page costs, what excelize writes without us. A figure without its
// floor says more about the machine than about the program.
//
// Everything runs in a scratch database, which is dropped at the end: on PostgreSQL a database made beside the given one,
// on SQLite a file in a temporary folder beside the given one. The given database itself is neither read nor written.
// Loads come from another process than the server, and a figure that is to be compared runs by turns with its floor, so
// that both meet the same machine.
package bench
