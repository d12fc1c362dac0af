package service

import (
	"context"
	"regexp"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// NewChannel is a link to be made.
type NewChannel struct {
	Kind         string       `json:"kind" enum:"open,qr,test" doc:"open: anybody with the link; qr: a poster at a location; test: answers count in no figure"`
	Name         surveys.Text `json:"name,omitempty"`
	LocationID   surveys.ID   `json:"location_id,omitempty" doc:"Required for qr"`
	TouchpointID surveys.ID   `json:"touchpoint_id,omitempty"`
	WaveID       surveys.ID   `json:"wave_id,omitempty" doc:"Empty: the wave whose days hold the response"`
}

// ChannelPatch changes a link; nil fields stay. What answers are counted under never changes: make another link.
type ChannelPatch struct {
	Name *surveys.Text `json:"name,omitempty"`
	Open *bool         `json:"open,omitempty" doc:"A closed link takes no answers"`
}

// ChannelView is a channel with its address.
type ChannelView struct {
	surveys.Channel
	URL string `json:"url"`
}

// View returns a channel with its address.
func (s *Service) viewChannel(c surveys.Channel) ChannelView {
	return ChannelView{Channel: c, URL: s.baseURL + "/s/" + c.Code}
}

// ListChannels returns the links of an instrument.
func (s *Service) ListChannels(ctx context.Context, a surveys.Actor, instrument surveys.ID, p surveys.Page) (surveys.List[ChannelView], error) {
	var out surveys.List[ChannelView]
	scope, err := a.Scope(surveys.InstrumentRead)
	if err != nil {
		return out, err
	}
	if _, err := store.FindInstrument(ctx, s.store.Read(), scope, instrument); err != nil {
		return out, err
	}
	list, err := store.ListChannels(ctx, s.store.Read(), scope, instrument, p)
	if err != nil {
		return out, err
	}
	out = surveys.List[ChannelView]{Items: make([]ChannelView, len(list.Items)), Next: list.Next}
	for i, c := range list.Items {
		out.Items[i] = s.viewChannel(c)
	}
	return out, nil
}

// FindChannel returns a link.
func (s *Service) FindChannel(ctx context.Context, a surveys.Actor, id surveys.ID) (*ChannelView, error) {
	scope, err := a.Scope(surveys.InstrumentRead)
	if err != nil {
		return nil, err
	}
	c, err := store.FindChannel(ctx, s.store.Read(), scope, id)
	if err != nil {
		return nil, err
	}
	view := s.viewChannel(*c)
	return &view, nil
}

// CreateChannel makes a link to a published survey with a random code. Needs instrument.publish for the client.
func (s *Service) CreateChannel(ctx context.Context, a surveys.Actor, instrument surveys.ID, in NewChannel) (*ChannelView, error) {
	return s.createChannel(ctx, a, instrument, in, "")
}

// CreateChannelWithCode is CreateChannel with a chosen code, for the demo. Only the system may choose: a chosen code can
// be guessed.
func (s *Service) CreateChannelWithCode(ctx context.Context, a surveys.Actor, instrument surveys.ID, in NewChannel, code string) (*ChannelView, error) {
	if !a.System {
		return nil, surveys.E(surveys.Forbidden, "error.forbidden")
	}
	return s.createChannel(ctx, a, instrument, in, code)
}

func (s *Service) createChannel(ctx context.Context, a surveys.Actor, instrument surveys.ID, in NewChannel, code string) (*ChannelView, error) {
	scope, err := a.Scope(surveys.InstrumentPublish)
	if err != nil {
		return nil, err
	}
	var p surveys.Problems
	p.CheckOneOf("kind", in.Kind, "open", "qr", "test")
	p.CheckName("name", in.Name, false)
	if in.Kind == "qr" && in.LocationID.IsZero() {
		p.Add("location_id", "channel.location")
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	if in.Name == nil {
		in.Name = surveys.Text{}
	}
	c := &surveys.Channel{Kind: in.Kind, Code: code, Name: in.Name, LocationID: in.LocationID, TouchpointID: in.TouchpointID, WaveID: in.WaveID}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		row, err := lockToEdit(ctx, db, scope, instrument)
		if err != nil {
			return err
		}
		if row.Kind != surveys.Survey || row.VersionID.IsZero() {
			return surveys.E(surveys.Conflict, "channel.unpublished")
		}
		if err := checkChannelPlaces(ctx, db, scope, row, c); err != nil {
			return err
		}
		return s.insertChannel(ctx, db, a, row, c)
	})
	if err != nil {
		return nil, err
	}
	view := s.viewChannel(*c)
	return &view, nil
}

