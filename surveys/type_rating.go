package surveys

import "slices"

// looks are the ways a rating is drawn.
var looks = []string{"stars", "smileys", "numbers"}

// ratingType asks for 1 to Points stars, smileys or numbers.
type ratingType struct{}

var _ = register(TypeRating, ratingType{})

func (ratingType) kinds() []InstrumentKind { return []InstrumentKind{Survey} }
func (ratingType) fields() []string {
	return []string{"required", "low", "high", "points", "look", "top_box"}
}
func (ratingType) operand() operand                                   { return operandNumber }
func (ratingType) scaleRange(it Item) (int, int)                      { return 1, it.Points }
func (ratingType) columns(it Item) []Column                           { return scaleColumns(it) }
func (ratingType) checkAnswer(it Item, a Answer, _ bool, p *Problems) { checkScaleAnswer(it, a, p) }

func (ratingType) checkDefinition(it Item, _ *Document, p *Problems, path string) {
	if !slices.Contains(looks, it.Look) {
		p.Add(path+".look", "document.look")
	}
	if it.Points < 2 || it.Points > 10 {
		p.Add(path+".points", "document.rating_points")
		return
	}
	checkTopBox(it, p, path)
}
