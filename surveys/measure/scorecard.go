package measure

import (
	"math"

	"touchstone/surveys"
)

// Ratings are the scores of one line of an assessment (current, target, industry best …), by item code. Missing or nil
// means not assessed, which is not 0: 0 says that the capability is absent. Industry averages may be fractions.
type Ratings map[string]*float64

// MaturityCoverage is the share of weight that must be assessed, unless the scorecard says otherwise.
const MaturityCoverage = 2.0 / 3

// ScorecardScore reads one line twice: over the key indicators (关键指标) and over all of them.
type ScorecardScore struct {
	All SetScore `json:"all"`
	Key SetScore `json:"key"`
}

// SetScore is the score of a set of indicators.
type SetScore struct {
	Points      float64         `json:"points"`       // sum of scores, as the 203 of 203/320
	MaxPoints   float64         `json:"max_points"`   // 5 for every indicator of the set, as the 320
	MaxAssessed float64         `json:"max_assessed"` // 5 for every assessed one
	Mean        surveys.Figure  `json:"mean"`         // weighted mean 0…5; N assessed of Base indicators
	Percent     *float64        `json:"percent"`      // the mean as a share of 5, 0…100
	Coverage    float64         `json:"coverage"`     // weight assessed of weight asked, 0…1
	Provisional bool            `json:"provisional"`  // coverage below what the scorecard asks for
	Level       string          `json:"level"`        // code of the level; "" without a mean
	Next        *NextLevel      `json:"next"`         // nil on the highest level and without a mean
	Categories  []CategoryScore `json:"categories"`   // sections that have indicators of the set, in their order
}

// NextLevel is the level above and how much of the weighted mean is missing to it.
type NextLevel struct {
	Level    string  `json:"level"`
	Distance float64 `json:"distance"`
}

// CategoryScore is the score of one section (一级指标).
type CategoryScore struct {
	Section     string         `json:"section"`
	Weight      float64        `json:"weight"` // as authored
	Share       float64        `json:"share"`  // weight among the categories that have a mean, 0…1
	Points      float64        `json:"points"`
	MaxPoints   float64        `json:"max_points"`
	MaxAssessed float64        `json:"max_assessed"`
	Mean        surveys.Figure `json:"mean"`
	Coverage    float64        `json:"coverage"`
	Provisional bool           `json:"provisional"`
	Level       string         `json:"level"`
}

// ScoreCard scores one line of an assessment. Levels compare the weighted mean, cleaned of binary dust, with the bounds
// of the scorecard; under rule A (0, 1.5, 2.5, 3.5, 4.5) an organisation that answers k everywhere is on level k.
func ScoreCard(doc surveys.Document, r Ratings) ScorecardScore {
	return ScorecardScore{
		All: scoreSet(doc, r, func(surveys.Item) bool { return true }),
		Key: scoreSet(doc, r, func(it surveys.Item) bool { return it.Key }),
	}
}

func scoreSet(doc surveys.Document, r Ratings, in func(surveys.Item) bool) SetScore {
	m := maturityOf(doc)
	s := SetScore{Categories: []CategoryScore{}}
	var assessed, asked int64
	var total, present, covered float64
	for _, section := range doc.Sections {
		c := scoreCategory(section, r, in, m)
		if c.Mean.Base == 0 {
			continue
		}
		s.Points += c.Points
		s.MaxPoints += c.MaxPoints
		s.MaxAssessed += c.MaxAssessed
		assessed, asked = assessed+c.Mean.N, asked+c.Mean.Base
		total += c.Weight
		covered += c.Weight * c.Coverage
		if c.Mean.Value != nil {
			present += c.Weight
		}
		s.Categories = append(s.Categories, c)
	}
	s.Mean = surveys.NotAvailable("maturity-weighted", asked)
	s.Mean.N = assessed
	s.Provisional = true
	if total > 0 {
		s.Coverage = covered / total
		s.Provisional = Clean(s.Coverage) < Clean(m.Coverage)
	}
	if present > 0 {
		s.combine(present, m)
	}
	return s
}

func (s *SetScore) combine(present float64, m surveys.Maturity) {
	var sum float64
	for i := range s.Categories {
		if c := &s.Categories[i]; c.Mean.Value != nil {
			c.Share = c.Weight / present
			sum += c.Weight * *c.Mean.Value
		}
	}
	t := sum / present
	s.Mean = ok(t, s.Mean.N, s.Mean.Base, "maturity-weighted")
	s.Percent = ptr(100 * t / surveys.MaxAnchor)
	s.Level, s.Next = levelOf(m.Bounds, t)
}

// scoreCategory returns the score of a section over the indicators in the set; Mean.Base is 0 when it has none.
func scoreCategory(section surveys.Section, r Ratings, in func(surveys.Item) bool, m surveys.Maturity) CategoryScore {
	c := CategoryScore{Section: section.Code, Weight: section.Weight}
	var n, asked int64
	var sum, weight, all float64
	for _, it := range section.Items {
		if it.Type != surveys.TypeIndicator || !in(it) {
			continue
		}
		asked++
		c.MaxPoints += surveys.MaxAnchor
		all += it.Weight
		score := r[it.Code]
		if score == nil {
			continue
		}
		n++
		c.Points += *score
		c.MaxAssessed += surveys.MaxAnchor
		sum += it.Weight * *score
		weight += it.Weight
	}
	c.Mean = surveys.NotAvailable("maturity-weighted", asked)
	c.Mean.N = n
	c.Provisional = true
	if all > 0 {
		c.Coverage = weight / all
		c.Provisional = Clean(c.Coverage) < Clean(m.Coverage)
	}
	if weight > 0 {
		c.Mean = ok(sum/weight, n, asked, "maturity-weighted")
		c.Level, _ = levelOf(m.Bounds, sum/weight)
	}
	return c
}

func levelOf(bounds []surveys.Band, t float64) (level string, next *NextLevel) {
	band, found := BandOf(bounds, t)
	if found {
		level = band.Code
	}
	for _, b := range bounds {
		if b.Min > Clean(t) {
			return level, &NextLevel{Level: b.Code, Distance: math.Max(0, b.Min-t)}
		}
	}
	return level, nil
}

func maturityOf(doc surveys.Document) surveys.Maturity {
	var m surveys.Maturity
	if doc.Maturity != nil {
		m = *doc.Maturity
	}
	if m.Coverage <= 0 {
		m.Coverage = MaturityCoverage
	}
	return m
}
