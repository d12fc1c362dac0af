package surveys

import "slices"

// singleType asks for one option, multiType for any number of them.
type (
	singleType struct{}
	multiType  struct{}
)

var (
	_ = register(TypeSingle, singleType{})
	_ = register(TypeMulti, multiType{})
)

// MaxOtherLength limits the words behind "other, please specify", in characters.
const MaxOtherLength = 200

func (singleType) kinds() []InstrumentKind { return []InstrumentKind{Survey, Checklist} }
func (singleType) fields() []string {
	return []string{"required", "group", "outcome", "options", "other"}
}
func (singleType) operand() operand                { return operandCode }
func (singleType) builtIn(it Item) []builtInOption { return otherOption(it) }

func (singleType) checkDefinition(it Item, d *Document, p *Problems, path string) {
	checkChoices(it, d, p, path, optionParts{score: d.Kind == Survey, show: true})
}

func (singleType) checkAnswer(it Item, a Answer, complete bool, p *Problems) {
	if !checkCarries(it, a, carries{codes: true, text: true}, p) {
		return
	}
	if len(a.Codes) > 1 {
		p.Add(it.Code, "answer.one_choice")
		return
	}
	checkCodes(it, a, complete, p)
}

func (singleType) columns(it Item) []Column {
	c := []Column{{Item: it.Code, Kind: ColumnCode}}
	if it.Other {
		c = append(c, Column{Item: it.Code, Suffix: suffixOther, Kind: ColumnText})
	}
	return c
}

func (multiType) kinds() []InstrumentKind { return []InstrumentKind{Survey, Checklist} }
func (multiType) fields() []string {
	return []string{"required", "options", "other", "min_choices", "max_choices"}
}
func (multiType) operand() operand                { return operandCodes }
func (multiType) builtIn(it Item) []builtInOption { return otherOption(it) }

func (multiType) checkDefinition(it Item, d *Document, p *Problems, path string) {
	checkChoices(it, d, p, path, optionParts{show: true})
	all := len(it.AllOptions(nil))
	if always := all - it.conditional(); it.MinChoices < 0 || it.MinChoices > always { // else it might be out of reach
		p.Add(path+".min_choices", "document.choices", "max", always)
	}
	if it.MaxChoices < 0 || it.MaxChoices > all || it.MaxChoices > 0 && it.MaxChoices < it.MinChoices {
		p.Add(path+".max_choices", "document.choices", "max", all)
	}
}

func (multiType) checkAnswer(it Item, a Answer, complete bool, p *Problems) {
	if !checkCarries(it, a, carries{codes: true, text: true}, p) {
		return
	}
	if len(a.Codes) > len(it.Options)+1 { // also keeps the search for doubles below short
		p.Add(it.Code, "answer.unknown_code")
		return
	}
	for i, c := range a.Codes {
		if slices.Contains(a.Codes[:i], c) {
			p.Add(it.Code, "answer.code_twice")
			return
		}
	}
	if it.MaxChoices > 0 && len(a.Codes) > it.MaxChoices {
		p.Add(it.Code, "answer.max_choices", "count", it.MaxChoices)
	}
	if complete && len(a.Codes) > 0 && len(a.Codes) < it.MinChoices {
		p.Add(it.Code, "answer.min_choices", "count", it.MinChoices)
	}
	checkCodes(it, a, complete, p)
}

func (multiType) columns(it Item) []Column {
	var c []Column
	for _, o := range it.AllOptions(nil) {
		c = append(c, Column{Item: it.Code, Suffix: o.Code, Kind: ColumnFlag})
	}
	if it.Other {
		c = append(c, Column{Item: it.Code, Suffix: suffixOther, Kind: ColumnText})
	}
	return c
}

// conditional counts the options that have a rule.
func (it Item) conditional() int {
	n := 0
	for _, o := range it.Options {
		if o.Show != nil {
			n++
		}
	}
	return n
}

func otherOption(it Item) []builtInOption {
	if !it.Other {
		return nil
	}
	return []builtInOption{{Option{Code: OtherCode}, "option.other"}}
}

func checkChoices(it Item, d *Document, p *Problems, path string, parts optionParts) {
	if len(it.AllOptions(nil)) < 2 {
		p.Add(path+".options", "document.options_few")
	}
	checkOptions(it.Options, reservedCodes(it), parts, d, p, path+".options")
}

func reservedCodes(it Item) []string {
	var codes []string
	if c, ok := itemTypes[it.Type].(choiceType); ok {
		for _, b := range c.builtIn(it) {
			codes = append(codes, b.option.Code)
		}
	}
	return codes
}

// checkCodes refuses unknown codes and words of "other" without its code, and asks for the words when it was chosen.
func checkCodes(it Item, a Answer, complete bool, p *Problems) {
	for _, c := range a.Codes {
		if _, ok := it.Option(c); !ok {
			p.Add(it.Code, "answer.unknown_code")
			return
		}
	}
	other := it.Other && slices.Contains(a.Codes, OtherCode)
	switch {
	case a.Text != "" && !it.Other:
		p.Add(it.Code, "answer.wrong_kind")
	case a.Text != "" && !other:
		p.Add(it.Code, "answer.other_not_chosen")
	case a.Text == "" && other && complete:
		p.Add(it.Code, "answer.other_text")
	default:
		checkWords(it, a.Text, MaxOtherLength, false, p)
	}
}
