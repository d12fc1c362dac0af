package demo

import (
	"encoding/binary"
	"hash/fnv"
	"math/rand/v2"
	"time"

	"touchstone/surveys"
)

// stream returns the random numbers of one part of the demo. Parts have streams of their own, so that a change in one
// leaves the others as they are.
func stream(name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(20240601, h.Sum64()))
}

// dayID is a response id like surveys.NewDayID, from a stream.
func dayID(r *rand.Rand, day time.Time) surveys.ID {
	var id surveys.ID
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(day.UTC().Truncate(24*time.Hour).UnixMilli()))
	copy(id[:6], ms[2:])
	binary.BigEndian.PutUint16(id[6:], uint16(r.Uint32())&0x0fff|0x7000)
	binary.BigEndian.PutUint64(id[8:], r.Uint64()&0x3fffffffffffffff|0x8000000000000000)
	return id
}

// chance is true with probability p.
func chance(r *rand.Rand, p float64) bool { return r.Float64() < p }

// pick returns one of the list.
func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// weighted returns the position drawn with the given weights.
func weighted(r *rand.Rand, weights ...float64) int {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	at := r.Float64() * sum
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}
