package server

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
)

// openAPIFile sends the description of the API.
func (s *Server) openAPIFile(c echo.Context) error {
	return c.Blob(http.StatusOK, "application/json", s.openapi)
}

type (
	docsView struct {
		sitePage
		Tags    []docsTag
		Schemas []docsSchema
		Rows    map[string][]docsField // by operation: the fields of its body
	}
	docsTag struct {
		Name       string
		Operations []docsOperation
	}
	docsOperation struct {
		ID, Method, Path, Summary, Description, Body string
		Parameters                                   []docsField
		Answers                                      []docsAnswer
	}
	docsAnswer struct{ Status, Doc, Schema string }
	docsSchema struct {
		Name   string
		Fields []docsField
	}
	docsField struct {
		Name, In, Type, Ref, Doc string
		Required                 bool
	}
)

// apiDocs shows the description of the API as a page of plain HTML: no script, nothing from elsewhere.
func (s *Server) apiDocs(c echo.Context) error {
	spec := s.api.OpenAPI()
	view := docsView{sitePage: s.newSitePage(c, "apidocs.title"), Rows: map[string][]docsField{}}
	for _, r := range apiRoutes {
		item := spec.Paths[r.path]
		if item == nil {
			continue
		}
		op := map[string]*huma.Operation{get: item.Get, post: item.Post, put: item.Put, patch: item.Patch, remove: item.Delete}[r.method]
		view.add(spec, r, op)
	}
	for _, name := range slices.Sorted(maps.Keys(spec.Components.Schemas.Map())) {
		view.Schemas = append(view.Schemas, docsSchema{Name: name, Fields: rowsOf(spec, spec.Components.Schemas.Map()[name])})
	}
	return s.render(c, http.StatusOK, "docs.html", view)
}

func (v *docsView) add(spec *huma.OpenAPI, r route, op *huma.Operation) {
	d := docsOperation{ID: op.OperationID, Method: r.method, Path: r.path, Summary: op.Summary, Description: op.Description}
	for _, p := range op.Parameters {
		d.Parameters = append(d.Parameters, docsField{Name: p.Name, In: p.In, Type: typeOf(p.Schema), Doc: p.Description, Required: p.Required})
	}
	if op.RequestBody != nil && op.RequestBody.Content["application/json"] != nil {
		d.Body = op.OperationID
		v.Rows[d.Body] = rowsOf(spec, op.RequestBody.Content["application/json"].Schema)
	}
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		a := docsAnswer{Status: status, Doc: op.Responses[status].Description}
		for _, media := range op.Responses[status].Content {
			if media.Schema != nil {
				a.Schema = refName(media.Schema)
			}
		}
		d.Answers = append(d.Answers, a)
	}
	if n := len(v.Tags); n == 0 || v.Tags[n-1].Name != op.Tags[0] {
		v.Tags = append(v.Tags, docsTag{Name: op.Tags[0]})
	}
	last := &v.Tags[len(v.Tags)-1]
	last.Operations = append(last.Operations, d)
}

func refName(s *huma.Schema) string { return strings.TrimPrefix(s.Ref, "#/components/schemas/") }

func rowsOf(spec *huma.OpenAPI, s *huma.Schema) []docsField {
	if s.Ref != "" {
		s = spec.Components.Schemas.SchemaFromRef(s.Ref)
	}
	var fields []docsField
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		p := s.Properties[name]
		f := docsField{Name: name, Type: typeOf(p), Doc: p.Description, Required: slices.Contains(s.Required, name)}
		switch {
		case p.Ref != "":
			f.Ref = refName(p)
		case p.Items != nil && p.Items.Ref != "":
			f.Ref = refName(p.Items)
		}
		fields = append(fields, f)
	}
	return fields
}

func typeOf(s *huma.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Ref != "":
		return refName(s)
	case s.Items != nil:
		return typeOf(s.Items) + "[]"
	case len(s.Enum) > 0:
		var words []string
		for _, e := range s.Enum {
			if word, ok := e.(string); ok {
				words = append(words, word)
			}
		}
		return strings.Join(words, " | ")
	}
	return s.Type
}
