package demo_test

import (
	"context"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/blob"
	"touchstone/surveys/demo"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

var asOf = time.Date(2026, 9, 14, 0, 0, 0, 0, time.UTC)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

type made struct {
	*demo.Made
	service *service.Service
	actor   surveys.Actor
}

func load(t *testing.T, st *store.Store, day time.Time) made {
	t.Helper()
	blobs, err := blob.OpenFolder(t.TempDir())
	must(t, err)
	start := time.Now()
	m, err := demo.Load(context.Background(), demo.Options{Store: st, Blobs: blobs, Secret: make([]byte, 32), BaseURL: "http://127.0.0.1:8080", AsOf: day})
	must(t, err)
	t.Logf("loaded in %v", time.Since(start))
	s := service.New(service.Config{Store: st, Blobs: blobs, Secret: make([]byte, 32), BaseURL: "http://127.0.0.1:8080"})
	t.Cleanup(func() { must(t, s.Close(context.Background())) })
	actor, err := s.SystemActor(context.Background(), "demo")
	must(t, err)
	return made{m, s, actor}
}

func TestX(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		m := load(t, st, asOf)
		t.Logf("%+v", m.Made)
	})
}
