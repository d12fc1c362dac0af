package demo

import (
	"image/color"
	"math/rand/v2"
)

// glyphs are the few characters that drawn photos need, 5 by 7 dots, one number per row.
var glyphs = map[rune][7]uint8{
	'0': {14, 17, 19, 21, 25, 17, 14}, '1': {4, 12, 4, 4, 4, 4, 14}, '2': {14, 17, 1, 2, 4, 8, 31}, '3': {31, 2, 4, 2, 1, 17, 14},
	'4': {2, 6, 10, 18, 31, 2, 2}, '5': {31, 16, 30, 1, 1, 17, 14}, '6': {6, 8, 16, 30, 17, 17, 14}, '7': {31, 1, 2, 4, 8, 8, 8},
	'8': {14, 17, 17, 14, 17, 17, 14}, '9': {14, 17, 17, 15, 1, 2, 12}, '.': {0, 0, 0, 0, 0, 12, 12},
	'D': {28, 18, 17, 17, 17, 18, 28}, 'E': {31, 16, 16, 30, 16, 16, 31}, 'M': {17, 27, 21, 21, 17, 17, 17}, 'O': {14, 17, 17, 17, 17, 17, 14},
}

// text writes characters of the table from x, y on; size is the width of a dot in pixels.
func (c canvas) text(x, y, size int, ink color.Color, s string) {
	for _, char := range s {
		for row, dots := range glyphs[char] {
			for col := range 5 {
				if dots&(16>>col) != 0 {
					c.box(x+col*size, y+row*size, size, size, ink)
				}
			}
		}
		x += 6 * size
	}
}

func digits(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('1' + r.IntN(9))
	}
	return string(b)
}
