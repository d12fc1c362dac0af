package demo

import (
	"context"
	"sync/atomic"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/blob"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
)

// OrgCode is the code of the demo organisation when none is chosen.
const OrgCode = "demo"

// Options say where and as of when the demo is made.
type Options struct {
	Store   *store.Store
	Blobs   blob.Folder
	Secret  []byte
	BaseURL string    // for the links that are shown
	AsOf    time.Time // its date is today in the demo; zero = today
	OrgCode string    // "" = OrgCode
}

// User is a person of the demo with the first password, which nothing keeps.
type User struct{ Role, Name, Email, Password string }

// Made is what Load made.
type Made struct {
	Existed    bool // there was one: nothing was changed and the rest is empty
	OrgCode    string
	AsOf       int // yyyymmdd
	Users      []User
	SurveyLink string
	VisitLink  string // of a visit that waits for its report
	APIKey     string
	Responses  int
	Visits     int
}

const nine = 9 * time.Hour

// clock is the time the demo lives in.
type clock struct{ moment atomic.Int64 }

func (c *clock) set(t time.Time) { c.moment.Store(t.UnixMicro()) }
func (c *clock) now() time.Time  { return time.UnixMicro(c.moment.Load()).UTC() }

// builder carries what later steps need of earlier ones.
type builder struct {
	Options
	store   *store.Store
	service *service.Service
	clock   *clock
	cal     calendar
	world   world
	made    *Made

	system surveys.Actor
	client *surveys.Client
	units  map[string]surveys.ID
	brands map[string]surveys.ID
	users  map[string]surveys.ID // by role
	waves  map[string]*surveys.Wave

	survey    *service.Published
	checklist *service.Published
	posters   map[string]*service.ChannelView // by location code
}

// Load makes the demo organisation. When there is one with that code it changes nothing and says so in Existed; Conflict
// when that one is not a finished demo.
func Load(ctx context.Context, o Options) (*Made, error) {
	if o.OrgCode == "" {
		o.OrgCode = OrgCode
	}
	existed, err := exists(ctx, o)
	if err != nil || existed {
		return &Made{Existed: existed, OrgCode: o.OrgCode}, err
	}
	cal, err := newCalendar(o.AsOf, time.Now())
	if err != nil {
		return nil, err
	}
	d := &builder{Options: o, store: o.Store, clock: &clock{}, cal: cal, world: load[world]("places.json"),
		made:  &Made{OrgCode: o.OrgCode, AsOf: cal.day(0), SurveyLink: o.BaseURL + "/s/" + surveyCode},
		units: map[string]surveys.ID{}, brands: map[string]surveys.ID{}, users: map[string]surveys.ID{}, waves: map[string]*surveys.Wave{}}
	d.world.Org.Code = o.OrgCode
	d.service = service.New(service.Config{Store: o.Store, Blobs: o.Blobs, Now: d.clock.now, Secret: o.Secret, BaseURL: o.BaseURL})
	err = d.build(ctx)
	if closed := d.service.Close(ctx); err == nil {
		err = closed
	}
	return d.made, err
}

func exists(ctx context.Context, o Options) (bool, error) {
	org, err := store.FindOrgByCode(ctx, o.Store.Read(), o.OrgCode)
	switch {
	case surveys.KindOf(err) == surveys.NotFound:
		return false, nil
	case err != nil:
		return false, err
	case org.Settings.DemoDay == 0:
		return false, surveys.E(surveys.Conflict, "demo.unfinished", "Code", o.OrgCode)
	}
	return true, nil
}

func (d *builder) build(ctx context.Context) error {
	steps := []func(context.Context) error{d.makePlaces, d.makeUsers, d.makeSurvey, d.makeHousing, d.makeResponses, d.makeChecklist,
		d.makeAssessment, d.makeTargets, d.makeKey, d.derive, d.finish}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// derive brings every figure up to date before anybody looks.
func (d *builder) derive(ctx context.Context) error {
	_, err := d.service.Derive(ctx)
	return err
}

// finish marks the organisation as a whole demo.
func (d *builder) finish(ctx context.Context) error {
	return d.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		org, err := store.FindOrg(ctx, db, d.system.OrgID)
		if err != nil {
			return err
		}
		org.Settings.DemoDay = d.cal.day(0)
		return store.UpdateOrg(ctx, db, org)
	})
}
