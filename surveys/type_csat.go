package surveys

// csatType asks for satisfaction on 5 or 10 points.
type csatType struct{}

var _ = register(TypeCSAT, csatType{})

func (csatType) kinds() []InstrumentKind { return []InstrumentKind{Survey} }
func (csatType) fields() []string {
	return []string{"required", "low", "high", "points", "top_box"}
}
func (csatType) operand() operand                                   { return operandNumber }
func (csatType) scaleRange(it Item) (int, int)                      { return 1, it.Points }
func (csatType) columns(it Item) []Column                           { return scaleColumns(it) }
func (csatType) checkAnswer(it Item, a Answer, _ bool, p *Problems) { checkScaleAnswer(it, a, p) }

func (csatType) checkDefinition(it Item, _ *Document, p *Problems, path string) {
	if it.Points != 5 && it.Points != 10 {
		p.Add(path+".points", "document.csat_points")
		return
	}
	checkTopBox(it, p, path)
}
