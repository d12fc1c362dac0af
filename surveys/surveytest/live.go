package surveytest

import (
	"context"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/blob"
	"touchstone/surveys/library"
	"touchstone/surveys/store"
)

// EachCast runs fn once per engine on a fresh database with the cast in it.
func EachCast(t *testing.T, fn func(t *testing.T, c *Cast)) {
	t.Helper()
	Each(t, func(t *testing.T, st *store.Store) { fn(t, NewCast(t, st)) })
}

// Blobs returns an empty folder of files for the length of the test.
func Blobs(t testing.TB) blob.Folder {
	t.Helper()
	f, err := blob.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Live is a published instrument in a programme; a survey has an open link too.
type Live struct {
	Instrument *surveys.Instrument
	Version    *surveys.Version
	Programme  *surveys.Programme
	Channel    *surveys.Channel // surveys only
}

// Publish publishes a document for a client under a code, which is also the code of its link and, with "-p", of its
// programme. The code is unique in the whole database.
func (c *Cast) Publish(t testing.TB, client *Client, code string, doc surveys.Document) *Live {
	t.Helper()
	l := &Live{}
	err := c.Store.InTx(context.Background(), func(ctx context.Context, db store.DB) error {
		b := builder{t: t, ctx: ctx, db: db}
		v := surveys.NewID(Start)
		mode := surveys.Anonymous
		if doc.Kind != surveys.Survey {
			mode = surveys.Identified
		}
		l.Instrument = &surveys.Instrument{OrgID: client.OrgID, ID: surveys.NewID(Start), ClientID: client.ID, Kind: doc.Kind, Code: code,
			Title: doc.Title, State: "published", Mode: mode, Draft: doc, DraftRev: 1, VersionID: v, CreatedAt: Start, UpdatedAt: Start}
		b.must(store.InsertInstrument(ctx, db, l.Instrument))
		l.Version = &surveys.Version{OrgID: client.OrgID, ID: v, InstrumentID: l.Instrument.ID, Number: 1, Document: doc, Change: "first", Notice: 1, PublishedAt: Start}
		b.must(store.InsertVersion(ctx, db, l.Version))
		l.Programme = &surveys.Programme{OrgID: client.OrgID, ID: surveys.NewID(Start), ClientID: client.ID, Kind: doc.Kind, Code: code + "-p",
			Name: doc.Title, InstrumentID: l.Instrument.ID, State: "active"}
		b.must(store.InsertProgramme(ctx, db, l.Programme))
		if doc.Kind == surveys.Survey {
			l.Channel = b.channel(l.Instrument, code, nil)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (b builder) channel(in *surveys.Instrument, code string, at *surveys.Location) *surveys.Channel {
	ch := &surveys.Channel{OrgID: in.OrgID, ID: surveys.NewID(Start), InstrumentID: in.ID, Kind: "open", Code: code, Name: surveys.Text{}, Open: true, CreatedAt: Start}
	if at != nil {
		ch.Kind, ch.LocationID = "qr", at.ID
	}
	b.must(store.InsertChannel(b.ctx, b.db, ch))
	b.must(store.InsertPublicCode(b.ctx, b.db, &surveys.PublicCode{Code: code, OrgID: in.OrgID, Kind: "channel", TargetID: ch.ID}))
	return ch
}

// AddChannel makes a poster's link for a location.
func (c *Cast) AddChannel(t testing.TB, l *Live, code string, at *surveys.Location) (ch *surveys.Channel) {
	t.Helper()
	err := c.Store.InTx(context.Background(), func(ctx context.Context, db store.DB) error {
		ch = builder{t: t, ctx: ctx, db: db}.channel(l.Instrument, code, at)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ch
}

// AddWave adds an open wave to a programme. Position follows the order of calls by first day.
func (c *Cast) AddWave(t testing.TB, l *Live, code string, fromDay, toDay int) *surveys.Wave {
	t.Helper()
	w := &surveys.Wave{OrgID: l.Instrument.OrgID, ID: surveys.NewID(Start), ProgrammeID: l.Programme.ID, Code: code, Name: surveys.Text{"zh": code, "en": code},
		FromDay: fromDay, ToDay: toDay, State: "open", Position: fromDay}
	err := c.Store.InTx(context.Background(), func(ctx context.Context, db store.DB) error { return store.InsertWave(ctx, db, w) })
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Library returns a built-in document by its code.
func Library(t testing.TB, code string) surveys.Document {
	t.Helper()
	d, err := library.Get(code)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// SmallSurvey is a survey of four items in both languages: nps, csat (5 points), channel (single choice, a group item)
// and comment.
func SmallSurvey() surveys.Document {
	two := func(zh, en string) surveys.Text { return surveys.Text{"zh": zh, "en": en} }
	return surveys.Document{
		Schema: surveys.SchemaVersion, Kind: surveys.Survey, Title: two("满意度调查", "Satisfaction survey"), Languages: []string{"zh", "en"},
		Sections: []surveys.Section{{Code: "main", Title: two("您的体验", "Your experience"), Items: []surveys.Item{
			{Code: "nps", Type: surveys.TypeNPS, Label: two("您有多大可能推荐我们？", "How likely are you to recommend us?"), Required: true},
			{Code: "csat", Type: surveys.TypeCSAT, Points: 5, TopBox: 4, Label: two("您对本次服务满意吗？", "How satisfied are you with this visit?"), Required: true},
			{Code: "channel", Type: surveys.TypeSingle, Group: true, Label: two("您从哪里来？", "How did you come to us?"), Options: []surveys.Option{
				{Code: "shop", Label: two("门店", "Shop")}, {Code: "phone", Label: two("电话", "Telephone")}}},
			{Code: "comment", Type: surveys.TypeLongText, Label: two("还有什么想说的？", "Anything else?")},
		}}},
	}
}