// checkChannelPlaces makes sure that what answers are counted under belongs to the survey's client.
func checkChannelPlaces(ctx context.Context, db store.DB, scope surveys.Scope, in *surveys.Instrument, c *surveys.Channel) error {
	if !c.LocationID.IsZero() {
		l, err := store.FindLocation(ctx, db, scope, c.LocationID)
		if err == nil && l.ClientID != in.ClientID {
			err = surveys.E(surveys.NotFound, "error.not_found")
		}
		if err != nil {
			return reference(err, "location_id")
		}
	}
	if !c.TouchpointID.IsZero() {
		t, err := store.FindTouchpoint(ctx, db, scope, c.TouchpointID)
		if err == nil && t.ClientID != in.ClientID {
			err = surveys.E(surveys.NotFound, "error.not_found")
		}
		if err != nil {
			return reference(err, "touchpoint_id")
		}
	}
	if c.WaveID.IsZero() {
		return nil
	}
	w, err := store.FindWave(ctx, db, scope, c.WaveID)
	if err != nil {
		return reference(err, "wave_id")
	}
	programme, err := store.FindProgramme(ctx, db, scope, w.ProgrammeID)
	if err == nil && programme.InstrumentID != in.ID {
		err = surveys.E(surveys.NotFound, "error.not_found")
	}
	return reference(err, "wave_id")
}

var channelCode = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{3,39}$`)

// insertChannel writes a channel and takes its public code, a random one when it has none: 60 bits, which nobody guesses
// and everybody can type.
func (s *Service) insertChannel(ctx context.Context, db store.DB, a surveys.Actor, in *surveys.Instrument, c *surveys.Channel) error {
	now := s.clock()
	c.OrgID, c.ID, c.InstrumentID, c.Open, c.CreatedAt = a.OrgID, surveys.NewID(now), in.ID, true, now
	if c.Code == "" {
		c.Code = randomCode(12)
	}
	if !channelCode.MatchString(c.Code) {
		return surveys.E(surveys.Invalid, "document.code").At("code")
	}
	if err := store.InsertChannel(ctx, db, c); err != nil {
		return err
	}
	if err := store.InsertPublicCode(ctx, db, &surveys.PublicCode{Code: c.Code, OrgID: c.OrgID, Kind: "channel", TargetID: c.ID}); err != nil {
		return err
	}
	return s.audit(ctx, db, a, string(surveys.InstrumentPublish), "channels", c.ID, nil, c)
}

// UpdateChannel renames, opens or closes a link. Needs instrument.publish for the client.
func (s *Service) UpdateChannel(ctx context.Context, a surveys.Actor, id surveys.ID, in ChannelPatch) (*ChannelView, error) {
	scope, err := a.Scope(surveys.InstrumentPublish)
	if err != nil {
		return nil, err
	}
	if in.Name != nil {
		var p surveys.Problems
		if p.CheckName("name", *in.Name, false); p.Len() > 0 {
			return nil, p.Err()
		}
	}
	var view ChannelView
	defer s.forgetEntries()
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		c, err := store.LockChannel(ctx, db, scope, id)
		if err != nil {
			return err
		}
		if _, err := lockToEdit(ctx, db, scope, c.InstrumentID); err != nil {
			return err
		}
		before := *c
		if in.Name != nil {
			c.Name = *in.Name
		}
		if in.Open != nil {
			c.Open = *in.Open
		}
		view = s.viewChannel(*c)
		if err := store.UpdateChannel(ctx, db, &before, c); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.InstrumentPublish), "channels", id, before, c)
	})
	return &view, err
}
