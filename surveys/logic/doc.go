// Package logic decides what of an instrument is shown and which answers stand.
//
// Everything here is pure: a document and answers in, a decision out. It is the authority: the page runs the same
// rules (frontend/form/src/logic.ts) for comfort, and whatever it sends is decided again here. Both run the cases of
// testdata/rules.json, and TestWriteDifferential writes generated documents for the TypeScript side to agree with.
//
//   - Evaluate: does one rule hold.
//   - Visible: which sections and items are shown.
//   - Validate: which answers stand, with a reason for every missing one, or everything that is wrong at once.
package logic
