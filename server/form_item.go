package server

import (
	"slices"
	"strconv"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/logic"
)

// itemView is one item ready for the template of its type.
type itemView struct {
	words
	surveys.Item
	Label, Hint string
	Name        string // of its fields
	Hidden      bool   // by its rule; the fields are there, so that the script can show it at once
	Error       string
	Points      []pointView  // of a scale
	Low, High   string       // words of a scale's ends
	Named       bool         // every point of the scale has its own words
	Options     []optionView // of a choice
	Value       string       // of every other item
	OtherText   string
	Unit        string
	First, Last string // bounds of a date or a time
	Check       *checkView
}

// pointView is one answer of a scale.
type pointView struct {
	Value   int
	Name    string // read out: "4 分，满意"
	Words   string // under the point: "满意"
	Face    int    // 1–5: which smiley
	Checked bool
}

type optionView struct {
	Code, Label string
	Other       bool // brings a field for words
	Checked     bool
	Rule        bool // comes and goes
	Hidden      bool // by its rule
}

func newItemView(w words, lang string, it surveys.Item, f formField) itemView {
	v := itemView{words: w, Item: it, Label: it.Label.In(lang), Hint: it.Hint.In(lang), Name: fieldPrefix + it.Code,
		OtherText: f.other, Unit: it.Unit.In(lang)}
	switch {
	case it.IsScale():
		v.addPoints(lang, f)
	case it.IsChoice():
		for _, o := range it.AllOptions(builtInWords) {
			v.Options = append(v.Options, optionView{o.Code, o.Label.In(lang), o.Code == surveys.OtherCode && it.Other,
				slices.Contains(f.values, o.Code), o.Show != nil, false})
		}
	case len(f.values) > 0:
		v.Value = f.values[0]
	}
	switch it.Type {
	case surveys.TypeDate:
		v.First, v.Last = it.DateRange()
	case surveys.TypeTime:
		v.First, v.Last = it.TimeRange()
	}
	return v
}

// show hides what the rules hide of the item.
func (v *itemView) show(shown logic.Visibility) {
	v.Hidden = !shown.Shows(v.Code)
	for i := range v.Options {
		o, authored := v.Item.Option(v.Options[i].Code)
		v.Options[i].Hidden = authored && !shown.ShowsOption(v.Item, o)
	}
}

// ItemID is the id of the item's box; errors link to it.
func (v itemView) ItemID() string { return "i-" + v.Code }

// Describe lists the ids of what describes the item: its hint and its error.
func (v itemView) Describe() string {
	switch {
	case v.Hint == "" && v.Error == "":
		return ""
	case v.Hint == "":
		return v.ItemID() + "-e"
	case v.Error == "":
		return v.ItemID() + "-h"
	}
	return v.ItemID() + "-h " + v.ItemID() + "-e"
}

// Conditional reports whether the item has a rule of its own or stands in a section that can come and go.
func (v itemView) Conditional() bool { return v.Show != nil }

// builtInWords gives the built-in options their labels in the languages of the interface.
func builtInWords(key string) surveys.Text {
	t := surveys.Text{}
	for _, lang := range locales.Languages() {
		t[lang] = locales.T(lang, key, nil)
	}
	return t
}

// satisfaction holds the words of a five-point satisfaction scale, in order.
var satisfaction = []string{"survey.satisfied_1", "survey.satisfied_2", "survey.satisfied_3", "survey.satisfied_4",
	"survey.satisfied_5"}

func (v *itemView) addPoints(lang string, f formField) {
	low, high := v.ScaleRange()
	names := v.pointWords(lang, low, high)
	for n := low; n <= high; n++ {
		text := strconv.Itoa(n)
		p := pointView{Value: n, Words: names[n-low], Checked: slices.Contains(f.values, text),
			Face: 1 + (4*(n-low)+(high-low)/2)/max(high-low, 1)}
		p.Name = v.pointName(n, p.Words)
		v.Points = append(v.Points, p)
	}
	v.Low, v.High = names[0], names[len(names)-1]
}

// pointWords returns the words of every point. Authors write those of the ends. Where these are the usual ones of a
// five-point satisfaction scale, or there are none, the points between get the usual words too: a scale with a word for
// every point is answered alike by more people.
func (v *itemView) pointWords(lang string, low, high int) []string {
	names := make([]string, high-low+1)
	first, last := v.Item.Low.In(lang), v.Item.High.In(lang)
	usual := v.T(satisfaction[0]) == first && v.T(satisfaction[4]) == last || first == "" && last == ""
	feels := v.Type == surveys.TypeCSAT || v.Look == "smileys"
	if usual && feels && len(names) == len(satisfaction) {
		for i, key := range satisfaction {
			names[i] = v.T(key)
		}
		v.Named = true
		return names
	}
	names[0], names[len(names)-1] = first, last
	return names
}

func (v *itemView) pointName(n int, text string) string {
	stars := v.Type == surveys.TypeRating && v.Look == "stars"
	switch {
	case stars && text == "":
		return v.T("survey.stars", "count", n)
	case stars:
		return v.T("survey.stars_label", "count", n, "label", text)
	case text == "":
		return v.T("survey.point", "point", n)
	}
	return v.T("survey.point_label", "point", n, "label", text)
}
