package server

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"

	"touchstone/surveys/surveytest"
)

// A stopping server says so before it goes, answers what is under way, and lets nobody new in.
func TestGracefulStop(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		d := openDesk(t, c)
		live := c.Publish(t, c.A.One, "stop", surveytest.SmallSurvey())
		cookie := d.signedIn("alice")
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(context.Background())
		ended := make(chan error, 1)
		go func() { ended <- d.server.Serve(ctx, l) }()
		address := "http://" + l.Addr().String()

		// A request whose body comes in two halves, with the signal between them.
		body, rest := io.Pipe()
		r, err := http.NewRequest("POST", address+apiPrefix+"/instruments/"+live.Instrument.ID.String()+"/responses", body)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.AddCookie(&http.Cookie{Name: "touchstone", Value: cookie})
		answered := make(chan reply, 1)
		go func() {
			got, err := http.DefaultTransport.RoundTrip(r)
			if err != nil {
				t.Error(err)
				answered <- reply{Response: &http.Response{}}
				return
			}
			defer got.Body.Close()
			raw, _ := io.ReadAll(got.Body)
			answered <- reply{got, string(raw)}
		}()
		text := jsonOf(map[string]any{"lang": "zh", "answers": answersOf(9, 5)})
		if _, err := io.WriteString(rest, text[:20]); err != nil { // returns when the transport has read it
			t.Fatal(err)
		}
		ready := func() int {
			got, err := http.Get(address + "/readyz")
			if err != nil {
				return 0
			}
			got.Body.Close()
			return got.StatusCode
		}
		if got := ready(); got != http.StatusOK {
			t.Errorf("before the signal /readyz says %d", got)
		}
		stop()
		for !d.server.stopping.Load() {
		}
		if got := ready(); got != http.StatusServiceUnavailable && got != 0 {
			t.Errorf("after the signal /readyz says %d", got)
		}
		if _, err := io.WriteString(rest, text[20:]); err != nil {
			t.Fatal(err)
		}
		rest.Close()
		if got := <-answered; got.StatusCode != http.StatusCreated {
			t.Errorf("the request under way got %d %s", got.StatusCode, got.body)
		}
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
		if _, err := http.Get(address + "/healthz"); err == nil {
			t.Error("the listener is still open")
		}
	})
}
