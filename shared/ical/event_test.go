package ical

import (
	"errors"
	"flag"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// meeting is an invitation as the sample school sends it.
func meeting(t testing.TB) Event {
	start := time.Date(2026, 11, 12, 15, 15, 0, 0, zone(t, "America/New_York"))
	return Event{
		Method: Request, UID: "01JC8Z6Q-meeting@school.example",
		Stamp: time.Date(2026, 11, 2, 12, 4, 0, 0, time.UTC), Start: start, End: start.Add(45 * time.Minute),
		Summary:  "Maple Street Library and Ybor City Bakery: spring read-aloud",
		Location: "Library, room 12; ring at the side door",
		Description: "What we would like to talk about\n\n- 14 hours since September, thank you\n" +
			"- Dates for the spring read-aloud, and who brings what\n\nWrite to library@school.example if the time does not suit.",
		Organizer: mail.Address{Name: "Maple Street Library", Address: "library@school.example"},
		Attendee:  mail.Address{Name: "Ana López", Address: "ana+library@ybor.example"},
	}
}

func encode(t rapid.TB, e Event) string {
	t.Helper()
	b, err := e.Encode()
	if err != nil {
		t.Fatalf("encode %+v: %v", e, err)
	}
	return string(b)
}

// The golden files have plain line ends, so that they can be read and compared;
// TestLines says that ours are CRLF.
func TestGolden(t *testing.T) {
	change := map[string]func(*Event){
		"invitation": func(*Event) {},
		"update": func(e *Event) {
			e.Sequence, e.Stamp = 1, e.Stamp.Add(28*time.Hour)
			e.Start, e.End = e.Start.Add(24*time.Hour), e.End.Add(24*time.Hour)
		},
		"cancellation": func(e *Event) { e.Method, e.Sequence, e.Stamp = Cancel, 2, e.Stamp.Add(50*time.Hour) },
		"all-day": func(e *Event) {
			e.AllDay, e.Summary, e.Location, e.Description = true, "Book fair", "", ""
			e.Start = time.Date(2026, 11, 12, 0, 0, 0, 0, zone(t, "Pacific/Auckland"))
			e.End = e.Start.AddDate(0, 0, 1)
		},
		"hostile": func(e *Event) {
			e.Summary = "Talk\r\nATTENDEE:mailto:eve@evil.example\nEND:VEVENT"
			e.Location = `C:\new\room; 12, "east"` + "\u202egnp.exe\u2066"
			e.Description = "日本語の読み聞かせ、二人で。" + strings.Repeat("長い", 30) + "\x00\x1b[31m\xff\n👩‍👩‍👧 café\r\rEND:VCALENDAR"
			e.Organizer.Name = "Library\";SENT-BY=\"mailto:eve@evil.example\":mailto:eve@evil.example\r\nX-EVIL:1"
			e.Attendee = mail.Address{Name: `Ana ^"Nana^' López:;,`, Address: "o'brien/50%?&#{x}=y@ybor.example"}
		},
	}
	for name, change := range change {
		t.Run(name, func(t *testing.T) {
			e := meeting(t)
			change(&e)
			got := strings.ReplaceAll(encode(t, e), "\r\n", "\n")
			file := filepath.Join("testdata", name+".ics")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s has changed:\n%s\nwant\n%s", file, got, want)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for name, change := range map[string]func(*Event){
		"no method":                       func(e *Event) { e.Method = "" },
		"a method of another kind":        func(e *Event) { e.Method = "PUBLISH" },
		"no UID":                          func(e *Event) { e.UID = "" },
		"a UID of two lines":              func(e *Event) { e.UID = "a\r\nb" },
		"a sequence below zero":           func(e *Event) { e.Sequence = -1 },
		"no stamp":                        func(e *Event) { e.Stamp = time.Time{} },
		"a year of five digits":           func(e *Event) { e.End = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) },
		"an end at the start":             func(e *Event) { e.End = e.Start.Add(time.Millisecond) },
		"a day that ends on itself":       func(e *Event) { e.AllDay = true },
		"an organizer without an address": func(e *Event) { e.Organizer.Address = "" },
		"a line end in an address":        func(e *Event) { e.Attendee.Address = "ana@ybor.example\r\nX:1" },
		"two addresses in one":            func(e *Event) { e.Attendee.Address = "ana@ybor.example,eve@evil.example" },
		"a name around an address":        func(e *Event) { e.Attendee.Address = "Ana<ana@ybor.example>" },
		"an address in another script":    func(e *Event) { e.Attendee.Address = "ana@bücher.example" },
	} {
		t.Run(name, func(t *testing.T) {
			e := meeting(t)
			change(&e)
			if b, err := e.Encode(); !errors.Is(err, ErrInvalid) || b != nil {
				t.Errorf("Encode = %q, %v; want ErrInvalid", b, err)
			}
		})
	}
}

func TestSecretsOfAnEvent(t *testing.T) {
	if got := meeting(t).LogValue().String(); got != "01JC8Z6Q-meeting@school.example" {
		t.Errorf("an event is logged as %q", got)
	}
}
