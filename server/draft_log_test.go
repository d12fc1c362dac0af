package server

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// A log line has a time. Beside the id of a response it would say when somebody answered who gave no name.
func TestAFailedDraftIsLoggedWithoutItsResponse(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		s := openSite(t, st)
		var log bytes.Buffer
		pages := &surveyPages{desk: s.svc, log: slog.New(slog.NewTextHandler(&log, nil))}
		id := s.svc.NewResponseID(surveys.Anonymous)
		score := 3.0
		pages.keepDraft(context.Background(), service.Submission{Code: "nowhere", ID: id, Lang: "zh", Answers: surveys.Answers{"nps": {Number: &score}}}, 1)
		if line := log.String(); !strings.Contains(line, "a draft was not kept") || strings.Contains(line, "nowhere") || strings.Contains(line, id.String()) {
			t.Errorf("logged %s", line)
		}
	})
}
