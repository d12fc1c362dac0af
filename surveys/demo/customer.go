package demo

import (
	"math"
	"math/rand/v2"
	"slices"

	"touchstone/surveys"
)

// itemEffects is how far an item lies above or below the satisfaction with the visit, in standard deviations, everywhere.
// Trying on is the brand's weak touchpoint.
var itemEffects = map[string]float64{
	"env_clean": 0.15, "env_layout": 0, "range": -0.15, "quality": 0.2, "attitude": 0.25, "knowledge": 0.05, "fitting": -0.55,
	"value": -0.2, "checkout": -0.1, "aftersales": -0.35,
}

// csatItems are the rated items in the order of the survey.
var csatItems = []string{"env_clean", "env_layout", "range", "quality", "attitude", "knowledge", "fitting", "value", "checkout", "aftersales"}

var (
	purposes = []string{"self", "gift", "service", "browse"}
	ages     = []string{"under25", "25-34", "35-44", "45-59", "60plus"}
	// lowReason and highReason say which reason against and for recommending goes with an item.
	lowReason = map[string]string{"env_clean": "environment", "env_layout": "environment", "range": "stock", "quality": "quality",
		"attitude": "attitude", "knowledge": "knowledge", "fitting": "wait", "value": "price", "checkout": "wait", "aftersales": "aftersales"}
	highReason = map[string]string{"env_clean": "environment", "env_layout": "environment", "range": "range", "quality": "quality",
		"attitude": "attitude", "knowledge": "advice", "fitting": "advice", "value": "price", "checkout": "speed", "aftersales": "aftersales"}
)

// customer is one person's visit: how satisfied they are as a whole, and with each thing they met.
type customer struct {
	r       *rand.Rand
	mood    float64
	lang    string
	purpose string
	age     string
	did     []string
	felt    map[string]float64
}

// newCustomer draws a customer of a shop in a wave. Satisfaction with the visit is one number that all items share; each
// item adds its own, so that items correlate as they do in real surveys.
func newCustomer(r *rand.Rand, s shop, wave int, weekend bool) *customer {
	c := &customer{r: r, lang: "zh", felt: map[string]float64{}}
	if chance(r, s.English) {
		c.lang = "en"
	}
	c.purpose = purposes[weighted(r, 52, 14, 13, 21)]
	age := weighted(r, 16, 34, 26, 17, 7)
	c.age = ages[age]
	c.mood = 0.35 + s.level(wave) + 0.9*r.NormFloat64() + []float64{-0.1, 0, 0, 0.05, 0.15}[age]
	if c.purpose == "service" {
		c.mood -= 0.3
	}
	c.act()
	for _, item := range csatItems {
		c.felt[item] = c.mood + itemEffects[item] + s.Weak[item] + 0.7*r.NormFloat64()
		if item == "checkout" && weekend {
			c.felt[item] -= 0.35
		}
	}
	return c
}

// act draws what the customer did in the shop, which decides what they are asked.
func (c *customer) act() {
	for _, a := range []struct {
		code string
		p    map[string]float64
	}{
		{"consult", map[string]float64{"self": 0.55, "gift": 0.75, "service": 0.6, "browse": 0.2}},
		{"fitting", map[string]float64{"self": 0.5, "gift": 0.15, "service": 0.2, "browse": 0.2}},
		{"paid", map[string]float64{"self": 0.75, "gift": 0.8, "service": 0.25, "browse": 0.2}},
		{"returned", map[string]float64{"self": 0.03, "gift": 0.02, "service": 0.85, "browse": 0.01}},
	} {
		if chance(c.r, a.p[c.purpose]) {
			c.did = append(c.did, a.code)
		}
	}
	if len(c.did) == 0 || chance(c.r, 0.3) {
		c.did = append(c.did, "looked")
	}
}

// asked reports whether an item is shown to the customer.
func (c *customer) asked(item string) bool {
	switch item {
	case "knowledge":
		return slices.Contains(c.did, "consult")
	case "fitting":
		return slices.Contains(c.did, "fitting")
	case "checkout":
		return slices.Contains(c.did, "paid")
	case "aftersales":
		return slices.Contains(c.did, "returned")
	}
	return true
}

// answers fills in the survey.
func (c *customer) answers() surveys.Answers {
	a := surveys.Answers{"purpose": {Codes: []string{c.purpose}}, "did": {Codes: c.did}}
	given := 0.0
	asked := 0.0
	for _, item := range csatItems {
		if !c.asked(item) {
			continue
		}
		given, asked = given+c.felt[item], asked+1
		points := 5
		if item == "quality" || item == "value" {
			points = 10
		}
		a[item] = number(onScale(c.felt[item], points))
	}
	whole := 0.5*c.mood + 0.5*given/asked
	a["overall"] = number(onScale(whole+0.05+0.4*c.r.NormFloat64(), 5))
	a["ces"] = number(round(5.6+1.05*(whole+0.5*c.r.NormFloat64()), 1, 7))
	nps := round(8.2+1.7*(whole+0.5*c.r.NormFloat64()), 0, 10)
	a["nps"] = number(nps)
	switch {
	case nps <= 6 && chance(c.r, 0.85):
		a["reasons_low"] = surveys.Answer{Codes: c.reasons(lowReason, 1)}
	case nps >= 9 && chance(c.r, 0.8):
		a["reasons_high"] = surveys.Answer{Codes: c.reasons(highReason, -1)}
	}
	if chance(c.r, 0.93) {
		a["age"] = surveys.Answer{Codes: []string{c.age}}
	}
	if chance(c.r, commentShare(nps)) {
		a["comment"] = surveys.Answer{Text: c.comment(nps)}
	}
	return a
}

// ranked returns the items the customer was asked about, the worst (sign 1) or the best (sign −1) first.
func (c *customer) ranked(sign float64) []string {
	items := slices.DeleteFunc(slices.Clone(csatItems), func(item string) bool { return !c.asked(item) })
	slices.SortStableFunc(items, func(x, y string) int {
		if d := sign * (c.felt[x] - c.felt[y]); d < 0 {
			return -1
		} else if d > 0 {
			return 1
		}
		return 0
	})
	return items
}

// reasons names one to three reasons, those that weigh most.
func (c *customer) reasons(of map[string]string, sign float64) []string {
	var codes []string
	for _, item := range c.ranked(sign)[:1+weighted(c.r, 45, 40, 15)] {
		if code := of[item]; !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

func commentShare(nps int) float64 {
	switch {
	case nps <= 6:
		return 0.45
	case nps <= 8:
		return 0.18
	}
	return 0.24
}

func number(n int) surveys.Answer {
	f := float64(n)
	return surveys.Answer{Number: &f}
}

// cuts5 divides how somebody feels into five points; people seldom use the two lowest.
var cuts5 = []float64{-2.2, -1.5, -0.75, 0.45}

func onScale(x float64, points int) int {
	if points == 10 {
		return round(8.0+1.45*x, 1, 10)
	}
	n := 1
	for _, cut := range cuts5 {
		if x > cut {
			n++
		}
	}
	return n
}

func round(x float64, low, high int) int { return min(max(int(math.Round(x)), low), high) }
