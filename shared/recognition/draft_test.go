package recognition

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// consenting is a school whose partner said yes, with all that words may use.
func consenting() *partnership.School {
	s := school()
	s.Settings.SchoolName, s.Settings.Signed = "Riverbend Elementary", "Dana Whitfield, librarian"
	s.Settings.ReceiptSentence = "No goods or services were given in return"
	s.Settings.Networks = []string{"Facebook", "X", "Bluesky"}
	s.Partners[0].OKToThank, s.Partners[0].Contact = partnership.Yes, "Ana Ruiz"
	s.Partners[0].PromisedThanks = everyChannel
	s.Programs = []partnership.Program{{Source: source(partnership.Programs, "mk"), Name: "Maker Space"}}
	return s
}

func draftsOf(s *partnership.School) map[partnership.Channel]Draft {
	x := partnership.NewIndex(s)
	all := Debt(x, Memory{}, on("2026-11-16"))
	byChannel := map[partnership.Channel]Draft{}
	for i, d := range Drafts(x, all) {
		byChannel[all[i].Channel] = d
	}
	return byChannel
}

func TestWordsNameOnlyWhoSaidYes(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*partnership.School)
		hidden []string // in no public words
		shown  string   // in all public words
		ask    bool
	}{
		{"a yes names the partner as it wants to be credited", func(s *partnership.School) { s.Partners[0].CreditAs = "The Thrift Crew" }, []string{"Second"}, "Thrift Crew", false},
		{"not asked yet: without the name, and ask first", func(s *partnership.School) { s.Partners[0].OKToThank = partnership.Unanswered }, []string{"Second", "Turn", "Thrift"}, "", true},
		{"a no: without the name, and nothing to ask", func(s *partnership.School) { s.Partners[0].OKToThank = partnership.No }, []string{"Second", "Turn", "Thrift"}, "", false},
		{"a no for this gift beats a yes of the partner", func(s *partnership.School) { s.Donations[0].NamePublicly = partnership.No }, []string{"Thrift"}, "", false},
		{"part of the name in What is the name", func(s *partnership.School) {
			s.Partners[0].OKToThank, s.Donations[0].What = partnership.No, "Thrift store vouchers"
		}, []string{"hrift"}, "", false},
		{"the name of a volunteer in What is nobody's to publish", func(s *partnership.School) { s.Donations[0].What = "12 books from Marcus" }, []string{"Marcus", "12"}, "Second Turn Thrift", false},
		{"the contact's name neither", func(s *partnership.School) { s.Donations[0].What = "Ana's old globe" }, []string{"Ana", "globe"}, "", false},
		{"nor a partner that was not asked, in the name of a program", func(s *partnership.School) {
			s.Partners = append(s.Partners, partnership.Partner{Source: source(partnership.Partners, "y"), Name: "YMCA"})
			s.Programs[0].Name = "YMCA tutoring"
		}, []string{"YMCA"}, "Second Turn Thrift", false},
		{"nor what its members are called", func(s *partnership.School) {
			s.Partners = append(s.Partners, partnership.Partner{Source: source(partnership.Partners, "y"), Name: "Rotary", CreditAs: "the Rotarians"})
			s.Donations[0].What = "pins of a Rotarian"
		}, []string{"Rotar"}, "Second Turn Thrift", false},
		{"a word with the stem of the own name is part of it", func(s *partnership.School) {
			s.Partners[0].Name, s.Partners[0].CreditAs = "Rotary", "the Rotarians"
			s.Partners[0].OKToThank, s.Donations[0].What = partnership.Unanswered, "rotarian pins"
		}, []string{"otar", "pins"}, "", true},
		{"what was done, notes and questions stay private", func(s *partnership.School) {
			s.Partners[0].Notes, s.Programs[0].StudentQuestions = "PRIVATE", []string{"PRIVATE"}
			s.Hours = []partnership.Hours{{Source: source(partnership.HoursTab, "h"), Date: on("2026-09-01"), WhatWeDid: "PRIVATE", Volunteers: []partnership.Ref{thrift}, Minutes: 60}}
		}, []string{"PRIVATE"}, "", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := consenting()
			g := gift("g1", "2026-11-03", "12 used computers")
			g.For = to(partnership.Programs, "mk", "Maker Space")
			s.Donations = []partnership.Donation{g}
			row.change(s)
			byChannel := draftsOf(s)
			for _, c := range []partnership.Channel{partnership.WebsiteNote, partnership.SocialPost} {
				d := byChannel[c]
				for _, h := range row.hidden {
					if strings.Contains(d.Words, h) {
						t.Errorf("%s says %q: %s", c, h, d.Words)
					}
				}
				if !strings.Contains(d.Words, row.shown) || d.Words == "" || (d.AskFirst != "") != row.ask {
					t.Errorf("%s: %q, ask first %q; want it to say %q, and to ask: %v", c, d.Words, d.AskFirst, row.shown, row.ask)
				}
			}
		})
	}
}

