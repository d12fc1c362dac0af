package demo_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/blob"
	"touchstone/surveys/demo"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

var (
	ctx  = context.Background()
	asOf = time.Date(2026, 9, 14, 0, 0, 0, 0, time.UTC)
	all  = surveys.Page{Limit: surveys.MaxPage}
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// loaded is a demo that was made, with the use cases to look at it.
type loaded struct {
	*demo.Made
	*service.Service
	options demo.Options
	actor   surveys.Actor
	scope   surveys.Scope
}

func load(t *testing.T, st *store.Store, day time.Time) loaded {
	t.Helper()
	blobs, err := blob.OpenFolder(t.TempDir())
	must(t, err)
	o := demo.Options{Store: st, Blobs: blobs, Secret: make([]byte, 32), BaseURL: "http://127.0.0.1:8080", AsOf: day}
	made, err := demo.Load(ctx, o)
	must(t, err)
	s := service.New(service.Config{Store: st, Blobs: blobs, Secret: o.Secret, BaseURL: o.BaseURL,
		Now: func() time.Time { return day.Add(4 * time.Hour) }})
	t.Cleanup(func() { must(t, s.Close(ctx)) })
	actor, err := s.SystemActor(ctx, demo.OrgCode)
	must(t, err)
	return loaded{made, s, o, actor, surveys.Scope{Org: actor.OrgID, AllClients: true}}
}

func (l loaded) instrument(t *testing.T, code string) surveys.Instrument {
	t.Helper()
	in, err := store.FindInstrumentByCode(ctx, l.options.Store.Read(), l.scope, code)
	must(t, err)
	return *in
}

func (l loaded) waves(t *testing.T) map[string]surveys.Wave {
	t.Helper()
	list, err := l.ListWaves(ctx, l.actor, surveys.ID{}, all)
	must(t, err)
	byCode := map[string]surveys.Wave{}
	for _, w := range list.Items {
		byCode[w.Code] = w
	}
	return byCode
}

func (l loaded) responses(t *testing.T) []surveys.Response {
	t.Helper()
	var list []surveys.Response
	must(t, store.EachResponse(ctx, l.options.Store.Read(), l.scope, store.ResponseFilter{}, func(r *surveys.Response) error {
		list = append(list, *r)
		return nil
	}))
	return list
}

// fingerprint is what must be the same in every demo of one day, on either engine.
func (l loaded) fingerprint(t *testing.T) string {
	t.Helper()
	waves, names := l.waves(t), map[surveys.ID]string{}
	for code, w := range waves {
		names[w.ID] = code
	}
	counts := map[string]int{}
	for _, r := range l.responses(t) {
		answers, err := json.Marshal(r.Answers)
		must(t, err)
		counts[names[r.WaveID]+" "+string(r.Kind)]++
		counts[fmt.Sprint("valid ", r.Valid)]++
		counts[fmt.Sprintf("length %d", len(answers))]++
	}
	visits, err := l.ListVisits(ctx, l.actor, store.VisitFilter{}, all)
	must(t, err)
	var scores []string
	for _, v := range visits.Items {
		if v.Score != nil {
			scores = append(scores, fmt.Sprintf("%s %s %.9f %s", names[v.WaveID], v.Location.Code, *v.Score, v.Band))
		}
	}
	slices.Sort(scores)
	var out []string
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, fmt.Sprint(key, " ", counts[key]))
	}
	return fmt.Sprint(out, scores)
}

func TestDemoIsWholeAndTheSameEverywhere(t *testing.T) {
	prints := map[string]string{}
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		l := load(t, st, asOf)
		prints[t.Name()] = l.fingerprint(t)
		t.Run("counts", l.counts)
		t.Run("days", l.days)
		t.Run("survey", l.survey)
		t.Run("visits", l.visits)
		t.Run("assessment", l.assessment)
		t.Run("again", l.again)
	})
	a, b := prints[t.Name()+"/sqlite"], prints[t.Name()+"/postgres"]
	if a != b || a == "" {
		t.Errorf("two demos of one day differ:\n%.2000s\n%.2000s", a, b)
	}
}

func (l loaded) counts(t *testing.T) {
	if l.Responses != 6780 || l.Visits != 59 || l.AsOf != 20260914 {
		t.Errorf("made %d responses and %d visits as of %d", l.Responses, l.Visits, l.AsOf)
	}
	byKind := map[surveys.InstrumentKind]int{}
	for _, r := range l.responses(t) {
		byKind[r.Kind]++
	}
	if byKind[surveys.Survey] != l.Responses || byKind[surveys.Checklist] != 56 {
		t.Errorf("stored %v", byKind)
	}
	housing := l.instrument(t, "housing")
	n, err := store.CountResponses(ctx, l.options.Store.Read(), l.scope, store.ResponseFilter{InstrumentID: housing.ID})
	if err != nil || n != 0 || housing.State != "published" {
		t.Errorf("housing is %s with %d responses, %v", housing.State, n, err)
	}
	waiting, err := store.PendingAll(ctx, l.options.Store.Read())
	if err != nil || waiting != 0 {
		t.Errorf("%d changes are not derived, %v", waiting, err)
	}
	if len(l.Users) != 5 {
		t.Errorf("%d users", len(l.Users))
	}
	for _, u := range l.Users {
		if _, _, err := l.SignIn(ctx, service.Credentials{Email: u.Email, Password: u.Password}); err != nil {
			t.Errorf("%s cannot sign in: %v", u.Role, err)
		}
	}
	if _, err := l.ActorOfKey(ctx, l.APIKey); err != nil {
		t.Errorf("the API key does not work: %v", err)
	}
}

