package recognition

import (
	"testing"

	"shelfmates/shared/partnership"
)

// typedRow is a row for the thrift shop that somebody typed.
func typedRow(fill func(*partnership.Recognition)) partnership.Recognition {
	r := partnership.Recognition{Source: source(partnership.Recognitions, "r1"), For: thrift, Channel: partnership.Email, Status: partnership.RecognitionSent}
	fill(&r)
	return r
}

func TestARowThatSomebodyTypedFindsItsThankYou(t *testing.T) {
	public := []partnership.Channel{partnership.WebsiteNote, partnership.SocialPost}
	for _, c := range []struct {
		name     string
		gifts    []partnership.Donation
		promised []partnership.Channel
		row      func(*partnership.Recognition)
		want     []string
	}{
		{
			"a slip in Because of means what it nearly names, and not the oldest",
			[]partnership.Donation{gift("g1", "2026-08-20", "3 desks"), gift("g2", "2026-10-20", "12 books")},
			nil,
			func(r *partnership.Recognition) { r.BecauseOf = "12 boks" },
			[]string{"3 desks, Email: due", "12 books, Email: thanked"},
		},
		{
			"with its date, too",
			[]partnership.Donation{gift("g1", "2026-08-20", "3 desks"), gift("g2", "2026-10-20", "12 books")},
			nil,
			func(r *partnership.Recognition) { r.BecauseOf = "12 boks, 20 Oct" },
			[]string{"3 desks, Email: due", "12 books, Email: thanked"},
		},
		{
			"12 is no slip for 13",
			[]partnership.Donation{gift("g1", "2026-08-20", "3 desks"), gift("g2", "2026-10-20", "13 books")},
			nil,
			func(r *partnership.Recognition) { r.BecauseOf = "12 boks" },
			[]string{"3 desks, Email: thanked", "13 books, Email: due"},
		},
		{
			"nor does a slip mean what was given after the row's day",
			[]partnership.Donation{gift("g1", "2026-08-20", "3 desks"), gift("g2", "2026-10-20", "12 books")},
			nil,
			func(r *partnership.Recognition) { r.BecauseOf, r.DoneOn = "12 boks", on("2026-09-01") },
			[]string{"3 desks, Email: thanked", "12 books, Email: due"},
		},
		{
			"thanks from before the start day are history, whatever they name",
			[]partnership.Donation{gift("g1", "2026-08-20", "bread")},
			nil,
			func(r *partnership.Recognition) { r.BecauseOf, r.DoneOn = "bread", on("2026-05-01") },
			[]string{"bread, Email: due"},
		},
		{
			"a row without a Channel closes one of those that were promised",
			[]partnership.Donation{gift("g1", "2026-10-20", "12 books")},
			public,
			func(r *partnership.Recognition) { r.Channel, r.Status = "", partnership.RecognitionInPerson },
			[]string{"12 books, Website note: done in person", "12 books, Social post: due"},
		},
		{
			"and every one where it says No thanks needed",
			[]partnership.Donation{gift("g1", "2026-10-20", "12 books")},
			public,
			func(r *partnership.Recognition) { r.Channel, r.Status = "", partnership.RecognitionNone },
			[]string{"12 books, Website note: no thanks needed", "12 books, Social post: no thanks needed"},
		},
		{
			"a Done on that is still to come is no thanks yet",
			[]partnership.Donation{gift("g1", "2026-10-20", "12 books")},
			nil,
			func(r *partnership.Recognition) { r.DoneOn = on("2027-01-03") },
			[]string{"12 books, Email: drafted"},
		},
		{
			"and is on its day",
			[]partnership.Donation{gift("g1", "2026-10-20", "12 books")},
			nil,
			func(r *partnership.Recognition) { r.DoneOn = on("2026-11-16") },
			[]string{"12 books, Email: thanked"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := school()
			s.Donations, s.Partners[0].PromisedThanks = c.gifts, c.promised
			s.Recognitions = []partnership.Recognition{typedRow(c.row)}
			got := thanksStory(Debt(partnership.NewIndex(s), Memory{}, on("2026-11-16")))
			if !equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatATypedRowCloses(t *testing.T) {
	public := []partnership.Channel{partnership.WebsiteNote, partnership.SocialPost}
	for _, c := range []struct {
		name    string
		row     func(*partnership.Recognition)
		settled []string
		left    []string
		tooLate bool
	}{
		{
			"one channel, and the other is left", func(r *partnership.Recognition) { r.Channel = "" },
			[]string{"12 books, Website note: thanked"},
			[]string{"12 books, Social post: due"},
			false,
		},
		{
			"every channel", func(r *partnership.Recognition) { r.Channel, r.Status = "", partnership.RecognitionNone },
			[]string{"12 books, Website note: no thanks needed", "12 books, Social post: no thanks needed"},
			nil, false,
		},
		{
			"nothing, for others were promised", func(r *partnership.Recognition) {},
			nil,
			[]string{"12 books, Website note: due", "12 books, Social post: due"},
			false,
		},
		{
			"nothing, for all was given after it", func(r *partnership.Recognition) { r.Channel, r.DoneOn = partnership.WebsiteNote, on("2026-09-01") },
			nil,
			[]string{"12 books, Website note: due", "12 books, Social post: due"},
			true,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := school()
			s.Donations, s.Partners[0].PromisedThanks = []partnership.Donation{gift("g1", "2026-10-20", "12 books")}, public
			s.Recognitions = []partnership.Recognition{typedRow(c.row)}
			x, today := partnership.NewIndex(s), on("2026-11-16")
			got := Closings(x, Memory{}, Debt(x, Memory{}, today), today)
			if len(got) != 1 || !equal(thanksStory(got[0].Settled), c.settled) || !equal(thanksStory(got[0].Left), c.left) || got[0].TooLate != c.tooLate {
				t.Errorf("got %+v, want %q settled, %q left, too late: %v", got, c.settled, c.left, c.tooLate)
			}
		})
	}
	t.Run("nothing is said of a draft, nor of history", func(t *testing.T) {
		s := school()
		s.Recognitions = []partnership.Recognition{
			typedRow(func(r *partnership.Recognition) { r.Status = partnership.RecognitionDraft }),
			typedRow(func(r *partnership.Recognition) { r.DoneOn = on("2026-05-01") }),
		}
		if got := Closings(partnership.NewIndex(s), Memory{}, nil, on("2026-11-16")); len(got) != 0 {
			t.Errorf("got %+v, want nothing", got)
		}
	})
}
