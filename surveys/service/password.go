package service

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"touchstone/surveys"
)

// Lengths of a password in characters. There are no rules about its composition: length is what helps.
const (
	minPassword = 10
	maxPassword = 128
)

// argonParams cost about 30 ms and 19 MiB per try. Hashes keep their parameters, so raising them here takes effect at
// the next password change.
var argonParams = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashing bounds how many passwords are worked on at once: memory stays at 38 MiB whoever knocks.
var hashing = make(chan struct{}, 2)

// strangerHash is compared with when nobody has that address, so that time does not tell who has an account.
var strangerHash = sync.OnceValue(func() string {
	hash, err := argon2id.CreateHash(randomToken(), argonParams)
	if err != nil {
		panic("service: no randomness: " + err.Error())
	}
	return hash
})

// HashPassword returns the argon2id hash of a password. Unavailable when the context ends while it waits for its turn.
func HashPassword(ctx context.Context, password string) (string, error) {
	done, err := startHashing(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	return argon2id.CreateHash(password, argonParams)
}

func startHashing(ctx context.Context) (done func(), err error) {
	select {
	case hashing <- struct{}{}:
		return func() { <-hashing }, nil
	case <-ctx.Done():
		return nil, surveys.E(surveys.Unavailable, "error.unavailable").Because(ctx.Err())
	}
}

// samePassword reports whether the password belongs to the hash; an empty hash takes as long and fits nothing.
func samePassword(ctx context.Context, password, hash string) (bool, error) {
	stranger := strangerHash()
	done, err := startHashing(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	known := hash != ""
	if !known {
		hash = stranger
	}
	same, err := argon2id.ComparePasswordAndHash(password, hash)
	return same && known, err
}

// common are passwords of the required length that everybody tries first.
var common = []string{"1234567890", "0123456789", "12345678910", "123456789a", "a123456789", "password123", "password1234",
	"qwertyuiop", "1q2w3e4r5t", "1qaz2wsx3edc", "administrator", "touchstone", "touchstone123", "woaini1314", "5201314520",
	"iloveyou123", "letmein123", "welcome123", "qq123456789", "asdfghjkl1", "zxcvbnm123", "1122334455", "admin123456"}

// checkPassword notes a password that is too short, too long, on everybody's list, or made from the person's address.
func checkPassword(p *surveys.Problems, field, password, email string) {
	n := utf8.RuneCountInString(password)
	lower := strings.ToLower(password)
	name, _, _ := strings.Cut(email, "@")
	switch {
	case n < minPassword || n > maxPassword || !utf8.ValidString(password):
		p.Add(field, "password.length", "min", minPassword, "max", maxPassword)
	case slices.Contains(common, lower), strings.Count(lower, lower[:1]) == len(lower), lower == email,
		len(name) >= 3 && strings.Contains(lower, name):
		p.Add(field, "password.weak")
	}
}

// randomToken returns 256 random bits as text for links, cookies and keys.
func randomToken() string {
	var b [32]byte
	rand.Read(b[:]) // never fails on supported systems
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// legible are 32 characters of which none looks like another, also when read out over the telephone.
const legible = "abcdefghijkmnpqrstuvwxyz23456789"

// randomCode returns n legible random characters, five bits each.
func randomCode(n int) string {
	b := make([]byte, n)
	rand.Read(b) // never fails on supported systems
	for i := range b {
		b[i] = legible[b[i]%32]
	}
	return string(b)
}

// randomPassword returns a first password of 80 random bits in four groups.
func randomPassword() string {
	return randomCode(4) + "-" + randomCode(4) + "-" + randomCode(4) + "-" + randomCode(4)
}
