package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"image/jpeg"
	"net/http"
	"strings"
	"testing"

	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// chunk is one chunk of a PNG file.
func chunk(kind string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(append([]byte(kind), body...)))
}

// bomb is a small PNG file that asks for a picture of that size.
func bomb(width, height uint32, depth byte) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	out := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(head, depth, 2, 0, 0, 0))...)
	return append(out, chunk("IDAT", bytes.Repeat([]byte{0}, 48<<10))...)
}

// withExif puts a camera's block into a JPEG file: place, and the orientation "turn right".
func withExif(raw []byte) []byte {
	tiff := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00GPS 31.2304N 121.4737E")
	body := append([]byte("Exif\x00\x00"), tiff...)
	segment := append([]byte{0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))...)
	return append(append(append([]byte{}, raw[:2]...), append(segment, body...)...), raw[2:]...)
}

func TestHostilePhotos(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		e := newErrand(openDesk(t, c))
		good := surveytest.JPEG(t, 40, 30, 2)
		corpus := map[string]struct {
			bytes  []byte
			status int
		}{
			"bomb":            {bomb(9900, 9900, 8), http.StatusRequestEntityTooLarge},
			"deep bomb":       {bomb(6000, 6000, 16), http.StatusRequestEntityTooLarge},
			"wide bomb":       {bomb(2_000_000_000, 1, 8), http.StatusRequestEntityTooLarge},
			"zero by zero":    {bomb(0, 0, 8), http.StatusUnsupportedMediaType},
			"too many bytes":  {append(bytes.Clone(good), make([]byte, maxPhoto)...), http.StatusRequestEntityTooLarge},
			"svg":             {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), http.StatusUnsupportedMediaType},
			"html":            {[]byte("<!doctype html><script>alert(1)</script>"), http.StatusUnsupportedMediaType},
			"gif polyglot":    {[]byte("GIF89a/*\x00\x00\x00\x00*/=1;alert(1)//"), http.StatusUnsupportedMediaType},
			"webp":            {[]byte("RIFF\x24\x00\x00\x00WEBPVP8 "), http.StatusUnsupportedMediaType},
			"nothing":         {[]byte(" "), http.StatusUnsupportedMediaType},
			"jpeg begun":      {good[:40], http.StatusUnsupportedMediaType},
			"jpeg cut off":    {good[:len(good)/3], http.StatusUnsupportedMediaType},
			"html after jpeg": {append([]byte("\xff\xd8\xff<html>"), bytes.Repeat([]byte("x"), 900)...), http.StatusUnsupportedMediaType},
			"zip as png":      {append([]byte("\x89PNG\r\n\x1a\n"), "PK\x03\x04"...), http.StatusUnsupportedMediaType},
		}
		for name, x := range corpus {
			sum := sha256.Sum256(x.bytes)
			r := e.ask("", "PUT", e.path+"/photos/"+hex.EncodeToString(sum[:]), string(x.bytes), "Content-Type", "image/jpeg", "Accept", "application/json")
			if r.StatusCode != x.status {
				t.Errorf("%s: %d, want %d: %s", name, r.StatusCode, x.status, r.body)
			}
		}
		list, err := store.VisitEvidence(context.Background(), c.Store.Read(), c.A.Scope(), e.id)
		if err != nil || len(list) != 0 {
			t.Errorf("%d of them were stored: %v", len(list), err)
		}
	})
}

func TestPhotosLoseTheirExifAndKeepItApart(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		e := newErrand(openDesk(t, c))
		raw := append(withExif(surveytest.JPEG(t, 2000, 100, 5)), "<script>alert(1)</script>"...)
		sum := sha256.Sum256(raw)
		sha := hex.EncodeToString(sum[:])
		wantStatus(t, e.ask("", "PUT", e.path+"/photos/"+sha, string(raw), "Content-Type", "image/jpeg", "Accept", "application/json"), http.StatusCreated)
		r := e.ask("", "GET", e.path+"/photos/"+sha, "")
		wantStatus(t, r, http.StatusOK)
		for _, trace := range []string{"Exif", "GPS", "script"} {
			if strings.Contains(r.body, trace) {
				t.Errorf("%q is in what is served", trace)
			}
		}
		picture, err := jpeg.Decode(strings.NewReader(r.body))
		if err != nil {
			t.Fatal(err)
		}
		if size := picture.Bounds().Size(); size.X != 80 || size.Y != 1600 {
			t.Errorf("%v: not turned upright and made to fit", size)
		}
		row, err := store.FindEvidence(context.Background(), c.Store.Read(), c.A.Scope(), e.id, sha)
		if err != nil {
			t.Fatal(err)
		}
		exif, err := base64.StdEncoding.DecodeString(row.Exif)
		if err != nil || !strings.Contains(string(exif), "GPS 31.2304N") {
			t.Errorf("the camera's block is not kept: %q %v", exif, err)
		}
		if row.BlobSHA == sha {
			t.Error("the uploaded bytes themselves are stored")
		}
	})
}
