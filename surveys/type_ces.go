package surveys

import "slices"

// cesRules are the ways a customer effort score is read; see Item.CESRule.
var cesRules = []string{"mean", "top3", "index"}

// cesType asks for effort on 1–7. Rule and direction have to be written down: the same answers give three different
// headline figures, and a reader must know which one was meant when the item was authored.
type cesType struct{}

var _ = register(TypeCES, cesType{})

func (cesType) kinds() []InstrumentKind { return []InstrumentKind{Survey} }
func (cesType) fields() []string {
	return []string{"required", "low", "high", "ces_rule", "direction"}
}
func (cesType) operand() operand                                   { return operandNumber }
func (cesType) scaleRange(Item) (int, int)                         { return 1, 7 }
func (cesType) columns(it Item) []Column                           { return scaleColumns(it) }
func (cesType) checkAnswer(it Item, a Answer, _ bool, p *Problems) { checkScaleAnswer(it, a, p) }

func (cesType) checkDefinition(it Item, _ *Document, p *Problems, path string) {
	if !slices.Contains(cesRules, it.CESRule) {
		p.Add(path+".ces_rule", "document.ces_rule")
	}
	if it.Direction != HigherBetter && it.Direction != LowerBetter {
		p.Add(path+".direction", "document.direction")
	}
}
