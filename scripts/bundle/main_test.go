package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestBundle(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "program")
	text := bytes.Repeat([]byte("a program "), 1000)
	if err := os.WriteFile(program, text, 0o600); err != nil {
		t.Fatal(err)
	}
	read := func(out string) []byte {
		t.Helper()
		if err := bundle(out, program); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first := read(filepath.Join(dir, "dist", "first.zip"))

	t.Run("one entry, bootstrap, that may be executed", func(t *testing.T) {
		r, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
		if err != nil || len(r.File) != 1 {
			t.Fatalf("got %d entries, %v", len(r.File), err)
		}
		f := r.File[0]
		if f.Name != "bootstrap" || f.Mode() != 0o755 || !f.Modified.Equal(packed) {
			t.Errorf("got %s %s %s", f.Name, f.Mode(), f.Modified)
		}
		entry, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(entry); err != nil || !bytes.Equal(got, text) {
			t.Errorf("it holds %d bytes, %v, want the program's %d", len(got), err, len(text))
		}
	})
	t.Run("the same program gives the same bytes, whenever it was built", func(t *testing.T) {
		later := time.Now().Add(-time.Hour)
		if err := os.Chtimes(program, later, later); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, read(filepath.Join(dir, "second.zip"))) {
			t.Error("the two zips differ")
		}
	})
	t.Run("a program that is not there is an error, and no zip", func(t *testing.T) {
		out := filepath.Join(dir, "none.zip")
		if err := bundle(out, filepath.Join(dir, "none")); err == nil {
			t.Error("no error")
		}
		if _, err := os.Stat(out); err == nil {
			t.Error("a zip was made")
		}
	})
}
