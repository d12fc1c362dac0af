package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/logic"
	"touchstone/surveys/measure"
	"touchstone/surveys/store"
)

// VisitReport is one revision of a visit's report as the auditor sends it.
type VisitReport struct {
	Revision   int             `json:"-"` // named by the address
	Lang       string          `json:"lang" maxLength:"20"`
	VisitedDay int             `json:"visited_day" doc:"Day of the visit, yyyymmdd"`
	Answers    surveys.Answers `json:"answers"`
	Source     string          `json:"-"` // surveys.SourcePage or SourceAPI
}

// VisitReceipt acknowledges a report after it was committed.
type VisitReceipt struct {
	ID         surveys.ID `json:"id"` // of the visit
	Revision   int        `json:"revision"`
	ReceivedAt time.Time  `json:"received_at"`
	Duplicate  bool       `json:"duplicate"` // the same report was stored before
}

// SubmitVisit stores a revision of a report and moves the visit to review. The same bytes again give the same answer;
// other bytes under a stored revision are a Conflict. Invalid names every item that is not right, and every photo that has
// not arrived.
func (s *Service) SubmitVisit(ctx context.Context, pass VisitPass, in VisitReport) (*VisitReceipt, error) {
	t, err := s.OpenVisit(ctx, pass)
	if err != nil {
		return nil, err
	}
	v := &t.Visit
	if in.Revision < 1 || in.Revision > v.Revision+1 {
		return nil, surveys.E(surveys.Conflict, "visit.revision")
	}
	if in.Revision > v.Revision && !t.Editable {
		return nil, lateOrNotNow(t)
	}
	report, err := s.judgeReport(t, in)
	if err != nil {
		return nil, err
	}
	outcome, err := s.accept.Submit(ctx, store.Member{Response: report.response, Body: report.body, Guard: func(ctx context.Context, db store.DB) error {
		return s.acceptReport(ctx, db, pass, v, report)
	}})
	if err != nil {
		return nil, err
	}
	return &VisitReceipt{ID: v.ID, Revision: outcome.Revision, ReceivedAt: outcome.ReceivedAt, Duplicate: outcome.Duplicate}, nil
}

func lateOrNotNow(t *VisitTask) error {
	if visitOpen(&t.Visit) {
		return surveys.E(surveys.Gone, "visit.gone")
	}
	return surveys.E(surveys.Conflict, "visit.not_now")
}

// judgedReport is a report that was found right, with its score.
type judgedReport struct {
	response *surveys.Response
	body     json.RawMessage // the answers as they are stored
	score    measure.VisitScore
	photos   map[string]string // SHA-256 → item
}

// judgeReport checks a report against the visit's version and scores it.
func (s *Service) judgeReport(t *VisitTask, in VisitReport) (*judgedReport, error) {
	answers, err := logic.Validate(t.Document, in.Answers, logic.Submit)
	if err != nil {
		return nil, err
	}
	if !surveys.ValidDay(in.VisitedDay) || in.VisitedDay > t.Today || in.VisitedDay < t.Visit.FromDay {
		return nil, surveys.E(surveys.Invalid, "visit.day").At("visited_day")
	}
	body, err := answersJSON(answers)
	if err != nil {
		return nil, err
	}
	score, err := scoreReport(t.Document, answers)
	if err != nil {
		return nil, err
	}
	v, now := &t.Visit, s.clock()
	started := t.StartedAt
	if started.IsZero() || started.After(now) {
		started = now
	}
	r := &surveys.Response{OrgID: v.OrgID, ID: v.ResponseID, Revision: in.Revision, Kind: surveys.Checklist,
		InstrumentID: v.InstrumentID, VersionID: v.VersionID, WaveID: v.WaveID, LocationID: v.LocationID, VisitID: v.ID,
		Lang: contentLang(t.Document, in.Lang), Mode: surveys.Identified, Source: in.Source, State: surveys.Completed, Valid: true,
		BodyHash: reportHash(in.VisitedDay, body), StartedAt: started, ReceivedAt: now, DurationMS: now.Sub(started).Milliseconds(),
		LocalDay: in.VisitedDay, Answers: answers}
	return &judgedReport{response: r, body: body, score: score, photos: photosOf(answers)}, nil
}

