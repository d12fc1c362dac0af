package measure_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"touchstone/surveys"
)

// vectorFile is testdata/vectors.json: facts from publications, from runs of reference software and from hand
// calculation, each with its source. One case is one line. Documents and answers are shared by the visits.
type vectorFile struct {
	Documents map[string]surveys.Document `json:"documents"`
	Answers   map[string]surveys.Answers  `json:"answers"`
	Cases     []vectorCase                `json:"cases"`
}

type vectorCase struct {
	ID        string                     `json:"id"`
	Kind      string                     `json:"kind"`
	What      string                     `json:"what"`
	Source    string                     `json:"source"`
	Input     json.RawMessage            `json:"input"`
	Expected  map[string]json.RawMessage `json:"expected"`
	Tolerance json.RawMessage            `json:"tolerance"` // a number, or one per expected name
}

// kinds computes what a case of a kind can be asked for, by name.
var kinds = map[string]func(*testing.T, vectorFile, json.RawMessage) map[string]any{
	"nps": npsCase, "nps-scores": npsScoresCase, "nps-compare": npsCompareCase,
	"wilson": wilsonCase, "shares": sharesCase, "mean": meanCase, "welch": welchCase, "welch-counts": welchCountsCase,
	"weighted-mean": weightedMeanCase, "csat": csatCase, "scored": scoredCase, "ces": cesCase, "index": indexCase, "quantile": quantileCase,
	"visit": visitCase, "compare": compareCase, "scorecard": scorecardCase, "band": bandCase, "peers": peersCase,
}

func TestVectors(t *testing.T) {
	var file vectorFile
	read(t, "testdata/vectors.json", &file)
	seen := map[string]bool{}
	for _, c := range file.Cases {
		t.Run(c.ID, func(t *testing.T) {
			compute := kinds[c.Kind]
			if compute == nil || c.Source == "" || len(c.Expected) == 0 || seen[c.ID] {
				t.Fatalf("case %q needs a known kind (%q), a source, expectations and a name of its own", c.ID, c.Kind)
			}
			seen[c.ID] = true
			got := compute(t, file, c.Input)
			for name, want := range c.Expected {
				value, has := got[name]
				if !has {
					t.Fatalf("a %s case cannot be asked for %q", c.Kind, name)
				}
				var w any
				decode(t, want, &w)
				same(t, name, plain(t, value), w, c.tolerance(t, name))
			}
		})
	}
}

func (c vectorCase) tolerance(t *testing.T, name string) float64 {
	var all float64
	if json.Unmarshal(c.Tolerance, &all) == nil {
		return all
	}
	var each map[string]float64
	decode(t, c.Tolerance, &each)
	return each[name]
}

// same compares two JSON values, numbers within tol.
func same(t *testing.T, name string, got, want any, tol float64) {
	t.Helper()
	switch w := want.(type) {
	case float64:
		g, isNumber := got.(float64)
		if !isNumber || math.Abs(g-w) > tol {
			t.Errorf("%s = %v, want %v ± %v", name, got, w, tol)
		}
	case []any:
		g, isList := got.([]any)
		if !isList || len(g) != len(w) {
			t.Errorf("%s = %v, want %v", name, got, w)
			return
		}
		for i := range w {
			same(t, name, g[i], w[i], tol)
		}
	case map[string]any:
		g, isMap := got.(map[string]any)
		for k, v := range w {
			if _, has := g[k]; !isMap || !has {
				t.Errorf("%s has no %q", name, k)
				continue
			}
			same(t, name+"."+k, g[k], v, tol)
		}
	default:
		if got != want {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
}

// plain turns a value into what JSON makes of it, so that nil pointers and intervals compare with null and pairs.
func plain(t *testing.T, v any) any {
	t.Helper()
	if iv, is := v.(*surveys.Interval); is && iv != nil {
		v = []float64{iv.Low, iv.High}
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	decode(t, b, &out)
	return out
}

func read(t *testing.T, path string, into any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	decode(t, b, into)
}

func decode(t *testing.T, b []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
}
