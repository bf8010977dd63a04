package words

import (
	"testing"
	"time"
)

func TestGlance(t *testing.T) {
	for got, want := range map[string]string{
		GlanceThanks([]string{"Acme"}, 1, 0):                        "Thank Acme.",
		GlanceThanks([]string{"Acme"}, 1, 1):                        "Thank Acme. It is late.",
		GlanceThanks([]string{"Acme"}, 2, 2):                        "Thank Acme. All are late.",
		GlanceThanks([]string{"Acme", "the Rotary"}, 2, 1):          "Thank Acme and the Rotary. The first is late.",
		GlanceThanks([]string{"A", "B", "C", "D"}, 30, 21):          "Thank A, B and 2 more. 21 are late.",
		GlanceThanks([]string{"A", "B", "C"}, 3, 2):                 "Thank A, B and 1 more. The first two are late.",
		GlanceMeet([]string{"A", "B", "C"}):                         "Meet A, B and C.",
		GlanceWeek([]string{"A", "B", "C", "D"}, nil):               "Coming up: A, B, C and 1 more.",
		GlanceWeek([]string{"A"}, []string{"the next step with B"}): "Coming up: A and the next step with B.",
		GlanceWeek(nil, []string{"x", "y", "z"}):                    "Coming up: three next steps.",
		GlanceIdeas(1):                                              "Answer one idea.",
		GlanceEndings(2, 1, 1):                                      "Renew two clearances and one agreement. One has ended.",
		GlanceEndings(0, 1, 1):                                      "Renew one agreement. It has ended.",
		GlanceEndings(3, 0, 2):                                      "Renew three clearances. Two have ended.",
		GlanceCells(14):                                             "Put 14 things in the sheet right.",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestMeetWhy(t *testing.T) {
	today := Date{2026, time.November, 16}
	for _, row := range []struct {
		last   Date
		talked bool
		weeks  int
		want   string
	}{
		{Date{2026, time.September, 10}, false, 8, "last met 9 weeks ago, you wanted every 8"},
		{Date{2026, time.September, 10}, true, 1, "last talked 9 weeks ago, you wanted every week"},
		{Date{2026, time.November, 1}, false, 2, "last met 15 days ago, you wanted every 2 weeks"},
		{Date{2026, time.November, 1}, false, 0, "last met 15 days ago"},
		{Date{}, false, 8, "you have not met yet, and you wanted every 8 weeks"},
	} {
		if got := MeetWhy(row.last, row.talked, today, row.weeks); got != row.want {
			t.Errorf("%+v: got %q", row, got)
		}
	}
}

func TestWaited(t *testing.T) {
	for days, want := range map[int]string{0: "today", 1: "1 day", 13: "13 days", 60: "60 days", 117: "16 weeks"} {
		if got := Waited(days, false); got != want {
			t.Errorf("%d: got %q, want %q", days, got, want)
		}
	}
}
