package server

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/surveytest"
)

// withoutTitles takes the titles of the sections out of a document, as an author may.
func withoutTitles(t *testing.T, d surveys.Document) map[string]any {
	t.Helper()
	for i := range d.Sections {
		d.Sections[i].Title = nil
	}
	var out map[string]any
	if raw := jsonOf(d); json.Unmarshal([]byte(raw), &out) != nil || strings.Contains(raw, `"title":null`) {
		t.Fatal(raw)
	}
	return out
}

// A section needs a code and items. Where people have to call it something, its code stands for the title.
func TestSectionsNeedNoTitle(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		for code, doc := range map[string]surveys.Document{"bare-survey": surveytest.SmallSurvey(), "bare-list": surveytest.WorkedChecklist()} {
			var made surveys.Instrument
			d.must("alice", post, apiPrefix+"/instruments", map[string]any{"client_id": d.A.One.ID, "code": code, "document": withoutTitles(t, doc)}, &made)
			d.must("alice", post, apiPrefix+"/instruments/"+made.ID.String()+"/publish", map[string]any{}, nil)
		}
		live := c.Publish(t, c.A.One, "bare", func() surveys.Document { s := surveytest.SmallSurvey(); s.Sections[0].Title = nil; return s }())
		page := d.ask("", get, "/s/bare?lang=en", "")
		if page.StatusCode != http.StatusOK || !strings.Contains(page.body, `class="vh">`+live.Version.Document.Title["en"]+`</h2>`) {
			t.Errorf("the page of a section without a title: %d", page.StatusCode)
		}
		if name := (surveys.Section{Code: "enter"}).Name(); name.In("zh") != "enter" || name.In("en") != "enter" {
			t.Errorf("a section without a title is called %v", name)
		}
	})
}
