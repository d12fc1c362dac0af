package surveys

import "math"

// TopBoxFrom returns the lowest satisfied answer of a csat or rating item: TopBox, else 4 of 5 points and 8 of 10, which
// is custom. 0 for any other scale and type: where satisfaction begins there is the author's decision and is not guessed,
// so that such an item has no satisfaction rate.
func (it Item) TopBoxFrom() int {
	switch {
	case it.Type != TypeCSAT && it.Type != TypeRating:
		return 0
	case it.TopBox > 0:
		return it.TopBox
	case it.Points == 5:
		return 4
	case it.Points == 10:
		return 8
	}
	return 0
}

// checkScaleAnswer refuses whatever is not a whole number of the item's scale.
func checkScaleAnswer(it Item, a Answer, p *Problems) {
	if !checkCarries(it, a, carries{number: true}, p) || a.Number == nil {
		return
	}
	low, high := it.ScaleRange()
	v := *a.Number
	if v != math.Trunc(v) || v < float64(low) || v > float64(high) { // NaN is not equal to its Trunc
		p.Add(it.Code, "answer.scale_range", "min", low, "max", high)
	}
}

// checkTopBox refuses a top box outside the scale, or one that holds the whole scale.
func checkTopBox(it Item, p *Problems, path string) {
	if it.TopBox < 0 || it.TopBox == 1 || it.TopBox > it.Points {
		p.Add(path+".top_box", "document.top_box", "min", 2, "max", it.Points)
	}
}

func scaleColumns(it Item) []Column { return []Column{{Item: it.Code, Kind: ColumnNumber}} }
