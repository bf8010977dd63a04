package schoolyear_test

import (
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // zones are the same on every machine

	"pgregory.net/rapid"

	"shelfmates/shared/schoolyear"
)

func in(t testing.TB, zone string) schoolyear.Calendar {
	t.Helper()
	z, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	return schoolyear.Calendar{Zone: z}
}

func clock(t testing.TB, s string) schoolyear.Clock {
	t.Helper()
	c, err := schoolyear.ParseClock(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestClockOf(t *testing.T) {
	at := time.Date(2026, time.November, 24, 3, 5, 59, 0, time.UTC)
	for _, c := range []struct{ zone, want string }{
		{"America/New_York", "22:05"}, {"Asia/Kolkata", "08:35"}, {"UTC", "03:05"},
	} {
		if got := in(t, c.zone).ClockOf(at).String(); got != c.want {
			t.Errorf("ClockOf(%v) in %s = %s, want %s", at, c.zone, got, c.want)
		}
	}
	if got := (schoolyear.Calendar{}).ClockOf(at).String(); got != "03:05" {
		t.Errorf("a calendar without a zone shows %s, want the time in UTC", got)
	}
}

func TestAt(t *testing.T) {
	for _, c := range []struct{ name, zone, day, clock, want string }{
		{"an ordinary winter morning", "America/New_York", "2026-12-07", "07:00", "2026-12-07T07:00:00-05:00"},
		{"an ordinary summer morning", "America/New_York", "2026-07-06", "07:00", "2026-07-06T07:00:00-04:00"},
		{"a skipped time is the first instant after the gap", "America/New_York", "2026-03-08", "02:30", "2026-03-08T03:00:00-04:00"},
		{"the gap's first minute too", "America/New_York", "2026-03-08", "02:00", "2026-03-08T03:00:00-04:00"},
		{"the minute before the gap is itself", "America/New_York", "2026-03-08", "01:59", "2026-03-08T01:59:00-05:00"},
		{"the minute after the gap is itself", "America/New_York", "2026-03-08", "03:00", "2026-03-08T03:00:00-04:00"},
		{"a doubled time is the first of the two", "America/New_York", "2026-11-01", "01:30", "2026-11-01T01:30:00-04:00"},
		{"the minute after an overlap is itself", "America/New_York", "2026-11-01", "02:00", "2026-11-01T02:00:00-05:00"},
		{"midnight of the night the clocks change", "America/New_York", "2026-11-01", "00:00", "2026-11-01T00:00:00-04:00"},
		{"a gap south of the equator", "Pacific/Auckland", "2026-09-27", "02:30", "2026-09-27T03:00:00+13:00"},
		{"an overlap south of the equator", "Pacific/Auckland", "2026-04-05", "02:30", "2026-04-05T02:30:00+13:00"},
		{"a zone that never changes", "America/Puerto_Rico", "2026-03-08", "02:30", "2026-03-08T02:30:00-04:00"},
		{"an overlap of half an hour", "Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-05T01:45:00+11:00"},
		{"a gap of half an hour", "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:30:00+11:00"},
		{"a midnight that is skipped", "America/Havana", "2026-03-08", "00:15", "2026-03-08T01:00:00-04:00"},
		{"a whole day that was skipped", "Pacific/Apia", "2011-12-30", "12:00", "2011-12-31T00:00:00+14:00"},
		{"leap day", "America/New_York", "2028-02-29", "23:59", "2028-02-29T23:59:00-05:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := in(t, c.zone).At(day(t, c.day), clock(t, c.clock)).Format(time.RFC3339)
			if got != c.want {
				t.Errorf("At(%s, %s) in %s = %s, want %s", c.day, c.clock, c.zone, got, c.want)
			}
		})
	}
}

func TestDayOf(t *testing.T) {
	for _, c := range []struct{ zone, instant, want string }{
		{"America/New_York", "2026-11-02T04:59:59Z", "2026-11-01"},
		{"America/New_York", "2026-11-02T05:00:00Z", "2026-11-02"},
		{"Pacific/Auckland", "2026-11-01T11:00:00Z", "2026-11-02"},
		{"UTC", "2028-02-29T23:59:59Z", "2028-02-29"},
	} {
		at, err := time.Parse(time.RFC3339, c.instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := in(t, c.zone).DayOf(at); got.String() != c.want {
			t.Errorf("DayOf(%s) in %s = %s, want %s", c.instant, c.zone, got, c.want)
		}
	}
	t.Run("without a zone it is UTC", func(t *testing.T) {
		var c schoolyear.Calendar
		if got := c.DayOf(time.Date(2026, 11, 1, 23, 0, 0, 0, time.UTC)); got.String() != "2026-11-01" {
			t.Errorf("DayOf = %s", got)
		}
	})
}

// TestInstantLaws: on every day of twenty years, in zones of every habit, an
// instant made from a day lies on that day unless the clocks skipped it, comes
// no earlier than an earlier time, and shows the time asked for or the first
// one after a gap.
func TestInstantLaws(t *testing.T) {
	var calendars []schoolyear.Calendar
	for _, zone := range []string{"America/New_York", "Pacific/Auckland", "America/Puerto_Rico", "America/Phoenix", "Australia/Lord_Howe", "America/Havana", "Africa/Casablanca"} {
		calendars = append(calendars, in(t, zone))
	}
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(calendars).Draw(t, "calendar")
		first := schoolyear.MakeDay(2015, 1, 1)
		d := first + schoolyear.Day(rapid.IntRange(0, 20*365).Draw(t, "day"))
		asked := schoolyear.Clock(rapid.IntRange(0, 24*60-1).Draw(t, "clock"))
		at := c.At(d, asked)
		if got := c.DayOf(at); got != d {
			t.Fatalf("At(%v, %v) = %v, which is on %v", d, asked, at, got)
		}
		shown := schoolyear.Clock(at.Hour()*60 + at.Minute())
		if before := at.Add(-time.Minute); shown != asked && c.DayOf(before) == d && schoolyear.Clock(before.Hour()*60+before.Minute()) >= asked {
			t.Fatalf("At(%v, %v) = %v, and a minute earlier is not before the gap", d, asked, at)
		}
		if shown < asked {
			t.Fatalf("At(%v, %v) = %v, before the time asked for", d, asked, at)
		}
		if asked > 0 && c.At(d, asked-1).After(at) {
			t.Fatalf("At(%v, %v) comes after At(%v, %v)", d, asked-1, d, asked)
		}
		for _, overlap := range []time.Duration{30 * time.Minute, time.Hour} {
			if earlier := at.Add(-overlap); earlier.Hour()*60+earlier.Minute() == int(asked) {
				t.Fatalf("At(%v, %v) = %v is not the first of two", d, asked, at)
			}
		}
	})
}

