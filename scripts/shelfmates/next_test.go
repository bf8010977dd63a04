package main

import "testing"

// TestTheNextCommand: it can be typed as it stands, where this one was typed.
func TestTheNextCommand(t *testing.T) {
	for _, c := range []struct {
		program  string
		repeated []string
		want     string
	}{
		{"/usr/local/bin/shelfmates", nil, `shelfmates serve --sheet "xlsx:Library partners.xlsx"`},
		{"/tmp/go-build123/b001/exe/shelfmates", nil, `go run ./scripts/shelfmates serve --sheet "xlsx:Library partners.xlsx"`},
		{"./shelfmates", []string{"--school", "oak"}, `shelfmates serve --sheet "xlsx:Library partners.xlsx" --school oak`},
	} {
		s := &session{world: world{Program: c.program}, repeated: c.repeated}
		if got := s.next("serve", "--sheet", "xlsx:Library partners.xlsx"); got != c.want {
			t.Errorf("started as %s: got %s, want %s", c.program, got, c.want)
		}
	}
}
