package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/library"
	"touchstone/surveys/store"
)

// NewInstrument makes an instrument from the library or from a document, one of the two.
type NewInstrument struct {
	ClientID surveys.ID
	Code     string            // unique in the organisation
	Library  string            // code in the library, or ""
	Document *surveys.Document // or a document of one's own
	Mode     surveys.Mode      // survey; "" = anonymous
}

// InstrumentView is an instrument with its draft and what stands in the way of publishing it.
type InstrumentView struct {
	surveys.Instrument
	Document surveys.Document
	Version  *surveys.Version // latest published, without its document; nil when there is none
	Problems []*surveys.Error // what Publish would refuse the draft for
}

// InstrumentRow is an instrument in a list. What a survey has brought in counts where the actor may read results; for
// checklists and scorecards, and without result.read, there is nothing to say.
type InstrumentRow struct {
	surveys.Instrument
	Responses *int64 `json:"responses,omitempty" doc:"Completed, valid responses that are counted by now. Surveys only, and only with result.read"`
	LastDay   int    `json:"last_day,omitempty" doc:"Day of the latest of them, yyyymmdd"`
}

// ListInstruments returns instruments without their drafts.
func (s *Service) ListInstruments(ctx context.Context, a surveys.Actor, f store.InstrumentFilter, p surveys.Page) (surveys.List[InstrumentRow], error) {
	var out surveys.List[InstrumentRow]
	scope, err := a.Scope(surveys.InstrumentRead)
	if err != nil {
		return out, err
	}
	list, err := store.ListInstruments(ctx, s.store.Read(), scope, f, p)
	if err != nil {
		return out, err
	}
	out = surveys.List[InstrumentRow]{Items: make([]InstrumentRow, len(list.Items)), Next: list.Next}
	for i, in := range list.Items {
		out.Items[i].Instrument = in
	}
	return out, s.countResponses(ctx, a, out.Items)
}

// countResponses fills in what surveys have brought in, in one query for the whole page.
func (s *Service) countResponses(ctx context.Context, a surveys.Actor, rows []InstrumentRow) error {
	scope, err := a.Scope(surveys.ResultRead)
	if surveys.KindOf(err) == surveys.Forbidden {
		return nil
	}
	var ids []surveys.ID
	for _, r := range rows {
		if r.Kind == surveys.Survey {
			ids = append(ids, r.ID)
		}
	}
	if err != nil || len(ids) == 0 {
		return err
	}
	counts, err := store.CountInstruments(ctx, s.store.Read(), scope, ids)
	if err != nil {
		return err
	}
	for i := range rows {
		if rows[i].Kind == surveys.Survey && scope.Reads(rows[i].ClientID) {
			c := counts[rows[i].ID]
			rows[i].Responses, rows[i].LastDay = &c.N, c.LastDay
		}
	}
	return nil
}

// FindInstrument returns an instrument with its draft.
func (s *Service) FindInstrument(ctx context.Context, a surveys.Actor, id surveys.ID) (*InstrumentView, error) {
	scope, err := a.Scope(surveys.InstrumentRead)
	if err != nil {
		return nil, err
	}
	in, err := store.FindInstrument(ctx, s.store.Read(), scope, id)
	if err != nil {
		return nil, err
	}
	return viewInstrument(ctx, s.store.Read(), scope, in)
}

func viewInstrument(ctx context.Context, db store.DB, scope surveys.Scope, in *surveys.Instrument) (*InstrumentView, error) {
	view := &InstrumentView{Instrument: *in, Document: in.Draft, Problems: problemsOf(surveys.CheckDocument(in.Draft))}
	if in.VersionID.IsZero() {
		return view, nil
	}
	v, err := store.FindVersion(ctx, db, scope, in.VersionID)
	view.Version = v
	return view, err
}

func problemsOf(err error) []*surveys.Error {
	e, ok := err.(*surveys.Error) //nolint:errorlint // CheckDocument returns it unwrapped
	switch {
	case !ok:
		return nil
	case len(e.More) > 0:
		return e.More
	}
	return []*surveys.Error{e}
}

// CreateInstrument makes a draft. A document of one's own must be ready to publish: what begins broken is found at once.
// Needs instrument.edit for the whole client.
func (s *Service) CreateInstrument(ctx context.Context, a surveys.Actor, in NewInstrument) (*InstrumentView, error) {
	scope, err := a.Scope(surveys.InstrumentEdit)
	if err != nil {
		return nil, err
	}
	doc, err := documentFor(in)
	if err != nil {
		return nil, err
	}
	var p surveys.Problems
	p.CheckCode("code", in.Code)
	if in.Mode == "" {
		in.Mode = surveys.Anonymous
	}
	p.CheckOneOf("mode", string(in.Mode), string(surveys.Anonymous), string(surveys.Confidential), string(surveys.Identified))
	if err := p.Err(); err != nil {
		return nil, err
	}
	if err := s.holdsClient(ctx, scope, in.ClientID); err != nil {
		return nil, err
	}
	if doc.Kind != surveys.Survey {
		in.Mode = surveys.Identified // reports and ratings have authors
	}
	now := s.clock()
	row := &surveys.Instrument{OrgID: a.OrgID, ID: surveys.NewID(now), ClientID: in.ClientID, Kind: doc.Kind, Code: in.Code,
		Title: doc.Title, State: "draft", Mode: in.Mode, Draft: doc, DraftRev: 1, CreatedAt: now, UpdatedAt: now}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if err := store.InsertInstrument(ctx, db, row); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.InstrumentEdit), "instruments", row.ID, nil, row)
	})
	if err != nil {
		return nil, err
	}
	return &InstrumentView{Instrument: *row, Document: doc}, nil
}