func TestSchoolDays(t *testing.T) {
	breaks := []schoolyear.Span{
		{First: day(t, "2026-11-26"), Last: day(t, "2026-11-27")},
		{First: day(t, "2026-12-21"), Last: day(t, "2027-01-02")},
		{First: day(t, "2027-02-15")},
	}
	c := schoolyear.Calendar{Breaks: breaks}
	for _, k := range []struct{ name, from, want string }{
		{"a school day is itself", "2026-11-24", "2026-11-24"},
		{"a Saturday moves to Monday", "2026-11-21", "2026-11-23"},
		{"a break and the weekend after it are skipped", "2026-11-26", "2026-11-30"},
		{"a break that ends on a Saturday is followed by a Sunday", "2026-12-21", "2027-01-04"},
		{"a single date is a break of one day", "2027-02-15", "2027-02-16"},
	} {
		t.Run(k.name, func(t *testing.T) {
			if got := c.NextSchoolDay(day(t, k.from)); got.String() != k.want {
				t.Errorf("NextSchoolDay(%s) = %s, want %s", k.from, got, k.want)
			}
		})
	}
	t.Run("a calendar of nothing but breaks has none", func(t *testing.T) {
		all := schoolyear.Calendar{Breaks: []schoolyear.Span{{First: 1, Last: day(t, "9999-12-31")}}}
		if got := all.NextSchoolDay(day(t, "2026-11-24")); got != 0 {
			t.Errorf("NextSchoolDay = %s, want none", got)
		}
	})
}

func TestYears(t *testing.T) {
	august := schoolyear.Calendar{}
	january := schoolyear.Calendar{StartMonth: time.January}
	july := schoolyear.Calendar{StartMonth: time.July}
	for _, c := range []struct {
		name       string
		calendar   schoolyear.Calendar
		on         string
		year, half int
		term       string
	}{
		{"the first day of the year", august, "2026-08-01", 2026, 1, "2026-08-01 to 2027-01-31"},
		{"the last day of the first term", august, "2027-01-31", 2026, 1, "2026-08-01 to 2027-01-31"},
		{"the first day of the second term", august, "2027-02-01", 2026, 2, "2027-02-01 to 2027-07-31"},
		{"the last day of the year", august, "2027-07-31", 2026, 2, "2027-02-01 to 2027-07-31"},
		{"leap day", august, "2028-02-29", 2027, 2, "2028-02-01 to 2028-07-31"},
		{"a school whose year is the calendar's", january, "2026-12-31", 2026, 2, "2026-07-01 to 2026-12-31"},
		{"a year from July", july, "2026-06-30", 2025, 2, "2026-01-01 to 2026-06-30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			term := c.calendar.TermOf(day(t, c.on))
			if int(term.Year) != c.year || term.Half != c.half {
				t.Errorf("TermOf(%s) = %+v, want %d, half %d", c.on, term, c.year, c.half)
			}
			if got := c.calendar.Term(term).String(); got != c.term {
				t.Errorf("Term(%+v) = %s, want %s", term, got, c.term)
			}
		})
	}
	t.Run("a year is named after both of its halves", func(t *testing.T) {
		if got := schoolyear.Year(1999).String(); got != "1999–00" {
			t.Errorf("Year(1999) = %q", got)
		}
	})
}

