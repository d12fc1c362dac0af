package service

import (
	"context"
	"log/slog"
	"maps"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// Times of the photos that nothing refers to.
const (
	litterGrace = 7 * 24 * time.Hour // how long a photo may lie about: uploads without a network come late
	litterRound = 24 * time.Hour
	litterBatch = 200
)

// LitterClock removes what nobody needs in the background until the context ends.
func (s *Service) LitterClock(ctx context.Context) {
	for {
		if _, err := s.SweepPhotos(ctx); err != nil && ctx.Err() == nil {
			s.log.WarnContext(ctx, "unused photos were not removed, will be tried again", slog.Any("error", err))
		}
		if !pause(ctx, litterRound) {
			return
		}
	}
}

// SweepPhotos removes photos that no draft and no report names, of visits that can no longer be filled in, and stored
// files that belong to nothing; both a week after they came. It returns how many files went. The clock calls it. It is
// safe beside uploads and submits: a visit is locked while its photos are judged, and a file that is stored anew stays.
func (s *Service) SweepPhotos(ctx context.Context) (int, error) {
	before := s.clock().Add(-litterGrace)
	lateDay := dayIn("Etc/GMT+12", before) // where the day ends last
	var after surveys.ID
	for {
		visits, err := store.VisitsLeftWithPhotos(ctx, s.store.Read(), before, lateDay, after, litterBatch)
		if err != nil {
			return 0, err
		}
		for i := range visits {
			if err := s.sweepVisit(ctx, &visits[i], before); err != nil {
				return 0, err
			}
		}
		if len(visits) < litterBatch {
			break
		}
		after = visits[len(visits)-1].ID
	}
	return s.blobs.Sweep(ctx, litterGrace, func(ctx context.Context, shas []string) (map[string]bool, error) {
		return store.BlobsInUse(ctx, s.store.Read(), shas)
	})
}

// sweepVisit takes photos away from a visit that neither its draft nor any revision of its report names.
func (s *Service) sweepVisit(ctx context.Context, found *surveys.Visit, before time.Time) error {
	scope := orgScope(found.OrgID)
	return s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		v, err := store.LockVisit(ctx, db, scope, found.ID)
		if err != nil {
			return err
		}
		if v.State != found.State || v.Report != found.Report || v.ToDay != found.ToDay {
			return nil // something happened to it in this moment
		}
		named := map[string]string{}
		revisions, err := store.VisitRevisions(ctx, db, scope, v)
		if err != nil {
			return err
		}
		for _, r := range revisions {
			maps.Copy(named, photosOf(r.Answers))
		}
		draft, err := store.FindDraft(ctx, db, v.OrgID, v.ResponseID)
		switch {
		case err == nil:
			maps.Copy(named, photosOf(draft.Answers))
		case surveys.KindOf(err) != surveys.NotFound:
			return err
		}
		stored, err := store.VisitEvidence(ctx, db, scope, v.ID)
		if err != nil {
			return err
		}
		var drop []string
		for _, e := range stored {
			if named[e.SHA] == "" && e.CreatedAt.Before(before) {
				drop = append(drop, e.SHA)
			}
		}
		return store.DeleteEvidence(ctx, db, scope, v.ID, drop)
	})
}
