package surveys

import (
	"bytes"
	"encoding/json"
	"slices"
)

// Change says how a new version differs from the one before, judged by what it does to the figures of a series.
type Change string

// The kinds of change.
const (
	Unchanged Change = "unchanged" // not worth a version
	Cosmetic  Change = "cosmetic"  // wording, languages, order, look: the same things are measured
	Additive  Change = "additive"  // further items, sections or options: old figures go on, new ones begin
	Breaking  Change = "breaking"  // something is measured, asked or scored differently: trends mark a break
)

// CompareDocuments classifies the step from one published document to the next. Codes carry a series: an item that
// keeps its code and is measured the same way goes on. Rewording is taken for cosmetic; whether new words ask something
// new is the author's judgement, who then gives a new code.
func CompareDocuments(old, next Document) Change {
	if bytes.Equal(encode(old), encode(next)) {
		return Unchanged
	}
	if broken(old, next) {
		return Breaking
	}
	if grown(old, next) {
		return Additive
	}
	return Cosmetic
}

func broken(old, next Document) bool {
	for s, was := range old.Items() {
		is, now, found := next.Item(was.Code)
		if !found || !bytes.Equal(encode(measured(was)), encode(measured(is))) || !bytes.Equal(encode(s.Show), encode(now.Show)) ||
			!optionsGoOn(was, is) || old.ItemTouchpoint(was.Code) != next.ItemTouchpoint(was.Code) {
			return true
		}
		if old.Kind != Survey && s.Code != now.Code {
			return true // sections are scored
		}
	}
	return !bytes.Equal(encode(scored(old)), encode(scored(next)))
}

// measured keeps of an item what its figures depend on.
func measured(it Item) Item {
	it.Label, it.Hint, it.Low, it.High, it.Unit = nil, nil, nil, nil, nil
	it.Look, it.Touchpoint, it.Required, it.Options = "", "", false, nil
	it.MaxLength, it.Photos, it.Other = 0, nil, false
	return it
}

// optionsGoOn reports whether every option of an item is still there with the same values. New options of a check change
// what can be earned, so there the options stay as they are.
func optionsGoOn(was, is Item) bool {
	if was.Type == TypeCheck && len(was.Options) != len(is.Options) {
		return false
	}
	if was.Other && !is.Other {
		return false
	}
	for _, o := range was.Options {
		i := slices.IndexFunc(is.Options, func(n Option) bool { return n.Code == o.Code })
		if i < 0 || !bytes.Equal(encode(bare(o)), encode(bare(is.Options[i]))) {
			return false
		}
	}
	return true
}

func bare(o Option) Option { o.Label = nil; return o }

// scored keeps of a document what scores over several items depend on. A checklist or scorecard with a further item has
// another total; a survey only when the item stands in its indicator tree.
func scored(d Document) any {
	type section struct {
		Code   string
		Weight float64
		Items  []string
	}
	var sections []section
	if d.Kind != Survey {
		for _, s := range d.Sections {
			var items []string
			for _, it := range s.Items {
				if it.TakesAnswer() {
					items = append(items, it.Code)
				}
			}
			slices.Sort(items)
			sections = append(sections, section{s.Code, s.Weight, items})
		}
		slices.SortFunc(sections, func(a, b section) int { return bytes.Compare([]byte(a.Code), []byte(b.Code)) })
	}
	return []any{d.Kind, sections, wordless(d.Tree), scoringOf(d), maturityOf(d)}
}

func wordless(tree []Indicator) []Indicator {
	out := slices.Clone(tree)
	for i := range out {
		out[i].Label, out[i].Children = nil, wordless(out[i].Children)
	}
	return out
}

func scoringOf(d Document) any {
	if d.Scoring == nil {
		return nil
	}
	s := *d.Scoring
	s.Bands = bareBands(s.Bands)
	return s
}

func maturityOf(d Document) any {
	if d.Maturity == nil {
		return nil
	}
	m := *d.Maturity
	m.Bounds, m.WeightsBy = bareBands(m.Bounds), nil
	m.Anchors = slices.Clone(m.Anchors)
	for i := range m.Anchors {
		m.Anchors[i].Label = nil
	}
	return m
}

func bareBands(bands []Band) []Band {
	out := slices.Clone(bands)
	for i := range out {
		out[i].Label, out[i].Tone = nil, ""
	}
	return out
}

// grown reports whether next has an item, a section or an option that old had not.
func grown(old, next Document) bool {
	sections := map[string]bool{}
	for _, s := range old.Sections {
		sections[s.Code] = true
	}
	for _, s := range next.Sections {
		if !sections[s.Code] {
			return true
		}
	}
	for _, is := range next.Items() {
		was, _, found := old.Item(is.Code)
		if !found || len(is.Options) > len(was.Options) || is.Other && !was.Other {
			return true
		}
	}
	return false
}

// encode writes a value in the one form of encoding/json: map keys sorted, so equal values are equal bytes.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("surveys: a document cannot be encoded: " + err.Error()) // numbers were checked to be finite
	}
	return b
}
