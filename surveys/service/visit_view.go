package service

import (
	"context"
	"slices"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/measure"
	"touchstone/surveys/report"
	"touchstone/surveys/store"
)

// VisitView is one visit with its report, explained item by item.
type VisitView struct {
	VisitSummary
	Wave       report.WaveRef       `json:"wave"`
	Checklist  report.Ref           `json:"checklist"`
	Version    int                  `json:"version"`
	Bands      []surveys.Band       `json:"bands"`
	Scored     *measure.VisitScore  `json:"scored"`   // of the current revision; nil without a report to see
	Sections   []VisitSectionView   `json:"sections"` // empty without a report to see
	Revisions  []VisitRevision      `json:"revisions"`
	Events     []surveys.VisitEvent `json:"events"`
	Moves      []surveys.VisitMove  `json:"moves"` // what this actor may do now
	CanLink    bool                 `json:"can_link"`
	ReportSeen bool                 `json:"report_seen"` // false: there is a report and it is not published
}

// VisitRevision is one revision of the report with its score.
type VisitRevision struct {
	Revision       int       `json:"revision"`
	ReceivedAt     time.Time `json:"received_at"`
	Score          *float64  `json:"score"`
	Verdict        string    `json:"verdict"`
	Band           string    `json:"band"`
	Current        bool      `json:"current"`
	FirstPublished bool      `json:"first_published"`
}

// VisitSectionView is one section of the report.
type VisitSectionView struct {
	Code     string          `json:"code"`
	Title    surveys.Text    `json:"title"`
	Weight   float64         `json:"weight"`
	Share    float64         `json:"share"` // percent of the total it carries on this visit
	Earned   float64         `json:"earned"`
	Possible float64         `json:"possible"`
	Score    *float64        `json:"score"`
	Zeroed   bool            `json:"zeroed"`
	Items    []VisitItemView `json:"items"`
}

// VisitItemView is one item of the report: what was answered, what it earned and why.
type VisitItemView struct {
	Code       string            `json:"code"`
	Type       surveys.ItemType  `json:"type"`
	Label      surveys.Text      `json:"label"`
	Touchpoint string            `json:"touchpoint,omitempty"`
	Answer     surveys.Answer    `json:"answer"`
	Labels     []surveys.Text    `json:"answer_labels"` // of the chosen options
	Options    []surveys.Option  `json:"options"`       // to choose from when correcting
	Several    bool              `json:"several"`       // several of them may be chosen
	Earned     float64           `json:"earned"`
	Possible   float64           `json:"possible"`
	Weight     float64           `json:"weight"`
	Bonus      float64           `json:"bonus,omitempty"`
	Deducted   float64           `json:"deducted,omitempty"`
	Counted    bool              `json:"counted"`
	Failed     bool              `json:"failed"`
	Reason     measure.Reason    `json:"reason,omitempty"` // why these points; "" for items that are no checks
	Critical   *surveys.Critical `json:"critical,omitempty"`
	Benchmark  bool              `json:"benchmark,omitempty"`
	Photos     []VisitPhoto      `json:"photos"`
}

