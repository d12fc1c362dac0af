package blob

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/png"
	"runtime"
	"testing"
	"time"

	"touchstone/surveys"
)

// sketch is a JPEG of one colour made by hand: its kind, size, the sampling of its components, and how often it goes over
// its picture.
type sketch struct {
	kind     byte // third marker byte of its frame: 0xc0 plain, 0xc2 progressive
	side     int
	sampling []byte // one per component
	scans    int
	noYCC    bool
}

func (s sketch) bytes() []byte {
	out := []byte{0xff, 0xd8}
	segment := func(marker byte, body []byte) {
		out = append(out, 0xff, marker)
		out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
		out = append(out, body...)
	}
	segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...))
	frame := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16([]byte{8}, uint16(s.side)), uint16(s.side))
	frame = append(frame, byte(len(s.sampling)))
	for i, hv := range s.sampling {
		frame = append(frame, byte(i+1), hv, 0)
	}
	segment(s.kind, frame)
	if s.noYCC { // behind the frame the decoder reads it too
		segment(0xee, append([]byte("Adobe"), make([]byte, 7)...))
	}
	codes := append([]byte{1}, make([]byte, 16)...) // one code of one bit, for nothing
	segment(0xc4, append([]byte{0x00}, codes...))
	segment(0xc4, append([]byte{0x10}, codes...))
	for range s.scans {
		scan := []byte{byte(len(s.sampling))}
		for i := range s.sampling {
			scan = append(scan, byte(i+1), 0)
		}
		last := byte(63)
		if s.kind == 0xc2 {
			last = 0
		}
		segment(0xda, append(scan, 0, last, 0))
		blocks := (s.side + 15) / 8 * ((s.side + 15) / 8)
		out = append(out, make([]byte, blocks*2*len(s.sampling)/8+16)...)
	}
	return append(out, 0xff, 0xd9)
}

// largest is the side of the largest square of a kind that is taken.
func (s sketch) largest(t *testing.T) int {
	t.Helper()
	s.side, s.scans = 64, 1
	raw := s.bytes()
	head, format, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	most := min(maxPixels, int(maxDecoded/pixelBytes(raw, format, head)))
	side := 1
	for (side+1)*(side+1) <= most {
		side++
	}
	return side
}

var kinds = map[string]sketch{
	"progressive, colours as fine as light": {kind: 0xc2, sampling: []byte{0x11, 0x11, 0x11}},
	"progressive, as telephones write":      {kind: 0xc2, sampling: []byte{0x22, 0x11, 0x11}},
	"red, green and blue":                   {kind: 0xc0, sampling: []byte{0x11, 0x11, 0x11}, noYCC: true},
	"for print":                             {kind: 0xc0, sampling: []byte{0x11, 0x11, 0x11, 0x11}, noYCC: true},
}

// Whatever the kind of a JPEG, the largest that is taken makes the decoder allocate less than 200 MB, and one that is a
// little larger is refused by its head.
func TestMemoryOfAPhotoIsBounded(t *testing.T) {
	for name, s := range kinds {
		s.scans, s.side = 1, s.largest(t)
		raw := s.bytes()
		used := allocated(func() {
			p, err := ReadPhoto(context.Background(), raw)
			if err != nil || p.Width != photoFit {
				t.Errorf("%s: %d×%d is not taken: %v", name, s.side, s.side, err)
			}
		})
		if used > 200<<20 {
			t.Errorf("%s: %d MB were allocated for %d×%d", name, used>>20, s.side, s.side)
		}
		s.side += 50
		raw = s.bytes()
		used = allocated(func() {
			if _, err := ReadPhoto(context.Background(), raw); surveys.KindOf(err) != surveys.TooLarge {
				t.Errorf("%s: %d×%d: %v", name, s.side, s.side, err)
			}
		})
		if used > 1<<20 {
			t.Errorf("%s: %d bytes were allocated for what is refused", name, used)
		}
	}
}

func allocated(work func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	work()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestAProgressiveBombIsRefusedByItsHead(t *testing.T) {
	bomb := sketch{kind: 0xc2, side: 6300, sampling: []byte{0x11, 0x11, 0x11}, scans: 1}.bytes()
	if _, err := ReadPhoto(context.Background(), bomb); surveys.KindOf(err) != surveys.TooLarge {
		t.Errorf("%d KB of 6300×6300: %v", len(bomb)>>10, err)
	}
	again := sketch{kind: 0xc2, side: 64, sampling: []byte{0x11, 0x11, 0x11}, scans: maxScans + 1}.bytes()
	if _, err := ReadPhoto(context.Background(), again); surveys.KindOf(err) != surveys.Unsupported {
		t.Errorf("%d scans: %v", maxScans+1, err)
	}
	strange := append([]byte{0xff, 0xd8, 0xff, 0xe0, 0, 2, 0}, sketch{kind: 0xc0, side: 6300, sampling: []byte{0x11, 0x11, 0x11}, scans: 1}.bytes()[2:]...)
	if _, err := ReadPhoto(context.Background(), strange); surveys.KindOf(err) != surveys.TooLarge {
		t.Errorf("a head that only the decoder understands: %v", err)
	}
}

// A photo of a telephone passes, progressive too.
func TestOrdinaryPhotosAreNotTooLarge(t *testing.T) {
	for _, s := range []sketch{{kind: 0xc0, side: 6300}, {kind: 0xc2, side: 4096}} { // 39 and 16 million pixels
		s.sampling = []byte{0x22, 0x11, 0x11}
		if s.largest(t) < s.side {
			t.Errorf("%x: at most %d×%d", s.kind, s.largest(t), s.largest(t))
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 5000, 5000))); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadPhoto(context.Background(), b.Bytes()); err != nil {
		t.Error(err)
	}
}

// Photos wait in a bounded line, no longer than whoever sent them.
func TestPhotosWaitInABoundedLine(t *testing.T) {
	raw := pngOf(t)
	decoding <- struct{}{} // one is being read
	ctx, leave := context.WithCancel(context.Background())
	answers := make(chan error)
	for range cap(inLine) {
		go func() {
			_, err := ReadPhoto(ctx, raw)
			answers <- err
		}()
	}
	for len(inLine) < cap(inLine) {
		time.Sleep(time.Millisecond)
	}
	if _, err := ReadPhoto(context.Background(), raw); surveys.KindOf(err) != surveys.Unavailable {
		t.Errorf("the line is full: %v", err)
	}
	leave()
	for range cap(inLine) {
		if err := <-answers; surveys.KindOf(err) != surveys.Unavailable {
			t.Errorf("who left: %v", err)
		}
	}
	<-decoding
	if _, err := ReadPhoto(context.Background(), raw); err != nil {
		t.Errorf("the line is empty again: %v", err)
	}
}
