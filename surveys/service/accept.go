package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"
	_ "time/tzdata" // reporting days need every zone, also where the machine has none

	"touchstone/surveys"
	"touchstone/surveys/logic"
	"touchstone/surveys/store"
)

// Limits of one response.
const (
	maxAnswersBytes = 256 << 10 // of the answers as JSON; more is TooLarge
	maxDuration     = 30 * 24 * time.Hour
)

// Submission is a filled survey as it comes from a page.
type Submission struct {
	Code      string     // of /s/{code}
	ID        surveys.ID // made by NewResponseID when the page was made
	VersionID surveys.ID // the version the page showed; zero = the latest
	Lang      string     // language the answers were given in; unknown = the document's first
	Answers   surveys.Answers
	StartedAt time.Time // when the page was made; zero = now
}

// Receipt is what a sender gets after the commit. Sending the same bytes again gives the same receipt.
type Receipt struct {
	ID         surveys.ID `json:"id"`
	Revision   int        `json:"revision"`
	ReceivedAt time.Time  `json:"received_at"`
	Duplicate  bool       `json:"duplicate"` // the same response was stored before
}

// Submit accepts a response from a public link: it returns after the commit. Errors: NotFound (no such link), Gone (the
// survey or link is closed), Invalid (naming every wrong answer), TooLarge, Conflict (other bytes under the same id),
// Unavailable (send the same again).
func (s *Service) Submit(ctx context.Context, in Submission) (Receipt, error) {
	e, err := s.ResolveChannel(ctx, in.Code)
	if err != nil {
		return Receipt{}, err
	}
	if err := checkResponseID(in.ID, e.Instrument.Mode); err != nil {
		return Receipt{}, err
	}
	version, err := s.versionFor(ctx, e, in.VersionID)
	if err != nil {
		return Receipt{}, err
	}
	r, body, err := s.newResponse(version, in.ID, in.Lang, in.Answers, in.StartedAt)
	if err != nil {
		return Receipt{}, err
	}
	s.place(r, e)
	r.Source = surveys.SourcePage
	if e.Channel.Kind == "test" {
		r.Source = surveys.SourceTest
	}
	if err := e.Accepting(); err != nil {
		return s.lateReceipt(ctx, r, err)
	}
	return s.send(ctx, store.Member{Response: r, Body: body})
}

// send commits a member and wakes the derivation.
func (s *Service) send(ctx context.Context, m store.Member) (Receipt, error) {
	out, err := s.accept.Submit(ctx, m)
	if err != nil {
		return Receipt{}, err
	}
	s.wakeDerivation()
	return Receipt{ID: out.ResponseID, Revision: out.Revision, ReceivedAt: out.ReceivedAt, Duplicate: out.Duplicate}, nil
}

// lateReceipt settles a retry that comes after the survey was closed: what was stored before is acknowledged.
func (s *Service) lateReceipt(ctx context.Context, r *surveys.Response, closed error) (Receipt, error) {
	stored, err := store.FindRevision(ctx, s.store.Read(), surveys.Scope{Org: r.OrgID, AllClients: true}, r.ID, r.Revision)
	if err != nil || stored.BodyHash != r.BodyHash {
		return Receipt{}, closed
	}
	return Receipt{ID: r.ID, Revision: r.Revision, ReceivedAt: stored.ReceivedAt.UTC(), Duplicate: true}, nil
}

// NewResponseID makes the id of a response that is about to begin. In an anonymous survey it tells no more than the day.
func (s *Service) NewResponseID(mode surveys.Mode) surveys.ID {
	if mode == surveys.Anonymous {
		return surveys.NewDayID(s.clock())
	}
	return surveys.NewID(s.clock())
}

// checkResponseID refuses ids we cannot have made: a UUID of version 7 or 8, and for anonymous surveys one whose time
// bits are the start of a day.
func checkResponseID(id surveys.ID, mode surveys.Mode) error {
	version := id.Version()
	ok := version == 7 || version == 8
	if version == 7 && mode == surveys.Anonymous {
		ok = id.Time().Truncate(24 * time.Hour).Equal(id.Time())
	}
	if !ok {
		return surveys.E(surveys.Invalid, "error.id").At("id")
	}
	return nil
}

