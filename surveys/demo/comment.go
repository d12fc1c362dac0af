package demo

import "strings"

// comments holds sentences customers write: language, item (or "general"), good or bad.
var comments = load[map[string]map[string]map[string][]string]("comments.json")

// The feelings between which a customer has nothing to say about an item.
const (
	glad = 0.7
	sore = -0.5
)

// comment writes one or two sentences about what struck the customer most: what was worst for those who would not
// recommend, what was best for those who would, both for those between.
func (c *customer) comment(nps int) string {
	worst, best := c.ranked(1)[0], c.ranked(-1)[0]
	var said []string
	switch {
	case nps <= 6:
		said = append(said, c.say(worst, "bad"))
		if c.felt[best] > glad && chance(c.r, 0.4) {
			said = append([]string{c.say(best, "good")}, said...)
		} else if chance(c.r, 0.35) {
			said = append(said, c.say("general", "bad"))
		}
	case nps >= 9:
		said = append(said, c.say(best, "good"))
		if c.felt[worst] < sore && chance(c.r, 0.5) {
			said = append(said, c.say(worst, "bad"))
		} else if chance(c.r, 0.35) {
			said = append(said, c.say("general", "good"))
		}
	default:
		said = append(said, c.say(best, "good"), c.say(worst, "bad"))
	}
	if c.lang == "en" {
		return strings.Join(said, " ")
	}
	return strings.Join(said, "")
}

func (c *customer) say(topic, tone string) string { return pick(c.r, comments[c.lang][topic][tone]) }
