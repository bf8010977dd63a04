package ical

import (
	"maps"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	goical "github.com/emersion/go-ical"
	"pgregory.net/rapid"
)

// properties are all that an event may have.
var properties = []string{
	"ATTENDEE", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "LOCATION", "ORGANIZER", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "UID",
}

// checkForm checks what holds for every object, line by line.
func checkForm(t rapid.TB, raw string) {
	t.Helper()
	if !utf8.ValidString(raw) {
		t.Errorf("not UTF-8: %q", raw)
	}
	for _, r := range strings.ReplaceAll(raw, "\r\n", "") {
		if unicode.IsControl(r) || strings.ContainsRune("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", r) {
			t.Errorf("%U got in: %q", r, raw)
		}
	}
	if !strings.HasSuffix(raw, "\r\n") {
		t.Errorf("the last line has no end: %q", raw)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(raw, "\r\n"), "\r\n") {
		if len(line) == 0 || len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d octets, or a torn character: %q", len(line), line)
		}
	}
}

// parse reads an object with a parser that is not ours, and returns its event.
func parse(t rapid.TB, raw string) *goical.Component {
	t.Helper()
	dec := goical.NewDecoder(strings.NewReader(raw))
	cal, err := dec.Decode()
	if err != nil {
		t.Fatalf("parse: %v\n%s", err, raw)
	}
	if more, err := dec.Decode(); err == nil {
		t.Fatalf("there is another object, %v, in\n%s", more, raw)
	}
	if got := slices.Sorted(maps.Keys(cal.Props)); !slices.Equal(got, []string{"METHOD", "PRODID", "VERSION"}) {
		t.Fatalf("the object has %v\n%s", got, raw)
	}
	if len(cal.Children) != 1 || cal.Children[0].Name != "VEVENT" || len(cal.Children[0].Children) != 0 {
		t.Fatalf("the object is not one event\n%s", raw)
	}
	event := cal.Children[0]
	for name, props := range event.Props {
		if !slices.Contains(properties, name) || len(props) != 1 {
			t.Fatalf("the event has %d of %s\n%s", len(props), name, raw)
		}
	}
	return event
}

func text(t rapid.TB, event *goical.Component, name string) string {
	t.Helper()
	p := event.Props.Get(name)
	if p == nil {
		return ""
	}
	list, err := p.TextList()
	if err != nil || len(list) != 1 || len(p.Params) != 0 {
		t.Fatalf("%s is %q with %v: %v", name, list, p.Params, err)
	}
	return list[0]
}

// person returns the address and the parameters of who takes part.
func person(t rapid.TB, event *goical.Component, name string) (string, goical.Params) {
	t.Helper()
	p := event.Props.Get(name)
	rest, ok := strings.CutPrefix(p.Value, "mailto:")
	address, err := url.PathUnescape(rest)
	if !ok || err != nil {
		t.Fatalf("%s is %q", name, p.Value)
	}
	return address, p.Params
}

// shown is what may be left of a text, in one line or in several.
func shown(text string, lines bool) string {
	var b strings.Builder
	for _, r := range strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(strings.ToValidUTF8(text, "\ufffd")) {
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case r == '\n' || !unicode.In(r, unicode.Cc, unicode.Bidi_Control):
			b.WriteRune(r)
		}
	}
	s := strings.TrimSpace(b.String())
	if !lines {
		for strings.Contains(s, "\n\n") {
			s = strings.ReplaceAll(s, "\n\n", "\n")
		}
		s = strings.ReplaceAll(s, "\n", " ")
	}
	return s
}

// checkSame checks that the event that was read is the one that went in.
func checkSame(t rapid.TB, e Event, raw string) {
	t.Helper()
	event := parse(t, raw)
	for name, pair := range map[string][2]string{
		"UID":         {text(t, event, "UID"), e.UID},
		"SUMMARY":     {text(t, event, "SUMMARY"), shown(e.Summary, false)},
		"LOCATION":    {text(t, event, "LOCATION"), shown(e.Location, false)},
		"DESCRIPTION": {text(t, event, "DESCRIPTION"), shown(e.Description, true)},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is read back as %q, want %q\n%s", name, pair[0], pair[1], raw)
		}
	}
	if n, err := event.Props.Get("SEQUENCE").Int(); err != nil || n != e.Sequence {
		t.Errorf("SEQUENCE %d, %v; want %d", n, err, e.Sequence)
	}
	for name, want := range map[string]time.Time{"DTSTART": e.Start, "DTEND": e.End, "DTSTAMP": e.Stamp} {
		p := event.Props.Get(name)
		got, err := p.DateTime(nil)
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case e.AllDay && name != "DTSTAMP":
			if p.ValueType() != goical.ValueDate || got.Format(time.DateOnly) != want.Format(time.DateOnly) {
				t.Errorf("%s is %s %q, want the day %s", name, p.ValueType(), p.Value, want)
			}
		case p.ValueType() != goical.ValueDateTime || !got.Equal(want.Truncate(time.Second)):
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	names := strings.NewReplacer(`"`, "'", "^", "")
	for name, want := range map[string]struct{ address, name string }{
		"ORGANIZER": {e.Organizer.Address, e.Organizer.Name},
		"ATTENDEE":  {e.Attendee.Address, e.Attendee.Name},
	} {
		address, params := person(t, event, name)
		if cn := strings.TrimSpace(names.Replace(shown(want.name, false))); address != want.address || params.Get("CN") != cn {
			t.Errorf("%s is %q with %q, want %q with %q\n%s", name, address, params, want.address, cn, raw)
		}
		delete(params, "CN")
		if rsvp := params.Get("RSVP") == "TRUE"; name == "ATTENDEE" && rsvp != (e.Method == Request) || name == "ORGANIZER" && len(params) != 0 {
			t.Errorf("%s of a %s has %q", name, e.Method, params)
		}
	}
}

