package measure

import (
	"math"
	"math/bits"
	"slices"

	"touchstone/surveys"
)

// Histogram holds the counted answers of one item in some scope. N is how many answered. On a scale C[i] is how many
// answered i (NPS 0…10, CSAT 1…5 or 1…10, CES 1…7, rating 1…n); on a choice C[i] is how many chose the option at
// position i, and of a multi item the counts may add up to more than N. More continues C for the options from position
// 11 on. Sum and SumSq are over the codes. Its zero value is empty.
type Histogram struct {
	N     int64
	Sum   int64
	SumSq int64
	C     [11]int64
	More  []int64 // shared by copies of a histogram and never written to; use With
}

// Count returns how many answered the code or chose the option at the position.
func (h Histogram) Count(code int) int64 {
	switch beyond := code - len(h.C); {
	case code < 0:
		return 0
	case beyond < 0:
		return h.C[code]
	case beyond < len(h.More):
		return h.More[beyond]
	}
	return 0
}

// With returns h with n more counted at a code or position; N and the sums stay as they are.
func (h Histogram) With(code int, n int64) Histogram {
	switch {
	case code < 0:
	case code < len(h.C):
		h.C[code] += n
	default:
		h.More = joined(h.More, append(make([]int64, code-len(h.C)), n), 1)
	}
	return h
}

// joined adds up counts by position into a slice of its own, without zeros at its end; nil when none is left.
func joined(a, b []int64, sign int64) []int64 {
	n := max(len(a), len(b))
	if n == 0 {
		return nil
	}
	sum := make([]int64, n)
	copy(sum, a)
	for i, c := range b {
		sum[i] += sign * c
	}
	for ; n > 0 && sum[n-1] == 0; n-- {
	}
	if n == 0 {
		return nil
	}
	return sum[:n:n]
}

// Add returns the answers of both.
func (h Histogram) Add(o Histogram) Histogram {
	h.N, h.Sum, h.SumSq = h.N+o.N, h.Sum+o.Sum, h.SumSq+o.SumSq
	for i, c := range o.C {
		h.C[i] += c
	}
	h.More = joined(h.More, o.More, 1)
	return h
}

// Sub takes o's answers out again; it undoes Add.
func (h Histogram) Sub(o Histogram) Histogram {
	h.N, h.Sum, h.SumSq = h.N-o.N, h.Sum-o.Sum, h.SumSq-o.SumSq
	for i, c := range o.C {
		h.C[i] -= c
	}
	h.More = joined(h.More, o.More, -1)
	return h
}

// Observe returns h with one more answer that carries these codes: one for scales and single choices, any number for
// multi. No codes means no answer and changes nothing.
func (h Histogram) Observe(codes ...int) Histogram {
	if len(codes) == 0 {
		return h
	}
	h.N++
	for _, c := range codes {
		h.Sum += int64(c)
		h.SumSq += int64(c) * int64(c)
		h = h.With(c, 1)
	}
	return h
}

// Codes returns what an answer adds to the histogram of its item: the number of a scale, or the positions of the chosen
// options in surveys.Item.AllOptions. It is nil when nothing is counted: a missing answer, one out of range, an unknown
// code, or an item of a type that has no histogram.
func Codes(item surveys.Item, a surveys.Answer) []int {
	switch {
	case item.IsScale():
		lo, hi := item.ScaleRange()
		if a.Number == nil || *a.Number < float64(lo) || *a.Number > float64(hi) || *a.Number != math.Trunc(*a.Number) {
			return nil
		}
		return []int{int(*a.Number)}
	case item.IsChoice():
		return positions(item, a.Codes)
	}
	return nil
}

func positions(item surveys.Item, chosen []string) []int {
	all := item.AllOptions(nil)
	var out []int
	for _, code := range chosen {
		at := slices.IndexFunc(all, func(o surveys.Option) bool { return o.Code == code })
		if at >= 0 && !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	if item.Type.OneOption() && len(out) > 1 {
		return nil
	}
	return out
}

// Scale returns the lowest and the highest answer of an item with a numeric scale, or the lowest and highest score of
// a single choice whose options carry scores. known is false for other items and for scales without extent.
func Scale(item surveys.Item) (lo, hi float64, known bool) {
	if item.IsScale() {
		low, high := item.ScaleRange()
		return float64(low), float64(high), low < high && low >= 0 && high <= 10
	}
	if !item.IsScored() {
		return 0, 0, false
	}
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, o := range item.Options {
		if o.Score != nil {
			lo, hi = math.Min(lo, *o.Score), math.Max(hi, *o.Score)
		}
	}
	return lo, hi, lo < hi
}

// Moments returns mean and spread of the codes. The sums are integers and are subtracted exactly, in 128 bits, so that
// a million equal answers have variance 0 and not a rounding error.
func (h Histogram) Moments() Moments {
	if h.N <= 0 {
		return Moments{}
	}
	m := Moments{N: h.N, Mean: float64(h.Sum) / float64(h.N)}
	if h.N < 2 || h.SumSq < 0 {
		return m
	}
	sum := uint64(h.Sum)
	if h.Sum < 0 {
		sum = uint64(-h.Sum)
	}
	ah, al := bits.Mul64(uint64(h.N), uint64(h.SumSq))
	bh, bl := bits.Mul64(sum, sum)
	if ah < bh || ah == bh && al < bl {
		return m // not sums of the same answers; a negative spread is none
	}
	low, borrow := bits.Sub64(al, bl, 0)
	high, _ := bits.Sub64(ah, bh, borrow)
	spread := math.Ldexp(float64(high), 64) + float64(low) // N·Σx² − (Σx)²
	m.Variance = spread / float64(h.N) / float64(h.N-1)
	return m
}

// scored returns the moments of the counts after replacing each code by a value; codes without a value are left out.
func (h Histogram) scored(value func(code int) (float64, bool)) Moments {
	var n int64
	var sum float64
	codes := len(h.C) + len(h.More)
	for i := range codes {
		c := h.Count(i)
		if v, has := value(i); has && c > 0 {
			n += c
			sum += float64(c) * v
		}
	}
	if n == 0 {
		return Moments{}
	}
	m := Moments{N: n, Mean: sum / float64(n)}
	var spread float64
	for i := range codes {
		c := h.Count(i)
		if v, has := value(i); has && c > 0 {
			spread += float64(c) * (v - m.Mean) * (v - m.Mean)
		}
	}
	if n > 1 {
		m.Variance = spread / float64(n-1)
	}
	return m
}

// count returns how many answered from lo to hi, both included.
func (h Histogram) count(lo, hi int) int64 {
	var n int64
	for i := lo; i <= min(hi, len(h.C)+len(h.More)-1); i++ {
		n += h.Count(i)
	}
	return n
}
