package surveys

// dropdownType asks for one option from a list that opens, for lists too long to stand on the page. What is answered,
// checked, exported and scored is what a single choice has.
type dropdownType struct{ singleType }

var _ = register(TypeDropdown, dropdownType{})

// checkDefinition lets no option have a rule: browsers differ in what a list that opens can hide.
func (dropdownType) checkDefinition(it Item, d *Document, p *Problems, path string) {
	checkChoices(it, d, p, path, optionParts{score: d.Kind == Survey})
}

// OneOption reports whether an answer of the type is exactly one of the author's options or "other" (single, dropdown).
func (t ItemType) OneOption() bool { return t == TypeSingle || t == TypeDropdown }
