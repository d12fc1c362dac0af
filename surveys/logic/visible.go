package logic

import "touchstone/surveys"

// Visibility says what of a document is shown for certain answers. Both lists are in the order of the document.
type Visibility struct {
	Sections []string // codes of the shown sections; all items of one may still be hidden
	Items    []string // codes of the shown items, statements too

	shown map[string]bool
}

// Shows reports whether the section or item with that code is shown (they share one name space).
func (v Visibility) Shows(code string) bool { return v.shown[code] }

// Visible decides what is shown. Items are taken in order, and the answer of a hidden one counts as not given for all
// rules behind it. Answers are taken as they are: Validate leaves out those that are wrong. The error is that of
// Evaluate.
func Visible(d surveys.Document, answers surveys.Answers) (Visibility, error) {
	v := Visibility{shown: map[string]bool{}}
	err := walk(d, func(s surveys.Section, shown bool) {
		if shown {
			v.Sections = append(v.Sections, s.Code)
			v.shown[s.Code] = true
		}
	}, func(it surveys.Item, shown bool) (surveys.Answer, bool) {
		if shown {
			v.Items = append(v.Items, it.Code)
			v.shown[it.Code] = true
		}
		a, ok := answers[it.Code]
		return a, ok && shown
	})
	if err != nil {
		return Visibility{}, err
	}
	return v, nil
}

// walk goes through a document in order, tells whether each section and item is shown, and lets item return the answer
// that later rules may see.
func walk(d surveys.Document, section func(surveys.Section, bool), item func(surveys.Item, bool) (surveys.Answer, bool)) error {
	e := evaluator{answers: surveys.Answers{}}
	for _, s := range d.Sections {
		shown, err := e.shows(s.Show)
		if err != nil {
			return err
		}
		section(s, shown)
		for _, it := range s.Items {
			itemShown := false
			if shown {
				if itemShown, err = e.shows(it.Show); err != nil {
					return err
				}
			}
			if a, ok := item(it, itemShown); ok {
				e.answers[it.Code] = a
			}
		}
	}
	return nil
}

func (e *evaluator) shows(r *surveys.Rule) (bool, error) {
	if r == nil {
		return true, nil
	}
	return e.holds(*r, 1)
}
