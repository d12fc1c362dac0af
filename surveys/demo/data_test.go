package demo

import (
	"bytes"
	"image/jpeg"
	"testing"
	"time"

	"touchstone/surveys/library"
)

func TestCommentsCoverEveryItemInBothLanguages(t *testing.T) {
	for lang, least := range map[string]int{"zh": 60, "en": 40} {
		distinct := map[string]bool{}
		for _, topic := range append([]string{"general"}, csatItems...) {
			for _, tone := range []string{"good", "bad"} {
				list := comments[lang][topic][tone]
				if len(list) < 2 {
					t.Errorf("%s %s %s has %d sentences", lang, topic, tone, len(list))
				}
				for _, s := range list {
					distinct[s] = true
				}
			}
		}
		if len(distinct) < least {
			t.Errorf("%s has %d sentences", lang, len(distinct))
		}
	}
}

func TestScorecardCoversEveryIndicatorOnce(t *testing.T) {
	doc, err := library.Get("cmm-e")
	if err != nil {
		t.Fatal(err)
	}
	in, rated := load[scorecard]("assessment.json"), map[string]int{}
	for _, r := range in.Ratings {
		rated[r.Item]++
		if len(r.Scores) != len(in.Lines) {
			t.Errorf("%s has %d scores for %d lines", r.Item, len(r.Scores), len(in.Lines))
		}
	}
	for _, section := range doc.Sections {
		for _, item := range section.Items {
			if rated[item.Code] != 1 {
				t.Errorf("indicator %s is rated %d times", item.Code, rated[item.Code])
			}
		}
	}
}

func TestNotesNameWhatTheChecklistHas(t *testing.T) {
	doc, err := library.Get("retail-checklist")
	if err != nil {
		t.Fatal(err)
	}
	items, sections := map[string]bool{}, map[string]bool{}
	for _, s := range doc.Sections {
		sections[s.Code] = true
		for _, item := range s.Items {
			items[item.Code] = true
		}
	}
	for code := range notes.Fail {
		if !items[code] {
			t.Errorf("no item %s", code)
		}
	}
	for code := range sections {
		if _, ok := notes.Effects[code]; !ok || notes.Best[code] == "" || notes.Worst[code] == "" {
			t.Errorf("section %s has no texts", code)
		}
	}
	for _, c := range notes.Critical {
		if !items[c.Item] || len(notes.Fail[c.Item]) == 0 {
			t.Errorf("critical %s has no note", c.Item)
		}
	}
}

func TestPhotosArePhotos(t *testing.T) {
	r, seen := stream("test"), map[string]bool{}
	for _, s := range []scene{front, shelf, receipt, passage, front} {
		raw := photograph(r, s)
		picture, err := jpeg.Decode(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if b := picture.Bounds(); b.Dx() != photoWidth || b.Dy() != photoHeight || len(raw) > 100<<10 || seen[string(raw)] {
			t.Errorf("scene %d: %v, %d bytes", s, b, len(raw))
		}
		seen[string(raw)] = true
	}
}

func TestTodayIsTheShopsToday(t *testing.T) {
	evening := time.Date(2026, 3, 31, 20, 0, 0, 0, time.UTC) // already April in the shops
	c, err := newCalendar(time.Time{}, evening)
	if err != nil || c.day(0) != 20260401 {
		t.Errorf("today is %d, %v", c.day(0), err)
	}
	c, err = newCalendar(time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), evening)
	if err != nil || c.day(0) != 20240229 || c.day(1) != 20240301 || c.day(-90) != 20231201 {
		t.Errorf("today is %d, %v", c.day(0), err)
	}
}
