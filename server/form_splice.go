package server

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"sync"
	"time"

	"touchstone/surveys"
)

// splicedPage is a page that is the same for everybody but for two short values near its end: the response's id and the
// time it was started. It is rendered and compressed once; a view copies it and writes the values. The compressed form
// is one gzip member: the head as ordinary blocks, then everything from the first value on as one stored block.
type splicedPage struct {
	head, between, tail string
	packed              []byte // gzip header and compressed head, ending at a byte boundary
	sum                 uint32 // CRC-32 of the head
}

// What stands in a page where the values come: nothing an author could have written, because it is made at start.
var (
	spliceID      = surveys.NewID(time.Now()).String()
	spliceStarted = surveys.NewID(time.Now()).String()
)

var gzipHeader = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255}

func newSplicedPage(page string) *splicedPage {
	p := &splicedPage{}
	var rest string
	p.head, rest, _ = strings.Cut(page, spliceID)
	p.between, p.tail, _ = strings.Cut(rest, spliceStarted)
	var b bytes.Buffer
	b.Write(gzipHeader)
	z, err := flate.NewWriter(&b, flate.BestCompression)
	if err == nil {
		_, err = z.Write([]byte(p.head))
	}
	if err == nil {
		err = z.Flush()
	}
	if err != nil { // a valid level and a buffer cannot fail
		panic("server: " + err.Error())
	}
	p.packed, p.sum = b.Bytes(), crc32.ChecksumIEEE([]byte(p.head))
	return p
}

// plain returns the page with the two values.
func (p *splicedPage) plain(id, started string) []byte {
	return []byte(p.head + id + p.between + started + p.tail)
}

// gzip returns the page with the two values, compressed.
func (p *splicedPage) gzip(id, started string) []byte {
	rest := id + p.between + started + p.tail
	b := make([]byte, 0, len(p.packed)+len(rest)+16)
	b = append(b, p.packed...)
	b = append(b, 1) // the last block, stored
	b = binary.LittleEndian.AppendUint16(b, uint16(len(rest)))
	b = binary.LittleEndian.AppendUint16(b, ^uint16(len(rest)))
	b = append(b, rest...)
	b = binary.LittleEndian.AppendUint32(b, crc32.Update(p.sum, crc32.IEEETable, []byte(rest)))
	return binary.LittleEndian.AppendUint32(b, uint32(len(p.head)+len(rest)))
}

// pageCache keeps the first views of the most recently opened surveys.
type pageCache struct {
	mu    sync.RWMutex
	pages map[string]*splicedPage
}

// maxCachedPages bounds the memory: a page takes some tens of KB.
const maxCachedPages = 512

// get returns the page of that key, making it the first time. Two at once may both make it; either result is right.
func (c *pageCache) get(key string, render func() (*splicedPage, error)) (*splicedPage, error) {
	c.mu.RLock()
	p := c.pages[key]
	c.mu.RUnlock()
	if p != nil {
		return p, nil
	}
	p, err := render()
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pages == nil || len(c.pages) >= maxCachedPages { // rare; starting afresh is simpler than a queue
		c.pages = map[string]*splicedPage{}
	}
	c.pages[key] = p
	return p, nil
}
