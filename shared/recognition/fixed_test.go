package recognition

import (
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// noon is an instant on a day; the school's zone is UTC here.
func noon(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t.Add(12 * time.Hour)
}

// typedOn is the gift of a record that was made on a day.
func typedOn(typed, day, what string) partnership.Donation {
	var id ulid.ULID
	_ = id.SetTime(ulid.Timestamp(noon(typed)))
	_ = id.SetEntropy([]byte((what + day)[:10]))
	return gift(id.String(), day, what)
}

// thanksStory tells of each thank-you what it is for, how it stands, and why.
func thanksStory(all []Thanks) []string {
	var lines []string
	for _, t := range all {
		line := ""
		for _, o := range t.Occasions {
			line += o.What + ", "
		}
		lines = append(lines, line+string(t.Channel)+": "+string(t.State))
	}
	return lines
}

func TestWhatComesLaterOpensTheNextThankYou(t *testing.T) {
	letter := func(fill func(*partnership.Recognition)) partnership.Recognition {
		r := partnership.Recognition{Source: source(partnership.Recognitions, "r1"), For: thrift, Channel: partnership.Email, BecauseOf: "12 books"}
		fill(&r)
		return r
	}
	books, piano := typedOn("2026-10-20", "2026-10-20", "12 books"), typedOn("2026-10-27", "2026-10-25", "a piano")
	early := typedOn("2026-10-27", "2026-10-19", "a piano")
	for _, c := range []struct {
		name  string
		gifts []partnership.Donation
		row   func(*partnership.Recognition)
		fixed string // "" = the row is open to more
		gone  string // the day on which the row left the sheet
		want  []string
	}{
		{
			"a gift of the same days joins a draft without words",
			[]partnership.Donation{books, piano},
			func(r *partnership.Recognition) {}, "", "",
			[]string{"12 books, a piano, Email: drafted"},
		},
		{
			"one that is typed after the approval does not",
			[]partnership.Donation{books, piano},
			func(r *partnership.Recognition) { r.Words, r.Approved = "Thank you for the 12 books.", true }, "2026-10-24", "",
			[]string{"12 books, Email: drafted", "a piano, Email: due"},
		},
		{
			"nor is it thanked for when that letter is sent",
			[]partnership.Donation{books, piano},
			func(r *partnership.Recognition) {
				r.Words, r.Approved, r.Status, r.DoneOn = "Thank you for the 12 books.", true, partnership.RecognitionSent, on("2026-10-28")
			}, "2026-10-24", "",
			[]string{"12 books, Email: thanked", "a piano, Email: due"},
		},
		{
			"though it is dated before the gift that was thanked for",
			[]partnership.Donation{books, early},
			func(r *partnership.Recognition) { r.Status = partnership.RecognitionSent }, "2026-10-24", "",
			[]string{"a piano, Email: due", "12 books, Email: thanked"},
		},
		{
			"words of staff's own are for what was there",
			[]partnership.Donation{books, piano},
			func(r *partnership.Recognition) { r.Words = "The books are read already." }, "2026-10-24", "",
			[]string{"12 books, Email: drafted", "a piano, Email: due"},
		},
		{
			"what Because of names beside it joins all the same",
			[]partnership.Donation{books, piano},
			func(r *partnership.Recognition) {
				r.BecauseOf, r.Words = "12 books and a piano", "Thank you for the books and the piano."
			}, "2026-10-24", "",
			[]string{"12 books, a piano, Email: drafted"},
		},
		{
			"but not a second gift of the same name",
			[]partnership.Donation{books, typedOn("2026-10-27", "2026-10-25", "12 books")},
			func(r *partnership.Recognition) { r.Status = partnership.RecognitionSent }, "2026-10-24", "",
			[]string{"12 books, Email: thanked", "12 books, Email: due"},
		},
		{
			"No thanks needed is said of what was there",
			[]partnership.Donation{books, piano},
			func(r *partnership.Recognition) { r.Status = partnership.RecognitionNone }, "2026-10-24", "",
			[]string{"12 books, Email: no thanks needed", "a piano, Email: due"},
		},
		{
			"and of nothing where nothing was",
			[]partnership.Donation{early},
			func(r *partnership.Recognition) { r.BecauseOf, r.Status = "", partnership.RecognitionNone }, "2026-10-24", "",
			[]string{"a piano, Email: due"},
		},
		{
			"a draft that is deleted needs no thanks for what was there",
			[]partnership.Donation{books, early},
			func(r *partnership.Recognition) {}, "2026-10-24", "2026-10-24",
			[]string{"a piano, Email: due", "12 books, Email: no thanks needed"},
		},
		{
			"and none for what was typed while its row was missing, before its record was removed",
			[]partnership.Donation{books, early},
			func(r *partnership.Recognition) {}, "2026-10-26", "2026-10-28",
			[]string{"a piano, Email: due", "12 books, Email: no thanks needed"},
		},
		{
			"a gift that was dated ahead comes later, too",
			[]partnership.Donation{books, typedOn("2026-10-20", "2026-10-30", "a piano")},
			func(r *partnership.Recognition) { r.Approved = true }, "2026-10-24", "",
			[]string{"12 books, Email: drafted", "a piano, Email: due"},
		},
		{
			"thanks that were written down before their gift close it",
			[]partnership.Donation{early},
			func(r *partnership.Recognition) {
				r.BecauseOf, r.Status, r.DoneOn = "", partnership.RecognitionSent, on("2026-10-22")
			}, "2026-10-24", "",
			[]string{"a piano, Email: thanked"},
		},
		{
			"and so do those that say No thanks needed and name it",
			[]partnership.Donation{early},
			func(r *partnership.Recognition) { r.BecauseOf, r.Status = "the piano", partnership.RecognitionNone }, "2026-10-24", "",
			[]string{"a piano, Email: no thanks needed"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, m := school(), Memory{}
			s.Donations = c.gifts
			if c.fixed != "" {
				m.Fixed = map[partnership.ID]time.Time{"r1": noon(c.fixed)}
			}
			if c.gone != "" {
				m.Removed, m.RemovedOn = []partnership.Recognition{letter(c.row)}, map[partnership.ID]schoolyear.Day{"r1": on(c.gone)}
			} else {
				s.Recognitions = []partnership.Recognition{letter(c.row)}
			}
			got := thanksStory(Debt(partnership.NewIndex(s), m, on("2026-11-16")))
			if !equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func equal(got, want []string) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		if got[i] != want[i] {
			return false
		}
	}
	return true
}
