//go:build !mutant_early_ack

package store

// acknowledgeEarly does nothing; see committer_ack_mutant.go.
func acknowledgeEarly([]*seat) {}
