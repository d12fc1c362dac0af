package server

import (
	"slices"
	"strconv"

	"touchstone/surveys"
)

// formModel is what the script knows about the instrument: what decides visibility, what is checked at once, and every
// text it may show. The script holds no words of its own.
type formModel struct {
	Sections []modelSection    `json:"sections"`
	Texts    map[string]string `json:"texts"`
}

type modelSection struct {
	Code  string        `json:"code"`
	Show  *surveys.Rule `json:"show,omitempty"`
	Items []modelItem   `json:"items"`
}

// modelItem is one item. Says holds the messages of the checks that apply to it, by problem; a check without its
// message is not made, the server will make it.
type modelItem struct {
	Code       string            `json:"code"`
	Type       surveys.ItemType  `json:"type"`
	Carries    string            `json:"is"` // number | codes | text | "" (nothing)
	Required   bool              `json:"required,omitempty"`
	Show       *surveys.Rule     `json:"show,omitempty"`
	Options    []modelOption     `json:"options,omitempty"` // of an item some of whose options have a rule
	Other      bool              `json:"other,omitempty"`
	Min        *float64          `json:"min,omitempty"`
	Max        *float64          `json:"max,omitempty"`
	Decimals   int               `json:"decimals,omitempty"`
	MinChoices int               `json:"min_choices,omitempty"`
	MaxChoices int               `json:"max_choices,omitempty"`
	First      string            `json:"first,omitempty"`
	Last       string            `json:"last,omitempty"`
	Says       map[string]string `json:"says,omitempty"`
}

// modelOption is what decides whether an option is there.
type modelOption struct {
	Code string        `json:"code"`
	Show *surveys.Rule `json:"show,omitempty"`
}

func newFormModel(v *formView) *formModel {
	m := &formModel{Texts: map[string]string{
		"required": v.T("answer.required"), "other_text": v.T("answer.other_text"), "clear": v.T("survey.clear"),
		"saved": v.T("survey.saved"), "sending": v.T("survey.sending"), "queued": v.T("survey.queued"),
		"kept": v.T("survey.kept"), "sent": v.T("survey.sent"), "retry": v.T("survey.retry"),
		"restored": v.T("survey.restored"), "refused": v.T("survey.refused"), "mend": v.T("survey.mend"), "restart": v.T("survey.restart"), "unfinished": v.T("survey.unfinished"), "go_on": v.T("survey.go_on"), "start_new": v.T("survey.start_new"), "next": v.T("survey.next"),
		"submit": v.T("survey.submit"), "title": v.Title,
		"errors_1": v.T("survey.errors", "count", 1), "errors_2": v.T("survey.errors", "count", 2),
		"page": v.T("survey.page", "page", "{page}", "pages", "{pages}"),
	}}
	for _, s := range v.Document.Sections {
		section := modelSection{Code: s.Code, Show: s.Show, Items: []modelItem{}}
		for _, it := range s.Items {
			section.Items = append(section.Items, newModelItem(v.words, it))
		}
		m.Sections = append(m.Sections, section)
	}
	return m
}

func newModelItem(w words, it surveys.Item) modelItem {
	m := modelItem{Code: it.Code, Type: it.Type, Required: it.Required, Show: it.Show}
	switch {
	case !it.TakesAnswer():
		return m
	case it.IsChoice():
		m.Carries = "codes"
		m.addOptions(it)
	case it.Columns()[0].Kind == surveys.ColumnNumber:
		m.Carries = "number"
	default:
		m.Carries = "text"
	}
	m.addChecks(w, it)
	return m
}

func (m *modelItem) addOptions(it surveys.Item) {
	if !slices.ContainsFunc(it.Options, func(o surveys.Option) bool { return o.Show != nil }) {
		return
	}
	m.Other = it.Other
	for _, o := range it.Options {
		m.Options = append(m.Options, modelOption{o.Code, o.Show})
	}
}

func (m *modelItem) addChecks(w words, it surveys.Item) {
	m.Says = map[string]string{}
	if it.MinChoices > 0 {
		m.MinChoices, m.Says["min_choices"] = it.MinChoices, w.T("answer.min_choices", "count", it.MinChoices)
	}
	if it.MaxChoices > 0 {
		m.MaxChoices, m.Says["max_choices"] = it.MaxChoices, w.T("answer.max_choices", "count", it.MaxChoices)
	}
	switch it.Type {
	case surveys.TypeNumber:
		low, high := it.NumberRange()
		m.Min, m.Max, m.Decimals = &low, &high, it.Decimals
		m.Says["number"] = w.T("answer.number")
		m.Says["number_range"] = w.T("answer.number_range", "min", plain(low), "max", plain(high))
		m.Says["decimals"] = w.T("answer.decimals", "count", it.Decimals)
	case surveys.TypeDate:
		m.First, m.Last = it.DateRange()
		m.Says["date"] = w.T("answer.date")
		m.Says["date_range"] = w.T("answer.date_range", "min", m.First, "max", m.Last)
	case surveys.TypeTime:
		m.First, m.Last = it.TimeRange()
		m.Says["time"] = w.T("answer.time")
		m.Says["time_range"] = w.T("answer.time_range", "min", m.First, "max", m.Last)
	}
}

func plain(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
