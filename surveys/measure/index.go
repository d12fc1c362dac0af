package measure

import (
	"math"
	"slices"

	"touchstone/surveys"
)

// IndexCoverage is the share of weight that must have answers for a composite to be shown.
const IndexCoverage = 2.0 / 3

// tooLittle is why a node with some answers has no score.
const tooLittle = "figure.index_coverage"

// IndexNode is one node of the indicator tree with its score 0…100. The value of a parent is exactly Σ Share·value of
// its children, added in their order.
type IndexNode struct {
	Code     string         `json:"code"` // "" is the total above the first level
	Label    surveys.Text   `json:"label,omitempty"`
	Item     string         `json:"item,omitempty"`
	Weight   float64        `json:"weight"`   // as authored, relative to its siblings
	Share    float64        `json:"share"`    // weight among the siblings that have a score, 0…1; 0 without a score
	Coverage float64        `json:"coverage"` // share of the weight of its leaves that has answers, 0…1
	Figure   surveys.Figure `json:"figure"`
	Children []IndexNode    `json:"children,omitempty"`

	half      float64 // half width of the interval before it is cut at 0 and 100
	halfKnown bool
}

// Index computes the 综合满意度: leaves are means of items converted to 0…100, parents weighted means of the children
// that have a score. A node whose leaves with answers carry less than IndexCoverage of the weight has no score. The N of
// a parent is the largest N below it: at least so many people contributed. Its interval adds up the half widths of its
// children by weight: the answers come from the same people and may be fully correlated, and this is the widest that
// correlation can make it. hists is by item code, base is how many responses were asked.
func Index(doc surveys.Document, hists map[string]Histogram, base int64) IndexNode {
	items := map[string]surveys.Item{}
	for _, s := range doc.Sections {
		for _, it := range s.Items {
			items[it.Code] = it
		}
	}
	root := surveys.Indicator{Weight: 1, Children: doc.Tree}
	return indexNode(root, func(code string) IndexNode { return indexLeaf(items[code], hists[code], base) }, base)
}

func indexNode(in surveys.Indicator, leaf func(string) IndexNode, base int64) IndexNode {
	if in.Item != "" {
		n := leaf(in.Item)
		n.Code, n.Label, n.Item, n.Weight = in.Code, in.Label, in.Item, in.Weight
		return n
	}
	n := IndexNode{Code: in.Code, Label: in.Label, Weight: in.Weight, Figure: surveys.NotAvailable("index", base)}
	var total, present, covered float64
	for _, child := range in.Children {
		c := indexNode(child, leaf, base)
		total += c.Weight
		if c.Figure.Value != nil {
			present += c.Weight
			covered += c.Weight * c.Coverage
		}
		n.Children = append(n.Children, c)
	}
	if total <= 0 || present <= 0 {
		if slices.ContainsFunc(n.Children, func(c IndexNode) bool { return c.Figure.Reason == tooLittle }) {
			n.Figure.Reason = tooLittle // a branch below has answers, but too few
		}
		return n
	}
	n.Coverage = covered / total
	if Clean(n.Coverage) < Clean(IndexCoverage) {
		n.Figure.Reason = tooLittle
		return n
	}
	n.combine(present, base)
	return n
}

func (n *IndexNode) combine(present float64, base int64) {
	var value float64
	var largest int64
	n.halfKnown = true
	for i := range n.Children {
		c := &n.Children[i]
		if c.Figure.Value == nil {
			continue
		}
		c.Share = c.Weight / present
		value += float64(c.Share * *c.Figure.Value) // the conversion forbids a fused multiply-add, so every machine agrees
		largest = max(largest, c.Figure.N)
		n.half += c.Share * c.half
		n.halfKnown = n.halfKnown && c.halfKnown
	}
	n.Figure = ok(value, largest, base, "index")
	n.setInterval("conservative-sum")
}

func (n *IndexNode) setInterval(method string) {
	if n.halfKnown {
		v := *n.Figure.Value
		n.Figure.Interval = within(&surveys.Interval{Low: v - n.half, High: v + n.half, Method: method}, 0, 100)
	}
}

// indexLeaf converts the mean of an item to 0…100, 100 being the good end.
func indexLeaf(item surveys.Item, h Histogram, base int64) IndexNode {
	lo, hi, known := Scale(item)
	m := itemMoments(h, item)
	if !known || m.N == 0 {
		return IndexNode{Figure: surveys.NotAvailable("index", base)}
	}
	if item.Type == surveys.TypeCES && item.Direction == surveys.LowerBetter {
		lo, hi = hi, lo // the same line, run through from its other end
	}
	n := IndexNode{Coverage: 1, Figure: ok(Linear(m.Mean, lo, hi), m.N, base, "index")}
	n.half, n.halfKnown = m.half()
	n.half *= 100 / math.Abs(hi-lo)
	n.setInterval("t")
	return n
}
