package measure_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/measure"
)

func all(string) bool { return true }

// visitSettings change a document of the vector file for one case; nothing given means as it stands there.
type visitSettings struct {
	Document string
	Answers  string
	Mode     string
	NA       surveys.NAPolicy
	Cap      float64
	Critical *surveys.Critical // of every critical item
	Change   surveys.Answers
	Hidden   []string
}

func (p visitSettings) of(file vectorFile) (surveys.Document, surveys.Answers) {
	doc := file.Documents[p.Document]
	scoring := *doc.Scoring
	if p.Mode != "" {
		scoring.Mode = p.Mode
	}
	if p.NA != "" {
		scoring.NA = p.NA
	}
	scoring.Cap = p.Cap
	doc.Scoring = &scoring
	doc.Sections = slices.Clone(doc.Sections)
	for i := range doc.Sections {
		s := &doc.Sections[i]
		s.Items = slices.Clone(s.Items)
		for j := range s.Items {
			if p.Critical != nil && s.Items[j].Critical != nil {
				s.Items[j].Critical = p.Critical
			}
		}
	}
	answers := maps.Clone(file.Answers[p.Answers])
	maps.Copy(answers, p.Change)
	return doc, answers
}

func visitCase(t *testing.T, file vectorFile, in json.RawMessage) map[string]any {
	var p visitSettings
	decode(t, in, &p)
	doc, answers := p.of(file)
	v, err := measure.VisitOf(doc, answers, func(item string) bool { return !slices.Contains(p.Hidden, item) })
	if err != nil {
		t.Fatal(err)
	}
	sections, criticals, reasons := []*float64{}, []string{}, map[string]measure.Reason{}
	for _, s := range v.Sections {
		sections = append(sections, s.Score)
	}
	for _, c := range v.Criticals {
		criticals = append(criticals, c.Item)
	}
	for _, i := range v.Items {
		reasons[i.Item] = i.Reason
	}
	return map[string]any{
		"total": v.Total, "raw": v.Raw, "verdict": v.Verdict, "band": v.Band, "earned": v.Earned, "possible": v.Possible,
		"deducted": v.Deducted, "sections": sections, "criticals": criticals, "reason": reasons,
	}
}

func visitsOf(t *testing.T, file vectorFile, document string, answers []string) []measure.VisitScore {
	t.Helper()
	var out []measure.VisitScore
	for _, a := range answers {
		v, err := measure.VisitOf(file.Documents[document], file.Answers[a], all)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func compareCase(t *testing.T, file vectorFile, in json.RawMessage) map[string]any {
	var p struct {
		Document string
		Own      []string
		Rivals   map[string][]string
	}
	decode(t, in, &p)
	var rivals []measure.Brand
	for _, code := range slices.Sorted(maps.Keys(p.Rivals)) {
		rivals = append(rivals, measure.Brand{Code: code, Visits: visitsOf(t, file, p.Document, p.Rivals[code])})
	}
	own := measure.Brand{Code: "own", Visits: visitsOf(t, file, p.Document, p.Own)}
	l := measure.Compare(file.Documents[p.Document], own, rivals)
	scores := map[string]*float64{}
	for _, r := range l.Rivals {
		scores[r.Brand] = r.Figure.Value
	}
	return map[string]any{
		"items": l.Items, "own": l.Own.Value, "rivals": scores, "best": l.Best, "gap": l.GapToBest, "index": l.Index,
	}
}

// indicator is [score or null, weight, key].
type indicator [3]any

func scorecardCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct {
		Sections []struct {
			Weight float64
			Items  []indicator
		}
	}
	decode(t, in, &p)
	doc := surveys.Document{Kind: surveys.Scorecard, Maturity: &surveys.Maturity{Bounds: bands(0, 1.5, 2.5, 3.5, 4.5)}}
	ratings := measure.Ratings{}
	for i, s := range p.Sections {
		section := surveys.Section{Code: "c" + strconv.Itoa(i), Weight: s.Weight}
		for j, in := range s.Items {
			code := section.Code + "-" + strconv.Itoa(j)
			section.Items = append(section.Items, surveys.Item{
				Code: code, Type: surveys.TypeIndicator, Weight: in[1].(float64), Key: in[2].(bool),
			})
			if score, given := in[0].(float64); given {
				ratings[code] = &score
			}
		}
		doc.Sections = append(doc.Sections, section)
	}
	s := measure.ScoreCard(doc, ratings)
	categories := []*float64{}
	for _, c := range s.All.Categories {
		categories = append(categories, c.Mean.Value)
	}
	var distance *float64
	if s.All.Next != nil && s.All.Mean.Value != nil {
		distance = &s.All.Next.Distance
	}
	return map[string]any{
		"points": s.All.Points, "max": s.All.MaxPoints, "max_assessed": s.All.MaxAssessed, "mean": s.All.Mean.Value,
		"percent": s.All.Percent, "level": s.All.Level, "distance": distance, "coverage": s.All.Coverage,
		"provisional": s.All.Provisional, "categories": categories, "key_points": s.Key.Points,
		"key_max": s.Key.MaxPoints, "key_mean": s.Key.Mean.Value, "key_level": s.Key.Level,
	}
}

// bands returns bands "1", "2", … from these lower bounds.
func bands(mins ...float64) []surveys.Band {
	var out []surveys.Band
	for i, m := range mins {
		out = append(out, surveys.Band{Code: strconv.Itoa(i + 1), Min: m})
	}
	return out
}

func bandCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct{ Mins, Values []float64 }
	decode(t, in, &p)
	codes := []int{}
	for _, v := range p.Values {
		b, _ := measure.BandOf(bands(p.Mins...), v)
		code, _ := strconv.Atoi(b.Code)
		codes = append(codes, code)
	}
	return map[string]any{"bands": codes}
}

func peersCase(t *testing.T, _ vectorFile, in json.RawMessage) map[string]any {
	var p struct {
		Own    *float64
		Others []*float64
	}
	decode(t, in, &p)
	s := measure.Standing(p.Own, p.Others)
	everyone := append([]*float64{p.Own}, p.Others...)
	return map[string]any{
		"best": s.Best, "gap_to_best": s.GapToBest, "gap_to_mean": s.GapToMean, "ratio": s.RatioToBest,
		"minmax": measure.MinMax(everyone), "ranks": measure.Rank(everyone),
	}
}
