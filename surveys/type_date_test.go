package surveys

import "testing"

func TestDateAnswers(t *testing.T) {
	testAnswers(t, Item{Type: TypeDate},
		answerCase{"day", Answer{Text: "2026-03-15"}, ""},
		answerCase{"leap day", Answer{Text: "2028-02-29"}, ""},
		answerCase{"no leap day", Answer{Text: "2026-02-29"}, "answer.date"},
		answerCase{"month 13", Answer{Text: "2026-13-01"}, "answer.date"},
		answerCase{"short month", Answer{Text: "2026-3-15"}, "answer.date"},
		answerCase{"with time", Answer{Text: "2026-03-15T00:00:00Z"}, "answer.date"},
		answerCase{"slashes", Answer{Text: "2026/03/15"}, "answer.date"},
		answerCase{"full-width digits", Answer{Text: "２０２６-03-15"}, "answer.date"},
		answerCase{"five-digit year", Answer{Text: "12026-03-15"}, "answer.date"},
		answerCase{"before any workbook", Answer{Text: "0001-01-01"}, "answer.date"},
		answerCase{"number", number(20260315), "answer.wrong_kind"})
	testAnswers(t, Item{Type: TypeDate, MinDate: "2026-01-01", MaxDate: "2026-12-31"},
		answerCase{"first", Answer{Text: "2026-01-01"}, ""},
		answerCase{"last", Answer{Text: "2026-12-31"}, ""},
		answerCase{"too early", Answer{Text: "2025-12-31"}, "answer.date_range"},
		answerCase{"too late", Answer{Text: "2027-01-01"}, "answer.date_range"})
}
