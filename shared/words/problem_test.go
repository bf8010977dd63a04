package words_test

import (
	"regexp"
	"strings"
	"testing"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// The catalogue and the codes belong to two packages, so a test holds them
// together.
func TestEveryProblemHasWords(t *testing.T) {
	known := map[string]bool{}
	for _, code := range sheet.Codes() {
		known[string(code)] = true
		if !words.HasProblem(string(code)) {
			t.Errorf("%s has no words", code)
		}
	}
	for _, key := range words.ProblemKeys() {
		code, _, _ := strings.Cut(key, "/")
		if !known[code] {
			t.Errorf("the words of %s belong to no code", key)
		}
	}
}

func TestWordsLeaveNoMark(t *testing.T) {
	mark := regexp.MustCompile(`\{[a-z0-9 ]*\}`)
	for _, key := range words.ProblemKeys() {
		code, _, _ := strings.Cut(key, "/")
		for _, fix := range []string{"", "Fix"} {
			got := words.Problem(words.ProblemFacts{
				Code: code, Tab: "Hours", Cell: "D14", Column: "Hours", Value: "two", Fix: fix, Args: []string{"3", "Ana", "41 hours"},
			})
			for _, text := range []string{got.Message(), got.Note} {
				if mark.MatchString(text) || strings.Contains(text, "..") || strings.Contains(text, "  ") || !strings.ContainsAny(text[len(text)-1:], ".?") {
					t.Errorf("%s: %q", key, text)
				}
			}
			if got.Todo == "" {
				t.Errorf("%s asks for nothing to do", key)
			}
		}
	}
}

func TestProblem(t *testing.T) {
	tests := []struct {
		name          string
		facts         words.ProblemFacts
		message, note string
	}{
		{
			"a date that cannot be read still counts as the one before",
			words.ProblemFacts{Code: "date-unread", Tab: "Hours", Cell: "A14", Column: "Date", Value: "Sept 5th-ish", Kept: "5 September 2026", Fix: "2026-09-05"},
			`Hours A14 says "Sept 5th-ish", which we could not read as a date. The row still counts as 5 September. Type 2026-09-05.`,
			`We could not read "Sept 5th-ish" as a date, so this row still counts as 5 September. Type 2026-09-05.`,
		},
		{
			"hours in a form of their own are told the form to type",
			words.ProblemFacts{Code: "hours-unread", Tab: "Hours", Cell: "D14", Column: "Hours", Value: "2h30", Kept: "2 hours", Fix: "2.5"},
			`Hours D14 says "2h30", which we could not read as hours. The row still counts as 2 hours. Type 2.5.`,
			`We could not read "2h30" as hours, so this row still counts as 2 hours. Type 2.5.`,
		},
		{
			"a new row without a required value is not counted yet",
			words.ProblemFacts{Code: "required-blank", Tab: "Hours", Cell: "A15", Column: "Date", Waits: true},
			`Hours A15 is empty. This row is not counted yet. Fill in "Date".`,
			`"Date" is empty, so this row is not counted yet. Fill in "Date".`,
		},
		{
			"a choice is told the closest",
			words.ProblemFacts{Code: "choice-unknown", Tab: "Programs", Cell: "H3", Column: "Status", Value: "Runing", Kept: "Planned", Fix: "Running"},
			`Programs H3 says "Runing", which is none of the choices of "Status". We kept Planned. Did you mean Running?`,
			`"Runing" is none of the choices of "Status", so we kept Planned. Did you mean Running?`,
		},
		{
			"items that are no choices are told all at once",
			words.ProblemFacts{Code: "item-unknown", Tab: "Settings", Cell: "B9", Column: "Networks", Value: "Facebok, Xx", Args: []string{"Facebok\nXx", "Facebook", "X"}},
			`Settings B9 (Networks) lists "Facebok" and "Xx", which are none of the choices of "Networks". Its default, or what it said before, stays. Choose Facebook or X.`,
			`"Facebok" and "Xx" are none of the choices of "Networks", so its default, or what it said before, stays. Choose Facebook or X.`,
		},
		{
			"one number that is none is told alone",
			words.ProblemFacts{Code: "numbers-unread", Tab: "Settings", Cell: "B9", Column: "Milestone hours", Value: "10, x", Kept: "10, 25", Args: []string{"x", "1,000,000"}},
			`Settings B9 (Milestone hours) lists "x", which we could not read as a whole number from 1 to 1,000,000. We kept 10, 25. Type whole numbers with commas between, as in 10, 25, 50.`,
			`We could not read "x" as a whole number from 1 to 1,000,000, so we kept 10, 25. Type whole numbers with commas between, as in 10, 25, 50.`,
		},
		{
			"a name twice in a cell counts once",
			words.ProblemFacts{Code: "name-twice", Tab: "Hours", Cell: "C4", Column: "Volunteer", Value: "Ana Ruiz"},
			`Hours C4 names "Ana Ruiz" more than once, and it counts once. If more people came, put their number into People.`,
			`"Volunteer" names "Ana Ruiz" more than once, and it counts once. If more people came, put their number into People.`,
		},
		{
			"an unknown name is told once for all its rows",
			words.ProblemFacts{Code: "unknown-name", Tab: "Hours", Cell: "C14", Column: "Volunteer", Value: "Ben Cole", Fix: "Ben Coles", Args: []string{"6", "Volunteers"}},
			`Hours C14 says "Ben Cole", which is in 6 Hours rows but not in Volunteers; they count, as not matched. Add the name there, or did you mean Ben Coles?`,
			`"Ben Cole" is in 6 Hours rows but not in Volunteers. Add the name there, or did you mean Ben Coles?`,
		},
		{
			"where a column takes names of several tabs, all are named",
			words.ProblemFacts{Code: "unknown-name", Tab: "Donations", Cell: "B4", Column: "Partner", Value: "Ben Cole", Args: []string{"1", "Partners", "Volunteers"}},
			`Donations B4 says "Ben Cole", which is in none of Partners and Volunteers; the row counts, as not matched. Add the name to one of them.`,
			`"Ben Cole" is in none of Partners and Volunteers. Add the name to one of them.`,
		},
		{
			"a gift has one giver",
			words.ProblemFacts{Code: "names-joined", Tab: "Donations", Cell: "B4", Column: "Partner", Value: "YMCA, Rotary Club"},
			`Donations B4 says "YMCA, Rotary Club", which is more than one name; the row counts, as not matched. Split the row: one for each of them.`,
			`"YMCA, Rotary Club" is more than one name, and a gift has one giver. Split the row: one for each of them.`,
		},
		{
			"a name of two people offers both",
			words.ProblemFacts{Code: "ambiguous-name", Tab: "Hours", Cell: "C2", Value: "Maria Garcia", Fix: "Maria Garcia (YMCA)", Args: []string{"Maria Garcia (YMCA)", "Maria Garcia (Rotary Club)"}},
			`Hours C2 says "Maria Garcia", which could be Maria Garcia (YMCA) or Maria Garcia (Rotary Club); the row counts, as not matched. Type which, as in Maria Garcia (YMCA).`,
			`"Maria Garcia" could be Maria Garcia (YMCA) or Maria Garcia (Rotary Club). Type which, as in Maria Garcia (YMCA).`,
		},
		{
			"a row typed over with somebody else asks who it is",
			words.ProblemFacts{Code: "typed-over", Tab: "Volunteers", Cell: "A9", Column: "Volunteer", Args: []string{"Ben Coles", "Ana Ruiz"}},
			`Volunteers A9 says Ben Coles where Ana Ruiz stood, so it counts as somebody new. If Ana Ruiz was renamed, put Ana Ruiz in Also known as.`,
			`Is Ben Coles new here? If Ana Ruiz was renamed, put Ana Ruiz in Also known as.`,
		},
		{
			"a rename tells what came along",
			words.ProblemFacts{Code: "renamed", Tab: "Volunteers", Cell: "A9", Args: []string{"Ana Ruiz", "Ben Coles", "41 hours"}},
			`Volunteers A9 is now Ben Coles, who was Ana Ruiz, with 41 hours. Someone new? Put Ana Ruiz back and give Ben Coles a row of their own.`,
			`Ana Ruiz is now Ben Coles, with 41 hours. Someone new? Put Ana Ruiz back and give Ben Coles a row of their own.`,
		},
		{
			"a tab on pause names the header that is missing",
			words.ProblemFacts{Code: "header-missing", Tab: "Hours", Cell: "A1", Column: "Date", Args: []string{"Date"}, Fix: "Daet"},
			`Hours is on pause: no header says Date. What we last read of it stays. Is it "Daet" in A1 now? Call it Date again.`,
			`Hours is on pause: no header says Date. Is it "Daet" in A1 now? Call it Date again.`,
		},
		{
			"a tab left with an error alone names the cell to repair",
			words.ProblemFacts{Code: "tab-collapsed", Tab: "Hours", Cell: "A2", Value: "#REF!"},
			`Hours is on pause: all that is left in it is "#REF!". What we last read of it stays. Repair the formula in A2.`,
			`Hours is on pause: all that is left in it is "#REF!". Repair the formula in A2.`,
		},
		{
			"the name of somebody removed stays where it says who gave the hours",
			words.ProblemFacts{Code: "name-remains", Tab: "Hours", Cell: "C4", Column: "Volunteer", Value: "Ana Ruiz", Args: []string{"reference"}},
			`Hours C4 still names "Ana Ruiz", who was to be removed; pages say a volunteer here. Nothing to do.`,
			`This row still names "Ana Ruiz", and pages say a volunteer here. Nothing to do.`,
		},
		{
			"names typed as one are told a comma",
			words.ProblemFacts{Code: "names-joined", Tab: "Hours", Cell: "C4", Column: "Volunteer", Value: "Ana & Ben", Fix: "Ana, Ben"},
			`Hours C4 says "Ana & Ben", which we read as one name; the row counts, as not matched. Put commas between: Ana, Ben.`,
			`We read "Ana & Ben" as one name. Put commas between: Ana, Ben.`,
		},
		{
			"held rows of earlier years can be archived",
			words.ProblemFacts{Code: "rows-held", Tab: "Hours", Args: []string{"212", "true"}},
			`Hours has 212 rows of earlier years waiting for you: gone from the sheet, and still counted. To keep them in every number, set Allow large removal in Settings to Archive.`,
			`Hours has 212 rows of earlier years waiting for you: gone from the sheet, and still counted. To keep them in every number, set Allow large removal in Settings to Archive.`,
		},
		{
			"one missing row is told as one",
			words.ProblemFacts{Code: "rows-missing", Tab: "Hours", Args: []string{"1", "10:02"}},
			`Hours misses 1 row since 10:02, still counted until removed. If that was not meant, undo it.`,
			`1 Hours row went missing at 10:02, still counted until removed. If that was not meant, undo it.`,
		},
		{
			"the first report says what the start day leaves out",
			words.ProblemFacts{Code: "history", Args: []string{"6", "30"}},
			`6 gifts in the last 30 days are history. To thank for them too, set Thank from.`,
			`6 gifts in the last 30 days are history. To thank for them too, set Thank from.`,
		},
		{
			"an answer about what may be shown counts as the careful one",
			words.ProblemFacts{Code: "yes-no-unread", Tab: "Volunteers", Cell: "K2", Value: "17", Kept: "Yes"},
			`Volunteers K2 says "17", which we could not read as yes or no. Until then it counts as Yes. Type Yes or No, or leave it blank.`,
			`We could not read "17" as yes or no, so it counts as Yes until then. Type Yes or No, or leave it blank.`,
		},
		{
			"marks in what staff typed are left alone",
			words.ProblemFacts{Code: "yes-no-unread", Tab: "Partners", Cell: "J2", Value: "{fix}"},
			`Partners J2 says "{fix}", which we could not read as yes or no. Until then it counts as blank. Type Yes or No, or leave it blank.`,
			`We could not read "{fix}" as yes or no, so it counts as blank until then. Type Yes or No, or leave it blank.`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := words.Problem(test.facts)
			if got.Message() != test.message {
				t.Errorf("message\n got %s\nwant %s", got.Message(), test.message)
			}
			if got.Note != test.note {
				t.Errorf("note\n got %s\nwant %s", got.Note, test.note)
			}
		})
	}
	t.Run("a code from a newer version is told by its cell", func(t *testing.T) {
		got := words.Problem(words.ProblemFacts{Code: "of-tomorrow", Tab: "Team", Cell: "B2"})
		if got.Message() != "Team B2 needs a look." {
			t.Errorf("got %s", got.Message())
		}
	})
}
