package store

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"touchstone/surveys"
)

// Limits of the accept path.
const (
	groupMembers = 256     // members of one transaction
	groupBytes   = 1 << 20 // bytes of answers in one transaction
	queueLength  = 4096    // members waiting; one more is told to come again
	groupTime    = 10 * time.Second
	pgWriters    = 2 // groups under way at once on PostgreSQL
)

// Member is one response to be accepted.
type Member struct {
	Response *surveys.Response
	// Body is Response.Answers as JSON, made once by the caller; nil = the committer makes it.
	Body json.RawMessage
	// Guard, when set, runs in the member's own savepoint after its row was inserted; its error refuses the member and
	// undoes what it did. It checks and changes what goes with the response: the state of a visit, a spent link, a quota.
	// It does not run for a retry of what is stored. It must not wait for anything but the database.
	Guard func(ctx context.Context, db DB) error
}

// Outcome is what was acknowledged.
type Outcome struct {
	ResponseID surveys.ID
	Revision   int
	ReceivedAt time.Time
	Duplicate  bool // the same bytes were stored before
}

// Committer is the accept path: a goroutine takes whatever is queued, writes it in one transaction, and answers every
// caller after the commit. There is no timer; the commit of one group is the time in which the next one gathers. On
// PostgreSQL there are several such goroutines, because a commit there waits for a server and a disk more than it works;
// they meet like several processes do. SQLite has one writer.
type Committer struct {
	store   *Store
	queue   chan *pending
	writers int
	done    sync.WaitGroup

	mu     sync.RWMutex // guards closed against sends on the queue
	closed bool
}

type pending struct {
	Member
	row    responseRow
	answer chan result // buffered: the committer never waits for a caller who went away
}

type result struct {
	outcome Outcome
	err     error
}

// NewCommitter starts the accept path of a process. One per process is enough; more only compete.
func NewCommitter(s *Store) *Committer {
	c := &Committer{store: s, queue: make(chan *pending, queueLength), writers: 1}
	if s.dia.pg {
		c.writers = pgWriters
	}
	for range c.writers {
		c.done.Go(c.run)
	}
	return c
}

// Submit queues a member and waits until it is committed. Errors: Conflict (error.response_differs) when other bytes are
// stored under the same id and revision; the guard's error; Unavailable when the queue is full, the process is stopping,
// or the outcome is not known: the same member sent again settles it. A caller whose context ends gets Unavailable, and
// the member may be committed all the same.
func (c *Committer) Submit(ctx context.Context, m Member) (Outcome, error) {
	row, err := newResponseRow(m)
	if err != nil {
		return Outcome{}, err
	}
	p := &pending{Member: m, row: row, answer: make(chan result, 1)}
	if err := c.enqueue(p); err != nil {
		return Outcome{}, err
	}
	select {
	case r := <-p.answer:
		return r.outcome, r.err
	case <-ctx.Done():
		return Outcome{}, surveys.E(surveys.Unavailable, "error.commit_unknown").Because(ctx.Err())
	}
}

func (c *Committer) enqueue(p *pending) error {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.closed {
		return surveys.E(surveys.Unavailable, "error.stopping")
	}
	select {
	case c.queue <- p:
		return nil
	default:
		return surveys.E(surveys.Unavailable, "error.busy")
	}
}

// Waiting returns how many members are queued, for health and for work that should step aside.
func (c *Committer) Waiting() int { return len(c.queue) }

// Close refuses new members, waits until everything queued is committed and answered, and stops.
func (c *Committer) Close(ctx context.Context) error {
	c.mu.Lock()
	if !c.closed {
		c.closed = true
		close(c.queue)
	}
	c.mu.Unlock()
	done := make(chan struct{})
	go func() {
		c.done.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return surveys.E(surveys.Unavailable, "error.stopping").Because(ctx.Err())
	}
}

func (c *Committer) run() {
	for first := range c.queue {
		c.commit(c.gather(first))
	}
}

// gather takes what is queued already, up to the limits of one transaction.
func (c *Committer) gather(first *pending) []*pending {
	group, size := []*pending{first}, len(first.row.Answers)
	for len(group) < groupMembers && size < groupBytes {
		select {
		case p, ok := <-c.queue:
			if !ok {
				return group
			}
			group, size = append(group, p), size+len(p.row.Answers)
		default:
			return group
		}
	}
	return group
}
