package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// minSecret is the least length of the instance secret in characters: 128 bits even when it is written in hex.
const minSecret = 32

// LoadSecret returns the instance secret: the configured one, else the one in the data folder. On SQLite, where one
// process owns the folder, a missing one is made there once (64 hex digits, readable by the owner only). Several
// processes share a PostgreSQL, so there it must be given: each making its own would seal what the others cannot open.
func (c *Config) LoadSecret() ([]byte, error) {
	if c.Secret != "" {
		return []byte(c.Secret), nil
	}
	engine, err := c.engine()
	if err != nil {
		return nil, err
	}
	if engine != SQLite {
		return nil, errors.New("on PostgreSQL the secret must be given, the same to every process: TOUCHSTONE_SECRET, at least 32 characters (openssl rand -hex 32 makes one)")
	}
	path := filepath.Join(c.DataDir, "secret")
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return makeSecret(path)
	}
	if err != nil {
		return nil, fmt.Errorf("the instance secret: %w", err)
	}
	secret := strings.TrimSpace(string(raw))
	if len(secret) < minSecret {
		return nil, fmt.Errorf("%s holds %d characters; at least %d are needed. Put back the secret this database was made with", path, len(secret), minSecret)
	}
	return []byte(secret), nil
}

// makeSecret writes a fresh secret under a name of its own and links it into place, so that a crash never leaves half
// a secret and two processes that start together end up with the same one.
func makeSecret(path string) ([]byte, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("the instance secret: %w", err)
	}
	var random [32]byte
	if _, err := rand.Read(random[:]); err != nil {
		return nil, fmt.Errorf("the instance secret: %w", err)
	}
	secret := hex.EncodeToString(random[:])
	fresh, err := os.CreateTemp(filepath.Dir(path), ".secret-*") // made with mode 0600
	if err != nil {
		return nil, fmt.Errorf("the instance secret: %w", err)
	}
	defer os.Remove(fresh.Name())
	_, err = fresh.WriteString(secret + "\n")
	if err == nil {
		err = fresh.Sync()
	}
	if err := errors.Join(err, fresh.Close()); err != nil {
		return nil, fmt.Errorf("the instance secret: %w", err)
	}
	err = os.Link(fresh.Name(), path)
	if errors.Is(err, fs.ErrExist) {
		raw, err := os.ReadFile(path)
		return []byte(strings.TrimSpace(string(raw))), err
	}
	if err != nil {
		return nil, fmt.Errorf("the instance secret: %w", err)
	}
	return []byte(secret), nil
}
