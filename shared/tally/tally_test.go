package tally_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/recognition"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/tally"
)

var today = schooltest.Day("2026-11-24")

// of is the Tally of the running school year, without thanks.
func of(s *schooltest.School) *tally.Tally {
	return tally.OfYear(s.Index(), nil, s.Settings.Calendar.YearOf(today), today)
}

// text asks a Tally for one number and checks that it carries its key.
func text(t *testing.T, y *tally.Tally, key tally.Key) string {
	t.Helper()
	for _, f := range y.All() {
		if f.Key == key {
			return f.Text()
		}
	}
	t.Fatalf("no figure %q", key)
	return ""
}

func expect(t *testing.T, y *tally.Tally, want map[tally.Key]string) {
	t.Helper()
	for key, w := range want {
		if got := text(t, y, key); got != w {
			t.Errorf("%s: got %q, want %q", key, got, w)
		}
	}
}

func self(h *partnership.Hours) { h.Self = true }

// TestTutoring is story A: hours are credited by entry; club, YMCA and nobody
// add up to the total; six people, not seven.
func TestTutoring(t *testing.T) {
	s := schooltest.New()
	club, ymca := s.Partner("Kiwanis"), s.Partner("YMCA")
	var tutors []partnership.Ref
	for i, name := range []string{"Ana", "Ben", "Cleo", "Dan", "Eve", "Flo"} {
		from := club
		if i >= 3 {
			from = ymca
		}
		tutors = append(tutors, s.Volunteer(name, from))
	}
	tutoring := s.Program("Tutoring", func(p *partnership.Program) { p.Partners = schooltest.Who(club, ymca) })
	with := func(students int) func(*partnership.Hours) {
		return func(h *partnership.Hours) { h.Program, h.Students = tutoring, students }
	}
	s.Hours("2026-09-08", 90, tutors[:3], with(8))
	s.Hours("2026-09-10", 90, tutors[3:], with(7))
	s.Hours("2026-11-10", 45, tutors[:1], self, with(2))
	s.Hours("2026-11-12", 60, tutors[:2], func(h *partnership.Hours) { h.Training = true })
	s.Hours("2026-12-01", 90, tutors, with(9)) // dated ahead
	y := of(s)

	expect(t, y, map[tally.Key]string{
		tally.ServiceTime: "9 h 45 min", tally.TrainingTime: "2 h", tally.Volunteers: "6",
		tally.StudentVisits: "17", tally.ActivePartners: "2", tally.GroupHeadcount: "0",
	})
	t.Run("club, YMCA and nobody add up to the total", func(t *testing.T) {
		var got []string
		for _, l := range y.ByPartner() {
			got = append(got, fmt.Sprintf("%q %d min, %d people, %d sessions, %d training", l.Name, l.Minutes, l.People, l.Sessions, l.Training))
		}
		want := []string{
			`"Kiwanis" 270 min, 3 people, 2 sessions, 120 training`,
			`"YMCA" 270 min, 3 people, 1 sessions, 0 training`,
			`"" 45 min, 1 people, 1 sessions, 0 training`,
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
	t.Run("by month, with a zero for each month without entries", func(t *testing.T) {
		var got []string
		for _, m := range y.ByMonth() {
			got = append(got, fmt.Sprintf("%s %d", m.Month, m.Minutes))
		}
		if line := strings.Join(got, ", "); line != "2026-08 0, 2026-09 540, 2026-10 0, 2026-11 45" {
			t.Errorf("got %s", line)
		}
		if months := tally.OfYear(s.Index(), nil, 2024, today).ByMonth(); months != nil {
			t.Errorf("a year without entries has %v", months)
		}
	})
	t.Run("by program, library help last", func(t *testing.T) {
		lines := y.ByProgram()
		if len(lines) != 2 || lines[0].Name != "Tutoring" || lines[0].Students != 17 || lines[1].Key != "" || lines[1].Training != 120 {
			t.Errorf("got %+v", lines)
		}
	})
	t.Run("by volunteer, whatever she came for", func(t *testing.T) {
		lines := y.ByVolunteer()
		if len(lines) != 6 || lines[0].Name != "Ana" || lines[0].Minutes != 135 || lines[0].Training != 60 {
			t.Errorf("got %+v", lines)
		}
	})
	t.Run("a figure has the rows that it was made from", func(t *testing.T) {
		f := y.ServiceHours()
		sum := 0
		for _, src := range f.Sources {
			h := s.School.Hours[slices.IndexFunc(s.School.Hours, func(h partnership.Hours) bool { return h.Source == src })]
			sum += h.Minutes * len(h.Volunteers)
		}
		if int64(sum) != f.Value || f.Period.String() != "2026-08-01 to 2026-11-24" {
			t.Errorf("rows give %d min, the figure %d; for %v", sum, f.Value, f.Period)
		}
	})
}

func TestComparedWithTheYearBefore(t *testing.T) {
	s := schooltest.New()
	stays, isNew, gone, late := s.Partner("Stays"), s.Partner("New"), s.Partner("Gone"), s.Partner("Late last year")
	s.Gift("2025-09-10", stays, "A")
	s.Gift("2025-09-10", gone, "A")
	s.Gift("2025-12-10", late, "A") // after the same date last year
	s.Gift("2026-09-10", stays, "B")
	s.Gift("2026-09-10", isNew, "B")
	ana, ben := s.Volunteer("Ana", stays), s.Volunteer("Ben", gone)
	s.Hours("2025-10-01", 60, schooltest.Who(ana, ben, schooltest.Typed("Somebody")))
	s.Hours("2025-12-20", 60, schooltest.Who(s.Volunteer("Cleo", late)))
	s.Hours("2026-10-01", 60, schooltest.Who(ana))

	t.Run("until the year ends both are cut at the same date", func(t *testing.T) {
		y := of(s)
		expect(t, y, map[tally.Key]string{
			tally.ActivePartners: "2", tally.NewPartners: "1", tally.PartnersKept: "1", tally.PartnersNotSeen: "1",
			tally.PartnerRetention: "1 of 2", tally.PartnerGrowth: "no change", tally.VolunteerRetention: "1 of 3",
		})
	})
	t.Run("the year before, by itself, is cut there too", func(t *testing.T) {
		p := of(s).Previous()
		expect(t, p, map[tally.Key]string{tally.ActivePartners: "2", tally.ServiceTime: "3 h", tally.PartnerGrowth: "n/a", tally.PartnerRetention: "n/a"})
		if got := p.ServiceHours().Period.String(); got != "2025-08-01 to 2025-11-24" {
			t.Errorf("its period is %s", got)
		}
	})
	t.Run("a year that is over is whole", func(t *testing.T) {
		y := tally.OfYear(s.Index(), nil, 2025, today)
		expect(t, y, map[tally.Key]string{tally.ActivePartners: "3", tally.ServiceTime: "4 h"})
		if got := y.ServiceHours().Period.Last.String(); got != "2026-07-31" {
			t.Errorf("it ends on %s", got)
		}
	})
	t.Run("who left the sheet was active all the same", func(t *testing.T) {
		r := *s
		r.Removed.Partners = []partnership.Partner{s.Partners[2]}
		r.Partners = append(append([]partnership.Partner{}, s.Partners[:2]...), s.Partners[3:]...)
		expect(t, of(&r), map[tally.Key]string{tally.PartnerRetention: "1 of 2", tally.PartnersNotSeen: "1"})
	})
}

func TestAnEmptySchoolHasNoRates(t *testing.T) {
	y := of(schooltest.New())
	for _, f := range y.All() {
		switch f.Unit {
		case tally.Rate, tally.Change, tally.HalfDays:
			if f.Text() != "n/a" {
				t.Errorf("%s is %q, want n/a", f.Key, f.Text())
			}
		case tally.Cents:
			if f.Text() != "n/a" {
				t.Errorf("%s is %q, want n/a", f.Key, f.Text())
			}
		default:
			if f.Value != 0 || f.Unknown {
				t.Errorf("%s is %q, want nothing", f.Key, f.Text())
			}
		}
	}
}

func TestGifts(t *testing.T) {
	s := schooltest.New()
	thrift, bakery := s.Partner("Thrift"), s.Partner("Bakery")
	worth := func(cents partnership.Money) func(*partnership.Donation) {
		return func(d *partnership.Donation) { d.Value, d.HasValue = cents, true }
	}
	s.Gift("2026-09-01", thrift, "Computers", worth(120050))
	s.Gift("2026-09-02", bakery, "Bread")
	s.Gift("2026-09-03", bakery, "Flour", worth(0))
	s.Gift("2026-12-03", bakery, "Rolls", worth(9900)) // dated ahead
	jo := s.Volunteer("Jo", thrift)
	s.Hours("2026-10-01", 60, schooltest.Who(jo))
	s.Hours("2026-08-15", 60, schooltest.Who(s.Volunteer("Kit", bakery)))
	expect(t, of(s), map[tally.Key]string{
		tally.Donations: "3", tally.DonationValue: "$1,200.50", tally.DonationsUnvalued: "1",
		tally.GaveThenJoined: "1 of 2", // story E: the thrift store, and once
	})
}

func TestValueOfTime(t *testing.T) {
	s := schooltest.New()
	s.Hours("2026-09-01", 61, schooltest.Who(s.Volunteer("Ana", partnership.Ref{})))
	s.Settings.HourValue, s.Settings.HourValueSource = 3614, "2025, Independent Sector"
	y := of(s)
	if got := y.TimeValue(); got.Value != 3674 { // 61 × 36.14 / 60 = 36.742…
		t.Errorf("value %d cents, want 3674", got.Value)
	}
	for source, want := range map[string]tally.TimeRate{
		"2025, Independent Sector": {Year: 2025},
		"IS 2023":                  {Year: 2023, Stale: true},
		"Our board, 12345":         {},
	} {
		s.Settings.HourValueSource = source
		got, ok := of(s).TimeRate()
		if !ok || got.Year != want.Year || got.Stale != want.Stale || got.Cents != 3614 {
			t.Errorf("rate by %q: %+v, %v", source, got, ok)
		}
	}
	for _, source := range []string{"", " "} {
		s.Settings.HourValueSource = source
		if _, ok := of(s).TimeRate(); ok || !of(s).TimeValue().Unknown {
			t.Errorf("a rate by %q, of nobody knows whom, is shown", source)
		}
	}
}

func TestThanks(t *testing.T) {
	thanks := func(state recognition.State, since, done string, promised bool) recognition.Thanks {
		th := recognition.Thanks{State: state, Since: schooltest.Day(since), DoneOn: schooltest.Day(done), Promised: promised}
		th.DueBy = th.Since + 14
		th.Occasions = []recognition.Occasion{{About: "gift:" + since, Sources: []partnership.Source{{Kind: partnership.Donations, ID: "D"}}}}
		return th
	}
	debt := []recognition.Thanks{
		thanks(recognition.Thanked, "2026-09-01", "2026-09-05", true),
		thanks(recognition.InPerson, "2026-09-01", "2026-09-15", false), // the last day in time
		thanks(recognition.Thanked, "2026-09-01", "2026-09-16", true),   // a day late
		thanks(recognition.Drafted, "2026-10-01", "", true),             // late and open
		thanks(recognition.Due, "2026-11-10", "", false),                // in time until today
		thanks(recognition.NotNeeded, "2026-09-01", "", false),
		thanks(recognition.Due, "2026-06-01", "", false), // of last year, still owed
	}
	x := schooltest.New().Index()
	y := tally.OfYear(x, debt, 2026, today)
	expect(t, y, map[tally.Key]string{
		tally.ThankedOnTime: "2 of 4", tally.DaysToThanks: "14 days", tally.ThanksOwed: "3", tally.PromisesKept: "2 of 3",
	})
	t.Run("a thank-you is owed once, whatever its channels", func(t *testing.T) {
		website, post := debt[3], debt[3]
		website.Channel, post.Channel = partnership.WebsiteNote, partnership.SocialPost
		owed := tally.OfYear(x, []recognition.Thanks{website, post, debt[4]}, 2026, today).ThanksOwed()
		if owed.Value != 2 || len(owed.Thanks) != 3 || len(owed.Sources) != 3 {
			t.Errorf("%d owed, in %d channels of %d rows, want 2 in 3", owed.Value, len(owed.Thanks), len(owed.Sources))
		}
	})
	t.Run("a visit that perhaps did not take place is neither owed nor late", func(t *testing.T) {
		visit := thanks(recognition.Due, "2026-09-01", "", false)
		visit.Occasions = []recognition.Occasion{{Kind: recognition.Visit, Unconfirmed: true}}
		y := tally.OfYear(x, append(debt[:len(debt):len(debt)], visit), 2026, today)
		expect(t, y, map[tally.Key]string{tally.ThankedOnTime: "2 of 4", tally.ThanksOwed: "3"})
	})
	t.Run("an even number of cases has its median between two", func(t *testing.T) {
		if got := text(t, tally.OfYear(x, debt[:2], 2026, today), tally.DaysToThanks); got != "9 days" {
			t.Errorf("got %q", got)
		}
		if got := text(t, tally.OfYear(x, []recognition.Thanks{debt[0], thanks(recognition.Thanked, "2026-09-01", "2026-09-06", true)}, 2026, today), tally.DaysToThanks); got != "4½ days" {
			t.Errorf("got %q", got)
		}
	})
}

// TestTogether is stories H, I and J in numbers.
func TestTogether(t *testing.T) {
	s := schooltest.New()
	s.Settings.TalentsWanted = []string{"Coding", "Chess", "coding "}
	lee := s.Member("Ms. Lee", "teacher")
	kay := s.Member("Dr. Kay", "Principal")
	may := s.Member("Ms. May", "Other", func(m *partnership.Member) { m.Access = partnership.AccessAdministrator })
	ymca := s.Partner("YMCA", func(p *partnership.Partner) { p.AgreementUntil = today })
	s.Partner("Bank", func(p *partnership.Partner) {
		p.AgreementUntil, p.IntroducedBy, p.StageCell = today-1, ymca, partnership.Regular
	})
	held := func(who ...partnership.Ref) func(*partnership.Meeting) {
		return func(m *partnership.Meeting) { m.StatusCell, m.WhoCame = partnership.MeetingHeld, who }
	}
	with := schooltest.Who(ymca)
	s.Meeting("2026-09-01", "", with, held(lee, kay, ymca))
	s.Meeting("2026-10-01", "", with, held(may))
	s.Meeting("2026-10-15", "", with, held()) // nobody wrote down who came
	s.Meeting("2026-11-01", "", with, func(m *partnership.Meeting) { m.StatusCell = partnership.MeetingCancelled })
	s.Meeting("2026-12-01", "", with, held(lee)) // ahead
	runs := func(p *partnership.Program) { p.Starts = schooltest.Day("2026-09-07") }
	s.Program("A", runs, func(p *partnership.Program) {
		p.Teachers, p.Administrator, p.StudentsServed = schooltest.Who(lee), kay, 12
	})
	b := s.Program("B", runs, func(p *partnership.Program) { p.Teachers, p.StudentsServed = schooltest.Who(lee), 8 })
	s.Program("C", func(p *partnership.Program) { p.Starts, p.StudentsServed = today+1, 50 })
	s.Volunteer("Ana", ymca, func(v *partnership.Volunteer) { v.Talents = []string{" coding"} })
	s.Idea("2026-08-20", "B", ymca, func(i *partnership.Idea) { i.Status, i.LedTo = partnership.IdeaDone, schooltest.Who(b) })
	s.Idea("", "Undated", ymca)
	s.Idea("2025-08-20", "Last year's", ymca)
	s.Gift("2026-11-02", partnership.Ref{Kind: partnership.Partners, ID: "Partners 3"}, "Pens")

	expect(t, of(s), map[tally.Key]string{
		tally.MeetingsHeld: "3", tally.AdministratorsCame: "2 of 2", tally.TeachersCame: "1 of 2", tally.PartnersCame: "1 of 2",
		tally.StaffInvolvement: "1 of 2", tally.ProgramPlaces: "20", tally.TalentSpread: "1 of 2",
		tally.IdeasCarriedOut: "1 of 2", tally.DaysToCarryOut: "18 days",
		tally.IntroducedPartners: "1 of 2", tally.AgreementsCurrent: "1 of 2",
		tally.ContactKept: "1 of 2", // the bank was never talked to
	})
	t.Run("clearances are counted only where they are tracked", func(t *testing.T) {
		s.Hours("2026-09-09", 60, schooltest.Who(partnership.Ref{Kind: partnership.Volunteers, ID: "Volunteers 2"}))
		expect(t, of(s), map[tally.Key]string{tally.ClearancesCurrent: "n/a"})
		s.Settings.TrackClearances = true
		expect(t, of(s), map[tally.Key]string{tally.ClearancesCurrent: "0 of 1"})
		s.Volunteers[0].ClearanceUntil = today
		expect(t, of(s), map[tally.Key]string{tally.ClearancesCurrent: "1 of 1"})
	})
}

func TestDependence(t *testing.T) {
	s := schooltest.New()
	for i, minutes := range []int{31 * 60, 10 * 60, 10 * 60, 9 * 60} {
		p := s.Partner(fmt.Sprint("Partner ", i))
		s.Hours("2026-09-01", minutes, schooltest.Who(s.Volunteer(fmt.Sprint("Person ", i), p)))
	}
	y := of(s)
	if d := y.OnPartner(); !d.Say() || d.Key != "Partners 2" || d.Parts != 4 {
		t.Errorf("on a partner: %+v", d)
	}
	if d := y.OnPerson(); !d.Say() || d.Key != "Volunteers 2" {
		t.Errorf("on a person: %+v", d)
	}
	if got := text(t, y, tally.TopShare); got != "52%" {
		t.Errorf("top share %s", got)
	}
	for name, d := range map[string]tally.Dependence{
		"a half is not above it":      {Minutes: 1800, Of: 3600, Parts: 4},
		"three partners are few":      {Minutes: 3500, Of: 3600, Parts: 3},
		"under fifty hours is little": {Minutes: 2900, Of: 2999, Parts: 4},
	} {
		if d.Say() {
			t.Errorf("%s, but it is said: %+v", name, d)
		}
	}
}

// TestTallyLaws: for any entries, lines add up to the total however they are
// cut, people are counted once, the order of rows is irrelevant, and the
// months of two periods that meet are those of the whole.
func TestTallyLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := schooltest.New()
		var partners, names []partnership.Ref
		for i := range 3 {
			partners = append(partners, s.Partner(fmt.Sprint("P", i)))
		}
		partners = append(partners, partnership.Ref{}, schooltest.Typed("Unknown"))
		for i := range 4 {
			names = append(names, s.Volunteer(fmt.Sprint("V", i), rapid.SampledFrom(partners).Draw(t, "from")))
		}
		names = append(names, schooltest.Typed("Somebody"), schooltest.Typed("somebody "), partners[0])
		programs := []partnership.Ref{{}, s.Program("Tutoring"), schooltest.Typed("Chess")}
		for range rapid.IntRange(0, 25).Draw(t, "entries") {
			date := schooltest.Day("2026-07-20") + schoolyear.Day(rapid.IntRange(0, 140).Draw(t, "date"))
			s.Hours(date.String(), rapid.IntRange(1, 600).Draw(t, "minutes"), rapid.SliceOfN(rapid.SampledFrom(names), 1, 4).Draw(t, "who"),
				func(h *partnership.Hours) {
					h.Program = rapid.SampledFrom(programs).Draw(t, "program")
					h.People = rapid.IntRange(0, 7).Draw(t, "people")
					h.Self, h.Training = rapid.Bool().Draw(t, "self"), rapid.Bool().Draw(t, "training")
					h.OnBehalfOf = rapid.SampledFrom(partners).Draw(t, "behalf")
				})
		}
		y := of(s)
		service, training := int(y.ServiceHours().Value), int(y.TrainingHours().Value)
		check := func(what string, lines []tally.Line) {
			minutes, trained := 0, 0
			seen := map[partnership.Key]bool{}
			for _, l := range lines {
				minutes += l.Minutes
				trained += l.Training
				if seen[l.Key] || len(l.Sources) != l.Sessions || l.Sessions == 0 {
					t.Fatalf("%s: line %+v", what, l)
				}
				seen[l.Key] = true
			}
			if minutes != service || trained != training {
				t.Fatalf("%s: %d and %d min, want %d and %d", what, minutes, trained, service, training)
			}
		}
		check("by partner", y.ByPartner())
		check("by program", y.ByProgram())
		months := 0
		for _, m := range y.ByMonth() {
			months += m.Minutes
		}
		people := 0
		for _, l := range y.ByVolunteer() {
			if l.People > 0 {
				people++
			}
		}
		if months != service || people != int(y.Volunteers().Value) || people > 5 {
			t.Fatalf("months %d of %d min, %d people of %d", months, service, people, y.Volunteers().Value)
		}
		for _, f := range y.All() {
			if f.Unit == tally.Rate && (f.Value > f.Of || f.Unknown != (f.Of == 0)) {
				t.Fatalf("%s: %d of %d, unknown %v", f.Key, f.Value, f.Of, f.Unknown)
			}
		}
		volunteers, partnersSeen := y.Volunteers().Value, fmt.Sprint(brief(y.ByPartner()))
		slices.Reverse(s.School.Hours)
		z := of(s)
		if int(z.ServiceHours().Value) != service || z.Volunteers().Value != volunteers || fmt.Sprint(brief(z.ByPartner())) != partnersSeen {
			t.Fatalf("rows turned over: %d min, %d people, %v; before %d, %d, %v", z.ServiceHours().Value, z.Volunteers().Value,
				brief(z.ByPartner()), service, volunteers, partnersSeen)
		}
	})
}

// brief writes lines as what does not depend on the order of rows.
func brief(lines []tally.Line) []string {
	var all []string
	for _, l := range lines {
		all = append(all, fmt.Sprint(l.Key, l.Minutes, l.Training, l.Sessions, l.People, l.Others))
	}
	return all
}
