package ical

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestLines(t *testing.T) {
	for _, c := range []struct{ about, value, want string }{
		{"a line of 75 octets stays whole", strings.Repeat("a", 73), "S:" + strings.Repeat("a", 73) + "\r\n"},
		{"one more goes on in the next", strings.Repeat("a", 74), "S:" + strings.Repeat("a", 73) + "\r\n a\r\n"},
		{"the space counts", strings.Repeat("a", 73+74+1), "S:" + strings.Repeat("a", 73) + "\r\n " + strings.Repeat("a", 74) + "\r\n a\r\n"},
		{"a character of two octets is not torn", strings.Repeat("a", 72) + "é", "S:" + strings.Repeat("a", 72) + "\r\n é\r\n"},
		{"nor one of four", strings.Repeat("a", 70) + "📚", "S:" + strings.Repeat("a", 70) + "\r\n 📚\r\n"},
		{"a space at the fold stays", strings.Repeat("a", 73) + " b", "S:" + strings.Repeat("a", 73) + "\r\n  b\r\n"},
		{"nothing is a line too", "", "S:\r\n"},
	} {
		t.Run(c.about, func(t *testing.T) {
			var w writer
			if w.line("S", c.value); w.String() != c.want {
				t.Errorf("got %q, want %q", w.String(), c.want)
			}
		})
	}
}

func TestLawUnfoldedLinesAreWhatWasFolded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := escape(clean(texts().Draw(t, "text")))
		var w writer
		w.line("DESCRIPTION", value)
		checkForm(t, w.String())
		if got := strings.ReplaceAll(w.String(), "\r\n ", ""); got != "DESCRIPTION:"+value+"\r\n" {
			t.Errorf("%q was folded to %q", value, w.String())
		}
	})
}