// scoreReport scores answers that were found right.
func scoreReport(d surveys.Document, answers surveys.Answers) (measure.VisitScore, error) {
	shown, err := logic.Visible(d, answers)
	if err != nil {
		return measure.VisitScore{}, err
	}
	return measure.VisitOf(d, answers, shown.Shows)
}

// reportHash is what settles retries: the same answers of the same day are the same report, whatever the language of the
// page and the moment of sending.
func reportHash(day int, answers []byte) string {
	sum := sha256.Sum256(strconv.AppendInt(append([]byte{}, answers...), int64(day), 10))
	return hex.EncodeToString(sum[:])
}

// photosOf returns the photos that answers name, each with its item.
func photosOf(answers surveys.Answers) map[string]string {
	photos := map[string]string{}
	for _, item := range slices.Sorted(maps.Keys(answers)) {
		for _, sha := range answers[item].Photos {
			photos[sha] = item
		}
	}
	return photos
}

// acceptReport goes with the row of a report in its savepoint: photos complete, visit moved, score kept, event written.
func (s *Service) acceptReport(ctx context.Context, db store.DB, pass VisitPass, found *surveys.Visit, r *judgedReport) error {
	v, err := store.LockVisit(ctx, db, orgScope(found.OrgID), found.ID)
	if err != nil {
		return err
	}
	if !pass.opens(v, found) { // the link was replaced in this moment, or the visit given to somebody else
		return surveys.E(surveys.NotFound, "error.not_found")
	}
	if r.response.Revision != v.Revision+1 {
		return surveys.E(surveys.Conflict, "visit.revision")
	}
	from := visitStanding(v)
	if _, err := v.Move(surveys.ActSubmit); err != nil {
		return err
	}
	if err := store.DropDraft(ctx, db, v); err != nil {
		return err
	}
	if err := s.matchPhotos(ctx, db, v, r.photos); err != nil {
		return err
	}
	return s.keepReport(ctx, db, pass.actor(v), v, r, surveys.ActSubmit, from, "")
}

// keepReport points the visit at a new revision and notes the transition.
func (s *Service) keepReport(ctx context.Context, db store.DB, a surveys.Actor, v *surveys.Visit, r *judgedReport, act surveys.VisitAction, from, reason string) error {
	v.Revision, v.VisitedDay, v.UpdatedAt = r.response.Revision, r.response.LocalDay, s.clock()
	v.Score, v.Verdict, v.Band = r.score.Total, r.score.Verdict, r.score.Band
	if err := store.SupersedeRevisions(ctx, db, v.OrgID, v.ResponseID, v.Revision); err != nil {
		return err
	}
	if err := store.UpdateVisit(ctx, db, v); err != nil {
		return err
	}
	return s.visitEvent(ctx, db, a, v, string(act), from, visitStanding(v), reason)
}

// matchPhotos makes sure that every photo a report names is stored for the visit, and takes away those that no report
// names: they were uploaded and then removed again.
func (s *Service) matchPhotos(ctx context.Context, db store.DB, v *surveys.Visit, named map[string]string) error {
	scope := orgScope(v.OrgID)
	stored, err := store.VisitEvidence(ctx, db, scope, v.ID)
	if err != nil {
		return err
	}
	have := map[string]bool{}
	for _, e := range stored {
		have[e.SHA] = true
	}
	var p surveys.Problems
	for _, sha := range slices.Sorted(maps.Keys(named)) {
		if !have[sha] {
			p.Add(named[sha], "photo.missing")
		}
	}
	if err := p.Err(); err != nil {
		return err
	}
	earlier, err := store.VisitRevisions(ctx, db, scope, v)
	if err != nil {
		return err
	}
	keep := maps.Clone(named)
	for _, r := range earlier {
		maps.Copy(keep, photosOf(r.Answers))
	}
	var drop []string
	for _, e := range stored {
		if keep[e.SHA] == "" {
			drop = append(drop, e.SHA)
		}
	}
	return store.DeleteEvidence(ctx, db, scope, v.ID, drop)
}