// pieces are what breaks out of a value where one is written without care.
var pieces = rapid.SampledFrom([]string{
	"\r\n", "\n", "\r", "\r\n ", " ", "\t", `"`, `\`, `\n`, `\;`, ";", ":", ",", "^n", "^'", "^^", "\x00", "\x7f", "\u0085", "\xff", "\xe2\x82",
	"\u2028", "\u061c", "\u200e", "\u200f", "\u202e", "\u2066", "\u2069", "\ufeff", "BEGIN:VALARM", "END:VCALENDAR", "X-EVIL:1", "é", "e\u0301", "日本語", "👩‍👩‍👧",
	"a long word that takes a line to itself, nearly, for it goes on and on", "Ana",
})

func texts() *rapid.Generator[string] {
	hostile := rapid.Map(rapid.SliceOfN(pieces, 0, 12), func(s []string) string { return strings.Join(s, "") })
	return rapid.OneOf(hostile, rapid.String())
}

func TestLawAnIndependentParserReadsBackWhatWentIn(t *testing.T) {
	var zones []*time.Location
	for _, name := range []string{"America/New_York", "America/Phoenix", "America/Puerto_Rico", "Pacific/Auckland", "UTC"} {
		zones = append(zones, zone(t, name))
	}
	rapid.Check(t, func(t *rapid.T) {
		e := Event{
			Method:   rapid.SampledFrom([]Method{Request, Cancel}).Draw(t, "method"),
			UID:      rapid.StringMatching(`[!-~]{1,100}`).Draw(t, "uid"),
			Sequence: rapid.IntRange(0, 1000).Draw(t, "sequence"),
			Stamp:    time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "stamp"), 0),
			AllDay:   rapid.Bool().Draw(t, "allDay"),
			Summary:  texts().Draw(t, "summary"), Location: texts().Draw(t, "location"), Description: texts().Draw(t, "description"),
		}
		e.Organizer.Name, e.Organizer.Address = texts().Draw(t, "from"), "library@school.example"
		e.Attendee.Name = texts().Draw(t, "reader")
		e.Attendee.Address = rapid.StringMatching("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,40}@[a-z0-9-]{1,20}\\.example").Draw(t, "address")
		in := rapid.SampledFrom(zones).Draw(t, "zone")
		minute := rapid.Int64Range(0, 66_000_000).Draw(t, "start")
		if e.Start = time.Unix(minute*60, 0).In(in); e.AllDay {
			y, m, d := e.Start.Date()
			e.Start = time.Date(y, m, d, 0, 0, 0, 0, in)
			e.End = e.Start.AddDate(0, 0, rapid.IntRange(1, 14).Draw(t, "days"))
		} else {
			e.End = e.Start.Add(time.Duration(rapid.IntRange(1, 1500).Draw(t, "minutes")) * time.Minute)
		}
		raw := encode(t, e)
		checkForm(t, raw)
		checkSame(t, e, raw)
		if again := encode(t, e); again != raw {
			t.Errorf("equal events differ:\n%s\n%s", raw, again)
		}
	})
}

// TestChangesOfClocks reads events back on the nights on which clocks change,
// as the school's clock shows them. Which instant a time of day is that comes
// twice or never is for whoever makes the event to say.
func TestChangesOfClocks(t *testing.T) {
	for _, c := range []struct {
		about, zone, start string
		from, to           string // an hour, read back
	}{
		{"the evening before", "America/New_York", "2026-03-07T18:00:00-05:00", "Sat 18:00 EST", "Sat 19:00 EST"},
		{"over the gap", "America/New_York", "2026-03-08T01:30:00-05:00", "Sun 01:30 EST", "Sun 03:30 EDT"},
		{"from its end", "America/New_York", "2026-03-08T02:00:00-05:00", "Sun 03:00 EDT", "Sun 04:00 EDT"},
		{"on the day after", "America/New_York", "2026-03-09T15:15:00-04:00", "Mon 15:15 EDT", "Mon 16:15 EDT"},
		{"in the hour that comes twice, first", "America/New_York", "2026-11-01T01:30:00-04:00", "Sun 01:30 EDT", "Sun 01:30 EST"},
		{"and again", "America/New_York", "2026-11-01T01:30:00-05:00", "Sun 01:30 EST", "Sun 02:30 EST"},
		{"where clocks never change, in summer", "America/Phoenix", "2026-07-01T15:15:00-07:00", "Wed 15:15 MST", "Wed 16:15 MST"},
		{"and on that night", "America/Phoenix", "2026-03-08T02:30:00-07:00", "Sun 02:30 MST", "Sun 03:30 MST"},
		{"on an island", "America/Puerto_Rico", "2026-11-01T01:30:00-04:00", "Sun 01:30 AST", "Sun 02:30 AST"},
		{"where spring is in September", "Pacific/Auckland", "2026-09-27T01:30:00+12:00", "Sun 01:30 NZST", "Sun 03:30 NZDT"},
		{"and autumn in April", "Pacific/Auckland", "2026-04-05T02:30:00+13:00", "Sun 02:30 NZDT", "Sun 02:30 NZST"},
		{"a day ahead of UTC", "Pacific/Auckland", "2026-11-12T09:00:00+13:00", "Thu 09:00 NZDT", "Thu 10:00 NZDT"},
	} {
		t.Run(c.zone+", "+c.about, func(t *testing.T) {
			school, e := zone(t, c.zone), meeting(t)
			start, err := time.Parse(time.RFC3339, c.start)
			if err != nil {
				t.Fatal(err)
			}
			e.Start, e.End = start.In(school), start.Add(time.Hour)
			raw := encode(t, e)
			checkSame(t, e, raw)
			event := parse(t, raw)
			for name, want := range map[string]string{"DTSTART": c.from, "DTEND": c.to} {
				got, err := event.Props.Get(name).DateTime(nil)
				if err != nil {
					t.Fatal(err)
				}
				if clock := got.In(school).Format("Mon 15:04 MST"); clock != want {
					t.Errorf("%s shows %s, want %s", name, clock, want)
				}
			}
		})
	}
}

// TestDays says that a day without a time is the school's day, also where UTC
// still has the day before, and on days of 23 and 25 hours.
func TestDays(t *testing.T) {
	for _, name := range []string{"America/New_York", "America/Phoenix", "America/Puerto_Rico", "Pacific/Auckland"} {
		school := zone(t, name)
		for _, day := range []string{"2026-03-08", "2026-04-05", "2026-09-27", "2026-11-01", "2026-12-31", "2028-02-29"} {
			e := meeting(t)
			e.AllDay = true
			start, err := time.ParseInLocation(time.DateOnly, day, school)
			if err != nil {
				t.Fatal(err)
			}
			e.Start, e.End = start, start.AddDate(0, 0, 1)
			raw := encode(t, e)
			checkSame(t, e, raw)
			want := "DTSTART;VALUE=DATE:" + strings.ReplaceAll(day, "-", "") + "\r\n"
			if !strings.Contains(raw, want) {
				t.Errorf("%s in %s: want %q in\n%s", day, name, want, raw)
			}
		}
	}
}

func FuzzEncode(f *testing.F) {
	f.Add("Talk", "Room 12", "What we would like\nto talk about", "Library", "Ana", "ana@ybor.example", "uid-1", 1, int64(1794513600), 60, false, false)
	f.Add("a\r\nEND:VEVENT", "\u202e", strings.Repeat("é", 80), "\"", "^n", "%?@x", "u", 0, int64(1772953200), 1, true, true)
	f.Add("\xff", "\\", ",;:", "\x00", " ", "a@b", "~", 9, int64(0), 1, false, true)
	f.Fuzz(func(t *testing.T, summary, location, description, from, reader, address, uid string, sequence int, start int64, length int, allDay, cancel bool) {
		e := Event{
			Method: Request, UID: uid, Sequence: sequence, Stamp: time.Unix(1793000000, 0),
			Start: time.Unix(start, 0).UTC(), AllDay: allDay,
			Summary: summary, Location: location, Description: description,
			Organizer: mail.Address{Name: from, Address: "library@school.example"},
			Attendee:  mail.Address{Name: reader, Address: address},
		}
		if e.End = e.Start.Add(time.Duration(length) * time.Minute); allDay {
			e.End = e.Start.AddDate(0, 0, length)
		}
		if cancel {
			e.Method = Cancel
		}
		raw, err := e.Encode()
		if err != nil {
			return // texts never cause it, says TestLaw
		}
		checkForm(t, string(raw))
		checkSame(t, e, string(raw))
	})
}
