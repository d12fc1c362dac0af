package surveys

import (
	"bytes"
	"slices"
)

// Edit is one difference between two documents of an instrument, with what it means for the figures of a series. Key
// names the sentence that explains it; Option fills its placeholder.
type Edit struct {
	Change Change `json:"change" enum:"cosmetic,additive,breaking"`
	Key    string `json:"key" doc:"Stable name of the explanation" example:"edit.scale"`
	Code   string `json:"code,omitempty" doc:"Of the item or section; empty: the document as a whole"`
	Name   Text   `json:"name,omitempty" doc:"What people call the item or section"`
	Option Text   `json:"option,omitempty" doc:"Label of the option it is about"`
	Before Text   `json:"before,omitempty" doc:"What it said or was before, where that is words or a number"`
	After  Text   `json:"after,omitempty"`
}

// ItemPair is an item of two documents side by side; the side that does not have it is nil.
type ItemPair struct {
	Code   string `json:"code"`
	Before *Item  `json:"before"`
	After  *Item  `json:"after"`
	Change Change `json:"change" enum:"unchanged,cosmetic,additive,breaking"`
}

var weightOf = map[Change]int{Unchanged: 0, Cosmetic: 1, Additive: 2, Breaking: 3}

// Edits lists the differences from one document to the next, the gravest first and otherwise in the order of the
// document. The gravest is what CompareDocuments says; without a difference the list is empty.
func Edits(old, next Document) []Edit {
	whole := CompareDocuments(old, next)
	if whole == Unchanged {
		return []Edit{}
	}
	edits := slices.Concat(sectionEdits(old, next), allItemEdits(old, next), wholeEdits(old, next))
	slices.SortStableFunc(edits, func(a, b Edit) int { return weightOf[b.Change] - weightOf[a.Change] })
	if len(edits) == 0 || edits[0].Change != whole {
		// A field without a sentence of its own: the step is still what it is.
		edits = slices.Insert(edits, 0, Edit{Change: whole, Key: "edit.other"})
	}
	return edits
}

// PairItems lays the items of two documents side by side in the order of next. What next has no more stands behind the
// item it stood behind.
func PairItems(old, next Document, edits []Edit) []ItemPair {
	pairs := []ItemPair{}
	for _, it := range next.Items() {
		pairs = append(pairs, ItemPair{Code: it.Code, After: &it, Change: gravest(edits, it.Code)})
	}
	at := func(code string) int { return slices.IndexFunc(pairs, func(p ItemPair) bool { return p.Code == code }) }
	last := -1
	for _, it := range old.Items() {
		if i := at(it.Code); i >= 0 {
			pairs[i].Before, last = &it, i
			continue
		}
		last++
		pairs = slices.Insert(pairs, last, ItemPair{Code: it.Code, Before: &it, Change: gravest(edits, it.Code)})
	}
	return pairs
}

func gravest(edits []Edit, code string) Change {
	for _, e := range edits {
		if e.Code == code {
			return e.Change
		}
	}
	return Unchanged
}

// wholeEdits are the differences that belong to no item and no section.
func wholeEdits(old, next Document) (edits []Edit) {
	add := func(change Change, key string, was, is any) {
		if !bytes.Equal(encode(was), encode(is)) {
			edits = append(edits, Edit{Change: change, Key: key})
		}
	}
	// words notes other words of something only when what is measured by it stayed.
	words := func(key, measuredKey string, was, is, wasBare, isBare any) {
		if bytes.Equal(encode(wasBare), encode(isBare)) {
			add(Cosmetic, key, was, is)
		} else {
			add(Breaking, measuredKey, wasBare, isBare)
		}
	}
	words("edit.tree_words", "edit.tree", old.Tree, next.Tree, wordless(old.Tree), wordless(next.Tree))
	words("edit.band_words", "edit.scoring", old.Scoring, next.Scoring, scoringOf(old), scoringOf(next))
	words("edit.band_words", "edit.maturity", old.Maturity, next.Maturity, maturityOf(old), maturityOf(next))
	for _, pair := range [][2]Text{{old.Title, next.Title}, {old.Intro, next.Intro}, {old.Thanks, next.Thanks}, {old.Source, next.Source}} {
		if !sameText(pair[0], pair[1]) {
			edits = append(edits, Edit{Change: Cosmetic, Key: "edit.document_words", Before: pair[0], After: pair[1]})
		}
	}
	if !sameText(old.Notice, next.Notice) {
		edits = append(edits, Edit{Change: Cosmetic, Key: "edit.notice", Before: old.Notice, After: next.Notice})
	}
	add(Cosmetic, "edit.languages", old.Languages, next.Languages)
	if !sameOrder(itemCodes(old), itemCodes(next)) {
		edits = append(edits, Edit{Change: Cosmetic, Key: "edit.order"})
	}
	return edits
}

