package service

import (
	"context"

	"touchstone/surveys/store"
)

// Filters of lists, as callers outside of the use cases name them.
type (
	PlaceFilter      = store.PlaceFilter
	InstrumentFilter = store.InstrumentFilter
	ResponseFilter   = store.ResponseFilter
)

// Ready returns nil when the database takes writes: its writing side answers.
func (s *Service) Ready(ctx context.Context) error { return s.store.Ping(ctx) }
