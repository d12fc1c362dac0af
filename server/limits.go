package server

import (
	"container/list"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxBuckets bounds the memory of a limiter: the longest unused buckets go first.
const maxBuckets = 20000

// limiter holds one token bucket per key. It lives in this process only: several processes allow several times as much.
type limiter struct {
	rate  Rate
	mu    sync.Mutex
	byKey map[string]*list.Element
	order *list.List // most recently used first
}

type bucket struct {
	key string
	*rate.Limiter
}

func newLimiter(r Rate) *limiter {
	return &limiter{rate: r, byKey: map[string]*list.Element{}, order: list.New()}
}

// allow takes a token for the key; when there is none it says how long to wait for one.
func (l *limiter) allow(key string) (wait time.Duration, ok bool) {
	if l.rate.PerSecond == 0 {
		return 0, true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	e, found := l.byKey[key]
	if found {
		l.order.MoveToFront(e)
	} else {
		e = l.order.PushFront(bucket{key, rate.NewLimiter(rate.Limit(l.rate.PerSecond), l.rate.Burst)})
		l.byKey[key] = e
		if l.order.Len() > maxBuckets {
			last := l.order.Back()
			delete(l.byKey, l.order.Remove(last).(bucket).key)
		}
	}
	r := e.Value.(bucket).Reserve()
	if wait = r.Delay(); wait > 0 {
		r.Cancel()
		return wait, false
	}
	return 0, true
}

// senderKey folds an address to what one sender commands: an IPv6 network of /64 is one.
func senderKey(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return "unknown"
	}
	ip = ip.Unmap()
	if ip.Is6() {
		p, _ := ip.Prefix(64)
		return p.String()
	}
	return ip.String()
}
