package surveytest

import (
	"context"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// Start is when the cast was made: Monday 2 November 2026, 16:00 in Shanghai.
var Start = time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)

// Password opens the account of everybody in the cast.
const Password = "jade-harbour-tin-roof"

// passwordHash is the argon2id hash of Password, made with the least memory and one round: what hashing costs is not
// what these tests are about.
const passwordHash = "$argon2id$v=19$m=64,t=1,p=1$XE6cA1GiAuTE7sFENrSpSA$HCB5q9SoNcTraq7TgDzt+cUBKT9L4UW8vvInMLlRN88"

// journey are the touchpoints of every client, those that the built-in instruments name.
var journey = []string{"arrive", "entrance", "greeting", "browse", "consult", "fitting", "checkout", "aftersales"}

// Cast is two organisations with people to act in them. Both have the same places under the same codes, so that a
// query that forgets its organisation finds twice as much.
//
//	alice    administrator of A
//	bob      manager of unit north of A's client one
//	chen     reviewer of A's client one
//	dora     auditor of A
//	eve      viewer of A's client one
//	faye     manager of A's client two
//	gao      assessor of A's client one
//	mallory  administrator of B
type Cast struct {
	Store *store.Store
	A, B  *Tenant
	users map[string]surveys.Actor
	ids   map[string]*surveys.User
}

// Tenant is an organisation with its two clients.
type Tenant struct {
	Org      *surveys.Org
	One, Two *Client
	Roles    map[string]*surveys.Role // by code
}

// Client is a client with its places.
type Client struct {
	*surveys.Client
	Head, North, NorthEast, South *surveys.Unit // North and South under Head, NorthEast under North
	Own, Rival                    *surveys.Brand
	Locations                     []*surveys.Location // own: two in North, one in NorthEast, one in South
	RivalLocation                 *surveys.Location   // under North
	Touchpoints                   map[string]*surveys.Touchpoint
}

