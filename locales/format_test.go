package locales

import (
	"math"
	"testing"
	"time"
)

func TestNumbers(t *testing.T) {
	tests := []struct{ got, want string }{
		{Integer(0), "0"}, {Integer(999), "999"}, {Integer(1681), "1,681"}, {Integer(-1234567), "-1,234,567"},
		{Integer(math.MinInt64), "-9,223,372,036,854,775,808"},
		{Decimal(1234.5, 2), "1,234.50"}, {Decimal(-0.04, 1), "0.0"}, {Decimal(-0.06, 1), "-0.1"}, {Decimal(99.95, 0), "100"},
		{Decimal(math.NaN(), 1), NoNumber}, {Decimal(math.Inf(1), 1), NoNumber}, {Decimal(7, -1), "7"},
		{Percent(47.2, 1), "47.2%"}, {Percent(math.NaN(), 1), NoNumber},
		{Signed(12.5, 1), "+12.5"}, {Signed(-12.5, 1), "-12.5"}, {Signed(0.01, 1), "0.0"}, {Signed(0, 0), "0"},
		{Signed(math.Inf(1), 0), NoNumber},
	}
	for i, test := range tests {
		if test.got != test.want {
			t.Errorf("case %d = %q, want %q", i, test.got, test.want)
		}
	}
}

func TestDates(t *testing.T) {
	at := time.Date(2026, 11, 18, 14, 5, 59, 0, time.FixedZone("", 8*3600))
	tests := []struct{ got, want string }{
		{Date("zh", at), "2026年11月18日"}, {Date("en", at), "18 Nov 2026"},
		{DateTime("zh", at), "2026年11月18日 14:05"}, {DateTime("en", at), "18 Nov 2026, 14:05"},
		{Month("zh", at), "2026年11月"}, {Month("en", at), "Nov 2026"},
		{LocalDay("zh", 20260301), "2026年3月1日"}, {LocalDay("en", 20260301), "1 Mar 2026"},
		{LocalDay("en", 0), NoNumber}, {LocalDay("en", 20260230), NoNumber},
	}
	for i, test := range tests {
		if test.got != test.want {
			t.Errorf("case %d = %q, want %q", i, test.got, test.want)
		}
	}
}
