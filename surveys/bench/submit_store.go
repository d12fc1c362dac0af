package bench

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// submit measures acknowledged responses a second: at the accept path of the store, and through HTTP.
func submit(ctx context.Context, r *run) error {
	survey, err := publish(ctx, r.scratch.service, "bench", "", fourItems())
	if err != nil {
		return err
	}
	if err := r.submitStore(ctx, survey); err != nil {
		return err
	}
	return r.submitHTTP(ctx, survey)
}

// floorConns is how many connections the floor has on PostgreSQL; with more, a small machine gets slower.
const floorConns = 32

func (r *run) submitStore(ctx context.Context, survey *surveyed) error {
	committer := store.NewCommitter(r.scratch.store)
	defer committer.Close(ctx)
	floor, err := newFloor(ctx, r.scratch.url)
	if err != nil {
		return err
	}
	defer floor.db.Close()
	members := survey.members()
	for _, clients := range clientCounts {
		ours, bare, err := r.byTurns(
			func() (float64, error) {
				return load(ctx, clients, r.length(), func(ctx context.Context, _ int) error {
					_, err := committer.Submit(ctx, members())
					return err
				})
			},
			func() (float64, error) {
				return load(ctx, clients, r.length(), func(ctx context.Context, _ int) error { return floor.store(ctx, members()) })
			})
		if err != nil {
			return err
		}
		r.printBeside(fmt.Sprintf("submit.store.%d", clients), ours, bare, "responses/s")
	}
	return nil
}

// members makes new responses; the answers are encoded once, because both ways would encode them alike.
func (s *surveyed) members() func() store.Member {
	body, err := json.Marshal(fourAnswers(rand.New(rand.NewPCG(1, 1))))
	if err != nil {
		panic("bench: " + err.Error()) // numbers of ours
	}
	return func() store.Member {
		now := time.Now()
		return store.Member{Response: s.response(surveys.NewDayID(now), nil, now), Body: body}
	}
}

// floorConsumer keeps the floor's outbox rows from the derivation, which would find no survey behind them.
const floorConsumer = "bench"

// floor stores responses the plain way: one transaction each, by hand.
type floor struct {
	db               *sql.DB
	response, outbox string
	prepared         [2]*sql.Stmt // SQLite; pgdriver sends values with the statement, which is one way less
}

// responseColumns are those of a response, in the order of responseValues.
var responseColumns = []string{"org_id", "id", "revision", "kind", "instrument_id", "version_id", "wave_id", "channel_id", "location_id",
	"touchpoint_id", "staff_id", "visit_id", "lang", "mode", "source", "import_id", "state", "valid", "invalid_reason", "notice_version",
	"seed", "body_hash", "started_at", "received_at", "duration_ms", "local_day", "superseded_by", "answers"}

const timeFormat = "2006-01-02 15:04:05.999999-07:00"

func responseValues(m store.Member) []any {
	r := m.Response
	return []any{r.OrgID.String(), r.ID.String(), r.Revision, string(r.Kind), r.InstrumentID.String(), r.VersionID.String(), r.WaveID.String(),
		r.ChannelID.String(), r.LocationID.String(), r.TouchpointID.String(), r.StaffID.String(), r.VisitID.String(), r.Lang, string(r.Mode),
		r.Source, r.ImportID.String(), string(r.State), r.Valid, r.InvalidReason, r.Notice, r.Seed, r.BodyHash,
		r.StartedAt.Format(timeFormat), r.ReceivedAt.Format(timeFormat), r.DurationMS, r.LocalDay, r.SupersededBy, string(m.Body)}
}

func insert(table string, columns []string) string {
	marks := make([]string, len(columns))
	for i := range marks {
		marks[i] = fmt.Sprint("$", i+1)
	}
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(marks, ", ") + ")"
}

func newFloor(ctx context.Context, address string) (*floor, error) {
	db, err := openBare(address, floorConns)
	if err != nil {
		return nil, err
	}
	f := &floor{db: db, response: insert("responses", responseColumns),
		outbox: insert("outbox", []string{"org_id", "id", "consumer", "response_id", "created_at"})}
	if strings.HasPrefix(address, "sqlite://") {
		for i, query := range []string{f.response, f.outbox} {
			if f.prepared[i], err = db.PrepareContext(ctx, query); err != nil {
				return nil, err
			}
		}
	}
	return f, nil
}

// store writes one response and its outbox row in a transaction of their own.
func (f *floor) store(ctx context.Context, m store.Member) error {
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	outbox := []any{m.Response.OrgID.String(), surveys.NewID(m.Response.ReceivedAt).String(), floorConsumer, m.Response.ID.String(),
		m.Response.ReceivedAt.Format(timeFormat)}
	for i, values := range [][]any{responseValues(m), outbox} {
		if f.prepared[i] != nil {
			_, err = tx.StmtContext(ctx, f.prepared[i]).ExecContext(ctx, values...)
		} else {
			_, err = tx.ExecContext(ctx, []string{f.response, f.outbox}[i], values...)
		}
		if err != nil {
			return err
		}
	}
	return tx.Commit()
}
