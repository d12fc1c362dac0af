package blob

import (
	"bytes"
	"context"
	"image"
	"image/color"
	_ "image/jpeg" // what cameras write
	_ "image/png"  // what screenshots are
	"time"

	"github.com/disintegration/imaging"

	"touchstone/surveys"
)

// Limits of an uploaded photo. They are checked on the first bytes, before anything is decoded: a PNG of 48 KB can ask for
// hundreds of megabytes of memory.
const (
	MaxPhotoBytes = 12 << 20
	maxPixels     = 40_000_000
	maxDecoded    = 128 << 20 // bytes of the decoded picture; its kind says how many pixels that is
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

// decoding lets one photo through at a time: reading one takes up to 200 MB, whatever its kind. inLine bounds those that
// wait for it, each with its bytes in memory.
var (
	decoding = make(chan struct{}, 1)
	inLine   = make(chan struct{}, 9)
)

// longestWait is how long a photo waits for its turn.
const longestWait = 20 * time.Second

// ReadPhoto makes a photo of uploaded bytes. TooLarge over the limits of bytes, pixels or sides; Unsupported for anything
// that is not a whole JPEG or PNG picture. Unavailable when too many wait already, or when its turn did not come in time
// or before ctx ended.
func ReadPhoto(ctx context.Context, raw []byte) (Photo, error) {
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
	most := min(maxPixels, int(maxDecoded/pixelBytes(raw, format, head)))
	if head.Width > maxSide || head.Height > maxSide || head.Width*head.Height > most {
		return Photo{}, surveys.E(surveys.TooLarge, "photo.pixels", "max", most/1_000_000)
	}
	if format == "jpeg" && tooManyScans(raw) {
		return Photo{}, surveys.E(surveys.Unsupported, "photo.broken")
	}
	done, err := takeTurn(ctx)
	if err != nil {
		return Photo{}, err
	}
	defer done()
	return draw(raw, format)
}

// takeTurn waits for the turn of a photo; call done when it is read.
func takeTurn(ctx context.Context) (done func(), err error) {
	busy := surveys.E(surveys.Unavailable, "photo.busy")
	select {
	case inLine <- struct{}{}:
	default:
		return nil, busy
	}
	ctx, cancel := context.WithTimeout(ctx, longestWait)
	defer cancel()
	select {
	case decoding <- struct{}{}:
		return func() { <-decoding; <-inLine }, nil
	case <-ctx.Done():
		<-inLine
		return nil, busy.Because(ctx.Err())
	}
}

// draw decodes a photo and draws it anew.
func draw(raw []byte, format string) (Photo, error) {
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
