package demo

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
)

//go:embed *.json
var files embed.FS

// load reads an embedded file; a broken one is a mistake of the build that every test of this package finds.
func load[T any](name string) T {
	raw, err := files.ReadFile(name)
	if err != nil {
		panic("demo: " + err.Error())
	}
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		panic("demo: " + name + ": " + err.Error())
	}
	return v
}

// named is what all places have.
type named struct {
	Code string       `json:"code"`
	Name surveys.Text `json:"name"`
	Own  bool         `json:"own"`
}

// shop is a location and what its customers and auditors meet there. Base and Drift (one per wave) are in standard
// deviations of satisfaction; Weak moves single items.
type shop struct {
	named
	Brand   string             `json:"brand"`
	Unit    string             `json:"unit"`
	City    surveys.Text       `json:"city"`
	Share   int                `json:"share"` // survey responses per wave
	Base    float64            `json:"base"`
	Drift   []float64          `json:"drift"`
	English float64            `json:"english"` // share of customers who answer in English
	Weak    map[string]float64 `json:"weak"`
	row     *surveys.Location
}

// level is how satisfied customers of the shop are in a wave, counted from 0.
func (s shop) level(wave int) float64 { return s.Base + s.Drift[min(wave, len(s.Drift)-1)] }

type person struct{ Email, Name, Role, Unit string }

type target struct {
	Measure, Unit string
	Wave          int
	Value         float64
}

// world is what places.json holds.
type world struct {
	Org       named          `json:"org"`
	Client    named          `json:"client"`
	Brands    []named        `json:"brands"`
	Units     []named        `json:"units"`
	Locations []shop         `json:"locations"`
	Posts     []surveys.Text `json:"posts"`
	Users     []person       `json:"users"`
	Targets   []target       `json:"targets"`
}

// own lists the organisation's own shops; the others are its competitors'.
func (w world) own() []shop {
	var list []shop
	for _, s := range w.Locations {
		if s.Brand == w.Brands[0].Code {
			list = append(list, s)
		}
	}
	return list
}

// makePlaces makes organisation, client, units, brands, locations and staff.
func (d *builder) makePlaces(ctx context.Context) (err error) {
	w := &d.world
	d.clock.set(d.cal.at(-120, nine))
	d.system, d.client, err = d.service.CreateOrganisation(ctx, service.NewOrg{Code: w.Org.Code, Name: w.Org.Name, Zone: zone,
		ClientCode: w.Client.Code, ClientName: w.Client.Name})
	if err != nil {
		return err
	}
	for i, u := range w.Units {
		row, err := d.service.CreateUnit(ctx, d.system, service.NewUnit{ClientID: d.client.ID, Code: u.Code, Name: u.Name, Position: i + 1})
		if err != nil {
			return err
		}
		d.units[u.Code] = row.ID
	}
	for i, b := range w.Brands {
		row, err := d.service.CreateBrand(ctx, d.system, service.NewBrand{ClientID: d.client.ID, Code: b.Code, Name: b.Name, Own: b.Own, Position: i + 1})
		if err != nil {
			return err
		}
		d.brands[b.Code] = row.ID
	}
	for i := range w.Locations {
		l := &w.Locations[i]
		l.row, err = d.service.CreateLocation(ctx, d.system, service.NewLocation{ClientID: d.client.ID, UnitID: d.units[l.Unit],
			BrandID: d.brands[l.Brand], Code: l.Code, Name: l.Name, Kind: "shop", City: l.City})
		if err != nil {
			return err
		}
	}
	return d.makeStaff(ctx)
}

// makeStaff gives every own shop its people, under numbers instead of names.
func (d *builder) makeStaff(ctx context.Context) error {
	return d.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		for i, s := range d.world.own() {
			for j, post := range d.world.Posts {
				row := &surveys.Staff{OrgID: d.system.OrgID, ID: surveys.NewID(d.clock.now()), ClientID: d.client.ID, LocationID: s.row.ID,
					Code: fmt.Sprintf("e%02d%02d", i+1, j+1), Post: post, Active: true}
				if err := store.InsertStaff(ctx, db, row); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// makeUsers lets the five people in and notes their first passwords.
func (d *builder) makeUsers(ctx context.Context) error {
	for _, u := range d.world.Users {
		grant := service.GrantInput{Role: u.Role}
		if u.Unit != "" {
			grant.ClientID, grant.UnitID = d.client.ID, d.units[u.Unit]
		}
		view, err := d.service.CreateUser(ctx, d.system, service.NewUser{Email: u.Email, Name: u.Name, Lang: "zh", Grants: []service.GrantInput{grant}})
		if err != nil {
			return err
		}
		d.users[u.Role] = view.ID
		d.made.Users = append(d.made.Users, User{Role: u.Role, Name: u.Name, Email: u.Email, Password: view.Password})
	}
	return nil
}

// makeKey makes a key with which a program may send and read answers, owned by the administrator.
func (d *builder) makeKey(ctx context.Context) error {
	owner := surveys.Actor{OrgID: d.system.OrgID, UserID: d.users["administrator"], Granted: []surveys.ActorGrant{{Verbs: surveys.AllVerbs}}}
	key, err := d.service.CreateKey(ctx, owner, service.NewKey{Name: "示例集成", Verbs: []surveys.Verb{surveys.PlaceRead, surveys.InstrumentRead,
		surveys.ResponseRead, surveys.ResponseWrite, surveys.ResultRead, surveys.ResultExport}})
	if err == nil {
		d.made.APIKey = key.Key
	}
	return err
}
