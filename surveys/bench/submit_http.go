package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// submitHTTP measures completed responses over HTTP: the page is read, the answers are sent the way the page's script
// sends them. The floor is a page of the same bytes, and the same bytes sent to a handler that runs the plain transaction.
func (r *run) submitHTTP(ctx context.Context, survey *surveyed) error {
	if err := r.emptyOutbox(ctx); err != nil {
		return err
	}
	server, err := r.startTask(ctx, task{Kind: "serve"})
	if err != nil {
		return err
	}
	defer server.stop()
	ours, err := server.line()
	if err != nil {
		return err
	}
	file := filepath.Join(r.scratch.folder, "page")
	if err := savePage(ctx, ours+"/s/"+survey.channel.Code, file); err != nil {
		return err
	}
	static, err := r.startTask(ctx, task{Kind: "static", File: file, Org: "bench", Survey: survey.channel.Code})
	if err != nil {
		return err
	}
	defer static.stop()
	bare, err := static.line()
	if err != nil {
		return err
	}
	for _, clients := range clientCounts {
		visit := func(base string) func() (float64, error) {
			return func() (float64, error) {
				v := newVisitors(base, survey, clients)
				defer v.http.CloseIdleConnections()
				return load(ctx, clients, r.length(), v.complete)
			}
		}
		a, b, err := r.byTurns(func() (float64, error) {
			rate, err := visit(ours)()
			return rate, errors.Join(err, r.derived(ctx))
		}, visit(bare))
		if err != nil {
			return err
		}
		r.printBeside(fmt.Sprintf("submit.http.%d", clients), a, b, "responses/s")
	}
	return nil
}

// emptyOutbox drops what the loads of the store left to derive: nobody asks for its figures.
func (r *run) emptyOutbox(ctx context.Context) error {
	db, err := r.scratch.bare(1)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, "DELETE FROM outbox")
	return err
}

// derived waits until the server has derived what it took, so that neither the floor nor the next load runs beside it.
func (r *run) derived(ctx context.Context) error {
	for ctx.Err() == nil {
		left, err := store.PendingAll(ctx, r.scratch.store.Read())
		if err != nil || left == 0 {
			return err
		}
		wait(ctx, 50*time.Millisecond)
	}
	return ctx.Err()
}

// savePage keeps what a browser would get, compressed as it came.
func savePage(ctx context.Context, address, file string) error {
	_, body, err := get(ctx, newHTTP(1), address)
	if err != nil {
		return err
	}
	return os.WriteFile(file, body, 0o600)
}

func newHTTP(clients int) *http.Client {
	return &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: clients, MaxConnsPerHost: clients,
		DisableCompression: true}}
}

// get reads an address as a browser does, without decompressing.
func get(ctx context.Context, client *http.Client, address string) (http.Header, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, nil, err
	}
	req.Header.Set("Accept-Encoding", "gzip")
	req.Header.Set("Accept-Language", "zh-CN")
	return send(client, req)
}

func send(client *http.Client, req *http.Request) (http.Header, []byte, error) {
	res, err := client.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s %s: %s: %.200s", req.Method, req.URL.Path, res.Status, body)
	}
	return res.Header, body, err
}

// visitors are the customers of a load, who share a client as browsers share nothing but the network.
type visitors struct {
	http   *http.Client
	page   string
	survey *surveyed
	random []*rand.Rand // one per client
}

func newVisitors(base string, survey *surveyed, clients int) *visitors {
	v := &visitors{http: newHTTP(clients), page: base + "/s/" + survey.channel.Code, survey: survey}
	for i := range clients {
		v.random = append(v.random, rand.New(rand.NewPCG(uint64(clients), uint64(i))))
	}
	return v
}

// complete is one customer: the page, then the answers. The id is made here as the server would make it, so that the
// client spends no time on taking the page apart.
func (v *visitors) complete(ctx context.Context, client int) error {
	if _, _, err := get(ctx, v.http, v.page); err != nil {
		return err
	}
	now := time.Now()
	id := surveys.NewDayID(now)
	body, err := json.Marshal(map[string]any{"version": v.survey.version.ID, "lang": "zh", "started_at": now.UTC().Format(time.RFC3339),
		"answers": fourAnswers(v.random[client])})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, v.page+"/responses/"+id.String(), bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	_, _, err = send(v.http, req)
	return err
}
