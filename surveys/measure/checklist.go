package measure

import (
	"errors"
	"fmt"
	"math"

	"touchstone/surveys"
)

// Ways a checklist is scored (surveys.Scoring.Mode).
const (
	ModeWeighted  = "weighted"
	ModePooled    = "pooled"
	ModeDeduction = "deduction"
)

// Verdicts of a visit. A visit without a score and without a failed critical item has none.
const (
	VerdictPass = "pass"
	VerdictFail = "fail"
)

// ErrUnanswered means that a required check that was shown has no answer. Who calls VisitOf has checked answers before.
var ErrUnanswered = errors.New("measure: required check without answer")

// VisitScore is the score of one visit, with all that explains it.
type VisitScore struct {
	Method    string         `json:"method"`    // "checklist-weighted", "checklist-pooled", "checklist-deduction"
	Total     *float64       `json:"total"`     // final, 0…100 (above 100 only by uncapped bonus); nil when nothing applied
	Raw       *float64       `json:"raw"`       // before critical effects
	Earned    float64        `json:"earned"`    // weighted points over all sections, after zeroed sections
	Possible  float64        `json:"possible"`  // weighted points that could be earned
	Deducted  float64        `json:"deducted"`  // mode deduction: points taken off, before the floor at 0
	Verdict   string         `json:"verdict"`   // VerdictPass, VerdictFail or ""
	Band      string         `json:"band"`      // code; "" without a total
	Sections  []SectionScore `json:"sections"`  // in the order of the checklist
	Items     []ItemScore    `json:"items"`     // in the order of the checklist
	Criticals []Triggered    `json:"criticals"` // failed critical items
}

// SectionScore is one section of a visit.
type SectionScore struct {
	Section  string   `json:"section"`
	Weight   float64  `json:"weight"` // as authored
	Share    float64  `json:"share"`  // mode weighted: part of the total it carries on this visit, 0…1
	Earned   float64  `json:"earned"`
	Possible float64  `json:"possible"`
	Deducted float64  `json:"deducted"`
	Counted  int      `json:"counted"` // items that count
	Score    *float64 `json:"score"`   // 0…100 after zero_section; nil when nothing in it applied
	Raw      *float64 `json:"raw"`     // before zero_section
	Zeroed   bool     `json:"zeroed"`
}

// Triggered is a failed critical item and what it does.
type Triggered struct {
	Item    string                 `json:"item"`
	Section string                 `json:"section"`
	Effect  surveys.CriticalEffect `json:"effect"`
	Value   float64                `json:"value"`
}

// VisitOf scores the answers of one visit by the checklist's own rules. shown tells whether an item is visible under
// these answers. It fails with ErrUnanswered, with an unknown option code, or when the document is no checklist with
// scoring: faults of the caller, not of the auditor.
//
// Order of effects: NA policy, bonus and cap, section scores, raw total; then zeroed sections, deductions of critical
// items, the lowest cap of critical items, zeroed total; the result never falls below 0.
func VisitOf(doc surveys.Document, answers surveys.Answers, shown func(item string) bool) (VisitScore, error) {
	if doc.Kind != surveys.Checklist || doc.Scoring == nil {
		return VisitScore{}, errors.New("measure: document is no checklist with scoring")
	}
	v := VisitScore{
		Method:   "checklist-" + doc.Scoring.Mode,
		Sections: []SectionScore{}, Items: []ItemScore{}, Criticals: []Triggered{},
	}
	for _, section := range doc.Sections {
		sum := SectionScore{Section: section.Code, Weight: section.Weight}
		for _, item := range section.Items {
			if item.Type != surveys.TypeCheck {
				continue
			}
			s, err := scoreItem(item, answers[item.Code], shown(item.Code), *doc.Scoring)
			if err != nil {
				return VisitScore{}, err
			}
			s.Section = section.Code
			v.Items = append(v.Items, s)
			sum.add(s)
			if s.Failed && item.Critical != nil {
				v.Criticals = append(v.Criticals,
					Triggered{Item: item.Code, Section: section.Code, Effect: item.Critical.Effect, Value: item.Critical.Value})
			}
		}
		v.Sections = append(v.Sections, sum)
	}
	if err := v.total(*doc.Scoring); err != nil {
		return VisitScore{}, err
	}
	v.judge(*doc.Scoring)
	return v, nil
}

