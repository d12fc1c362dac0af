package service

import (
	"context"
	"slices"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/logic"
	"touchstone/surveys/store"
)

// DraftInput is an unfinished response from a public link.
type DraftInput struct {
	Code      string
	ID        surveys.ID
	VersionID surveys.ID // zero = the latest
	Lang      string
	Sequence  int64 // counts the saves of this response from 1; the higher wins
	Answers   surveys.Answers
	StartedAt time.Time // zero = now
}

// SaveDraft keeps unfinished answers. An older sequence, or a draft of a response that was submitted, changes nothing and
// is no error. Errors: NotFound, Gone, Invalid, TooLarge.
func (s *Service) SaveDraft(ctx context.Context, in DraftInput) error {
	e, err := s.ResolveChannel(ctx, in.Code)
	if err != nil {
		return err
	}
	if err := e.Accepting(); err != nil {
		return err
	}
	if err := checkResponseID(in.ID, e.Instrument.Mode); err != nil {
		return err
	}
	if in.Sequence < 1 {
		return surveys.E(surveys.Invalid, "error.sequence").At("sequence")
	}
	version, err := s.versionFor(ctx, e, in.VersionID)
	if err != nil {
		return err
	}
	clean, err := logic.Validate(version.Document, in.Answers, logic.Draft)
	if err != nil {
		return err
	}
	if _, err := answersJSON(clean); err != nil {
		return err
	}
	if !slices.Contains(version.Document.Languages, in.Lang) {
		in.Lang = version.Document.DefaultLanguage()
	}
	d := &surveys.Draft{OrgID: e.Org.ID, ResponseID: in.ID, Sequence: in.Sequence, ChannelID: e.Channel.ID, VersionID: version.ID,
		Lang: in.Lang, Answers: clean, StartedAt: in.StartedAt.UTC().Truncate(time.Microsecond), UpdatedAt: s.clock()}
	if in.StartedAt.IsZero() || in.StartedAt.After(d.UpdatedAt) {
		d.StartedAt = d.UpdatedAt
	}
	d.LocalDay = localDay(d.StartedAt, e.Location, e.Org)
	if e.Instrument.Mode == surveys.Anonymous {
		d.StartedAt, d.UpdatedAt = d.StartedAt.Truncate(24*time.Hour), d.UpdatedAt.Truncate(24*time.Hour)
	}
	return s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		_, err := store.UpsertDraft(ctx, db, d)
		return err
	})
}

// LoadDraft returns the unfinished answers of a response that began on this link. NotFound when there are none.
func (s *Service) LoadDraft(ctx context.Context, code string, id surveys.ID) (*surveys.Draft, error) {
	e, err := s.ResolveChannel(ctx, code)
	if err != nil {
		return nil, err
	}
	d, err := store.FindDraft(ctx, s.store.Read(), e.Org.ID, id)
	if err != nil {
		return nil, err
	}
	if d.ChannelID != e.Channel.ID {
		return nil, surveys.E(surveys.NotFound, "error.not_found")
	}
	return d, nil
}
