package logic

import (
	"slices"

	"touchstone/surveys"
)

// Visibility says what of a document is shown for certain answers. Both lists are in the order of the document.
type Visibility struct {
	Sections []string // codes of the shown sections; all items of one may still be hidden
	Items    []string // codes of the shown items, statements too
	Options  []string // ITEM.OPTION of the shown options that have a rule; all others are there whenever their item is

	shown map[string]bool
}

// Shows reports whether the section or item with that code is shown (they share one name space).
func (v Visibility) Shows(code string) bool { return v.shown[code] }

// ShowsOption reports whether an option is offered, given that its item is shown.
func (v Visibility) ShowsOption(it surveys.Item, o surveys.Option) bool {
	return o.Show == nil || v.shown[OptionName(it, o)]
}

// OptionName is how Visibility and the pages name an option among items and sections: ITEM.OPTION; no code holds a dot.
func OptionName(it surveys.Item, o surveys.Option) string { return it.Code + "." + o.Code }

// Visible decides what is shown. Items are taken in order, and the answer of a hidden one counts as not given for all
// rules behind it; so does a hidden option. An item none of whose options is shown is hidden itself. Answers are taken as they are: Validate leaves out those that are wrong. The error is that of
// Evaluate.
func Visible(d surveys.Document, answers surveys.Answers) (Visibility, error) {
	v := Visibility{shown: map[string]bool{}}
	err := walk(d, func(s surveys.Section, shown bool) {
		if shown {
			v.Sections = append(v.Sections, s.Code)
			v.shown[s.Code] = true
		}
	}, func(it surveys.Item, o offer) (surveys.Answer, bool) {
		if !o.shown {
			return surveys.Answer{}, false
		}
		v.Items = append(v.Items, it.Code)
		v.shown[it.Code] = true
		for _, option := range it.Options {
			if option.Show != nil && !o.hidden[option.Code] {
				v.Options = append(v.Options, OptionName(it, option))
				v.shown[OptionName(it, option)] = true
			}
		}
		a, ok := answers[it.Code]
		return o.drop(a), ok
	})
	if err != nil {
		return Visibility{}, err
	}
	return v, nil
}

// offer is what of one item is there to be answered.
type offer struct {
	shown  bool
	hidden map[string]bool // codes of its hidden options; nil when there is none
}

// drop takes the hidden options out of an answer. With nothing else chosen there is no answer.
func (o offer) drop(a surveys.Answer) surveys.Answer {
	if !slices.ContainsFunc(a.Codes, func(c string) bool { return o.hidden[c] }) {
		return a
	}
	a.Codes = slices.DeleteFunc(slices.Clone(a.Codes), func(c string) bool { return o.hidden[c] })
	if len(a.Codes) == 0 {
		a.Codes, a.Text = nil, ""
	}
	return a
}

// walk goes through a document in order, tells what of each section and item is shown, and lets item return the answer
// that later rules may see.
func walk(d surveys.Document, section func(surveys.Section, bool), item func(surveys.Item, offer) (surveys.Answer, bool)) error {
	e := evaluator{answers: surveys.Answers{}}
	for _, s := range d.Sections {
		shown, err := e.shows(s.Show)
		if err != nil {
			return err
		}
		section(s, shown)
		for _, it := range s.Items {
			var o offer
			if shown {
				if o, err = e.offers(it); err != nil {
					return err
				}
			}
			if a, ok := item(it, o); ok {
				e.answers[it.Code] = a
			}
		}
	}
	return nil
}

// offers decides what of an item in a shown section is there.
func (e *evaluator) offers(it surveys.Item) (offer, error) {
	shown, err := e.shows(it.Show)
	if err != nil || !shown {
		return offer{}, err
	}
	o := offer{shown: true}
	for _, option := range it.Options {
		shows, err := e.shows(option.Show)
		if err != nil {
			return offer{}, err
		}
		if !shows {
			if o.hidden == nil {
				o.hidden = map[string]bool{}
			}
			o.hidden[option.Code] = true
		}
	}
	if len(o.hidden) > 0 && len(o.hidden) == len(it.AllOptions(nil)) {
		return offer{}, nil
	}
	return o, nil
}

func (e *evaluator) shows(r *surveys.Rule) (bool, error) {
	if r == nil {
		return true, nil
	}
	return e.holds(*r, 1)
}
