package surveys

import "unicode/utf8"

// textType asks for one line, longTextType for several.
type (
	textType     struct{}
	longTextType struct{}
)

var (
	_ = register(TypeText, textType{})
	_ = register(TypeLongText, longTextType{})
)

// Lengths of texts in characters: what holds when the author sets none, and what the author may set at most.
const (
	DefaultTextLength     = 200
	DefaultLongTextLength = 2000
	MaxTextLength         = 1000
	MaxLongTextLength     = 20000
)

// LengthLimit returns how many characters a text or longtext item takes; 0 for other types.
func (it Item) LengthLimit() int {
	switch {
	case it.Type != TypeText && it.Type != TypeLongText:
		return 0
	case it.MaxLength > 0:
		return it.MaxLength
	case it.Type == TypeText:
		return DefaultTextLength
	}
	return DefaultLongTextLength
}

func (textType) kinds() []InstrumentKind  { return []InstrumentKind{Survey, Checklist} }
func (textType) fields() []string         { return []string{"required", "max_length"} }
func (textType) operand() operand         { return operandText }
func (textType) columns(it Item) []Column { return []Column{{Item: it.Code, Kind: ColumnText}} }

func (textType) checkDefinition(it Item, _ *Document, p *Problems, path string) {
	checkMaxLength(it, MaxTextLength, p, path)
}

func (textType) checkAnswer(it Item, a Answer, _ bool, p *Problems) {
	if checkCarries(it, a, carries{text: true}, p) {
		checkWords(it, a.Text, it.LengthLimit(), false, p)
	}
}

func (longTextType) kinds() []InstrumentKind  { return []InstrumentKind{Survey, Checklist} }
func (longTextType) fields() []string         { return []string{"required", "max_length"} }
func (longTextType) operand() operand         { return operandText }
func (longTextType) columns(it Item) []Column { return []Column{{Item: it.Code, Kind: ColumnText}} }

func (longTextType) checkDefinition(it Item, _ *Document, p *Problems, path string) {
	checkMaxLength(it, MaxLongTextLength, p, path)
}

func (longTextType) checkAnswer(it Item, a Answer, _ bool, p *Problems) {
	if checkCarries(it, a, carries{text: true}, p) {
		checkWords(it, a.Text, it.LengthLimit(), true, p)
	}
}

func checkMaxLength(it Item, limit int, p *Problems, path string) {
	if it.MaxLength < 0 || it.MaxLength > limit {
		p.Add(path+".max_length", "document.max_length", "max", limit)
	}
}

// checkWords refuses text that is too long or holds characters no person types and no workbook can store.
func checkWords(it Item, s string, limit int, lines bool, p *Problems) {
	if !cleanText(s, lines) {
		p.Add(it.Code, "answer.characters")
		return
	}
	if utf8.RuneCountInString(s) > limit {
		p.Add(it.Code, "answer.too_long", "count", limit)
	}
}

// cleanText reports whether s is valid UTF-8 without control characters and without the two code points XML forbids.
// Tabs and line feeds are fine where several lines are.
func cleanText(s string, lines bool) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		switch {
		case lines && (r == '\n' || r == '\t'):
		case r < 0x20, r >= 0x7f && r <= 0x9f, r == 0xfffe, r == 0xffff:
			return false
		}
	}
	return true
}
