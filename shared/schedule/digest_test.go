package schedule

import (
	"slices"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

func day(t *testing.T, s string) schoolyear.Day {
	t.Helper()
	d, err := schoolyear.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// breaks reads "2026-12-21 to 2027-01-01, 2027-02-15".
func breaks(t *testing.T, s string) []schoolyear.Span {
	t.Helper()
	var spans []schoolyear.Span
	for part := range strings.SplitSeq(s, ", ") {
		if part == "" {
			continue
		}
		first, last, several := strings.Cut(part, " to ")
		span := schoolyear.Span{First: day(t, first)}
		if several {
			span.Last = day(t, last)
		}
		spans = append(spans, span)
	}
	return spans
}

// A school is what the simulation knows of one: its settings, what it asks,
// and how its digests have gone.
type school struct {
	settings partnership.Settings
	readers  int
	asks     []string
	changed  time.Time // when the settings were last read
	start    schoolyear.Day
	course   Course
	mails    []Period
	verdicts map[schoolyear.Day]Verdict
}

func newSchool(t *testing.T, zoneName, start, pauses string) *school {
	return &school{
		settings: partnership.Settings{
			Calendar:  schoolyear.Calendar{Zone: zone(t, zoneName), Breaks: breaks(t, pauses)},
			DigestDay: time.Monday, DigestTime: 7 * 60,
		},
		readers: 1, asks: []string{"a"}, start: day(t, start), verdicts: map[schoolyear.Day]Verdict{},
	}
}

// tick does what a tick does: decides what is due, in order.
func (s *school) tick(now time.Time) {
	r := Digest(s.settings)
	due, next := s.course.Due(r, s.start, s.changed, now)
	for i, p := range due {
		verdict, course := s.course.Judge(r, p, Question{Readers: s.readers, Asks: s.asks, OnQuiet: s.settings.DigestOnQuiet})
		if s.course = course; i == len(due)-1 {
			s.course = course.Under(next)
		}
		s.verdicts[p.Name] = verdict
		if verdict == Mail {
			s.mails = append(s.mails, p)
		}
	}
	if len(due) == 0 {
		s.course = s.course.Under(next)
	}
}

// run ticks every so often from one day's start to another's.
func (s *school) run(from, to schoolyear.Day, every time.Duration) {
	end := s.settings.Calendar.At(to, 0)
	for now := s.settings.Calendar.At(from, 0); now.Before(end); now = now.Add(every) {
		s.tick(now)
	}
}

func (s *school) days() []string {
	var days []string
	for _, p := range s.mails {
		days = append(days, p.Day.String())
	}
	return days
}

func (s *school) want(t *testing.T, days ...string) {
	t.Helper()
	if got := s.days(); !slices.Equal(got, days) {
		t.Errorf("digests on %v, want %v", got, days)
	}
}

func at(t *testing.T, s *school, date, clock string) time.Time {
	t.Helper()
	c, err := schoolyear.ParseClock(clock)
	if err != nil {
		t.Fatal(err)
	}
	return s.settings.Calendar.At(day(t, date), c)
}

// 2026-11-02 is a Monday.

func TestDigestPeriods(t *testing.T) {
	const zoneName = "America/New_York"
	t.Run("the first tick at or after the due instant decides, and no other", func(t *testing.T) {
		s := newSchool(t, zoneName, "2026-11-01", "")
		s.tick(at(t, s, "2026-11-02", "06:59"))
		s.want(t)
		s.tick(at(t, s, "2026-11-02", "07:00"))
		s.tick(at(t, s, "2026-11-02", "07:00"))
		s.asks = []string{"b"}
		s.tick(at(t, s, "2026-11-02", "07:01"))
		s.want(t, "2026-11-02")
	})
	t.Run("a late tick finds the period still due", func(t *testing.T) {
		s := newSchool(t, zoneName, "2026-11-01", "")
		s.tick(at(t, s, "2026-11-05", "12:00"))
		s.want(t, "2026-11-02")
		if want := at(t, s, "2026-11-02", "07:00"); !s.mails[0].At.Equal(want) {
			t.Errorf("due at %s, want %s", s.mails[0].At, want)
		}
	})
	t.Run("a mail that would have expired is not planned", func(t *testing.T) {
		s := newSchool(t, zoneName, "2026-10-01", "")
		s.tick(at(t, s, "2026-10-05", "07:00"))
		s.tick(at(t, s, "2026-11-08", "07:00"))
		s.want(t, "2026-10-05")
		s.tick(at(t, s, "2026-11-08", "06:59"))
		s.want(t, "2026-10-05", "2026-11-02")
	})
	t.Run("what was due before the start day is history", func(t *testing.T) {
		s := newSchool(t, zoneName, "2026-11-03", "")
		s.tick(at(t, s, "2026-11-03", "09:00"))
		s.want(t)
	})
	t.Run("a digest on the start day is due, though the first sync came later that day", func(t *testing.T) {
		s := newSchool(t, zoneName, "2026-11-02", "")
		s.tick(at(t, s, "2026-11-02", "15:00"))
		s.want(t, "2026-11-02")
	})
	t.Run("a digest day in a break moves to the next school day", func(t *testing.T) {
		s := newSchool(t, zoneName, "2026-11-01", "2026-11-02 to 2026-11-03")
		s.run(day(t, "2026-11-02"), day(t, "2026-11-05"), time.Minute)
		s.want(t, "2026-11-04")
	})
	t.Run("a break of one day is a single date", func(t *testing.T) {
		s := newSchool(t, zoneName, "2026-11-01", "2026-11-02")
		s.run(day(t, "2026-11-01"), day(t, "2026-11-04"), time.Hour)
		s.want(t, "2026-11-03")
	})
	t.Run("a break to a Friday moves it over the weekend, where digests that meet are one", func(t *testing.T) {
		s := newSchool(t, zoneName, "2026-11-01", "2026-12-21 to 2027-01-01")
		s.asks = nil
		s.settings.DigestOnQuiet = true
		s.run(day(t, "2026-12-14"), day(t, "2027-01-12"), time.Hour)
		s.want(t, "2026-12-14", "2027-01-04", "2027-01-11")
	})
	t.Run("no digest comes within four days of one that a break moved", func(t *testing.T) {
		s := newSchool(t, zoneName, "2026-11-01", "2026-11-02 to 2026-11-04")
		s.settings.DigestOnQuiet = true
		s.run(day(t, "2026-11-01"), day(t, "2026-11-18"), time.Hour)
		s.want(t, "2026-11-05", "2026-11-16")
		if got := s.verdicts[day(t, "2026-11-09")]; got != TooSoon {
			t.Errorf("9 November is %q, want %q", got, TooSoon)
		}
	})
	t.Run("a weekend digest day is honoured outside breaks", func(t *testing.T) {
		s := newSchool(t, zoneName, "2026-11-01", "2026-11-08")
		s.settings.DigestDay, s.settings.DigestOnQuiet = time.Sunday, true
		s.run(day(t, "2026-11-01"), day(t, "2026-11-17"), time.Hour)
		s.want(t, "2026-11-01", "2026-11-09", "2026-11-15")
	})
	t.Run("breaks without an end leave nothing due", func(t *testing.T) {
		s := newSchool(t, zoneName, "2026-11-01", "2026-11-01 to 2031-11-01")
		s.run(day(t, "2026-11-01"), day(t, "2026-11-30"), time.Hour)
		s.want(t)
	})
}

func TestDigestAfterAChangeOfSettings(t *testing.T) {
	const zoneName = "America/New_York"
	// begin has a digest on Monday 2 November and then changes the settings.
	begin := func(t *testing.T, date, clock string, change func(*partnership.Settings)) *school {
		s := newSchool(t, zoneName, "2026-11-01", "")
		s.settings.DigestOnQuiet = true
		s.run(day(t, "2026-11-01"), day(t, date), time.Minute)
		s.changed = at(t, s, date, clock)
		change(&s.settings)
		return s
	}
	t.Run("a day earlier in the week is not made up for", func(t *testing.T) {
		s := begin(t, "2026-11-10", "10:00", func(s *partnership.Settings) { s.DigestDay = time.Sunday })
		s.run(day(t, "2026-11-11"), day(t, "2026-11-16"), time.Minute)
		s.want(t, "2026-11-02", "2026-11-09", "2026-11-15")
	})
	t.Run("a day later in the week comes once four days have passed", func(t *testing.T) {
		for _, c := range []struct {
			weekday time.Weekday
			want    string
		}{
			{time.Tuesday, "2026-11-10"},
			{time.Thursday, "2026-11-12"},
			{time.Friday, "2026-11-13"},
			{time.Saturday, "2026-11-07"},
		} {
			s := begin(t, "2026-11-02", "10:00", func(s *partnership.Settings) { s.DigestDay = c.weekday })
			s.mails, s.course = nil, Course{}
			s.settings.DigestDay = time.Monday
			s.tick(at(t, s, "2026-11-02", "07:00"))
			s.settings.DigestDay = c.weekday
			s.run(day(t, "2026-11-03"), day(t, "2026-11-14"), 10*time.Minute)
			s.want(t, "2026-11-02", c.want)
		}
	})
	t.Run("a later hour on the same day does not bring it back", func(t *testing.T) {
		s := begin(t, "2026-11-09", "00:00", func(*partnership.Settings) {})
		s.run(day(t, "2026-11-09"), day(t, "2026-11-10"), time.Minute)
		s.changed = at(t, s, "2026-11-09", "08:00")
		s.settings.DigestTime = 10 * 60
		s.run(day(t, "2026-11-10"), day(t, "2026-11-15"), time.Minute)
		s.want(t, "2026-11-02", "2026-11-09")
	})
	t.Run("a zone to the west does not bring it back", func(t *testing.T) {
		s := begin(t, "2026-11-02", "07:05", func(*partnership.Settings) {})
		s.tick(at(t, s, "2026-11-02", "07:00"))
		s.settings.Calendar.Zone = zone(t, "Pacific/Honolulu")
		s.run(day(t, "2026-11-02"), day(t, "2026-11-06"), time.Minute)
		s.want(t, "2026-11-02")
	})
	t.Run("a change that was read before the due instant counts, though the tick came after", func(t *testing.T) {
		s := begin(t, "2026-11-09", "06:59", func(s *partnership.Settings) { s.Calendar.Breaks = breaks(t, "2027-04-05") })
		s.tick(at(t, s, "2026-11-09", "07:01"))
		s.want(t, "2026-11-02", "2026-11-09")
	})
	t.Run("what fell due before the change is due still, though the tick came after", func(t *testing.T) {
		s := begin(t, "2026-11-09", "07:30", func(s *partnership.Settings) { s.DigestTime = 7*60 + 15 })
		s.tick(at(t, s, "2026-11-09", "08:00"))
		s.want(t, "2026-11-02", "2026-11-09")
	})
	t.Run("a break put in for a day that was decided moves nothing", func(t *testing.T) {
		s := begin(t, "2026-11-02", "09:00", func(*partnership.Settings) {})
		s.asks, s.settings.DigestOnQuiet = nil, false
		s.tick(at(t, s, "2026-11-02", "07:00"))
		s.settings.Calendar.Breaks = breaks(t, "2026-11-02")
		s.asks = []string{"a"}
		s.run(day(t, "2026-11-02"), day(t, "2026-11-06"), time.Minute)
		s.want(t)
	})
	t.Run("a break taken away does not bring back its digest", func(t *testing.T) {
		s := newSchool(t, zoneName, "2026-11-01", "2026-11-02 to 2026-11-06")
		s.run(day(t, "2026-11-01"), day(t, "2026-11-03"), time.Minute)
		s.changed = at(t, s, "2026-11-03", "09:00")
		s.settings.Calendar.Breaks = nil
		s.run(day(t, "2026-11-04"), day(t, "2026-11-10"), time.Minute)
		s.want(t, "2026-11-09")
	})
}

func TestQuietWeeks(t *testing.T) {
	week := func(n int) string { return (schoolyear.MakeDay(2026, time.November, 2) + schoolyear.Day(7*n)).String() }
	play := func(t *testing.T, onQuiet bool, asks ...string) []int {
		s := newSchool(t, "America/New_York", "2026-11-01", "")
		s.settings.DigestOnQuiet = onQuiet
		var loud []int
		for n, a := range asks {
			s.asks = strings.Fields(a)
			before := len(s.mails)
			s.tick(at(t, s, week(n), "07:00"))
			if len(s.mails) > before {
				loud = append(loud, n)
			}
		}
		return loud
	}
	for _, c := range []struct {
		name    string
		onQuiet bool
		asks    []string
		want    []int
	}{
		{"a week that asks nothing is quiet", false, []string{"", "", "a"}, []int{2}},
		{"an unchanged list is loud every second week", false, []string{"a b", "a b", "b a", "a b", "a b"}, []int{0, 2, 4}},
		{"a list that grew is loud", false, []string{"a", "a b"}, []int{0, 1}},
		{"a list that shrank is loud", false, []string{"a b", "a"}, []int{0, 1}},
		{"a list that came back to what it was is compared with the last mail", false, []string{"a", "", "a", "b", "a"}, []int{0, 2, 3, 4}},
		{"digests on quiet weeks come every week", true, []string{"", "", "a", "a"}, []int{0, 1, 2, 3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := play(t, c.onQuiet, c.asks...); !slices.Equal(got, c.want) {
				t.Errorf("asks %q: loud in weeks %v, want %v", c.asks, got, c.want)
			}
		})
	}
	t.Run("after a break of weeks an unchanged list is loud", func(t *testing.T) {
		s := newSchool(t, "America/New_York", "2026-11-01", "2026-12-21 to 2027-01-05")
		s.run(day(t, "2026-12-14"), day(t, "2027-01-08"), time.Hour)
		s.want(t, "2026-12-14", "2027-01-06")
	})
	t.Run("two weeks are two weeks though a holiday moved the first digest to Tuesday", func(t *testing.T) {
		s := newSchool(t, "America/New_York", "2026-11-01", "2026-11-02")
		s.run(day(t, "2026-11-01"), day(t, "2026-11-18"), time.Hour)
		s.want(t, "2026-11-03", "2026-11-16")
	})
	t.Run("without readers nothing is mailed, and the next reader misses nothing", func(t *testing.T) {
		s := newSchool(t, "America/New_York", "2026-11-01", "")
		s.readers = 0
		s.tick(at(t, s, week(0), "07:00"))
		s.readers = 1
		s.tick(at(t, s, week(0), "08:00"))
		s.tick(at(t, s, week(1), "07:00"))
		s.want(t, week(1))
	})
}
