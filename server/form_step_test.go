package server

import (
	"testing"

	"touchstone/surveys"
)

// filled holds fields that make the gallery complete.
func filled() formFields {
	return formFields{"nps": {values: []string{"9"}}, "csat": {values: []string{"4"}}, "stars": {values: []string{"5"}},
		"purpose": {values: []string{"buy"}}, "word": {values: []string{"好"}}}
}

func (f formFields) with(code string, values ...string) formFields {
	f[code] = formField{values: values}
	return f
}

func TestSteps(t *testing.T) {
	d := gallery(t)
	for name, c := range map[string]struct {
		post     formPost
		page     string
		problems []string
		more     bool
		submit   bool
		lang     string
	}{
		"next with nothing": {post: formPost{Fields: formFields{}, Nav: navNext, Page: "scales"}, page: "scales", problems: []string{"nps", "csat"}},
		"next":              {post: formPost{Fields: filled(), Nav: navNext, Page: "scales"}, page: "looks"},
		"enter":             {post: formPost{Fields: filled(), Page: "scales"}, page: "looks"},
		"brings up an item": {post: formPost{Fields: filled().with("nps", "3"), Nav: navNext, Page: "scales"}, page: "scales", more: true},
		"seen, left empty":  {post: formPost{Fields: filled().with("nps", "3"), Nav: navNext, Page: "scales", Shown: []string{"why"}}, page: "looks"},
		"back asks nothing": {post: formPost{Fields: formFields{}, Nav: navBack, Page: "looks"}, page: "scales"},
		"back at the start": {post: formPost{Fields: formFields{}, Nav: navBack, Page: "scales"}, page: "scales"},
		"language":          {post: formPost{Fields: formFields{}, Nav: "lang:en", Page: "looks"}, page: "looks", lang: "en"},
		"clear":             {post: formPost{Fields: filled(), Nav: "clear:csat", Page: "scales"}, page: "scales"},
		"a page of its own": {post: formPost{Fields: filled().with("times", "12"), Nav: navSubmit, Page: "words"}, page: "regulars"},
		"submit":            {post: formPost{Fields: filled(), Nav: navSubmit, Page: "words"}, page: "words", submit: true},
		"submit too early":  {post: formPost{Fields: filled(), Nav: navSubmit, Page: "looks"}, page: "choices"},
		"next on the last":  {post: formPost{Fields: filled(), Nav: navNext, Page: "words"}, page: "words"},
		"wrong elsewhere":   {post: formPost{Fields: filled().with("stars"), Nav: navSubmit, Page: "words"}, page: "looks", problems: []string{"stars"}},
		"no number":         {post: formPost{Fields: filled().with("times", "x"), Nav: navSubmit, Page: "words"}, page: "words", problems: []string{"times"}},
		"unknown page":      {post: formPost{Fields: filled(), Nav: navNext, Page: "nowhere"}, page: "looks"},
		"too few choices":   {post: formPost{Fields: filled().with("did", "paid"), Nav: navNext, Page: "choices"}, page: "choices", problems: []string{"did"}},
	} {
		t.Run(name, func(t *testing.T) {
			c.post.Lang = "zh"
			if c.lang == "" {
				c.lang = "zh"
			}
			step, err := c.post.step(d)
			if err != nil {
				t.Fatal(err)
			}
			if step.Page != c.page || step.More != c.more || step.Submit != c.submit || step.Lang != c.lang {
				t.Errorf("%+v", step)
			}
			var fields []string
			for _, p := range step.Problems {
				fields = append(fields, p.Field)
			}
			if len(fields) != len(c.problems) {
				t.Fatalf("problems at %v, want %v", fields, c.problems)
			}
			for i := range fields {
				if fields[i] != c.problems[i] {
					t.Errorf("problems at %v, want %v", fields, c.problems)
				}
			}
		})
	}
}

func TestStepRefusesUnknownButtons(t *testing.T) {
	d := gallery(t)
	for _, nav := range []string{"delete", "lang:xx", "lang:", "submit ", "NEXT"} {
		if _, err := (formPost{Fields: filled(), Nav: nav, Page: "scales"}).step(d); surveys.KindOf(err) != surveys.Invalid {
			t.Errorf("%q: %v", nav, err)
		}
	}
}

func TestClearEmptiesTheFields(t *testing.T) {
	post := formPost{Fields: filled(), Nav: "clear:csat", Page: "scales"}
	step, err := post.step(gallery(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := step.Answers["csat"]; ok || len(post.Fields["csat"].values) > 0 {
		t.Errorf("csat is still there: %+v", step.Answers)
	}
}
