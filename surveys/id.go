package surveys

import (
	"crypto/rand"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"time"
)

// ID names a row inside its organisation. It is a UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then
// random bits, so that rows arrive in index order. The zero ID means "none".
type ID [16]byte

// NewID returns a fresh ID whose time bits are now.
func NewID(now time.Time) ID {
	var id ID
	if _, err := rand.Read(id[6:]); err != nil {
		panic("surveys: no randomness: " + err.Error()) // crypto/rand does not fail on supported systems
	}
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(now.UnixMilli()))
	copy(id[:6], ms[2:])
	return id.stamp()
}

// NewDayID returns a fresh ID whose time bits are the start of now's UTC day. Anonymous responses use it, so that the
// key of a row does not betray the minute in which somebody answered.
func NewDayID(now time.Time) ID { return NewID(now.UTC().Truncate(24 * time.Hour)) }

// HashID makes a stable ID from a digest of at least 16 bytes (imports: the same row of the same file always gets the
// same ID). It carries the version bits of UUID 8, "custom".
func HashID(sum []byte) ID {
	var id ID
	copy(id[:], sum)
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	return id
}

func (id ID) stamp() ID {
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id
}

// Version returns the UUID version: 7 for NewID and NewDayID, 8 for HashID, 0 when the variant is not that of RFC 9562.
func (id ID) Version() int {
	if id[8]&0xc0 != 0x80 {
		return 0
	}
	return int(id[6] >> 4)
}

// Time returns the time bits of a version 7 ID, UTC, to the millisecond. For other versions it means nothing.
func (id ID) Time() time.Time {
	var ms [8]byte
	copy(ms[2:], id[:6])
	return time.UnixMilli(int64(binary.BigEndian.Uint64(ms[:]))).UTC()
}

// IsZero reports whether the ID means "none".
func (id ID) IsZero() bool { return id == ID{} }

// String returns the canonical 36-character form.
func (id ID) String() string {
	var b [36]byte
	hex.Encode(b[0:8], id[0:4])
	b[8] = '-'
	hex.Encode(b[9:13], id[4:6])
	b[13] = '-'
	hex.Encode(b[14:18], id[6:8])
	b[18] = '-'
	hex.Encode(b[19:23], id[8:10])
	b[23] = '-'
	hex.Encode(b[24:36], id[10:16])
	return string(b[:])
}

// ParseID reads the canonical form. Anything else is an Invalid error.
func ParseID(s string) (ID, error) {
	var id ID
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return ID{}, E(Invalid, "error.id")
	}
	if _, err := hex.Decode(id[:], []byte(s[0:8]+s[9:13]+s[14:18]+s[19:23]+s[24:36])); err != nil {
		return ID{}, E(Invalid, "error.id")
	}
	return id, nil
}

// MarshalText writes the canonical form; the zero ID becomes "".
func (id ID) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return nil, nil
	}
	return []byte(id.String()), nil
}

// UnmarshalText reads the canonical form; "" becomes the zero ID.
func (id *ID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*id = ID{}
		return nil
	}
	v, err := ParseID(string(b))
	if err != nil {
		return err
	}
	*id = v
	return nil
}

// Value writes the canonical form also for the zero ID: no key column is ever NULL.
func (id ID) Value() (driver.Value, error) { return id.String(), nil }

// Scan reads what either engine returns: text, or NULL for a reference that names nothing.
func (id *ID) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*id = ID{}
		return nil
	case string:
		return id.scanText(v)
	case []byte:
		return id.scanText(string(v))
	}
	return fmt.Errorf("surveys: cannot read an ID from %T", src)
}

func (id *ID) scanText(s string) error {
	v, err := ParseID(s)
	if err != nil {
		return fmt.Errorf("surveys: stored id %q is broken", s)
	}
	*id = v
	return nil
}
