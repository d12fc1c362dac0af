package server

import (
	"errors"
	"slices"
	"strings"

	"touchstone/surveys"
	"touchstone/surveys/logic"
)

// formPost is one posted form, taken apart.
type formPost struct {
	Fields formFields
	Nav    string   // what the pressed button asks for
	Page   string   // code of the section that was shown
	Lang   string   // content language of the page
	Shown  []string // conditional items that were on the page
}

// formStep is what a post leads to: a page to show, or, with Submit, answers to hand in.
type formStep struct {
	Page     string
	Lang     string
	Problems []*surveys.Error
	More     bool // answers have brought up items on the very page
	Submit   bool
	Answers  surveys.Answers // as typed; the accept path judges them again
}

// step decides where a post leads. Nobody leaves a page forward with something wrong on it, or past items that his
// answers have just brought up; back, language and clear ask for nothing.
func (p formPost) step(d surveys.Document) (formStep, error) {
	if code, ok := strings.CutPrefix(p.Nav, navClear); ok {
		p.Fields[code] = formField{}
	}
	answers, typed := p.Fields.read(d)
	shown, err := logic.Visible(d, answers)
	if err != nil {
		return formStep{}, err
	}
	pages := shownPages(d, shown)
	at := max(slices.Index(pages, p.Page), 0)
	if len(pages) == 0 { // a rule hides everything; there is nothing to ask and nothing to send
		return formStep{}, badField()
	}
	step := formStep{Page: pages[at], Lang: p.Lang, Answers: answers}
	lang, isLang := strings.CutPrefix(p.Nav, navLang)
	switch {
	case isLang && slices.Contains(d.Languages, lang):
		step.Lang = lang
		return step, nil
	case strings.HasPrefix(p.Nav, navClear):
		return step, nil
	case p.Nav == navBack:
		step.Page = pages[max(at-1, 0)]
		return step, nil
	case p.Nav != navNext && p.Nav != navSubmit && p.Nav != "": // some browsers name no button when Enter is pressed
		return formStep{}, badField()
	}
	found := typed.List()
	_, err = logic.Validate(d, answers, logic.Submit)
	found = append(found, problemsOf(err)...)
	return p.forward(d, step, pages, at, found, shown), nil
}

// forward goes to the next page, or hands in on the last.
func (p formPost) forward(d surveys.Document, step formStep, pages []string, at int, found []*surveys.Error, shown logic.Visibility) formStep {
	if here := onPage(d, step.Page, found); len(here) > 0 {
		step.Problems = here
		return step
	}
	if p.unseen(d, step.Page, shown) {
		step.More = true
		return step
	}
	if at < len(pages)-1 {
		step.Page = pages[at+1]
		return step
	}
	if p.Nav != navSubmit { // the page is the last one now: submitting has to be asked for
		return step
	}
	for _, page := range pages {
		if there := onPage(d, page, found); len(there) > 0 {
			step.Page, step.Problems = page, there
			return step
		}
	}
	step.Submit = true
	return step
}

// unseen reports whether the page now shows a conditional item or option that was not on it when it was filled in.
func (p formPost) unseen(d surveys.Document, page string, shown logic.Visibility) bool {
	for s, it := range d.Items() {
		if s.Code != page || !shown.Shows(it.Code) {
			continue
		}
		if it.Show != nil && !slices.Contains(p.Shown, it.Code) {
			return true
		}
		for _, o := range it.Options {
			if o.Show != nil && shown.ShowsOption(it, o) && !slices.Contains(p.Shown, logic.OptionName(it, o)) {
				return true
			}
		}
	}
	return false
}

// onPage returns the problems of items of one section, in the order they were found.
func onPage(d surveys.Document, page string, found []*surveys.Error) []*surveys.Error {
	var here []*surveys.Error
	for _, e := range found {
		if _, s, ok := d.Item(e.Field); ok && s.Code == page {
			here = append(here, e)
		}
	}
	return here
}

// problemsOf returns what an error says about single fields; none when it is about something else.
func problemsOf(err error) []*surveys.Error {
	var e *surveys.Error
	switch {
	case !errors.As(err, &e) || e.Kind != surveys.Invalid:
		return nil
	case len(e.More) > 0:
		return e.More
	case e.Field != "":
		return []*surveys.Error{e}
	}
	return nil
}