// newResponse validates answers against a version and fills what does not depend on the way the response came. The
// second result is the answers as JSON.
func (s *Service) newResponse(v *surveys.Version, id surveys.ID, lang string, sent surveys.Answers, started time.Time) (*surveys.Response, json.RawMessage, error) {
	clean, err := logic.Validate(v.Document, sent, logic.Submit)
	if err != nil {
		return nil, nil, err
	}
	body, err := answersJSON(clean)
	if err != nil {
		return nil, nil, err
	}
	if !slices.Contains(v.Document.Languages, lang) {
		lang = v.Document.DefaultLanguage()
	}
	now := s.clock()
	if started.IsZero() || started.After(now) || now.Sub(started) > maxDuration {
		started = now
	}
	return &surveys.Response{OrgID: v.OrgID, ID: id, Revision: 1, Kind: v.Document.Kind, InstrumentID: v.InstrumentID, VersionID: v.ID,
		Lang: lang, State: surveys.Completed, Valid: true, Notice: v.Notice, BodyHash: bodyHash(v.ID, lang, body),
		StartedAt: started.UTC().Truncate(time.Microsecond), ReceivedAt: now, DurationMS: now.Sub(started).Milliseconds(), Answers: clean}, body, nil
}

func answersJSON(a surveys.Answers) (json.RawMessage, error) {
	body, err := json.Marshal(a)
	if err != nil {
		return nil, surveys.E(surveys.Invalid, "error.invalid").Because(err)
	}
	if len(body) > maxAnswersBytes {
		return nil, surveys.E(surveys.TooLarge, "error.answers_large").At("answers")
	}
	return body, nil
}

// bodyHash is over what somebody said, in the one form it is stored in, and not over how or when it came: a retry through
// another process, a minute later, has the same hash.
func bodyHash(version surveys.ID, lang string, answers []byte) string {
	h := sha256.New()
	h.Write(version[:])
	h.Write([]byte(lang + "\n"))
	h.Write(answers)
	return hex.EncodeToString(h.Sum(nil))
}

// place fills where a response belongs: link, location, touchpoint, wave, reporting day. In an anonymous survey its times
// are cut to the day after the duration and the reporting day were taken from them.
func (s *Service) place(r *surveys.Response, e *Entry) {
	r.Mode = e.Instrument.Mode
	r.ChannelID, r.LocationID, r.TouchpointID, r.StaffID = e.Channel.ID, e.Channel.LocationID, e.Channel.TouchpointID, e.Channel.StaffID
	r.LocalDay = localDay(r.ReceivedAt, e.Location, e.Org)
	r.WaveID = e.Channel.WaveID
	if r.WaveID.IsZero() {
		r.WaveID = waveOn(e.Waves, r.LocalDay)
	}
	hideTime(r)
}

func hideTime(r *surveys.Response) {
	if r.Mode == surveys.Anonymous {
		r.StartedAt = r.StartedAt.UTC().Truncate(24 * time.Hour)
		r.ReceivedAt = r.ReceivedAt.UTC().Truncate(24 * time.Hour)
	}
}

// localDay is the day of t, yyyymmdd, in the location's zone, else the organisation's, else UTC.
func localDay(t time.Time, l *surveys.Location, o *surveys.Org) int {
	name := o.Zone
	if l != nil && l.Zone != "" {
		name = l.Zone
	}
	zone, err := time.LoadLocation(name)
	if err != nil { // zones are checked when they are entered
		zone = time.UTC
	}
	y, m, d := t.In(zone).Date()
	return y*10000 + int(m)*100 + d
}

// waveOn returns the wave whose days hold the day; of several the one that began last. Zero when there is none, or when it
// is over: figures that were printed stay, and the response counts in none of the waves.
func waveOn(waves []surveys.Wave, day int) surveys.ID {
	var found surveys.Wave
	for _, w := range waves {
		if !w.Over() && w.FromDay <= day && day <= w.ToDay && w.FromDay >= found.FromDay {
			found = w
		}
	}
	return found.ID
}
