package report

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// This file judges how wide columns and how high rows have to be.

// height is what wrapped texts need, in points; 0 = the usual. Not every viewer measures rows when it opens a file.
func (s *Sheet) height(cells []Cell) float64 {
	lines := 1.0
	for i, c := range cells {
		if text, ok := c.Value.(string); ok && i < len(s.fixed) && (c.Style.Wrap || c.Style.Kind == "header") {
			n := 0.0
			for line := range strings.SplitSeq(text, "\n") {
				n += linesOf(textWidth(line) / (s.fixed[i] - 1))
			}
			lines = math.Max(lines, n)
		}
	}
	if lines == 1 {
		return 0
	}
	return math.Min(lines*lineHeight+3, excelize.MaxRowHeight)
}

const lineHeight = 15.0

// linesOf rounds up what a text takes, in lines. One that breaks leaves some room at every end; one that fits does not.
func linesOf(lines float64) float64 {
	if lines <= 1 {
		return 1
	}
	return math.Ceil(lines * 1.05)
}

// widths measures the rows held back: tables by their texts; titles, notes and parts run over and do not count.
func (s *Sheet) widths() []float64 {
	out := make([]float64, len(s.columns))
	for i, c := range s.columns {
		low, high := narrow, wide
		if c.Max > 0 {
			high = c.Max
		}
		low = min(low, high)
		if c.Min > 0 {
			low = c.Min
		}
		w := min(headWidth(c.Head)+3, 24) // headers wrap
		if s.head > 0 {
			for _, cells := range s.held[min(s.head, len(s.held)):] {
				if i < len(cells) {
					w = max(w, textWidth(shown(cells[i]))+2.5)
				}
			}
		}
		out[i] = min(max(w, low), high)
	}
	return out
}

// headWidth is the widest word of a header that wraps; Chinese breaks anywhere, so half a line is enough.
func headWidth(head string) float64 {
	w := 0.0
	for _, word := range strings.Fields(head) {
		if len(word) != utf8.RuneCountInString(word) {
			w = max(w, min(textWidth(word), 12))
		} else {
			w = max(w, textWidth(word))
		}
	}
	return w
}

// shown is roughly what a cell displays.
func shown(c Cell) string {
	switch v := c.Value.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10) + ","
	case float64:
		return strconv.FormatFloat(v, 'f', 2, 64) + strings.Repeat(" ", 2*(strings.Count(c.Style.Format, "▲")+strings.Count(c.Style.Format, up)))
	}
	return ""
}

// textWidth counts characters of the widest line; a Chinese character is two wide.
func textWidth(s string) float64 {
	widest := 0.0
	for line := range strings.SplitSeq(s, "\n") {
		w := 0.0
		for _, r := range line {
			if r >= 0x1100 {
				w += 2.1
			} else {
				w++
			}
		}
		widest = max(widest, w)
	}
	return widest
}

// noteWidth is how many characters of small type stand in a row of set widths; 0 = no limit.
func (s *Sheet) noteWidth() float64 {
	if s.head > 0 || s.tables == 0 {
		return 0
	}
	sum := 0.0
	for _, c := range s.columns {
		sum += c.Min
	}
	return sum * noteRatio
}

// noteRatio is how many characters of small type take the room of one of the usual size.
const noteRatio = 1.15

// broken breaks a text into lines of at most so many characters: at spaces, and anywhere between Chinese characters
// but not before a mark that ends something. 0 = one line.
func broken(text string, most float64) []string {
	if most <= 0 || textWidth(text) <= most {
		return []string{text}
	}
	var out []string
	line, after := []rune{}, 0 // after is where the line may end
	for _, r := range text {
		if r == ' ' || r >= 0x1100 && !strings.ContainsRune("，。；：、）”’％", r) {
			after = len(line)
		}
		line = append(line, r)
		if textWidth(string(line)) > most && after > 0 {
			out = append(out, strings.TrimSpace(string(line[:after])))
			line, after = line[after:], 0
		}
	}
	return append(out, strings.TrimSpace(string(line)))
}