func (s *SectionScore) add(i ItemScore) {
	s.Earned += i.Earned
	s.Possible += i.Possible
	s.Deducted += i.Deducted
	if i.Counted {
		s.Counted++
	}
}

// total fills section scores, raw and final total.
func (v *VisitScore) total(rules surveys.Scoring) error {
	for i := range v.Sections {
		s := &v.Sections[i]
		s.Raw = sectionScore(*s, rules)
		s.Score = s.Raw
	}
	raw, err := v.combine(rules)
	if err != nil {
		return err
	}
	v.Raw = raw
	for _, c := range v.Criticals {
		if c.Effect == surveys.ZeroSection {
			v.zeroSection(c.Section)
		}
	}
	final, err := v.combine(rules)
	if err != nil {
		return err
	}
	v.Total = v.afterCriticals(final)
	v.Earned, v.Possible, v.Deducted = v.points()
	return nil
}

func sectionScore(s SectionScore, rules surveys.Scoring) *float64 {
	if rules.Mode == ModeDeduction {
		if s.Counted == 0 {
			return nil
		}
		return ptr(math.Max(0, 100-s.Deducted))
	}
	return ratio(s.Earned, s.Possible, rules.Cap)
}

// ratio returns 100·earned/possible between 0 and cap (0: no cap); nil when nothing was possible.
func ratio(earned, possible, limit float64) *float64 {
	if possible <= 0 {
		return nil
	}
	r := math.Max(0, 100*earned/possible)
	if limit > 0 {
		r = math.Min(r, limit)
	}
	return &r
}

func (v *VisitScore) zeroSection(code string) {
	for i := range v.Sections {
		if s := &v.Sections[i]; s.Section == code {
			s.Zeroed, s.Earned = true, 0
			if s.Score != nil {
				s.Score = ptr(0)
			}
		}
	}
}

func (v *VisitScore) points() (earned, possible, deducted float64) {
	for _, s := range v.Sections {
		earned, possible, deducted = earned+s.Earned, possible+s.Possible, deducted+s.Deducted
	}
	return earned, possible, deducted
}

// combine makes one total of the sections as they stand.
func (v *VisitScore) combine(rules surveys.Scoring) (*float64, error) {
	earned, possible, deducted := v.points()
	switch rules.Mode {
	case ModePooled:
		return ratio(earned, possible, rules.Cap), nil
	case ModeDeduction:
		for _, s := range v.Sections {
			if s.Counted > 0 {
				return ptr(math.Max(0, 100-deducted)), nil
			}
		}
		return nil, nil
	case ModeWeighted:
		return v.weighted(), nil
	}
	return nil, fmt.Errorf("measure: unknown scoring mode %q", rules.Mode)
}

// weighted is the mean of the section scores by weight; a section without a score hands its weight to the others.
func (v *VisitScore) weighted() *float64 {
	var total float64
	for _, s := range v.Sections {
		if s.Score != nil {
			total += s.Weight
		}
	}
	if total <= 0 {
		return nil
	}
	var sum float64
	for i := range v.Sections {
		if s := &v.Sections[i]; s.Score != nil {
			s.Share = s.Weight / total
			sum += s.Weight * *s.Score
		}
	}
	return ptr(sum / total)
}

func (v *VisitScore) afterCriticals(total *float64) *float64 {
	if total == nil {
		return nil
	}
	t, limit := *total, math.Inf(1)
	for _, c := range v.Criticals {
		switch c.Effect {
		case surveys.Deduct:
			t -= c.Value
		case surveys.CapTotal:
			limit = math.Min(limit, c.Value)
		case surveys.ZeroTotal:
			limit = 0
		}
	}
	return ptr(math.Max(0, math.Min(t, limit)))
}

// judge fills verdict and band from the unrounded final total.
func (v *VisitScore) judge(rules surveys.Scoring) {
	if v.Total != nil {
		v.Verdict = VerdictFail
		if Clean(*v.Total) >= rules.Pass {
			v.Verdict = VerdictPass
		}
		if band, found := BandOf(rules.Bands, *v.Total); found {
			v.Band = band.Code
		}
	}
	if len(v.Criticals) > 0 {
		v.Verdict = VerdictFail
	}
}
