package schedule

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/schoolyear"
)

// years are school years of four zones, with the breaks a school there has,
// and how many digests fall into them when every week asks something new.
// Checked by hand against a calendar: weeks of the year, less the Mondays that
// meet the first school day after a break, less those within four days of a
// moved one.
var years = []struct {
	zone, start, end, breaks string
	moved                    map[string]string // digest day in a break, and where it went
	none                     []string          // first and last day of weeks without one
}{
	{
		zone: "America/New_York", start: "2026-08-01", end: "2027-08-01",
		breaks: "2026-09-07, 2026-10-12, 2026-11-26 to 2026-11-27, 2026-12-21 to 2027-01-01, 2027-01-18, 2027-02-15 to 2027-02-19, 2027-03-29 to 2027-04-02, 2027-05-31",
		moved: map[string]string{
			"2026-09-07": "2026-09-08", "2026-10-12": "2026-10-13", "2027-01-18": "2027-01-19", "2027-05-31": "2027-06-01",
		},
		none: []string{"2026-12-21", "2026-12-28", "2027-02-15", "2027-03-29"},
	},
	{
		zone: "America/Phoenix", start: "2026-07-01", end: "2027-07-01",
		breaks: "2026-09-07, 2026-10-05 to 2026-10-09, 2026-12-21 to 2027-01-05, 2027-03-08 to 2027-03-19",
		moved:  map[string]string{"2026-09-07": "2026-09-08", "2027-01-04": "2027-01-06"},
		none:   []string{"2026-10-05", "2026-12-21", "2026-12-28", "2027-03-08", "2027-03-15"},
	},
	{
		zone: "America/Puerto_Rico", start: "2026-08-01", end: "2027-08-01",
		breaks: "2026-12-18 to 2027-01-08, 2027-03-22 to 2027-03-26",
		none:   []string{"2026-12-21", "2026-12-28", "2027-01-04", "2027-03-22"},
	},
	{
		zone: "Pacific/Auckland", start: "2027-01-15", end: "2028-01-15",
		breaks: "2027-02-08, 2027-04-12 to 2027-04-26, 2027-06-07, 2027-07-05 to 2027-07-16, 2027-09-27 to 2027-10-08, 2027-10-25, 2027-12-20 to 2028-02-01",
		moved: map[string]string{
			"2027-02-08": "2027-02-09", "2027-04-26": "2027-04-27", "2027-06-07": "2027-06-08", "2027-10-25": "2027-10-26",
		},
		none: []string{
			"2027-04-12", "2027-04-19", "2027-07-05", "2027-07-12", "2027-09-27", "2027-10-04",
			"2027-12-20", "2027-12-27", "2028-01-03", "2028-01-10",
		},
	},
}

func TestAYearOfDigests(t *testing.T) {
	for _, y := range years {
		t.Run("a year in "+y.zone+" has its digests, none at night, none doubled", func(t *testing.T) {
			s := newSchool(t, y.zone, y.start, y.breaks)
			s.settings.DigestOnQuiet = true
			first, last := day(t, y.start), day(t, y.end)
			chance := rand.New(rand.NewPCG(1, 2))
			end := s.settings.Calendar.At(last, 0)
			for now := s.settings.Calendar.At(first, 0); now.Before(end); {
				s.tick(now)
				now = now.Add(time.Duration(1+chance.IntN(90)) * time.Minute) // late, and some missing
			}
			var want []string
			for d := first; d < last; d++ {
				if d.Weekday() != time.Monday || slices.Contains(y.none, d.String()) {
					continue
				}
				if to, ok := y.moved[d.String()]; ok {
					want = append(want, to)
					continue
				}
				want = append(want, d.String())
			}
			s.want(t, want...)
			for _, p := range s.mails {
				local := p.At.In(s.settings.Calendar.Zone)
				if local.Hour() != 7 || local.Minute() != 0 {
					t.Errorf("the digest of %s is due at %s, want 07:00", p.Day, local)
				}
			}
		})
	}
}

func TestDaylightSaving(t *testing.T) {
	t.Run("a digest time that the clocks skip is due when they go on", func(t *testing.T) {
		s := newSchool(t, "America/New_York", "2027-03-01", "")
		s.settings.DigestDay, s.settings.DigestTime = time.Sunday, 2*60+30 // 14 March 2027 has no 02:30
		s.run(day(t, "2027-03-14"), day(t, "2027-03-15"), time.Minute)
		s.want(t, "2027-03-14")
		if got, want := s.mails[0].At.UTC().Format(time.DateTime), "2027-03-14 07:00:00"; got != want {
			t.Errorf("due at %s UTC, want %s", got, want)
		}
	})
	t.Run("a digest time that comes twice is due once, the first time", func(t *testing.T) {
		s := newSchool(t, "America/New_York", "2026-10-30", "")
		s.settings.DigestDay, s.settings.DigestTime = time.Sunday, 60+30 // 1 November 2026 has two 01:30
		s.run(day(t, "2026-11-01"), day(t, "2026-11-02"), time.Minute)
		s.want(t, "2026-11-01")
		if got, want := s.mails[0].At.UTC().Format(time.DateTime), "2026-11-01 05:30:00"; got != want {
			t.Errorf("due at %s UTC, want %s", got, want)
		}
	})
}

func TestTicksAreHints(t *testing.T) {
	t.Run("whenever ticks come, as long as none comes six days late, the digests are the same", rapid.MakeCheck(func(t *rapid.T) {
		build := func() *school {
			s := &school{verdicts: map[schoolyear.Day]Verdict{}, readers: 1, start: schoolyear.MakeDay(2026, time.November, 1)}
			s.settings.DigestDay = time.Weekday(0)
			s.settings.DigestTime = 7 * 60
			s.settings.DigestOnQuiet = true
			return s
		}
		weekday := time.Weekday(rapid.IntRange(0, 6).Draw(t, "digest day"))
		var pauses []schoolyear.Span
		for range rapid.IntRange(0, 3).Draw(t, "breaks") {
			first := schoolyear.MakeDay(2026, time.November, 1) + schoolyear.Day(rapid.IntRange(0, 70).Draw(t, "first"))
			pauses = append(pauses, schoolyear.Span{First: first, Last: first + schoolyear.Day(rapid.IntRange(0, 16).Draw(t, "days"))})
		}
		steady, lazy := build(), build()
		for _, s := range []*school{steady, lazy} {
			s.settings.DigestDay, s.settings.Calendar.Breaks = weekday, pauses
		}
		begin := schoolyear.MakeDay(2026, time.November, 1)
		steady.run(begin, begin+80, 3*time.Hour)
		end := steady.settings.Calendar.At(begin+80, 0).Add(-time.Minute)
		for now := steady.settings.Calendar.At(begin, 0); now.Before(end); {
			lazy.tick(now)
			now = now.Add(time.Duration(rapid.IntRange(0, 5*24*60).Draw(t, "minutes")) * time.Minute)
		}
		lazy.tick(end)
		if got, want := lazy.days(), steady.days(); !slices.Equal(got, want) {
			t.Fatalf("with rare ticks digests on %v, with steady ones on %v", got, want)
		}
	}))
}
