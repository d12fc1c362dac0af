package surveys_test

import (
	"testing"

	"touchstone/surveys"
)

func TestCleanJSON(t *testing.T) {
	for text, want := range map[string]bool{
		`{"a":"字 \u5b57 \n \"\\"}`:      true,
		`"\ud83d\ude00 \uD83D\uDE00 😀"`: true,
		`"\\ud800 \\u0000"`:             true, // a backslash and six letters
		`"\ufffd"`:                      true, // somebody's own replacement sign
		`"`:                             true,
		`"\`:                            true,
		`"\u12`:                         true,
		``:                              true,
		"\"\xff\xfe\"":                  false,
		"\"\xed\xa0\x80\"":              false, // half a character in bytes
		`"\ud800"`:                      false,
		`"\udc00"`:                      false,
		`"\ud800\n"`:                    false,
		`"\ud800\u0041"`:                false,
		`"\ud83d\ud83d\ude00"`:          false,
		`"\\\ud800"`:                    false,
		`"\ud800`:                       false,
		`"\u0000"`:                      false,
		`"\\\u0000"`:                    false,
	} {
		if got := surveys.CleanJSON([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
