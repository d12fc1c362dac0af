package surveys

import "time"

// Org is a tenant (机构账户): a company, an agency, a consultancy.
type Org struct {
	ID        ID          `bun:"id,pk" json:"id"`
	Code      string      `bun:"code" json:"code"` // unique over all organisations
	Name      Text        `bun:"name,type:json" json:"name"`
	Zone      string      `bun:"zone" json:"zone"` // IANA time zone of its reporting days
	Settings  OrgSettings `bun:"settings,type:json" json:"settings"`
	CreatedAt time.Time   `bun:"created_at" json:"created_at"`
}

// OrgSettings are the choices of an organisation.
type OrgSettings struct {
	MinimumN   int64  `json:"minimum_n,omitempty"`   // 0 = gate off; else ≥ 3
	ArrowStyle string `json:"arrow_style,omitempty"` // "green_up" (绿升红降, default) | "red_up" (红涨绿跌)
	DemoDay    int    `json:"demo_day,omitempty"`    // day the demo was made as of, yyyymmdd
}

// Client (委托企业) is whom a programme is for. In-house organisations have one, agencies many.
type Client struct {
	OrgID ID     `bun:"org_id,pk" json:"-"`
	ID    ID     `bun:"id,pk" json:"id"`
	Code  string `bun:"code" json:"code"`
	Name  Text   `bun:"name,type:json" json:"name"`
}

// Unit (机构) is a node of a client's tree: head office, region, area, department.
type Unit struct {
	OrgID    ID     `bun:"org_id,pk" json:"-"`
	ID       ID     `bun:"id,pk" json:"id"`
	ClientID ID     `bun:"client_id" json:"client_id"`
	ParentID ID     `bun:"parent_id" json:"parent_id"` // zero for a root
	Code     string `bun:"code" json:"code"`
	Name     Text   `bun:"name,type:json" json:"name"`
	Position int    `bun:"position" json:"position"`
}

// Brand is the client's own or a competitor's.
type Brand struct {
	OrgID    ID     `bun:"org_id,pk" json:"-"`
	ID       ID     `bun:"id,pk" json:"id"`
	ClientID ID     `bun:"client_id" json:"client_id"`
	Code     string `bun:"code" json:"code"`
	Name     Text   `bun:"name,type:json" json:"name"`
	Own      bool   `bun:"own" json:"own"`
	Position int    `bun:"position" json:"position"`
}

// Location (门店/网点) is a place of one brand under one unit. Phone lines, web sites and apps are places too.
type Location struct {
	OrgID    ID     `bun:"org_id,pk" json:"-"`
	ID       ID     `bun:"id,pk" json:"id"`
	ClientID ID     `bun:"client_id" json:"client_id"`
	UnitID   ID     `bun:"unit_id" json:"unit_id"`
	BrandID  ID     `bun:"brand_id" json:"brand_id"`
	Code     string `bun:"code" json:"code"`
	Name     Text   `bun:"name,type:json" json:"name"`
	Kind     string `bun:"kind" json:"kind"` // shop | phone | web | app
	Zone     string `bun:"zone" json:"zone"` // "" = the organisation's
	City     Text   `bun:"city,type:json" json:"city"`
	Active   bool   `bun:"active" json:"active"`
}

// Touchpoint (触点) is a moment where customer and organisation meet. Items and channels name it by code.
type Touchpoint struct {
	OrgID    ID     `bun:"org_id,pk" json:"-"`
	ID       ID     `bun:"id,pk" json:"id"`
	ClientID ID     `bun:"client_id" json:"client_id"`
	Code     string `bun:"code" json:"code"`
	Name     Text   `bun:"name,type:json" json:"name"`
	Position int    `bun:"position" json:"position"` // along the journey
}

// Staff (员工) is a pseudonymised person served by or observed.
type Staff struct {
	OrgID      ID     `bun:"org_id,pk" json:"-"`
	ID         ID     `bun:"id,pk" json:"id"`
	ClientID   ID     `bun:"client_id" json:"client_id"`
	LocationID ID     `bun:"location_id" json:"location_id"`
	Code       string `bun:"code" json:"code"`
	Post       Text   `bun:"post,type:json" json:"post"`
	Active     bool   `bun:"active" json:"active"`
}

// Target is what a measure should reach: measure × unit or location × wave.
type Target struct {
	OrgID        ID      `bun:"org_id,pk" json:"-"`
	ID           ID      `bun:"id,pk" json:"id"`
	ClientID     ID      `bun:"client_id" json:"client_id"`
	InstrumentID ID      `bun:"instrument_id" json:"instrument_id"`
	Measure      string  `bun:"measure" json:"measure"` // nps | t2b | ces | index | visit | index:<indicator code> | section:<code>
	UnitID       ID      `bun:"unit_id" json:"unit_id"` // zero = the whole client
	LocationID   ID      `bun:"location_id" json:"location_id"`
	WaveID       ID      `bun:"wave_id" json:"wave_id"` // zero = every wave
	Value        float64 `bun:"value" json:"value"`
	Bands        []Band  `bun:"bands,type:json" json:"bands"`
}
