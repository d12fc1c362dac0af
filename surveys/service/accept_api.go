package service

import (
	"context"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// APISubmission is a response that another program sends. With an ID of its own making (UUID 7 or 8) the program may send
// the same response again without storing it twice.
type APISubmission struct {
	ID           surveys.ID // zero = a new one
	VersionID    surveys.ID // zero = the latest
	Lang         string     // one of the version's
	LocationCode string     // "" = none
	Answers      surveys.Answers
	StartedAt    time.Time // zero = now
}

// SubmitAs accepts a response from an integrator. Needs response.write where the survey is, and for a location where the
// location is. Errors as Submit, and Invalid for an unknown location and for a language that the version does not have.
func (s *Service) SubmitAs(ctx context.Context, a surveys.Actor, instrument surveys.ID, in APISubmission) (Receipt, error) {
	scope, err := a.Scope(surveys.ResponseWrite)
	if err != nil {
		return Receipt{}, err
	}
	e, err := s.entryFor(ctx, scope, instrument, in.LocationCode)
	if err != nil {
		return Receipt{}, err
	}
	if in.ID.IsZero() {
		in.ID = s.NewResponseID(e.Instrument.Mode)
	}
	if err := checkResponseID(in.ID, e.Instrument.Mode); err != nil {
		return Receipt{}, err
	}
	version, err := s.versionFor(ctx, e, in.VersionID)
	if err != nil {
		return Receipt{}, err
	}
	var p surveys.Problems
	p.CheckOneOf("lang", in.Lang, version.Document.Languages...)
	if err := p.Err(); err != nil {
		return Receipt{}, err
	}
	r, body, err := s.newResponse(version, in.ID, in.Lang, in.Answers, in.StartedAt)
	if err != nil {
		return Receipt{}, err
	}
	s.place(r, e)
	r.Source = surveys.SourceAPI
	if err := e.Accepting(); err != nil {
		return s.lateReceipt(ctx, r, err)
	}
	return s.send(ctx, store.Member{Response: r, Body: body})
}

// entryFor is the entry of a survey without a link, at a location of its client.
func (s *Service) entryFor(ctx context.Context, scope surveys.Scope, instrument surveys.ID, locationCode string) (*Entry, error) {
	db := s.store.Read()
	in, err := store.FindInstrument(ctx, db, scope, instrument)
	if err != nil {
		return nil, err
	}
	if in.Kind != surveys.Survey {
		return nil, surveys.E(surveys.Conflict, "error.not_survey")
	}
	if in.VersionID.IsZero() {
		return nil, surveys.E(surveys.Conflict, "error.not_published")
	}
	in.Draft = surveys.Document{}
	e := &Entry{Instrument: in, Channel: &surveys.Channel{InstrumentID: in.ID, Open: true}}
	if e.Org, err = store.FindOrg(ctx, db, scope.Org); err != nil {
		return nil, err
	}
	if e.Version, err = s.version(ctx, scope, in.VersionID); err != nil {
		return nil, err
	}
	if locationCode == "" && !scope.Holds(in.ClientID) {
		return nil, surveys.E(surveys.Forbidden, "error.forbidden") // a response without a location belongs to the whole client
	}
	if locationCode != "" {
		e.Location, err = store.FindLocationByCode(ctx, db, scope, in.ClientID, locationCode)
		if surveys.KindOf(err) == surveys.NotFound {
			return nil, surveys.E(surveys.Invalid, "error.location").At("location_code")
		}
		if err != nil {
			return nil, err
		}
		e.Channel.LocationID = e.Location.ID
	}
	e.Waves, err = store.WavesOfInstrument(ctx, db, scope, in.ID)
	return e, err
}
