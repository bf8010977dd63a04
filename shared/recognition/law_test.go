package recognition

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// anySchool draws a school with gifts, sessions, visits and thank-yous of every
// sort, and what its store remembers.
func anySchool(t *rapid.T) (*partnership.School, Memory) {
	s, m := school(), Memory{}
	channels := rapid.SliceOfN(rapid.SampledFrom(everyChannel), 0, 3)
	answer := rapid.SampledFrom([]partnership.Answer{partnership.Unanswered, partnership.Yes, partnership.No})
	day := func(label string) schoolyear.Day {
		return on("2026-07-20") + schoolyear.Day(rapid.IntRange(0, 130).Draw(t, label))
	}
	bakery := s.Partners[0]
	bakery.Source, bakery.Name, bakery.Email = source(partnership.Partners, "bakery"), "Sweet Rise Bakery", ""
	s.Partners = append(s.Partners, bakery)
	for i := range s.Partners {
		s.Partners[i].PromisedThanks = channels.Draw(t, "promised")
		s.Partners[i].SendThanks = answer.Draw(t, "send")
		s.Partners[i].OKToThank = answer.Draw(t, "ok")
	}
	s.Volunteers[0].Under18 = answer.Draw(t, "under 18")
	who := []partnership.Ref{thrift, to(partnership.Partners, "bakery", "Sweet Rise Bakery"), marcus, {Name: "Somebody"}}
	var abouts []string
	for i := range rapid.IntRange(0, 8).Draw(t, "gifts") {
		typed := day("typed").String()
		g := typedOn(typed, "2026-09-01", fmt.Sprintf("%d %s", i, typed))
		g.What = rapid.SampledFrom([]string{"books", "paper", "12 computers"}).Draw(t, "what")
		g.Date, g.Partner = day("given"), rapid.SampledFrom(who).Draw(t, "donor")
		g.PromisedThanks, g.NamePublicly = channels.Draw(t, "for this"), answer.Draw(t, "name")
		s.Donations = append(s.Donations, g)
		abouts = append(abouts, "gift:"+string(g.ID))
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "sessions") {
		h := hours(fmt.Sprintf("h%d", i), "2026-09-01", 300*rapid.IntRange(1, 6).Draw(t, "minutes"))
		h.Date = day("held")
		s.Hours = append(s.Hours, h)
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "programs") {
		s.Programs = append(s.Programs, partnership.Program{
			Source: source(partnership.Programs, fmt.Sprintf("p%d", i)), Name: "Reading", Partners: who[:rapid.IntRange(0, 3).Draw(t, "with")],
			ProgramKind: rapid.SampledFrom([]string{partnership.VisitKind, "Tutoring"}).Draw(t, "kind"), Ends: day("ends"),
		})
		abouts = append(abouts, fmt.Sprintf("visit:p%d", i), fmt.Sprintf("finished:p%d", i))
	}
	abouts = append(abouts, "", "", "milestone:10", "anniversary", "nonsense")
	statuses := []partnership.RecognitionStatus{"", "Draft", "Published", "Sent", "Done in person", "No thanks needed"}
	for i := range rapid.IntRange(0, 6).Draw(t, "rows") {
		s.Recognitions = append(s.Recognitions, partnership.Recognition{
			Source: source(partnership.Recognitions, fmt.Sprintf("r%d", i)), For: rapid.SampledFrom(who).Draw(t, "for"),
			Channel: rapid.SampledFrom(append(everyChannel, "")).Draw(t, "channel"), Status: rapid.SampledFrom(statuses).Draw(t, "status"),
			About: strings.Join(rapid.SliceOfN(rapid.SampledFrom(abouts), 1, 2).Draw(t, "about"), " "), BecauseOf: rapid.SampledFrom([]string{"", "books", "the paper", "papr", "Reading"}).Draw(t, "because"),
			DoneOn: rapid.SampledFrom([]schoolyear.Day{0, day("done")}).Draw(t, "done on"), Approved: rapid.Bool().Draw(t, "approved"),
		})
	}
	m.RemovedOn = map[partnership.ID]schoolyear.Day{}
	for i := range rapid.IntRange(0, len(s.Recognitions)).Draw(t, "rows gone") {
		m.Removed = append(m.Removed, s.Recognitions[i])
		m.RemovedOn[s.Recognitions[i].ID] = day("gone on")
	}
	m.Fixed = map[partnership.ID]time.Time{}
	for _, r := range s.Recognitions {
		if rapid.Bool().Draw(t, "fixed") {
			m.Fixed[r.ID] = noon(day("fixed on").String())
		}
	}
	s.Recognitions = s.Recognitions[len(m.Removed):]
	return s, m
}

