package service

import (
	"context"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/logic"
	"touchstone/surveys/store"
)

// VisitTask is a visit as its auditor sees it: the briefing, the checklist and what was filled in so far. It holds no
// points and no score.
type VisitTask struct {
	Visit       surveys.Visit
	Document    surveys.Document
	Version     int
	Client      surveys.Text
	Location    surveys.Location
	Brand       surveys.Text
	Today       int // where the visit takes place
	Editable    bool
	Over        bool            // the window or the deadline has passed
	Answers     surveys.Answers // of the draft, else of the report that was returned
	Sequence    int64           // of the draft; 0 = none
	StartedAt   time.Time       // zero when nothing was filled in
	VisitedDay  int             // as last given; 0 = not yet
	Photos      []surveys.Evidence
	Reason      string // of the last return or rejection
	SubmittedAt time.Time
}

// NextRevision is the number of the report to be sent next.
func (t *VisitTask) NextRevision() int { return t.Visit.Revision + 1 }

// OpenVisit returns the visit a pass opens. NotFound for a pass that opens none; Gone when the visit was cancelled,
// withdrawn, or its window passed without a report. It changes nothing.
func (s *Service) OpenVisit(ctx context.Context, pass VisitPass) (*VisitTask, error) {
	db := s.store.Read()
	v, err := pass.find(ctx, db)
	if err != nil {
		return nil, err
	}
	t := &VisitTask{Visit: *v, VisitedDay: v.VisitedDay}
	if t.Today, err = s.visitToday(ctx, db, v); err != nil {
		return nil, err
	}
	t.Over = v.ToDay < t.Today
	t.Editable = visitOpen(v) && !t.Over
	if err := visitGone(v, t.Today); err != nil {
		return nil, err
	}
	if err := s.fillTask(ctx, db, t); err != nil {
		return nil, err
	}
	return t, fillAnswers(ctx, db, t)
}

// visitGone returns an error when a link leads nowhere any more.
func visitGone(v *surveys.Visit, today int) error {
	switch v.State {
	case surveys.VisitExpired:
		return surveys.E(surveys.Gone, "visit.gone")
	case surveys.VisitCancelled, surveys.VisitWithdrawn, surveys.VisitDeclined:
		return surveys.E(surveys.Gone, "visit.closed")
	}
	if visitOpen(v) && v.Report == surveys.ReportNone && v.ToDay < today {
		return surveys.E(surveys.Gone, "visit.gone")
	}
	return nil
}

func (s *Service) fillTask(ctx context.Context, db store.DB, t *VisitTask) error {
	scope := orgScope(t.Visit.OrgID)
	version, err := store.FindVersion(ctx, db, scope, t.Visit.VersionID)
	if err != nil {
		return err
	}
	client, err := store.FindClient(ctx, db, scope, t.Visit.ClientID)
	if err != nil {
		return err
	}
	location, err := store.FindLocation(ctx, db, scope, t.Visit.LocationID)
	if err != nil {
		return err
	}
	brand, err := store.FindBrand(ctx, db, scope, location.BrandID)
	if err != nil {
		return err
	}
	t.Document, t.Version, t.Client, t.Location, t.Brand = version.Document, version.Number, client.Name, *location, brand.Name
	if t.Photos, err = store.VisitEvidence(ctx, db, scope, t.Visit.ID); err != nil {
		return err
	}
	events, err := store.VisitEvents(ctx, db, scope, t.Visit.ID)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.To == string(surveys.ReportReturned) || e.To == string(surveys.ReportRejected) {
			t.Reason = e.Reason
		}
		if e.Action == string(surveys.ActSubmit) {
			t.SubmittedAt = e.At
		}
	}
	return nil
}

// fillAnswers takes the draft while there is something to fill in, else the report that was sent last.
func fillAnswers(ctx context.Context, db store.DB, t *VisitTask) error {
	t.Answers = surveys.Answers{}
	scope := orgScope(t.Visit.OrgID)
	draft, err := store.FindDraft(ctx, db, scope.Org, t.Visit.ResponseID)
	switch {
	case err == nil && draft.VersionID == t.Visit.VersionID && visitOpen(&t.Visit):
		t.Answers, t.Sequence, t.StartedAt = draft.Answers, draft.Sequence, draft.StartedAt
		return nil
	case err != nil && surveys.KindOf(err) != surveys.NotFound:
		return err
	case t.Visit.Revision == 0:
		return nil
	}
	last, err := store.FindRevision(ctx, db, scope, t.Visit.ResponseID, t.Visit.Revision)
	if err != nil {
		return err
	}
	t.takeReport(last)
	return nil
}

// takeReport begins with the answers of a stored report.
func (t *VisitTask) takeReport(last *surveys.Response) {
	t.Answers = surveys.Answers{}
	for code, a := range last.Answers {
		if a.Missing = ""; a.Given() || a.Note != "" || len(a.Photos) > 0 {
			t.Answers[code] = a
		}
	}
	t.StartedAt = last.StartedAt
}

