package surveys

import "slices"

// itemType is what one type of item knows about itself. A type is one file type_….go that registers itself; nothing
// else in this package lists the types.
type itemType interface {
	// kinds lists the instruments an item of the type may stand in.
	kinds() []InstrumentKind
	// fields lists, by JSON name, the fields of Item that mean something besides the common ones.
	fields() []string
	// operand says what a rule compares an answer with.
	operand() operand
	// checkDefinition notes what is wrong with the item as authored; path leads to the item.
	checkDefinition(it Item, d *Document, p *Problems, path string)
	// checkAnswer notes what is wrong with a non-empty answer. A draft is not complete: minimums do not hold yet.
	checkAnswer(it Item, a Answer, complete bool, p *Problems)
	// columns lists what an export of the item's answers holds.
	columns(it Item) []Column
}

// scaleType is a type whose answers are whole numbers from min to max.
type scaleType interface {
	scaleRange(it Item) (min, max int)
}

// choiceType is a type whose answers are option codes. Built-in options ("other", yes, no, not applicable) come with
// the locale key of their label in place of the label.
type choiceType interface {
	builtIn(it Item) []builtInOption
}

// silentType is a type that is only shown: nothing is answered, stored or exported.
type silentType interface{ silent() }

// tidyType is a type that is typed in more ways than the one it is stored in.
type tidyType interface{ tidy(s string) string }

type builtInOption struct {
	option Option
	key    string
}

var itemTypes = map[ItemType]itemType{}

// register adds a type under its name. Each type file calls it once, before main starts.
func register(name ItemType, t itemType) itemType {
	itemTypes[name] = t
	return t
}

// commonFields mean the same for every type.
var commonFields = []string{"code", "type", "label", "hint", "show", "touchpoint"}

// ItemTypes returns the names of all item types of this build, sorted.
func ItemTypes() []ItemType {
	names := make([]ItemType, 0, len(itemTypes))
	for name := range itemTypes {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Known reports whether this build has the type.
func (t ItemType) Known() bool { return itemTypes[t] != nil }

// TakesAnswer reports whether the item can be answered at all; a statement cannot.
func (it Item) TakesAnswer() bool {
	t := itemTypes[it.Type]
	_, silent := t.(silentType)
	return t != nil && !silent
}

// IsScale reports whether answers are whole numbers on a scale (nps, csat, ces, rating, indicator).
func (it Item) IsScale() bool {
	_, ok := itemTypes[it.Type].(scaleType)
	return ok
}

// ScaleRange returns the lowest and the highest answer of a scale, both included; 0, 0 when the item is no scale.
func (it Item) ScaleRange() (min, max int) {
	if s, ok := itemTypes[it.Type].(scaleType); ok {
		return s.scaleRange(it)
	}
	return 0, 0
}

// IsChoice reports whether answers are option codes (single, dropdown, multi, check).
func (it Item) IsChoice() bool {
	_, ok := itemTypes[it.Type].(choiceType)
	return ok
}

// Several reports whether an answer may hold several options.
func (it Item) Several() bool {
	return it.Type == TypeMulti || it.Type == TypeCheck && it.MaxChoices > 1
}

// operand is what a rule compares in an answer to the item.
func (it Item) operand() operand {
	if it.Several() {
		return operandCodes
	}
	return itemTypes[it.Type].operand()
}

// IsScored reports whether an answer has a numeric score: every scale, and a choice of one option when options
// carry scores.
// The points of a check are read by its checklist's scoring and are not meant here.
func (it Item) IsScored() bool {
	if it.IsScale() {
		return true
	}
	return it.Type.OneOption() && slices.ContainsFunc(it.Options, func(o Option) bool { return o.Score != nil })
}

// Tidy returns a typed text as answers of the item's type are written; what cannot be read that way comes back as it is.
func (it Item) Tidy(s string) string {
	if t, ok := itemTypes[it.Type].(tidyType); ok {
		return t.tidy(s)
	}
	return s
}

// AllOptions returns every option that may be chosen, in the order of the page: the authored ones, then those the item
// brings by itself ("other"; yes, no and not applicable of a check). Those have no authored label: words gives one for
// a locale key (option.other, option.yes, option.no, option.none, option.na); with nil words their labels stay empty.
func (it Item) AllOptions(words func(key string) Text) []Option {
	all := slices.Clone(it.Options)
	c, ok := itemTypes[it.Type].(choiceType)
	if !ok {
		return all
	}
	for _, b := range c.builtIn(it) {
		if words != nil {
			b.option.Label = words(b.key)
		}
		all = append(all, b.option)
	}
	return all
}

// Option returns the option with that code, built-in ones included.
func (it Item) Option(code string) (Option, bool) {
	for _, o := range it.Options { // the long part; not copied
		if o.Code == code {
			return o, true
		}
	}
	if c, ok := itemTypes[it.Type].(choiceType); ok {
		for _, b := range c.builtIn(it) {
			if b.option.Code == code {
				return b.option, true
			}
		}
	}
	return Option{}, false
}

// CheckAnswer notes in p, with the item's code as field, everything wrong with the value of a: its kind, range, codes,
// lengths. An empty answer is never wrong here; whether one is required depends on what is shown and is the logic's
// business. With complete false (a draft) lower limits do not hold yet.
func (it Item) CheckAnswer(a Answer, complete bool, p *Problems) {
	t := itemTypes[it.Type]
	switch {
	case t == nil:
		p.Add(it.Code, "answer.not_taken")
	case !a.empty():
		t.checkAnswer(it, a, complete, p)
	}
}

// empty reports whether the answer holds neither a value nor a remark nor a photo.
func (a Answer) empty() bool { return !a.Given() && a.Note == "" && len(a.Photos) == 0 }

// carries says which parts of an Answer a type uses.
type carries struct{ number, codes, text, remarks bool }

// checkCarries notes an answer that holds parts its type does not use, and reports whether it was fine.
func checkCarries(it Item, a Answer, c carries, p *Problems) bool {
	ok := (c.number || a.Number == nil) && (c.codes || len(a.Codes) == 0) && (c.text || a.Text == "") &&
		(c.remarks || a.Note == "" && len(a.Photos) == 0)
	if !ok {
		p.Add(it.Code, "answer.wrong_kind")
	}
	return ok
}