// VisitPhoto is a stored photo.
type VisitPhoto struct {
	SHA    string `json:"sha"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// FindVisit returns a visit. Needs visit.read; before its report is published a visit exists only for those who plan,
// review or publish there: NotFound for others. words names the built-in options (yes, no, not applicable) in the languages of the interface.
func (s *Service) FindVisit(ctx context.Context, a surveys.Actor, id surveys.ID, words func(key string) surveys.Text) (*VisitView, error) {
	scope, err := a.Scope(surveys.VisitRead)
	if err != nil {
		return nil, err
	}
	db := s.store.Read()
	v, err := store.FindSeenVisit(ctx, db, visitSight(a, scope), id)
	if err != nil {
		return nil, err
	}
	names, err := s.visitNames(ctx, db, a, scope, []surveys.Visit{*v})
	if err != nil {
		return nil, err
	}
	view := &VisitView{VisitSummary: names.summary(*v), Sections: []VisitSectionView{}, Revisions: []VisitRevision{},
		Events: []surveys.VisitEvent{}, Moves: s.movesOf(ctx, db, a, v), CanLink: names.at(names.plans, *v) && visitOpen(v)}
	version, err := store.FindVersion(ctx, db, scope, v.VersionID)
	if err != nil {
		return nil, err
	}
	if err := view.describe(ctx, db, scope, version); err != nil {
		return nil, err
	}
	inner := names.sees(*v)
	view.ReportSeen = v.Revision > 0 && (inner || v.Published())
	if view.ReportSeen {
		if err := view.addReport(ctx, db, scope, version.Document, inner, words); err != nil {
			return nil, err
		}
	}
	return view, view.addEvents(ctx, db, scope, inner)
}

// movesOf lists what the actor may do with the visit now.
func (s *Service) movesOf(ctx context.Context, db store.DB, a surveys.Actor, v *surveys.Visit) []surveys.VisitMove {
	moves := []surveys.VisitMove{}
	for _, m := range v.Moves() {
		if m.Verb != "" && s.holdsVisit(ctx, db, a, m.Verb, v) == nil {
			moves = append(moves, m)
		}
	}
	return moves
}

func (view *VisitView) describe(ctx context.Context, db store.DB, scope surveys.Scope, version *surveys.Version) error {
	wave, err := store.FindWave(ctx, db, scope, view.WaveID)
	if err != nil {
		return err
	}
	instrument, err := store.FindInstrument(ctx, db, scope, view.InstrumentID)
	if err != nil {
		return err
	}
	view.Wave = report.WaveRef{Ref: report.Ref{ID: wave.ID, Code: wave.Code, Name: wave.Name}, FromDay: wave.FromDay, ToDay: wave.ToDay, State: wave.State}
	view.Checklist = report.Ref{ID: instrument.ID, Code: instrument.Code, Name: instrument.Title}
	view.Version, view.Bands = version.Number, []surveys.Band{}
	if version.Document.Scoring != nil {
		view.Bands = version.Document.Scoring.Bands
	}
	return nil
}

func (view *VisitView) addReport(ctx context.Context, db store.DB, scope surveys.Scope, d surveys.Document, inner bool, words func(string) surveys.Text) error {
	revisions, err := store.VisitRevisions(ctx, db, scope, &view.Visit)
	if err != nil {
		return err
	}
	for i := range revisions {
		r := &revisions[i]
		score, err := scoreReport(d, r.Answers)
		if err != nil {
			return err
		}
		current, first := r.Revision == view.Revision, r.Revision == view.FirstPublished
		if inner || current || first {
			view.Revisions = append(view.Revisions, VisitRevision{r.Revision, r.ReceivedAt.UTC(), score.Total, score.Verdict, score.Band, current, first})
		}
		if current {
			view.Scored = &score
			if err := view.addSections(ctx, db, scope, d, r.Answers, words); err != nil {
				return err
			}
		}
	}
	return nil
}

func (view *VisitView) addSections(ctx context.Context, db store.DB, scope surveys.Scope, d surveys.Document, answers surveys.Answers, words func(string) surveys.Text) error {
	stored, err := store.VisitEvidence(ctx, db, scope, view.ID)
	if err != nil {
		return err
	}
	for i, section := range d.Sections {
		sum := view.Scored.Sections[i]
		sv := VisitSectionView{Code: section.Code, Title: section.Name(), Weight: section.Weight, Share: 100 * sum.Share,
			Earned: sum.Earned, Possible: sum.Possible, Score: sum.Score, Zeroed: sum.Zeroed, Items: []VisitItemView{}}
		for _, it := range section.Items {
			if it.TakesAnswer() {
				sv.Items = append(sv.Items, newVisitItem(d, it, answers[it.Code], view.Scored, stored, words))
			}
		}
		view.Sections = append(view.Sections, sv)
	}
	return nil
}

func newVisitItem(d surveys.Document, it surveys.Item, a surveys.Answer, score *measure.VisitScore, stored []surveys.Evidence, words func(string) surveys.Text) VisitItemView {
	v := VisitItemView{Code: it.Code, Type: it.Type, Label: it.Label, Touchpoint: d.ItemTouchpoint(it.Code), Answer: a,
		Labels: []surveys.Text{}, Options: it.AllOptions(words), Several: it.Several(), Critical: it.Critical, Benchmark: it.Benchmark, Bonus: it.Bonus,
		Photos: []VisitPhoto{}}
	if v.Options == nil {
		v.Options = []surveys.Option{}
	}
	for _, o := range v.Options {
		if slices.Contains(a.Codes, o.Code) {
			v.Labels = append(v.Labels, o.Label)
		}
	}
	if at := slices.IndexFunc(score.Items, func(s measure.ItemScore) bool { return s.Item == it.Code }); at >= 0 {
		s := score.Items[at]
		v.Earned, v.Possible, v.Weight, v.Deducted = s.Earned, s.Possible, s.Weight, s.Deducted
		v.Counted, v.Failed, v.Reason = s.Counted, s.Failed, s.Reason
	}
	for _, sha := range a.Photos {
		for _, e := range stored {
			if e.SHA == sha {
				v.Photos = append(v.Photos, VisitPhoto{e.SHA, e.Width, e.Height})
			}
		}
	}
	return v
}

// addEvents adds the history: all of it for those who run visits, for others what happened to the published report, and
// by nobody's name.
func (view *VisitView) addEvents(ctx context.Context, db store.DB, scope surveys.Scope, inner bool) error {
	events, err := store.VisitEvents(ctx, db, scope, view.ID)
	if err != nil {
		return err
	}
	public := []string{string(surveys.ReportPublished), string(surveys.ReportAmended), string(surveys.ReportRetracted)}
	for _, e := range events {
		if !inner {
			if !slices.Contains(public, e.To) {
				continue
			}
			e.ActorID = surveys.ID{}
		}
		if e.ActorID == view.AuditorID && view.Auditor == "" { // only who plans visits may know who makes them
			e.ActorID = surveys.ID{}
		}
		view.Events = append(view.Events, e)
	}
	return nil
}
