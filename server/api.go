package server

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"touchstone/surveys"
)

// apiPrefix begins every path of the API.
const apiPrefix = "/api/v1"

// newAPI makes the huma side of an Echo router.
func newAPI(e *echo.Echo, version string) huma.API {
	config := huma.DefaultConfig("Touchstone API", version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", "" // ours are routes of the table
	config.CreateHooks = nil                                             // no $schema link built from the Host header
	config.Formats = map[string]huma.Format{"application/json": strictJSON, "json": strictJSON}
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[surveys.ID](), reflect.TypeFor[idSchema]())
	config.Info.Description = "Everything the console does. Sign in with the session cookie of a browser, or send " +
		"`Authorization: Bearer KEY` with an API key made in the console. Errors are application/problem+json " +
		"(RFC 9457) in the language of Accept-Language or ?lang=; lists are paged with ?cursor= and ?limit=."
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"key":     {Type: "http", Scheme: "bearer", Description: "An API key, ts_…"},
		"session": {Type: "apiKey", In: "cookie", Name: "touchstone", Description: "Made by signing in at /login"},
	}
	return humaecho.New(e, config)
}

// strictJSON reads bodies whose texts can be stored as they were sent.
var strictJSON = huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: func(raw []byte, v any) error {
	if !surveys.CleanJSON(raw) {
		return errors.New("input.characters") // huma keeps the text of an error only; fieldOf knows the key
	}
	return json.Unmarshal(raw, v)
}}

// idSchema describes an identifier, so that one that is none is refused where it stands.
type idSchema string

func (idSchema) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString, Pattern: "^([0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})?$",
		PatternDescription: "error.id"} // the key that fieldOf says
	s.PrecomputeMessages()
	return s
}

// schemaName names the schema of a type. Types of package report share words with the rows they are made from.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if strings.HasSuffix(t.PkgPath(), "/surveys/report") && !strings.HasPrefix(name, "List") {
		return "Report" + name
	}
	return name
}

// api is a line of the table for a JSON operation. h is a method of Server: it gets who asks and the checked input, and
// its errors are those of package surveys.
func api[I, O any](method, path string, need access, tag, summary string, h func(*Server, context.Context, surveys.Actor, *I) (*O, error), more ...func(*huma.Operation)) route {
	return route{method: method, path: apiPrefix + path, need: need, mount: func(s *Server, r route) {
		op := huma.Operation{Method: r.method, Path: r.path, Tags: []string{tag}, Summary: summary, OperationID: operationID(method, path),
			MaxBodyBytes: maxJSON, Errors: []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound},
			Security:    []map[string][]string{{"session": {}}, {"key": {}}},
			Middlewares: huma.Middlewares{s.admitAPI(need)}}
		if method != http.MethodGet {
			op.Errors = append(op.Errors, http.StatusConflict)
		}
		for _, change := range more {
			change(&op)
		}
		huma.Register(s.api, op, func(ctx context.Context, in *I) (*O, error) {
			out, err := h(s, ctx, actorOf(ctx), in)
			if err != nil {
				return nil, s.problemOf(ctx, err, where(method))
			}
			return out, nil
		})
	}}
}

// operationID names an operation: GET /units/{id} is get-units-id.
func operationID(method, path string) string {
	return strings.ToLower(method) + strings.NewReplacer("/", "-", "{", "", "}", "", ".", "-").Replace(path)
}

// created makes an operation answer 201.
func created(op *huma.Operation) { op.DefaultStatus = http.StatusCreated }

// takesDocument raises the limit of the body for an operation that carries an instrument's document.
func takesDocument(op *huma.Operation) { op.MaxBodyBytes = maxDocument }

// describe adds a longer text to an operation.
func describe(text string) func(*huma.Operation) {
	return func(op *huma.Operation) { op.Description = text }
}

// sends declares an answer that is a file.
func sends(types ...string) func(*huma.Operation) {
	return func(op *huma.Operation) {
		content := map[string]*huma.MediaType{}
		for _, t := range types {
			content[t] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Format: "binary"}}
		}
		op.Responses = map[string]*huma.Response{"200": {Description: "The file", Content: content}}
	}
}

// admitAPI runs before the input is read, so that a stranger's body is not even looked at.
func (s *Server) admitAPI(need access) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		c := humaecho.Unwrap(ctx)
		err := s.admit(c.Request(), need)
		if err == nil {
			err = checkQuery(c.Request().URL.RawQuery, ctx.Operation().Parameters)
		}
		if err != nil {
			writeProblem(c.Response(), s.problemOf(c.Request().Context(), err, "query"))
			return
		}
		next(ctx)
	}
}

// checkQuery refuses parameters that the operation does not have: a filter with a slip of the pen in its name would answer
// with figures of everything. ?lang= goes everywhere.
func checkQuery(raw string, known []*huma.Param) error {
	sent, err := url.ParseQuery(raw)
	if err != nil {
		return surveys.E(surveys.Invalid, "api.query").Because(err)
	}
	var p surveys.Problems
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		texts := strings.Join(sent[name], "") + name
		switch {
		case !utf8.ValidString(texts) || strings.ContainsRune(texts, 0):
			p.Add("", "input.characters")
		case name != "lang" && !slices.ContainsFunc(known, func(k *huma.Param) bool { return k.In == "query" && k.Name == name }):
			p.Add(readableName(name), "api.parameter")
		}
	}
	return p.Err()
}

// readableName cuts a name that a stranger made up.
func readableName(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// OpenAPI returns the description of the API (OpenAPI 3.1, JSON) without a running server.
func OpenAPI(version string) ([]byte, error) {
	s := &Server{echo: echo.New()}
	s.api = newAPI(s.echo, version)
	for _, r := range apiRoutes {
		r.mount(s, r)
	}
	return encodeOpenAPI(s.api.OpenAPI())
}

func encodeOpenAPI(spec *huma.OpenAPI) ([]byte, error) {
	raw, err := json.MarshalIndent(spec, "", "  ")
	return append(raw, '\n'), err
}

// The parts that inputs of operations share. They are exported because huma fills embedded structs only then.
type (
	PageInput struct {
		Cursor string `query:"cursor" maxLength:"800" doc:"The next of the page before; empty: the first page"`
		Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	}
	IDInput struct {
		ID surveys.ID `path:"id"`
	}
	listOutput[T any] struct{ Body surveys.List[T] }
	output[T any]     struct{ Body T }
	noInput           struct{}
	noOutput          struct{}
)

func (p PageInput) page() (surveys.Page, error) {
	after, err := surveys.ParseCursor(p.Cursor)
	return surveys.Page{After: after, Limit: p.Limit}, err
}

// answer wraps what a use case returned.
func answer[T any](v *T, err error) (*output[T], error) {
	if err != nil {
		return nil, err
	}
	return &output[T]{Body: *v}, nil
}

// listed reads a page with the given use case.
func listed[T any](p PageInput, read func(surveys.Page) (surveys.List[T], error)) (*listOutput[T], error) {
	page, err := p.page()
	if err != nil {
		return nil, err
	}
	list, err := read(page)
	if err != nil {
		return nil, err
	}
	if list.Items == nil {
		list.Items = []T{}
	}
	return &listOutput[T]{Body: list}, nil
}
