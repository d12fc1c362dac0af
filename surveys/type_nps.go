package surveys

// npsType asks how likely a recommendation is, from 0 to 10. The range is fixed: another one gives no NPS.
type npsType struct{}

var _ = register(TypeNPS, npsType{})

func (npsType) kinds() []InstrumentKind                            { return []InstrumentKind{Survey} }
func (npsType) fields() []string                                   { return []string{"required", "low", "high"} }
func (npsType) operand() operand                                   { return operandNumber }
func (npsType) scaleRange(Item) (int, int)                         { return 0, 10 }
func (npsType) columns(it Item) []Column                           { return scaleColumns(it) }
func (npsType) checkDefinition(Item, *Document, *Problems, string) {}
func (npsType) checkAnswer(it Item, a Answer, _ bool, p *Problems) { checkScaleAnswer(it, a, p) }
