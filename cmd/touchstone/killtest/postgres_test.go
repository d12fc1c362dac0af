package killtest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Where the server programs are and who runs them; scripts/with-postgres says so.
const (
	binEnv  = "TOUCHSTONE_TEST_POSTGRES_BIN"
	userEnv = "TOUCHSTONE_TEST_POSTGRES_USER"
)

// database is a PostgreSQL server that only this test uses, with its usual care for the disk.
type database struct {
	t     *testing.T
	bin   string
	home  string
	port  string
	owner *syscall.Credential // nil = whoever runs the test
	cmd   *exec.Cmd
	ended <-chan struct{} // closed when cmd is gone
	kills int
}

func startDatabase(t *testing.T) *database {
	t.Helper()
	d := &database{t: t, bin: os.Getenv(binEnv)}
	if d.bin == "" {
		t.Fatal(binEnv + " is not set; run `make test`, or `scripts/with-postgres go test …`, which find a server to start and kill")
	}
	home, err := os.MkdirTemp("", "touchstone-postgres")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) })
	d.home = home
	if err := os.Chmod(home, 0o711); err != nil { //nolint:gosec // the account of the server has to pass through
		t.Fatal(err)
	}
	data := filepath.Join(home, "server")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	if name := os.Getenv(userEnv); name != "" {
		d.owner = credential(t, name)
		if err := os.Chown(data, int(d.owner.Uid), int(d.owner.Gid)); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := d.command("initdb", "-D", d.data(), "-U", "touchstone", "-A", "trust", "-E", "UTF8", "--locale=C").CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	_, d.port, _ = net.SplitHostPort(freeAddress(t))
	d.start()
	t.Cleanup(d.kill)
	return d
}

func credential(t *testing.T, name string) *syscall.Credential {
	t.Helper()
	u, err := user.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	uid, errU := strconv.ParseUint(u.Uid, 10, 32)
	gid, errG := strconv.ParseUint(u.Gid, 10, 32)
	if errU != nil || errG != nil {
		t.Fatal(errU, errG)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func (d *database) data() string { return filepath.Join(d.home, "server", "data") }

func (d *database) url() string {
	return "postgres://touchstone@127.0.0.1:" + d.port + "/postgres?sslmode=disable"
}

func (d *database) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(d.bin, name), args...)
	cmd.Dir = d.home
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: d.owner}
	return cmd
}

// start starts the server, which first recovers from what was done to it, and waits until it takes connections. A process
// of the killed server that is still on its way out keeps a new one from starting; then it is tried again.
func (d *database) start() {
	d.t.Helper()
	log, err := os.OpenFile(filepath.Join(d.home, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		d.t.Error(err)
		return
	}
	defer log.Close()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		d.cmd = d.command("postgres", "-D", d.data(), "-p", d.port, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
			"-c", "max_connections=100")
		d.cmd.Stdout, d.cmd.Stderr = log, log
		if err := d.cmd.Start(); err != nil {
			d.t.Error(err)
			return
		}
		ended := make(chan struct{})
		go func(cmd *exec.Cmd) { cmd.Wait(); close(ended) }(d.cmd) //nolint:errcheck // it is killed
		d.ended = ended
		if d.takesConnections() {
			return
		}
	}
	text, _ := os.ReadFile(log.Name())
	d.t.Errorf("PostgreSQL did not start:\n%s", text)
}

func (d *database) takesConnections() bool {
	for range 1200 {
		select {
		case <-d.ended:
			return false
		case <-time.After(25 * time.Millisecond):
		}
		if d.answers() {
			return true
		}
	}
	return false
}

// answers reads what the server says of itself in its lock file: "ready" stands there once it takes connections.
func (d *database) answers() bool {
	text, err := os.ReadFile(filepath.Join(d.data(), "postmaster.pid"))
	lines := strings.Split(string(text), "\n")
	return err == nil && len(lines) > 7 && lines[0] == strconv.Itoa(d.cmd.Process.Pid) && strings.TrimSpace(lines[7]) == "ready"
}

// kill ends the server and every process of it at once, in the middle of whatever they do.
func (d *database) kill() {
	if d.cmd == nil || d.cmd.Process == nil {
		return
	}
	family := append(children(d.cmd.Process.Pid), d.cmd.Process.Pid)
	d.cmd.Process.Signal(syscall.SIGSTOP) //nolint:errcheck // so that it starts no further ones
	family = append(family, children(d.cmd.Process.Pid)...)
	for _, pid := range family {
		syscall.Kill(pid, syscall.SIGKILL) //nolint:errcheck // some are in the list twice
	}
	<-d.ended
	d.cmd = nil
	d.kills++
}

// children returns the processes a process started.
func children(parent int) []int {
	var out []int
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		text, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		// pid (name) state parent …; a name may hold anything, so it is read from behind it
		rest := string(text[strings.LastIndexByte(string(text), ')')+1:])
		var state string
		var ppid, pid int
		if _, err := fmt.Sscan(rest, &state, &ppid); err != nil || ppid != parent {
			continue
		}
		if _, err := fmt.Sscan(string(text), &pid); err == nil {
			out = append(out, pid)
		}
	}
	return out
}
