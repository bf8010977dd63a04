package words_test

import (
	"testing"

	"shelfmates/shared/words"
)

func TestStorySentences(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{words.WhyTyped("Regular", "Regular"), "Set in the sheet, and the rows say the same."},
		{words.WhyRegular(3), "Active in three terms of the last twelve months."},
		{words.CameFromIdea("Grace Church", "", "Tea."), "Somebody suggested “Tea”, which led to Grace Church."},
		{words.GaveWhat("the bakery", " 40 rolls. ", ""), "The bakery gave 40 rolls."},
		{words.WasThanked("YMCA", "Letter", ""), "YMCA was thanked with a letter."},
		{words.VolunteerJoined("Kim", "State University", "Intern"), "Kim came from State University as an intern."},
		{words.VolunteerJoined("Kim", "State University", "Other"), "Kim came from State University."},
		{words.GaveFirstHours("YMCA", "", "", 0), "YMCA gave the first hours, in library help."},
		{words.ProgramEnded("Chess", 0, ""), "Chess finished."},
		{words.MetAbout("YMCA", "", "Go on."), "A meeting with YMCA. Decided: Go on."},
		{words.PassedMark("Ana", 25), "Ana passed 25 hours."},
		{words.TimeValue(2211768, 3614, "2025, Independent Sector"), "would be worth $22,118 at $36.14 an hour (2025, Independent Sector)"},
		{words.StaleRate(2022), "The value of an hour is of 2022. Type a newer one in Settings, with its year and source."},
		{words.Dependence("the YMCA", 62, 100), "The YMCA gives 62% of all hours."},
		{words.Capital("élan"), "Élan"},
		{words.Capital(""), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
