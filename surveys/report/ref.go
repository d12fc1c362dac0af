package report

import "touchstone/surveys"

// Ref names a thing to a reader: a client, a unit, a location, an instrument.
type Ref struct {
	ID   surveys.ID   `json:"id"`
	Code string       `json:"code"`
	Name surveys.Text `json:"name"`
}

// WaveRef is a wave as reports show it. Days are yyyymmdd, both included.
type WaveRef struct {
	Ref
	FromDay int    `json:"from_day"`
	ToDay   int    `json:"to_day"`
	State   string `json:"state"`
}

// VersionRef is a version whose answers are in a report. Break says that figures before it are not comparable.
type VersionRef struct {
	Number int  `json:"number"`
	Day    int  `json:"day"` // day of publication in the organisation's zone, yyyymmdd
	Break  bool `json:"series_break"`
}

// Method is one entry of the methods sheet (口径说明): the key of a text, and what fills its placeholders.
type Method struct {
	Key    string  `json:"key"`
	Params []Param `json:"params,omitempty"`
}

// Param fills one placeholder of a text.
type Param struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func refOfLocation(l surveys.Location) Ref { return Ref{ID: l.ID, Code: l.Code, Name: l.Name} }
func refOfUnit(u surveys.Unit) Ref         { return Ref{ID: u.ID, Code: u.Code, Name: u.Name} }

func refOfWave(w surveys.Wave) WaveRef {
	return WaveRef{Ref: Ref{ID: w.ID, Code: w.Code, Name: w.Name}, FromDay: w.FromDay, ToDay: w.ToDay, State: w.State}
}
