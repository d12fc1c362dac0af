package locales

import "testing"

func TestLanguagesOfDocuments(t *testing.T) {
	for tag, want := range map[string]struct {
		name        string
		rtl, speaks bool
	}{
		"zh": {"中文", false, true}, "en": {"English", false, true}, "ar": {"العربية", true, false}, "he": {"עברית", true, false},
		"fa": {"فارسی", true, false}, "ur": {"اردو", true, false}, "fr": {"français", false, false}, "ja": {"日本語", false, false},
		"zh-Hant": {"繁體中文", false, true}, "az-Arab": {OwnName("az-Arab"), true, false}, "en-GB": {"British English", false, true},
		"zz-broken-": {"zz-broken-", false, false},
	} {
		if name, rtl, speaks := OwnName(tag), RightToLeft(tag), Speaks(tag); name != want.name || rtl != want.rtl || speaks != want.speaks {
			t.Errorf("%s is called %q, right to left %v, spoken %v", tag, name, rtl, speaks)
		}
	}
}

func TestChoose(t *testing.T) {
	for _, test := range []struct {
		offered []string
		wish    string
		want    string
	}{
		{[]string{"ar", "en"}, "ar-EG,en;q=0.5", "ar"},
		{[]string{"zh", "ar"}, "ar", "ar"},
		{[]string{"en", "zh"}, "zh-CN", "zh"},
		{[]string{"en", "zh"}, "fr", ""},
		{[]string{"en"}, "", ""},
		{[]string{"en"}, ";;;", ""},
	} {
		if got := Choose(test.offered, test.wish); got != test.want {
			t.Errorf("%s of %v: %q, want %q", test.wish, test.offered, got, test.want)
		}
	}
	if got := Choose([]string{"zh", "ar"}, "", "x-y-z!", "ar"); got != "ar" {
		t.Errorf("the third wish: %q", got)
	}
}
