package killtest

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// seconds is how long a load lasts.
func seconds(t *testing.T, usual int) time.Duration {
	t.Helper()
	if s := os.Getenv("TOUCHSTONE_KILL_SECONDS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			t.Fatalf("TOUCHSTONE_KILL_SECONDS=%s is no number of seconds", s)
		}
		usual = n
	}
	return time.Duration(usual) * time.Second
}

// underFire loads the program for a while and calls strike every now and then.
func underFire(s *site, p *program, l *ledger, length time.Duration, strike func(n int)) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var load sync.WaitGroup
	load.Go(func() { s.load(ctx, p, l) })
	end := time.Now().Add(length)
	for n := 0; time.Now().Before(end); n++ {
		time.Sleep(600*time.Millisecond + time.Duration(n*37%400)*time.Millisecond)
		strike(n)
	}
	stop()
	load.Wait()
}

// figures checks that what derives caught up with what is stored: no response without its outbox row, none twice.
func (s *site) figures(found int) {
	s.t.Helper()
	st := s.openStore()
	defer st.Close()
	ctx := context.Background()
	eventually(ctx, s.t, "the derivation", func(ctx context.Context) (bool, error) {
		n, err := store.PendingAll(ctx, st.Read())
		return err == nil && n == 0, err
	})
	list, err := store.ListHistograms(ctx, st.Read(), s.cast.A.Scope(), store.HistogramFilter{Items: []string{"nps"}})
	if err != nil {
		s.t.Fatal(err)
	}
	var n int64
	for _, h := range list {
		n += h.N
	}
	if n != int64(found) {
		s.t.Errorf("the figures count %d responses, %d are stored", n, found)
	}
}

func (s *site) judge(l *ledger, p *program, databaseKills int) {
	s.t.Helper()
	p.kill() // whatever was still on its way ends here: from now on nothing is added
	p.start()
	v := s.compare(l)
	s.t.Logf("kill ledger: program killed %d times, database %d times; sent %d, acked %d, found %d, lost %d, double %d, altered %d",
		p.kills, databaseKills, l.tries.Load(), v.acked, v.found, v.lost, v.double, v.altered)
	if v.lost != 0 || v.double != 0 || v.altered != 0 {
		s.t.Errorf("acknowledged responses: %d lost, %d double, %d altered", v.lost, v.double, v.altered)
	}
	if v.acked < 100 || p.kills == 0 {
		s.t.Errorf("only %d acknowledgements and %d kills: this proves nothing", v.acked, p.kills)
	}
	s.figures(v.found)
}

func TestKilledOnSQLite(t *testing.T) {
	s := newSite(t, "sqlite://"+filepath.Join(t.TempDir(), "killed.db"))
	p, l := startProgram(t, "", s.url), newLedger(t)
	underFire(s, p, l, seconds(t, 8), func(int) {
		p.kill()
		p.start()
	})
	s.judge(l, p, 0)
}

func TestKilledOnPostgres(t *testing.T) {
	d := startDatabase(t)
	s := newSite(t, d.url())
	p, l := startProgram(t, "", s.url), newLedger(t)
	underFire(s, p, l, seconds(t, 20), func(n int) {
		if n%3 == 2 {
			d.kill()
			d.start()
			return
		}
		p.kill()
		p.start()
	})
	s.judge(l, p, d.kills)
	if d.kills == 0 {
		t.Error("the database was never killed")
	}
}

// The test itself is tested: a program that acknowledges before it commits must be found out.
func TestEarlyAcknowledgementIsCaught(t *testing.T) {
	s := newSite(t, "sqlite://"+filepath.Join(t.TempDir(), "mutant.db"))
	p, l := startProgram(t, "mutant_early_ack", s.url), newLedger(t)
	for round := range 10 {
		underFire(s, p, l, time.Second, func(int) {
			p.kill()
			p.start()
		})
		if v := s.compare(l); v.lost > 0 {
			t.Logf("mutant: acked %d, found %d, lost %d after %d kills", v.acked, v.found, v.lost, p.kills)
			return
		}
		t.Logf("round %d: nothing lost yet", round)
	}
	t.Error("acknowledging before the commit was not caught")
}

// A second server refuses a SQLite file that is being served; it would write beside the first.
func TestSecondServerIsRefused(t *testing.T) {
	s := newSite(t, "sqlite://"+filepath.Join(t.TempDir(), "served.db"))
	p := startProgram(t, "", s.url)
	second := &program{t: t, bin: p.bin, url: p.url, dir: t.TempDir(), addr: freeAddress(t)}
	cmd := second.command("serve")
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatal("a second server ran and ended without an error")
	}
	if len(out) == 0 {
		t.Error("the second server was refused without a word")
	}
	p.kill()
	p.start() // the lock of a killed process is free
	st := s.openStore()
	defer st.Close()
	if _, err := store.FindPublicCode(context.Background(), st.Read(), "killed"); err != nil || surveys.KindOf(err) == surveys.Unavailable {
		t.Error(err)
	}
}
