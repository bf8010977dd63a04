package sheet

import (
	"strings"
	"testing"

	"shelfmates/shared/partnership"
)

func TestText(t *testing.T) {
	tests := []struct {
		name   string
		kind   partnership.Kind
		column string
		cell   Cell
		want   string
		code   Code
	}{
		{"text is stored as typed", "Partners", "Contact", text("  José  Peña "), "José  Peña", ""},
		{"in the Unicode form it was typed in", "Partners", "Contact", text("Jose\u0301"), "Jose\u0301", ""},
		{"control characters are dropped", "Partners", "Contact", text("Ana\x00\x07 Ruiz\x7f"), "Ana Ruiz", ""},
		{"a newline in a short text is a space", "Partners", "Contact", text("Ana\nRuiz"), "Ana Ruiz", ""},
		{"newlines in long text stay", "Partners", "Notes", text("one\r\ntwo\n"), "one\ntwo", ""},
		{"directional marks stay here", "Partners", "Contact", text("\u202eAna"), "\u202eAna", ""},
		{"invisible characters alone are blank", "Partners", "Contact", text("\u200b\u00a0\ufeff"), "", ""},
		{"what looks like a formula is text", "Partners", "Notes", text("=1+1"), "=1+1", ""},
		{"a number is its digits", "Donations", "Quantity", num(12), "12", ""},
		{"a large one too", "Partners", "Contact", num(1e15), "1000000000000000", NumberAsText},
		{"a code that may have lost zeros gets a note", "Programs", "Grade or group", num(2134), "2134", NumberAsText},
		{"a year has lost none", "Programs", "Grade or group", num(2026), "2026", ""},
		{"a date where text belongs is kept as one, with a note", "Programs", "Grade or group", date(sept5), "2026-09-05", DateInText},
		{"a time is its display", "Programs", "Meets", clockAt(0.645833333333333), "15:30", ""},
		{"a short phone number may have lost zeros", "Partners", "Phone", num(5550142), "5550142", NumberAsText},
		{"a whole one has not", "Partners", "Phone", num(2125550142), "2125550142", ""},
		{"a phone number is text", "Partners", "Phone", text("+1 (212) 555-0142 x7"), "+1 (212) 555-0142 x7", ""},
		{"a reference stays as typed", "Hours", "Program", text(" homework HELP"), "homework HELP", ""},
		{"Self is a word of its column", "Hours", "On behalf of", text("self "), "Self", ""},
		{"names of several stay as typed, newlines too", "Hours", "Volunteer", text("Ana Ruiz,\nSmith, Jones & Co"), "Ana Ruiz,\nSmith, Jones & Co", ""},
		{"short text ends after 500 characters", "Partners", "Contact", text(strings.Repeat("é", 501)), strings.Repeat("é", 500), TextTooLong},
		{"long text after 20,000", "Partners", "Notes", text(strings.Repeat("x", 20_001)), strings.Repeat("x", 20_000), TextTooLong},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, code, _ := typed(test.kind, test.column, test.cell)
			if value != test.want || code != test.code {
				t.Errorf("got %q, %q; want %q, %q", value, code, test.want, test.code)
			}
		})
	}
}

func TestEmails(t *testing.T) {
	tests := []struct {
		said string
		code Code
		fix  string
	}{
		{"ana@ymca.example", "", ""},
		{" Ana.Ruiz+lib@mail.ymca.example ", "", ""},
		{"ana", EmailUnread, ""},
		{"ana@ymca", EmailUnread, ""},
		{"ana@@ymca.example", EmailUnread, ""},
		{"ana@ymca..example", EmailUnread, ""},
		{"Ana Ruiz <ana@ymca.example>", EmailUnread, "ana@ymca.example"},
		{"mailto:ana@ymca.example", EmailUnread, "ana@ymca.example"},
		{"ana@ymca.example (home)", EmailUnread, "ana@ymca.example"},
		{"ana@ymca.example, ben@ymca.example", EmailSeveral, "ana@ymca.example"},
		{"ana@ymca.example\r\nBcc: ben@ymca.example", EmailSeveral, "ana@ymca.example"},
		{"ana@ymca.example\u202e", EmailUnread, ""},
		{"\"a b\"@ymca.example", EmailUnread, ""},
	}
	for _, test := range tests {
		t.Run(test.said, func(t *testing.T) {
			value, code, fix := typed("Partners", "Email", text(test.said))
			if code != test.code || fix != test.fix || (value == "unread") != (code != "") {
				t.Errorf("got %q, %q, fix %q", value, code, fix)
			}
		})
	}
}

func TestFold(t *testing.T) {
	same := [][2]string{
		{"Ana Ruiz", " ANA  ruiz\t"},
		{"Peña", "pen\u0303a"},
		{"Straße", "STRASSE"},
		{"ﬁne", "FINE"},
		{"Ana\u00a0Ruiz", "ana ruiz"},
		{"Ana\u200b Ruiz\ufeff", "ana ruiz"},
	}
	for _, pair := range same {
		if partnership.Fold(pair[0]) != partnership.Fold(pair[1]) {
			t.Errorf("%q and %q fold to %q and %q", pair[0], pair[1], partnership.Fold(pair[0]), partnership.Fold(pair[1]))
		}
	}
	if partnership.Fold("Peña") == partnership.Fold("Pena") {
		t.Error("accents do not count")
	}
}
