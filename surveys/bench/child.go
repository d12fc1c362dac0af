package bench

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// Child is the hidden command with which the program starts itself again for the bench.
const Child = "bench-child"

// task is what a child is told, as JSON on its command line. Secrets go through the environment.
type task struct {
	Kind     string // serve, static, export, bare
	Database string
	Data     string
	File     string // static: the page; export: the workbook to write; bare: the cells to write
	Org      string // code of the organisation
	Survey   string // code of the survey
}

// secretVariable gives a child the secret of the scratch database.
const secretVariable = "TOUCHSTONE_SECRET"

var children = map[string]func(context.Context, task, io.Writer) error{
	"serve": serveChild, "static": staticChild, "export": exportChild, "bare": bareChild,
}

// RunChild does what a task says, in a process of its own; out is read by the parent.
func RunChild(ctx context.Context, raw string, out io.Writer) error {
	var t task
	if err := json.Unmarshal([]byte(raw), &t); err != nil {
		return fmt.Errorf("the bench's child cannot read its task: %w", err)
	}
	do := children[t.Kind]
	if do == nil {
		return fmt.Errorf("the bench's child does not know %q", t.Kind)
	}
	return do(ctx, t, out)
}

// child is a process that the bench started.
type child struct {
	*exec.Cmd
	lines *bufio.Scanner
}

// startChild starts the program again; args are those of a task, or of another command.
func (r *run) startChild(ctx context.Context, args ...string) (*child, error) {
	cmd := exec.CommandContext(ctx, r.Program, args...)
	cmd.Env = append(os.Environ(), secretVariable+"="+r.scratch.secret)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	var errors strings.Builder
	cmd.Stderr = &limitedWriter{to: &errors, left: 4096}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &child{Cmd: cmd, lines: bufio.NewScanner(out)}, nil
}

func (r *run) startTask(ctx context.Context, t task) (*child, error) {
	t.Database, t.Data = r.scratch.url, r.scratch.data()
	raw, err := json.Marshal(t)
	if err != nil {
		return nil, err
	}
	return r.startChild(ctx, Child, string(raw))
}

// line returns the next line that the child printed.
func (c *child) line() (string, error) {
	if c.lines.Scan() {
		return c.lines.Text(), nil
	}
	err := c.Wait()
	return "", fmt.Errorf("the child ended: %w: %s", errors.Join(err, c.lines.Err()), c.Stderr)
}

// stop ends a child that serves and waits until it is gone.
func (c *child) stop() error {
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	for c.lines.Scan() { // until its end
	}
	err := c.Wait()
	var ended *exec.ExitError
	if errors.As(err, &ended) && ended.ExitCode() == -1 { // by our signal, before it listened for one
		return nil
	}
	return err
}

// limitedWriter keeps the first bytes of a child's complaints.
type limitedWriter struct {
	to   *strings.Builder
	left int
}

func (w *limitedWriter) Write(p []byte) (int, error) {
	n := min(len(p), w.left)
	w.left -= n
	w.to.Write(p[:n])
	return len(p), nil
}

func (w *limitedWriter) String() string { return w.to.String() }
