package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestSecretIsMadeOnceOnSQLite(t *testing.T) {
	c := Config{DatabaseURL: "sqlite://x.db", DataDir: filepath.Join(t.TempDir(), "data")}
	got := make([]string, 8)
	var all sync.WaitGroup
	for i := range got {
		all.Go(func() {
			secret, err := c.LoadSecret()
			if err != nil {
				t.Error(err)
			}
			got[i] = string(secret)
		})
	}
	all.Wait()
	for _, secret := range got {
		if secret != got[0] || len(secret) != 64 {
			t.Fatalf("eight starts at once gave %q", got)
		}
	}
	files, err := os.ReadDir(c.DataDir)
	if err != nil || len(files) != 1 {
		t.Errorf("files beside the secret: %v, %v", files, err)
	}
	info, err := files[0].Info()
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the secret: %v, %v", info.Mode(), err)
	}
}

func TestSecretIsRequiredOnPostgreSQL(t *testing.T) {
	c := Config{DatabaseURL: "postgres://db/x", DataDir: t.TempDir()}
	if _, err := c.LoadSecret(); err == nil || !strings.Contains(err.Error(), "TOUCHSTONE_SECRET") {
		t.Errorf("error = %v", err)
	}
	c.Secret = strings.Repeat("k", minSecret)
	if secret, err := c.LoadSecret(); err != nil || string(secret) != c.Secret {
		t.Errorf("given secret = %q, %v", secret, err)
	}
	if files, _ := os.ReadDir(c.DataDir); len(files) != 0 {
		t.Errorf("a secret was written: %v", files)
	}
}

func TestDamagedSecretIsRefused(t *testing.T) {
	c := Config{DatabaseURL: "sqlite://x.db", DataDir: t.TempDir()}
	if err := os.WriteFile(filepath.Join(c.DataDir, "secret"), []byte("short\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := c.LoadSecret(); err == nil || !strings.Contains(err.Error(), "holds 5 characters") {
		t.Errorf("error = %v", err)
	}
}
