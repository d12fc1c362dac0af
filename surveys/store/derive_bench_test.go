package store_test

import (
	"context"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

func BenchmarkDerive(b *testing.B) {
	for _, e := range []string{"sqlite", "postgres"} {
		b.Run(e, func(b *testing.B) {
			url := surveytest.SQLite(b)
			if e == "postgres" {
				url = surveytest.Postgres(b)
			}
			st := surveytest.Open(b, url)
			f := newFixture(b, st, "bench")
			const n = 20000
			var list []*surveys.Response
			for i := range n {
				list = append(list, f.response(fullAnswers(i)))
			}
			for i := 0; i < n; i += 1000 {
				must(b, st.InTx(context.Background(), func(ctx context.Context, db store.DB) error {
					_, err := store.InsertResponses(ctx, db, list[i:i+1000], true)
					return err
				}))
			}
			d := store.NewDeriver(st)
			start := time.Now()
			b.ResetTimer()
			drainBy(b, d, 1000)
			b.ReportMetric(n/time.Since(start).Seconds(), "responses/s")
		})
	}
}

func drainBy(t testing.TB, d *store.Deriver, batch int) {
	t.Helper()
	for {
		n, err := d.Batch(context.Background(), batch)
		must(t, err)
		if n == 0 {
			return
		}
	}
}
