package locales

import (
	"math"
	"testing"
)

func TestIntegers(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1681: "1,681", -123: "-123", -1234567: "-1,234,567",
		math.MinInt64: "-9,223,372,036,854,775,808"} {
		if got := Integer(n); got != want {
			t.Errorf("%d = %q, want %q", n, got, want)
		}
	}
}
