package surveys

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
)

// aspects names the sentence for a field of an item that its figures depend on. A field that is not here is explained
// as a setting.
var aspects = map[string]string{
	"type": "edit.type", "points": "edit.scale", "min": "edit.scale", "max": "edit.scale", "decimals": "edit.scale",
	"min_date": "edit.scale", "max_date": "edit.scale", "min_choices": "edit.choices", "max_choices": "edit.choices",
	"top_box": "edit.scored", "ces_rule": "edit.scored", "direction": "edit.scored", "weight": "edit.scored", "critical": "edit.scored",
	"bonus": "edit.scored", "deduction": "edit.scored", "na": "edit.scored", "key": "edit.scored",
	"group": "edit.grouped", "outcome": "edit.grouped", "benchmark": "edit.grouped",
}

// judgedApart are fields of an item that have rules of their own.
var judgedApart = []string{"code", "show", "touchpoint", "options", "other"}

// allItemEdits are the differences of items: new, gone, moved or changed.
func allItemEdits(old, next Document) (edits []Edit) {
	scoredBySection := old.Kind != Survey
	for s, was := range old.Items() {
		is, now, found := next.Item(was.Code)
		if !found {
			edits = append(edits, Edit{Change: Breaking, Key: "edit.item_gone", Code: was.Code, Name: was.Label})
			continue
		}
		if s.Code != now.Code {
			edits = append(edits, Edit{Change: graver(scoredBySection, Cosmetic), Key: "edit.moved", Code: is.Code, Name: is.Label, Before: s.Name(), After: now.Name()})
		}
		if before, after := old.ItemTouchpoint(was.Code), next.ItemTouchpoint(was.Code); before != after {
			edits = append(edits, Edit{Change: Breaking, Key: "edit.touchpoint", Code: is.Code, Name: is.Label, Before: plainText(before), After: plainText(after)})
		}
		edits = append(edits, itemEdits(was, is)...)
	}
	for _, is := range next.Items() {
		if _, _, found := old.Item(is.Code); !found {
			e := Edit{Change: Additive, Key: "edit.item_new", Code: is.Code, Name: is.Label}
			if scoredBySection && is.TakesAnswer() {
				e.Change, e.Key = Breaking, "edit.item_scored"
			}
			edits = append(edits, e)
		}
	}
	return edits
}

// itemEdits are the differences of an item that both documents have.
func itemEdits(was, is Item) (edits []Edit) {
	if !bytes.Equal(encode(was.Show), encode(is.Show)) {
		edits = append(edits, Edit{Change: Breaking, Key: "edit.show", Code: is.Code, Name: is.Label})
	}
	measuredWas, measuredIs := fieldsOf(measured(was)), fieldsOf(measured(is))
	for _, field := range differing(measuredWas, measuredIs) {
		key, known := aspects[field]
		if !known {
			key = "edit.setting"
		}
		edits = append(edits, Edit{Change: Breaking, Key: key, Code: is.Code, Name: is.Label,
			Before: figureText(measuredWas[field]), After: figureText(measuredIs[field])})
	}
	edits = append(edits, optionEdits(was, is)...)
	return append(edits, wordEdits(was, is, measuredWas, measuredIs)...)
}

// wordEdits are the differences of an item that its figures do not depend on.
func wordEdits(was, is Item, measuredWas, measuredIs map[string]json.RawMessage) (edits []Edit) {
	looks := false
	wasFields, isFields := fieldsOf(was), fieldsOf(is)
	for _, field := range differing(wasFields, isFields) {
		if !bytes.Equal(measuredWas[field], measuredIs[field]) {
			continue // told before
		}
		e := Edit{Change: Cosmetic, Code: is.Code, Name: is.Label}
		switch field {
		case "label", "hint", "low", "high", "unit":
			e.Key, e.Before, e.After = "edit.words", textOf(wasFields[field]), textOf(isFields[field])
		case "required":
			e.Key = "edit.optional"
			if is.Required {
				e.Key = "edit.required"
			}
		default:
			if looks {
				continue
			}
			e.Key, looks = "edit.look", true
		}
		edits = append(edits, e)
	}
	return edits
}

// optionEdits are the differences of the options of an item.
func optionEdits(was, is Item) (edits []Edit) {
	note := func(change Change, key string, o Option) *Edit {
		edits = append(edits, Edit{Change: change, Key: key, Code: is.Code, Name: is.Label, Option: o.Label})
		return &edits[len(edits)-1]
	}
	find := func(list []Option, code string) int {
		return slices.IndexFunc(list, func(o Option) bool { return o.Code == code })
	}
	for _, o := range was.Options {
		i := find(is.Options, o.Code)
		switch {
		case i < 0:
			note(Breaking, "edit.option_gone", o)
		case !bytes.Equal(encode(bare(o)), encode(bare(is.Options[i]))):
			note(Breaking, "edit.option_scored", is.Options[i])
		case !sameText(o.Label, is.Options[i].Label):
			e := note(Cosmetic, "edit.option_words", is.Options[i])
			e.Before, e.After = o.Label, is.Options[i].Label
		}
	}
	for _, o := range is.Options {
		if find(was.Options, o.Code) < 0 {
			note(graver(was.Type == TypeCheck, Additive), "edit.option_new", o)
		}
	}
	switch {
	case was.Other && !is.Other:
		note(Breaking, "edit.other_gone", Option{})
	case is.Other && !was.Other:
		note(Additive, "edit.other_new", Option{})
	}
	if !sameOrder(optionCodes(was), optionCodes(is)) {
		note(Cosmetic, "edit.option_order", Option{})
	}
	return edits
}

func optionCodes(it Item) (codes []string) {
	for _, o := range it.Options {
		codes = append(codes, o.Code)
	}
	return codes
}

// fieldsOf takes an item apart into the fields of its document form.
func fieldsOf(it Item) map[string]json.RawMessage {
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(encode(it), &fields); err != nil {
		panic("surveys: an item is no object: " + err.Error())
	}
	for _, field := range judgedApart {
		delete(fields, field)
	}
	return fields
}

// differing returns the fields that are not the same on both sides, sorted.
func differing(a, b map[string]json.RawMessage) []string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(field string) bool { return bytes.Equal(a[field], b[field]) })
}

// figureText is a field as people read it: a number. Other settings have no words of their own.
func figureText(raw json.RawMessage) Text {
	var v float64
	if json.Unmarshal(raw, &v) != nil {
		return nil
	}
	return plainText(strconv.FormatFloat(v, 'f', -1, 64))
}

// plainText is the same in every language.
func plainText(s string) Text {
	if s == "" {
		return nil
	}
	return Text{"zh": s, "en": s}
}

func textOf(raw json.RawMessage) (t Text) {
	if json.Unmarshal(raw, &t) != nil {
		return nil
	}
	return t
}
