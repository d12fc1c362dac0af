package blob

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
)

// maxScans bounds how often a progressive JPEG may go over its picture. Cameras and programs write about ten scans; one of
// a few bytes can go over every block.
const maxScans = 100

// pixelBytes is how many bytes of memory decoding takes per pixel at most, by the head of the file.
func pixelBytes(raw []byte, format string, head image.Config) float64 {
	if format == "png" {
		return pngBytes(raw, head.ColorModel)
	}
	frame, ok := readFrame(raw)
	if !ok {
		return (jpegFrame{progressive: true, parts: []float64{1, 1, 1, 1}}).pixelBytes()
	}
	return frame.pixelBytes()
}

// pngBytes: an interlaced picture is read in seven small ones and put together.
func pngBytes(raw []byte, m color.Model) float64 {
	bytes := 4.0
	switch m {
	case color.RGBA64Model, color.NRGBA64Model:
		bytes = 8
	case color.Gray16Model:
		bytes = 2
	case color.GrayModel:
		bytes = 1
	}
	const interlace = 28 // place of the byte in the first chunk
	if len(raw) > interlace && raw[interlace] != 0 {
		bytes *= 2
	}
	return bytes
}

// jpegFrame is what the head of a JPEG says about its picture.
type jpegFrame struct {
	progressive bool
	converted   bool      // the decoder makes a second picture of other colours
	parts       []float64 // samples per pixel of each component: 1, or less where colours are coarser
}

// pixelBytes is one byte per sample, four more while a progressive picture is put together (the decoder keeps every
// coefficient as 32 bits), and more for a second picture of other colours.
func (f jpegFrame) pixelBytes() float64 {
	samples := 0.0
	for _, p := range f.parts {
		samples += p
	}
	bytes := samples
	if f.progressive {
		bytes += 4 * samples
	}
	switch {
	case len(f.parts) > 3:
		bytes += 8
	case f.converted:
		bytes += 4
	}
	return bytes
}

// readFrame walks the segments of a JPEG to its frame. False when the file strays from the plain form: the decoder is
// more patient, so the worst has to be thought of it.
func readFrame(raw []byte) (f jpegFrame, ok bool) {
	for at := 2; at+4 <= len(raw) && raw[at] == 0xff; {
		marker := raw[at+1]
		if marker == 0xff { // fill byte
			at++
			continue
		}
		size := int(binary.BigEndian.Uint16(raw[at+2:]))
		if marker < 0xc0 || marker >= 0xd0 && marker <= 0xda || size < 2 || at+2+size > len(raw) {
			return f, false
		}
		body := raw[at+4 : at+2+size]
		if marker <= 0xc2 {
			f.progressive, f.converted = marker == 0xc2, saysNoYCC(raw)
			return f, f.readParts(body)
		}
		at += 2 + size
	}
	return f, false
}

// saysNoYCC reports whether a segment anywhere in the file says that its colours are not brightness and difference.
func saysNoYCC(raw []byte) bool {
	sign := []byte("\xff\xee")
	for at := bytes.Index(raw, sign); at >= 0; {
		if body := raw[min(at+4, len(raw)):]; len(body) >= 12 && bytes.HasPrefix(body, []byte("Adobe")) && body[11] == 0 {
			return true
		}
		next := bytes.Index(raw[at+2:], sign)
		if next < 0 {
			return false
		}
		at += 2 + next
	}
	return false
}

// readParts reads the components: id, sampling, table for each.
func (f *jpegFrame) readParts(body []byte) bool {
	const before = 6
	if len(body) < before || len(body) != before+3*int(body[5]) || body[5] == 0 {
		return false
	}
	var ids []byte
	most := 0
	for part := body[before:]; len(part) > 0; part = part[3:] {
		ids = append(ids, part[0])
		most = max(most, int(part[1]>>4)*int(part[1]&15))
	}
	if most == 0 {
		return false
	}
	for part := body[before:]; len(part) > 0; part = part[3:] {
		f.parts = append(f.parts, float64(int(part[1]>>4)*int(part[1]&15))/float64(most))
	}
	if string(ids) == "RGB" {
		f.converted = true
	}
	if len(f.parts) == 1 {
		f.parts[0] = 1
	}
	return true
}

// tooManyScans reports whether a JPEG goes over its picture more often than pictures do. Within the picture's own bytes
// the sign of a scan cannot stand; a preview in the camera's block may count as one more.
func tooManyScans(raw []byte) bool { return bytes.Count(raw, []byte{0xff, 0xda}) > maxScans }
