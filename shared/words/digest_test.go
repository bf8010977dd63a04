package words

import "testing"

func TestDigestSubject(t *testing.T) {
	for _, row := range []struct {
		waits Asks
		want  string
	}{
		{Asks{Thanks: 3, Meetings: 1, Cells: 2}, "3 thank-yous, 1 meeting to arrange and 2 cells for Monday"},
		{Asks{Thanks: 1}, "1 thank-you for Monday"},
		{Asks{Rows: 1, Thanks: 2, Meetings: 1, Cells: 4}, "1 thing that needs you, 2 thank-yous and 1 meeting to arrange for Monday"},
		{Asks{}, "A quiet week: nothing waits for you this Monday"},
	} {
		if got := DigestSubject(row.waits, "Monday"); got != row.want {
			t.Errorf("%+v: got %q, want %q", row.waits, got, row.want)
		}
	}
}

func TestSalutation(t *testing.T) {
	for name, want := range map[string]string{
		"Ana Ruiz": "Ana", "Ana": "Ana", "Dr. Ana Ruiz": "Dr. Ana Ruiz", "Mr Lee": "Mr Lee", "Ruiz, Ana": "Ruiz, Ana",
		"Ana and Ben Ruiz": "Ana and Ben Ruiz", "J. Ruiz": "J. Ruiz", "Jo Li": "Jo Li", "The Rotary Club": "The Rotary Club",
	} {
		if got := Salutation(name); got != want {
			t.Errorf("Salutation(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestPromise(t *testing.T) {
	for _, row := range []struct {
		channels []string
		promised bool
		drafted  int
		want     string
	}{
		{[]string{"Website note", "Social post"}, true, 2, "Promised: website note and social post. Both are drafted:"},
		{[]string{"Website note", "Social post"}, true, 1, "Promised: website note and social post. The words are ready:"},
		{[]string{"Email"}, false, 0, "An email is ready:"},
		{[]string{"Letter"}, false, 1, "A letter is drafted:"},
	} {
		if got := Promise(row.channels, row.promised, row.drafted); got != row.want {
			t.Errorf("%+v: got %q", row, got)
		}
	}
}

func TestASentenceOpensWithAWord(t *testing.T) {
	for n, want := range map[int]string{1: "One hour", 10: "Ten hours", 25: "Twenty-five hours", 50: "Fifty hours", 71: "71 hours", 100: "A hundred hours", 250: "250 hours"} {
		if got := countSpelled(n, "hour", "hours"); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}

func TestYours(t *testing.T) {
	for what, want := range map[string]string{
		"12 used computers": "the 12 used computers", "telescope": "the telescope", "Use of their van": "the use of your van",
		"": "your generous gift", "Ana's old globe": "Ana's old globe", "some paint": "some paint", "forty picture books": "the forty picture books", "books": "the books",
	} {
		if got := ThingGiven(what, "").Yours(); got != want {
			t.Errorf("%q: got %q, want %q", what, got, want)
		}
	}
	if got := MoneyGiven("$50 for chairs").Yours(); got != "your gift of money for chairs" {
		t.Errorf("money: got %q", got)
	}
}

func TestRowsAreNamedByTheirDays(t *testing.T) {
	today := On(2026, 11, 23)
	for _, c := range []struct {
		days []Date
		want string
	}{
		{nil, "Hours"},
		{[]Date{On(2026, 11, 3)}, "Hours of 3 Nov"},
		{[]Date{On(2026, 11, 3), On(2026, 11, 10)}, "Hours of 3 Nov, 10 Nov"},
		{[]Date{On(2025, 11, 3), On(2026, 11, 3), On(2026, 11, 10), On(2026, 11, 17)}, "Hours of 3 Nov 2025, 3 Nov, 10 Nov and 1 more"},
	} {
		if got := RowsOf("Hours", c.days, today); got != c.want {
			t.Errorf("%v are named %q, want %q", c.days, got, c.want)
		}
	}
}