func TestAReceiptIsFactual(t *testing.T) {
	s := consenting()
	g := gift("g1", "2026-11-03", "12 used computers (worth $1,200)")
	g.Value, g.HasValue = 120000, true
	s.Donations = []partnership.Donation{g}
	got := draftsOf(s)[partnership.ReceiptLetter].Words
	want := "Dear Ana,\n\nThis letter confirms that Second Turn Thrift gave the following to Riverbend Elementary:\n\n" +
		"- 3 November 2026: 12 used computers\n\nNo goods or services were given in return.\n\nDana Whitfield, librarian\nRiverbend Elementary"
	if got != want {
		t.Errorf("in kind: got\n%s\nwant\n%s", got, want)
	}
	s.Donations[0].What, s.Donations[0].Money = "$1,200 toward new chairs", true
	got = draftsOf(s)[partnership.ReceiptLetter].Words
	if !strings.Contains(got, "- 3 November 2026: $1,200 (toward new chairs)\n") {
		t.Errorf("money: got\n%s\nwant the amount as stated", got)
	}
	if public := draftsOf(s)[partnership.WebsiteNote].Words; strings.Contains(public, "$") {
		t.Errorf("in public: %q, want no amount", public)
	}
}

func TestWordsOfAPersonStay(t *testing.T) {
	s := consenting()
	s.Donations = []partnership.Donation{gift("g1", "2026-11-03", "books")}
	s.Recognitions = []partnership.Recognition{{
		Source: source(partnership.Recognitions, "r1"), For: thrift, Channel: partnership.SocialPost, About: "gift:g1", Words: strings.Repeat("Thank you! ", 30),
	}}
	d := draftsOf(s)[partnership.SocialPost]
	if !d.ByHand || d.Words != strings.TrimSpace(s.Recognitions[0].Words) || d.Posts[0].Fits() == false || d.Posts[1].Fits() || d.Posts[2].Fits() {
		t.Errorf("got %+v, want the row's own words, too long for X and Bluesky and not cut", d)
	}
}

func TestAPostFitsTheTightestNetwork(t *testing.T) {
	s := consenting()
	s.Donations = []partnership.Donation{gift("g1", "2026-11-03", "12 computers, 3 easels, "+strings.Repeat("9 boxes of picture books, ", 20)+"2 globes")}
	d := draftsOf(s)[partnership.SocialPost]
	for _, p := range d.Posts {
		if !p.Fits() || p.Text != d.Words {
			t.Errorf("%s: %d of %d: %q; want one text that fits them all", p.Network, p.Count, p.Limit, p.Text)
		}
	}
}

func TestWordsOfManyGiftsDoNotReadAsCopies(t *testing.T) {
	s := consenting()
	s.Partners[0].PromisedThanks = []partnership.Channel{partnership.WebsiteNote, partnership.SocialPost}
	for i, d := range []string{"2026-08-05", "2026-08-25", "2026-09-14", "2026-10-05", "2026-10-25", "2026-11-14"} {
		s.Donations = append(s.Donations, gift(string(rune('a'+i)), d, "books"))
	}
	x := partnership.NewIndex(s)
	all := Debt(x, Memory{}, on("2026-11-16"))
	seen := map[string]string{}
	for i, d := range Drafts(x, all) {
		if other, twice := seen[d.Words]; twice {
			t.Errorf("%s and %s both read %q", other, all[i].Key, d.Words)
		}
		seen[d.Words] = all[i].Key
	}
	again := Drafts(x, all)
	for i, d := range Drafts(x, all) {
		if d.Words != again[i].Words {
			t.Errorf("%s reads %q and then %q", all[i].Key, d.Words, again[i].Words)
		}
	}
}

func TestAVisitIsThankedForOnceSomebodyHasWrittenThatItTookPlace(t *testing.T) {
	session := func(day string, students int) func(*partnership.School) {
		return func(s *partnership.School) {
			h := hours("h1", day, 60)
			h.Program, h.Students = to(partnership.Programs, "dogs", "A morning with Biscuit"), students
			s.Hours = append(s.Hours, h)
		}
	}
	for _, c := range []struct {
		name   string
		change func(*partnership.School)
		says   string // "" = nothing yet, and it is asked
		number bool
	}{
		{"its date alone says nothing", func(*partnership.School) {}, "", false},
		{"nor that it was to run", func(s *partnership.School) { s.Programs[0].StatusCell = partnership.ProgramRunning }, "", false},
		{"nor hours that prepared it", session("2026-11-02", 0), "", false},
		{"an outcome says so, and no number", func(s *partnership.School) { s.Programs[0].Outcome = "Everybody read to Biscuit" }, "morning with Biscuit", false},
		{"so does Finished", func(s *partnership.School) { s.Programs[0].StatusCell = partnership.ProgramFinished }, "morning with Biscuit", false},
		{"its hours say so, and how many were there", session("2026-11-05", 38), "38 students", true},
		{"hours without students give no number", session("2026-11-05", 0), "morning with Biscuit", false},
		{"words of a person stay", func(s *partnership.School) {
			s.Recognitions = []partnership.Recognition{{
				Source: source(partnership.Recognitions, "r1"), For: thrift, Channel: partnership.SocialPost, About: "visit:dogs", Words: "Biscuit was here.",
			}}
		}, "Biscuit was here.", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := consenting()
			s.Partners[0].PromisedThanks = []partnership.Channel{partnership.SocialPost}
			s.Programs = []partnership.Program{{
				Source: source(partnership.Programs, "dogs"), Name: "A morning with Biscuit", ProgramKind: partnership.VisitKind,
				Starts: on("2026-11-05"), StudentsServed: 45, Partners: []partnership.Ref{thrift},
			}}
			c.change(s)
			d, has := draftsOf(s)[partnership.SocialPost]
			if asks := d.AskFirst == words.DidItTakePlace; !has || asks != (c.says == "") || asks != (d.Words == "") || !strings.Contains(d.Words, c.says) {
				t.Errorf("asks first %q, words %q; want them to say %q", d.AskFirst, d.Words, c.says)
			}
			if strings.Contains(d.Words, "45") || strings.Contains(d.Words, "students ") != c.number {
				t.Errorf("a number that nobody counted: %q", d.Words)
			}
		})
	}
}

