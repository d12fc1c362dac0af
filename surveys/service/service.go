package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/blob"
	"touchstone/surveys/store"
)

// Config is what a Service is made of.
type Config struct {
	Store    *store.Store
	Blobs    blob.Folder      // evidence files and finished workbooks
	Now      func() time.Time // nil = time.Now
	Secret   []byte           // instance secret, at least 32 bytes: kept for sealed columns, of which none is filled yet
	BaseURL  string           // "https://cx.example.com", without a slash at the end
	MinimumN int64            // gate under which figures are hidden; 0 = off
	Log      *slog.Logger     // nil = slog.Default()
	Version  string           // of the program; printed in workbooks
	// Texts says the texts of workbooks in a language (locales.For); nil prints their keys.
	Texts func(lang string) func(key string, args ...any) string
}

// Service is the use cases over one database.
type Service struct {
	store   *store.Store
	blobs   blob.Folder
	now     func() time.Time
	secret  []byte
	baseURL string
	minN    int64
	log     *slog.Logger
	accept  *store.Committer
	deriver *store.Deriver
	derive  chan struct{} // wakes DeriveLoop
	entries entries
	touches touches
	release string // of the program
	texts   func(lang string) func(key string, args ...any) string
}

// New returns a service. Close it to drain what was accepted.
func New(c Config) *Service {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Texts == nil {
		c.Texts = func(string) func(string, ...any) string { return func(key string, _ ...any) string { return key } }
	}
	return &Service{release: c.Version, texts: c.Texts, store: c.Store, blobs: c.Blobs, now: c.Now, secret: c.Secret, baseURL: c.BaseURL, minN: c.MinimumN,
		log: c.Log, accept: store.NewCommitter(c.Store), deriver: store.NewDeriver(c.Store),
		derive: make(chan struct{}, 1)}
}

// Close waits until everything queued is committed and answered, then stops accepting.
func (s *Service) Close(ctx context.Context) error {
	s.Settle()
	return s.accept.Close(ctx)
}

// clock is now in UTC, cut to the microseconds both engines keep.
func (s *Service) clock() time.Time { return s.now().UTC().Truncate(time.Microsecond) }

// audit writes the row that goes with an administrative change, in the change's transaction. before and after are
// hashed, not stored: the log proves what was there without holding it. nil means "did not exist".
func (s *Service) audit(ctx context.Context, db store.DB, a surveys.Actor, verb, object string, id surveys.ID, before, after any) error {
	now := s.clock()
	return store.InsertAudit(ctx, db, &surveys.AuditRow{
		OrgID: a.OrgID, ID: surveys.NewID(now), At: now, ActorID: a.UserID, Verb: verb, Object: object, ObjectID: id,
		Before: digest(before), After: digest(after), RequestID: a.RequestID,
	})
}

func digest(v any) string {
	if v == nil {
		return ""
	}
	b, err := json.Marshal(v)
	if err != nil { // every audited value is a plain struct of ours
		panic("service: audited value cannot be encoded: " + err.Error())
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
