package blob

import (
	"bytes"
	"image"
	"image/color"
	_ "image/jpeg" // what cameras write
	_ "image/png"  // what screenshots are

	"github.com/disintegration/imaging"

	"touchstone/surveys"
)

// Limits of an uploaded photo. They are checked on the first bytes, before anything is decoded: a PNG of 48 KB can ask for
// hundreds of megabytes of memory.
const (
	MaxPhotoBytes = 12 << 20
	maxPixels     = 40_000_000
	maxSide       = 12_000
	photoFit      = 1600 // longest side of what is kept
	photoQuality  = 82
)

// Photo is an uploaded picture made safe: decoded, turned upright, made smaller and encoded anew, so that nothing of the
// uploaded file but its pixels is served. Exif is the camera's own block, kept apart as evidence; empty when there was none.
type Photo struct {
	JPEG          []byte
	Width, Height int
	Exif          []byte
}

// decoding lets one photo through at a time: a decoded one takes up to 160 MB.
var decoding = make(chan struct{}, 1)

// ReadPhoto makes a photo of uploaded bytes. TooLarge over the limits of bytes, pixels or sides; Unsupported for anything
// that is not a whole JPEG or PNG picture.
func ReadPhoto(raw []byte) (Photo, error) {
	if len(raw) > MaxPhotoBytes {
		return Photo{}, surveys.E(surveys.TooLarge, "photo.bytes", "max", MaxPhotoBytes>>20)
	}
	if !bytes.HasPrefix(raw, []byte("\xff\xd8\xff")) && !bytes.HasPrefix(raw, []byte("\x89PNG\r\n\x1a\n")) {
		return Photo{}, surveys.E(surveys.Unsupported, "photo.type")
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || format != "jpeg" && format != "png" {
		return Photo{}, surveys.E(surveys.Unsupported, "photo.type").Because(err)
	}
	if head.Width < 1 || head.Height < 1 {
		return Photo{}, surveys.E(surveys.Unsupported, "photo.type")
	}
	if head.Width > maxSide || head.Height > maxSide || head.Width*head.Height*depth(head.ColorModel) > maxPixels {
		return Photo{}, surveys.E(surveys.TooLarge, "photo.pixels", "max", maxPixels/1_000_000)
	}
	decoding <- struct{}{}
	defer func() { <-decoding }()
	picture, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return Photo{}, surveys.E(surveys.Unsupported, "photo.broken").Because(err)
	}
	exif := exifBlock(raw, format)
	small := upright(imaging.Fit(picture, photoFit, photoFit, imaging.Lanczos), orientation(exif))
	var out bytes.Buffer
	if err := imaging.Encode(&out, opaque(small), imaging.JPEG, imaging.JPEGQuality(photoQuality)); err != nil {
		return Photo{}, err
	}
	size := small.Bounds().Size()
	return Photo{JPEG: out.Bytes(), Width: size.X, Height: size.Y, Exif: exif}, nil
}

// depth counts pictures of 16 bits a channel double: so much memory they take.
func depth(m color.Model) int {
	switch m {
	case color.RGBA64Model, color.NRGBA64Model, color.Gray16Model:
		return 2
	}
	return 1
}

// opaque puts a picture on white: JPEG knows no transparency and would show black.
func opaque(p *image.NRGBA) *image.NRGBA {
	if p.Opaque() {
		return p
	}
	return imaging.Overlay(imaging.New(p.Bounds().Dx(), p.Bounds().Dy(), color.White), p, image.Point{}, 1)
}

// upright turns a picture as the EXIF orientation 1…8 asks.
func upright(p *image.NRGBA, turn int) *image.NRGBA {
	switch turn {
	case 2:
		return imaging.FlipH(p)
	case 3:
		return imaging.Rotate180(p)
	case 4:
		return imaging.FlipV(p)
	case 5:
		return imaging.Transpose(p)
	case 6:
		return imaging.Rotate270(p)
	case 7:
		return imaging.Transverse(p)
	case 8:
		return imaging.Rotate90(p)
	}
	return p
}