func TestYearToDate(t *testing.T) {
	for _, c := range []struct {
		name, today string
		year        schoolyear.Year
		want        string
	}{
		{"this year up to today", "2026-11-24", 2026, "2026-08-01 to 2026-11-24"},
		{"the year before, up to the same date", "2026-11-24", 2025, "2025-08-01 to 2025-11-24"},
		{"two years before", "2026-11-24", 2024, "2024-08-01 to 2024-11-24"},
		{"the first day of a year", "2026-08-01", 2025, "2025-08-01"},
		{"the last day of a year", "2027-07-31", 2025, "2025-08-01 to 2026-07-31"},
		{"leap day, and the year before has none", "2028-02-29", 2026, "2026-08-01 to 2027-02-28"},
		{"a year still ahead ends at the same date too", "2026-11-24", 2027, "2027-08-01 to 2027-11-24"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := (schoolyear.Calendar{}).YearToDate(c.year, day(t, c.today)).String(); got != c.want {
				t.Errorf("YearToDate(%d, %s) = %s, want %s", c.year, c.today, got, c.want)
			}
		})
	}
}

// TestYearLaws: terms and years tile the days, whatever the first month.
func TestYearLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := schoolyear.Calendar{StartMonth: time.Month(rapid.IntRange(0, 12).Draw(t, "first month"))}
		d := schoolyear.Day(rapid.Int32Range(700_000, 800_000).Draw(t, "day"))
		year, term := c.Year(c.YearOf(d)), c.Term(c.TermOf(d))
		if !year.Contains(d) || !term.Contains(d) {
			t.Fatalf("%v is not in its year %v or term %v", d, year, term)
		}
		if next := c.TermOf(term.Last + 1); next != c.TermOf(d).Next() || c.Term(next).First != term.Last+1 {
			t.Fatalf("after %v comes %v", term, c.Term(next))
		}
		if c.TermOf(d).Compare(c.TermOf(term.Last+1)) >= 0 {
			t.Fatalf("the term after %v does not compare as later", term)
		}
		if whole := c.YearToDate(c.YearOf(d), d); whole.Last != d || whole.First != year.First {
			t.Fatalf("the year up to %v is %v", d, whole)
		}
		if before := c.YearToDate(c.YearOf(d)-1, d); c.YearOf(before.Last) != c.YearOf(d)-1 {
			t.Fatalf("the year before, up to %v, is %v", d, before)
		}
	})
}

func TestSpan(t *testing.T) {
	november := schoolyear.Span{First: day(t, "2026-11-01"), Last: day(t, "2026-11-30")}
	single := schoolyear.Span{First: day(t, "2026-11-30")}
	t.Run("it holds both of its ends", func(t *testing.T) {
		for s, want := range map[string]bool{"2026-10-31": false, "2026-11-01": true, "2026-11-30": true, "2026-12-01": false} {
			if got := november.Contains(day(t, s)); got != want {
				t.Errorf("November contains %s: %v", s, got)
			}
		}
	})
	t.Run("a single day overlaps the month that ends on it", func(t *testing.T) {
		if !november.Overlaps(single) || !single.Overlaps(november) || single.Overlaps(schoolyear.Span{First: single.First + 1}) {
			t.Error("Overlaps is wrong at an edge")
		}
	})
	t.Run("it counts and lists its days", func(t *testing.T) {
		days := slices.Collect(november.Days())
		if november.Len() != 30 || len(days) != 30 || days[29] != november.Last || single.Len() != 1 {
			t.Errorf("Len %d, days %v, single %d", november.Len(), days, single.Len())
		}
	})
	t.Run("it lists the months that it touches", func(t *testing.T) {
		var got []string
		for m := range (schoolyear.Span{First: day(t, "2026-11-30"), Last: day(t, "2027-02-01")}).Months() {
			got = append(got, m.String())
		}
		if want := []string{"2026-11", "2026-12", "2027-01", "2027-02"}; !slices.Equal(got, want) {
			t.Errorf("Months = %v, want %v", got, want)
		}
	})
}