var lawDay = on("2026-11-20")

// TestEveryOccasionAndChannelIsInExactlyOneState is the law of debt.
func TestEveryOccasionAndChannelIsInExactlyOneState(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, m := anySchool(t)
		x := partnership.NewIndex(s)
		count := map[string]int{}
		covered := map[string]bool{}
		keys := map[string]bool{}
		for _, th := range Debt(x, m, lawDay) {
			if keys[th.Key] {
				t.Fatalf("two thank-yous are called %q", th.Key)
			}
			keys[th.Key] = true
			if !slices.Contains([]State{Due, Drafted, Thanked, InPerson, NotNeeded}, th.State) {
				t.Fatalf("%s is in state %q", th.Key, th.State)
			}
			if (th.State == NotNeeded) != (th.Why != "") {
				t.Fatalf("%s: state %q for the reason %q", th.Key, th.State, th.Why)
			}
			for _, o := range th.Occasions {
				who := string(x.Key(th.For)) + " " + o.About
				covered[who] = true
				count[who+" "+string(th.Channel)]++
			}
		}
		for what, n := range count {
			if n != 1 {
				t.Fatalf("%s is in %d states", what, n)
			}
		}
		d := &debt{Index: x, memory: m, today: lawDay, accounts: map[partnership.Key]*account{}}
		for _, o := range d.occasions() {
			if !covered[string(x.Key(o.For))+" "+o.About] {
				t.Fatalf("%s of %s is in no state", o.About, o.For.Name)
			}
		}
	})
}

func TestTheOrderOfRowsChangesNoDebt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, m := anySchool(t)
		want := story(Debt(partnership.NewIndex(s), m, lawDay))
		s.Donations = rapid.Permutation(s.Donations).Draw(t, "gifts moved")
		s.Hours = rapid.Permutation(s.Hours).Draw(t, "sessions moved")
		s.Programs = rapid.Permutation(s.Programs).Draw(t, "programs moved")
		s.Recognitions = rapid.Permutation(s.Recognitions).Draw(t, "rows moved")
		m.Removed = rapid.Permutation(m.Removed).Draw(t, "rows that are gone moved")
		s.Partners = rapid.Permutation(s.Partners).Draw(t, "partners moved")
		if got := story(Debt(partnership.NewIndex(s), m, lawDay)); got != want {
			t.Fatalf("in another order\n%s\nbefore\n%s", got, want)
		}
	})
}

func TestAnUnrelatedRowChangesNoDebt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, m := anySchool(t)
		want := Debt(partnership.NewIndex(s), m, lawDay)
		other := to(partnership.Partners, "club", "Garden Club")
		s.Partners = append(s.Partners, partnership.Partner{Source: source(partnership.Partners, "club"), Name: other.Name})
		unrelated := gift("g99", "2026-10-01", "books")
		unrelated.Partner = other
		s.Donations = append(s.Donations, unrelated)
		s.Recognitions = append(s.Recognitions, partnership.Recognition{Source: source(partnership.Recognitions, "r99"), For: other, Status: partnership.RecognitionSent})
		got := slices.DeleteFunc(Debt(partnership.NewIndex(s), m, lawDay), func(t Thanks) bool { return t.For.ID == other.ID })
		if story(got) != story(want) {
			t.Fatalf("with a gift and a thank-you of somebody else\n%s\nbefore\n%s", story(got), story(want))
		}
	})
}
