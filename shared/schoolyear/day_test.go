package schoolyear_test

import (
	"testing"

	"pgregory.net/rapid"

	"shelfmates/shared/schoolyear"
)

func day(t testing.TB, s string) schoolyear.Day {
	t.Helper()
	d, err := schoolyear.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDay(t *testing.T) {
	t.Run("an ISO date is read and printed back", func(t *testing.T) {
		for _, s := range []string{"0001-01-01", "1969-12-31", "1970-01-01", "2024-02-29", "2026-04-03", "9999-12-31"} {
			if got := day(t, s).String(); got != s {
				t.Errorf("ParseDay(%q).String() = %q", s, got)
			}
		}
	})
	t.Run("nothing else is read", func(t *testing.T) {
		for _, s := range []string{"", "2026-4-3", "2025-02-29", "2026-13-01", "04/03/2026", "2026-04-03T00:00:00Z", " 2026-04-03"} {
			if d, err := schoolyear.ParseDay(s); err == nil {
				t.Errorf("ParseDay(%q) = %v, want an error", s, d)
			}
		}
	})
	t.Run("the zero Day is no date", func(t *testing.T) {
		var d schoolyear.Day
		if !d.IsZero() || d.String() != "" {
			t.Errorf("zero Day: IsZero %v, String %q", d.IsZero(), d.String())
		}
	})
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", -12, "2023-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2026-08-31", 6, "2027-02-28"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-05-05", 0, "2026-05-05"},
	} {
		if got := day(t, c.from).AddMonths(c.n); got.String() != c.want {
			t.Errorf("%s plus %d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestDayLaws(t *testing.T) {
	anyDay := rapid.Custom(func(t *rapid.T) schoolyear.Day {
		return schoolyear.Day(rapid.Int32Range(1, 3_652_059).Draw(t, "day")) // years 1 to 9999
	})
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay.Draw(t, "d")
		if back := schoolyear.MakeDay(d.Date()); back != d {
			t.Fatalf("MakeDay(%v.Date()) = %v", d, back)
		}
		if got, want := (d + 1).Weekday(), (d.Weekday()+1)%7; got != want {
			t.Fatalf("the day after %v is a %v, want %v", d, got, want)
		}
	})
}
