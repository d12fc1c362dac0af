// Package touchstone is the root of the module. It holds no code: the program is cmd/touchstone, the language of the
// field is package surveys, and docs/architecture.md shows the rooms and the arrows between them. The tests here hold
// the tree to that picture.
package touchstone
