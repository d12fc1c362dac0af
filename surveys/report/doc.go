// Package report holds the result models of every report and turns them into workbooks.
//
// A model (Satisfaction, Groups, and those of checklists and benchmarks) is built once, by a pure function, from counted
// answers. The page and the API show it as it is, the workbook prints it: none of them computes a number of its own, so
// that the same figure reads the same everywhere. Numbers are surveys.Figure with n, base and interval, or plain counts.
//
// Workbooks are streamed (workbook.go): decorate a sheet first, then write its rows from top to bottom, then it is
// flushed. Texts come through a Translator, because this package does not know the locale files. Reading of import files
// lives here as well (import_*.go), since it needs the same library.
package report
