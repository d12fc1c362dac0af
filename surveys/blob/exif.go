package blob

import (
	"bytes"
	"encoding/binary"
)

// exifBlock returns the camera's block (TIFF form) of a JPEG or PNG file; nil when there is none. It never fails: what
// cannot be followed is not there.
func exifBlock(raw []byte, format string) []byte {
	if format == "png" {
		return pngExif(raw)
	}
	return jpegExif(raw)
}

// jpegExif walks the segments before the picture.
func jpegExif(raw []byte) []byte {
	for at := 2; at+4 <= len(raw) && raw[at] == 0xff; {
		marker := raw[at+1]
		if marker == 0xff { // fill byte
			at++
			continue
		}
		if marker == 0xda || marker == 0xd9 {
			return nil
		}
		size := int(binary.BigEndian.Uint16(raw[at+2:]))
		if size < 2 || at+2+size > len(raw) {
			return nil
		}
		body := raw[at+4 : at+2+size]
		if block, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok && marker == 0xe1 {
			return bytes.Clone(block)
		}
		at += 2 + size
	}
	return nil
}

// pngExif walks the chunks for eXIf.
func pngExif(raw []byte) []byte {
	const limit = 1 << 16
	for at := 8; at+12 <= len(raw); {
		size := int64(binary.BigEndian.Uint32(raw[at:]))
		if int64(at)+12+size > int64(len(raw)) {
			return nil
		}
		if string(raw[at+4:at+8]) == "eXIf" && size <= limit {
			return bytes.Clone(raw[at+8 : at+8+int(size)])
		}
		at += 12 + int(size)
	}
	return nil
}

// orientation reads tag 0x0112 of the first directory: 1…8, 1 when it is missing or broken.
func orientation(exif []byte) int {
	if len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(exif[:2]) == "MM" {
		order = binary.BigEndian
	}
	first := int64(order.Uint32(exif[4:]))
	if first+2 > int64(len(exif)) {
		return 1
	}
	entries := int(order.Uint16(exif[first:]))
	for i := range entries {
		at := first + 2 + int64(i)*12
		if at+12 > int64(len(exif)) {
			return 1
		}
		if order.Uint16(exif[at:]) == 0x0112 {
			if turn := int(order.Uint16(exif[at+8:])); turn >= 1 && turn <= 8 {
				return turn
			}
			return 1
		}
	}
	return 1
}
