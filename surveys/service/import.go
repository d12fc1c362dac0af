package service

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// Limits of one import.
const (
	maxImportResponses = 5_000_000
	maxImportErrors    = 100 // that a report names; all are counted
	importBatch        = 1000
)

// ImportInput is a file of responses, read already.
type ImportInput struct {
	InstrumentCode  string
	FileName        string
	FileHash        string            // SHA-256 (hex) of the file's bytes
	Rows            [][]string        // the first one is the header
	Epoch           time.Time         // the day that numbers in columns of dates count from (workbooks); zero = a number is no date
	Mapping         map[string]string // header → item code (or lang, location, date, frequency); "" = ignore the column
	FrequencyColumn string            // header of the column that says how often a row counts; "" = Freq, frequency or 频数
	Partial         bool              // store the good rows though others are bad
}

// ImportReport says what an import did.
type ImportReport struct {
	ImportID  surveys.ID        `json:"import_id"` // zero when nothing was stored
	Rows      int               `json:"rows"`      // of the file, without the header
	Responses int64             `json:"responses"` // that the good rows stand for
	Stored    int64             `json:"stored"`    // that were new
	Columns   map[string]string `json:"columns"`   // header → what it was read as
	Ignored   []string          `json:"ignored"`   // headers that were not recognised; not those that the mapping leaves out
	BadRows   int               `json:"bad_rows"`
	Errors    []*surveys.Error  `json:"-"` // what is wrong with them, at "row 7, column Type" (the header is row 1)
}

// ImportResponses stores the responses of a file. All rows are checked first; when one is bad nothing is stored, unless
// Partial, and the error names row and column. What is stored goes in batches under one import and becomes visible at
// once. The same file again stores nothing new. One that was interrupted is finished, or begun again when its columns are
// now read as something else. It returns when the figures hold the responses. Needs response.import for the whole client.
func (s *Service) ImportResponses(ctx context.Context, a surveys.Actor, in ImportInput) (*ImportReport, error) {
	im, err := s.newImporter(ctx, a, in)
	if err != nil {
		return nil, err
	}
	ids, err := im.check(ctx)
	if err != nil {
		return im.report, err
	}
	if len(im.report.Errors) > 0 && !in.Partial {
		return im.report, im.refusal()
	}
	id, fresh, err := im.begin(ctx, a, ids)
	if err != nil || !fresh {
		return im.report, err
	}
	if err := im.load(ctx, id); err != nil {
		return im.report, err
	}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if done, err := im.hold(ctx, db, id); err != nil || done {
			return err
		}
		if _, err := store.ShowImport(ctx, db, im.entry.Org.ID, id, s.clock()); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.ResponseImport), "imports", id, nil, in.FileHash)
	})
	if err != nil {
		return im.report, err
	}
	im.report.ImportID = id
	_, err = s.Derive(ctx)
	return im.report, err
}

// importer is one import at work.
type importer struct {
	s       *Service
	in      ImportInput
	scope   surveys.Scope
	entry   *Entry
	columns []importColumn
	places  map[string]*surveys.Location // by code, lower case; nil = unknown
	report  *ImportReport
}

func (s *Service) newImporter(ctx context.Context, a surveys.Actor, in ImportInput) (*importer, error) {
	scope, err := a.Scope(surveys.ResponseImport)
	if err != nil {
		return nil, err
	}
	instrument, err := store.FindInstrumentByCode(ctx, s.store.Read(), scope, in.InstrumentCode)
	if err != nil {
		return nil, err
	}
	if !scope.Holds(instrument.ClientID) {
		return nil, surveys.E(surveys.Forbidden, "error.forbidden")
	}
	im := &importer{s: s, in: in, scope: scope, places: map[string]*surveys.Location{}, report: &ImportReport{Columns: map[string]string{}, Ignored: []string{}}}
	if im.entry, err = s.entryFor(ctx, scope, instrument.ID, ""); err != nil {
		return nil, err
	}
	if len(in.Rows) < 2 || len(in.FileHash) != 2*sha256.Size {
		return nil, surveys.E(surveys.Invalid, "import.empty")
	}
	im.columns, err = im.readHeader()
	return im, err
}

// check goes through all rows and returns the ids of the responses that the good ones stand for.
func (im *importer) check(ctx context.Context) ([]surveys.ID, error) {
	var ids []surveys.ID
	for i := 1; i < len(im.in.Rows); i++ {
		row, problems, err := im.readRow(ctx, i)
		if err != nil {
			return nil, err
		}
		im.report.Rows++
		if len(problems) > 0 {
			im.report.BadRows++
			im.report.Errors = append(im.report.Errors, problems[:min(len(problems), maxImportErrors-len(im.report.Errors))]...)
			continue
		}
		im.report.Responses += row.times
		if im.report.Responses > maxImportResponses {
			return nil, surveys.E(surveys.TooLarge, "import.large", "max", maxImportResponses)
		}
		for n := range row.times {
			ids = append(ids, im.responseID(i, n))
		}
	}
	return ids, nil
}

// refusal is the error of an import with bad rows.
func (im *importer) refusal() error {
	return &surveys.Error{Kind: surveys.Invalid, Key: "import.bad_rows", Params: map[string]any{"count": im.report.BadRows}, More: im.report.Errors}
}

// responseID is the same for the same row of the same file, so that a file loaded twice is stored once.
func (im *importer) responseID(row int, repetition int64) surveys.ID {
	h := sha256.New()
	h.Write(im.entry.Instrument.ID[:])
	h.Write([]byte(im.in.FileHash))
	h.Write(binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, uint64(row)), uint64(repetition)))
	return surveys.HashID(h.Sum(nil))
}

// hold keeps others from finishing or dropping the import until the transaction ends. done says that somebody who loaded
// the same has finished it already.
func (im *importer) hold(ctx context.Context, db store.DB, id surveys.ID) (done bool, err error) {
	state, err := store.LockImport(ctx, db, im.entry.Org.ID, id)
	if surveys.KindOf(err) == surveys.NotFound { // dropped by an import with another mapping
		return false, surveys.E(surveys.Conflict, "import.overtaken").Because(err)
	}
	return state == store.ImportVisible, err
}

// load stores the good rows in batches. Nothing of it is visible yet.
func (im *importer) load(ctx context.Context, id surveys.ID) error {
	var batch []*surveys.Response
	flush := func() error {
		err := im.s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
			if done, err := im.hold(ctx, db, id); err != nil || done {
				return err
			}
			stored, err := store.InsertResponses(ctx, db, batch, false)
			im.report.Stored += int64(len(stored))
			return err
		})
		batch = batch[:0]
		return err
	}
	for i := 1; i < len(im.in.Rows); i++ {
		row, problems, err := im.readRow(ctx, i)
		if err != nil {
			return err
		}
		if len(problems) > 0 {
			continue
		}
		for n := range row.times {
			r := *row.response
			r.ID, r.ImportID = im.responseID(i, n), id
			if batch = append(batch, &r); len(batch) == importBatch {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
	return flush()
}

// HashFile returns the name under which an import knows a file's bytes.
func HashFile(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
