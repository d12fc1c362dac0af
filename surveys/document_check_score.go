package surveys

import (
	"fmt"
	"slices"
)

// checkTree checks the indicator tree of a survey: at every node either branches or one scale item, weights above 0.
func checkTree(d *Document, p *Problems) {
	if len(d.Tree) == 0 {
		return
	}
	if d.Kind != Survey {
		p.Add("tree", "document.unused_here")
		return
	}
	c := treeCheck{d: d, p: p, codes: map[string]bool{}, items: map[string]bool{}}
	for i, n := range d.Tree {
		c.node(n, 1, fmt.Sprintf("tree[%d]", i))
	}
	if len(c.codes) > MaxItems {
		p.Add("tree", "document.tree_size", "max", MaxItems)
	}
}

type treeCheck struct {
	d            *Document
	p            *Problems
	codes, items map[string]bool
}

func (c *treeCheck) node(n Indicator, depth int, path string) {
	checkCode(n.Code, c.codes, c.p, path+".code")
	checkText(n.Label, c.d, true, c.p, path+".label")
	if !(n.Weight > 0) || !within(n.Weight, 0, maxWeight) {
		c.p.Add(path+".weight", "document.weight_positive")
	}
	if depth > maxTreeDepth {
		c.p.Add(path, "document.tree_depth", "max", maxTreeDepth)
		return
	}
	if (n.Item == "") == (len(n.Children) == 0) {
		c.p.Add(path, "document.tree_node")
	}
	if n.Item != "" {
		it, _, ok := c.d.Item(n.Item)
		switch {
		case !ok || !it.IsScale():
			c.p.Add(path+".item", "document.tree_item", "code", n.Item)
		case c.items[n.Item]:
			c.p.Add(path+".item", "document.tree_item_twice", "code", n.Item)
		}
		c.items[n.Item] = true
	}
	for i, child := range n.Children {
		c.node(child, depth+1, fmt.Sprintf("%s.children[%d]", path, i))
	}
}

// Modes of Scoring.Mode.
const (
	ModeWeighted  = "weighted"
	ModePooled    = "pooled"
	ModeDeduction = "deduction"
)

// RuleAnchor is the one rule of Maturity.Rule: the level is the last bound not above the weighted mean.
const RuleAnchor = "anchor"

func checkScoring(d *Document, p *Problems) {
	s := d.Scoring
	if (d.Kind == Checklist) != (s != nil) {
		p.Add("scoring", "document.scoring")
	}
	if d.Kind != Checklist || s == nil {
		return
	}
	if !slices.Contains([]string{ModeWeighted, ModePooled, ModeDeduction}, s.Mode) {
		p.Add("scoring.mode", "document.scoring_mode")
	}
	if !slices.Contains([]NAPolicy{NAExclude, NAFull, NAZero}, s.NA) {
		p.Add("scoring.na", "document.na_policy")
	}
	if s.Cap != 0 && !within(s.Cap, 100, 200) {
		p.Add("scoring.cap", "document.cap")
	}
	if !within(s.Pass, 0, 100) {
		p.Add("scoring.pass", "document.percent")
	}
	checkBands(s.Bands, 100, d, p, "scoring.bands")
	checkMode(d, p)
}

// checkMode refuses what the chosen mode would never read.
func checkMode(d *Document, p *Problems) {
	weights := 0.0
	for i, s := range d.Sections {
		weights += s.Weight
		for j, it := range s.Items {
			if it.Deduction != 0 && d.Scoring.Mode != ModeDeduction {
				p.Add(fmt.Sprintf("sections[%d].items[%d].deduction", i, j), "document.deduction")
			}
		}
	}
	if d.Scoring.Mode == ModeWeighted && !(weights > 0) {
		p.Add("sections", "document.section_weights")
	}
}

func checkMaturity(d *Document, p *Problems) {
	m := d.Maturity
	if (d.Kind == Scorecard) != (m != nil) {
		p.Add("maturity", "document.maturity")
	}
	if d.Kind != Scorecard || m == nil {
		return
	}
	checkAnchors(m.Anchors, d, p, "maturity.anchors")
	checkBands(m.Bounds, MaxAnchor, d, p, "maturity.bounds")
	if m.Rule != RuleAnchor {
		p.Add("maturity.rule", "document.maturity_rule")
	}
	if !(m.Coverage > 0) || !within(m.Coverage, 0, 1) {
		p.Add("maturity.coverage", "document.coverage")
	}
	checkText(m.WeightsBy, d, false, p, "maturity.weights_by")
	weights := 0.0
	for _, s := range d.Sections {
		weights += s.Weight
	}
	if !(weights > 0) {
		p.Add("sections", "document.section_weights")
	}
}

// checkBands asks for bands that ascend from 0 and stay at or below limit.
func checkBands(bands []Band, limit float64, d *Document, p *Problems, path string) {
	if len(bands) < 1 || len(bands) > maxBands {
		p.Add(path, "document.bands", "max", maxBands)
	}
	codes := map[string]bool{}
	for i, b := range bands {
		at := fmt.Sprintf("%s[%d]", path, i)
		checkCode(b.Code, codes, p, at+".code")
		checkText(b.Label, d, true, p, at+".label")
		switch {
		case !within(b.Min, 0, limit):
			p.Add(at+".min", "document.band_range", "max", limit)
		case i == 0 && b.Min != 0:
			p.Add(at+".min", "document.band_first")
		case i > 0 && !(b.Min > bands[i-1].Min):
			p.Add(at+".min", "document.band_order")
		}
		if !slices.Contains([]string{"", "good", "watch", "bad"}, b.Tone) {
			p.Add(at+".tone", "document.tone")
		}
	}
}
