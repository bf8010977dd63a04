package words_test

import (
	"testing"
	"time"

	"shelfmates/shared/words"
)

func TestDates(t *testing.T) {
	today := words.On(2026, time.November, 24) // a Tuesday
	on := func(y int, m time.Month, d int) words.Date { return words.On(y, m, d) }
	for _, c := range []struct{ got, want string }{
		{on(2026, 11, 3).Short(), "3 Nov"},
		{on(2026, 9, 3).Short(), "3 Sept"},
		{on(2026, 5, 3).Short(), "3 May"},
		{on(2026, 11, 3).Full(), "3 November 2026"},
		{on(2026, 11, 3).WithWeekday(), "Tue 3 Nov"},
		{on(2025, 5, 20).MonthYear(), "May 2025"},
		{on(2026, 1, 3).Near(today), "3 Jan"},
		{on(2027, 1, 31).Near(today), "31 Jan"},
		{on(2025, 12, 3).Near(today), "3 Dec 2025"},
		{on(2028, 2, 29).Near(today), "29 Feb 2028"},
		{words.Date{}.Short() + words.Date{}.Full() + words.On(0, 12, 31).Near(today), ""},

		{words.Ago(today, today), "today"},
		{words.Ago(on(2026, 11, 23), today), "yesterday"},
		{words.Ago(on(2026, 11, 25), today), "tomorrow"},
		{words.Ago(on(2026, 11, 11), today), "13 days ago"},
		{words.Ago(on(2026, 12, 18), today), "in 3 weeks"},
		{words.Ago(on(2026, 9, 22), today), "9 weeks ago"},
		{words.Ago(on(2026, 5, 20), today), "6 months ago"},
		{words.Ago(on(2024, 11, 1), today), "2 years ago"},
		{words.Ago(words.Date{}, today), "never"},

		{words.Since(today, today), "since today"},
		{words.Since(on(2026, 11, 23), today), "since yesterday"},
		{words.Since(on(2026, 11, 12), today), "since Thursday, 12 days"},
		{words.Since(on(2026, 11, 3), today), "since 3 Nov, 3 weeks"},
		{words.Since(on(2025, 5, 20), today), "since May 2025"},
		{words.Since(words.Date{}, today), "for a long time"},

		{words.Length(1), "1 day"},
		{words.Length(20), "20 days"},
		{words.Length(27), "3 weeks"},
		{words.Length(365), "12 months"},
		{words.Length(731), "2 years"},
		{words.Length(1095), "2 years"}, // rounds down: three years have 1,096 days with a leap day
		{words.Length(1096), "3 years"},
		{words.Clock(915), "15:15"},
		{words.Clock(5), "00:05"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
