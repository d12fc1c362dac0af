package surveys

import (
	"encoding/json"
	"time"
)

// Job is one piece of background work. A worker claims it with a lease; a lease that runs out frees it again.
type Job struct {
	OrgID      ID              `bun:"org_id,pk" json:"-"`
	ID         ID              `bun:"id,pk" json:"id"`
	Kind       string          `bun:"kind" json:"kind"`    // "export", …
	Key        string          `bun:"unique_key" json:"-"` // "" or unique among unfinished jobs
	Payload    json.RawMessage `bun:"payload,type:json" json:"payload"`
	State      string          `bun:"state" json:"state"`       // queued | running | done | failed | dead
	Progress   int             `bun:"progress" json:"progress"` // 0…100
	Attempt    int             `bun:"attempt" json:"attempt"`
	RunAt      time.Time       `bun:"run_at" json:"run_at"`
	LeaseUntil time.Time       `bun:"lease_until" json:"-"`
	Result     json.RawMessage `bun:"result,type:json" json:"result,omitempty"`
	ErrorKey   string          `bun:"error_key" json:"error_key,omitempty"`
	CreatedBy  ID              `bun:"created_by" json:"-"`
	CreatedAt  time.Time       `bun:"created_at" json:"created_at"`
	ExpiresAt  *time.Time      `bun:"expires_at" json:"expires_at"`
}

// OutboxRow tells a consumer that a response changed. It is written in the transaction of the change, and deleted in the
// transaction that acts on it.
type OutboxRow struct {
	OrgID      ID        `bun:"org_id,pk"`
	ID         ID        `bun:"id,pk"`
	Consumer   string    `bun:"consumer"` // "derive"
	ResponseID ID        `bun:"response_id"`
	CreatedAt  time.Time `bun:"created_at"`
}

// ConsumerDerive is the consumer that keeps answers and histograms.
const ConsumerDerive = "derive"
