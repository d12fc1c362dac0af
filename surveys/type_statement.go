package surveys

// statementType shows a text and takes no answer.
type statementType struct{}

var _ = register(TypeStatement, statementType{})

func (statementType) kinds() []InstrumentKind                            { return []InstrumentKind{Survey, Checklist} }
func (statementType) fields() []string                                   { return nil }
func (statementType) operand() operand                                   { return operandNone }
func (statementType) silent()                                            {}
func (statementType) columns(Item) []Column                              { return nil }
func (statementType) checkDefinition(Item, *Document, *Problems, string) {}

func (statementType) checkAnswer(it Item, _ Answer, _ bool, p *Problems) {
	p.Add(it.Code, "answer.not_taken")
}