// sectionEdits are the differences of sections themselves: new, gone, renamed, weighted or shown otherwise.
func sectionEdits(old, next Document) (edits []Edit) {
	scoredBySection := old.Kind != Survey
	for _, s := range next.Sections {
		was, found := sectionOf(old, s.Code)
		if !found {
			edits = append(edits, Edit{Change: graver(scoredBySection, Additive), Key: "edit.section_new", Code: s.Code, Name: s.Name()})
			continue
		}
		note := func(change Change, key string, differs bool) {
			if differs {
				edits = append(edits, Edit{Change: change, Key: key, Code: s.Code, Name: s.Name()})
			}
		}
		if !sameText(was.Title, s.Title) || !sameText(was.Intro, s.Intro) {
			e := Edit{Change: Cosmetic, Key: "edit.words", Code: s.Code, Name: s.Name(), Before: was.Title, After: s.Title}
			if sameText(was.Title, s.Title) {
				e.Before, e.After = was.Intro, s.Intro
			}
			edits = append(edits, e)
		}
		note(graver(scoredBySection, Cosmetic), "edit.section_weight", was.Weight != s.Weight)
	}
	for _, s := range old.Sections {
		if _, found := sectionOf(next, s.Code); !found {
			edits = append(edits, Edit{Change: graver(scoredBySection, Cosmetic), Key: "edit.section_gone", Code: s.Code, Name: s.Name()})
		}
	}
	return append(edits, shownEdits(old, next)...)
}

// shownEdits names each section whose items are shown under another condition than before.
func shownEdits(old, next Document) (edits []Edit) {
	named := map[string]bool{}
	for s, it := range old.Items() {
		_, now, found := next.Item(it.Code)
		if found && !named[now.Code] && !bytes.Equal(encode(s.Show), encode(now.Show)) {
			named[now.Code] = true
			edits = append(edits, Edit{Change: Breaking, Key: "edit.section_show", Code: now.Code, Name: now.Name()})
		}
	}
	return edits
}

func sectionOf(d Document, code string) (Section, bool) {
	for _, s := range d.Sections {
		if s.Code == code {
			return s, true
		}
	}
	return Section{}, false
}

// graver returns Breaking where the difference reaches a score, else what it is otherwise.
func graver(breaks bool, otherwise Change) Change {
	if breaks {
		return Breaking
	}
	return otherwise
}

// sameText compares what is written; a language without words is a language that is not there.
func sameText(a, b Text) bool {
	for _, pair := range [][2]Text{{a, b}, {b, a}} {
		for lang, s := range pair[0] {
			if pair[1][lang] != s {
				return false
			}
		}
	}
	return true
}

func itemCodes(d Document) (codes []string) {
	for _, it := range d.Items() {
		codes = append(codes, it.Code)
	}
	return codes
}

// sameOrder reports whether what both lists hold stands in one order.
func sameOrder(a, b []string) bool {
	common := func(list, other []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(code string) bool { return !slices.Contains(other, code) })
	}
	return slices.Equal(common(a, b), common(b, a))
}
