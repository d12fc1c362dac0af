package surveys

// Rule is a node of a visibility rule. A group (all, any, not) has Rules; a comparison has Item and Value or Values.
//
//	{"op":"all","rules":[{"op":"lte","item":"nps","value":6},{"op":"answered","item":"why"}]}
//
// Operands take the type of the item: numbers for nps, csat, ces, rating, number; option codes for single, dropdown,
// multi and check; text for text; ISO dates for date; 15:04 for time. Nothing is coerced. A comparison with an unanswered operand is
// false, ne too; answered is the only test for it; not inverts its child. Hidden items count as unanswered. A rule
// names only items that stand before it.
type Rule struct {
	Op     Op     `json:"op"`
	Rules  []Rule `json:"rules,omitempty"`
	Item   string `json:"item,omitempty"`
	Value  any    `json:"value,omitempty"`  // string or float64
	Values []any  `json:"values,omitempty"` // in: the set; between: low and high, both included
}

// Op names what a rule does.
type Op string

// The operators.
const (
	OpAll      Op = "all"
	OpAny      Op = "any"
	OpNot      Op = "not" // exactly one child
	OpEq       Op = "eq"
	OpNe       Op = "ne"
	OpLt       Op = "lt"
	OpLte      Op = "lte"
	OpGt       Op = "gt"
	OpGte      Op = "gte"
	OpBetween  Op = "between"
	OpIn       Op = "in"
	OpContains Op = "contains" // multi: the option is among the chosen; text: substring
	OpAnswered Op = "answered"
)

// Steps returns what evaluating this one node costs, without its children: one, and one for every listed value.
func (r Rule) Steps() int { return 1 + len(r.Values) }
