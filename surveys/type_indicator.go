package surveys

// indicatorType is one capability of a scorecard, scored 0–5 by its anchors. Its scores arrive as ratings of an
// assessment, not as answers of a response; the range is the same.
type indicatorType struct{}

var _ = register(TypeIndicator, indicatorType{})

// MaxAnchor is the highest score of an indicator; the lowest is 0, "absent", which is a score and not a gap.
const MaxAnchor = 5

func (indicatorType) kinds() []InstrumentKind    { return []InstrumentKind{Scorecard} }
func (indicatorType) fields() []string           { return []string{"options", "weight", "key"} }
func (indicatorType) operand() operand           { return operandNone }
func (indicatorType) scaleRange(Item) (int, int) { return 0, MaxAnchor }
func (indicatorType) columns(it Item) []Column   { return scaleColumns(it) }

func (indicatorType) checkDefinition(it Item, d *Document, p *Problems, path string) {
	if !(it.Weight > 0) || !within(it.Weight, 0, maxWeight) {
		p.Add(path+".weight", "document.weight_positive")
	}
	if len(it.Options) > 0 {
		checkAnchors(it.Options, d, p, path+".options")
	}
}

func (indicatorType) checkAnswer(it Item, a Answer, _ bool, p *Problems) { checkScaleAnswer(it, a, p) }

// Anchors returns the words of the scores 0…5 of an indicator: its own, else those of the scorecard.
func (d Document) Anchors(it Item) []Option {
	if len(it.Options) > 0 || d.Maturity == nil {
		return it.Options
	}
	return d.Maturity.Anchors
}

// checkAnchors asks for the six scores 0…5 in order, each with its words.
func checkAnchors(anchors []Option, d *Document, p *Problems, path string) {
	ok := len(anchors) == MaxAnchor+1
	for i, a := range anchors {
		ok = ok && a.Score != nil && *a.Score == float64(i)
	}
	if !ok {
		p.Add(path, "document.anchors")
	}
	checkOptions(anchors, nil, optionParts{score: true}, d, p, path)
}
