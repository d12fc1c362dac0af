package server

import (
	"context"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/service"
)

type comparisonInput struct {
	IDInput
	From int `query:"from" minimum:"0" maximum:"1000000" doc:"Number of a version; 0: the latest"`
	To   int `query:"to" minimum:"0" maximum:"1000000" doc:"Number of a version; 0: the draft"`
}

// editView is a difference with the sentence that explains it, in every language of the interface.
type editView struct {
	surveys.Edit
	Explanation surveys.Text `json:"explanation" doc:"What the difference means for the figures, in plain words"`
}

type comparisonView struct {
	From     *service.ComparedSide `json:"from" doc:"Null: nothing was published yet"`
	To       service.ComparedSide  `json:"to"`
	DraftRev int64                 `json:"draft_rev,omitempty" doc:"Of the draft that was compared; give it to publish what you saw"`
	Change   surveys.Change        `json:"change" enum:"first,unchanged,cosmetic,additive,breaking" doc:"The gravest of the edits"`
	Break    bool                  `json:"series_break" doc:"Publishing this marks a break in every trend"`
	Edits    []editView            `json:"edits" doc:"Every difference, the gravest first"`
	Items    []surveys.ItemPair    `json:"items" doc:"The items side by side, in the order of the later document"`
}

func (s *Server) compareVersions(ctx context.Context, a surveys.Actor, in *comparisonInput) (*output[comparisonView], error) {
	c, err := s.service.CompareVersions(ctx, a, in.ID, in.From, in.To)
	if err != nil {
		return nil, err
	}
	out := &output[comparisonView]{Body: comparisonView{From: c.From, To: c.To, DraftRev: c.DraftRev, Change: c.Change,
		Break: c.Change == surveys.Breaking, Edits: make([]editView, len(c.Edits)), Items: c.Items}}
	for i, e := range c.Edits {
		explained := surveys.Text{}
		for _, lang := range locales.Languages() {
			explained[lang] = locales.T(lang, e.Key, map[string]any{"Option": e.Option.In(lang)})
		}
		out.Body.Edits[i] = editView{e, explained}
	}
	return out, nil
}

func (s *Server) restoreVersion(ctx context.Context, a surveys.Actor, in *versionInput) (*output[service.Published], error) {
	return answer(s.service.RestoreVersion(ctx, a, in.ID, in.Number))
}
