package service

import (
	"context"
	"sync"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// Entry is what stands behind a public link: everything a page and a submit need.
type Entry struct {
	Org        *surveys.Org
	Instrument *surveys.Instrument // without its draft
	Version    *surveys.Version    // the latest
	Channel    *surveys.Channel
	Location   *surveys.Location // nil = none
	Waves      []surveys.Wave    // of the survey's programmes
	Brand      surveys.Text      // whose survey it is, and where; for people to read
}

// Accepting returns nil when the link takes responses, else Gone: the survey or the link is closed, or the link belongs to
// a wave that is over.
func (e *Entry) Accepting() error {
	if e.Instrument.State != "published" || !e.Channel.Open {
		return surveys.E(surveys.Gone, "error.survey_closed")
	}
	for _, w := range e.Waves {
		if w.ID == e.Channel.WaveID && w.Over() {
			return surveys.E(surveys.Gone, "error.wave_closed")
		}
	}
	return nil
}

// entryTime is how long another process may still see a link as it was.
const entryTime = 2 * time.Second

// Bounds of what is kept in memory; beyond, everything is forgotten and read again.
const (
	maxEntries  = 4096
	maxVersions = 512
)

// entries remembers links for a short time and versions, which never change, for good.
type entries struct {
	mu       sync.Mutex
	byCode   map[string]rememberedEntry
	versions map[surveys.ID]*surveys.Version
}

type rememberedEntry struct {
	entry *Entry
	until time.Time
}

// ResolveChannel returns what a public code leads to. NotFound when nothing, or nothing that was ever published. A closed
// survey is returned all the same; ask Accepting. What is returned is shared: do not change it.
func (s *Service) ResolveChannel(ctx context.Context, code string) (*Entry, error) {
	now := s.now()
	s.entries.mu.Lock()
	kept, ok := s.entries.byCode[code]
	s.entries.mu.Unlock()
	if ok && now.Before(kept.until) && !now.Before(kept.until.Add(-entryTime)) {
		return kept.entry, nil
	}
	e, err := s.readEntry(ctx, code)
	if err != nil {
		return nil, err
	}
	s.entries.mu.Lock()
	defer s.entries.mu.Unlock()
	if s.entries.byCode == nil || len(s.entries.byCode) >= maxEntries {
		s.entries.byCode = map[string]rememberedEntry{}
	}
	s.entries.byCode[code] = rememberedEntry{entry: e, until: now.Add(entryTime)}
	return e, nil
}

// forgetEntries makes this process see changed links, surveys, waves and locations at once. Call it after the commit.
func (s *Service) forgetEntries() {
	s.entries.mu.Lock()
	defer s.entries.mu.Unlock()
	s.entries.byCode = nil
}

func (s *Service) readEntry(ctx context.Context, code string) (*Entry, error) {
	db := s.store.Read()
	public, err := store.FindPublicCode(ctx, db, code)
	if err != nil {
		return nil, err
	}
	if public.Kind != "channel" {
		return nil, surveys.E(surveys.NotFound, "error.not_found")
	}
	scope := surveys.Scope{Org: public.OrgID, AllClients: true} // the code is the authority
	e := &Entry{}
	if e.Channel, err = store.FindChannel(ctx, db, scope, public.TargetID); err != nil {
		return nil, err
	}
	if e.Instrument, err = store.FindInstrument(ctx, db, scope, e.Channel.InstrumentID); err != nil {
		return nil, err
	}
	e.Instrument.Draft = surveys.Document{}
	if e.Instrument.VersionID.IsZero() {
		return nil, surveys.E(surveys.NotFound, "error.not_found")
	}
	if e.Org, err = store.FindOrg(ctx, db, public.OrgID); err != nil {
		return nil, err
	}
	if e.Version, err = s.version(ctx, scope, e.Instrument.VersionID); err != nil {
		return nil, err
	}
	if !e.Channel.LocationID.IsZero() {
		if e.Location, err = store.FindLocation(ctx, db, scope, e.Channel.LocationID); err != nil {
			return nil, err
		}
	}
	if e.Brand, err = brandOf(ctx, db, scope, e); err != nil {
		return nil, err
	}
	e.Waves, err = store.WavesOfInstrument(ctx, db, scope, e.Instrument.ID)
	return e, err
}

// version returns a frozen version, from memory when it was used before. It is shared: do not change it.
func (s *Service) version(ctx context.Context, scope surveys.Scope, id surveys.ID) (*surveys.Version, error) {
	s.entries.mu.Lock()
	v := s.entries.versions[id]
	s.entries.mu.Unlock()
	if v != nil && v.OrgID == scope.Org {
		return v, nil
	}
	v, err := store.FindVersion(ctx, s.store.Read(), scope, id)
	if err != nil {
		return nil, err
	}
	s.entries.mu.Lock()
	defer s.entries.mu.Unlock()
	if s.entries.versions == nil || len(s.entries.versions) >= maxVersions {
		s.entries.versions = map[surveys.ID]*surveys.Version{}
	}
	s.entries.versions[id] = v
	return v, nil
}

// versionFor returns the version a page showed: a response finishes on the version it began. Invalid when it is not one
// of this survey.
func (s *Service) versionFor(ctx context.Context, e *Entry, id surveys.ID) (*surveys.Version, error) {
	if id.IsZero() || id == e.Version.ID {
		return e.Version, nil
	}
	v, err := s.version(ctx, surveys.Scope{Org: e.Org.ID, AllClients: true}, id)
	if surveys.KindOf(err) == surveys.NotFound || err == nil && v.InstrumentID != e.Instrument.ID {
		return nil, surveys.E(surveys.Invalid, "error.version").At("version")
	}
	return v, err
}
