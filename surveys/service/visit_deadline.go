package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// extendVisit moves the last day of a visit's window, or of the deadline of a returned report. The link stays. A visit that
// had expired stands again where it stood, unless its wave is closed.
func (s *Service) extendVisit(ctx context.Context, db store.DB, before, v *surveys.Visit, until int) error {
	today, err := s.visitToday(ctx, db, v)
	if err != nil {
		return err
	}
	if v.ToDay, err = deadline(until, max(today, v.FromDay)); err != nil {
		return err
	}
	if before.State != surveys.VisitExpired {
		return nil
	}
	scope := orgScope(v.OrgID)
	wave, err := store.FindWave(ctx, db, scope, v.WaveID)
	if err != nil {
		return err
	}
	if wave.State == "closed" || wave.State == "published" {
		return surveys.E(surveys.Conflict, "visit.wave")
	}
	events, err := store.VisitEvents(ctx, db, scope, v.ID)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.Action == string(surveys.ActExpire) {
			v.State = surveys.VisitState(e.From)
		}
	}
	return nil
}
