//go:build mutant_early_ack

package store

// acknowledgeEarly plants the worst mistake this path can make: answers before the commit. The kill test builds with
// this tag and must find lost acknowledgements; nothing else is ever built with it.
func acknowledgeEarly(seats []*seat) {
	for _, s := range seats {
		o := Outcome{ResponseID: s.row.ID, Revision: s.row.Revision, ReceivedAt: s.row.ReceivedAt}
		s.answer <- result{outcome: o}
	}
}
