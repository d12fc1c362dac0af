package service

import (
	"math"
	"strconv"
	"time"
)

// Numbers that stand for days in a workbook, between 1908 and 2200 in both date systems. Smaller ones are more likely
// years, larger ones no days at all: both are refused, not guessed at.
const (
	firstSerial = 3000
	lastSerial  = 109_574
)

// readSerial reads a number as a workbook stores a day and a time of day: days since the epoch, and a fraction.
func readSerial(s string, epoch time.Time) (t time.Time, timed, ok bool) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || epoch.IsZero() || !(v >= firstSerial && v < lastSerial) {
		return time.Time{}, false, false
	}
	day, part := math.Modf(v)
	seconds := int(math.Round(part * 24 * 60 * 60))
	return epoch.AddDate(0, 0, int(day)).Add(time.Duration(seconds) * time.Second), seconds > 0, true
}

// readClock turns a time of day as a workbook stores it, a fraction of a day, into 15:04; anything else comes back as it
// is, to be judged with the answers.
func readClock(s string) string {
	v, err := strconv.ParseFloat(narrow(s), 64)
	if err != nil || !(v >= 0 && v < 1) {
		return s
	}
	minutes := min(int(math.Round(v*24*60)), 24*60-1)
	return time.Unix(int64(minutes)*60, 0).UTC().Format("15:04")
}

// readDay reads a day. Numbers are days since the epoch; without one they are no days.
func readDay(s string, epoch time.Time) (time.Time, bool) {
	s = narrow(s)
	for _, layout := range []string{time.DateOnly, "2006/1/2", "2006.1.2", "2006年1月2日", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	t, _, ok := readSerial(s, epoch)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), ok
}

// readTime reads a day or a moment; without a zone of its own it is in the given one. A day is taken at its noon.
func readTime(s, zone string, epoch time.Time) (time.Time, bool) {
	s = narrow(s)
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC().Truncate(time.Microsecond), plausible(t)
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC
	}
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04", "2006/1/2 15:04:05", "2006/1/2 15:04", "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.ParseInLocation(layout, s, loc); err == nil {
			return t.UTC().Truncate(time.Microsecond), plausible(t)
		}
	}
	if t, timed, ok := readSerial(s, epoch); ok && timed {
		return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, loc).UTC(), plausible(t)
	}
	day, ok := readDay(s, epoch)
	t := time.Date(day.Year(), day.Month(), day.Day(), 12, 0, 0, 0, loc)
	return t.UTC(), ok && plausible(t)
}

// plausible refuses years that no survey was answered in.
func plausible(t time.Time) bool { return t.Year() >= 1900 && t.Year() <= 2199 }
