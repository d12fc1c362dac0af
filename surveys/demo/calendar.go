package demo

import "time"

// zone is where the demo's shops are.
const zone = "Asia/Shanghai"

// calendar places everything around the day the demo is made as of.
type calendar struct {
	zone  *time.Location
	today time.Time // midnight of that day, in zone
}

// newCalendar is as of the date of day, which is now's in the zone of the shops when day is zero.
func newCalendar(day, now time.Time) (calendar, error) {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return calendar{}, err
	}
	if day.IsZero() {
		day = now.In(loc)
	}
	y, m, d := day.Date()
	return calendar{zone: loc, today: time.Date(y, m, d, 0, 0, 0, 0, loc)}, nil
}

// at is a moment days before (negative) or after today.
func (c calendar) at(days int, sinceMidnight time.Duration) time.Time {
	return c.today.AddDate(0, 0, days).Add(sinceMidnight)
}

// day is the date yyyymmdd that many days from today.
func (c calendar) day(days int) int { return dayOf(c.today.AddDate(0, 0, days)) }

func dayOf(t time.Time) int {
	y, m, d := t.Date()
	return y*10000 + int(m)*100 + d
}

// period is a span of days from today, both ends included.
type period struct{ from, to int }

// The waves. The current one of the survey holds today and the time in which somebody tries the demo; answers are made up
// to yesterday, so that the first real one is seen at once.
var (
	surveyWaves = []period{{-90, -61}, {-60, -31}, {-30, 60}}
	visitWaves  = []period{{-95, -76}, {-65, -46}, {-35, -16}, {-9, 20}}
)

// publishedWaves is how many waves of visits are over and published; the one after them is under way.
const publishedWaves = 3

// answered is the part of a wave in which customers of the demo have answered.
func answered(p period) period { return period{p.from, min(p.to, -1)} }
