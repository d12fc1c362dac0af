package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
)

// filler writes the dashboard's data.
type filler struct {
	*run
	survey *surveyed
	shops  []surveys.ID
}

// places makes three units with six shops each.
func (f *filler) places(ctx context.Context) error {
	s, actor, client := f.scratch.service, f.survey.actor, f.survey.client.ID
	brand, err := s.CreateBrand(ctx, actor, service.NewBrand{ClientID: client, Code: "own", Name: label("自有", "Own"), Own: true})
	if err != nil {
		return err
	}
	var unit *surveys.Unit
	for i := range dashboardShops {
		if i%6 == 0 {
			if unit, err = s.CreateUnit(ctx, actor, service.NewUnit{ClientID: client, Code: fmt.Sprint("unit", i/6), Name: label(fmt.Sprint("大区 ", i/6), fmt.Sprint("Region ", i/6))}); err != nil {
				return err
			}
		}
		shop, err := s.CreateLocation(ctx, actor, service.NewLocation{ClientID: client, UnitID: unit.ID, BrandID: brand.ID, Kind: "shop",
			Code: fmt.Sprint("shop", i), Name: label(fmt.Sprint("门店 ", i), fmt.Sprint("Shop ", i))})
		if err != nil {
			return err
		}
		f.shops = append(f.shops, shop.ID)
	}
	return nil
}

const fillBatch = 2000

// fill writes responses spread evenly over shops and days, and tells the derivation of them.
func (f *filler) fill(ctx context.Context, count int) error {
	r := rand.New(rand.NewPCG(7, uint64(count)))
	first := time.Date(2025, 1, 1, 12, 0, 0, 0, time.UTC)
	for done := 0; done < count; done += fillBatch {
		var batch []*surveys.Response
		for i := done; i < min(done+fillBatch, count); i++ {
			at := first.AddDate(0, 0, r.IntN(dashboardDays))
			row := f.survey.response(numberedID(r, at), fourAnswers(r), at)
			row.LocationID = f.shops[i%len(f.shops)]
			batch = append(batch, row)
		}
		err := f.scratch.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
			_, err := store.InsertResponses(ctx, db, batch, true)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Columns that copies of responses and answers share, beside the id of the response.
var (
	copiedResponse = responseColumns[2:]
	copiedAnswer   = []string{"item", `"row"`, "code", "instrument_id", "version_id", "wave_id", "location_id", "touchpoint_id", "local_day",
		"lang", "num", "text"}
	counted = []string{"n", "sum", "sum_sq", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10"}
)

// multiply copies every response, with what derives from it, nine times: histograms are sums, so ten times the responses
// are ten times the counts. A test holds the result against a derivation of all the copies.
func (f *filler) multiply(ctx context.Context) error {
	db, err := f.scratch.bare(1)
	if err != nil {
		return err
	}
	defer db.Close()
	var steps []string
	for i := 1; i <= copies; i++ {
		steps = append(steps, f.copyOf("responses", "id", copiedResponse, i), f.copyOf("answers", "response_id", copiedAnswer, i))
	}
	for _, table := range []string{"histograms", "histogram_months"} {
		var sets []string
		for _, c := range counted {
			sets = append(sets, fmt.Sprintf("%s = %s * %d", c, c, copies+1))
		}
		steps = append(steps, "UPDATE "+table+" SET "+strings.Join(sets, ", "))
	}
	if f.scratch.postgres() {
		steps = append(steps, "ANALYZE")
	} else {
		steps = append([]string{"PRAGMA synchronous = OFF", "PRAGMA cache_size = -524288"}, append(steps, "PRAGMA wal_checkpoint(TRUNCATE)")...)
	}
	for _, step := range steps {
		if _, err := db.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("%.60s: %w", step, err)
		}
	}
	return nil
}

// copyOf is the statement that makes copy number i of the rows whose id ends in 00; the copies' ids end in the number.
func (f *filler) copyOf(table, id string, columns []string, i int) string {
	text, made := id, fmt.Sprintf("substr(%s, 1, 34) || '%02x'", id, i)
	if f.scratch.postgres() {
		text = id + "::text"
		made = fmt.Sprintf("(substr(%s::text, 1, 34) || '%02x')::uuid", id, i)
	}
	list := strings.Join(columns, ", ")
	return fmt.Sprintf("INSERT INTO %s (org_id, %s, %s) SELECT org_id, %s, %s FROM %s WHERE substr(%s, 35) = '00' ORDER BY %s", // in the order of the key, which keeps its index quick
		table, id, list, made, list, table, text, id)
}
