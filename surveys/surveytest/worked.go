package surveytest

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"touchstone/surveys"
)

// WorkedScore is the total of the worked visit: section scores 50, 91.67 and 57.14 with weights 15, 45 and 30; the
// section that did not apply leaves the total. A critical item failed, so the visit fails all the same.
const WorkedScore = (15*50 + 45*100*11.0/12 + 30*100*4.0/7) / 90

// WorkedChecklist is the checklist of the worked visit. c1 is critical and takes a photo when it fails.
func WorkedChecklist() surveys.Document {
	two := func(zh, en string) surveys.Text { return surveys.Text{"zh": zh, "en": en} }
	check := func(code string, weight float64, label surveys.Text) surveys.Item {
		return surveys.Item{Code: code, Type: surveys.TypeCheck, Label: label, Required: true, Weight: weight}
	}
	marked := func(it surveys.Item) surveys.Item { it.Benchmark = true; return it }
	optional := func(it surveys.Item) surveys.Item { it.NA = true; return it }
	facts := func(it surveys.Item) surveys.Item {
		for n, word := range []string{"无", "一点", "一半", "多数", "全部"} {
			points := float64(n)
			it.Options = append(it.Options, surveys.Option{Code: string(rune('0' + n)), Label: two(word, string(rune('0'+n))), Points: &points, Fail: n == 0})
		}
		return it
	}
	bonus := check("b5", 0, two("主动称呼顾客姓氏", "Used the customer’s name"))
	bonus.Bonus = 2
	receipt := check("c1", 2, two("出具小票", "A receipt was given"))
	receipt.Critical = &surveys.Critical{Effect: surveys.FailVerdict}
	receipt.Photos = &surveys.Photos{Min: 1, Max: 2, When: surveys.PhotosOnFail}
	return surveys.Document{Schema: surveys.SchemaVersion, Kind: surveys.Checklist, Title: two("门店检测表", "Shop checklist"),
		Intro: two("请以普通顾客身份进店，离店后两小时内提交。", "Go in as an ordinary customer and submit within two hours."), Languages: []string{"zh", "en"},
		Sections: []surveys.Section{
			{Code: "a", Title: two("到店", "Arriving"), Weight: 15, Items: []surveys.Item{check("a1", 1, two("门面干净", "The door is clean")),
				check("a2", 1, two("招牌亮灯", "The sign is lit")), optional(check("a3", 1, two("停车方便", "Parking is easy")))}},
			{Code: "b", Title: two("接待", "Service"), Weight: 45, Items: []surveys.Item{marked(check("b1", 3, two("30 秒内招呼", "Greeted within 30 seconds"))),
				marked(facts(check("b2", 2, two("询问需求", "Needs were asked")))), marked(check("b3", 1, two("佩戴工牌", "Wears a badge"))),
				optional(check("b4", 2, two("推荐搭配", "Suggests something more"))), bonus}},
			{Code: "c", Title: two("结账", "Checkout"), Weight: 30, Items: []surveys.Item{receipt, marked(check("c2", 1, two("排队少于 5 分钟", "Queue under 5 minutes"))),
				facts(check("c3", 1, two("说明四项事实", "Four facts explained")))}},
			{Code: "d", Title: two("试衣间", "Fitting room"), Weight: 10, Items: []surveys.Item{optional(check("d1", 1, two("试衣间干净", "Fitting room is clean"))),
				optional(check("d2", 1, two("有人协助", "Somebody helps"))), optional(check("d3", 1, two("灯光合适", "Light is right")))}},
		},
		Scoring: &surveys.Scoring{Mode: "weighted", NA: surveys.NAExclude, Pass: 60, Bands: []surveys.Band{
			{Code: "fail", Label: two("不合格", "Fail"), Tone: "bad"}, {Code: "fair", Min: 60, Label: two("合格", "Fair"), Tone: "watch"},
			{Code: "good", Min: 75, Label: two("良好", "Good"), Tone: "good"}, {Code: "best", Min: 90, Label: two("优秀", "Excellent"), Tone: "good"}}}}
}

// WorkedAnswers are the answers of the worked visit, with these photos at the failed critical item.
func WorkedAnswers(photos ...string) surveys.Answers {
	one := func(code string) surveys.Answer { return surveys.Answer{Codes: []string{code}} }
	return surveys.Answers{"a1": one("yes"), "a2": one("no"), "a3": one("na"), "b1": one("yes"), "b2": one("3"), "b3": one("no"),
		"b4": one("na"), "b5": one("yes"), "c1": {Codes: []string{"no"}, Note: "店员称小票机坏了", Photos: photos}, "c2": one("yes"), "c3": one("3"),
		"d1": one("na"), "d2": one("na"), "d3": one("na")}
}

// JPEG returns a photo of that size; seed makes photos different.
func JPEG(t testing.TB, width, height int, seed byte) []byte {
	t.Helper()
	p := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			p.Set(x, y, color.RGBA{byte(x) + seed, byte(y), byte(x*y) ^ seed, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
