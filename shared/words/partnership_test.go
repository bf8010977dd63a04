package words_test

import (
	"testing"

	"shelfmates/shared/words"
)

func TestStorySentences(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{words.WhyTyped("Regular", "Regular"), "Set in the sheet, and the rows say the same."},
		{words.WhyRegular(3), "Active in each term of the last twelve months."},
		{words.CameFromIdea("Grace Church", "", "Tea."), "Somebody suggested “Tea”, which led to Grace Church."},
		{words.GaveWhat("the bakery", words.GiftTold{What: " 40 rolls "}), "The bakery gave 40 rolls."},
		{words.GaveWhat("Acme", words.GiftTold{What: "Rolls for the reading night", For: "Reading"}), "Acme gave rolls for the reading night."},
		{words.GaveWhat("Acme", words.GiftTold{What: "$50 for books", Money: true}), "Acme gave money for books."},
		{words.WasThanked("YMCA", "Letter", ""), "YMCA was thanked with a letter."},
		{words.VolunteerJoined("Kim", "State University", "Intern"), "Kim came from State University as an intern."},
		{words.VolunteerJoined("Kim", "State University", "Other"), "Kim came from State University."},
		{words.GaveFirstHours("YMCA", "", "", 0), "YMCA gave the first hours, in library help."},
		{words.ProgramEnded("Chess", 0, ""), "Chess finished."},
		{words.MetAbout("YMCA", "", "Go on."), "A meeting with YMCA. Decided: Go on."},
		{words.MetAbout("YMCA", "Could they tutor?", ""), "A meeting with YMCA: “Could they tutor?”."},
		{words.TookPlace("Reading night", 71, "Nobody went home"), "Reading night took place with 71 students. Nobody went home."},
		{words.BeganTogether("Acme Inc."), "Acme Inc. became a partner of the school."},
		{words.WasIntroduced("Acme Inc.", "Ana"), "Ana introduced Acme Inc."},
		{words.PassedMark("Ana", 25), "Ana passed 25 hours."},
		{words.TimeValue(2211768, 3614, "2025, Independent Sector"), "would be worth $22,118 at $36.14 an hour (2025, Independent Sector)"},
		{words.StaleRate(2022), "The value of an hour is of 2022. Type a newer one in Settings, with its year and source."},
		{words.Dependence("the YMCA", 62, 100), "The YMCA gives 62% of all hours. Who else could share the work?"},
		{words.Capital("élan"), "Élan"},
		{words.Capital(""), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