// editTask opens a visit that can still be filled in. Gone when the time is over, Conflict when it is not the auditor's
// turn.
func (s *Service) editTask(ctx context.Context, pass VisitPass) (*VisitTask, error) {
	t, err := s.OpenVisit(ctx, pass)
	switch {
	case err != nil:
		return nil, err
	case !t.Editable && visitOpen(&t.Visit):
		return nil, surveys.E(surveys.Gone, "visit.gone")
	case !t.Editable:
		return nil, surveys.E(surveys.Conflict, "visit.not_now")
	}
	return t, nil
}

// AcknowledgeVisit notes that the auditor has read the briefing. Doing it again changes nothing.
func (s *Service) AcknowledgeVisit(ctx context.Context, pass VisitPass) error {
	t, err := s.editTask(ctx, pass)
	if err != nil {
		return err
	}
	if t.Visit.State != surveys.VisitAssigned {
		return nil
	}
	return s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		return s.holderMove(ctx, db, pass, &t.Visit, surveys.ActAcknowledge)
	})
}

// holderMove moves a visit on behalf of whoever makes it. A move that somebody else made in this moment is fine.
func (s *Service) holderMove(ctx context.Context, db store.DB, pass VisitPass, found *surveys.Visit, act surveys.VisitAction) error {
	v, err := store.LockVisit(ctx, db, orgScope(found.OrgID), found.ID)
	if err != nil {
		return err
	}
	from := visitStanding(v)
	if _, err := v.Move(act); err != nil {
		return nil //nolint:nilerr // no longer in the state it was found in
	}
	v.UpdatedAt = s.clock()
	if err := store.UpdateVisit(ctx, db, v); err != nil {
		return err
	}
	*found = *v
	return s.visitEvent(ctx, db, pass.actor(v), v, string(act), from, visitStanding(v), "")
}

// VisitDraft is an unfinished report. The higher Sequence wins.
type VisitDraft struct {
	Sequence int64           `json:"sequence" minimum:"1"`
	Revision int             `json:"revision,omitempty" doc:"Number of the report it will be; left out: the next one"`
	Lang     string          `json:"lang" maxLength:"20"`
	Answers  surveys.Answers `json:"answers"`
}

// SaveVisitDraft keeps unfinished answers. stored is false when a draft with a higher sequence is there already, or when
// the report it belongs to was sent meanwhile and another is wanted. Invalid for answers that could never be submitted;
// Conflict or Gone when there is nothing to fill in any more.
func (s *Service) SaveVisitDraft(ctx context.Context, pass VisitPass, in VisitDraft) (stored bool, err error) {
	t, err := s.editTask(ctx, pass)
	if err != nil {
		return false, err
	}
	answers, err := logic.Validate(t.Document, in.Answers, logic.Draft)
	if err != nil {
		return false, err
	}
	if _, err := answersJSON(answers); err != nil {
		return false, err
	}
	if in.Sequence < 1 {
		return false, surveys.E(surveys.Invalid, "error.sequence").At("sequence")
	}
	if in.Revision != 0 && in.Revision != t.NextRevision() {
		return false, nil
	}
	now := s.clock()
	if t.StartedAt.IsZero() {
		t.StartedAt = now
	}
	d := &surveys.Draft{OrgID: t.Visit.OrgID, ResponseID: t.Visit.ResponseID, Sequence: in.Sequence, VisitID: t.Visit.ID,
		VersionID: t.Visit.VersionID, Lang: contentLang(t.Document, in.Lang), Answers: answers, StartedAt: t.StartedAt, UpdatedAt: now}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if err := s.lockFilling(ctx, db, pass, &t.Visit); err != nil {
			return err
		}
		stored, err = store.UpsertDraft(ctx, db, d)
		return err
	})
	return stored && err == nil, err
}

// lockFilling locks a visit that was found editable, makes sure that it still is, and notes that filling it in has begun.
// NotFound when the pass no longer opens it, Conflict when a report was sent or the visit closed meanwhile, Gone when its
// time is over.
func (s *Service) lockFilling(ctx context.Context, db store.DB, pass VisitPass, found *surveys.Visit) error {
	v, err := store.LockVisit(ctx, db, orgScope(found.OrgID), found.ID)
	if err != nil {
		return err
	}
	today, err := s.visitToday(ctx, db, v)
	switch {
	case err != nil:
		return err
	case !pass.opens(v, found):
		return surveys.E(surveys.NotFound, "error.not_found")
	case !visitOpen(v) || v.Revision != found.Revision:
		return surveys.E(surveys.Conflict, "visit.not_now")
	case v.ToDay < today:
		return surveys.E(surveys.Gone, "visit.gone")
	case v.State == surveys.VisitAssigned || v.State == surveys.VisitAcknowledged:
		return s.holderMove(ctx, db, pass, v, surveys.ActStart)
	}
	return nil
}

// contentLang is lang when the document is written in it, else the document's first language.
func contentLang(d surveys.Document, lang string) string {
	for _, l := range d.Languages {
		if l == lang {
			return l
		}
	}
	return d.DefaultLanguage()
}
