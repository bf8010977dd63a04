package words_test

import (
	"testing"

	"shelfmates/shared/words"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{words.Number(0), "0"},
		{words.Number(999), "999"},
		{words.Number(1000), "1,000"},
		{words.Number(1234567), "1,234,567"},
		{words.Number(-12480), "−12,480"},
		{words.Count(1, "person", "people"), "1 person"},
		{words.Count(0, "person", "people"), "0 people"},
		{words.Hours(0), "0 h"},
		{words.Hours(45), "45 min"},
		{words.Hours(120), "2 h"},
		{words.Hours(1410), "23 h 30 min"},
		{words.Hours(60 * 1204), "1,204 h"},
		{words.Hours(-90), "−1 h 30 min"},
		{words.WholeHours(0), "0 hours"},
		{words.WholeHours(29), "29 min"},
		{words.WholeHours(60), "1 hour"},
		{words.WholeHours(90), "1 h 30 min"}, // and not 2 hours
		{words.WholeHours(599), "9 h 59 min"},
		{words.WholeHours(630), "11 hours"},
		{words.WholeHours(36720), "612 hours"},
		{words.HoursTold(33030), "551"},
		{words.HoursTold(72240), "1,204"},
		{words.HoursTold(90), "1 h 30 min"},
		{words.HoursTold(120), "2"},

		{words.HoursSaid(0), "0 hours"},
		{words.HoursSaid(2), "2 min"},
		{words.HoursSaid(60), "1 hour"},
		{words.HoursSaid(33030), "550 h 30 min"},
		{words.HoursSaid(72240), "1,204 hours"},
		{words.Money(3614), "$36.14"},
		{words.Money(5), "$0.05"},
		{words.Money(125000), "$1,250"},
		{words.Money(-250), "−$2.50"},
		{words.WholeMoney(2211768), "$22,118"},
		{words.WholeMoney(49), "$0"},
		{words.WholeMoney(50), "$1"},
		{words.HalfDays(10), "5 days"},
		{words.HalfDays(11), "5½ days"},
		{words.HalfDays(2), "1 day"},
		{words.HalfDays(1), "½ day"},
		{words.HalfDays(0), "0 days"},
		{words.List(nil), ""},
		{words.List([]string{"a", "b", "c"}), "a, b and c"},
		{words.FirstOf([]string{"a", "b", "c", "d"}, 2), "a, b and 2 more"},
		{words.FirstOf([]string{"a", "b"}, 2), "a and b"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestRates(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want string
	}{
		{"nothing to be a part of", words.Rate(0, 0), "n/a"},
		{"few cases are named", words.Rate(9, 11), "9 of 11"},
		{"nineteen are few", words.Rate(19, 19), "19 of 19"},
		{"twenty are not", words.Rate(9, 20), "45%"},
		{"all of many", words.Rate(40, 40), "100%"},
		{"none of many", words.Rate(0, 40), "0%"},
		{"nearly none is not none", words.Rate(1, 1000), "under 1%"},
		{"nearly all is not all", words.Rate(999, 1000), "over 99%"},
		{"a half is rounded up", words.Rate(1, 40), "3%"},
		{"percent of anything", words.Percent(2, 3), "67%"},
		{"growth", words.Change(25, 20), "+25%"},
		{"fewer", words.Change(23, 25), "−8%"},
		{"growth from few", words.Change(13, 11), "13, from 11"},
		{"growth from nothing", words.Change(13, 0), "n/a"},
		{"as before", words.Change(30, 30), "no change"},
		{"hardly any growth", words.Change(1001, 1000), "under +1%"},
		{"hardly any loss", words.Change(999, 1000), "under −1%"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
}
