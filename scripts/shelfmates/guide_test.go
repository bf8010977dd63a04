package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shelfmates/shared/sheet/googlefake"
)

// TestGoogleGuide runs every command of ours that docs/google-sheet.md tells
// people to type, in its order, with what it tells them to set before. What they
// type for Google and AWS themselves cannot be run here; nor can a table of
// AWS's be had, in whose place the school's store stands.
func TestGoogleGuide(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "google-sheet.md"))
	if err != nil {
		t.Fatal(err)
	}
	fake := googlefake.Begin(t, googlefake.Options{})
	mine := fake.NewSheet("1SheetIDFromItsAddress", "Library partners", "America/New_York", "en_US")
	fake.NewSheet("1AnotherBlankSheet", "To look around", "America/New_York", "en_US")
	m := newMachine(t, built(t))
	if _, err := fake.Default().WriteKey(m.dir); err != nil {
		t.Fatal(err)
	}
	set := []string{"SHELFMATES_GOOGLE_ENDPOINT=" + fake.URL()}
	ran := map[string]int{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if setting, ok := strings.CutPrefix(line, "export "); ok {
			set = append(set, setting)
			continue
		}
		typed, ok := strings.CutPrefix(line, "go run ./scripts/shelfmates ")
		if !ok {
			continue
		}
		var args []string
		for _, word := range typedWords(strings.ReplaceAll(typed, "--store dynamodb:TABLE", "")) {
			args = append(args, strings.Trim(word, `"`))
		}
		ran[args[0]]++
		if args[0] == "serve" {
			cmd := m.command(append(args, "--listen", "127.0.0.1:0")...)
			cmd.Env = append(cmd.Env, set...)
			s, err := startServer(cmd)
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			if err := s.interrupt(); err != nil {
				t.Errorf("%s: after Ctrl-C: %v", line, err)
			}
			continue
		}
		cmd := m.command(args...)
		cmd.Env = append(cmd.Env, set...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", line, err, out)
		}
	}
	for _, command := range []string{"check", "new-sheet", "sync", "serve", "schools"} {
		if ran[command] == 0 {
			t.Errorf("the guide has no %s", command)
		}
	}
	if titles := mine.Titles(); len(titles) != 11 || titles[0] != "Partners" {
		t.Errorf("the guide ends with the tabs %q", titles)
	}
}

// typedWords splits a command at its blanks, but for those in quotes.
func typedWords(command string) []string { return wordForm.FindAllString(command, -1) }

var wordForm = regexp.MustCompile(`"[^"]*"|\S+`)