func TestTheFirstPrivateThanksAsksForConsent(t *testing.T) {
	s := consenting()
	s.Partners[0].OKToThank, s.Partners[0].PromisedThanks = partnership.Unanswered, nil
	s.Donations = []partnership.Donation{gift("g1", "2026-11-03", "books")}
	if d := draftsOf(s)[partnership.Email]; !strings.Contains(d.Words, "may we thank you publicly") {
		t.Errorf("the first thank-you does not ask: %s", d.Words)
	}
	s.Recognitions = []partnership.Recognition{{Source: source(partnership.Recognitions, "r0"), For: thrift, BecauseOf: "paper last year", Channel: partnership.Letter, Status: partnership.RecognitionSent, DoneOn: on("2026-09-01")}}
	if d := draftsOf(s)[partnership.Email]; strings.Contains(d.Words, "publicly") {
		t.Errorf("a later one asks again: %s", d.Words)
	}
}

// TestWordsOfAnySchool holds every draft against the rules of the house.
func TestWordsOfAnySchool(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, m := anySchool(t)
		for i := range s.Donations {
			s.Donations[i].What = rapid.String().Draw(t, "what")
			s.Donations[i].Quantity = rapid.StringMatching(`[0-9]{0,3} ?[a-z!\x{202e}]*`).Draw(t, "quantity")
		}
		x := partnership.NewIndex(s)
		all := Debt(x, m, lawDay)
		for i, d := range Drafts(x, all) {
			if d.ByHand {
				continue
			}
			if waits := all[i].Unconfirmed(); waits != (d.Words == "") || waits != (d.AskFirst == words.DidItTakePlace) || strings.ContainsAny(d.Words+d.Subject+d.BecauseOf, "!\x00\u202e\u200f\r\t") || strings.Contains(d.Words, "  ") {
				t.Fatalf("%s: %q, %q", all[i].Key, d.Words, d.Subject)
			}
			if all[i].Channel.Public() && !all[i].Consent.May && strings.Contains(d.Words, all[i].For.Name) && all[i].For.Name != "Somebody" {
				t.Fatalf("%s names %s without a yes: %q", all[i].Key, all[i].For.Name, d.Words)
			}
		}
	})
}

func TestPublicWordsNamingSomebodyWhoAskedToBeRemovedComeDown(t *testing.T) {
	s := consenting()
	s.Volunteers[0].Status = partnership.VolunteerRemove
	s.Donations = []partnership.Donation{gift("g1", "2026-11-03", "12 used computers")}
	pens := gift("g2", "2026-11-03", "pens")
	pens.Partner = marcus
	s.Donations = append(s.Donations, pens)
	s.Recognitions = []partnership.Recognition{
		{Source: source(partnership.Recognitions, "r1"), For: marcus, Channel: partnership.WebsiteNote, BecauseOf: "pens", Words: "Thanks Marcus Webb"},
		{Source: source(partnership.Recognitions, "r2"), For: thrift, Channel: partnership.WebsiteNote, BecauseOf: "12 used computers", Words: "Thanks to the thrift shop and to Marcus Webb."},
		{Source: source(partnership.Recognitions, "r3"), For: thrift, Channel: partnership.Email, BecauseOf: "12 used computers", Words: "Marcus Webb told us of you. Thank you."},
	}
	x := partnership.NewIndex(s)
	all := Debt(x, Memory{}, on("2026-11-16"))
	for i, d := range Drafts(x, all) {
		switch th := all[i]; {
		case th.For.ID == marcus.ID && (th.Open() || th.Why != Removed):
			t.Errorf("the thank-you for his own gift is %s (%s), want none needed: he asked to be removed", th.State, th.Why)
		case th.For.ID == thrift.ID && th.Channel == partnership.WebsiteNote && (d.Words != "" || d.AskFirst != words.NamesTheRemoved):
			t.Errorf("public words that somebody wrote: %q, ask %q; want none on offer, and why", d.Words, d.AskFirst)
		case th.For.ID == thrift.ID && th.Channel == partnership.Email && d.Words == "":
			t.Error("a letter to somebody else lost its words")
		}
	}
}
