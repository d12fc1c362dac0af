package measure

import (
	"fmt"
	"math"

	"touchstone/surveys"
)

// Reason says how a check came to its points.
type Reason string

// The reasons. They are codes; whoever shows them translates them.
const (
	ReasonScored         Reason = "scored"
	ReasonNotApplicable  Reason = "not_applicable"  // left out of both sides
	ReasonNAFull         Reason = "na_full"         // not applicable, counted as full points
	ReasonNAZero         Reason = "na_zero"         // not applicable, counted as no points
	ReasonNotShown       Reason = "not_shown"       // hidden by a rule
	ReasonNotAnswered    Reason = "not_answered"    // optional and left empty
	ReasonNotScored      Reason = "not_scored"      // asked without points
	ReasonBonus          Reason = "bonus"           // adds to earned only
	ReasonCriticalFailed Reason = "critical_failed" // a critical item failed; its points count as usual
)

// ItemScore explains one check of a visit. Earned and Possible are points times Weight; in mode deduction Possible is the
// deduction at stake and Earned what is left of it.
type ItemScore struct {
	Item     string  `json:"item"`
	Section  string  `json:"section"`
	Earned   float64 `json:"earned"`
	Possible float64 `json:"possible"`
	Weight   float64 `json:"weight"`
	Deducted float64 `json:"deducted"` // mode deduction: points this item takes off
	Counted  bool    `json:"counted"`  // stands in the score
	Answered bool    `json:"answered"` // has an answer other than "not applicable"
	Failed   bool    `json:"failed"`   // "no", or an option marked as failing
	Reason   Reason  `json:"reason"`
}

// checkPoints returns what an item can earn and what the answer earns, both before the weight: the best option of one
// choice, or, when several may be ticked, all options with positive points.
func checkPoints(item surveys.Item, a surveys.Answer) (earned, possible float64, err error) {
	several := item.Several()
	for _, o := range item.AllOptions(nil) {
		switch {
		case o.Points == nil:
		case several:
			possible += math.Max(0, *o.Points)
		default:
			possible = math.Max(possible, *o.Points)
		}
	}
	for _, code := range a.Codes {
		o, found := item.Option(code)
		if !found {
			return 0, 0, fmt.Errorf("measure: check %s has no option %q", item.Code, code)
		}
		if o.Points != nil {
			earned += *o.Points
		}
	}
	if !several && len(a.Codes) > 1 {
		return 0, 0, fmt.Errorf("measure: check %s takes one option", item.Code)
	}
	return earned, possible, nil
}

func scoreItem(item surveys.Item, a surveys.Answer, shown bool, rules surveys.Scoring) (ItemScore, error) {
	s := ItemScore{Item: item.Code, Weight: item.Weight}
	if !shown || a.Missing == surveys.NotShown {
		s.Reason = ReasonNotShown
		return s, nil
	}
	earned, possible, err := checkPoints(item, a)
	switch {
	case err != nil:
		return s, err
	case a.Missing == surveys.NotApplicable || item.NotApplicable(a):
		s.notApplicable(item, possible, rules)
		return s, nil
	case len(a.Codes) == 0 && item.Required:
		return s, fmt.Errorf("%w: %s", ErrUnanswered, item.Code)
	case len(a.Codes) == 0:
		s.Reason = ReasonNotAnswered
		return s, nil
	}
	s.Answered, s.Failed = true, item.Failed(a)
	s.answered(item, earned, possible, rules)
	if s.Failed && item.Critical != nil {
		s.Reason = ReasonCriticalFailed
	}
	return s, nil
}

func (s *ItemScore) answered(item surveys.Item, earned, possible float64, rules surveys.Scoring) {
	s.Reason = ReasonNotScored
	stake := atStake(item, possible, rules)
	switch {
	case stake > 0 && rules.Mode == ModeDeduction:
		if s.Failed {
			s.Deducted = stake
		}
		s.Reason, s.Counted, s.Possible, s.Earned = ReasonScored, true, stake, stake-s.Deducted
	case stake > 0:
		s.Reason, s.Counted, s.Possible, s.Earned = ReasonScored, true, stake, item.Weight*earned
	case rules.Mode != ModeDeduction && item.Bonus > 0:
		s.Reason = ReasonBonus
		if possible > 0 && earned >= possible {
			s.Earned = item.Bonus
		}
	}
}

// atStake returns the weighted points an item can earn, or the deduction it can cost; 0 when it does not score. A bonus
// stakes nothing.
func atStake(item surveys.Item, possible float64, rules surveys.Scoring) float64 {
	switch {
	case rules.Mode == ModeDeduction:
		return item.Deduction
	case item.Bonus > 0:
		return 0
	}
	return item.Weight * possible
}

// notApplicable applies the policy to what is at stake.
func (s *ItemScore) notApplicable(item surveys.Item, possible float64, rules surveys.Scoring) {
	s.Reason = ReasonNotApplicable
	stake := atStake(item, possible, rules)
	if stake <= 0 {
		return
	}
	switch rules.NA {
	case surveys.NAFull:
		s.Reason, s.Counted, s.Possible, s.Earned = ReasonNAFull, true, stake, stake
	case surveys.NAZero:
		s.Reason, s.Counted, s.Possible = ReasonNAZero, true, stake
		if rules.Mode == ModeDeduction {
			s.Deducted = stake
		}
	}
}
