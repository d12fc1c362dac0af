package surveys

import "testing"

func TestTimeAnswers(t *testing.T) {
	testAnswers(t, Item{Type: TypeTime},
		answerCase{"morning", Answer{Text: "09:30"}, ""},
		answerCase{"first minute", Answer{Text: "00:00"}, ""},
		answerCase{"last minute", Answer{Text: "23:59"}, ""},
		answerCase{"24:00", Answer{Text: "24:00"}, "answer.time"},
		answerCase{"minute 60", Answer{Text: "09:60"}, "answer.time"},
		answerCase{"short hour", Answer{Text: "9:30"}, "answer.time"},
		answerCase{"seconds", Answer{Text: "09:30:00"}, "answer.time"},
		answerCase{"twelve hours", Answer{Text: "09:30 PM"}, "answer.time"},
		answerCase{"signs for digits", Answer{Text: "+9:30"}, "answer.time"},
		answerCase{"full-width digits", Answer{Text: "０９：３０"}, "answer.time"},
		answerCase{"number", number(930), "answer.wrong_kind"})
	testAnswers(t, Item{Type: TypeTime, MinTime: "08:00", MaxTime: "20:30"},
		answerCase{"first", Answer{Text: "08:00"}, ""},
		answerCase{"last", Answer{Text: "20:30"}, ""},
		answerCase{"too early", Answer{Text: "07:59"}, "answer.time_range"},
		answerCase{"too late", Answer{Text: "20:31"}, "answer.time_range"})
}

func TestTimesAreReadAsTyped(t *testing.T) {
	for in, want := range map[string]string{"09:30": "09:30", "9:30": "09:30", "９：３０": "09:30", "０９:３０": "09:30", "9:30:00": "09:30",
		"09:30:15": "09:30:15", "24:00": "24:00", "9.30": "9.30", "noon": "noon", "": ""} {
		if got := (Item{Type: TypeTime}).Tidy(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	if got := (Item{Type: TypeText}).Tidy("9:30"); got != "9:30" {
		t.Errorf("a text became %q", got)
	}
}

func TestTimeDefinitions(t *testing.T) {
	for _, c := range []struct {
		min, max string
		keys     []string
	}{
		{"", "", nil},
		{"08:00", "20:00", nil},
		{"08:00", "08:00", nil},
		{"8:00", "", []string{"document.time"}},
		{"", "24:00", []string{"document.time"}},
		{"20:00", "08:00", []string{"document.time_bounds"}},
	} {
		var p Problems
		timeType{}.checkDefinition(Item{Type: TypeTime, MinTime: c.min, MaxTime: c.max}, nil, &p, "q")
		if p.Len() != len(c.keys) || p.Len() > 0 && p.List()[0].Key != c.keys[0] {
			t.Errorf("%s–%s: %v, want %v", c.min, c.max, p.Err(), c.keys)
		}
	}
}