// NewCast fills an empty database with the cast.
func NewCast(t testing.TB, st *store.Store) *Cast {
	t.Helper()
	c := &Cast{Store: st, users: map[string]surveys.Actor{}, ids: map[string]*surveys.User{}}
	err := st.InTx(context.Background(), func(ctx context.Context, db store.DB) error {
		b := builder{t: t, ctx: ctx, db: db}
		c.A, c.B = b.tenant("aurora"), b.tenant("boreas")
		one, two := c.A.One, c.A.Two
		c.person(b, c.A, "alice", "administrator", surveys.ActorGrant{Personal: true}, surveys.ID{})
		c.person(b, c.A, "bob", "manager", surveys.ActorGrant{ClientID: one.ID, Units: []surveys.ID{one.North.ID, one.NorthEast.ID}}, one.North.ID)
		c.person(b, c.A, "chen", "reviewer", surveys.ActorGrant{ClientID: one.ID}, surveys.ID{})
		c.person(b, c.A, "dora", "auditor", surveys.ActorGrant{}, surveys.ID{})
		c.person(b, c.A, "eve", "viewer", surveys.ActorGrant{ClientID: one.ID}, surveys.ID{})
		c.person(b, c.A, "faye", "manager", surveys.ActorGrant{ClientID: two.ID}, surveys.ID{})
		c.person(b, c.A, "gao", "assessor", surveys.ActorGrant{ClientID: one.ID}, surveys.ID{})
		c.person(b, c.B, "mallory", "administrator", surveys.ActorGrant{Personal: true}, surveys.ID{})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Actor returns a person of the cast as the service sees them.
func (c *Cast) Actor(name string) surveys.Actor {
	a, ok := c.users[name]
	if !ok {
		panic("surveytest: nobody is called " + name)
	}
	return a
}

// User returns the account of a person of the cast.
func (c *Cast) User(name string) *surveys.User { return c.ids[name] }

// People returns the names of the cast.
func (c *Cast) People() []string {
	return []string{"alice", "bob", "chen", "dora", "eve", "faye", "gao", "mallory"}
}

// System returns the actor of the command line in a tenant.
func (t *Tenant) System() surveys.Actor { return surveys.Actor{OrgID: t.Org.ID, System: true} }

// Scope returns all of a tenant, for store functions.
func (t *Tenant) Scope() surveys.Scope { return surveys.Scope{Org: t.Org.ID, AllClients: true} }

func (c *Cast) person(b builder, tenant *Tenant, name, role string, g surveys.ActorGrant, unit surveys.ID) {
	r := tenant.Roles[role]
	u := &surveys.User{OrgID: tenant.Org.ID, ID: surveys.NewID(Start), Email: name + "@example.com", Name: name, Lang: "en",
		PasswordHash: passwordHash, CreatedAt: Start}
	b.must(store.InsertUser(b.ctx, b.db, u))
	row := surveys.Grant{OrgID: tenant.Org.ID, ID: surveys.NewID(Start), UserID: u.ID, RoleID: r.ID, ClientID: g.ClientID, UnitID: unit, Personal: g.Personal}
	b.must(store.ReplaceGrants(b.ctx, b.db, surveys.Scope{Org: tenant.Org.ID}, u.ID, []surveys.Grant{row}))
	g.Verbs = r.Verbs
	c.users[name] = surveys.Actor{OrgID: tenant.Org.ID, UserID: u.ID, Lang: u.Lang, Granted: []surveys.ActorGrant{g}}
	c.ids[name] = u
}

// builder writes rows and fails the test when one does not go in.
type builder struct {
	t   testing.TB
	ctx context.Context
	db  store.DB
}

func (b builder) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b builder) tenant(code string) *Tenant {
	t := &Tenant{Org: &surveys.Org{ID: surveys.NewID(Start), Code: code, Name: surveys.Text{"zh": "机构 " + code, "en": code}, Zone: "Asia/Shanghai", CreatedAt: Start},
		Roles: map[string]*surveys.Role{}}
	b.must(store.InsertOrg(b.ctx, b.db, t.Org))
	for _, r := range surveys.BuiltInRoles {
		r.OrgID, r.ID = t.Org.ID, surveys.NewID(Start)
		b.must(store.InsertRole(b.ctx, b.db, &r))
		t.Roles[r.Code] = &r
	}
	t.One, t.Two = b.client(t.Org.ID, "one"), b.client(t.Org.ID, "two")
	return t
}

func (b builder) client(org surveys.ID, code string) *Client {
	name := func(s string) surveys.Text {
		return surveys.Text{"zh": "委托 " + code + " " + s, "en": code + " " + s}
	}
	c := &Client{Client: &surveys.Client{OrgID: org, ID: surveys.NewID(Start), Code: code, Name: name("client")}, Touchpoints: map[string]*surveys.Touchpoint{}}
	b.must(store.InsertClient(b.ctx, b.db, c.Client))
	unit := func(code string, above *surveys.Unit) *surveys.Unit {
		u := &surveys.Unit{OrgID: org, ID: surveys.NewID(Start), ClientID: c.ID, Code: code, Name: name(code)}
		if above != nil {
			u.ParentID = above.ID
		}
		b.must(store.InsertUnit(b.ctx, b.db, u))
		return u
	}
	c.Head = unit("head", nil)
	c.North, c.South = unit("north", c.Head), unit("south", c.Head)
	c.NorthEast = unit("north-east", c.North)
	brand := func(code string, own bool) *surveys.Brand {
		x := &surveys.Brand{OrgID: org, ID: surveys.NewID(Start), ClientID: c.ID, Code: code, Name: name(code), Own: own}
		b.must(store.InsertBrand(b.ctx, b.db, x))
		return x
	}
	c.Own, c.Rival = brand("own", true), brand("rival", false)
	location := func(code string, u *surveys.Unit, x *surveys.Brand) *surveys.Location {
		l := &surveys.Location{OrgID: org, ID: surveys.NewID(Start), ClientID: c.ID, UnitID: u.ID, BrandID: x.ID, Code: code, Name: name(code),
			Kind: "shop", City: surveys.Text{"zh": "上海", "en": "Shanghai"}, Active: true}
		b.must(store.InsertLocation(b.ctx, b.db, l))
		return l
	}
	c.Locations = []*surveys.Location{location("n1", c.North, c.Own), location("n2", c.North, c.Own), location("ne1", c.NorthEast, c.Own), location("s1", c.South, c.Own)}
	c.RivalLocation = location("r1", c.North, c.Rival)
	for i, code := range journey {
		t := &surveys.Touchpoint{OrgID: org, ID: surveys.NewID(Start), ClientID: c.ID, Code: code, Name: name(code), Position: i + 1}
		b.must(store.InsertTouchpoint(b.ctx, b.db, t))
		c.Touchpoints[code] = t
	}
	return c
}
