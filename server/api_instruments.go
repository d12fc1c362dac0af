package server

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/service"
)

// document is an instrument's document as it arrives. Its schema describes the form; the strict reader of package
// surveys reads the bytes, so that a field written twice or in other letters is refused too.
type document json.RawMessage

// UnmarshalJSON keeps the bytes.
func (d *document) UnmarshalJSON(b []byte) error {
	*d = append((*d)[:0], b...)
	return nil
}

// Schema tells huma what the bytes hold.
func (d document) Schema(r huma.Registry) *huma.Schema {
	return r.Schema(reflect.TypeFor[surveys.Document](), true, "")
}

func (d document) parse() (surveys.Document, error) {
	doc, err := surveys.ParseDocument(d)
	var ours *surveys.Error
	if errors.As(err, &ours) {
		if ours.Field != "" {
			ours.Field = "." + ours.Field
		}
		return doc, ours.At("document" + ours.Field)
	}
	return doc, err
}

// instrumentView is an instrument as the API shows it.
type instrumentView struct {
	surveys.Instrument
	Document surveys.Document `json:"document" doc:"The draft"`
	Version  *surveys.Version `json:"version,omitempty" doc:"The latest published version"`
	Problems []problemField   `json:"problems" doc:"What stands in the way of publishing the draft"`
}

func showInstrument(ctx context.Context, v *service.InstrumentView, err error) (*output[instrumentView], error) {
	if err != nil {
		return nil, err
	}
	lang := requestOf(ctx).Lang()
	out := &output[instrumentView]{Body: instrumentView{Instrument: v.Instrument, Document: v.Document, Version: v.Version, Problems: []problemField{}}}
	for _, p := range v.Problems {
		out.Body.Problems = append(out.Body.Problems, problemField{Location: p.Field, Code: p.Key, Message: locales.T(lang, p.Key, p.Params)})
	}
	return out, nil
}

func (s *Server) listLibrary(_ context.Context, a surveys.Actor, in *PageInput) (*listOutput[service.LibraryEntry], error) {
	return listed(*in, func(surveys.Page) (surveys.List[service.LibraryEntry], error) {
		entries, err := s.service.Library(a)
		return surveys.List[service.LibraryEntry]{Items: entries}, err
	})
}

type instrumentsInput struct {
	PageInput
	Kind     string     `query:"kind" enum:"survey,checklist,scorecard"`
	ClientID surveys.ID `query:"client_id"`
}

func (s *Server) listInstruments(ctx context.Context, a surveys.Actor, in *instrumentsInput) (*listOutput[service.InstrumentRow], error) {
	f := service.InstrumentFilter{Kind: surveys.InstrumentKind(in.Kind), ClientID: in.ClientID}
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[service.InstrumentRow], error) {
		return s.service.ListInstruments(ctx, a, f, p)
	})
}

type newInstrumentInput struct {
	Body struct {
		ClientID surveys.ID `json:"client_id"`
		Code     string     `json:"code" maxLength:"40" doc:"Unique in the organisation"`
		Library  string     `json:"library_code,omitempty" maxLength:"40" doc:"Make it from the library, or give a document"`
		Document document   `json:"document,omitempty"`
		Mode     string     `json:"mode,omitempty" enum:"anonymous,confidential,identified" doc:"Survey only; empty: anonymous"`
	}
}

func (s *Server) createInstrument(ctx context.Context, a surveys.Actor, in *newInstrumentInput) (*output[instrumentView], error) {
	made := service.NewInstrument{ClientID: in.Body.ClientID, Code: in.Body.Code, Library: in.Body.Library, Mode: surveys.Mode(in.Body.Mode)}
	if in.Body.Document != nil {
		doc, err := in.Body.Document.parse()
		if err != nil {
			return nil, err
		}
		made.Document = &doc
	}
	v, err := s.service.CreateInstrument(ctx, a, made)
	return showInstrument(ctx, v, err)
}

func (s *Server) getInstrument(ctx context.Context, a surveys.Actor, in *IDInput) (*output[instrumentView], error) {
	v, err := s.service.FindInstrument(ctx, a, in.ID)
	return showInstrument(ctx, v, err)
}

type draftInput struct {
	IDInput
	Body struct {
		DraftRev int64    `json:"draft_rev" minimum:"1" doc:"The draft_rev you saw; another one means that somebody saved since"`
		Document document `json:"document"`
	}
}

func (s *Server) saveInstrument(ctx context.Context, a surveys.Actor, in *draftInput) (*output[instrumentView], error) {
	doc, err := in.Body.Document.parse()
	if err != nil {
		return nil, err
	}
	v, err := s.service.SaveInstrument(ctx, a, in.ID, in.Body.DraftRev, doc)
	return showInstrument(ctx, v, err)
}

type publishInput struct {
	IDInput
	Body struct {
		DraftRev int64 `json:"draft_rev,omitempty" minimum:"1" doc:"The draft you mean; empty: the latest"`
	}
}

func (s *Server) publishInstrument(ctx context.Context, a surveys.Actor, in *publishInput) (*output[service.Published], error) {
	return answer(s.service.Publish(ctx, a, in.ID, service.PublishInput{DraftRev: in.Body.DraftRev}))
}

func (s *Server) closeInstrument(ctx context.Context, a surveys.Actor, in *IDInput) (*output[instrumentView], error) {
	v, err := s.service.CloseInstrument(ctx, a, in.ID)
	return showInstrument(ctx, v, err)
}

func (s *Server) reopenInstrument(ctx context.Context, a surveys.Actor, in *IDInput) (*output[instrumentView], error) {
	v, err := s.service.ReopenInstrument(ctx, a, in.ID)
	return showInstrument(ctx, v, err)
}

type ofInstrumentInput struct {
	IDInput
	PageInput
}

func (s *Server) listVersions(ctx context.Context, a surveys.Actor, in *ofInstrumentInput) (*listOutput[surveys.Version], error) {
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[surveys.Version], error) {
		return s.service.ListVersions(ctx, a, in.ID, p)
	})
}

type versionInput struct {
	IDInput
	Number int `path:"number" minimum:"1" maximum:"1000000"`
}

type versionView struct {
	surveys.Version
	Document surveys.Document `json:"document"`
}

func (s *Server) getVersion(ctx context.Context, a surveys.Actor, in *versionInput) (*output[versionView], error) {
	v, err := s.service.FindVersion(ctx, a, in.ID, in.Number)
	if err != nil {
		return nil, err
	}
	return &output[versionView]{Body: versionView{Version: *v, Document: v.Document}}, nil
}
