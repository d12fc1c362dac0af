package service

import (
	"testing"
	"time"
)

func TestReadTime(t *testing.T) {
	from1900, from1904 := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC), time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		cell  string
		epoch time.Time
		want  string // in Shanghai; "" = refused
	}{
		{"46328.41", from1900, "2026-11-02 09:50:24"},
		{"46328.4100000001", from1900, "2026-11-02 09:50:24"},
		{"46328", from1900, "2026-11-02 12:00:00"},
		{"46328.9999999", from1900, "2026-11-03 00:00:00"},
		{"44866.41", from1904, "2026-11-02 09:50:24"},
		{"36586", from1900, "2000-03-01 12:00:00"},
		{"46328.41", time.Time{}, ""},
		{"46328", time.Time{}, ""},
		{"2026", from1900, ""},
		{"1e9", from1900, ""},
		{"NaN", from1900, ""},
		{"-46328", from1900, ""},
		{"20261102", from1900, "2026-11-02 12:00:00"},
		{"20261302", from1900, ""},
		{"2026-11-02T09:50:24", time.Time{}, "2026-11-02 09:50:24"},
		{"2026-11-02T01:50:24Z", time.Time{}, "2026-11-02 09:50:24"},
		{"２０２６/１１/２ 9:50", time.Time{}, "2026-11-02 09:50:00"},
		{"2026年11月2日", from1904, "2026-11-02 12:00:00"},
		{"1899-11-02", from1900, ""},
	} {
		got, ok := readTime(c.cell, "Asia/Shanghai", c.epoch)
		shanghai, err := time.LoadLocation("Asia/Shanghai")
		if err != nil {
			t.Fatal(err)
		}
		if ok != (c.want != "") || ok && got.In(shanghai).Format(time.DateTime) != c.want {
			t.Errorf("%s counted from %s is %v (%v), want %s", c.cell, c.epoch.Format(time.DateOnly), got.In(shanghai), ok, c.want)
		}
	}
}
