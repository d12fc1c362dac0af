package killtest

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"
)

// build makes the program once per set of tags.
var build = func() func(t *testing.T, tags string) string {
	var mu sync.Mutex
	made := map[string]string{}
	return func(t *testing.T, tags string) string {
		t.Helper()
		mu.Lock()
		defer mu.Unlock()
		if made[tags] != "" {
			return made[tags]
		}
		path := filepath.Join(binaries, "touchstone-"+tags)
		out, err := exec.Command("go", "build", "-tags", tags, "-o", path, "touchstone/cmd/touchstone").CombinedOutput()
		if err != nil {
			t.Fatalf("the program does not build: %v\n%s", err, out)
		}
		made[tags] = path
		return path
	}
}()

// binaries is where the built programs lie until all tests have run.
var binaries string

func TestMain(m *testing.M) {
	if os.Getenv(dyingEnv) != "" {
		os.Exit(migrateAndDie())
	}
	dir, err := os.MkdirTemp("", "touchstone-kill")
	if err != nil {
		panic(err)
	}
	binaries = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// program is `touchstone serve` as a process that can be killed and started again.
type program struct {
	t    *testing.T
	bin  string
	url  string // of the database
	dir  string
	addr string

	mu    sync.Mutex
	cmd   *exec.Cmd
	kills int
}

func startProgram(t *testing.T, tags, databaseURL string) *program {
	t.Helper()
	p := &program{t: t, bin: build(t, tags), url: databaseURL, dir: t.TempDir(), addr: freeAddress(t)}
	p.start()
	t.Cleanup(p.kill)
	return p
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// command makes a command of the program with the settings of the test.
func (p *program) command(args ...string) *exec.Cmd {
	cmd := exec.Command(p.bin, append(args, "--addr", p.addr, "--database-url", p.url, "--data-dir", p.dir,
		"--trusted-proxies", "127.0.0.1/32", "--log-level", "error")...)
	cmd.Env = append(os.Environ(), "TOUCHSTONE_SECRET=0123456789abcdef0123456789abcdef")
	return cmd
}

// start starts the program and waits until it can serve. It may be called while the database is down: then it is tried
// again.
func (p *program) start() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		p.cmd = p.command("serve")
		if err := p.cmd.Start(); err != nil {
			p.t.Error(err)
			return
		}
		ended := make(chan struct{})
		go func(cmd *exec.Cmd) { cmd.Wait(); close(ended) }(p.cmd) //nolint:errcheck // it is killed
		if p.serves(ended) {
			return
		}
		p.cmd.Process.Kill() //nolint:errcheck // it may be gone already
		<-ended
	}
	p.t.Error("the program did not serve within a minute")
}

func (p *program) serves(ended <-chan struct{}) bool {
	for range 400 {
		select {
		case <-ended:
			return false
		case <-time.After(25 * time.Millisecond):
		}
		res, err := http.Get("http://" + p.addr + "/readyz")
		if err != nil {
			continue
		}
		res.Body.Close()
		if res.StatusCode == http.StatusOK {
			return true
		}
	}
	return false
}

// kill ends the program as a power cut would, as far as the program can tell.
func (p *program) kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == nil || p.cmd.Process == nil {
		return
	}
	if p.cmd.Process.Signal(syscall.SIGKILL) == nil {
		p.kills++
	}
	for p.cmd.Process.Signal(syscall.Signal(0)) == nil { // until it was reaped
		time.Sleep(time.Millisecond)
	}
}

// eventually waits for what a started program does on its own.
func eventually(ctx context.Context, t *testing.T, what string, done func(context.Context) (bool, error)) {
	t.Helper()
	var last error
	for deadline := time.Now().Add(90 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		ok, err := done(ctx)
		if ok {
			return
		}
		last = err
	}
	t.Fatalf("%s did not happen within 90 seconds: %v", what, last)
}