func documentFor(in NewInstrument) (surveys.Document, error) {
	switch {
	case (in.Library == "") == (in.Document == nil):
		return surveys.Document{}, surveys.E(surveys.Invalid, "instrument.source").At("document")
	case in.Document != nil:
		return *in.Document, under(surveys.CheckDocument(*in.Document), "document")
	}
	doc, err := library.Get(in.Library)
	if surveys.KindOf(err) == surveys.NotFound {
		return doc, surveys.E(surveys.Invalid, "library.not_found", "Code", in.Library).At("library_code")
	}
	return doc, err
}

// under puts the places of all failures of an error below a field of the input.
func under(err error, field string) error {
	e, ok := err.(*surveys.Error) //nolint:errorlint // CheckDocument returns it unwrapped
	if !ok {
		return err
	}
	if len(e.More) == 0 {
		e.Field = field + "." + e.Field
	}
	for _, m := range e.More {
		m.Field = field + "." + m.Field
	}
	return e
}

// SaveInstrument replaces the draft. rev is the draft_rev the author saw: Conflict when somebody saved since. A draft may
// be unfinished, but its kind stays and all its texts can be stored.
func (s *Service) SaveInstrument(ctx context.Context, a surveys.Actor, id surveys.ID, rev int64, doc surveys.Document) (view *InstrumentView, err error) {
	scope, err := a.Scope(surveys.InstrumentEdit)
	if err != nil {
		return nil, err
	}
	if !storable(doc) {
		return nil, surveys.E(surveys.Invalid, "document.characters").At("document")
	}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		in, err := lockToEdit(ctx, db, scope, id)
		if err != nil {
			return err
		}
		switch {
		case in.DraftRev != rev:
			return surveys.E(surveys.Conflict, "instrument.stale")
		case doc.Kind != in.Kind:
			return surveys.E(surveys.Invalid, "instrument.kind").At("document.kind")
		}
		before := *in
		in.Draft, in.Title, in.DraftRev, in.UpdatedAt = doc, doc.Title, in.DraftRev+1, s.clock()
		if doc.Title.Empty() {
			in.Title = before.Title
		}
		if err := store.UpdateInstrument(ctx, db, in); err != nil {
			return err
		}
		if view, err = viewInstrument(ctx, db, scope, in); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.InstrumentEdit), "instruments", id, before.Draft, in.Draft)
	})
	return view, err
}

// lockToEdit returns an instrument of a client that the scope holds whole. Forbidden when it may only be read.
func lockToEdit(ctx context.Context, db store.DB, scope surveys.Scope, id surveys.ID) (*surveys.Instrument, error) {
	in, err := store.LockInstrument(ctx, db, scope, id)
	if err == nil && !scope.Holds(in.ClientID) {
		return nil, surveys.E(surveys.Forbidden, "error.forbidden")
	}
	return in, err
}

// LibraryEntry is one built-in instrument.
type LibraryEntry library.Entry

// Library returns the built-in instruments. Everybody who may read instruments may see them.
func (s *Service) Library(a surveys.Actor) ([]LibraryEntry, error) {
	if _, err := a.Scope(surveys.InstrumentRead); err != nil {
		return nil, err
	}
	var entries []LibraryEntry
	for _, e := range library.All() {
		entries = append(entries, LibraryEntry(e))
	}
	return entries, nil
}

// ListVersions returns the published versions of an instrument without their documents, the newest first.
func (s *Service) ListVersions(ctx context.Context, a surveys.Actor, instrument surveys.ID, p surveys.Page) (surveys.List[surveys.Version], error) {
	scope, err := a.Scope(surveys.InstrumentRead)
	if err != nil {
		return surveys.List[surveys.Version]{}, err
	}
	if _, err := store.FindInstrument(ctx, s.store.Read(), scope, instrument); err != nil {
		return surveys.List[surveys.Version]{}, err
	}
	return store.ListVersions(ctx, s.store.Read(), scope, instrument, p)
}

// FindVersion returns the version of an instrument with that number, with its document.
func (s *Service) FindVersion(ctx context.Context, a surveys.Actor, instrument surveys.ID, number int) (*surveys.Version, error) {
	scope, err := a.Scope(surveys.InstrumentRead)
	if err != nil {
		return nil, err
	}
	return store.FindVersionByNumber(ctx, s.store.Read(), scope, instrument, number)
}
