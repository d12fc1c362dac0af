// Package blob keeps files that belong to rows: photos of visits and finished workbooks. Files are named by the SHA-256
// of their content and live in a folder that is never served as such.
package blob
