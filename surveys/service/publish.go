package service

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// PublishInput says what is published.
type PublishInput struct {
	DraftRev    int64  // the draft the author saw; 0 = whatever there is
	ChannelCode string // code of the first open channel, for the system only; "" = random
}

// Published is what Publish made.
type Published struct {
	Version surveys.Version  `json:"version"`
	Channel *surveys.Channel `json:"channel,omitempty" doc:"The open link, made when a survey is published for the first time"`
}

// Publish freezes the draft as the next version. The draft must pass CheckDocument, name only touchpoints the client has,
// and differ from what is published. A survey's first version opens its link. Needs instrument.publish for the client.
func (s *Service) Publish(ctx context.Context, a surveys.Actor, id surveys.ID, in PublishInput) (out *Published, err error) {
	scope, err := a.Scope(surveys.InstrumentPublish)
	if err != nil {
		return nil, err
	}
	defer s.forgetEntries()
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		instrument, err := lockToEdit(ctx, db, scope, id)
		if err != nil {
			return err
		}
		if in.DraftRev != 0 && in.DraftRev != instrument.DraftRev {
			return surveys.E(surveys.Conflict, "instrument.stale")
		}
		if err := s.checkPublishable(ctx, db, scope, instrument); err != nil {
			return err
		}
		v, err := s.nextVersion(ctx, db, scope, a, instrument)
		if err != nil {
			return err
		}
		first := instrument.VersionID.IsZero()
		before := *instrument
		instrument.VersionID, instrument.State, instrument.UpdatedAt = v.ID, "published", v.PublishedAt
		if err := store.InsertVersion(ctx, db, v); err != nil {
			return err
		}
		if err := store.UpdateInstrument(ctx, db, instrument); err != nil {
			return err
		}
		out = &Published{Version: *v}
		if first && instrument.Kind == surveys.Survey {
			code := ""
			if a.System {
				code = in.ChannelCode
			}
			out.Channel = &surveys.Channel{Kind: "open", Name: surveys.Text{}, Code: code}
			if err := s.insertChannel(ctx, db, a, instrument, out.Channel); err != nil {
				return err
			}
		}
		return s.audit(ctx, db, a, string(surveys.InstrumentPublish), "instruments", id, before, v)
	})
	return out, err
}

func (s *Service) checkPublishable(ctx context.Context, db store.DB, scope surveys.Scope, in *surveys.Instrument) error {
	if err := surveys.CheckDocument(in.Draft); err != nil {
		return err
	}
	known := map[string]bool{"": true}
	for p := (surveys.Page{Limit: surveys.MaxPage}); ; {
		list, err := store.ListTouchpoints(ctx, db, scope, store.PlaceFilter{ClientID: in.ClientID}, p)
		if err != nil {
			return err
		}
		for _, t := range list.Items {
			known[t.Code] = true
		}
		if list.Next == "" {
			break
		}
		if p.After, err = surveys.ParseCursor(list.Next); err != nil {
			return err
		}
	}
	var problems surveys.Problems
	for i, section := range in.Draft.Sections {
		if !known[section.Touchpoint] {
			problems.Add(fmt.Sprintf("sections[%d].touchpoint", i), "instrument.touchpoint", "Code", section.Touchpoint)
		}
		for j, item := range section.Items {
			if !known[item.Touchpoint] {
				problems.Add(fmt.Sprintf("sections[%d].items[%d].touchpoint", i, j), "instrument.touchpoint", "Code", item.Touchpoint)
			}
		}
	}
	return problems.Err()
}

// nextVersion compares the draft with the latest version and numbers the new one.
func (s *Service) nextVersion(ctx context.Context, db store.DB, scope surveys.Scope, a surveys.Actor, in *surveys.Instrument) (*surveys.Version, error) {
	now := s.clock()
	v := &surveys.Version{OrgID: a.OrgID, ID: surveys.NewID(now), InstrumentID: in.ID, Number: 1, Document: in.Draft, Change: "first",
		Notice: 1, PublishedAt: now, PublishedBy: a.UserID}
	if in.VersionID.IsZero() {
		return v, nil
	}
	last, err := store.FindVersion(ctx, db, scope, in.VersionID)
	if err != nil {
		return nil, err
	}
	change := surveys.CompareDocuments(last.Document, in.Draft)
	if change == surveys.Unchanged {
		return nil, surveys.E(surveys.Conflict, "instrument.unchanged")
	}
	v.Number, v.Change, v.SeriesBreak, v.Notice = last.Number+1, string(change), change == surveys.Breaking, last.Notice
	if !maps.Equal(last.Document.Notice, in.Draft.Notice) {
		v.Notice++
	}
	return v, nil
}

// CloseInstrument stops taking answers; what was given stays.
func (s *Service) CloseInstrument(ctx context.Context, a surveys.Actor, id surveys.ID) (*InstrumentView, error) {
	return s.moveInstrument(ctx, a, id, "published", "closed")
}

// ReopenInstrument takes answers again.
func (s *Service) ReopenInstrument(ctx context.Context, a surveys.Actor, id surveys.ID) (*InstrumentView, error) {
	return s.moveInstrument(ctx, a, id, "closed", "published")
}

func (s *Service) moveInstrument(ctx context.Context, a surveys.Actor, id surveys.ID, from, to string) (view *InstrumentView, err error) {
	scope, err := a.Scope(surveys.InstrumentPublish)
	if err != nil {
		return nil, err
	}
	defer s.forgetEntries()
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		in, err := lockToEdit(ctx, db, scope, id)
		if err != nil {
			return err
		}
		if in.State != from {
			return surveys.E(surveys.Conflict, "error.conflict")
		}
		in.State, in.UpdatedAt = to, s.clock()
		if err := store.UpdateInstrument(ctx, db, in); err != nil {
			return err
		}
		if view, err = viewInstrument(ctx, db, scope, in); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.InstrumentPublish), "instruments", id, from, to)
	})
	return view, err
}

// storable reports whether every text of a document, at whatever depth, can be stored by both engines.
func storable(doc surveys.Document) bool {
	raw, err := json.Marshal(doc)
	if err != nil {
		return false
	}
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	for {
		token, err := dec.Token()
		if err != nil {
			return true // the end: our own JSON is well formed
		}
		if text, ok := token.(string); ok && !surveys.Clean(text) {
			return false
		}
	}
}
