package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"touchstone/locales"
	"touchstone/server"
	"touchstone/surveys"
	"touchstone/surveys/blob"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
)

// openTask opens the scratch database in a child, with the options that the command it stands for uses.
func openTask(ctx context.Context, t task, o store.Options) (*store.Store, *service.Service, error) {
	st, err := store.Open(ctx, t.Database, o)
	if err != nil {
		return nil, nil, err
	}
	blobs, err := blob.OpenFolder(filepath.Join(t.Data, "files"))
	if err != nil {
		return nil, nil, errors.Join(err, st.Close())
	}
	return st, service.New(service.Config{Store: st, Blobs: blobs, Secret: []byte(os.Getenv(secretVariable)), BaseURL: "http://127.0.0.1",
		Texts: locales.For}), nil
}

// serveChild is the real server with all its middleware and its derivation running, without the limit per sender: all
// customers of the bench come from one address. It prints its address.
func serveChild(ctx context.Context, t task, out io.Writer) error {
	st, s, err := openTask(ctx, t, store.Options{})
	if err != nil {
		return err
	}
	defer st.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	base := &url.URL{Scheme: "http", Host: l.Addr().String()}
	log := slog.New(slog.NewTextHandler(io.Discard, nil)) // log lines are made as always, and thrown away
	web, err := server.New(server.Config{Service: s, Base: base, Log: log, Version: "bench"})
	if err != nil {
		return err
	}
	go s.DeriveLoop(ctx)
	fmt.Fprintln(out, base)
	err = web.Serve(ctx, l)
	return errors.Join(err, s.Close(context.WithoutCancel(ctx)))
}

// staticChild is the floor of HTTP: net/http alone, a page from memory, and for every answer the plain transaction. It
// reads what was sent and stores those bytes, without looking into them.
func staticChild(ctx context.Context, t task, out io.Writer) error {
	page, err := os.ReadFile(t.File)
	if err != nil {
		return err
	}
	f, err := newFloor(ctx, t.Database)
	if err != nil {
		return err
	}
	defer f.db.Close()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /s/{code}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Length", strconv.Itoa(len(page)))
		w.Write(page)
	})
	mux.HandleFunc("PUT /s/{code}/responses/{id}", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = f.store(r.Context(), bareMember(r.PathValue("id"), body))
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		io.WriteString(w, "{}\n")
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	web := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { web.Close() })
	fmt.Fprintf(out, "http://%s\n", l.Addr())
	if err := web.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// bareOrg is the organisation of rows that the floor stores: nobody's, so that the derivation beside has no work with
// them.
var bareOrg = surveys.NewID(time.Now())

func bareMember(id string, body []byte) store.Member {
	parsed, err := surveys.ParseID(id)
	if err != nil {
		parsed = surveys.NewID(time.Now())
	}
	now := time.Now().UTC()
	return store.Member{Body: body, Response: &surveys.Response{OrgID: bareOrg, ID: parsed, Revision: 1, Kind: surveys.Survey, Lang: "zh",
		Mode: surveys.Anonymous, Source: surveys.SourcePage, State: surveys.Completed, Valid: true, Notice: 1,
		BodyHash: fmt.Sprintf("%064x", parsed[:]), StartedAt: now, ReceivedAt: now, LocalDay: 20260101}}
}
