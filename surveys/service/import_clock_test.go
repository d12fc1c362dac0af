package service

import "testing"

func TestClocksAreReadAsAWorkbookStoresThem(t *testing.T) {
	for in, want := range map[string]string{"0": "00:00", "0.395833333333333": "09:30", "0.5": "12:00", "0.99999": "23:59",
		"09:30": "09:30", "9:30": "9:30", "1": "1", "-0.1": "-0.1", "noon": "noon"} {
		if got := readClock(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}
