package recognition

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

func on(s string) schoolyear.Day {
	d, err := schoolyear.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func source(kind partnership.Kind, id string) partnership.Source {
	return partnership.Source{Kind: kind, ID: partnership.ID(id)}
}

func to(kind partnership.Kind, id, name string) partnership.Ref {
	return partnership.Ref{Kind: kind, ID: partnership.ID(id), Name: name}
}

var (
	thrift = to(partnership.Partners, "thrift", "Second Turn Thrift")
	marcus = to(partnership.Volunteers, "marcus", "Marcus Webb")
)

// school is one with a partner, a volunteer and nothing else.
func school() *partnership.School {
	return &partnership.School{
		StartDay: on("2026-08-01"),
		Settings: partnership.Settings{ThankWithinDays: 14, MilestoneHours: []int{10, 25, 50}, Networks: []string{"Facebook"}},
		Partners: []partnership.Partner{{
			Source: source(partnership.Partners, "thrift"), Name: "Second Turn Thrift", Email: "hello@secondturn.example",
		}},
		Volunteers: []partnership.Volunteer{{
			Source: source(partnership.Volunteers, "marcus"), Name: "Marcus Webb", Email: "marcus@webb.example",
		}},
	}
}

func gift(id, day, what string) partnership.Donation {
	return partnership.Donation{Source: source(partnership.Donations, id), Date: on(day), Partner: thrift, What: what}
}

func hours(id, day string, minutes int) partnership.Hours {
	return partnership.Hours{Source: source(partnership.HoursTab, id), Date: on(day), Volunteers: []partnership.Ref{marcus}, Minutes: minutes}
}

// story writes a debt as lines, one a thank-you.
func story(all []Thanks) string {
	lines := make([]string, len(all))
	for i, t := range all {
		var days []string
		for _, o := range t.Occasions {
			days = append(days, o.About+" "+o.Day.String())
		}
		lines[i] = fmt.Sprintf("%s, %s: %s", t.Channel, strings.Join(days, " + "), t.State)
		if t.Promised {
			lines[i] += ", promised"
		}
		if t.DoneOn != 0 {
			lines[i] += ", on " + t.DoneOn.String()
		}
		if t.Why != "" {
			lines[i] += ", " + string(t.Why)
		}
		if t.ByHand {
			lines[i] += ", by hand"
		}
	}
	return strings.Join(lines, "\n")
}

type debtCase struct {
	name   string
	change func(s *partnership.School, m *Memory)
	want   string
}

func runDebt(t *testing.T, cases []debtCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, m := school(), Memory{}
			c.change(s, &m)
			got := story(Debt(partnership.NewIndex(s), m, on("2026-11-16")))
			if want := strings.TrimSpace(c.want); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestWhatIsOwedAndHow(t *testing.T) {
	runDebt(t, []debtCase{
		{"a gift is thanked by email where there is an address", func(s *partnership.School, _ *Memory) {
			s.Donations = append(s.Donations, gift("g1", "2026-11-03", "12 used computers"))
		}, "Email, gift:g1 2026-11-03: due"},
		{"and by letter where there is none", func(s *partnership.School, _ *Memory) {
			s.Partners[0].Email = ""
			s.Donations = append(s.Donations, gift("g1", "2026-11-03", "12 used computers"))
		}, "Letter, gift:g1 2026-11-03: due"},
		{"a name that no row has yet is thanked by letter", func(s *partnership.School, _ *Memory) {
			g := gift("g1", "2026-11-03", "books")
			g.Partner = partnership.Ref{Name: "Corner Cafe"}
			s.Donations = append(s.Donations, g)
		}, "Letter, gift:g1 2026-11-03: due"},
		{"what the partner was promised is owed in each channel", func(s *partnership.School, _ *Memory) {
			s.Partners[0].PromisedThanks = []partnership.Channel{partnership.SocialPost, partnership.WebsiteNote, partnership.SocialPost}
			s.Donations = append(s.Donations, gift("g1", "2026-11-03", "bread"))
		}, "Website note, gift:g1 2026-11-03: due, promised\nSocial post, gift:g1 2026-11-03: due, promised"},
		{"what was promised for the donation comes before what the partner was", func(s *partnership.School, _ *Memory) {
			s.Partners[0].PromisedThanks = []partnership.Channel{partnership.SocialPost}
			g := gift("g1", "2026-11-03", "bread")
			g.PromisedThanks = []partnership.Channel{partnership.ReceiptLetter}
			s.Donations = append(s.Donations, g)
		}, "Receipt letter, gift:g1 2026-11-03: due, promised"},
		{"what happened before the start day is history", func(s *partnership.School, _ *Memory) {
			s.Donations = append(s.Donations, gift("g1", "2026-07-31", "books"), gift("g2", "2026-08-01", "paper"))
		}, "Email, gift:g2 2026-08-01: due"},
		{"Thank from takes the place of the first sync's day", func(s *partnership.School, _ *Memory) {
			s.Settings.ThankFrom = on("2026-07-01")
			s.Donations = append(s.Donations, gift("g1", "2026-07-01", "books"))
		}, "Email, gift:g1 2026-07-01: due"},
		{"a gift dated ahead counts from its day on", func(s *partnership.School, _ *Memory) {
			s.Donations = append(s.Donations, gift("g1", "2026-11-17", "books"), gift("g2", "2026-11-16", "paper"))
		}, "Email, gift:g2 2026-11-16: due"},
		{"a milestone is the highest of those passed at once", func(s *partnership.School, _ *Memory) {
			s.Hours = append(s.Hours, hours("h1", "2026-09-01", 26*60))
		}, "Email, milestone:25 2026-09-01: due"},
		{"and the highest of those passed before anybody drafted the lower", func(s *partnership.School, _ *Memory) {
			s.Hours = append(s.Hours, hours("h1", "2026-09-01", 600), hours("h2", "2026-10-20", 900))
		}, "Email, milestone:10 2026-09-01: no thanks needed, surpassed\nEmail, milestone:25 2026-10-20: due"},
		{"which does not come back once the highest is thanked", func(s *partnership.School, _ *Memory) {
			s.Hours = append(s.Hours, hours("h1", "2026-09-01", 600), hours("h2", "2026-10-20", 900))
			s.Recognitions = []partnership.Recognition{{Source: source(partnership.Recognitions, "r1"), For: marcus, Channel: partnership.Email, About: "milestone:25", Status: partnership.RecognitionSent, DoneOn: on("2026-10-22")}}
		}, "Email, milestone:10 2026-09-01: no thanks needed, surpassed\nEmail, milestone:25 2026-10-20: thanked, on 2026-10-22"},
		{"a lower one that was drafted in time is thanked too", func(s *partnership.School, _ *Memory) {
			s.Hours = append(s.Hours, hours("h1", "2026-09-01", 600), hours("h2", "2026-10-20", 900))
			s.Recognitions = []partnership.Recognition{{Source: source(partnership.Recognitions, "r1"), For: marcus, Channel: partnership.Email, About: "milestone:10", Words: "Ten."}}
		}, "Email, milestone:10 2026-09-01: drafted\nEmail, milestone:25 2026-10-20: due"},
		{"thanked by hand between the two, each had its own", func(s *partnership.School, _ *Memory) {
			s.Hours = append(s.Hours, hours("h1", "2026-09-01", 600), hours("h2", "2026-10-20", 900))
			s.Recognitions = []partnership.Recognition{{Source: source(partnership.Recognitions, "r1"), For: marcus, Channel: partnership.Email, Status: partnership.RecognitionSent, DoneOn: on("2026-09-10")}}
		}, "Email, milestone:10 2026-09-01: thanked, on 2026-09-10, by hand\nEmail, milestone:25 2026-10-20: due"},
		{"and after both, the highest is what was meant", func(s *partnership.School, _ *Memory) {
			s.Hours = append(s.Hours, hours("h1", "2026-09-01", 600), hours("h2", "2026-10-20", 900))
			s.Recognitions = []partnership.Recognition{{Source: source(partnership.Recognitions, "r1"), For: marcus, Channel: partnership.Email, Status: partnership.RecognitionSent, DoneOn: on("2026-10-21")}}
		}, "Email, milestone:10 2026-09-01: no thanks needed, surpassed\nEmail, milestone:25 2026-10-20: thanked, on 2026-10-21, by hand"},
		{"a milestone of somebody under 18 becomes a certificate", func(s *partnership.School, _ *Memory) {
			s.Volunteers[0].Under18 = partnership.Yes
			s.Hours = append(s.Hours, hours("h1", "2026-09-01", 600))
		}, "Certificate, milestone:10 2026-09-01: due"},
		{"and so does one of somebody who left", func(s *partnership.School, _ *Memory) {
			s.Volunteers[0].Status = partnership.VolunteerLeft
			s.Hours = append(s.Hours, hours("h1", "2026-09-01", 600))
		}, "Certificate, milestone:10 2026-09-01: due"},
		{"a milestone passed before the start day is never thanked late", func(s *partnership.School, _ *Memory) {
			s.Hours = append(s.Hours, hours("h1", "2026-05-01", 600), hours("h2", "2026-09-01", 60))
		}, ""},
		{"Send thanks no: nothing is owed by mail, and what was promised in public stays", func(s *partnership.School, _ *Memory) {
			s.Partners[0].SendThanks = partnership.No
			g := gift("g1", "2026-11-03", "bread")
			g.PromisedThanks = []partnership.Channel{partnership.WebsiteNote, partnership.Email}
			s.Donations = append(s.Donations, g)
		}, "Website note, gift:g1 2026-11-03: due, promised\nEmail, gift:g1 2026-11-03: no thanks needed, promised, no letters"},
		{"somebody who asked to be removed is owed nothing", func(s *partnership.School, _ *Memory) {
			s.Volunteers[0].Status = partnership.VolunteerRemove
			s.Hours = append(s.Hours, hours("h1", "2026-09-01", 600))
		}, "Email, milestone:10 2026-09-01: no thanks needed, removed"},
		{"a first anniversary is a year after the first gift, if something came after", func(s *partnership.School, _ *Memory) {
			s.Donations = append(s.Donations, gift("g0", "2025-10-02", "books"), gift("g1", "2026-03-02", "paper"))
		}, "Email, anniversary 2026-10-02: due"},
		{"one gift and a year of silence is no anniversary", func(s *partnership.School, _ *Memory) {
			s.Donations = append(s.Donations, gift("g0", "2025-10-02", "books"))
		}, ""},
		{"nobody has to congratulate a partnership that has ended", func(s *partnership.School, _ *Memory) {
			s.Partners[0].StageCell = partnership.Ended
			s.Donations = append(s.Donations, gift("g0", "2025-10-02", "books"), gift("g1", "2026-03-02", "paper"))
		}, "Email, anniversary 2026-10-02: no thanks needed, not together"},
		{"a visit is thanked for from the day after", func(s *partnership.School, _ *Memory) {
			visit := partnership.Program{Source: source(partnership.Programs, "v1"), Name: "Therapy dog morning", ProgramKind: partnership.VisitKind, Partners: []partnership.Ref{thrift}, Starts: on("2026-11-15")}
			today := visit
			today.Source, today.Starts = source(partnership.Programs, "v2"), on("2026-11-16")
			s.Programs = append(s.Programs, visit, today)
		}, "Email, visit:v1 2026-11-15: due"},
		{"a project is thanked for when it is finished", func(s *partnership.School, _ *Memory) {
			s.Programs = append(s.Programs,
				partnership.Program{Source: source(partnership.Programs, "p1"), Name: "Maker club", Partners: []partnership.Ref{thrift}, Starts: on("2026-09-01"), Ends: on("2026-10-30")},
				partnership.Program{Source: source(partnership.Programs, "p2"), Name: "Tutoring", Partners: []partnership.Ref{thrift}, Starts: on("2026-09-01")})
		}, "Email, finished:p1 2026-10-30: due"},
		{"one without a last day on the day it was first seen finished", func(s *partnership.School, m *Memory) {
			s.Programs = append(s.Programs, partnership.Program{Source: source(partnership.Programs, "p1"), Name: "Maker club", Partners: []partnership.Ref{thrift}, StatusCell: partnership.ProgramFinished})
			m.FinishedSeen = map[partnership.ID]schoolyear.Day{"p1": on("2026-11-09")}
		}, "Email, finished:p1 2026-11-09: due"},
		{"a receipt is for gifts alone", func(s *partnership.School, _ *Memory) {
			s.Partners[0].PromisedThanks = []partnership.Channel{partnership.ReceiptLetter}
			s.Programs = append(s.Programs, partnership.Program{Source: source(partnership.Programs, "p1"), Name: "Maker club", Partners: []partnership.Ref{thrift}, Ends: on("2026-10-30")})
		}, "Email, finished:p1 2026-10-30: due"},
	})
}

func TestGiftsCloseTogetherShareTheirThanks(t *testing.T) {
	runDebt(t, []debtCase{
		{"a thank-you takes in the gifts of the thank-within days that follow the first", func(s *partnership.School, _ *Memory) {
			s.Donations = append(s.Donations, gift("g3", "2026-09-16", "ink"), gift("g1", "2026-09-01", "books"), gift("g2", "2026-09-15", "paper"))
		}, "Email, gift:g1 2026-09-01 + gift:g2 2026-09-15: due\nEmail, gift:g3 2026-09-16: due"},
		{"a later gift joins a draft that has no words yet", func(s *partnership.School, _ *Memory) {
			s.Donations = append(s.Donations, gift("g1", "2026-09-01", "books"), gift("g2", "2026-09-05", "paper"))
			s.Recognitions = []partnership.Recognition{{Source: source(partnership.Recognitions, "r1"), For: thrift, Channel: partnership.Email, About: "gift:g1"}}
		}, "Email, gift:g1 2026-09-01 + gift:g2 2026-09-05: drafted"},
		{"and opens the next where it has", func(s *partnership.School, _ *Memory) {
			s.Donations = append(s.Donations, gift("g1", "2026-09-01", "books"), gift("g2", "2026-09-05", "paper"))
			s.Recognitions = []partnership.Recognition{{Source: source(partnership.Recognitions, "r1"), For: thrift, Channel: partnership.Email, About: "gift:g1", Words: "Dear all, thank you."}}
		}, "Email, gift:g1 2026-09-01: drafted\nEmail, gift:g2 2026-09-05: due"},
		{"or is approved", func(s *partnership.School, _ *Memory) {
			s.Donations = append(s.Donations, gift("g1", "2026-09-01", "books"), gift("g2", "2026-09-05", "paper"))
			s.Recognitions = []partnership.Recognition{{Source: source(partnership.Recognitions, "r1"), For: thrift, Channel: partnership.Email, About: "gift:g1", Approved: true}}
		}, "Email, gift:g1 2026-09-01: drafted\nEmail, gift:g2 2026-09-05: due"},
		{"a gift after the day on which somebody thanked by hand opens the next", func(s *partnership.School, _ *Memory) {
			s.Donations = append(s.Donations, gift("g1", "2026-09-01", "books"), gift("g2", "2026-09-05", "paper"))
			s.Recognitions = []partnership.Recognition{{Source: source(partnership.Recognitions, "r1"), For: thrift, Channel: partnership.Email, Status: partnership.RecognitionSent, DoneOn: on("2026-09-03")}}
		}, "Email, gift:g1 2026-09-01: thanked, on 2026-09-03, by hand\nEmail, gift:g2 2026-09-05: due"},
	})
}

func TestRowsSettleWhatIsOwed(t *testing.T) {
	row := func(id string, fill func(*partnership.Recognition)) partnership.Recognition {
		r := partnership.Recognition{Source: source(partnership.Recognitions, id), For: thrift, Channel: partnership.Email}
		fill(&r)
		return r
	}
	ours := func(fill func(*partnership.Recognition)) func(*partnership.School, *Memory) {
		return func(s *partnership.School, _ *Memory) {
			s.Donations = append(s.Donations, gift("g1", "2026-11-03", "12 used computers"))
			s.Recognitions = append(s.Recognitions, row("r1", func(r *partnership.Recognition) { r.About = "gift:g1"; fill(r) }))
		}
	}
	two := func(fill func(*partnership.Recognition)) func(*partnership.School, *Memory) {
		return func(s *partnership.School, _ *Memory) {
			s.Donations = append(s.Donations, gift("g1", "2026-09-01", "12 used computers"), gift("g2", "2026-10-20", "Picture books."))
			s.Recognitions = append(s.Recognitions, row("r1", fill))
		}
	}
	runDebt(t, []debtCase{
		{"a row of ours with words is a draft", ours(func(r *partnership.Recognition) { r.Words = "Thank you." }), "Email, gift:g1 2026-11-03: drafted"},
		{"approved, it is a draft still until it left", ours(func(r *partnership.Recognition) { r.Approved = true }), "Email, gift:g1 2026-11-03: drafted"},
		{"a link means it was posted", ours(func(r *partnership.Recognition) { r.Link, r.DoneOn = "https://x", on("2026-11-05") }), "Email, gift:g1 2026-11-03: thanked, on 2026-11-05"},
		{"so does Published", ours(func(r *partnership.Recognition) { r.Status = partnership.RecognitionPublished }), "Email, gift:g1 2026-11-03: thanked"},
		{"done in person", ours(func(r *partnership.Recognition) { r.Status = partnership.RecognitionInPerson }), "Email, gift:g1 2026-11-03: done in person"},
		{"no thanks needed", ours(func(r *partnership.Recognition) { r.Status = partnership.RecognitionNone }), "Email, gift:g1 2026-11-03: no thanks needed, said so"},
		{"a channel that nobody promised may be changed in the row", ours(func(r *partnership.Recognition) {
			r.Channel, r.Status = partnership.Letter, partnership.RecognitionSent
		}), "Letter, gift:g1 2026-11-03: thanked"},
		{"a promised channel stays owed beside the one that was chosen", func(s *partnership.School, _ *Memory) {
			s.Partners[0].PromisedThanks = []partnership.Channel{partnership.WebsiteNote}
			ours(func(r *partnership.Recognition) {
				r.Channel, r.Status = partnership.Letter, partnership.RecognitionSent
			})(s, nil)
		}, "Website note, gift:g1 2026-11-03: due, promised\nLetter, gift:g1 2026-11-03: thanked"},
		{"a deleted draft means no thanks needed", func(s *partnership.School, m *Memory) {
			s.Donations = append(s.Donations, gift("g1", "2026-11-03", "books"), gift("g2", "2026-11-05", "paper"))
			m.Removed = append(m.Removed, row("r1", func(r *partnership.Recognition) { r.About = "gift:g1 gift:g2" }))
		}, "Email, gift:g1 2026-11-03 + gift:g2 2026-11-05: no thanks needed, draft deleted"},
		{"in every channel that nobody promised, and in no promised one but its own", func(s *partnership.School, m *Memory) {
			given := gift("g2", "2026-11-05", "paper")
			given.PromisedThanks = []partnership.Channel{partnership.WebsiteNote}
			s.Donations = append(s.Donations, gift("g1", "2026-11-03", "books"), given)
			m.Removed = append(m.Removed, row("r1", func(r *partnership.Recognition) {
				r.About, r.Channel = "gift:g1 gift:g2", partnership.Letter
			}))
		}, "Letter, gift:g1 2026-11-03: no thanks needed, draft deleted\nWebsite note, gift:g2 2026-11-05: due, promised"},
		{"a row that was done and then cleared away stays done", func(s *partnership.School, m *Memory) {
			s.Donations = append(s.Donations, gift("g1", "2026-11-03", "books"))
			m.Removed = append(m.Removed, row("r1", func(r *partnership.Recognition) {
				r.About, r.Status, r.DoneOn = "gift:g1", partnership.RecognitionSent, on("2026-11-06")
			}))
		}, "Email, gift:g1 2026-11-03: thanked, on 2026-11-06"},
		{"a row typed by hand closes the thank-you that it names", two(func(r *partnership.Recognition) {
			r.BecauseOf, r.Status = "the picture books", partnership.RecognitionInPerson
		}), "Email, gift:g1 2026-09-01: due\nEmail, gift:g2 2026-10-20: done in person, by hand"},
		{"whatever its article", func(s *partnership.School, m *Memory) {
			two(func(r *partnership.Recognition) { r.BecauseOf, r.Status = "the piano", partnership.RecognitionSent })(s, m)
			s.Donations[1].What = "A piano"
		}, "Email, gift:g1 2026-09-01: due\nEmail, gift:g2 2026-10-20: thanked, by hand"},
		{
			"else the oldest of the same channel", two(func(r *partnership.Recognition) { r.Status = partnership.RecognitionSent }),
			"Email, gift:g1 2026-09-01: thanked, by hand\nEmail, gift:g2 2026-10-20: due",
		},
		{"dated on or before it", two(func(r *partnership.Recognition) {
			r.Status, r.DoneOn = partnership.RecognitionSent, on("2026-08-31")
		}), "Email, gift:g1 2026-09-01: due\nEmail, gift:g2 2026-10-20: due"},
		{"a letter speaks for an email, which of the two it is is our own choice", two(func(r *partnership.Recognition) {
			r.Status, r.Channel = partnership.RecognitionSent, partnership.Letter
		}), "Letter, gift:g1 2026-09-01: thanked, by hand\nEmail, gift:g2 2026-10-20: due"},
		{"but not where the email was promised", func(s *partnership.School, m *Memory) {
			two(func(r *partnership.Recognition) {
				r.Status, r.Channel = partnership.RecognitionSent, partnership.Letter
			})(s, m)
			s.Partners[0].PromisedThanks = []partnership.Channel{partnership.Email}
		}, "Email, gift:g1 2026-09-01: due, promised\nEmail, gift:g2 2026-10-20: due, promised"},
		{"and nothing of another channel", two(func(r *partnership.Recognition) {
			r.Status, r.Channel = partnership.RecognitionPublished, partnership.SocialPost
		}), "Email, gift:g1 2026-09-01: due\nEmail, gift:g2 2026-10-20: due"},
		{
			"a draft of a person's own is a draft", two(func(r *partnership.Recognition) { r.BecauseOf = "12 used computers" }),
			"Email, gift:g1 2026-09-01: drafted, by hand\nEmail, gift:g2 2026-10-20: due",
		},
		{"a row by hand closes our draft too", func(s *partnership.School, m *Memory) {
			ours(func(r *partnership.Recognition) { r.Words = "Thank you." })(s, m)
			s.Recognitions = append(s.Recognitions, row("r2", func(r *partnership.Recognition) { r.Status = partnership.RecognitionInPerson }))
		}, "Email, gift:g1 2026-11-03: done in person, by hand"},
		{
			"a row for somebody else closes nothing", two(func(r *partnership.Recognition) { r.For, r.Status = marcus, partnership.RecognitionSent }),
			"Email, gift:g1 2026-09-01: due\nEmail, gift:g2 2026-10-20: due",
		},
		{"About copied to a row for somebody else counts for nothing", two(func(r *partnership.Recognition) {
			r.About, r.For, r.Status = "gift:g1", marcus, partnership.RecognitionSent
		}), "Email, gift:g1 2026-09-01: due\nEmail, gift:g2 2026-10-20: due"},
		{"a draft of a person's own that was deleted means no thanks needed", func(s *partnership.School, m *Memory) {
			two(func(*partnership.Recognition) {})(s, m)
			s.Recognitions = nil
			m.Removed = append(m.Removed, row("r1", func(r *partnership.Recognition) {
				r.BecauseOf, r.Words, r.Status = "the picture books", "Thank you.", partnership.RecognitionDraft
			}))
		}, "Email, gift:g1 2026-09-01: due\nEmail, gift:g2 2026-10-20: no thanks needed, draft deleted, by hand"},
		{"it says nothing of what was given after it was deleted", func(s *partnership.School, m *Memory) {
			two(func(*partnership.Recognition) {})(s, m)
			s.Recognitions = nil
			m.Removed = append(m.Removed, row("r1", func(*partnership.Recognition) {}))
			m.RemovedOn = map[partnership.ID]schoolyear.Day{"r1": on("2026-08-31")}
		}, "Email, gift:g1 2026-09-01: due\nEmail, gift:g2 2026-10-20: due"},
		{"nor of a draft of ours", func(s *partnership.School, m *Memory) {
			ours(func(r *partnership.Recognition) { r.Words = "Thank you." })(s, m)
			m.Removed = append(m.Removed, row("r2", func(*partnership.Recognition) {}))
		}, "Email, gift:g1 2026-11-03: drafted"},
		{"one that was typed anew counts as the new one", func(s *partnership.School, m *Memory) {
			two(func(r *partnership.Recognition) { r.BecauseOf = "12 used computers" })(s, m)
			m.Removed = append(m.Removed, row("r0", func(*partnership.Recognition) {}))
		}, "Email, gift:g1 2026-09-01: drafted, by hand\nEmail, gift:g2 2026-10-20: due"},
		{"what a person wrote as done stays done when the row is cleared away", func(s *partnership.School, m *Memory) {
			two(func(*partnership.Recognition) {})(s, m)
			s.Recognitions = nil
			m.Removed = append(m.Removed, row("r1", func(r *partnership.Recognition) {
				r.Status, r.DoneOn = partnership.RecognitionInPerson, on("2026-10-02")
			}))
		}, "Email, gift:g1 2026-09-01: done in person, on 2026-10-02, by hand\nEmail, gift:g2 2026-10-20: due"},
		{"a copy of such a row that was deleted again counts for nothing", func(s *partnership.School, m *Memory) {
			two(func(r *partnership.Recognition) { r.Status = partnership.RecognitionInPerson })(s, m)
			m.Removed = append(m.Removed, row("r2", func(r *partnership.Recognition) { r.Status = partnership.RecognitionInPerson }))
		}, "Email, gift:g1 2026-09-01: done in person, by hand\nEmail, gift:g2 2026-10-20: due"},
		{"a copied row closes its thank-you once", func(s *partnership.School, m *Memory) {
			two(func(r *partnership.Recognition) { r.About, r.Status = "gift:g1", partnership.RecognitionSent })(s, m)
			s.Recognitions = append(s.Recognitions, row("r2", func(r *partnership.Recognition) { r.About, r.Status = "gift:g1", partnership.RecognitionSent }))
		}, "Email, gift:g1 2026-09-01: thanked\nEmail, gift:g2 2026-10-20: due"},
		{
			"a row about a gift that is gone closes nothing else", two(func(r *partnership.Recognition) { r.About, r.Status = "gift:gone", partnership.RecognitionSent }),
			"Email, gift:g1 2026-09-01: due\nEmail, gift:g2 2026-10-20: due",
		},
		{"the day on which a row was first seen done stands in for Done on", func(s *partnership.School, m *Memory) {
			ours(func(r *partnership.Recognition) { r.Link = "https://x" })(s, m)
			m.DoneSeen = map[partnership.ID]schoolyear.Day{"r1": on("2026-11-07")}
		}, "Email, gift:g1 2026-11-03: thanked, on 2026-11-07"},
	})
}

func TestConsentOfSharedThanks(t *testing.T) {
	s := school()
	s.Partners[0].OKToThank = partnership.Yes
	open, withheld := gift("g1", "2026-11-03", "bread"), gift("g2", "2026-11-05", "cake")
	withheld.NamePublicly = partnership.No
	s.Donations = []partnership.Donation{open, withheld}
	all := Debt(partnership.NewIndex(s), Memory{}, on("2026-11-16"))
	if len(all) != 1 || all[0].Consent.May {
		t.Errorf("got %+v, want one thank-you whose donor is not named: one of its gifts is not to be", all)
	}
}

func TestLate(t *testing.T) {
	due := Thanks{State: Due, DueBy: on("2026-11-17")}
	done := Thanks{State: Thanked, DueBy: on("2026-11-17"), DoneOn: on("2026-11-18")}
	if due.Late(on("2026-11-17")) || !due.Late(on("2026-11-18")) || !done.Late(on("2026-12-01")) {
		t.Errorf("late: %v %v %v, want in time on the last day, late after it, and late when done late",
			due.Late(on("2026-11-17")), due.Late(on("2026-11-18")), done.Late(on("2026-12-01")))
	}
}

func TestSourcesLeadToTheRows(t *testing.T) {
	s := school()
	s.Donations = append(s.Donations, gift("g1", "2026-11-03", "books"))
	s.Recognitions = []partnership.Recognition{{Source: source(partnership.Recognitions, "r1"), For: thrift, Channel: partnership.Email, About: "gift:g1"}}
	all := Debt(partnership.NewIndex(s), Memory{}, on("2026-11-16"))
	want := []partnership.Source{source(partnership.Donations, "g1"), source(partnership.Recognitions, "r1")}
	if len(all) != 1 || !slices.Equal(all[0].Sources(), want) {
		t.Errorf("got %+v, want the donation's row and then the thank-you's", all)
	}
}
