package bench

import (
	"context"
	"fmt"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

// Size of the dashboard's data: the smaller one is derived by the product itself, the larger one is as many copies of it.
const (
	dashboardShops = 18
	dashboardDays  = 365
	copies         = 9
)

// dashboard measures the results summary of a survey over the same shops and days, before and after the number of
// responses grew tenfold.
func dashboard(ctx context.Context, r *run) error {
	survey, err := publish(ctx, r.scratch.service, "bench", "", fourItems())
	if err != nil {
		return err
	}
	f := &filler{run: r, survey: survey}
	if err := f.places(ctx); err != nil {
		return err
	}
	count := pick(r, 100_000, 5_000)
	began := time.Now()
	if err := f.fill(ctx, count); err != nil {
		return err
	}
	filled := time.Since(began)
	began = time.Now()
	if _, err := r.scratch.service.Derive(ctx); err != nil {
		return err
	}
	fmt.Fprintf(r.Log, "# %d responses written in %.1f s, derived in %.1f s\n", count, filled.Seconds(), time.Since(began).Seconds())
	small, err := r.summary(ctx, survey, int64(count))
	if err != nil {
		return err
	}
	began = time.Now()
	if err := f.multiply(ctx); err != nil {
		return err
	}
	fmt.Fprintf(r.Log, "# copied to %d responses in %.1f s\n", count*(copies+1), time.Since(began).Seconds())
	large, err := r.summary(ctx, survey, int64(count*(copies+1)))
	if err != nil {
		return err
	}
	r.print("dashboard."+short(count), small, "ms")
	r.print("dashboard."+short(count*(copies+1)), large, "ms")
	r.print("dashboard.ratio", large/small, "x")
	return nil
}

func short(n int) string {
	if n%1_000_000 == 0 {
		return fmt.Sprintf("%dm", n/1_000_000)
	}
	return fmt.Sprintf("%dk", n/1000)
}

// summary returns the median time of the results summary in milliseconds, after a first call that is not counted, and
// makes sure that the summary holds all responses.
func (r *run) summary(ctx context.Context, survey *surveyed, want int64) (float64, error) {
	var times []float64
	for i := range 1 + pick(r, 51, 3) {
		began := time.Now()
		got, err := r.scratch.service.Satisfaction(ctx, survey.actor, service.ResultFilter{InstrumentID: survey.version.InstrumentID})
		if err != nil {
			return 0, err
		}
		took := time.Since(began)
		if got.Header.Responses != want || len(got.Locations) != dashboardShops || got.Tiles[0].Current.Status != surveys.FigureOK {
			return 0, fmt.Errorf("the summary holds %d responses of %d locations, want %d of %d", got.Header.Responses, len(got.Locations), want, dashboardShops)
		}
		if i > 0 {
			times = append(times, float64(took.Microseconds())/1000)
		}
	}
	return median(times), nil
}
