package surveys

import (
	"math"
	"strconv"
	"strings"
)

// NumberLimit bounds the size of any number: with four decimals it still fits a 64-bit integer exactly.
const NumberLimit = 1e11

// maxDecimals is how many decimals a number item may ask for.
const maxDecimals = 4

// numberType asks for a number with bounds and a fixed number of decimals.
type numberType struct{}

var _ = register(TypeNumber, numberType{})

func (numberType) kinds() []InstrumentKind { return []InstrumentKind{Survey, Checklist} }
func (numberType) fields() []string {
	return []string{"required", "min", "max", "decimals", "unit"}
}
func (numberType) operand() operand         { return operandNumber }
func (numberType) columns(it Item) []Column { return scaleColumns(it) }

// NumberRange returns the bounds of a number item, both included: the authored ones, else ±NumberLimit.
func (it Item) NumberRange() (min, max float64) {
	min, max = -NumberLimit, NumberLimit
	if it.Min != nil {
		min = *it.Min
	}
	if it.Max != nil {
		max = *it.Max
	}
	return min, max
}

func (numberType) checkDefinition(it Item, d *Document, p *Problems, path string) {
	if it.Decimals < 0 || it.Decimals > maxDecimals {
		p.Add(path+".decimals", "document.decimals", "max", maxDecimals)
	}
	low, high := it.NumberRange()
	if !within(low, -NumberLimit, NumberLimit) {
		p.Add(path+".min", "document.number")
	}
	if !within(high, -NumberLimit, NumberLimit) || low > high {
		p.Add(path+".max", "document.number_bounds")
	}
	checkText(it.Unit, d, false, p, path+".unit")
}

func (numberType) checkAnswer(it Item, a Answer, _ bool, p *Problems) {
	if !checkCarries(it, a, carries{number: true}, p) || a.Number == nil {
		return
	}
	v := *a.Number
	low, high := it.NumberRange()
	if !within(v, low, high) {
		p.Add(it.Code, "answer.number_range", "min", formatNumber(low), "max", formatNumber(high))
		return
	}
	_, fraction, _ := strings.Cut(formatNumber(v), ".")
	if len(fraction) > it.Decimals {
		p.Add(it.Code, "answer.decimals", "count", it.Decimals)
	}
}

// within is false for NaN and both infinities.
func within(v, low, high float64) bool { return !math.IsInf(v, 0) && v >= low && v <= high }

func formatNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
