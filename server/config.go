package server

import (
	"log/slog"
	"net/netip"
	"net/url"

	"touchstone/surveys/service"
)

// Config is what a Server is made of.
type Config struct {
	Service        *service.Service
	Base           *url.URL // scheme and host of every absolute link; https turns on Secure cookies and HSTS
	TrustedProxies []netip.Prefix
	Limits         Limits
	Log            *slog.Logger // nil = slog.Default()
	Version        string       // of the program, shown in the API's description
}

// Limits bound what one sender may ask of this process. A rate of 0 means no limit.
type Limits struct {
	SignIn Rate // per address of the sender, and again per account that is tried
	Submit Rate // respondents: per address of the sender
	API    Rate // per person or API key
}

// Rate is a token bucket: Burst at once, then PerSecond.
type Rate struct {
	PerSecond float64
	Burst     int
}

// DefaultLimits are right for one process in front of people. A shop's tablet and a mall's shared address stay below
// the rate for respondents.
func DefaultLimits() Limits {
	return Limits{SignIn: Rate{0.2, 20}, Submit: Rate{50, 200}, API: Rate{50, 300}}
}

// Limits of a request's size in bytes.
const (
	maxJSON     = 256 << 10
	maxDocument = 1<<20 + 64<<10 // an instrument's document inside its envelope
	maxPhoto    = 12 << 20
	maxForm     = 256 << 10
	maxHeader   = 32 << 10
)