// days holds every date against its wave and against the day the demo is as of.
func (l loaded) days(t *testing.T) {
	waves := map[surveys.ID]surveys.Wave{}
	for _, w := range l.waves(t) {
		waves[w.ID] = w
	}
	for _, r := range l.responses(t) {
		w := waves[r.WaveID]
		if r.LocalDay < w.FromDay || r.LocalDay > w.ToDay || r.LocalDay >= l.AsOf {
			t.Fatalf("a response of %d in wave %s, %d to %d", r.LocalDay, w.Code, w.FromDay, w.ToDay)
		}
		if r.ReceivedAt.After(asOf.AddDate(0, 0, 1)) {
			t.Fatalf("a response was received at %v", r.ReceivedAt)
		}
	}
	for code, want := range map[string]string{"demo-csat-w1": "published", "demo-csat-w2": "published", "demo-csat-w3": "open",
		"demo-shop-w1": "published", "demo-shop-w2": "published", "demo-shop-w3": "published", "demo-shop-w4": "open"} {
		w := l.waves(t)[code]
		if w.State != want {
			t.Errorf("wave %s is %q, want %s", code, w.State, want)
		}
		if open := w.FromDay <= l.AsOf && l.AsOf <= w.ToDay; open != (want == "open") {
			t.Errorf("wave %s runs from %d to %d", code, w.FromDay, w.ToDay)
		}
	}
}

func (l loaded) survey(t *testing.T) {
	in := l.instrument(t, "demo-csat")
	got, err := l.Satisfaction(ctx, l.actor, service.ResultFilter{InstrumentID: in.ID})
	must(t, err)
	if got.Header.Wave == nil || got.Header.Wave.Code != "demo-csat-w3" || got.Header.PreviousWave == nil {
		t.Fatalf("results open on %+v", got.Header.Wave)
	}
	if got.Header.Responses < 2200 || got.Header.Counts.Invalid == 0 {
		t.Errorf("%d responses, %d invalid", got.Header.Responses, got.Header.Counts.Invalid)
	}
	if len(got.Tiles) != 4 || len(got.Locations) < 12 || len(got.Units) != 3 || len(got.Trend) != 3 || len(got.GroupItems) != 2 {
		t.Errorf("%d tiles, %d locations, %d units, %d waves, %d groups", len(got.Tiles), len(got.Locations), len(got.Units),
			len(got.Trend), len(got.GroupItems))
	}
	sentences := map[string]map[string]bool{}
	for _, r := range l.responses(t) {
		if text := r.Answers["comment"].Text; text != "" {
			if sentences[r.Lang] == nil {
				sentences[r.Lang] = map[string]bool{}
			}
			sentences[r.Lang][text] = true
		}
	}
	if len(sentences["zh"]) < 60 || len(sentences["en"]) < 40 {
		t.Errorf("%d comments in Chinese, %d in English", len(sentences["zh"]), len(sentences["en"]))
	}
	// What stands behind the demo's story: one shop improves, one falls.
	nps := func(shop, wave string) float64 {
		l := l.shopResult(t, in, shop, wave)
		return l
	}
	if up := nps("cs-wuyi", "demo-csat-w3") - nps("cs-wuyi", "demo-csat-w1"); up < 20 {
		t.Errorf("the shop that improves gained %.1f points", up)
	}
	if down := nps("sz-nanshan", "demo-csat-w3") - nps("sz-nanshan", "demo-csat-w1"); down > -20 {
		t.Errorf("the shop that falls lost %.1f points", -down)
	}
}

func (l loaded) shopResult(t *testing.T, in surveys.Instrument, shop, wave string) float64 {
	t.Helper()
	location, err := store.FindLocationByCode(ctx, l.options.Store.Read(), l.scope, in.ClientID, shop)
	must(t, err)
	got, err := l.Satisfaction(ctx, l.actor, service.ResultFilter{InstrumentID: in.ID, LocationID: location.ID, WaveID: l.waves(t)[wave].ID})
	must(t, err)
	for _, tile := range got.Tiles {
		if tile.Measure == "nps" {
			return *tile.Current.Value
		}
	}
	t.Fatal("no NPS")
	return 0
}

// again loads a second time, which must change nothing.
func (l loaded) again(t *testing.T) {
	before, print := len(l.responses(t)), l.fingerprint(t)
	second, err := demo.Load(ctx, l.options)
	must(t, err)
	if !second.Existed || second.Users != nil || second.APIKey != "" {
		t.Errorf("second load: %+v", second)
	}
	if after := len(l.responses(t)); after != before || l.fingerprint(t) != print {
		t.Errorf("%d responses became %d", before, after)
	}
}

func TestOrganisationThatIsNoDemoStays(t *testing.T) {
	st := surveytest.Open(t, surveytest.SQLite(t))
	blobs, err := blob.OpenFolder(t.TempDir())
	must(t, err)
	s := service.New(service.Config{Store: st, Blobs: blobs, Secret: make([]byte, 32)})
	defer s.Close(ctx)
	_, _, err = s.CreateOrganisation(ctx, service.NewOrg{Code: "demo", Name: surveys.Text{"zh": "别人"}, Zone: "Asia/Shanghai"})
	must(t, err)
	_, err = demo.Load(ctx, demo.Options{Store: st, Blobs: blobs, Secret: make([]byte, 32), AsOf: asOf})
	if surveys.KindOf(err) != surveys.Conflict {
		t.Errorf("error = %v", err)
	}
}
