package bench

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

// surveyed is a published survey of the bench.
type surveyed struct {
	actor   surveys.Actor
	client  *surveys.Client
	version surveys.Version
	channel *surveys.Channel
}

// publish makes an organisation with one published survey: a document, or an instrument of the library.
func publish(ctx context.Context, s *service.Service, code, library string, doc *surveys.Document) (*surveyed, error) {
	actor, client, err := s.CreateOrganisation(ctx, service.NewOrg{Code: "bench", Name: surveys.Text{"zh": "测速", "en": "Bench"}, Zone: "Asia/Shanghai"})
	if err != nil {
		return nil, err
	}
	row, err := s.CreateInstrument(ctx, actor, service.NewInstrument{ClientID: client.ID, Code: code, Library: library, Document: doc, Mode: surveys.Anonymous})
	if err != nil {
		return nil, err
	}
	out, err := s.Publish(ctx, actor, row.ID, service.PublishInput{ChannelCode: code})
	if err != nil {
		return nil, err
	}
	return &surveyed{actor, client, out.Version, out.Channel}, nil
}

func label(zh, en string) surveys.Text { return surveys.Text{"zh": zh, "en": en} }

// fourItems is the survey of the loads: the four measures of a visit.
func fourItems() *surveys.Document {
	return &surveys.Document{Schema: surveys.SchemaVersion, Kind: surveys.Survey, Title: label("四题问卷", "Four items"), Languages: []string{"zh", "en"},
		Sections: []surveys.Section{{Code: "all", Title: label("这次到店", "Your visit"), Items: []surveys.Item{
			{Code: "overall", Type: surveys.TypeCSAT, Label: label("总的来说，您满意吗？", "Overall, how satisfied were you?"), Required: true, Points: 5, TopBox: 4},
			{Code: "staff", Type: surveys.TypeCSAT, Label: label("店员的服务", "The staff"), Required: true, Points: 5, TopBox: 4},
			{Code: "ces", Type: surveys.TypeCES, Label: label("事情很容易就办成了", "It was easy"), Required: true, CESRule: "top3", Direction: surveys.HigherBetter},
			{Code: "nps", Type: surveys.TypeNPS, Label: label("您有多大可能推荐我们？", "How likely are you to recommend us?"), Required: true},
		}}}}
}

// fourAnswers answers fourItems.
func fourAnswers(r *rand.Rand) surveys.Answers {
	one := func(low, high int) surveys.Answer {
		n := float64(max(low, high-int(r.ExpFloat64()*1.6)))
		return surveys.Answer{Number: &n}
	}
	return surveys.Answers{"overall": one(1, 5), "staff": one(1, 5), "ces": one(1, 7), "nps": one(0, 10)}
}

// twentyItems is the survey of the export: sixteen scales, two choices, two texts.
func twentyItems() *surveys.Document {
	d := fourItems()
	for i := range 12 {
		d.Sections[0].Items = append(d.Sections[0].Items, surveys.Item{Code: fmt.Sprintf("point%d", i+1), Type: surveys.TypeCSAT,
			Label: label(fmt.Sprintf("分项 %d", i+1), fmt.Sprintf("Point %d", i+1)), Points: 5 + i%2*5, TopBox: 4 + i%2*4})
	}
	options := []surveys.Option{{Code: "a", Label: label("给自己买", "For myself")}, {Code: "b", Label: label("挑礼物", "A gift")},
		{Code: "c", Label: label("随便看看", "Looking around")}}
	d.Sections[0].Items = append(d.Sections[0].Items,
		surveys.Item{Code: "purpose", Type: surveys.TypeSingle, Label: label("来意", "Purpose"), Group: true, Options: options},
		surveys.Item{Code: "age", Type: surveys.TypeSingle, Label: label("年龄段", "Age"), Group: true, Options: options},
		surveys.Item{Code: "city", Type: surveys.TypeText, Label: label("所在城市", "City")},
		surveys.Item{Code: "comment", Type: surveys.TypeLongText, Label: label("还有什么想说的？", "Anything else?")})
	return d
}

var said = []string{"店员很热情，讲得也清楚。", "排队有点久，希望多开一个收银台。", "Nice shop, I will be back.", "尺码不全，白跑一趟。"}

// twentyAnswers answers twentyItems.
func twentyAnswers(r *rand.Rand) surveys.Answers {
	a := fourAnswers(r)
	for i := range 12 {
		n := float64(1 + r.IntN(5+i%2*5))
		a[fmt.Sprintf("point%d", i+1)] = surveys.Answer{Number: &n}
	}
	a["purpose"] = surveys.Answer{Codes: []string{string(rune('a' + r.IntN(3)))}}
	a["age"] = surveys.Answer{Codes: []string{string(rune('a' + r.IntN(3)))}}
	a["city"] = surveys.Answer{Text: "上海"}
	a["comment"] = surveys.Answer{Text: said[r.IntN(len(said))]}
	return a
}

// response is a response to the survey as the accept path would make it.
func (s *surveyed) response(id surveys.ID, answers surveys.Answers, at time.Time) *surveys.Response {
	day := at.UTC().Truncate(24 * time.Hour)
	y, m, d := at.Date()
	return &surveys.Response{OrgID: s.actor.OrgID, ID: id, Revision: 1, Kind: surveys.Survey, InstrumentID: s.version.InstrumentID,
		VersionID: s.version.ID, ChannelID: s.channel.ID, Lang: "zh", Mode: surveys.Anonymous, Source: surveys.SourcePage,
		State: surveys.Completed, Valid: true, Notice: 1, BodyHash: fmt.Sprintf("%064x", id[:]), StartedAt: day, ReceivedAt: day,
		DurationMS: 61000, LocalDay: y*10000 + int(m)*100 + d, Answers: answers}
}

// numberedID is the id of a response that the bench writes in bulk: its last byte is 0, which leaves room for copies.
func numberedID(r *rand.Rand, at time.Time) surveys.ID {
	id := surveys.NewDayID(at)
	binary.BigEndian.PutUint64(id[8:], r.Uint64()&0x3fffffffffffff00|0x8000000000000000)
	return id
}
