package report

import (
	"cmp"
	"slices"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

// BenchmarkInput is everything a benchmark report is computed from.
type BenchmarkInput struct {
	Org        surveys.Org
	Client     surveys.Client
	Instrument surveys.Instrument
	Version    surveys.Version
	Assessment surveys.Assessment
	Lines      []surveys.AssessmentLine
	Ratings    []surveys.Rating
	Brands     []surveys.Brand
	AsOf       time.Time
}

// assessmentBuilder holds the consensus of every line.
type assessmentBuilder struct {
	in      BenchmarkInput
	doc     surveys.Document
	lines   []surveys.AssessmentLine
	ratings []measure.Ratings // under lines
	scores  []measure.ScorecardScore
	current int // position of the current line; −1 when there is none
	words   map[surveys.ID]map[string]string
}

// lineOrder is how lines stand in the report: one's own first, rivals last.
var lineOrder = []surveys.LineKind{surveys.LineCurrent, surveys.LineTarget, surveys.LineIndustryBest, surveys.LineIndustryAverage,
	surveys.LineCompetitor}

// BuildBenchmark computes the report. It reads nothing but its input, so equal input gives an equal report.
func BuildBenchmark(in BenchmarkInput) Benchmark {
	b := &assessmentBuilder{in: in, doc: in.Version.Document, current: -1, words: map[surveys.ID]map[string]string{}}
	b.lines = slices.Clone(in.Lines)
	slices.SortStableFunc(b.lines, func(a, z surveys.AssessmentLine) int {
		return cmp.Or(slices.Index(lineOrder, a.Kind)-slices.Index(lineOrder, z.Kind), a.Position-z.Position)
	})
	for i, l := range b.lines {
		if l.Kind == surveys.LineCurrent {
			b.current = i
		}
		b.ratings = append(b.ratings, b.consensus(l.ID))
		b.scores = append(b.scores, measure.ScoreCard(b.doc, b.ratings[i]))
	}
	out := Benchmark{Header: b.header(), Lines: b.lineRows(), Categories: b.categories()}
	if b.current >= 0 {
		out.Summary = BenchmarkSummary{Key: b.set(b.scores[b.current].Key), All: b.set(b.scores[b.current].All)}
	} else {
		none := measure.ScoreCard(b.doc, nil)
		out.Summary = BenchmarkSummary{Key: b.set(none.Key), All: b.set(none.All)}
	}
	gaps := measure.Gaps(b.doc, b.gapLines())
	out.Gaps = b.gapRows(gaps)
	out.Indicators = b.indicators(gaps)
	out.Strengths, out.Weaknesses = b.extremes(out.Categories)
	out.Evidence = b.evidence()
	out.Methods = b.methods(out)
	return out
}

// consensus takes what was agreed on a line. Single informants' scores come later and do not count here.
func (b *assessmentBuilder) consensus(line surveys.ID) measure.Ratings {
	out := measure.Ratings{}
	b.words[line] = map[string]string{}
	for _, r := range b.in.Ratings {
		if r.LineID == line && r.InformantID.IsZero() {
			out[r.Item] = r.Score
			b.words[line][r.Item] = r.Evidence
		}
	}
	return out
}

func (b *assessmentBuilder) header() BenchmarkHeader {
	in := b.in
	h := BenchmarkHeader{Org: Ref{ID: in.Org.ID, Code: in.Org.Code, Name: in.Org.Name},
		Client:     Ref{ID: in.Client.ID, Code: in.Client.Code, Name: in.Client.Name},
		Assessment: Ref{ID: in.Assessment.ID, Code: in.Assessment.Code, Name: in.Assessment.Name},
		Instrument: Ref{ID: in.Instrument.ID, Code: in.Instrument.Code, Name: in.Instrument.Title},
		Version:    in.Version.Number, State: in.Assessment.State, Source: b.doc.Source, FromDay: in.Assessment.AssessedFrom,
		ToDay: in.Assessment.AssessedTo, Assessors: in.Assessment.Assessors, Levels: []surveys.Band{}, Anchors: []surveys.Option{},
		AsOf: in.AsOf}
	if m := b.doc.Maturity; m != nil {
		h.WeightsBy, h.Levels, h.Anchors, h.Rule = m.WeightsBy, m.Bounds, m.Anchors, m.Rule
		h.Coverage = 100 * m.Coverage
		if m.Coverage <= 0 {
			h.Coverage = 100 * measure.MaturityCoverage
		}
	}
	return h
}

func (b *assessmentBuilder) set(s measure.SetScore) BenchmarkSet {
	out := BenchmarkSet{Points: s.Points, MaxPoints: s.MaxPoints, MaxAssessed: s.MaxAssessed, Mean: s.Mean, Percent: s.Percent,
		Coverage: 100 * s.Coverage, Provisional: s.Provisional, Level: s.Level, LevelNumber: b.levelNumber(s.Level)}
	if s.Mean.N > 0 && s.MaxPoints > 0 {
		out.PointsShare = number(100 * s.Points / s.MaxPoints)
	}
	if s.Next != nil {
		out.Next = &BenchmarkNextLevel{Level: s.Next.Level, Distance: s.Next.Distance}
	}
	return out
}

func (b *assessmentBuilder) levelNumber(code string) int {
	if b.doc.Maturity == nil {
		return 0
	}
	return 1 + slices.IndexFunc(b.doc.Maturity.Bounds, func(l surveys.Band) bool { return l.Code == code })
}

func (b *assessmentBuilder) lineRows() []BenchmarkLine {
	out := []BenchmarkLine{}
	for i, l := range b.lines {
		row := BenchmarkLine{ID: l.ID, Kind: l.Kind, Name: l.Name, Source: l.Source, SourceDay: l.SourceDay, Informants: l.Informants,
			Key: b.set(b.scores[i].Key), All: b.set(b.scores[i].All)}
		for _, x := range b.in.Brands {
			if x.ID == l.BrandID {
				r := refOfBrand(x)
				row.Brand = &r
			}
		}
		out = append(out, row)
	}
	return out
}

// categories compares the sections line by line.
func (b *assessmentBuilder) categories() []BenchmarkCategory {
	out := []BenchmarkCategory{}
	none := measure.ScoreCard(b.doc, nil).All
	var total float64
	for _, c := range none.Categories {
		total += c.Weight
	}
	for k, c := range none.Categories {
		section := b.section(c.Section)
		row := BenchmarkCategory{Code: c.Section, Label: section.Name(), Weight: c.Weight, Indicators: int(c.Mean.Base),
			MaxPoints: c.MaxPoints, Provisional: true, Scores: []BenchmarkScore{}}
		if total > 0 {
			row.Share = 100 * c.Weight / total
		}
		var now *float64
		if b.current >= 0 {
			own := b.scores[b.current].All.Categories[k]
			row.Points, row.Coverage, row.Provisional = own.Points, 100*own.Coverage, own.Provisional
			row.Level, row.LevelNumber = own.Level, b.levelNumber(own.Level)
			now = own.Mean.Value
		}
		for i, l := range b.lines {
			mean := b.scores[i].All.Categories[k].Mean
			row.Scores = append(row.Scores, b.lineScore(i, l.ID, mean, now))
		}
		out = append(out, row)
	}
	return out
}

func (b *assessmentBuilder) section(code string) surveys.Section {
	for _, s := range b.doc.Sections {
		if s.Code == code {
			return s
		}
	}
	return surveys.Section{}
}

// lineScore sets the score of a line against the current one.
func (b *assessmentBuilder) lineScore(line int, id surveys.ID, f surveys.Figure, now *float64) BenchmarkScore {
	s := BenchmarkScore{LineID: id, Score: f}
	if line != b.current {
		s.Gap = measure.Gap(now, f.Value)
	}
	return s
}

// single is the figure of one rating: a statement, not a sample.
func single(score *float64) surveys.Figure {
	if score == nil {
		return surveys.NotAvailable("rating", 1)
	}
	v := *score
	return surveys.Figure{Value: &v, N: 1, Base: 1, Method: "rating", Status: surveys.FigureOK}
}

func (b *assessmentBuilder) indicators(gaps []measure.IndicatorGap) []BenchmarkIndicator {
	byItem := map[string]measure.IndicatorGap{}
	for _, g := range gaps {
		byItem[g.Item] = g
	}
	out := []BenchmarkIndicator{}
	for s, it := range b.doc.Items() {
		if it.Type != surveys.TypeIndicator {
			continue
		}
		g := byItem[it.Code]
		row := BenchmarkIndicator{Code: it.Code, Number: len(out) + 1, Label: it.Label, Category: s.Code, Weight: it.Weight, Key: it.Key,
			Scores: []BenchmarkScore{}, Priority: g.Priority, Rank: g.Rank}
		if b.current >= 0 {
			row.Evidence = b.words[b.lines[b.current].ID][it.Code]
		}
		for i, l := range b.lines {
			row.Scores = append(row.Scores, b.lineScore(i, l.ID, single(b.ratings[i][it.Code]), g.Current))
		}
		out = append(out, row)
	}
	return out
}
