package service

import (
	"context"
	"errors"
	"io"
	"iter"
	"slices"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/store"
)

var (
	_ = registerExporter(surveys.ReportSatisfaction, (*Service).exportSatisfaction)
	_ = registerExporter(surveys.ReportResponses, (*Service).exportResponses)
)

// bookInfo is what every workbook of an organisation says about itself.
func (s *Service) bookInfo(org surveys.Org, lang string) report.Info {
	now := s.clock()
	if zone, err := time.LoadLocation(org.Zone); err == nil {
		now = now.In(zone)
	}
	return report.Info{Lang: lang, Generated: now, Version: s.release, ArrowStyle: org.Settings.ArrowStyle}
}

// exportSatisfaction writes the workbook 客户满意度报告.
func (s *Service) exportSatisfaction(ctx context.Context, a surveys.Actor, req surveys.ExportRequest, w io.Writer) (string, error) {
	f := ResultFilter{InstrumentID: req.InstrumentID, WaveID: req.WaveID, UnitID: req.UnitID, LocationID: req.LocationID}
	r, err := s.satisfaction(ctx, a, surveys.ResultExport, f)
	if err != nil {
		return "", err
	}
	groups, err := s.groups(ctx, a, surveys.ResultExport, f)
	if err != nil {
		return "", err
	}
	org, err := store.FindOrg(ctx, s.store.Read(), a.OrgID)
	if err != nil {
		return "", err
	}
	words, err := s.allWords(ctx, a, f)
	if err != nil {
		return "", err
	}
	say := report.Translator(s.texts(req.Lang))
	info := report.SatisfactionInfo(r, s.bookInfo(*org, req.Lang), say)
	return report.FileName(info), report.WriteSatisfaction(w, report.SatisfactionBook{Report: r, Groups: groups, Words: words}, info, say)
}

// exportResponses writes single responses. Besides result.export it needs response.read: whoever may only see figures
// does not get the answers they are made of. A zero wave means every wave.
func (s *Service) exportResponses(ctx context.Context, a surveys.Actor, req surveys.ExportRequest, w io.Writer) (string, error) {
	db := s.store.Read()
	f := ResultFilter{InstrumentID: req.InstrumentID, WaveID: req.WaveID, UnitID: req.UnitID, LocationID: req.LocationID}
	scope, err := exportScope(a, req)
	if err != nil {
		return "", err
	}
	r, err := s.results(ctx, db, scope, f)
	if err != nil {
		return "", err
	}
	filter := r.exportedResponses(req)
	book := report.ResponsesBook{Header: r.responsesHeader(req), Versions: r.versions,
		Waves: map[surveys.ID]surveys.Wave{}, Locations: map[surveys.ID]surveys.Location{}}
	client, err := store.FindClient(ctx, db, scope, r.instrument.ClientID)
	if err != nil {
		return "", err
	}
	book.Header.Client = report.Ref{ID: client.ID, Code: client.Code, Name: client.Name}
	for _, wave := range r.waves {
		book.Waves[wave.ID] = wave
	}
	units, locations, err := store.PlacesOf(ctx, db, scope, client.ID)
	if err != nil {
		return "", err
	}
	for _, l := range locations {
		book.Locations[l.ID] = l
	}
	if r.unit != nil {
		below := locationsBelow(units, locations, r.unit.ID)
		if r.location != nil && !slices.Contains(below, r.location.ID) {
			return "", surveys.E(surveys.NotFound, "error.not_found").At("location_id")
		}
		if r.location == nil {
			filter.LocationIDs = below
		}
	}
	if book.Count, err = countForSheets(ctx, db, scope, filter); err != nil {
		return "", err
	}
	book.Rows = responsesUpTo(ctx, db, scope, filter, book.Count)
	say := report.Translator(s.texts(req.Lang))
	info := report.ResponsesInfo(book.Header, s.bookInfo(*r.org, req.Lang), say)
	return report.FileName(info), report.WriteResponses(w, book, info, say)
}

// countForSheets counts the responses of a filter well enough to lay out sheets: all of the instrument's, which an index
// alone answers, while those fit one sheet; else exactly those of the filter.
func countForSheets(ctx context.Context, db store.DB, scope surveys.Scope, f store.ResponseFilter) (int64, error) {
	n, err := store.CountResponses(ctx, db, scope, store.ResponseFilter{InstrumentID: f.InstrumentID})
	if err != nil || n <= onOneSheet {
		return n, err
	}
	return store.CountResponses(ctx, db, scope, f)
}

// onOneSheet is how many responses fit one sheet of the workbook whatever their columns are.
const onOneSheet = 20_000

// exportedResponses returns which responses are asked for.
func (r *resultSet) exportedResponses(req surveys.ExportRequest) store.ResponseFilter {
	filter := store.ResponseFilter{InstrumentID: r.instrument.ID, CurrentOnly: true, VisibleOnly: true, AnswersOnly: true}
	if !req.WaveID.IsZero() {
		filter.WaveIDs = []surveys.ID{req.WaveID}
	}
	if r.location != nil {
		filter.LocationIDs = []surveys.ID{r.location.ID}
	}
	return filter
}

func (r *resultSet) responsesHeader(req surveys.ExportRequest) report.SatisfactionHeader {
	h := report.SatisfactionHeader{Org: report.Ref{ID: r.org.ID, Code: r.org.Code, Name: r.org.Name},
		Instrument: report.Ref{ID: r.instrument.ID, Code: r.instrument.Code, Name: r.instrument.Title}, AsOf: r.asOf}
	if r.wave != nil && !req.WaveID.IsZero() {
		h.Wave = &report.WaveRef{Ref: report.Ref{ID: r.wave.ID, Code: r.wave.Code, Name: r.wave.Name}, FromDay: r.wave.FromDay, ToDay: r.wave.ToDay}
	}
	if r.unit != nil {
		h.Unit = &report.Ref{ID: r.unit.ID, Code: r.unit.Code, Name: r.unit.Name}
	}
	if r.location != nil {
		h.Location = &report.Ref{ID: r.location.ID, Code: r.location.Code, Name: r.location.Name}
	}
	if n := len(r.versions); n > 0 {
		h.Source = r.versions[n-1].Document.Source
	}
	return h
}

// locationsBelow are the locations of a unit and of all units below it. It is never empty: a filter without locations
// would not filter.
func locationsBelow(units []surveys.Unit, locations []surveys.Location, unit surveys.ID) []surveys.ID {
	under := map[surveys.ID]bool{unit: true}
	for range units { // as often as the tree may be deep
		for _, u := range units {
			under[u.ID] = under[u.ID] || under[u.ParentID]
		}
	}
	var out []surveys.ID
	for _, l := range locations {
		if under[l.UnitID] {
			out = append(out, l.ID)
		}
	}
	if out == nil {
		out = []surveys.ID{unit} // no location has the id of a unit
	}
	return out
}

var errEnough = errors.New("service: enough rows")

// responsesUpTo goes through responses, the oldest first, without test ones. What arrives while it runs stands behind
// the rows that were counted, and what they have no room for is left to the next export.
func responsesUpTo(ctx context.Context, db store.DB, scope surveys.Scope, filter store.ResponseFilter, most int64) iter.Seq2[*surveys.Response, error] {
	return func(yield func(*surveys.Response, error) bool) {
		seen := int64(0)
		err := store.EachResponse(ctx, db, scope, filter, func(r *surveys.Response) error {
			if seen++; seen > most {
				return errEnough
			}
			if r.Source != surveys.SourceTest && !yield(r, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(nil, err)
		}
	}
}
