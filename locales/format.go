package locales

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// NoNumber stands where a number is not available. It is never 0 and never empty.
const NoNumber = "–"

// Integer writes n with thousands separators: 1,681. Both languages write numbers alike.
func Integer(n int64) string { return group(strconv.FormatInt(n, 10)) }

// Decimal writes v with exactly places digits after the point and thousands separators: 1,234.50. NaN and infinities
// are NoNumber. A value that rounds to zero carries no sign.
func Decimal(v float64, places int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return NoNumber
	}
	s := strconv.FormatFloat(v, 'f', max(places, 0), 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	return group(s)
}

// Percent writes a share in percent (0…100, as figures hold it) with a percent sign: 47.2%.
func Percent(v float64, places int) string {
	s := Decimal(v, places)
	if s == NoNumber {
		return s
	}
	return s + "%"
}

// Signed writes v like Decimal with a plus sign before a positive value, as an NPS or a gap is read: +12.5.
func Signed(v float64, places int) string {
	s := Decimal(v, places)
	if v > 0 && strings.Trim(s, "0.,") != "" && s != NoNumber {
		return "+" + s
	}
	return s
}

// group puts a comma between thousands of the integer part of a plain decimal.
func group(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	return b.String()
}

// Date writes the day of t in t's own zone: 2026年11月18日, 18 Nov 2026.
func Date(lang string, t time.Time) string {
	if lang == English {
		return t.Format("2 Jan 2006")
	}
	return t.Format("2006年1月2日")
}

// DateTime writes t to the minute in t's own zone: 2026年11月18日 14:05, 18 Nov 2026, 14:05.
func DateTime(lang string, t time.Time) string {
	if lang == English {
		return t.Format("2 Jan 2006, 15:04")
	}
	return t.Format("2006年1月2日 15:04")
}

// Month writes the month of t: 2026年11月, Nov 2026.
func Month(lang string, t time.Time) string {
	if lang == English {
		return t.Format("Jan 2006")
	}
	return t.Format("2006年1月")
}

// LocalDay writes a yyyymmdd day as rows hold it; NoNumber when it is not a day.
func LocalDay(lang string, day int) string {
	t, err := time.Parse("20060102", strconv.Itoa(day))
	if err != nil {
		return NoNumber
	}
	return Date(lang, t)
}
