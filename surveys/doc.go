// Package surveys is the language of Touchstone: the things a customer-experience programme talks about (organisation,
// client, unit, brand, location, touchpoint; survey, checklist, scorecard; response, visit, assessment), their states,
// the rules that hold for them, and the ways a request can fail. It imports nothing but the standard library, so that
// every other package can speak it.
//
// Words are used once: docs/glossary.md lists them with their Chinese and the synonyms to avoid.
//
// Struct tags `bun:"…"` and `json:"…"` name columns and API fields; they are text here, not a dependency. Every table
// is keyed by (org_id, id); a row of another organisation is not found, never forbidden.
package surveys
