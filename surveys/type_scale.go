package surveys

import "math"

// TopBoxFrom returns the lowest satisfied answer (T2B) of a csat or rating item: TopBox, else four fifths of the points
// rounded up (5 points: 4; 10 points: 8).
func (it Item) TopBoxFrom() int {
	if it.TopBox > 0 {
		return it.TopBox
	}
	return (it.Points*4 + 4) / 5
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
