package store_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

func benchResponse(org, inst, ver surveys.ID) *surveys.Response {
	now := time.Now().UTC()
	n := 9.0
	a := surveys.Answers{}
	for i := range 4 {
		a[fmt.Sprint("item", i)] = surveys.Answer{Number: &n}
	}
	a["why"] = surveys.Answer{Text: "it's fine"}
	return &surveys.Response{OrgID: org, ID: surveys.NewDayID(now), Revision: 1, Kind: surveys.Survey, InstrumentID: inst, VersionID: ver,
		Lang: "zh", Mode: surveys.Anonymous, Source: surveys.SourcePage, State: surveys.Completed, Valid: true, BodyHash: fmt.Sprintf("%064x", now.UnixNano()),
		StartedAt: now, ReceivedAt: now, LocalDay: 20261101, Answers: a}
}

func BenchmarkCommitter(b *testing.B) {
	for _, e := range []string{"sqlite", "postgres"} {
		url := surveytest.SQLite(b)
		if e == "postgres" {
			url = surveytest.Postgres(b)
		}
		st, err := store.Open(context.Background(), url, store.Options{MaxConns: 80})
		if err != nil {
			b.Fatal(err)
		}
		defer st.Close()
		org := surveys.NewID(time.Now())
		for _, clients := range []int{1, 8, 32, 128} {
			run := func(name string, submit func(r *surveys.Response) error) {
				b.Run(fmt.Sprint(e, "/", name, "/", clients), func(b *testing.B) {
					var left atomic.Int64
					left.Store(int64(b.N))
					var wg sync.WaitGroup
					start := time.Now()
					for range clients {
						wg.Go(func() {
							for left.Add(-1) >= 0 {
								if err := submit(benchResponse(org, org, org)); err != nil {
									b.Error(err)
									return
								}
							}
						})
					}
					wg.Wait()
					b.ReportMetric(float64(b.N)/time.Since(start).Seconds(), "acks/s")
				})
			}
			c := store.NewCommitter(st)
			run("group", func(r *surveys.Response) error {
				_, err := c.Submit(context.Background(), store.Member{Response: r})
				return err
			})
			run("single", func(r *surveys.Response) error { return store.InsertOne(context.Background(), st, r) })
		}
	}
}
