package service

import (
	"context"
	"log/slog"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// expireBatch is how many overdue visits one round of the clock takes.
const expireBatch = 500

// dayIn is the day yyyymmdd at a moment in a zone; an unknown zone is UTC.
func dayIn(zone string, at time.Time) int {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC
	}
	y, m, d := at.In(loc).Date()
	return y*10000 + int(m)*100 + d
}

// visitToday is today where the visit takes place.
func (s *Service) visitToday(ctx context.Context, db store.DB, v *surveys.Visit) (int, error) {
	location, err := store.FindLocation(ctx, db, orgScope(v.OrgID), v.LocationID)
	if err != nil {
		return 0, err
	}
	zone := location.Zone
	if zone == "" {
		org, err := store.FindOrg(ctx, db, v.OrgID)
		if err != nil {
			return 0, err
		}
		zone = org.Zone
	}
	return dayIn(zone, s.clock()), nil
}

// visitRound is how often the clock looks for visits whose window is over.
const visitRound = 5 * time.Minute

// VisitClock lets visits expire in the background until the context ends.
func (s *Service) VisitClock(ctx context.Context) {
	for {
		if _, err := s.ExpireVisits(ctx); err != nil && ctx.Err() == nil {
			s.log.WarnContext(ctx, "visits could not expire, will be tried again", slog.Any("error", err))
		}
		if !pause(ctx, visitRound) {
			return
		}
	}
}

// ExpireVisits moves visits whose window is over to expired and returns how many. The clock calls it; until it did, a
// link past its window is refused all the same.
func (s *Service) ExpireVisits(ctx context.Context) (int, error) {
	latest := dayIn("Etc/GMT-14", s.clock()) // where the day begins first; the visit's own zone decides below
	due, err := store.OverdueVisits(ctx, s.store.Read(), latest, expireBatch)
	if err != nil {
		return 0, err
	}
	expired := 0
	for i := range due {
		done, err := s.expireVisit(ctx, &due[i])
		if err != nil {
			return expired, err
		}
		if done {
			expired++
		}
	}
	return expired, nil
}

func (s *Service) expireVisit(ctx context.Context, found *surveys.Visit) (done bool, err error) {
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		v, err := store.LockVisit(ctx, db, orgScope(found.OrgID), found.ID)
		if err != nil {
			return err
		}
		today, err := s.visitToday(ctx, db, v)
		if err != nil {
			return err
		}
		from := visitStanding(v)
		if _, err := v.Move(surveys.ActExpire); err != nil || v.ToDay >= today {
			return nil //nolint:nilerr // a report came in this moment, or the day is not over there yet
		}
		v.UpdatedAt = s.clock()
		if err := store.UpdateVisit(ctx, db, v); err != nil {
			return err
		}
		done = true
		return s.visitEvent(ctx, db, surveys.Actor{OrgID: v.OrgID}, v, string(surveys.ActExpire), from, string(v.State), "")
	})
	return done, err
}
