package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math/rand/v2"
)

// scene is what a photo of the demo shows. The pictures are drawn, not taken: there is no shop to go to.
type scene int

const (
	front   scene = iota // sign, window, door
	shelf                // folded goods on boards
	receipt              // a slip of paper
	passage              // floor between walls, with a box in the way
)

func sceneOf(item string) scene {
	switch item {
	case "sign":
		return front
	case "receipt", "charge":
		return receipt
	case "entry_path", "exit":
		return passage
	}
	return shelf
}

const photoWidth, photoHeight = 640, 480

// canvas is a picture being drawn.
type canvas struct {
	*image.RGBA
	r *rand.Rand
}

// photograph draws a scene as a JPEG; every picture is another one.
func photograph(r *rand.Rand, s scene) []byte {
	c := canvas{image.NewRGBA(image.Rect(0, 0, photoWidth, photoHeight)), r}
	switch s {
	case front:
		c.front()
	case shelf:
		c.shelf()
	case receipt:
		c.receipt()
	case passage:
		c.passage()
	}
	c.text(photoWidth-118, photoHeight-22, 2, color.RGBA{255, 255, 255, 255}, "DEMO")
	var b bytes.Buffer
	if err := jpeg.Encode(&b, c, &jpeg.Options{Quality: 74}); err != nil {
		panic("demo: " + err.Error()) // a buffer takes everything
	}
	return b.Bytes()
}

func (c canvas) box(x, y, w, h int, fill color.Color) {
	draw.Draw(c, image.Rect(x, y, x+w, y+h), image.NewUniform(fill), image.Point{}, draw.Src)
}

// fade fills a box from one colour at the top to another at the bottom.
func (c canvas) fade(x, y, w, h int, top, bottom color.RGBA) {
	mix := func(a, b uint8, i int) uint8 { return uint8((int(a)*(h-i) + int(b)*i) / h) }
	for i := range h {
		c.box(x, y+i, w, 1, color.RGBA{mix(top.R, bottom.R, i), mix(top.G, bottom.G, i), mix(top.B, bottom.B, i), 255})
	}
}

// about returns a colour near the given one.
func (c canvas) about(red, green, blue int) color.RGBA {
	near := func(v int) uint8 { return uint8(min(max(v+c.r.IntN(37)-18, 0), 255)) }
	return color.RGBA{near(red), near(green), near(blue), 255}
}

func (c canvas) front() {
	c.fade(0, 0, photoWidth, 90, c.about(150, 180, 210), c.about(200, 215, 225))
	c.box(0, 60, photoWidth, 340, c.about(196, 186, 172))
	c.fade(0, 400, photoWidth, 80, c.about(120, 118, 116), c.about(88, 88, 90))
	sign := c.about(38, 70, 66)
	c.box(40, 80, 560, 70, sign)
	for i := range 5 {
		c.box(200+i*50, 96, 34, 38, color.RGBA{238, 226, 200, 255})
		c.box(206+i*50, 102, 22, 9+i%2*4, sign)
		c.box(206+i*50, 119+i%2*3, 22, 9-i%2*3, sign)
	}
	c.window(40, 170, 200)
	c.window(400, 170, 200)
	c.fade(260, 170, 120, 230, c.about(90, 104, 110), c.about(60, 66, 70))
	c.box(318, 170, 4, 230, c.about(190, 190, 188))
	c.box(304, 280, 8, 40, c.about(210, 205, 190))
	c.box(328, 280, 8, 40, c.about(210, 205, 190))
}

// window draws a shop window with a dressed figure or two.
func (c canvas) window(x, y, w int) {
	c.fade(x, y, w, 220, c.about(236, 226, 196), c.about(214, 196, 160))
	for i := range 1 + c.r.IntN(2) {
		at := x + 40 + i*80 + c.r.IntN(20)
		c.box(at+12, y+50, 18, 22, c.about(214, 190, 170))
		c.box(at, y+74, 42, 76, c.about(70+c.r.IntN(110), 80+c.r.IntN(80), 90+c.r.IntN(80)))
		c.box(at+8, y+150, 26, 56, c.about(70, 70, 84))
	}
	c.box(x, y+208, w, 12, c.about(150, 130, 104))
}

func (c canvas) shelf() {
	c.fade(0, 0, photoWidth, photoHeight, c.about(224, 220, 212), c.about(190, 184, 174))
	for row := range 3 {
		y := 40 + row*145
		x := 24
		for x < photoWidth-90 {
			w := 60 + c.r.IntN(40)
			base := c.about(90+c.r.IntN(110), 90+c.r.IntN(90), 90+c.r.IntN(80))
			for layer := range 3 + c.r.IntN(4) {
				dark := uint8(layer * 6)
				c.box(x+c.r.IntN(5), y+94-layer*16, w-4, 14, color.RGBA{base.R - min(base.R, dark), base.G - min(base.G, dark), base.B - min(base.B, dark), 255})
			}
			x += w + 14 + c.r.IntN(24)
		}
		c.box(10, y+110, photoWidth-20, 12, c.about(140, 116, 88))
		for tag := range 5 {
			c.box(50+tag*120, y+112, 44, 20, c.about(246, 246, 240))
			c.text(54+tag*120, y+117, 1, color.RGBA{60, 60, 60, 255}, digits(c.r, 3))
		}
	}
}

func (c canvas) receipt() {
	c.fade(0, 0, photoWidth, photoHeight, c.about(120, 96, 74), c.about(92, 74, 58))
	c.box(206, 26, 228, 430, color.RGBA{70, 56, 44, 255})
	c.fade(200, 20, 228, 430, color.RGBA{250, 249, 245, 255}, color.RGBA{236, 234, 228, 255})
	ink := color.RGBA{70, 70, 74, 255}
	c.box(250, 40, 128, 16, ink)
	c.box(270, 64, 88, 6, ink)
	total := 0
	for line := range 7 + c.r.IntN(4) {
		y := 96 + line*26
		cents := 990 + c.r.IntN(8900)
		total += cents
		c.box(216, y, 60+c.r.IntN(60), 8, ink)
		c.text(372, y, 1, ink, fmt.Sprintf("%5.2f", float64(cents)/100))
	}
	c.box(216, 384, 196, 2, ink)
	c.text(330, 396, 2, ink, fmt.Sprintf("%6.2f", float64(total)/100))
	for bar := range 60 {
		if chance(c.r, 0.55) {
			c.box(226+bar*3, 420, 2, 22, ink)
		}
	}
}

func (c canvas) passage() {
	c.fade(0, 0, photoWidth, photoHeight, c.about(214, 212, 208), c.about(186, 182, 176))
	for i := range 200 { // the floor runs away to the back wall
		w := 200 + i*2
		c.box((photoWidth-w)/2, 280+i, w, 1, color.RGBA{uint8(120 + i/5), uint8(112 + i/5), uint8(104 + i/5), 255})
	}
	c.box(250, 120, 140, 160, c.about(96, 110, 104))
	c.box(300, 96, 40, 18, c.about(40, 150, 90))
	x := 180 + c.r.IntN(200)
	c.box(x, 300, 110, 90, c.about(186, 146, 96))
	c.box(x+48, 300, 14, 90, c.about(206, 182, 130))
	c.box(x+16, 344, 30, 20, c.about(240, 236, 224))
}
