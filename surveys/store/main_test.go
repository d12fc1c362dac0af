package store_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain keeps generated tests short, each of whose cases takes dozens of transactions; -rapid.checks overrides it.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "12"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
