package killtest

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"touchstone/migrations"
	"touchstone/surveys"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// clients is how many respondents send at the same time.
const clients = 24

// ledger is what the respondents know: what they sent, and what was acknowledged. It is on nobody's disk who is killed.
type ledger struct {
	mu    sync.Mutex
	acked map[surveys.ID]int // → the number they answered
	file  *os.File
	tries atomic.Int64
}

func newLedger(t *testing.T) *ledger {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "ledger"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return &ledger{acked: map[surveys.ID]int{}, file: f}
}

func (l *ledger) ack(id surveys.ID, number int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.acked[id] = number
	fmt.Fprintln(l.file, id, number)
}

// site is a published survey in a database.
type site struct {
	t    *testing.T
	url  string
	live *surveytest.Live
	cast *surveytest.Cast
}

// openStore opens the database beside the program.
func (s *site) openStore() *store.Store {
	s.t.Helper()
	st, err := store.Open(context.Background(), s.url, store.Options{MaxConns: 4})
	if err != nil {
		s.t.Fatal(err)
	}
	return st
}

func newSite(t *testing.T, url string) *site {
	t.Helper()
	s := &site{t: t, url: url}
	st := s.openStore()
	defer st.Close()
	if err := st.Migrate(context.Background(), migrations.New()); err != nil {
		t.Fatal(err)
	}
	s.cast = surveytest.NewCast(t, st)
	s.live = s.cast.Publish(t, s.cast.A.One, "killed", surveytest.SmallSurvey())
	return s
}

// respond sends one response until it is acknowledged or the load ends. What was sent without an answer is sent again,
// the same bytes under the same id.
func (s *site) respond(ctx context.Context, client *http.Client, p *program, l *ledger, sender, number int) {
	id := surveys.NewDayID(time.Now())
	body := fmt.Sprintf(`{"version":%q,"lang":"en","started_at":"2026-11-02T08:00:00Z","answers":{"nps":{"number":%d},"csat":{"number":%d},"comment":{"text":"%d-%d"}}}`,
		s.live.Version.ID, number%11, number%5+1, sender, number)
	for ctx.Err() == nil {
		l.tries.Add(1)
		status, answer := s.put(ctx, client, p, id, sender, body)
		switch {
		case status == http.StatusOK:
			l.ack(id, number)
			return
		case status != 0 && status < 500 && status != http.StatusTooManyRequests:
			s.t.Errorf("a response was answered with %d: %s", status, answer)
			return
		}
		time.Sleep(time.Duration(5+rand.IntN(30)) * time.Millisecond)
	}
}

func (s *site) put(ctx context.Context, client *http.Client, p *program, id surveys.ID, sender int, body string) (int, string) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, "http://"+p.addr+"/s/killed/responses/"+id.String(), strings.NewReader(body))
	if err != nil {
		s.t.Error(err)
		return 0, ""
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.1", sender, rand.IntN(250))) // many people, not one who hurries
	res, err := client.Do(req)
	if err != nil {
		return 0, ""
	}
	defer res.Body.Close()
	answer, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(answer)
}

// load sends responses until the context ends.
func (s *site) load(ctx context.Context, p *program, l *ledger) {
	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
	var all sync.WaitGroup
	for sender := range clients {
		all.Go(func() {
			for number := 0; ctx.Err() == nil; number++ {
				s.respond(ctx, client, p, l, sender, number)
			}
		})
	}
	all.Wait()
}

// verdict is the comparison of the ledger with the database.
type verdict struct {
	acked, found, lost, double, altered int
}

// compare looks every acknowledged response up, and every stored one for a twin.
func (s *site) compare(l *ledger) verdict {
	s.t.Helper()
	st := s.openStore()
	defer st.Close()
	v := verdict{acked: len(l.acked)}
	said, stored := map[string]int{}, map[surveys.ID]int{}
	err := store.EachResponse(context.Background(), st.Read(), s.cast.A.Scope(), store.ResponseFilter{}, func(r *surveys.Response) error {
		v.found++
		said[r.Answers["comment"].Text]++
		stored[r.ID] = int(*r.Answers["nps"].Number)
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, n := range said {
		v.double += n - 1
	}
	for id, number := range l.acked {
		nps, there := stored[id]
		switch {
		case !there:
			v.lost++
		case nps != number%11:
			v.altered++
		}
	}
	return v
}
