package server

import (
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/surveytest"
)

// inArabic is the small survey with Arabic beside some of our languages.
func inArabic(languages ...string) surveys.Document {
	d := surveytest.SmallSurvey()
	d.Languages = languages
	for _, lang := range languages {
		if d.Title[lang] == "" {
			d.Title[lang] = "استبيان الرضا"
		}
		for i := range d.Sections {
			for j := range d.Sections[i].Items {
				if it := &d.Sections[i].Items[j]; it.Label[lang] == "" {
					it.Label[lang] = "ما رأيك؟"
				}
			}
		}
	}
	return d
}

// A page in a language that is none of ours runs its way, and our own texts come in English where the survey is offered in
// English, else in what the browser likes better.
func TestPagesInOtherLanguages(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		c.Publish(t, c.A.One, "three", inArabic("zh", "en", "ar"))
		c.Publish(t, c.A.One, "two", inArabic("zh", "ar"))
		page := func(path, accept string) string {
			r := d.ask("", get, path, "", "Accept-Language", accept)
			wantStatus(t, r, 200)
			return r.body
		}
		ar := `<html lang="ar" dir="rtl">`
		wantIn(t, page("/s/three?lang=ar", "zh-CN"), ar, `>Submit</button>`, `class="go" lang="en"`, ">中文</button>", ">English</button>", "استبيان")
		wantIn(t, page("/s/two?lang=ar", "zh-CN"), ar, `>提交</button>`, `class="go" lang="zh-CN"`)
		wantIn(t, page("/s/two?lang=ar", "en-GB,en"), ar, `>Submit</button>`)
		wantIn(t, page("/s/two?lang=ar", "zh-CN"), `>提交</button>`) // and what was kept for another reader is not shown
		wantIn(t, page("/s/three", "ar-EG,en;q=0.5"), ar)
		wantIn(t, page("/s/three/done?lang=ar", "zh"), ar, "Thank you")
		zh := page("/s/three?lang=zh", "ar")
		wantIn(t, zh, `<html lang="zh-CN">`, ">العربية</button>", `lang="ar"`, `<div class="go">`)
		if strings.Contains(zh, "dir=") {
			t.Error("a Chinese page says which way it runs")
		}
		form := reply{body: page("/s/three?lang=zh", "zh")}.form()
		form.Set("_nav", "lang:ar")
		r := d.ask("", post, "/s/three", form.Encode(), "Content-Type", "application/x-www-form-urlencoded", "Accept-Language", "zh")
		wantIn(t, r.body, ar, `>Submit</button>`)
	})
}
