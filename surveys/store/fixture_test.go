package store_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// fixture is one organisation with a published survey, two locations and a wave.
type fixture struct {
	t          testing.TB
	st         *store.Store
	org        surveys.ID
	client     surveys.ID
	instrument surveys.ID
	version    surveys.ID
	waves      []surveys.ID
	locations  []surveys.ID
	touchpoint surveys.ID
	scope      surveys.Scope
	made       int
}

var fixtureTime = time.Date(2026, 11, 2, 8, 0, 0, 123456000, time.UTC)

func text(s string) surveys.Text { return surveys.Text{"zh": s + "（中）", "en": s} }

func options(n int) []surveys.Option {
	var out []surveys.Option
	for i := range n {
		out = append(out, surveys.Option{Code: fmt.Sprint("o", i), Label: text(fmt.Sprint("option ", i))})
	}
	return out
}

// fixtureDocument has every kind of item that derives differently.
func fixtureDocument() surveys.Document {
	return surveys.Document{Schema: 1, Kind: surveys.Survey, Title: text("Test"), Languages: []string{"zh", "en"},
		Sections: []surveys.Section{{Code: "main", Title: text("Main"), Items: []surveys.Item{
			{Code: "nps", Type: surveys.TypeNPS, Label: text("nps"), Touchpoint: "till"},
			{Code: "csat", Type: surveys.TypeCSAT, Points: 5, Label: text("csat")},
			{Code: "type", Type: surveys.TypeSingle, Options: options(3), Group: true, Label: text("type")},
			{Code: "city", Type: surveys.TypeSingle, Options: options(14), Other: true, Label: text("city")},
			{Code: "why", Type: surveys.TypeMulti, Options: options(12), Other: true, Label: text("why")},
			{Code: "spent", Type: surveys.TypeNumber, Decimals: 2, Label: text("spent")},
			{Code: "day", Type: surveys.TypeDate, Label: text("day")},
			{Code: "words", Type: surveys.TypeLongText, Label: text("words")},
		}}}}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newFixture(t testing.TB, st *store.Store, code string) *fixture {
	t.Helper()
	ctx := context.Background()
	id := func() surveys.ID { return surveys.NewID(fixtureTime) }
	f := &fixture{t: t, st: st, org: id(), client: id(), instrument: id(), version: id(), touchpoint: id(),
		waves: []surveys.ID{id(), id()}, locations: []surveys.ID{id(), id(), id()}}
	f.scope = surveys.Scope{Org: f.org, AllClients: true}
	brand, unit, programme := id(), id(), id()
	must(t, st.InTx(ctx, func(ctx context.Context, db store.DB) error {
		must(t, store.InsertOrg(ctx, db, &surveys.Org{ID: f.org, Code: code, Name: text(code), Zone: "Asia/Shanghai", CreatedAt: fixtureTime}))
		must(t, store.InsertClient(ctx, db, &surveys.Client{OrgID: f.org, ID: f.client, Code: "own", Name: text("own")}))
		must(t, store.InsertBrand(ctx, db, &surveys.Brand{OrgID: f.org, ID: brand, ClientID: f.client, Code: "own", Name: text("own"), Own: true}))
		must(t, store.InsertUnit(ctx, db, &surveys.Unit{OrgID: f.org, ID: unit, ClientID: f.client, Code: "north", Name: text("north")}))
		for i, l := range f.locations {
			must(t, store.InsertLocation(ctx, db, &surveys.Location{OrgID: f.org, ID: l, ClientID: f.client, UnitID: unit, BrandID: brand,
				Code: fmt.Sprint("l", i), Name: text("l"), Kind: "shop", City: text("c"), Active: true}))
		}
		must(t, store.InsertTouchpoint(ctx, db, &surveys.Touchpoint{OrgID: f.org, ID: f.touchpoint, ClientID: f.client, Code: "till", Name: text("till")}))
		must(t, store.InsertInstrument(ctx, db, &surveys.Instrument{OrgID: f.org, ID: f.instrument, ClientID: f.client, Kind: surveys.Survey,
			Code: "csat", Title: text("csat"), State: "published", Mode: surveys.Confidential, Draft: fixtureDocument(), VersionID: f.version,
			CreatedAt: fixtureTime, UpdatedAt: fixtureTime}))
		must(t, store.InsertVersion(ctx, db, &surveys.Version{OrgID: f.org, ID: f.version, InstrumentID: f.instrument, Number: 1,
			Document: fixtureDocument(), Change: "first", PublishedAt: fixtureTime}))
		must(t, store.InsertProgramme(ctx, db, &surveys.Programme{OrgID: f.org, ID: programme, ClientID: f.client, Kind: surveys.Survey,
			Code: "p", Name: text("p"), InstrumentID: f.instrument, State: "active"}))
		for i, w := range f.waves {
			must(t, store.InsertWave(ctx, db, &surveys.Wave{OrgID: f.org, ID: w, ProgrammeID: programme, Code: fmt.Sprint("w", i), Name: text("w"),
				FromDay: 20261001 + 100*i, ToDay: 20261031 + 100*i - i, State: "open", Position: i}))
		}
		return nil
	}))
	return f
}

// response makes a valid response of the fixture's survey, different every time.
func (f *fixture) response(answers surveys.Answers) *surveys.Response {
	f.made++
	at := fixtureTime.Add(time.Duration(f.made) * time.Second)
	r := &surveys.Response{OrgID: f.org, ID: surveys.NewID(at), Revision: 1, Kind: surveys.Survey, InstrumentID: f.instrument, VersionID: f.version,
		WaveID: f.waves[f.made%len(f.waves)], LocationID: f.locations[f.made%len(f.locations)], Lang: "zh", Mode: surveys.Confidential,
		Source: surveys.SourcePage, State: surveys.Completed, Valid: true, StartedAt: at, ReceivedAt: at,
		LocalDay: 20261101 + f.made%25, Answers: answers}
	f.hash(r)
	return r
}

func (f *fixture) hash(r *surveys.Response) {
	body, err := json.Marshal(r.Answers)
	must(f.t, err)
	sum := sha256.Sum256(body)
	r.BodyHash = hex.EncodeToString(sum[:])
}

func num(v float64) surveys.Answer        { return surveys.Answer{Number: &v} }
func code(codes ...string) surveys.Answer { return surveys.Answer{Codes: codes} }

// fullAnswers answers every item, varied by i.
func fullAnswers(i int) surveys.Answers {
	a := surveys.Answers{"nps": num(float64(i % 11)), "csat": num(float64(i%5 + 1)), "type": code(fmt.Sprint("o", i%3)),
		"city": code(fmt.Sprint("o", i%14)), "spent": num(float64(i) + 0.25), "day": {Text: "2026-11-02"},
		"words": {Text: "it's \\ \"fine\" {a,b} ? 很好\n第二行"}, "why": code("o1", fmt.Sprint("o", 2+i%9), "o11")}
	if i%4 == 0 {
		a["why"] = surveys.Answer{Codes: []string{"o0", "other"}, Text: "别的原因"}
	}
	return a
}

func (f *fixture) submit(c *store.Committer, r *surveys.Response) {
	f.t.Helper()
	_, err := c.Submit(context.Background(), store.Member{Response: r})
	must(f.t, err)
}

// drain derives everything that waits.
func (f *fixture) drain(d *store.Deriver) {
	f.t.Helper()
	for {
		n, err := d.Batch(context.Background(), 100)
		must(f.t, err)
		if n == 0 {
			break
		}
	}
	n, err := store.PendingDerivation(context.Background(), f.st.Read(), f.scope, f.instrument)
	must(f.t, err)
	if n != 0 {
		f.t.Fatalf("%d changes are still pending", n)
	}
}
