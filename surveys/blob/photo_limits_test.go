package blob

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"runtime"
	"testing"

	"touchstone/surveys"
)

func drawn() *image.NRGBA {
	p := image.NewNRGBA(image.Rect(0, 0, 64, 48))
	for x := range 64 {
		for y := range 48 {
			p.Set(x, y, color.NRGBA{uint8(4 * x), uint8(5 * y), 128, 255})
		}
	}
	return p
}

func pngOf(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, drawn()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// jpegOf is a photo with a camera's block that holds a mark and asks for a quarter turn.
func jpegOf(t *testing.T, mark string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawn(), nil); err != nil {
		t.Fatal(err)
	}
	tiff := append([]byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00"), mark...)
	block := append([]byte("Exif\x00\x00"), tiff...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(block)+2))
	return append(append(append([]byte{}, b.Bytes()[:2]...), append(segment, block...)...), b.Bytes()[2:]...)
}

// claiming is a PNG of a few bytes whose head claims a size.
func claiming(t *testing.T, width, height uint32) []byte {
	t.Helper()
	raw := pngOf(t)
	binary.BigEndian.PutUint32(raw[16:], width)
	binary.BigEndian.PutUint32(raw[20:], height)
	binary.BigEndian.PutUint32(raw[29:], crc32.ChecksumIEEE(raw[12:29]))
	return raw
}

func TestHostilePhotosAreRefused(t *testing.T) {
	whole := pngOf(t)
	for name, c := range map[string]struct {
		raw  []byte
		want surveys.ErrorKind
	}{
		"nothing":             {nil, surveys.Unsupported},
		"a page":              {[]byte("<script>alert(1)</script>"), surveys.Unsupported},
		"a GIF":               {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), surveys.Unsupported},
		"an SVG":              {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), surveys.Unsupported},
		"a page behind magic": {append([]byte("\xff\xd8\xff"), "<html>"...), surveys.Unsupported},
		"cut off":             {whole[:len(whole)/2], surveys.Unsupported},
		"too many bytes":      {append(append([]byte{}, whole...), make([]byte, MaxPhotoBytes)...), surveys.TooLarge},
		"too many pixels":     {claiming(t, 10_000, 10_000), surveys.TooLarge},
		"too long":            {claiming(t, 60_000, 10), surveys.TooLarge},
	} {
		if _, err := ReadPhoto(context.Background(), c.raw); surveys.KindOf(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// A picture that claims more pixels than are taken is refused by its head: nothing of that size is ever allocated.
func TestPixelsAreCountedBeforeDecoding(t *testing.T) {
	bomb := claiming(t, 11_000, 11_000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := ReadPhoto(context.Background(), bomb); surveys.KindOf(err) != surveys.TooLarge {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
		t.Errorf("%d bytes were allocated for a picture that is refused", used)
	}
}

func TestPhotosAreDrawnAnewAndTheCamerasBlockIsApart(t *testing.T) {
	const mark = "somewhere at some time"
	p, err := ReadPhoto(context.Background(), jpegOf(t, mark))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(p.JPEG, []byte(mark)) || bytes.Contains(p.JPEG, []byte("Exif")) {
		t.Error("the stored picture still holds what the camera noted")
	}
	if !bytes.Contains(p.Exif, []byte(mark)) {
		t.Errorf("what the camera noted is lost: %q", p.Exif)
	}
	if p.Width != 48 || p.Height != 64 {
		t.Errorf("%d×%d: the picture was not turned upright", p.Width, p.Height)
	}
	hidden := append(pngOf(t), "<script>alert(1)</script>"...)
	if p, err = ReadPhoto(context.Background(), hidden); err != nil || bytes.Contains(p.JPEG, []byte("script")) {
		t.Errorf("what hides behind a picture is kept: %v", err)
	}
}
