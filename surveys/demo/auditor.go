package demo

import (
	"math"
	"math/rand/v2"
	"slices"

	"touchstone/surveys"
)

// notes holds what auditors write: by item when a check failed or stood out, by section for the summing up.
var notes = load[struct {
	Fail     map[string][]string `json:"fail"`
	Pass     map[string][]string `json:"pass"`
	Best     map[string]string   `json:"best"`
	Worst    map[string]string   `json:"worst"`
	Effects  map[string]float64  `json:"effects"`
	Returned string              `json:"returned"`
	Critical []struct {
		Wave           int
		Location, Item string
	} `json:"critical"`
}]("report_texts.json")

// shot is a photo for an item.
type shot struct {
	item string
	jpeg []byte
}

type filled struct {
	answers surveys.Answers
	shots   []shot
}

// auditor fills in a checklist at one shop in one wave.
type auditor struct {
	r       *rand.Rand
	shop    shop
	wave    int
	quality float64
	bought  bool // without a purchase, checks of the till do not apply
	tried   bool // likewise for trying on
	ratio   map[string]float64
	filled
}

func newAuditor(s shop, wave int) *auditor {
	r := stream("visit " + s.Code + waveCode(checklistCode, wave))
	return &auditor{r: r, shop: s, wave: wave, quality: s.level(wave) + 0.25*r.NormFloat64(), bought: chance(r, 0.8), tried: chance(r, 0.85),
		ratio: map[string]float64{}, filled: filled{answers: surveys.Answers{}}}
}

func (a *auditor) fill(doc surveys.Document) filled {
	for _, section := range doc.Sections {
		for _, item := range section.Items {
			if item.Type == surveys.TypeCheck {
				a.check(section.Code, item)
			}
		}
	}
	a.answers["impression"] = surveys.Answer{Text: a.impression(doc)}
	return a.filled
}

// buying are the checks of a purchase, trying those of the fitting room.
var (
	buying = []string{"charge", "receipt", "pack", "queue"}
	trying = []string{"fit_guide", "fit_wait", "fit_clean", "fit_private", "fit_feedback"}
)

func (a *auditor) check(section string, item surveys.Item) {
	q := a.quality + notes.Effects[section]
	critical := item.Critical != nil
	fails := critical && a.failsCritically(item.Code)
	switch {
	case fails:
		a.answer(item, surveys.CheckNo, false)
	case item.NA && a.notMet(item.Code):
		a.answers[item.Code] = surveys.Answer{Codes: []string{surveys.CheckNA}}
	case critical:
		a.answer(item, surveys.CheckYes, true)
	case len(item.Options) > 0:
		at := a.grade(q, len(item.Options))
		a.answer(item, item.Options[at].Code, at == 0)
		a.ratio[section] -= float64(at)
	case item.Bonus > 0:
		a.bonus(item, q)
	case chance(a.r, 1/(1+math.Exp(1.65+1.3*q))):
		a.answer(item, surveys.CheckNo, false)
		a.ratio[section] -= max(item.Weight, 1)
	default:
		a.answer(item, surveys.CheckYes, true)
	}
}

// notMet reports whether what an item is about did not come up on this visit.
func (a *auditor) notMet(code string) bool {
	switch {
	case slices.Contains(buying, code) && !a.bought, slices.Contains(trying, code) && !a.tried:
		return true
	case slices.Contains(buying, code), slices.Contains(trying, code):
		return false
	}
	return chance(a.r, 0.12)
}

func (a *auditor) failsCritically(code string) bool {
	for _, c := range notes.Critical {
		if c.Wave == a.wave+1 && c.Location == a.shop.Code && c.Item == code {
			return true
		}
	}
	return false
}

// grade draws one of n options, the best first.
func (a *auditor) grade(q float64, n int) int {
	t := q + 0.9*a.r.NormFloat64()
	for i, cut := range []float64{-0.35, -1.15, -1.8} {
		if i == n-1 || t > cut {
			return i
		}
	}
	return n - 1
}

func (a *auditor) bonus(item surveys.Item, q float64) {
	if chance(a.r, 0.25+0.15*q) {
		a.answer(item, surveys.CheckYes, true)
	} else {
		a.answers[item.Code] = surveys.Answer{Codes: []string{surveys.CheckNo}}
	}
}

// answer notes a choice with the auditor's remark and photos.
func (a *auditor) answer(item surveys.Item, code string, good bool) {
	given := surveys.Answer{Codes: []string{code}}
	switch {
	case !good && len(notes.Fail[item.Code]) > 0 && (item.Critical != nil || chance(a.r, 0.85)):
		given.Note = pick(a.r, notes.Fail[item.Code])
	case good && len(notes.Pass[item.Code]) > 0 && chance(a.r, 0.25):
		given.Note = pick(a.r, notes.Pass[item.Code])
	}
	a.answers[item.Code] = given
	if p := item.Photos; p != nil {
		needed := p.Min > 0 && (p.When == "always" || !good)
		if needed || chance(a.r, 0.18) && (item.Code != "charge" && p.When != "fail") {
			a.shots = append(a.shots, shot{item.Code, photograph(a.r, sceneOf(item.Code))})
		}
	}
}

// impression sums the visit up by its best and its worst section.
func (a *auditor) impression(doc surveys.Document) string {
	best, worst := "", ""
	for _, s := range doc.Sections {
		if best == "" || a.ratio[s.Code] > a.ratio[best] {
			best = s.Code
		}
		if worst == "" || a.ratio[s.Code] < a.ratio[worst] {
			worst = s.Code
		}
	}
	if best == worst {
		best, worst = doc.Sections[1].Code, doc.Sections[5].Code
	}
	return "做得最好：" + notes.Best[best] + "\n最该改进：" + notes.Worst[worst]
}
